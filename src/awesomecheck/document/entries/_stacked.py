"""Columns without a header whose cells have a title, and all about it on lines of their own."""

from collections import Counter

from awesomecheck.document.entries._columns import (
    CELL_EDGES,
    Grid,
    is_venue,
    only_authors,
)
from awesomecheck.document.entries._headers import Column
from awesomecheck.document.entries._marks import HARD_BREAK
from awesomecheck.document.entries._reading import WORD
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.document.nodes import Span

_FEWEST = 3
_FEWEST_WORDS = 3
"""So many words a title has."""


def with_stacked(grid: Grid, columns: list[Column]) -> list[Column]:
    """Return the columns, of which one has titles above other lines if none has names."""
    if {"head", "name", "title"} & set(columns):  # nearly always
        return columns
    counts: Counter[int] = Counter()
    for row in grid.rows[1:]:
        counts.update(
            index for index, cell in enumerate(row.cells) if _is_stacked(grid.plain, cell)
        )
    best, found = max(counts.items(), key=lambda each: each[1], default=(0, 0))
    if found < _FEWEST or 2 * found <= len(grid.rows) - 1 or best >= len(columns):
        return columns
    return [*columns[:best], "title", *columns[best + 1 :]]


def _is_stacked(plain: str, cell: Span) -> bool:
    """Return whether a cell has the words of a title, and its authors or its venue below."""
    stop = plain.find(HARD_BREAK, cell.start, cell.end)
    if stop < 0 or len(WORD.findall(plain, cell.start, stop)) < _FEWEST_WORDS:
        return False
    end = plain.find(HARD_BREAK, stop + 1, cell.end)
    line = trimmed(plain, stop + 1, end if end > 0 else cell.end, CELL_EDGES + "[]*")
    authors = only_authors(plain, line)
    return (authors is not None and authors.several) or is_venue(plain, line)
