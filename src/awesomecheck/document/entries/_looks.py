"""How a stretch of the text looks from afar: what it begins with, and what links it has."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from awesomecheck.document.entries._bylines import Byline, ends_in_byline
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    HARD_BREAK,
    LINK_START,
    MARKS,
    PAD,
    SPACE_AND_STARTS,
    STARTS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._reading import KEYS, SENTENCE, WORD
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.nodes import Link, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

LookKind = Literal["link", "url", "label", "key", "strong", "text", "none"]
"""What a stretch begins with, emoji, tags and dates left out.

- `link`: a link whose text is no label: it names something;
- `url`: a bare URL;
- `label`: a link such as `[[Code]](url)`, with no words but those of more such links behind it;
- `key`: `Paper: …`, `**Authors**: …`;
- `strong`: bold words;
- `text`: plain words;
- `none`: nothing that a reader could call it by.
"""

_LEAD = regex(rf"[^\w\[(\"'“‘«《「【{LINK_START}{STRONG_START}{CODE}{BLOCK}]*+")
_TAG = regex(
    rf"{CODE}[^{CODE}\n]{{1,40}}{CODE}|\[[^\[\]{MARKS}]{{1,40}}\](?=[\s{PAD}])"
    rf"|\d{{4}}(?:[-./]?\d\d){{0,2}}(?=[\s{PAD}:|]+[{LINK_START}{STRONG_START}])"
    rf"|{STRONG_START}[{PAD}\s]*+\[?\d{{1,3}}[\].]{{1,2}}[{PAD}\s]*+{STRONG_END}"
    rf"|(?<=:)[a-z][a-z0-9_+-]*:(?=[\s{PAD}])"
)
KEY_BEFORE_COLON = regex(
    rf"{SPACE_AND_STARTS}*+\[?(?=[^\W\d_][\w /&()\]\s{PAD}{STRONG_END}{EM_END}-]*+[:：])"
    rf"([^\W\d_][\w /()&-]{{0,30}}?)\]?[\s{PAD}{STRONG_END}{EM_END}]*+[:：]"
)
_TITLE_BEHIND = regex(
    rf"[\s{PAD}]*+(?:[^\W\d_][\w-]*+[\s{PAD},]++){{2,}}[^{MARKS}\n]*+{STRONG_END}"
)
"""Words in bold with the key before them, which is the name in their title: `**PPT: Pre-…**`."""
_YEAR = regex(r"\b(?:19|20)\d\d\b")
"""What `NeurIPS 2021: [Title](url)` has, and no key."""
_NAMED = regex(rf"{SPACE_AND_STARTS}*+")
_BRACKETED = regex(rf"[\[(][{PAD}\s`{STRONG_START}]*+{LINK_START}")
_LONGEST_LABEL = 3
"""How many words the label of a link in brackets may have; a title has more."""
_DATED = regex(r"\d{6,8}\b|\d{4}[-./]\d\d?\b|[A-Z][A-Za-z]+['’ -]{1,2}\d\d(?:\d\d)?\b")
_VENUE = regex(
    r"(?:[A-Z][\w&]*[A-Z][\w&]*[ ]?){1,3},?['’ -]{0,2}\d\d(?:\d\d)?"
    rf"[\s{PAD}.,:(\[{EM_END}{STRONG_END}]*+"
)
"""All that a line with the venue and the year of an entry says before its labels."""
_SHAPE = regex(
    rf"[{STARTS}{STRONG_END}{EM_END}{CODE}{HARD_BREAK}|\[\]()]|[\s{PAD}][-–—]\s|[:：]\s"
)
_SHAPE_ENDS = f" \n\t{PAD}[(|,.-–—{CODE}"
_POINTER = rf"\b(?:at|this|the|these|see|our|an?)[\s{PAD}]*\Z"
_GLUE = regex(
    rf"{_POINTER}|\b(?:from|in|by|here|to|of|and|or|with|on|for|is|are|via|using)[\s{PAD}]*\Z"
)
"""A word before a link that makes the link part of a sentence."""
_POINTER_BEFORE = regex(_POINTER)
"""The same before a label: `paper` follows `in` where an entry names its venue."""


class Look(Struct, frozen=True):
    """What a stretch of the text looks like."""

    kind: LookKind
    linked: bool
    """Whether a link in it leaves the page."""
    key: str = ""
    """The words before the colon of `Key: …`, in lower case, whatever they are."""
    named: bool = False
    """Whether a link directly follows that colon: `Name: [url](url)`."""
    dated: bool = False
    """Whether plain words begin with a date, or with a venue and its year: `CVPR-18 …`."""
    prose: bool = False
    """Whether it is a sentence with links inside it."""


class Looker:
    """Look at stretches of the plain text of one document."""

    def __init__(self, document: Document, plain: str, bylines: Sequence[Byline] = ()) -> None:
        self._plain = plain
        self._bylines = bylines
        self._below = frozenset([each.start for each in bylines if each.place == "below"])
        self._links = [
            link for link in document.links if not link.image and link.target.kind != "anchor"
        ]
        self._starts = [link.span.start for link in self._links]

    def links(self, start: int, end: int) -> list[Link]:
        """Return the links of a stretch that leave the page, images left out."""
        first = bisect_left(self._starts, start)
        return self._links[first : bisect_left(self._starts, end, first)]

    def look(self, span: Span) -> Look:
        """Return what a stretch looks like."""
        plain, start, end = self._plain, span.start, span.end
        links = self.links(start, end)
        position = _lead_end(plain, start, end)
        if position >= end:
            return Look("none", bool(links))
        if self._below and not self._below.isdisjoint(range(position, position + 3)):
            return Look("key", bool(links), "authors")
        match = KEY_BEFORE_COLON.match(plain, position, end)
        key = match[1].strip().lower() if match else ""
        if match and _TITLE_BEHIND.match(plain, match.end(), end):
            key = ""
        if key in KEYS or (key and _YEAR.search(key) is None and role_of_label(key) is not None):
            return Look("key", bool(links), key)
        mark = plain[position]
        inside = position
        if mark == STRONG_START:
            inside = _lead_end(plain, position + 1, end)
        if links and inside < end:
            if plain[inside] == LINK_START and links[0].span.start == inside:
                return Look(self._link_kind(links, start, end, bracketed=False), True, key)
            if _BRACKETED.match(plain, inside, end) and _is_short(links[0]):
                return Look(self._link_kind(links, start, end, bracketed=True), True, key)
            if self._is_date(position, end, links):
                return Look("label", True, key)
        kind: LookKind = "strong" if mark == STRONG_START else "text"
        named = bool(match and links and _NAMED.fullmatch(plain, match.end(), links[0].span.start))
        prose = kind == "text" and not named and _is_prose(plain, position, end, links)
        dated = kind == "text" and _DATED.match(plain, position, end) is not None
        return Look(kind, bool(links), key, named, dated, prose)

    def ends_in_byline(self, span: Span) -> bool:
        """Return whether authors and a year in brackets are behind the words of a stretch."""
        return bool(self._bylines) and ends_in_byline(self._bylines, span.start, span.end)

    def shape(self, span: Span) -> str:
        """Return the marks of a stretch, in order, up to its labelled links; no words."""
        end = span.end
        for link in self.links(span.start, span.end):
            if link.span.start > span.start + 1 and _is_short(link):
                end = link.span.start
                break
        text = self._plain[span.start : end].rstrip(_SHAPE_ENDS)
        return "".join([match[0].strip() for match in _SHAPE.finditer(text)])

    def _link_kind(
        self, links: Sequence[Link], start: int, end: int, *, bracketed: bool
    ) -> LookKind:
        first = links[0]
        if first.form in ("bare", "autolink"):
            return "url"
        bracketed = bracketed or first.text.startswith("[")
        if not (bracketed and _is_short(first)) and role_of_label(first.text) is None:
            return "link"
        if not self.has_words(links, start, end):
            return "label"
        return "text" if bracketed else "link"

    def _is_date(self, position: int, end: int, links: Sequence[Link]) -> bool:
        """Return whether only a venue with its year is before the labels: `ICML 2020 [[pdf]]`."""
        venue = _VENUE.match(self._plain, position, end)
        return (
            venue is not None
            and venue.end() == links[0].span.start
            and role_of_label(links[0].text) is not None
            and not self.has_words(links, venue.end(), end)
        )

    def has_words(self, links: Sequence[Link], start: int, end: int) -> bool:
        """Return whether there are words outside the links of a stretch."""
        position = start
        for link in links:
            if WORD.search(self._plain, position, link.span.start):
                return True
            position = link.span.end
        return WORD.search(self._plain, position, end) is not None


def _lead_end(plain: str, start: int, end: int) -> int:
    position = start
    for _ in range(3):
        lead = _LEAD.match(plain, position, end)
        position = lead.end() if lead else position
        tag = _TAG.match(plain, position, end)
        if tag is None:
            break
        position = tag.end()
    return position


def _is_short(link: Link) -> bool:
    return len(link.text.split()) <= _LONGEST_LABEL


def _is_prose(plain: str, start: int, end: int, links: Sequence[Link]) -> bool:
    for link in links:
        if plain[link.span.start - 1 : link.span.start] in ("[", "("):
            continue
        named = role_of_label(link.text) is None and link.form not in ("bare", "autolink")
        before = plain[max(start, link.span.start - 40) : link.span.start]
        if (_GLUE if named else _POINTER_BEFORE).search(before):
            return True
        if SENTENCE.match(plain, link.span.end, end):
            return True
    return False
