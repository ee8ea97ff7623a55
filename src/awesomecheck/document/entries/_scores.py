"""Score how much a segment looks like each of the fields.

The figures are weights that were set by hand on half of the lists with known truth; only their
sums are compared. Around zero is 'may be', four is 'hardly anything else', minus six is 'no'.
"""

from collections.abc import Sequence
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import (
    AuthorList,
    find_authors,
    is_full,
    surnames,
)
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._initials import have_bare_initials
from awesomecheck.document.entries._marks import SPANS
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._venues import bare_venue, is_likely
from awesomecheck.regexes import regex

NO = -6.0
"""The score of what cannot be."""
SURE = 8.0
"""The score of what a key before it says."""
_TRIM = f" \n\t{SPANS}.:：,;，。|–—-\"“”'*†‡§¶"
_ABBREVIATED = regex(rf"\.[{SPANS}]*[,;:|)]")
_PARTING = (",", " and ", "et al", "el al", "&", "、", ";", "，")
_ACRONYM = regex(r"\b[A-Z]{3,}\b")
_CAPITALS = regex(r"[A-Z\d](?:(?<=\d)|\w*[A-Z])")
_CITATION_KEY = regex(r"(?=[^A-Z]*\Z)[^\W\d_]{2,}[:_-]?(?:19|20)\d\d[:_-]?[^\W\d_]*")
"""`doe2015fast`."""
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be between by do does for from how in into is it its not of on or
        over the through to towards under using via we what why with""",
    )
)
_AFTER_SEPARATOR = {":": 1.0, "-": 1.6, "\n": 0.6, ",": -0.8, "|": 0.2}
"""How much a separator announces a description."""
_MOST_OF_NAME = 8
_MOST_OF_VENUE = 12
_MOST_OF_TITLE = 22
"""In words; longer titles are rare."""


_NO_PERSON = regex(r"[^\W\d_]{4}\. |['’]\d|[ ]Professor\Z")
"""What no name has, as in `Jane Dover. Oak Lab` and `Technical Report'24`."""
_INITIAL = regex(r"(?<![^\W\d_])[^\W\d_a-zß-öø-ÿ]\Z")


class Likeness(Struct, frozen=True):
    """How much a segment looks like each of the fields."""

    head: float
    name: float
    authors: float
    venue: float
    description: float
    rest: float
    list: AuthorList | None
    """The list of authors that it can be as a whole."""
    persons: bool
    """Whether hardly anything but one or several persons is written like it."""


class _Seen(Struct, frozen=True):
    """What the scores of a segment depend on."""

    segment: Segment
    place: int
    text: str
    words: int
    """How many; three letters of Chinese or Japanese are one."""
    titled: float
    """Which share of the longer words begins in upper case."""
    paper: bool
    """Whether its record has the link or the venue of a paper."""
    listed: AuthorList | None
    several: bool
    """Whether it is a list of several authors, or of one and `et al.`"""
    is_person: bool
    """Whether it has the words of one person's name."""

    @property
    def leads_to_paper(self) -> bool:
        """Whether it is a link to a paper."""
        return self.segment.part is not None and self.segment.part.host_role == "paper"


def look_at(plain: str, segment: Segment, place: int, record: Cut) -> Likeness:
    """Return how much a segment, which has a place in a record, looks like each of the fields."""
    text = shown(plain[segment.start : segment.end])
    words = text.split()
    count = len(words)
    if not text.isascii() and max(text) >= "\u3040":
        count += sum(["\u3040" <= letter <= "\u9fff" for letter in text]) // 3
    listed = None
    if may_list(text) or (count <= 5 and place > 0 and segment.style != "link"):
        listed = whole_authors(plain, segment)
        if listed is None and place > 0 and segment.style in ("text", "em") and record.dates:
            alone = surnames(plain, segment.start, segment.end)
            listed = alone if alone and alone.several else None
    several = listed is not None and listed.several
    if segment.key is not None:
        if segment.key == "byline":
            listed = whole_authors(plain, segment) or surnames(plain, segment.start, segment.end)
        return _keyed(segment.key, listed)
    person = listed is not None and is_person(text)
    titled = _titled(words)
    seen = _Seen(segment, place, text, count, titled, record.paper, listed, several, person)
    less = 4.0 * (
        segment.before == "(" and not several and _is_affiliation(segment, place, record)
    )
    return Likeness(
        head=_as_head(seen),
        name=_as_name(seen) - less,
        authors=_as_authors(plain, seen) - less,
        venue=_as_venue(plain, seen),
        description=_as_description(seen, record),
        rest=_as_rest(seen),
        list=listed,
        persons=several or person,
    )


