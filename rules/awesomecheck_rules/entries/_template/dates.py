"""Dates with another separator than those of nearly all other entries."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from awesomecheck import Document, Edit, Entry, Span, regex
from awesomecheck.templates import Formats, ShapedEntry, marks_around
from awesomecheck_rules.entries._habits import because, deviations
from awesomecheck_rules.entries._template.deviation import Deviation

_REST = regex(
    r"([-/.])(?:0?[1-9]|1[0-2])(?:([-/.])(?:0?[1-9]|[12]\d|3[01]))?(?![\w/-]|\.\d)(?P<next>.?)"
)
"""What follows the year of a date: the month, the day, and the next character."""


class _Date(Struct, frozen=True):
    """A date in numbers."""

    entry: Entry
    place: tuple[str, str, str, int]
    """The mark before it, what is between, the character after it, and how many separators."""
    span: Span
    separators: tuple[Span, ...]


def date_separators(
    document: Document, formats: Formats, elsewhere: Iterable[Span]
) -> Iterator[Deviation]:
    """Yield dates with another separator than nearly all that are in the same place.

    Args:
        document: the list.
        formats: how its entries are written.
        elsewhere: what is reported of entries for another reason.
    """
    reported = sorted(each.start for each in elsewhere)
    places: defaultdict[tuple[str, str, str, int], list[_Date]] = defaultdict(list)
    for group in formats.habits.groups:
        if "year" in group.fields:
            for each in group.entries:
                if (date := _date(document, each)) is not None:
                    places[date.place].append(date)
    for dates in places.values():
        for odd in _odd_separators(document, dates):
            if bisect_left(reported, odd.span.start) == bisect_left(reported, odd.span.end):
                yield odd


def _date(document: Document, shaped: ShapedEntry) -> _Date | None:
    """Return the date that begins with the year of an entry."""
    if shaped.entry.month is None:
        return None
    index = shaped.shape.index("year") // 2
    start, end = shaped.spans[index]
    rest = _REST.match(document.text, end)
    if rest is None or end - start != len("2023"):
        return None
    separators = tuple([Span(*rest.span(group)) for group in (1, 2) if rest[group]])
    before, _ = marks_around(shaped.shape, index)
    place = (before, shaped.shape[2 * index], rest["next"].strip(), len(separators))
    return _Date(shaped.entry, place, Span(start, rest.start("next")), separators)


def _odd_separators(document: Document, dates: list[_Date]) -> Iterator[Deviation]:
    by_start = {date.entry.span.start: date for date in dates}

    def written(entry: Entry) -> str:
        return "".join([document.slice(each) for each in by_start[entry.span.start].separators])

    for entry, usual, others in deviations(document, [date.entry for date in dates], written):
        date = by_start[entry.span.start]
        edits = [Edit(*each) for each in zip(date.separators, usual, strict=True)]
        message = f"use `{usual[0]}` between the numbers of the date{because(others, 'do')}"
        yield Deviation(date.span, message, tuple(edits))
