"""Venue and year in a stretch of plain text: `ICML'2020`, `CVPR, 2019`, `2021 TPAMI`, `(2017)`."""

from collections.abc import Iterator
import re

from msgspec import Struct

from awesomecheck.document.entries._marks import MARKS, PAD
from awesomecheck.document.entries._months import MONTH_NAME
from awesomecheck.document.venues import key, venue_index
from awesomecheck.regexes import regex

# Alternatives that begin with a plain character let the search skip to one of those.
YEAR = regex(
    r"19[5-9]\d(?!\d|[:/]\d)|20[0-3]\d(?!\d|[:/]\d)|'\d\d(?!\d)|’\d\d(?!\d)|‘\d\d(?!\d)|`\d\d(?!\d)"
)
_LEFT = regex(rf".*[,;|()（）【】，、。？！：；\u3040-\u9fff\[\]{{}}{MARKS}.:–—]", re.DOTALL)
_JOINT = f" ,\n{PAD}'’‘`-–_(.&@:"
_EDGES = f" \n\t{PAD},.;:'’‘`-–—_@|"
# In lower case: the search then skips to the first letters of months.
_MONTH = regex(rf"{MONTH_NAME}(?:[ ,]*+\d{{1,2}})?[ ,]*+\Z")
_MONTH_ENDS = frozenset(
    re.findall(
        r"\w+", "jan feb mar apr may jun jul aug sep ept oct nov dec ary rch ril une uly ust ber"
    )
)
_DAY = regex(r"\d{1,2}(?:st|nd|rd|th)?[ ,]*+\Z")
_VOLUME = regex(
    r"[ ,]+(?:[Vv]ol(?:ume|\.)? ?)?(?!101\Z)\d{1,3}(?: ?\(\d{1,3}(?:[-–]\d{1,3})?\))?"
    r"(?:[:,] ?(?:pp?\.? ?)?\d{1,5}(?:[-–]\d{1,5})?)?\Z"
)
"""Volume, issue and pages behind a journal: `42(3)`, `518, 529-533`; what is `101` is a course."""
_IN_NAME = regex(r"(?:[^\W\d_]|(?<!\d)\d{1,3})-\Z")
"""What makes a year a part of a name: `CUB-200-2011`."""
_MONTH_AFTER = regex(r"[-./]\d\d?(?:[-./]\d\d?)?(?!\d)")
_ACRONYM = regex(
    r"(?![A-Z][a-z]+-[A-Z][a-z]+\Z)"
    r"(?:(?:IEEE|ACM|IEEE/ACM)[ -])?[A-Z][A-Za-z&/+-]*[A-Z][A-Za-z&/+-]*"
    r"(?:[ -](?:[Ww]orkshops?|Findings))?"
)
_RIGHT = regex(rf"[ {PAD}'’:,-]{{0,3}}([A-Za-z&/-]+(?: (?:Workshops?|Findings|Asia))?)")
_TITLED = regex(
    r"(?:[A-Z][\w&/.'’-]*|of|and|on|in|the|for|&|\d+(?:st|nd|rd|th))"
    r"(?: (?:[A-Z][\w&/.'’-]*|of|and|on|in|the|for|&))*"
)
_SMALL = regex(r"(?:(?:in|at|of|on|and|the|for) )+")
"""What is before a name and no part of it: `in JBI 2021`."""
_INNER = regex(r"[A-Z][\w&/ .-]{1,60}\(([A-Za-z*&-]{2,12})\)")
_KINDS = frozenset(
    re.findall(
        r"\w+",
        """
        IEEE ACM Journal Transactions Trans Letters Proceedings Proc Conference Workshop Workshops
        Symposium Review Reviews Magazine Annals Press Frontiers Advances Physics Science Sciences
        Systems Multimedia Communications
        """,
    )
)
"""What journals and conferences call themselves."""
_CAPITALIZED = regex(r"[A-Z](?<!\w.)\w*")
_WORD = regex(rf"[^ \n{PAD}]+")
_VOLUME_ENDS = (*"0123456789", ")")
_LONGEST = 6
"""How many words a venue's name may have."""


class Dated(Struct, frozen=True):
    """A year and the venue beside it, as offsets."""

    year: tuple[int, int]
    venue: tuple[int, int] | None
    known: bool
    """Whether the venue is in our table of venues."""
    likely: bool
    """Whether the venue is known, an acronym, or names itself a journal or conference."""
    start: int
    """Where the whole starts: a day and month before the year are part of it."""
    end: int