def _is_affiliation(segment: Segment, place: int, record: Cut) -> bool:
    """Return whether a text in brackets is behind a date that is behind the title.

    So is where authors work: `Title, ICML 2020 (Kite Lab)`.
    """
    first = record.segments[0].end
    if segment.style not in ("text", "em"):  # a name may be in bold there: `… **(KiteNet)**`
        return False
    return place > 0 and any(
        first <= date.start and date.end <= segment.start for date in record.dates
    )


def whole_authors(plain: str, segment: Segment) -> AuthorList | None:
    """Return the list of authors that a segment is, if it can be one as a whole."""
    authors = find_authors(plain, segment.start, segment.end, after=_TRIM)
    if authors is None:
        return None
    if authors.open and _ABBREVIATED.match(plain, authors.end):
        return replace(authors, end=authors.end + 1)  # in `et al., 2020` it ends no sentence
    first, last = authors.names[-1]
    if last == authors.end and _INITIAL.search(plain, first, last):
        bare = have_bare_initials(plain, authors.names[:-1])
        if plain.startswith(".", last) and not bare:  # `Doe, J.`
            names = (*authors.names[:-1], (first, last + 1))
            return replace(authors, end=last + 1, names=names)
    return authors


def is_person(text: str) -> bool:
    """Return whether a text has as many words as one person's name, each in upper case."""
    words = text.partition(" (")[0].split()
    return 2 <= len(words) <= 4 and _titled(words) == 1.0 and not _NO_PERSON.search(text)


def may_list(text: str) -> bool:
    """Return whether a text has what parts the names of a list."""
    return any(map(text.__contains__, _PARTING))


def _titled(words: Sequence[str]) -> float:
    longer = [word[0] for word in words[1:] if word[0].isalpha() and word.lower() not in _SMALL]
    if not longer:
        return 0.5 if len(words) != 1 else float(words[0][:1].isupper())
    return sum(map(str.isupper, longer)) / len(longer)


def _keyed(key: str, listed: AuthorList | None) -> Likeness:
    """Return the scores of the value of `Key: value`."""
    return Likeness(
        head=SURE if key in ("title", "named") else NO,
        name=SURE if key == "behind" else NO,
        authors=SURE if key in ("authors", "byline", "place") else NO,
        venue=SURE if key == "venue" else NO,
        description=SURE if key == "description" else NO,
        rest=0.0 if key == "other" else -1.0,
        list=listed,
        persons=False,
    )


def _as_rest(seen: _Seen) -> float:
    if seen.segment.style in ("tag", "code"):
        return 0.0
    return -0.4 - 0.12 * min(seen.words, 10)


def _as_head(seen: _Seen) -> float:
    style = seen.segment.style
    score = 1.0 + 1.2 * (style in ("link", "quote", "strong")) + 0.6 * (seen.place == 0)
    score -= 2.0 * (style in ("tag", "code"))
    if seen.words >= 3:
        score += 0.6
        if seen.paper:
            score += 0.4 + 0.6 * (seen.titled > 0.6)
    if seen.paper and seen.segment.ends_line:
        score += 0.8
    if seen.leads_to_paper:
        score += 0.8
    if seen.words > _MOST_OF_TITLE:
        score -= 0.25 * (seen.words - _MOST_OF_TITLE)
    if seen.several:
        score -= 0.8 if style == "link" else 2.5
    if seen.words == 1 and style == "text" and seen.place > 0:
        score -= 2.5
    return score


