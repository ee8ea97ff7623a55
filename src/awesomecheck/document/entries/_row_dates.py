"""Dates beside titles in rows: `| [Growing elms, 2019](…) |`, `| [Growing elms](…) (ICML 2019) |`.

Where a table has no columns for them, and several rows are so.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from awesomecheck.document.entries._columns import CELL_EDGES
from awesomecheck.document.entries._dates import Date, find_dates
from awesomecheck.document.entries._months import stated_month
from awesomecheck.document.entries._reading import (
    LETTER_OR_DIGIT,
    WORD,
    Bounds,
    Reading,
)
from awesomecheck.document.entries._records import Record
from awesomecheck.document.entries._venues import bare_venue, trimmed

_FEWEST = 3
_FEWEST_TITLE_WORDS = 2
_TITLE_EDGES = CELL_EDGES + ",，.;:([（-–—|"


def date_rows(plain: str, rows: Sequence[tuple[Record, Reading]]) -> None:
    """Read the dates that end titles, or are right behind them, where most rows have one."""
    titled = [
        (record, reading, reading.title)
        for record, reading in rows
        if record.form in ("row", "html")
        and reading.title is not None
        and reading.venue is None
        and reading.year is None
    ]
    found = [
        (reading, *dated)
        for record, reading, title in titled
        if (dated := _dated(plain, record, reading, title)) is not None
    ]
    if len(found) < _FEWEST or 2 * len(found) < len(titled):
        return
    for reading, title, date in found:
        reading.title, reading.venue, reading.year = title, date.venue, date.year
        reading.month = stated_month(plain[date.start : date.end])


def _dated(
    plain: str, record: Record, reading: Reading, title: Bounds
) -> tuple[Bounds, Date] | None:
    """Return the title of a row without the date that ends it, or as it is, and the date."""
    for date in reversed(find_dates(plain, *title)):
        left = trimmed(plain, title[0], date.start, _TITLE_EDGES)
        venue = date.venue or bare_venue(plain, date.end, title[1])  # `Title, 2023, ICRA`
        last = max(date.end, venue[1]) if venue else date.end
        if date.year is None or LETTER_OR_DIGIT.search(plain, last, title[1]):
            break
        if len(WORD.findall(plain, *left)) >= _FEWEST_TITLE_WORDS:
            return left, replace(date, venue=venue)
    part = reading.head_part
    cell = next(
        (each.span for each in record.blocks if each.span.start <= title[0] < each.span.end), None
    )
    if part is None or cell is None or not title[0] < part.link.span.end < cell.end:
        return None
    behind = part.link.span.end
    after = next(iter(find_dates(plain, behind, cell.end)), None)
    if after is None or after.year is None or LETTER_OR_DIGIT.search(plain, behind, after.start):
        return None
    return title, after
