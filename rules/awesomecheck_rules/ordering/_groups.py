"""Groups of entries whose order can be compared: one list, one table, text under one heading."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
import re

from awesomecheck import Block, Document, Entry, regex

_COMMENTS = regex(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_BREAK = regex(
    r"^[ \t>]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|<hr\b.*)$", re.MULTILINE
)
_INTRODUCES = regex(r"[:：][*_\s]*\Z")
"""The end of a paragraph that says what follows."""


def groups(document: Document) -> list[list[Entry]]:
    """Return all groups in document order, each with its entries.

    Lists of one section with only comments between them are one group. A thematic break and a
    paragraph that introduces what follows separate groups.
    """
    found: list[list[Entry]] = []
    latest: dict[Hashable, list[Entry]] = {}
    for entry in document.entries:
        key = _container(document, entry)
        group = latest.get(key)
        if group is None or not _follows(document, group[-1], entry):
            group = latest[key] = []
            found.append(group)
        group.append(entry)
    return found


def _container(document: Document, entry: Entry) -> Hashable:
    section = id(entry.section)
    if entry.row is not None:
        return section, "table", entry.row[0]
    if entry.item is not None:
        return section, "list", document.items[entry.item].parent
    return section, entry.form


def _follows(document: Document, last: Entry, entry: Entry) -> bool:
    """Return whether nothing between an entry and the next one ends the group."""
    text, items = document.text, document.items
    start = last.blocks[-1].span.end if last.blocks else last.span.end
    end = entry.span.start
    if entry.row is not None or not text[start:end].strip():
        return True
    if _BREAK.search(text, start, end):
        return False
    paragraphs = _paragraphs(document, start, end)
    if last.item is None or entry.item is None:
        return not paragraphs
    if any(_INTRODUCES.search(text, block.span.start, block.span.end) for block in paragraphs):
        return False
    if items[last.item].list_id == items[entry.item].list_id:
        return True
    match = _COMMENTS.match(text, items[last.item].span.end, items[entry.item].span.start)
    return match is not None and match.end() == items[entry.item].span.start


def _paragraphs(document: Document, start: int, end: int) -> Sequence[Block]:
    blocks = document.blocks
    first = bisect_left(blocks, start, key=lambda block: block.span.start)
    last = bisect_left(blocks, end, key=lambda block: block.span.start)
    return [each for each in blocks[first:last] if each.kind == "paragraph"]
