"""The places of a page that a fragment can lead to, and the one that a wrong fragment meant."""

from bisect import bisect_left
from collections.abc import Iterable
import re
from typing import NamedTuple
from urllib.parse import unquote

from awesomecheck import Anchor, Document, Heading, Link, slugify

_PREFIX = "user-content-"
"""What GitHub puts before each `id`; its script adds it to a fragment that lacks it."""
_OF_THE_SITE = re.compile(
    r"(?:|readme|top|start-of-content|(?:repo-content|js-repo)-pjax-container|L\d+(?:-L\d+)?)"
    r"|[/!].*|:~:.*",
    re.IGNORECASE | re.DOTALL,
)
"""Fragments that lead somewhere on GitHub, or on a site made of the list, whatever the text."""
_FOOTNOTE = re.compile(r"fn(?:ref)?-(.+?)(?:-\d+)?", re.DOTALL)
_FOOTNOTE_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_CUSTOM_ID = re.compile(r"\{:?\s*#([\w:.-]+)[^{}]*\}$")
"""`{#id}` at a heading's end, which other renderers than GitHub's read."""
_NO_LETTER = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r"(?:\s|<[^<>]*>)*+")
_FARTHEST = 300
"""Characters between an anchor and the heading below that it marks."""
_LEAST_LETTERS = 6
_MOST_LETTERS = 80


def fragment_of(link: Link) -> str:
    """What an in-page link asks for: its fragment, decoded, without GitHub's prefix."""
    return unquote(link.url.partition("#")[2]).removeprefix(_PREFIX)


def letters(text: str) -> str:
    """Letters and digits alone, in lower case: what is left when marks are a matter of taste."""
    return _NO_LETTER.sub("", text.lower())


def encoded(anchor: str) -> str:
    """An anchor as it can stand in a link's destination, blanks and what is not seen encoded."""
    return "".join(
        char if char.isprintable() and char not in ' <>()"\\\ufe0f' else _percent(char)
        for char in anchor
    )


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


class Place(NamedTuple):
    """Where a fragment leads."""

    anchor: str
    heading: Heading | None
    """None for an `id` or `name` that marks no heading."""


class Places:
    """All places of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_anchor: dict[str, Place] = {}
        for heading in document.headings:
            self._by_anchor[heading.anchor] = Place(heading.anchor, heading)
            custom = _CUSTOM_ID.search(heading.text)
            if custom:
                self._by_anchor.setdefault(custom[1], Place(custom[1], heading))
        for anchor in document.anchors:
            name = anchor.name.removeprefix(_PREFIX)
            self._by_anchor.setdefault(name, Place(name, self._marked(anchor)))
        self._index: _Index | None = None
        self._footnotes: frozenset[str] | None = None

    def _marked(self, anchor: Anchor) -> Heading | None:
        """The heading that an anchor in it or right above it stands for."""
        own = self._document.section_at(anchor.span.start).heading
        if own is not None and own.span.contains(anchor.span.start):
            return own
        start = anchor.span.end
        headings = self._document.headings
        index = bisect_left(headings, start, key=lambda heading: heading.span.start)
        between = _BETWEEN.match(self._document.text, start, start + _FARTHEST)
        if index == len(headings) or between is None:
            return None
        # A heading in HTML begins with a tag, which is taken for one of those between.
        return headings[index] if headings[index].span.start <= between.end() else None

    def exact(self, fragment: str) -> Place | None:
        """The place of just this name."""
        return self._by_anchor.get(fragment)

    def lower(self, fragment: str) -> Place | None:
        """The place whose name is the fragment in lower case: GitHub's script finds that too."""
        return self._by_anchor.get(fragment.lower())

    def of_the_site(self, fragment: str) -> bool:
        """Whether the page around the text has such a place, or a footnote has."""
        if _OF_THE_SITE.fullmatch(fragment):
            return True
        footnote = _FOOTNOTE.fullmatch(fragment)
        if footnote is None:
            return False
        if self._footnotes is None:
            labels = _FOOTNOTE_LABEL.findall(self._document.text)
            self._footnotes = frozenset(label.lower() for label in labels)
        return footnote[1].lower() in self._footnotes

    def nearest(self, fragment: str, text: str) -> Place | None:
        """The one place that a fragment without a place is near to, or that a link's text names.

        Near is what has the same letters and digits, whatever stands between them; else the one
        heading that reads as the link does; else what differs by one letter left out, put in,
        replaced or moved, and in no digit.
        """
        if self._index is None:
            self._index = _Index(self._by_anchor.values())
        return self._index.nearest(fragment, text)


class _Index:
    """Finds places by what they look like."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_letters: dict[str, list[Place]] = {}
        self._by_text: dict[str, list[Place]] = {}
        self._by_deletion: dict[str, list[str]] = {}
        for place in places:
            self._by_letters.setdefault(letters(place.anchor), []).append(place)
            if place.heading is not None:
                self._by_text.setdefault(letters(place.heading.text), []).append(place)
        for key in self._by_letters:
            for shorter in _deletions(key):
                self._by_deletion.setdefault(shorter, []).append(key)

    def nearest(self, fragment: str, text: str) -> Place | None:
        key = letters(fragment)
        if not key:
            return None
        places = self._by_letters.get(key) or self._by_text.get(letters(text))
        if not places and text and slugify(text) != fragment:
            places = self._by_letters.get(letters(slugify(text)))
        if not places:
            numbers = _DIGITS.findall(key)
            keys = {
                other
                for shorter in _deletions(key)
                for other in self._by_deletion.get(shorter, ())
                if _DIGITS.findall(other) == numbers
            }
            places = [place for other in keys for place in self._by_letters[other]]
        return _only(places)


def _only(places: Iterable[Place]) -> Place | None:
    """The one place among them; of the names that one heading has, its own anchor."""
    found: dict[int, Place] = {}
    for place in places:
        identity = id(place) if place.heading is None else place.heading.span.start
        kept = found.get(identity)
        if kept is None or (place.heading and place.heading.anchor == place.anchor):
            found[identity] = place
    return next(iter(found.values())) if len(found) == 1 else None


def _deletions(key: str) -> set[str]:
    """A key, and what is left of it when any one letter goes."""
    if not _LEAST_LETTERS <= len(key) <= _MOST_LETTERS:
        return set()
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
