"""Entries that are an address alone, in lists where most are: `- <https://github.com/a/elms>`."""

from collections import Counter
from collections.abc import Iterable, Sequence

from awesomecheck.document.entries._reading import Part, Reading
from awesomecheck.document.entries._records import Record
from awesomecheck.document.nodes import Link
from awesomecheck.document.tree import Document

Found = tuple[Record, Reading]
_FEWEST = 3
"""So many items of one list are entries; fewer are where most of all entries are addresses."""


def read_address(parts: list[Part], badges: list[Link], end: int) -> Reading | None:
    """Return the reading of a record without words: with its address, if that is all it has."""
    if len(parts) != 1 or badges or parts[0].link.form not in ("bare", "autolink"):
        return None
    reading = Reading(parts, badges, end)
    reading.head_part = parts[0]
    return reading


def addresses(document: Document, named: Iterable[Found], alone: Sequence[Found]) -> list[Found]:
    """Return the items that are addresses alone and entries, as most in their list are."""
    if not alone:  # in most lists
        return []
    others = Counter([_list(document, record) for record, _ in named])
    counts = Counter([_list(document, record) for record, _ in alone])
    whole = len(alone) >= _FEWEST and len(alone) > others.total()
    return [
        (record, reading)
        for record, reading in alone
        if whole
        or (counts[own := _list(document, record)] >= _FEWEST and counts[own] > others[own])
    ]


def _list(document: Document, record: Record) -> int | None:
    return document.items[record.item].list_id if record.item is not None else None
