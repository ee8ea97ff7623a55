"""Columns of first authors between dashes: `2012 - **KiteFold** - Kauri - folds kites - [pdf](…)`.

One family name is written like any other word; a column of different ones, in a list of papers
with their years, is not. Where most of what is before them are names of methods, all are.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import family_names, find_authors, may_be_family
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._marks import MARKS, PAD, SPANS
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._reading import WORD, Bounds
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

_DASH = regex(rf"[ {PAD}](?:[-–—]|--)[ {PAD}]")
_BEHIND = regex(rf"[ {PAD}]*+(?:[-–—|(\[{MARKS}]|\Z)")
_SEPARATORS = ("-", "|")
_EDGES = f" \n\t{SPANS}"
_MOST_PLACES = 3
_MOST_NAME_WORDS = 2
_FEWEST = 5
_FEWEST_ALONE = 8
"""So many cells are a column, with one of several authors among them, or without."""
_SHARE_OF_NAMES = 0.8
_SHARE_OF_DIFFERENT = 0.6


class _Cell(Struct, frozen=True):
    """The first of the texts that dashes part in a segment."""

    record: int
    place: int
    """Which segment of its record it is in."""
    bounds: Bounds
    rest: Bounds
    """What is behind the dash."""


def with_author_columns(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return records with the cells of columns of family names as segments of their own."""
    columns: dict[int, list[_Cell]] = {}
    for index, record in enumerate(records):
        cell = _cell(plain, index, record)
        if cell is not None:
            columns.setdefault(cell.place, []).append(cell)
    found = list(records)
    for place, cells in columns.items():
        if _are_names(plain, cells):
            own = [records[each.record] for each in cells]
            named = place > 0 and _are_named(plain, own, place)
            for each in cells:
                if _may_be_author(plain, each.bounds):
                    cut = records[each.record]
                    found[each.record] = replace(
                        cut, segments=_parted(plain, cut, each, named=named)
                    )
    return found


def _cell(plain: str, index: int, record: Cut) -> _Cell | None:
    """Return the first text of a dated paper that is between dashes, if there is one."""
    if not record.paper or not any(date.year for date in record.dates):
        return None
    for place, segment in enumerate(record.segments[:_MOST_PLACES]):
        if segment.style != "text":
            continue
        if segment.key is not None or (place > 0 and segment.before not in _SEPARATORS):
            return None
        dash = _DASH.search(plain, segment.start, segment.end)
        if dash is None and not _BEHIND.match(plain, segment.end):
            return None
        stop, begin = dash.span() if dash else (segment.end, segment.end)
        bounds = trimmed(plain, segment.start, stop, _EDGES)
        return _Cell(index, place, bounds, trimmed(plain, begin, segment.end, _EDGES))
    return None


def _are_names(plain: str, cells: Sequence[_Cell]) -> bool:
    """Return whether the cells of a column are family names, most of them different."""
    names = [each for cell in cells if (each := family_names(plain, *cell.bounds))]
    fewest = _FEWEST if any(len(each) > 1 for each in names) else _FEWEST_ALONE
    return len(names) >= max(fewest, _SHARE_OF_NAMES * len(cells)) and len(
        set(names)
    ) >= _SHARE_OF_DIFFERENT * len(names)


def _may_be_author(plain: str, bounds: Bounds) -> bool:
    """Return whether a text in a column of family names is one, or the whole name of a person."""
    if family_names(plain, *bounds):
        return True
    authors = find_authors(plain, *bounds, after=_EDGES)
    return authors is not None and all(map(may_be_family, WORD.findall(plain, *bounds)))


def _are_named(plain: str, cuts: Sequence[Cut], place: int) -> bool:
    """Return whether most texts before a column are as short as the names of methods."""
    before = [cut.segments[place - 1] for cut in cuts]
    short = sum(len(plain[each.start : each.end].split()) <= _MOST_NAME_WORDS for each in before)
    return 3 * short >= 2 * len(before)


def _is_title(plain: str, segment: Segment) -> bool:
    """Return whether a text behind an author is the title of what has a name before."""
    words = plain[segment.start : segment.end].split()
    return segment.style in ("link", "quote") and len(words) > _MOST_NAME_WORDS


def _parted(plain: str, record: Cut, cell: _Cell, *, named: bool) -> tuple[Segment, ...]:
    """Return the segments of a record with a cell as one of its own."""
    *before, whole = record.segments[: cell.place + 1]
    behind = record.segments[cell.place + 1 :]
    if named and not any(_is_title(plain, each) for each in behind):
        before[-1] = replace(before[-1], key="named")
    rest = replace(whole, start=cell.rest[0], end=cell.rest[1], before="-")
    more = (rest,) if rest.start < rest.end else ()
    start, end = cell.bounds
    names = replace(
        whole, start=start, end=end, key="byline", ends_line=whole.ends_line and not more
    )
    return (*before, names, *more, *behind)
