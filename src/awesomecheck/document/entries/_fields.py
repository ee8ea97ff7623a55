"""Authors, venue and year of a candidate whose head is known."""

import re

from awesomecheck.document.entries._authors import AuthorList, find_authors, name_and_authors
from awesomecheck.document.entries._reading import (
    EDGES,
    KEY,
    KEYS,
    MOST_LINES,
    WORD,
    Place,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import Dated, bare_venue, dated

_BY = re.compile(
    r"[\x00\s\x03\x04\x06.,:;|–—-]*[\x00\s\x05]*(?:(?:by|authors?:?)\s+)?", re.IGNORECASE
)
_EM = re.compile("\x05")
_AUTHOR_MARKS = "\x00\x01\x02\x03\x04\x06*†‡§¶∗⋆✉¹²³"
_AFTER_AUTHORS = frozenset("\n.,;:|([]–—-\x05\x06\x07\x0e\x0f\x10 ")
_PASSED_OVER = frozenset(" \n\t\x00'’")
_ISOLATED_BEFORE = frozenset(",()|[]\x01\x05\x06\x07\x0e\x0f.\x03{;：:–—-")
_ISOLATED_AFTER = frozenset("),]|.\x02\x06\x07\x0e\x0f\x04};[(\x01\x05\x10")


def authors_at(plain: str, start: int, end: int) -> AuthorList | None:
    lead = _BY.match(plain, start, end)
    position = lead.end() if lead else start
    authors = find_authors(plain, position, end)
    if authors is None:
        return None
    after = plain[authors.end : end].lstrip(_AUTHOR_MARKS)[:1]
    if after and after not in _AFTER_AUTHORS:
        return None
    if after == " " and not re.match(
        r"[\s\x00\x02\x04\x06*†‡]*(?:[\[(|\x05\x07\x01\x0e\x10–—-]|\Z)", plain[authors.end : end]
    ):
        return None
    return authors


def read_author_line(plain: str, start: int, end: int, reading: Reading) -> None:
    """Authors that have a nested line to themselves, which nothing but a paper has."""
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
    position = start
    for _ in range(MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        key = KEY.match(plain, position, line) if position > start else None
        kind = KEYS.get(key[1].lower()) if key else None
        if key is None or kind == "authors":
            begin = key.end() if key else _after_date(plain, position, line, reading)
            for first in (begin, *(match.end() for match in _EM.finditer(plain, begin, line))):
                stop = _authors_stop(first, line, reading)
                authors = authors_at(plain, first, stop)
                if authors and (
                    len(authors.names) > 1 or authors.open or _alone(plain, authors, first, stop)
                ):
                    reading.authors = authors
                    return
        position = line + 1


def _after_date(plain: str, start: int, line: int, reading: Reading) -> int:
    """Where to look for what follows a date that opens a line, as in `(2017), Kartik et al.`."""
    places = [
        place for place in (reading.venue, reading.year) if place and start <= place[0] < line
    ]
    if not places or WORD.search(plain, start, min(place[0] for place in places)):
        return start
    after = max(place[1] for place in places)
    while after < line and plain[after] in ")]\x07 ,":
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
    """Whether one name fills its line, or is set off by emphasis: then it is an author."""
    first, last = authors.names[0]
    if len(plain[first:last].split()) not in (2, 3, 4):
        return False
    before = plain[max(0, start - 1) : first]
    rest = plain[authors.end : stop].strip(EDGES + ".,;([|-–—")
    return not rest and ("\x05" in before or "\x0e" in before or "\x0f" in before)


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
    """Whether the words before a year are the last of a list's authors."""
    authors = find_authors(plain, start, end)
    return authors is not None and authors.end == end


def _isolated(plain: str, found: Dated, start: int, end: int) -> bool:
    first, last = found.start, found.end
    while first > start and plain[first - 1] in _PASSED_OVER:
        first -= 1
    while last < end and plain[last] in _PASSED_OVER:
        last += 1
    return (first <= start or plain[first - 1] in _ISOLATED_BEFORE) and (
        last >= end or plain[last] in _ISOLATED_AFTER
    )


_SEGMENTS = re.compile(r"[^,;.|()\[\]\x01-\x10–—]{2,60}")


def _undated_venue(plain: str, start: int, skipped: Place, end: int) -> Place | None:
    for first, last in ((start, skipped[0]), (skipped[1], min(end, skipped[1] + 400))):
        if last - first < 3:
            continue
        for match in _SEGMENTS.finditer(plain, first, last):
            venue = bare_venue(plain, *match.span())
            if venue is not None:
                return venue
    return None
