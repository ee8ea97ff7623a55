"""Venues that nobody knows, before a title where nearly all others there are known.

- **[ECCV 22]** Growing Elms
- **[KiteConf 22]** Growing Oaks
- Journal of Kites [Growing Firs](…)
"""

from collections.abc import Sequence

from msgspec.structs import replace

from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._dates import Date
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

_TAG = regex(
    r"(?P<venue>[A-Z][\w&/.-]*(?: [A-Z][\w&/.-]*){0,2}?)(?: ?['’]?(?P<year>(?:20)?\d\d))?"
)
_BEFORE_LINK = regex(
    r"(?P<venue>[A-Z][\w&.-]*?(?: (?:of|on|in|and|for|the|[A-Z][\w&.-]*?)){0,5}?)"
    r"(?:[ -](?:Oral|Spotlight|Poster|Best Paper))?(?:[ -]['’]?(?P<year>(?:20)?\d\d))?"
)
"""A venue in plain words, which no brackets set off from a linked title."""
_LONGEST = 60
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
        replace(
            record, segments=record.segments[1:], dates=(found[index], *record.dates), paper=True
        )
        if index in found
        else record
        for index, record in enumerate(records)
    ]


def _tag(plain: str, record: Cut) -> Date | None:
    """Return what a record begins with in brackets, or before a link, if it may be a venue."""
    if len(record.segments) < 2 or record.segments[0].style not in ("tag", "strong", "text"):
        return None
    first, second = record.segments[:2]
    start, end = trimmed(plain, first.start, first.end)
    if first.style == "text":
        if second.style != "link" or second.before != " " or end - start > _LONGEST:
            return None
        match = _BEFORE_LINK.fullmatch(plain, start, end)
    else:
        is_set_off = _BEHIND_BRACKET.search(plain, max(0, start - 4), start)
        match = _TAG.fullmatch(plain, start, end) if is_set_off else None
    if match is None:
        return None
    if sum(map(str.isupper, match["venue"])) < 2:
        return None
    year = match.span("year") if match.lastgroup == "year" else None
    return Date(start, end, match.span("venue"), year, True)
