"""The rule `unspaced-heading`."""

from collections.abc import Iterator
import re

from awesomecheck import Block, Document, DocumentRule, Edit, Fix, Problem, Span, regex, slugify
from awesomecheck_rules.markdown._inline import InlineText
from awesomecheck_rules.markdown._parting import can_stand_alone, is_closed

_UNSPACED = regex(r"^ {0,3}(?P<marks>#{1,6})(?=[^\s#!\\])(?P<text>.*)", re.MULTILINE)
_OPEN_COMMENT = regex(r"<!--(?!.*-->)")
_WORD = regex(r"[^\W\d_]")


class UnspacedHeading(DocumentRule):
    """A heading without a space after `#`.

    GitHub shows the line as text, `##` included: the section has no heading, and no anchor for the
    table of contents. A single `#` may be a hashtag or a number (`#1`): it is reported only at the
    top of a file without a title, or if a link leads to that heading.

    ```bad
    # Awesome Tools

    ##Editors

    - [Vim](https://www.vim.org/)
    ```

    ```good
    # Awesome Tools

    ## Editors

    - [Vim](https://www.vim.org/)
    ```
    """

    touches = ("structure", "headings", "marks")

    def check(self, document: Document) -> Iterator[Problem]:
        inline = InlineText(document)
        for match in _UNSPACED.finditer(document.text):
            span = Span(*match.span("marks"))
            if not _WORD.search(match["text"]) or not inline.is_text(span):
                continue
            block = document.block_at(span.start)
            if (block is not None and block.kind == "cell") or _OPEN_COMMENT.search(match["text"]):
                continue
            if len(match["marks"]) > 1 or _is_meant(document, match):
                message = f"no space after `{match['marks']}`: not rendered as a heading"
                fix = Fix((Edit(Span(span.end, span.end), " "),))
                yield Problem(span, message, fix if _is_alone(document, block, match) else None)


def _is_alone(document: Document, block: Block | None, match: re.Match[str]) -> bool:
    """Return whether what is above and below a line means the same if this is a heading."""
    if block is None:
        return is_closed(match["text"])
    item = block.item
    while item is not None and document.items[item].parent is not None:
        item = document.items[item].parent
    if item is not None and document.items[item].span.end > match.end():
        return False  # the heading ends the item, and what is below it would be outside
    start = document.line_span(block.span.start).start
    if ">" in document.text[start : block.span.start] and match.end() < block.span.end:
        return False  # so it is with a quote
    return block.kind != "heading" and can_stand_alone(document, block, Span(*match.span()))


def _is_meant(document: Document, match: re.Match[str]) -> bool:
    """Return whether a line after a single `#` is a heading, not a hashtag."""
    words = match["text"].rstrip(" #")
    block = document.block_at(match.start("marks"))
    if block is None or block.item is not None or "\n" in document.slice(block.span):
        return False
    anchor = f"#{slugify(words)}"
    if any(link.url == anchor for link in document.links):
        return True
    is_first = document.blocks[0] is block and not any(
        heading.level == 1 for heading in document.headings
    )
    return is_first and " " in words and "#" not in words
