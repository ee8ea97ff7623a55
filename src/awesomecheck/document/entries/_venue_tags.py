"""Venues that nobody knows, in brackets before a title where nearly all others there are known.

- **[ECCV 22]** Growing Elms
- **[KiteConf 22]** Growing Oaks
"""

from collections.abc import Sequence

from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._dates import Date
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

_TAG = regex(
    r"(?P<venue>[A-Z][\w&/.-]*(?: [A-Z][\w&/.-]*){0,2}?)(?: ?['’]?(?P<year>(?:20)?\d\d))?"
)
_BEHIND_BRACKET = regex(r"[\[【]\W*\Z")
_FEWEST_KNOWN = 8
_NEARLY_ALL = 0.8
"""Of the tags of a list that may be venues, so many are known."""


def with_venue_tags(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return the records, tags before titles as venues where those of nearly all others are."""
    known = sum(
        bool(record.dates and record.segments)
        and record.dates[0].known
        and record.dates[0].start < record.segments[0].start
        for record in records
    )
    if known < _FEWEST_KNOWN:
        return records
    found = {index: date for index, record in enumerate(records) if (date := _tag(plain, record))}
    if not found or known < _NEARLY_ALL * (known + len(found)):
        return records
    return [
        record._replace(
            segments=record.segments[1:], dates=(found[index], *record.dates), paper=True
        )
        if index in found
        else record
        for index, record in enumerate(records)
    ]


def _tag(plain: str, record: Cut) -> Date | None:
    """Return what a record begins with in brackets, if it is written as a venue is."""
    if len(record.segments) < 2 or record.segments[0].style not in ("tag", "strong"):
        return None
    start, end = trimmed(plain, record.segments[0].start, record.segments[0].end)
    match = _TAG.fullmatch(plain, start, end)
    if match is None or not _BEHIND_BRACKET.search(plain, max(0, start - 4), start):
        return None
    if sum(map(str.isupper, match["venue"])) < 2:
        return None
    year = match.span("year") if match["year"] else None
    return Date(start, end, match.span("venue"), year, True)
