"""Part segments where one field ends and another begins within one run of text."""

from collections.abc import Iterator
from itertools import islice
import re

from msgspec.structs import replace

from awesomecheck.document.entries._authors import (
    AuthorList,
    family_names,
    find_authors,
)
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._edges import balanced
from awesomecheck.document.entries._initials import ALONE
from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._scores import is_person, may_list
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

MOST_SEGMENTS = 5
"""How many segments of a record are looked at; what follows is prose or links."""
_TRIM = f" \n\t{SPANS}.:：,;，。|–—-\"“”'"
_TITLED = ("strong", "quote")
_ACRONYM = regex(r"[^\W\d_]*[A-Z][\w.+]*[A-Z\d][\w.+-]*(?: \w+)?\Z")
"""What may be a name before a dash in bold: one word with two capitals, or another behind it."""
_SPLIT_COST = 0.8
"""What is off where a field must be looked for within one run of text."""


def splits(plain: str, record: Cut, *, alone: str) -> Iterator[tuple[tuple[Segment, ...], float]]:
    """Yield the segments as they are, and with one of them parted where a field may end.

    Each with what that costs. One person may be before each of the marks `alone` and a title.
    """
    segments = record.segments
    if not segments:
        return
    yield segments, 0.0
    paper = record.paper
    for index, segment in enumerate(segments[:MOST_SEGMENTS]):
        parts: list[tuple[Segment, ...]] = []
        cost = _SPLIT_COST
        if segment.style == "link" and (parted := _parted_by_initials(plain, segment)):
            parts.append(parted)
            cost = -_SPLIT_COST
        if segment.style == "link" and (paper or record.dates):
            parts += _parted_by_authors(plain, segment)
        if paper and segment.style in ("text", "em", "strong"):
            if _may_end_in_authors(plain, segment, alone):
                parts += _parted_by_authors(plain, segment, alone)
            if parted := _parted_by_family_names(plain, segment):
                several = may_list(plain[parted[1].start : parted[1].end])
                yield (
                    (*segments[:index], *parted, *segments[index + 1 :]),
                    -_SPLIT_COST if several else _SPLIT_COST,
                )
            if parted := _parted_by_first_author(plain, segment):
                yield (*segments[:index], *parted, *segments[index + 1 :]), 0.0
            if plain[segment.end - 1] == ")":
                parts.append(_parted_by_brackets(plain, segment))
        if index == 0 and (segment.style == "text" or (paper and segment.style in _TITLED)):
            parts.append(_parted_by_name(plain, segment, paper=paper))
        for parted in parts:
            if parted:
                yield (*segments[:index], *parted, *segments[index + 1 :]), cost


_SENTENCE_END = regex(
    rf"[.,?!;:|][\"”]?[ \n{PAD}]++(?=[^\W\d_a-z])|[ \n]by[ \n]|[ \n][-–—][ \n]|[(]"
)
_PERIOD = regex(rf"\.[\"”]?[ \n{PAD}]++(?=[^\W\d_a-z])|[ \n]by[ \n]")
_INITIAL = regex(r"(?<!\w)\w\Z")
_LONGEST_NAMES = 100
_LAST_COMMA = regex(rf".*(,)[ \n{PAD}]++(?=[^,]{{2,40}}? e[tl]\.? ?al\b)", re.DOTALL)
_STOP = regex(r"[.?!,;] ")
_FEWEST_BEFORE = 2
"""In words: `Doe, Jane et al.` is one author."""
_NAME_END = regex(r"[ ][-–—][ ]|[:：][ ]|[ ]\|[ ]|：")
_NAME_IN_BRACKETS = regex(r" [(]((?=[^)]{0,20}[A-Z0-9][^)]{0,20}[A-Z])[A-Za-z][\w.+-]{1,20})[)]\Z")
_INITIALS = regex(r", (?=(?:[A-Z]\. ?){1,3}[^\W\d_a-z]['’\w-]+)")
"""Before `D. Doe`."""
_IN_SHORT = regex(r"(?:[A-Z]\.[ -]?){1,3}[^\W\d_a-z]['’\w-]+\. (?=[^\W\d_a-z][^\W_]+ )")
"""One author with initials, and the period before a title: `D. Doe. Title`."""
_BEFORE_PERIOD = regex(rf"{ALONE}\.? (?=[^\W\d_]+ \w)")
"""One author before a title: `Doe J. Trees of Things`."""
_MOST_TRIES = 40
_LONGEST_NAME = 60
_BEFORE = {":": ":", "：": ":", "|": "|"}


def _parted_by_authors(
    plain: str, segment: Segment, alone: str = ""
) -> Iterator[tuple[Segment, ...]]:
    """Yield a segment parted where a list of authors ends at its start, or starts at its end."""
    start, end = segment.start, segment.end
    if "." in alone and (person := _BEFORE_PERIOD.match(plain, start, end)):
        yield _two(plain, segment, person.end(), person.end(), titled=1)
    authors = find_authors(plain, start, end)
    if authors is not None and (
        authors.several or (":" in alone and _is_before_colon(plain, authors, end))
    ):
        after = plain[authors.end : end].strip(_TRIM)
        if segment.style == "text" and _ends_in_title(plain, authors, end):
            stop = authors.names[-1][0]
            yield _two(plain, segment, stop, stop, titled=1)
        if not after:
            return  # it is a list as a whole
        follows = plain[authors.end : end].lstrip(f" \n{SPANS}")[:1]
        if authors.open or follows in '.,:;|(–—-"“' or plain[authors.end - 1] == ".":
            yield _two(plain, segment, authors.end, authors.end, titled=1)
    elif authors is not None and _IN_SHORT.match(plain, authors.start, end):
        first, *title = _two(plain, segment, authors.end, authors.end, titled=1)
        yield replace(first, key="authors"), *title
    linked = segment.style == "link"  # a title with commas is one, too
    ends = (_PERIOD if linked else _SENTENCE_END).finditer(plain, start, end)
    for match in islice(ends, _MOST_TRIES):
        authors = find_authors(plain, match.end(), end)
        edges = _TRIM + ")" if match.group() == "(" else _TRIM
        if authors is None or plain[authors.end : end].strip(edges):
            continue
        text = plain[authors.start : authors.end]
        mark = match.group()[0]
        if authors.several or (
            " " in text and (mark in ".,;" or (mark == "(" and is_person(text)))
        ):
            stop = match.start() + (plain[match.start()] in "?!")
            yield _two(plain, segment, stop, match.end())
            return


