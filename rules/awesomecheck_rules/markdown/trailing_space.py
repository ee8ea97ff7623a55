"""The rule `trailing-space`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span
from awesomecheck_rules.markdown._places import Places


@dataclass(frozen=True, slots=True)
class TrailingSpace(DocumentRule):
    """Blanks at the end of a line.

    They are invisible, make noise in diffs, and tempt the next author to break lines with them.
    Two or more spaces inside a paragraph are a hard line break, which is meant: they stay. At
    the end of a paragraph, of a heading or of a table row they break nothing. Code, raw HTML and
    front matter are left alone.

    ```bad
    * [MAE](https://arxiv.org/abs/2111.06377)␠
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```

    ```bad
    Papers on masked images,␠␠
    newest first.␠␠

    * [MAE](https://arxiv.org/abs/2111.06377)
    ```

    ```good
    Papers on masked images,␠␠
    newest first.

    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        text = document.text
        places = Places(document)
        for end in _ends(text):
            line_start = text.rfind("\n", 0, end) + 1
            start = line_start + len(text[line_start:end].rstrip(" \t"))
            if document.in_code(line_start) or document.in_html(line_start):
                continue
            if start > line_start and _counts(document, places, start, end):
                continue
            where = "at the end of the line" if start > line_start else "on an empty line"
            yield Problem(Span(start, end), f"blanks {where}", Fix((Edit(Span(start, end), ""),)))


def _ends(text: str) -> list[int]:
    """The ends of the lines that end in a blank; searched for plainly, as most lines do not."""
    ends = [len(text)] if text.endswith((" ", "\t")) else []
    for ending in (" \n", "\t\n"):
        at = text.find(ending)
        while at >= 0:
            ends.append(at + 1)
            at = text.find(ending, at + 2)
    return sorted(ends)


def _counts(document: Document, places: Places, start: int, end: int) -> bool:
    """Whether blanks inside a paragraph change what a reader sees."""
    block = document.block_at(start)
    if block is None or end >= block.span.end:
        return False
    text = document.text
    if text[start:end].endswith("  ") or text[start - 1] == "\\":
        return True  # a hard line break; or what keeps the backslash from making one
    piece = places.piece_at(start)
    return piece is not None and piece.kind in ("code", "html")
