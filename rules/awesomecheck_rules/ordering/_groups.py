"""Groups of entries whose order can be compared: one list, one table, text under one heading."""

from collections.abc import Hashable
import re

from awesomecheck import Document, Entry

_COMMENTS = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)


def groups(document: Document) -> list[list[Entry]]:
    """Return all groups in document order, each with its entries.

    Lists of one section with only comments between them are one group.
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
    return section, "text"


def _follows(document: Document, last: Entry, entry: Entry) -> bool:
    """Return whether nothing between an entry and the next one ends the group."""
    if last.item is None or entry.item is None:
        return True
    items = document.items
    if items[last.item].list_id == items[entry.item].list_id:
        return True
    start, end = items[last.item].span.end, items[entry.item].span.start
    match = _COMMENTS.match(document.text, start, end)
    return match is not None and match.end() == end
