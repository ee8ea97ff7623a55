"""Bylines: family names with a year behind them, below a title, beside it, or before it.

    [Growing Elms](https://a.example)
    Kauri, Birch 2014. Shows how it is done.

A journal and its year are written like them (`Nature 2014`): so what is in one place in several
entries decides together, and `et al.`, which no journal has, tells. Without it, many family names
tell that are all different: journals come again.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
import re
from typing import Literal, NamedTuple

from awesomecheck.document.entries._authors import (
    ET_AL,
    SEPARATOR,
    family_names,
    is_full,
    may_be_family,
)
from awesomecheck.document.entries._dates import Date
from awesomecheck.document.entries._initials import PARTICLE, UPPER
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    ENDS,
    HARD_BREAK,
    LINK_END,
    LINK_START,
    PAD,
    SPANS,
    STARTS,
    STRONG_END,
)
from awesomecheck.document.entries._reading import Bounds
from awesomecheck.document.entries._venues import bare_venue
from awesomecheck.regexes import regex

Place = Literal["below", "beside", "end", "linked"]
"""`below` begins a line below one that ends in a link or in bold; `end` is all that is in brackets
at the end of a line, `linked` at the end of the text of a link."""


class Byline(NamedTuple):
    """Authors and the year behind them, as offsets."""

    start: int
    end: int
    """Behind the year and its bracket."""
    names: int
    """Where the authors end, `et al.` included."""
    year: Bounds
    place: Place
    venue: bool
    """Whether it is no author, but who publishes the work."""


_SPACES = rf"[ {PAD}]++"
_FAMILY = rf"(?:(?:{UPPER}\.-?[ {PAD}]*+){{1,3}})?(?:{PARTICLE}{_SPACES}){{0,2}}{UPPER}[\w'’‐-]++"
_PERSON = rf"{_FAMILY}(?:{_SPACES}{_FAMILY}){{0,2}}[{SPANS}]*+"
_YEAR = r"(?P<year>(?:19[5-9]|20[0-3])\d)"
_CENTURIES = ("19", "20")
_DIGIT_BEHIND = rf"(?=[^0-9!?/|={CODE}{HARD_BREAK}{BLOCK}]*+[0-9])"
"""What tells most texts without a year at once."""
_BYLINE = regex(
    rf"[{ENDS}{BLOCK}]{PAD}*+(?P<gap>[\s{PAD}{STARTS}{LINK_START}{HARD_BREAK}()\[\].,;:|–—-]*+)"
    rf"{_DIGIT_BEHIND}"
    rf"(?P<names>{_PERSON}(?:{SEPARATOR}[{SPANS}]*+{_PERSON}){{0,11}}(?P<open>{ET_AL})?)"
    rf"[.,:;]?[ {SPANS}]*+(?P<bracket>[(\[])?{_YEAR}(?![\w/–-]|\.\d)"
    r"(?(bracket)[)\]])"
)
_AT_END = regex(
    rf"[(（]{_DIGIT_BEHIND}(?P<names>{_PERSON}(?:{SEPARATOR}[{SPANS}]*+{_PERSON}){{0,11}}(?P<open>{ET_AL})?)"
    rf"[.,]?[ {SPANS}]*+{_YEAR}[)）](?=(?P<linked>[ {PAD}{STRONG_END}{EM_END}.]*+{LINK_END})"
    rf"|[ {PAD}{ENDS}.]*+(?:[{BLOCK}{HARD_BREAK}\n]|\Z))"
)
_PARTING = regex(r",? and |,? ?& ?|, ")
_WORD = regex(r"[^\W\d_]{2,}")
_NOBODY = frozenset(
    re.findall(
        r"\w+",
        """
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
        in since by until from on after before around during copyright updated edition published
        year version release submitted accepted course class workshop
        blog thesis tutorial lecture preprint report
        """,
    )
)
"""What is before a year, and no name: times, and kinds of works."""
_PUBLISHERS = frozenset(
    re.findall(
        r"\w+",
        """
        anthropic openai deepmind google microsoft facebook meta apple amazon nvidia intel adobe
        baidu tencent alibaba huawei samsung medium quanta wikipedia coursera udacity kaggle
        springer elsevier oxford stanford princeton
        """,
    )
)
"""Who publishes what others have written, as a venue does: `Google Research 2019`."""
_FEWEST = 3
_SHARE = 0.2
"""So many bylines in one place, and which share of them with several authors, are a habit."""
_FEWEST_ALONE = 6
_SHARE_OF_DIFFERENT = 0.8
_SHARE_OF_NAMES = 0.8
"""So many names of one person each, different, and hardly anything else in their place, are a
habit without `et al.`, too: venues come again, and are known."""
_HIDDEN = dict.fromkeys(map(ord, SPANS))


def find_bylines(plain: str) -> list[Byline]:
    """Return the bylines of a document, in order."""
    if sum(map(plain.count, _CENTURIES)) < _FEWEST:
        return []
    found: dict[int, Byline] = {}
    places: dict[str, list[re.Match[str]]] = {}
    for match in _BYLINE.finditer(plain):
        places.setdefault(_place(match), []).append(match)
    for near, alike in places.items():
        matches = [match for match in alike if _names_persons(plain, match)]
        if (
            _is_habit(matches) and any(match["open"] is not None for match in matches)
        ) or _are_different(plain, near, matches, len(alike)):
            place: Place = "below" if near.startswith(_BELOW) else "beside"
            found.update(_bylines(matches, place))
            published = [match for match in alike if _names_publisher(match)]
            found.update(_bylines(published, place, venue=True))
    ending = [match for match in _AT_END.finditer(plain) if _names_persons(plain, match)]
    linked = [match for match in ending if match["linked"] is not None]
    ending = [match for match in ending if _has_full_names(match)]
    if _is_habit(linked) and any(map(_lists_persons, linked)):
        found = {**dict(_bylines(linked, "linked")), **found}
    if _is_habit(ending):
        found = {**dict(_bylines(ending, "end")), **found}
    return sorted(found.values())


_BELOW = HARD_BREAK
_BEHIND = CODE


def _place(match: re.Match[str]) -> str:
    """Return what a byline is next to, and what is between."""
    gap = match["gap"]
    line = max(gap.rfind(HARD_BREAK), gap.rfind("\n"))
    first = match[0][0]
    near = BLOCK if first == BLOCK else _BEHIND if line < 0 else _BELOW
    return near + gap[line + 1 :].translate(_HIDDEN).strip()


def _names_persons(plain: str, match: re.Match[str]) -> bool:
    """Return whether names may be those of persons: no month, no acronym, no venue."""
    words = _WORD.findall(match["names"])
    return (
        bool(words)
        and all(map(may_be_family, words))
        and words[0].lower() not in _NOBODY
        and not _names_publisher(match)
        and bare_venue(plain, *match.span("names")) is None
    )


def _names_publisher(match: re.Match[str]) -> bool:
    """Return whether all that is before a year is who publishes the work."""
    words = _WORD.findall(match["names"])
    return bool(words) and words[0].lower() in _PUBLISHERS and match["open"] is None


def _is_habit(matches: Sequence[re.Match[str]]) -> bool:
    """Return whether so many bylines are alike, with several authors, that they are no chance.

    Journals have an `and` in their names, and seldom a comma.
    """
    several = sum(match["open"] is not None or "," in match["names"] for match in matches)
    return len(matches) >= _FEWEST and several >= max(1, _SHARE * len(matches))


_LAST = regex(r"&|\band\b")


def _lists_persons(match: re.Match[str]) -> bool:
    """Return whether names are no place and no journal: `et al.` or an `and` behind a comma."""
    comma = match["names"].find(",")
    return match["open"] is not None or (
        comma > 0 and _LAST.search(match["names"], comma) is not None
    )


def _are_different(plain: str, near: str, matches: Sequence[re.Match[str]], alike: int) -> bool:
    """Return whether behind a title there are family names alone, most of them different."""
    if near.startswith(BLOCK) or len(matches) < max(_FEWEST_ALONE, _SHARE_OF_NAMES * alike):
        return False
    names = [name for match in matches for name in family_names(plain, *match.span("names"))]
    different = len(set(names))
    return different >= _SHARE_OF_DIFFERENT * len(matches)


def _has_full_names(match: re.Match[str]) -> bool:
    """Return whether each author has a given name, too."""
    names = _PARTING.split(match["names"].translate(_HIDDEN).strip())
    return match["open"] is not None or all(is_full(name) for name in names)


def _bylines(
    matches: Iterable[re.Match[str]], place: Place, *, venue: bool = False
) -> Iterator[tuple[int, Byline]]:
    for match in matches:
        start, names = match.span("names")
        yield start, Byline(start, match.end(), names, match.span("year"), place, venue)


def byline_in(bylines: Sequence[Byline], start: int, end: int) -> Byline | None:
    """Return the first byline of a stretch."""
    at = bisect_left(bylines, (start,))
    return bylines[at] if at < len(bylines) and bylines[at].end <= end else None


def date_of(byline: Byline) -> Date:
    """Return the year of a byline, with who publishes the work as its venue."""
    start, stop = byline.start, byline.names
    if byline.venue:
        return Date(start, byline.end, (start, stop), byline.year, True)
    return Date(stop, byline.end, None, byline.year, False)


def ends_in_byline(bylines: Sequence[Byline], start: int, end: int) -> bool:
    """Return whether a text ends in a byline in brackets."""
    byline = byline_in(bylines, start, end)
    return byline is not None and byline.place == "end"
