"""Authors, venue and year of a candidate whose head is known."""

import re

from awesomecheck.document.entries._authors import (
    NOTE_MARKS,
    AuthorList,
    find_authors,
    name_and_authors,
)
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    EM_START,
    ENDS,
    HARD_BREAK,
    IMAGE,
    LINK_END,
    LINK_START,
    MARKS,
    PAD,
    SPANS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._reading import (
    EDGES,
    KEY,
    KEYS,
    MOST_LINES,
    WORD,
    Bounds,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import Dated, bare_venue, dated

_BY = re.compile(
    rf"[{PAD}\s{STRONG_START}{STRONG_END}{EM_END}.,:;|–—-]*[{PAD}\s{EM_START}]*"
    r"(?:(?:by|authors?:?)\s+)?",
    re.IGNORECASE,
)
_EM_START = re.compile(EM_START)
_AUTHOR_MARKS = SPANS.replace(EM_START, "") + NOTE_MARKS
_BREAKS = HARD_BREAK + BLOCK
_AFTER_AUTHORS = f" \n.,;:|([]–—-{EM_START}{EM_END}{CODE}{_BREAKS}{IMAGE}"
_AUTHORS_END = re.compile(
    rf"[\s{PAD}{ENDS}*†‡]*(?:[\[(|{EM_START}{CODE}{LINK_START}{HARD_BREAK}{IMAGE}–—-]|\Z)"
)
_AROUND_DATE = f" \n\t{PAD}'’"
_BEFORE_DATE = f",.;：:()|[]{{–—-{LINK_START}{STRONG_START}{EM_START}{EM_END}{CODE}{_BREAKS}"
_AFTER_DATE = (
    f",.;()[]|}}{LINK_START}{LINK_END}{STRONG_END}{EM_START}{EM_END}{CODE}{_BREAKS}{IMAGE}"
)


def authors_at(plain: str, start: int, end: int) -> AuthorList | None:
    """Return the list of authors at an offset, if what follows it can follow authors."""
    lead = _BY.match(plain, start, end)
    position = lead.end() if lead else start
    authors = find_authors(plain, position, end)
    if authors is None:
        return None
    after = plain[authors.end : end].lstrip(_AUTHOR_MARKS)[:1]
    if after and after not in _AFTER_AUTHORS:
        return None
    if after == " " and not _AUTHORS_END.match(plain, authors.end, end):
        return None
    return authors


def read_author_line(plain: str, start: int, end: int, reading: Reading) -> None:
    """Set the authors that have a nested line to themselves, as only those of a paper have."""
    position = line_end(plain, start, end) + 1
    for _ in range(MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        _, authors = name_and_authors(plain, position, line)
        if authors and (len(authors.names) > 1 or authors.open):
            reading.authors = authors
            return
        position = line + 1


def read_authors(plain: str, start: int, end: int, reading: Reading) -> None:
    """Set the authors of a paper, from the first line that has any."""
    position = start
    for _ in range(MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        key = KEY.match(plain, position, line) if position > start else None
        kind = KEYS.get(key[1].lower()) if key else None
        if key is None or kind == "authors":
            begin = key.end() if key else _after_date(plain, position, line, reading)
            for first in (
                begin,
                *(match.end() for match in _EM_START.finditer(plain, begin, line)),
            ):
                stop = _authors_stop(first, line, reading)
                authors = authors_at(plain, first, stop)
                if authors and (
                    len(authors.names) > 1 or authors.open or _alone(plain, authors, first, stop)
                ):
                    reading.authors = authors
                    return
        position = line + 1


def _after_date(plain: str, start: int, line: int, reading: Reading) -> int:
    """Return the end of a date that opens a line, as in `(2017), Kartik et al.`."""
    places = [
        place for place in (reading.venue, reading.year) if place and start <= place[0] < line
    ]
    if not places or WORD.search(plain, start, min(place[0] for place in places)):
        return start
    after = max(place[1] for place in places)
    while after < line and plain[after] in f")]{CODE} ,":
        after += 1
    return after


def _authors_stop(start: int, line: int, reading: Reading) -> int:
    stop = line
    for part in reading.parts:
        if part.labelled and start <= part.link.span.start < stop:
            stop = part.link.span.start
    for place in (reading.venue, reading.year):
        if place and start <= place[0] < stop:
            stop = place[0]
    return stop


def _alone(plain: str, authors: AuthorList, start: int, stop: int) -> bool:
    """Return whether one name fills its line, or is set off by emphasis: then it is an author."""
    first, last = authors.names[0]
    if len(plain[first:last].split()) not in (2, 3, 4):
        return False
    before = plain[max(0, start - 1) : first]
    rest = plain[authors.end : stop].strip(EDGES + ".,;([|-–—")
    return not rest and any(mark in before for mark in (EM_START, HARD_BREAK, BLOCK))


def read_dates(plain: str, start: int, end: int, after: int, reading: Reading) -> None:
    """Set venue and year from what is not the head."""
    skipped = reading.title or reading.head or (after, after)
    best: Dated | None = None
    for first, last in ((start, skipped[0]), (skipped[1], end)):
        if last - first < 3:
            continue
        for found in dated(plain, first, last):
            if not found.known and not _isolated(plain, found, first, last):
                continue
            if found.venue and not found.likely and not reading.leads_to_paper:
                continue
            if best is None or (found.venue and not best.venue):
                best = found
            if best.venue:
                break
        if best is not None and best.venue:
            break
    if best is not None:
        reading.year = best.year
        reading.venue = best.venue
        if best.venue and not best.likely and _is_person(plain, *best.venue):
            reading.venue = None
    if reading.venue is None and reading.leads_to_paper:
        reading.venue = _undated_venue(plain, start, skipped, end)


def _is_person(plain: str, start: int, end: int) -> bool:
    """Return whether the words before a year are the last of a list of authors."""
    authors = find_authors(plain, start, end)
    return authors is not None and authors.end == end


def _isolated(plain: str, found: Dated, start: int, end: int) -> bool:
    first, last = found.start, found.end
    while first > start and plain[first - 1] in _AROUND_DATE:
        first -= 1
    while last < end and plain[last] in _AROUND_DATE:
        last += 1
    return (first <= start or plain[first - 1] in _BEFORE_DATE) and (
        last >= end or plain[last] in _AFTER_DATE
    )


_SEGMENTS = re.compile(rf"[^,;.|()\[\]{MARKS}–—]{{2,60}}")


def _undated_venue(plain: str, start: int, skipped: Bounds, end: int) -> Bounds | None:
    for first, last in ((start, skipped[0]), (skipped[1], min(end, skipped[1] + 400))):
        if last - first < 3:
            continue
        for match in _SEGMENTS.finditer(plain, first, last):
            venue = bare_venue(plain, *match.span())
            if venue is not None:
                return venue
    return None
