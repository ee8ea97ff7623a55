"""The rule `unused-definition`."""

from collections.abc import Iterator

from awesomecheck import Definition, Document, DocumentRule, Edit, Fix, Problem, Span, regex

_COMMENT_URLS = frozenset({"", "#", "<>"})
_LABEL = regex(r"\[([^\[\]\n]{1,200})\]")
_NEUTRAL = regex(r"\s*(?:\Z|#{1,6}[ \t]|\[[^\[\]\n]+\]:)")
"""What may follow a removed definition and does not join the text above it."""


class UnusedDefinition(DocumentRule):
    """A link or footnote that is defined but never used.

    It is not rendered: readers see neither the link nor the text of the footnote. Where a label
    is defined twice, only the first definition is used. Comments in the form of a definition
    (`[//]: # (text)`) are not reported, and neither are labels used in a commented-out passage.

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
            earlier = first.setdefault(definition.label, document.line_of(definition.span))
            if definition.used or definition.url in _COMMENT_URLS:
                continue
            name = document.slice(definition.span).partition("[")[2].partition("]:")[0]
            if definition.overridden:
                message = (
                    f"duplicate definition of `[{name}]`: only the one on line {earlier} is used"
                )
            elif name.casefold() in commented:
                continue
            else:
                message = f"unused definition `[{name}]`: use it or remove it"
            yield Problem(definition.span, message, _removal(document, definition))
        for footnote in document.footnotes:
            if not footnote.used and f"^{footnote.label}".casefold() not in commented:
                message = f"unused footnote `[^{footnote.label}]`: use it or remove it"
                yield Problem(footnote.span, message)


def _labels_in_comments(document: Document) -> frozenset[str]:
    return frozenset(
        label.casefold() for comment in document.comments for label in _LABEL.findall(comment.text)
    )


def _removal(document: Document, definition: Definition) -> Fix | None:
    """Remove the lines of a definition; None where the text around it could then join."""
    text = document.text
    start, end = definition.span.start, definition.span.end
    line_start = document.line_span(start).start
    indent = text[line_start:start]
    if len(indent) > 3 or indent.strip(" ") or not _NEUTRAL.match(text, end):
        return None
    end = min(end + 1, len(text))
    return Fix((Edit(Span(line_start, end), ""),), safe=False)
