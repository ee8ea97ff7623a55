"""Venue and year in a stretch of plain text: `ICML'2020`, `CVPR, 2019`, `2021 TPAMI`, `(2017)`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from awesomecheck.document.venues import key, venue_index

_YEAR = re.compile(r"(?<![\d.:/#])(?:(?:19[5-9]|20[0-4])\d(?!\d|[:/]\d)|(?<=['’‘`])\d\d(?!\d))")
_LEFT = re.compile(r"[^,;|()\[\]{}\x01-\x10.:\u2013\u2014]*\Z")
_JOINT = " ,\n\x00'’‘`-–_(.&@:"
_EDGES = " \n\t\x00,.;:'’‘`-–—_@"
_DATE = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?[ ,]*)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[ ,]*\d{1,2})?)[ ,]*\Z",
    re.IGNORECASE,
)
_ACRONYM = re.compile(
    r"(?:(?:IEEE|ACM|IEEE/ACM)[ -])?[A-Z][A-Za-z&/+-]*[A-Z][A-Za-z&/+-]*(?:[ -](?:Workshops?|Findings))?"
)
_RIGHT = re.compile(r"[ \x00'’:,-]{0,3}([A-Za-z&/-]+(?: (?:Workshops?|Findings|Asia))?)")
_WORD = re.compile(r"[^ \n\x00]+")
_LONGEST = 6
"""Most words that a venue's name is looked up by."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A year, and the venue that stands beside it; offsets of each."""

    year: tuple[int, int] | None
    venue: tuple[int, int] | None
    known: bool
    """Whether the vocabulary has the venue."""

    @property
    def start(self) -> int:
        """Where the first of the two starts."""
        return min(part[0] for part in (self.year, self.venue) if part)

    @property
    def end(self) -> int:
        """Where the last of the two ends."""
        return max(part[1] for part in (self.year, self.venue) if part)


def dated(plain: str, start: int, end: int) -> Iterator[Dated]:
    """Every year of a stretch with what stands beside it, in order."""
    for match in _YEAR.finditer(plain, start, end):
        year = match.span()
        venue = _before(plain, start, year[0])
        if venue is None:
            venue = _after(plain, year[1], end)
        known = venue is not None and key(plain[venue[0] : venue[1]]) in venue_index()
        yield Dated(year, venue, known)


def bare_venue(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch less its edges, when all of it names a venue that is known."""
    first, last = trimmed(plain, start, end)
    if 1 < last - first <= 80 and key(plain[first:last]) in venue_index():
        return first, last
    return None


def trimmed(plain: str, start: int, end: int, edges: str = _EDGES) -> tuple[int, int]:
    """A stretch without blanks and punctuation at its edges."""
    while start < end and plain[start] in edges:
        start += 1
    while end > start and plain[end - 1] in edges:
        end -= 1
    return start, end


def _before(plain: str, start: int, end: int) -> tuple[int, int] | None:
    stop = end
    while stop > start and plain[stop - 1] in _JOINT:
        stop -= 1
    first = max(start, stop - 80)
    dash = _DATE.search(plain, first, stop)
    if dash is not None and dash.end() > dash.start():
        stop = dash.start()
        while stop > start and plain[stop - 1] in _JOINT:
            stop -= 1
    match = _LEFT.search(plain, first, stop)
    if match is None or match.end() == match.start():
        return None
    begin = match.start()
    words = list(_WORD.finditer(plain, begin, stop))[-_LONGEST:]
    index = venue_index()
    for word in words:
        if key(plain[word.start() : stop]) in index:
            return trimmed(plain, word.start(), stop)
    begin, stop = trimmed(plain, begin, stop)
    return (begin, stop) if _ACRONYM.fullmatch(plain, begin, stop) else None


def _after(plain: str, start: int, end: int) -> tuple[int, int] | None:
    match = _RIGHT.match(plain, start, end)
    if match is None:
        return None
    for last in (match.end(1), plain.find(" ", match.start(1), match.end(1))):
        if last > 0 and key(plain[match.start(1) : last]) in venue_index():
            return match.start(1), last
    return None