def dated(plain: str, start: int, end: int) -> Iterator[Dated]:
    """Yield every year of a stretch with the venue beside it, in order."""
    for match in YEAR.finditer(plain, start, end) if end - start > 2 else ():
        year = match.span()
        if year[1] - year[0] == 3:
            year = (year[0] + 1, year[1])
        elif year[0] > start and plain[year[0] - 1] in "0123456789.:/#":
            continue
        elif (
            plain[max(start, year[0] - 1) : year[0]].islower()
            and plain[year[1] : end][:1].islower()
        ):
            continue  # the key of a citation: `doe2015fast`
        first, venue = _before(plain, start, year[0])
        if venue is not None and _is_topic(plain, venue):
            first, venue = year[0], None
        if venue is None:
            venue = _after(plain, year[1], end)
        month = _MONTH_AFTER.match(plain, year[1], end)
        last = month.end() if month else year[1]
        if venue is None:
            if first == year[0] and _IN_NAME.search(plain, max(start, first - 5), first):
                continue
            yield Dated(year, None, False, False, first, last)
            continue
        known = key(plain[venue[0] : venue[1]]) in venue_index()
        likely = known or is_likely(plain, *venue)
        yield Dated(year, venue, known, likely, min(first, venue[0]), max(last, venue[1]))