_FEWEST_TITLE_WORDS = 3


def _ends_in_title(plain: str, authors: AuthorList, end: int) -> bool:
    """Return whether the last of several names may begin a title: `Jane Doe, Min Li, Tall Trees`.

    Words go on behind it, or it has more of them than most names.
    """
    if authors.open or len(authors.names) <= 2:
        return False
    last = slice(*authors.names[-1])
    if plain[authors.names[-2][1] : last.start].strip(f" \n{PAD}{SPANS}") != ",":
        return False
    if plain[authors.end : end].lstrip(f" \n{SPANS}")[:1].islower():
        return True
    return len(plain[last].split()) >= _FEWEST_TITLE_WORDS and "." not in plain[last]


def _is_before_colon(plain: str, authors: AuthorList, end: int) -> bool:
    """Return whether one person is before the colon of a title: `Jane Doe: Trees`."""
    text = plain[authors.start : authors.end]
    return plain.startswith(": ", authors.end, end) and is_person(text)


def _parted_by_family_names(plain: str, segment: Segment) -> tuple[Segment, ...]:
    """Return a segment parted before the family names alone that end it: `Title. Doe & Roe`."""
    stop = max([plain.rfind(mark, segment.start, segment.end) for mark in (". ", "? ", "! ")])
    begin = stop + 2
    if stop < 0 or segment.end - begin > _LONGEST_NAMES:
        return ()
    if _INITIAL.search(plain, max(segment.start, stop - 2), stop) or not family_names(
        plain, begin, segment.end
    ):
        return ()
    parted = _two(plain, segment, stop + (plain[stop] != "."), begin)
    return parted if len(parted) == 2 else ()


def _parted_by_first_author(plain: str, segment: Segment) -> tuple[Segment, ...]:
    """Return a segment parted before the family name that ends it: `Title, Doe et al.`.

    The words of a title before it may be those of persons, too: `Growing Trees, Doe et al.`
    """
    if plain.find(" al", segment.start, segment.end) < 0:  # most texts
        return ()
    last = _LAST_COMMA.match(plain, segment.start, segment.end)
    if last is None or not family_names(plain, last.end(), segment.end):
        return ()
    words = _STOP.split(plain[segment.start : last.start(1)])[-1].split()
    if len(words) < _FEWEST_BEFORE:
        return ()
    return _two(plain, segment, last.start(1), last.end())


def _parted_by_initials(plain: str, segment: Segment) -> tuple[Segment, ...]:
    """Return the text of a link parted before the authors that end it: `[Title, D. Doe](…)`."""
    comma = _INITIALS.search(plain, segment.start, segment.end)
    if comma is None or find_authors(plain, comma.end(), segment.end, after=_TRIM) is None:
        return ()
    return _two(plain, segment, comma.start(), comma.end())


def _may_end_in_authors(plain: str, segment: Segment, alone: str) -> bool:
    text = plain[segment.start : segment.end]
    return may_list(text) or ". " in text or (":" in alone and ": " in text)


def _parted_by_brackets(plain: str, segment: Segment) -> tuple[Segment, ...]:
    """Return a segment parted before the name in brackets that ends it: `Title (Name)`."""
    name = _NAME_IN_BRACKETS.search(plain, segment.start, segment.end)
    if name is None:
        return ()
    parted = _two(plain, segment, name.start(), name.start(1))
    if len(parted) < 2:
        return ()
    return parted[0], replace(parted[1], before="(", end=name.end(1))


def _parted_by_name(plain: str, segment: Segment, *, paper: bool) -> tuple[Segment, ...]:
    """Return a segment parted behind a name: `Name - description`, `Name: description`.

    The title of a paper keeps its colon.
    """
    separator = _NAME_END.search(plain, segment.start, segment.end)
    if separator is None or separator.start() - segment.start > _LONGEST_NAME:
        return ()
    mark = separator.group().strip(" ")
    if paper and mark in ":：":
        return ()
    if segment.style in _TITLED and not _ACRONYM.match(plain, segment.start, separator.start()):
        return ()
    parted = _two(plain, segment, separator.start(), separator.end(), titled=1)
    if len(parted) < 2:
        return ()
    return parted[0], replace(parted[1], before=_BEFORE.get(mark, "-"))


def _two(
    plain: str, segment: Segment, stop: int, begin: int, *, titled: int = 0
) -> tuple[Segment, ...]:
    """Return a segment parted in two: of a link, the one that is the title keeps being it."""
    first = replace(segment, end=trimmed(plain, segment.start, stop, _TRIM)[1], ends_line=False)
    start, end = trimmed(plain, begin, segment.end, _TRIM)
    start, end = balanced(plain, start, end)
    second = replace(segment, start=start, end=end, before=".", key=None)
    if segment.style == "link":
        other = first if titled else second
        other = replace(other, style="text", part=None)
        first, second = (other, second) if titled else (first, other)
    return tuple([each for each in (first, second) if each.start < each.end])
