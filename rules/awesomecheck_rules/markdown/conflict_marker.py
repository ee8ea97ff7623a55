"""The rule `conflict-marker`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Problem, Span, regex

_MARKER = regex(r"^(?:<{7}|={7}|>{7})(?=[ \n]|\Z).*$", re.MULTILINE)
_LABEL = regex(r"[<>]{7} [\w./~^-]+(?: \(.*\))?")


class ConflictMarker(DocumentRule):
    """A merge conflict that was committed.

    Git writes `<<<<<<<`, `=======` and `>>>>>>>` around the two versions of the lines that it
    cannot merge: both are in the list now, and readers see the markers. Code is not checked.

    ```bad
    - [MAE](https://arxiv.org/abs/2111.06377)
    <<<<<<< HEAD
    - [BEiT](https://arxiv.org/abs/2106.08254)
    =======
    - [iBOT](https://arxiv.org/abs/2111.07832)
    >>>>>>> main
    ```

    ```good
    - [MAE](https://arxiv.org/abs/2111.06377)
    - [BEiT](https://arxiv.org/abs/2106.08254)
    - [iBOT](https://arxiv.org/abs/2111.07832)
    ```
    """

    severity = "error"

    def check(self, document: Document) -> Iterator[Problem]:
        if "<<<<<<<" not in document.text and ">>>>>>>" not in document.text:
            return
        marks = [
            match
            for match in _MARKER.finditer(document.text)
            if not document.in_code(match.start())
        ]
        at = 0
        while at < len(marks):
            kinds = "".join(match.group()[0] for match in marks[at : at + 3])
            span = Span(*marks[at].span())
            if kinds == "<=>":
                end = document.line_of(Span(*marks[at + 2].span()))
                message = f"merge conflict up to line {end}: keep one version, delete the markers"
                yield Problem(Span(span.start, marks[at + 2].end()), message)
                at += 3
                continue
            if kinds[0] != "=" and _LABEL.fullmatch(marks[at].group()):
                yield Problem(span, f"leftover conflict marker `{kinds[0] * 7}`: delete this line")
            at += 1
