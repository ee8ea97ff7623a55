"""The rule `unspaced-list-marker`."""

from bisect import bisect_right
from collections.abc import Iterator
import re

from awesomecheck import Block, Document, DocumentRule, Edit, Fix, ListItem, Problem, Span, regex
from awesomecheck_rules.markdown._inline import InlineText
from awesomecheck_rules.markdown._parting import can_stand_alone

_UNSPACED = regex(
    r"^( *)([-*+])(?=(?:\*\*|__)?!?\[[^\[\]\n]*\](?:\(|\[)|(?<=[-+])(?:\*\*|[A-Z])\w+[ :*,]"
    r"|(?<=\*)\*\*[\w\[][^*\n]*\*\*(?!\*))",
    re.MULTILINE,
)
_MOST_SPACES = 4
"""Behind a marker; with more of them an item begins with code."""
_WHITESPACE = regex(r"\s*")
_CAUGHT_BELOW = regex(
    r"[ \t]*\n(?:(?:[ \t]*\n)+[ \t]+(?![-*+][ \t])\S"
    r"|(?:[ \t]*\n)*(?: {4}| {0,3}\t)[ \t]*\S|[ \t]+<"
    r"|(?![ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])[^|\n]*\|)"
)
"""Indented text or a table that would be a part of the item, and mean something else."""


class UnspacedListMarker(DocumentRule):
    """A list marker without a space after it.

    Markdown reads the line as part of the item above, or as a paragraph that ends the list. It is
    reported where it begins with a link, bold text or a capital letter, as an entry does, and an
    item directly above or below has the same marker and indent.

    ```bad
    - [MAE](https://arxiv.org/abs/2111.06377)
    -[SimMIM](https://arxiv.org/abs/2111.09886)
    - [BEiT](https://arxiv.org/abs/2106.08254)
    ```

    ```good
    - [MAE](https://arxiv.org/abs/2111.06377)
    - [SimMIM](https://arxiv.org/abs/2111.09886)
    - [BEiT](https://arxiv.org/abs/2106.08254)
    ```
    """

    touches = ("structure", "marks")

    def check(self, document: Document) -> Iterator[Problem]:
        if not document.items:
            return
        for match in _UNSPACED.finditer(document.text):
            item = _adjacent_item(document, match)
            block = document.block_at(match.end()) if item else None
            if item is not None and block is not None and _is_text(document, block, match):
                message = f"no space after `{item.marker}`: not rendered as a list item"
                span = Span(match.end() - 1, match.end())
                yield Problem(span, message, _spaced(document, item, block, match.end()))


def _spaced(document: Document, item: ListItem, block: Block, at: int) -> Fix | None:
    """Return the fix that adds as much space as another item has."""
    spaces = document.text[item.span.start + 1 : item.content]
    line = document.line_span(at)
    if set(spaces) != {" "} or not can_stand_alone(document, block, line):
        return None
    if _CAUGHT_BELOW.match(document.text, block.span.end):
        return None
    return Fix((Edit(Span(at, at), spaces if len(spaces) <= _MOST_SPACES else " "),))


def _adjacent_item(document: Document, match: re.Match[str]) -> ListItem | None:
    """Return the item directly above or below a line that has its marker and indent."""
    text, items = document.text, document.items
    start = match.start()
    after = bisect_right(items, start, key=lambda item: item.span.start)
    above = after - 1 if after else None
    while above is not None:
        item = items[above]
        if _is_whitespace(text, item.span.end, start) and _is_like(item, match):
            return item
        above = item.parent
    end = text.find("\n", start)
    if end < 0 or after == len(items) or not _is_whitespace(text, end, items[after].span.start):
        return None
    return items[after] if _is_like(items[after], match) else None


def _is_whitespace(text: str, start: int, end: int) -> bool:
    return start >= end or _WHITESPACE.fullmatch(text, start, end) is not None


def _is_like(item: ListItem, match: re.Match[str]) -> bool:
    return item.marker == match[2] and item.indent == len(match[1]) and not item.quoted


def _is_text(document: Document, block: Block, match: re.Match[str]) -> bool:
    """Return whether a line is part of a paragraph, and its marker does not open emphasis."""
    return block.kind == "paragraph" and InlineText(document).is_text(Span(*match.span(2)))
