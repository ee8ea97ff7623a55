"""The rule `swallowed-markdown`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Problem, Span, regex

_MARKDOWN = regex(
    r"^[ \t>]*(?:#{1,6}[ \t]+\S|(?:[-*+]|\d+[.)])[ \t].*\]\(|\|.*\|.*\|[ \t]*$).*", re.MULTILINE
)
"""A heading, an item with a link or a row of a table."""
_FENCE = regex(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_AS_IT_IS = regex(r"<(?:code|math|pre|script|style|svg|textarea)\b", re.IGNORECASE)
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class SwallowedMarkdown(DocumentRule):
    """Headings, entries or rows that a block above takes in.

    A code fence or a comment that is never closed takes in all that follows: readers see it as
    code, or not at all. A line of HTML takes in what follows up to the next blank line: its
    Markdown is shown as it is written. What a table takes in, `ragged-table-row` reports.

    ```bad
    <details>
    <summary>Papers</summary>
    - [MAE](https://arxiv.org/abs/2111.06377)
    - [BEiT](https://arxiv.org/abs/2106.08254)

    </details>
    ```

    ```good
    <details>
    <summary>Papers</summary>

    - [MAE](https://arxiv.org/abs/2111.06377)
    - [BEiT](https://arxiv.org/abs/2106.08254)

    </details>
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        for span in document.code:
            if _is_unclosed_fence(document.slice(span)):
                message = "code fence is never closed: all below it is shown as code"
                yield Problem(_first_line(document, span), message)
        for span in document.html:
            source = document.slice(span)
            if source.lstrip(" \t>").startswith("<!--") and "-->" not in source:
                if _MARKDOWN.search(source):
                    message = "comment is never closed: all below it is hidden"
                    yield Problem(_first_line(document, span), message)
            elif not _AS_IT_IS.search(source):
                yield from _in_html(source, span.start)


def _is_unclosed_fence(source: str) -> bool:
    """Return whether a block of code takes in Markdown because nothing closes its fence."""
    opening = _FENCE.match(source)
    if opening is None:
        return False
    fence = opening["fence"]
    closing = re.compile(rf"[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*")
    lines = source.rstrip("\n").split("\n")
    if len(lines) > 1 and closing.fullmatch(lines[-1]):
        return False
    return _MARKDOWN.search(source, opening.end()) is not None


def _in_html(source: str, start: int) -> Iterator[Problem]:
    """Yield the first line of Markdown in a block of HTML."""
    match = _MARKDOWN.search(_COMMENT.sub(lambda comment: " " * len(comment[0]), source))
    if match:
        line = Span(start + match.start(), start + match.end())
        yield Problem(
            line, "Markdown inside HTML is shown as plain text: add a blank line before it"
        )


def _first_line(document: Document, span: Span) -> Span:
    indent = len(document.slice(span)) - len(document.slice(span).lstrip(" \t>"))
    return Span(span.start + indent, document.line_span(span.start).end)
