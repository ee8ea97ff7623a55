"""The rule `swallowed-markdown`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Problem, Span, regex

_MARKDOWN = regex(
    r"^[ \t>]*(?:#{1,6}[ \t]+\S|(?:[-*+]|\d+[.)])[ \t].*\]\(|\|.*\|.*\|[ \t]*$).*", re.MULTILINE
)
"""A heading, an item with a link or a row of a table."""
_QUOTE = regex(r"^[ \t]*<[^\n]*>[ \t]*\n(?P<line>[ \t]*>[ \t]+\w.*)", re.MULTILINE)
"""A line of a quote below a tag that is closed, and is in no quote."""
_INDENTED = regex(
    r"[ \t]+(?:(?P<item>(?:[-*+]|\d+[.)])[ \t]+\W{0,4}\[[^\]\n]+\]\(https?://)"
    r"|\*[^*\n]+\*[ \t]*(?:\[[^\]\n]+\]\(https?://|$))",
    re.MULTILINE,
)
"""The first line of indented code that looks like an entry, or like the authors of one."""
_ENTRY = regex(r"\W{0,4}\[[^\]\n]+\]\(https?://")
_AUTHORS = regex(r"\*[^*\n]+\*")
_ABOUT = regex(r"(?<![\w./-])(?:contribut\w*|examples?|format|template)\b", re.IGNORECASE)
_INTRODUCES = regex(rf"[:：][*_\s]*\Z|{_ABOUT.pattern}", re.IGNORECASE)
"""The text above code that is meant to be read as code."""
_ABOVE = 1000
_FEWEST = 3
"""So many like it are elsewhere in the list, and are no code."""
_FENCE = regex(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_AS_IT_IS = regex(r"<(?:code|math|pre|script|style|svg|textarea)\b", re.IGNORECASE)
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class SwallowedMarkdown(DocumentRule):
    """Headings, entries or rows that a block above takes in.

    A code fence or a comment that is never closed takes in all that follows: readers see it as
    code, or not at all. A line of HTML takes in what follows up to the next blank line: its
    Markdown is shown as it is written. Entries indented by four spaces that are in no other, and
    authors indented less than their entry, are code, too; they are reported where the list has
    others like them, and nothing above says that they are an example. What a table takes in,
    `ragged-table-row` reports.

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

    yields_to = ("uneven-indent",)

    def check(self, document: Document) -> Iterator[Problem]:
        for span in document.code:
            if _is_unclosed_fence(document.slice(span)):
                message = "code fence is never closed: all below it is shown as code"
                yield Problem(_first_line(document, span), message)
            elif _is_meant_as_text(document, span):
                message = "shown as code, not as text: indent it like the others"
                yield Problem(_first_line(document, span), message)
        for span in document.html:
            source = document.slice(span)
            if source.lstrip(" \t>").startswith("<!--") and "-->" not in source:
                if _MARKDOWN.search(source):
                    message = "comment is never closed: all below it is hidden"
                    yield Problem(_first_line(document, span), message)
            elif not _AS_IT_IS.search(source):
                yield from _in_html(document, span, source)


def _is_meant_as_text(document: Document, span: Span) -> bool:
    """Return whether indented code is an entry, or a part of one, as the list has elsewhere."""
    first = _INDENTED.match(document.text, span.start)
    if first is None:
        return False
    above = document.text[max(0, span.start - _ABOVE) : span.start].rstrip()
    section = document.section_at(span.start).title
    if _INTRODUCES.search(above, above.rfind("\n\n") + 1) or _ABOUT.search(section):
        return False
    if first["item"]:
        starts = [item.content for item in document.items]
        others = sum(_ENTRY.match(document.text, start) is not None for start in starts)
    else:
        blocks = [block.span for block in document.blocks if block.item is not None]
        others = sum(_AUTHORS.match(document.text, each.start) is not None for each in blocks)
    return others >= _FEWEST


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


def _in_html(document: Document, span: Span, source: str) -> Iterator[Problem]:
    """Yield the first line of Markdown in a block of HTML."""
    source = _COMMENT.sub(lambda comment: " " * len(comment[0]), source)
    match = _MARKDOWN.search(source)
    start, end = match.span() if match else (0, 0)
    before = document.text[document.line_span(span.start).start : span.start]
    if match is None and ">" not in before and (quote := _QUOTE.search(source)):
        start, end = quote.span("line")
    if end:
        line = Span(span.start + start, span.start + end)
        yield Problem(
            line, "Markdown inside HTML is shown as plain text: add a blank line before it"
        )


def _first_line(document: Document, span: Span) -> Span:
    indent = len(document.slice(span)) - len(document.slice(span).lstrip(" \t>"))
    return Span(span.start + indent, document.line_span(span.start).end)
