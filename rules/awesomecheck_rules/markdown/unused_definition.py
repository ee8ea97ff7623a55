"""The rule `unused-definition`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from awesomecheck import Definition, Document, DocumentRule, Edit, Fix, Problem, Span

_COMMENT_URLS = frozenset({"", "#", "<>"})
_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\]")
_NEUTRAL = re.compile(r"\s*(?:\Z|#{1,6}[ \t]|\[[^\[\]\n]+\]:)")
"""What may follow a definition that goes without joining anything above to it."""


@dataclass(frozen=True, slots=True)
class UnusedDefinition(DocumentRule):
    """A link or a footnote that is defined and never referred to.

    It shows up nowhere: the link is lost to readers, and the text of a footnote is left out by
    GitHub. Where a label is defined twice, the first definition wins, and the second is as good
    as absent. Comments in the form of a definition (`[//]: # (text)`) are left alone, and so are
    labels that a commented-out passage uses.

    ```bad
    * [MAE][mae]

    [mae]: https://arxiv.org/abs/2111.06377
    [beit]: https://arxiv.org/abs/2106.08254
    ```

    ```good
    * [MAE][mae]

    [mae]: https://arxiv.org/abs/2111.06377
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        commented = _labels_in_comments(document)
        first: dict[str, int] = {}
        for definition in document.definitions:
            line = document.source.position(definition.span.start).line
            earlier = first.setdefault(definition.label, line)
            if definition.used or definition.url in _COMMENT_URLS:
                continue
            name = document.slice(definition.span).partition("[")[2].partition("]:")[0]
            if definition.overridden:
                message = f"`[{name}]` is defined on line {earlier} already, and that one counts"
            elif name.casefold() in commented:
                continue
            else:
                message = f"`[{name}]` is defined and never used"
            yield Problem(definition.span, message, _removal(document, definition))
        for footnote in document.footnotes:
            if not footnote.used and f"^{footnote.label}".casefold() not in commented:
                message = f"no `[^{footnote.label}]` refers to this footnote: it is not shown"
                yield Problem(footnote.span, message)


def _labels_in_comments(document: Document) -> frozenset[str]:
    return frozenset(
        label.casefold() for comment in document.comments for label in _LABEL.findall(comment.text)
    )


def _removal(document: Document, definition: Definition) -> Fix | None:
    """Take out the lines of a definition; none where what stands around it could then join."""
    text = document.text
    start, end = definition.span.start, definition.span.end
    line_start = text.rfind("\n", 0, start) + 1
    indent = text[line_start:start]
    if len(indent) > 3 or indent.strip(" ") or not _NEUTRAL.match(text, end):
        return None
    end = min(end + 1, len(text))
    return Fix((Edit(Span(line_start, end), ""),), safe=False)
