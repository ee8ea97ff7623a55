"""The fields of a record whose layout is known."""

from collections.abc import Sequence
import re

from awesomecheck.document.entries._authors import AuthorList, surnames
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._dates import Date
from awesomecheck.document.entries._description import read_description
from awesomecheck.document.entries._edges import without_icons
from awesomecheck.document.entries._layouts import Way
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    HARD_BREAK,
    PAD,
    SPACE_AND_ENDS,
    STARTS,
)
from awesomecheck.document.entries._months import stated_month
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._reading import (
    SENTENCE,
    SEPARATOR,
    SPACES_AND_ENDS,
    WORD,
    Bounds,
    Part,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import bare_venue
from awesomecheck.document.nodes import Link
from awesomecheck.document.venues import find_venue
from awesomecheck.regexes import regex


def read_fields(
    plain: str, end: int, parts: list[Part], badges: list[Link], cut: Cut, way: Way
) -> Reading | None:
    """Return the fields of a record, or None if it is no entry."""
    reading = Reading(parts, badges, end)
    if _is_prose(plain, parts, way):
        return None
    begin: int | None = None
    previous = way.segments[0].start
    for field, segment, authors in zip(way.layout, way.segments, way.authors, strict=False):
        place = (segment.start, segment.end)
        match field:
            case "name":
                reading.name = place
                reading.head_part = segment.part
            case "head" if segment.key == "named":
                reading.name = place
                reading.head_part = segment.part
            case "head":
                reading.head = place
                reading.head_part = segment.part or reading.head_part
            case "authors":
                noted = segment.key == "place" or (  # an affiliation alone
                    authors is None and segment.before == "("
                )
                reading.authors = None if noted else authors or _one_author(plain, place)
            case "venue":
                reading.venue = bare_venue(plain, *place) or place
            case "description":
                begin = _described_from(plain, previous, segment, way.segments, cut, parts)
            case _:
                pass
        if field != "rest":
            previous = segment.part.link.span.end if segment.part else segment.end
    if reading.head is not None and reading.head_part is None and reading.name is None:
        reading.head_part = _address_of(plain, reading.head, parts)
    if reading.name is not None:
        reading.title, reading.head = reading.head, None
    _set_date(plain, reading, cut.dates)
    reading.published = cut.leads_to_paper or reading.venue is not None
    reading.known = cut.paper
    reading.sure = reading.published or reading.authors is not None
    if reading.head is None and reading.title is None:
        leads = not parts or any(part.link.url for part in parts)
        if reading.authors is None or not leads:  # the second is a form to be filled in
            return None
    if begin is not None:
        read_description(plain, begin, end, reading)
    return reading


_FLAGS = regex(rf"(?:{SPACE_AND_ENDS}*+{CODE}[^\w{CODE}]*+{CODE})+")
"""Code without a word, such as a warning sign, before a description."""


def _address_of(plain: str, head: Bounds, parts: Sequence[Part]) -> Part | None:
    """Return the link right behind a name that shows its address: `Name https://…`."""
    part = next((each for each in parts if each.link.span.start >= head[1]), None)
    if part is None or part.labelled or part.key_role is not None:
        return None
    if not all(other.labelled for other in parts if other is not part):
        return None
    between = plain[head[1] : part.link.span.start]
    shows = part.label[0] == part.label[1] or "://" in plain[slice(*part.label)]
    return part if shows and not WORD.search(between) else None


def _one_author(plain: str, place: Bounds) -> AuthorList | None:
    """Return authors that do not look like it: family names, a team, in a column of authors."""
    if re.fullmatch(
        r"(?:e[tl]\.? al\.?|and others|anonymous)", plain[slice(*place)], re.IGNORECASE
    ):
        return None
    return surnames(plain, *place) or AuthorList(*place, (place,), False)


def _described_from(
    plain: str,
    previous: int,
    segment: Segment,
    way_segments: Sequence[Segment],
    cut: Cut,
    parts: Sequence[Part],
) -> int:
    """Return where a description begins: behind the separator, a date, or labelled links.

    Tags, quotes and code at its beginning are part of it.
    """
    if segment.key == "description":
        return segment.start
    between = [each for each in way_segments if previous <= each.start < segment.start]
    if segment.before in ("-", ":") and between and all(each.style == "tag" for each in between):
        return segment.start
    breaks = max(plain.rfind(mark, previous, segment.start) for mark in (BLOCK, HARD_BREAK))
    position = max(previous, breaks + 1)
    for date in cut.dates:
        if position <= date.start and date.end <= segment.start:
            position = max(position, date.end)
    for part in parts:
        if part.labelled and position <= part.link.span.start < segment.start:
            position = part.link.span.end
    while position < segment.start and plain[position] in ')]】）"”':
        position += 1
    flags = _FLAGS.match(plain, position, segment.end)
    position = without_icons(plain, flags.end() if flags else position, segment.end)
    separator = SEPARATOR.match(plain, position, segment.end) or SPACES_AND_ENDS.match(
        plain, position, segment.end
    )
    begin = separator.end() if separator else position
    if plain.startswith(". ", begin):  # `[Name](…). Description`
        begin += 2
    return min(begin, segment.start)


def _set_date(plain: str, reading: Reading, dates: Sequence[Date]) -> None:
    """Set venue and year: of a date that has both before one that has only one of them."""
    best: Date | None = None
    for date in dates:
        if best is None or _worth(plain, date) > _worth(plain, best):
            best = date
    if best is None:
        return
    reading.venue = best.venue if reading.venue is None or best.known else reading.venue
    reading.year = best.year or next((date.year for date in dates if date.year), None)
    if reading.venue is None:
        reading.venue = next((date.venue for date in dates if date.venue), None)
    if reading.year is not None:
        reading.month = _month(plain, reading.year, dates)


def _month(plain: str, year: Bounds, dates: Sequence[Date]) -> int | None:
    """Return the month that one of the dates of that year states."""
    digits = plain[slice(*year)][-2:]
    for date in dates:
        if date.year is not None and plain[slice(*date.year)][-2:] == digits:
            month = stated_month(plain[date.start : date.end])
            if month is not None:
                return month
    return None


def _worth(plain: str, date: Date) -> int:
    """Return how much a date says: of two years, that of a preprint says less."""
    dated = date.year is not None
    venue = find_venue(plain[slice(*date.venue)]) if dated and date.known and date.venue else None
    preprint = venue is not None and venue.kind == "preprint"
    return 8 * (date.venue is not None) + 4 * date.known + 2 * dated - preprint


_SPEAKER = regex(r"(?:I|We|You|Please)\b")


def _is_prose(plain: str, parts: Sequence[Part], way: Way) -> bool:
    """Return whether a sentence runs into a link and goes on behind it."""
    first = way.segments[0]
    if first.style not in ("text", "strong"):
        return False
    stop = line_end(plain, first.end, first.end + 1000)
    inner = [part for part in parts if first.end <= part.link.span.start < stop]
    if not inner or plain[first.end : inner[0].link.span.start].strip(f" \n{PAD}{STARTS}"):
        return False
    after = [part.link.span.end for part in inner]
    if any(SENTENCE.match(plain, each, stop) for each in after):
        return True
    if _SPEAKER.match(plain, first.start, first.end):
        return True
    if way.layout[0] == "venue":
        return False
    if way.layout[0] == "authors" and way.authors[0] is not None and way.authors[0].several:
        return False
    unlabelled = not inner[0].labelled and inner[0].label[0] < inner[0].label[1]
    return unlabelled and len(WORD.findall(plain, first.start, first.end)) > 2