def _as_name(seen: _Seen) -> float:
    if seen.words > _MOST_OF_NAME:
        return NO
    if " " not in seen.text and _CITATION_KEY.fullmatch(seen.text):
        return NO
    score = 0.3 - 0.5 * seen.place
    score += 0.5 * (seen.segment.style in ("strong", "link", "code", "tag"))
    if seen.words <= 2:
        score += 0.8
    elif seen.words > 4:
        score -= 0.5 * (seen.words - 4)
    if _CAPITALS.search(seen.text):
        score += 0.3
    return score - 2.0 * seen.several


def _as_authors(plain: str, seen: _Seen) -> float:
    style = seen.segment.style
    if style == "tag" and not (seen.paper and (seen.several or _may_be_person(seen))):
        return NO
    if seen.several and seen.listed is not None:
        score = _as_list(plain, seen.listed) - 0.8 * (style in ("strong", "link", "quote"))
        score -= 3.0 * (style == "link")
        return score if seen.paper else score - 1.5
    if style == "link" or seen.words > _MOST_OF_NAME or ":" in seen.text:
        return NO
    if seen.listed is None and " al" in seen.text and _begins_listed(plain, seen.segment):
        return -4.0  # the list is one segment, what follows another
    score = -1.0 - 0.5 * max(0, seen.words - 3) * (not seen.is_person)
    score -= 2.0 * (style in ("strong", "quote", "code"))
    score += 1.2 * (style == "em" and seen.words > 1)
    if not seen.paper and not seen.is_person:
        score -= 1.5
    if seen.listed is not None:
        score += 0.8 if seen.words > 1 else 0.2
        score += 0.4 * (2 <= seen.words <= 3 or seen.is_person)
    elif seen.titled < 0.5 or not seen.text[:1].isupper():
        score -= 2.0
    return score


def _may_be_person(seen: _Seen) -> bool:
    """Return whether a text in brackets may be a person, and is not the name of a method."""
    return seen.place > 0 and seen.is_person and _ACRONYM.search(seen.text) is None


def _as_list(plain: str, listed: AuthorList) -> float:
    """Return how much a list of several names looks like persons: most have two words."""
    if listed.open:
        return 4.0
    share = sum([is_full(plain[first:last]) for first, last in listed.names]) / len(listed.names)
    return 4.0 * share - 1.0 if len(listed.names) == 2 else 1.0 + 3.0 * share


def _begins_listed(plain: str, segment: Segment) -> bool:
    authors = find_authors(plain, segment.start, segment.end)
    return authors is not None and authors.open


def _as_venue(plain: str, seen: _Seen) -> float:
    segment = seen.segment
    if segment.style == "link" or not seen.paper or seen.words > _MOST_OF_VENUE:
        return NO
    if bare_venue(plain, segment.start, segment.end) is not None:
        return 3.0
    score = -1.8 - 0.15 * seen.words
    if is_likely(plain, segment.start, segment.end):
        score += 1.5
    if segment.style == "em" and segment.before in (".", ",") and seen.titled > 0.6:
        score += 1.8
    return score


def _as_description(seen: _Seen, record: Cut) -> float:
    segment = seen.segment
    if seen.place == 0:
        return NO
    later = segment.before == "\n"
    score = _AFTER_SEPARATOR.get(segment.before, 0.0)
    score += 0.6 if seen.words >= 4 else -0.5 if seen.words < 2 else 0.0
    score -= 0.8 * (segment.style in ("strong", "quote", "tag", "em"))
    if seen.words >= 4 and seen.titled < 0.4:
        score += 0.8
    elif seen.words >= 4 and seen.titled > 0.75 and record.leads_to_paper:
        score -= 0.8
    if seen.several:
        score -= 3.0
    elif seen.is_person:
        score -= 2.0
    if seen.leads_to_paper:
        score -= 3.0
    if record.leads_to_paper and segment.ends_line and not later:
        score -= 0.6
    if not later and any(date.start > segment.end and date.known for date in record.dates):
        score -= 1.0
    return score
