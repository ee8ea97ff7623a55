"""The rule `unspaced-list-marker`."""

from bisect import bisect_right
from collections.abc import Iterator
import re

from msgspec import Struct

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
_ITEMS_BELOW = regex(r"[ \t]*\n(?:[ \t]+[-*+][ \t][^\n]*\n)+(?: {4}|[ ]{0,3}\t)")
"""Indented items, and a line that would be less indented within them if they were nested."""


class _Line(Struct, frozen=True):
    """A line that begins with a marker and no space, in the paragraph that it is in."""

    match: re.Match[str]
    block: Block


class UnspacedListMarker(DocumentRule):
    """A list marker without a space after it.

    Markdown reads the line as part of the item above, or as a paragraph that ends the list. It is
    reported where it begins with a link, bold text or a capital letter, as an entry does, and an
    item directly above or below it, or several such lines, has the same marker and indent.

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
        for row in _rows(document):
            items = [_adjacent_item(document, each.match) for each in row]
            beside = next((item for item in items if item is not None), None)
            for line, own in zip(row, items, strict=True):
                if (item := own or beside) is not None:
                    message = f"no space after `{item.marker}`: not rendered as a list item"
                    at = line.match.end()
                    fix = _spaced(document, item, line.block, at)
                    yield Problem(Span(at - 1, at), message, fix)


def _rows(document: Document) -> list[list[_Line]]:
    """Return the lines that begin with a marker and no space, those that follow each other as one.

    Where one of them is beside an item, so are the others as soon as it has its space.
    """
    rows: list[list[_Line]] = []
    for match in _UNSPACED.finditer(document.text):
        block = document.block_at(match.end())
        if block is None or not _is_text(document, block, match):
            continue
        last = rows[-1][-1] if rows else None
        if (
            last is None
            or last.match.groups() != match.groups()
            or not (
                last.block is block
                or _is_whitespace(document.text, last.block.span.end, match.start())
            )
        ):
            rows.append([])
        rows[-1].append(_Line(match, block))
    return rows


def _spaced(document: Document, item: ListItem, block: Block, at: int) -> Fix | None:
    """Return the fix that adds as much space as another item has."""
    spaces = document.text[item.span.start + 1 : item.content]
    line = document.line_span(at)
    if set(spaces) != {" "} or not can_stand_alone(document, block, line):
        return None
    if _CAUGHT_BELOW.match(document.text, block.span.end):
        return None
    if block.item is None and _ITEMS_BELOW.match(document.text, block.span.end):
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