def bare_venue(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch without its edges, if all of it is the name of a known venue."""
    first, last = trimmed(plain, start, end)
    if last - first < 2:
        return None
    inner = _INNER.fullmatch(plain, first, last) if plain[last - 1] == ")" else None
    if inner is not None and key(inner[1]) in venue_index():  # `IEEE (TPAMI)`
        return inner.span(1)
    if last - first <= 80 and key(plain[first:last]) in venue_index():
        return first, last
    end_of_date = plain[max(first, last - 3) : last].lower()
    if end_of_date not in _MONTH_ENDS and not end_of_date.endswith(_VOLUME_ENDS):  # most texts
        return None
    date = _day_at_end(plain, max(first, last - 20), last)  # `arXiv 26 Jun`
    if date is None:
        date = _volume_at_end(plain, first, last)
    return bare_venue(plain, first, date) if date is not None and date > first else None


def _volume_at_end(plain: str, first: int, stop: int) -> int | None:
    """Return where the volume of a journal starts at the end of a stretch."""
    if plain[stop - 1 : stop] not in _VOLUME_ENDS:
        return None
    volume = _VOLUME.search(plain, max(first, stop - 30), stop)
    return volume.start() if volume else None


def _day_at_end(plain: str, start: int, end: int) -> int | None:
    """Return where the day and month, or the month alone, start at the end of a stretch."""
    text = plain[start:end].lower()
    if text[-3:] not in _MONTH_ENDS and not text[-1:].isdecimal():  # nearly all
        return None
    month = _MONTH.search(text)
    if month is None or text[month.start() - 1 : month.start()].isalpha():
        return None
    found = _DAY.search(text, 0, month.start()) or month
    return end - len(text) + found.start()


def trimmed(plain: str, start: int, end: int, edges: str = _EDGES) -> tuple[int, int]:
    """Return a stretch without whitespace and punctuation at its edges."""
    if start < end and plain[start] not in edges and plain[end - 1] not in edges:
        return start, end
    rest = plain[start:end].lstrip(edges)
    start = end - len(rest)
    return start, start + len(rest.rstrip(edges))


def _before(plain: str, start: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the date before a year starts, and the venue before that."""
    stop = end
    while stop > start and plain[stop - 1] in _JOINT:
        stop -= 1
    first = max(start, stop - 80)
    begin = end
    date = _day_at_end(plain, max(first, stop - 20), stop)
    if date is not None:
        stop = begin = date
        while stop > start and plain[stop - 1] in _JOINT:
            stop -= 1
    venue = _venue_at_end(plain, first, stop)
    if venue is None:
        volume = _volume_at_end(plain, first, stop)
        venue = _venue_at_end(plain, first, volume) if volume else None
        if venue and key(plain[slice(*venue)]) not in venue_index():
            venue = None
    if venue and ":" in plain[stop:begin] and not plain[slice(*venue)].isupper():
        return begin, None  # `Date: March 2020`
    return begin, venue


def _venue_at_end(plain: str, first: int, stop: int) -> tuple[int, int] | None:
    left = _LEFT.match(plain, first, stop)
    begin = left.end() if left else first
    if begin == stop:
        return None
    if (
        plain.endswith("J.", first, begin)
        and _is_short_journal(plain, begin - 2, stop)
        and not plain[max(first, begin - 3) : begin - 2].isalnum()
    ):
        return begin - 2, stop
    words = list(_WORD.finditer(plain, begin, stop))
    index = venue_index()
    for word in words[-_LONGEST:]:
        if key(plain[word.start() : stop]) in index:
            return trimmed(plain, word.start(), stop)
    begin, stop = trimmed(plain, begin, stop)
    if small := _SMALL.match(plain, begin, stop):
        begin = small.end()
        words = [word for word in words if word.start() >= begin]
    if _ACRONYM.fullmatch(plain, begin, stop):
        return begin, stop
    if 2 <= len(words) <= 2 * _LONGEST and _TITLED.fullmatch(plain, begin, stop):
        return begin, stop
    return None


def is_likely(plain: str, start: int, end: int) -> bool:
    """Return whether the words of a stretch look like a venue that is not in our table."""
    if _ACRONYM.fullmatch(plain, start, end) or _is_short_journal(plain, start, end):
        return True
    return not _KINDS.isdisjoint(_CAPITALIZED.findall(plain, start, end))


def _is_short_journal(plain: str, start: int, end: int) -> bool:
    """Return whether a stretch is `J. of Kites`, or `J.` before the rest of a journal's name."""
    if not plain.startswith("J. ", start):
        return False
    rest = plain[start + len("J. ") : end]
    return rest.startswith("of ") or key(f"Journal of {rest}") in venue_index()


_BEFORE_TOPIC = regex(rf"[^\W_] [{PAD}]*(?:in|of|for|on|and) [{PAD}]*\Z")
_TOPICS = frozenset(("nature", "science", "cell", "neuron", "sensors", "entropy"))


def _is_topic(plain: str, venue: tuple[int, int]) -> bool:
    """Return whether the name of a journal is what a title is about: `Bees in nature, 2020`.

    In small letters, and behind words that no separator parts from it.
    """
    text = plain[slice(*venue)]
    if not text.islower() or not (" " in text or text in _TOPICS):
        return False
    return _BEFORE_TOPIC.search(plain, max(0, venue[0] - 12), venue[0]) is not None


def _after(plain: str, start: int, end: int) -> tuple[int, int] | None:
    match = _RIGHT.match(plain, start, end)
    if match is None:
        return None
    for last in (match.end(1), plain.find(" ", match.start(1), match.end(1))):
        if last > 0 and key(plain[match.start(1) : last]) in venue_index():
            return match.start(1), last
    return None


_TAIL = regex(r"[.,; ](?:(?<! )|[|–-]) ")
_LONGEST_TAIL = 50
_VENUE_EDGES = f" \n\t{PAD}|,.;:"


def tail_venue(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the known venue that ends a stretch behind a separator: `…, Ann Doe. arXiv`."""
    tail = _TAIL.search(plain, max(start + 1, end - _LONGEST_TAIL), end)
    while tail is not None:
        begin = trimmed(plain, tail.end(), end, _VENUE_EDGES)[0]
        venue = bare_venue(plain, begin, end)
        if venue is not None:
            return venue
        tail = _TAIL.search(plain, tail.end(), end)
    return None


_FEWEST_CAPITALS = 3
_PARTS_OF_WORDS = regex(rf"[\s{PAD}/–—-]+")
_BRACKETS_AT_END = regex(r" [(（]([A-Z][\w&/ -]{2,14})[)）]\Z")


def venue_in_brackets(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return the known venue in brackets that ends a title, unless it is short for its words."""
    found = _BRACKETS_AT_END.search(plain, max(start, end - 20), end)
    if found is None or bare_venue(plain, *found.span(1)) != found.span(1):
        return None
    if sum(map(str.isupper, found[1])) < _FEWEST_CAPITALS:  # `(Nature)` may be the topic
        return None
    words = _PARTS_OF_WORDS.split(plain[start : found.start()])
    initials = iter([word[:1].lower() for word in words])
    return None if all(letter in initials for letter in found[1].lower()) else found
