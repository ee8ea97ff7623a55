"""Whether the words around a gap bear the change that the format asks for."""

from collections import Counter
import re

from awesomecheck import Document
from awesomecheck.templates import END, Change, Key, Kind, Learned, Odd, Pair, Shape

_EMOJI = re.compile(r":[a-z0-9_+-]+:")
_SENTENCE_ENDS = tuple(".?!…:。！？")
_SEPARATORS = frozenset("-–—:：|·")
_IN_WORDS = frozenset("-–+'’/~&")
"""Marks that may be the beginning or the end of a word: `-Diff`, `C++`."""
_FEWEST_WORDS = 3
"""What is shorter may be a suffix of the name."""
_ALTERNATIVE = re.compile(r"(?:and|or|&|/|also|plus)\b|[&/]")
_ATTRIBUTION = re.compile(r"(?:by|from|on|in|at|of|via|with)\b")


class Wording:
    """The words of a document, as far as they decide about its punctuation."""

    __slots__ = ("_document", "_learned", "_openings")

    def __init__(self, document: Document, learned: Learned) -> None:
        self._document = document
        self._learned = learned
        self._openings: dict[tuple[Key, Pair, str], str] = {}

    def bears(self, kind: Kind, shape: Shape, odd: Odd) -> bool:
        """Whether a change leaves every word of an entry in the field where it belongs."""
        change = odd.change
        text = self._document.text
        described = odd.left == "description" or (odd.right == END and shape.entry.description)
        if described and _is_about_end(change):
            return False
        if change.wanted.strip()[:1] == "." and change.number:
            before = text[: shape.spans[change.number - 1][1]]
            if before.endswith(_SENTENCE_ENDS):
                return False
        if odd.left == "venue" and odd.right == "year" and _is_spelt_otherwise(shape, change):
            return False
        if _is_part_of_word(text, shape, change) or _is_alternative(odd):
            return False
        return odd.right != "description" or self._bears_description(kind, shape, odd)

    def _bears_description(self, kind: Kind, shape: Shape, odd: Odd) -> bool:
        change, text = odd.change, self._document.text
        start, end = shape.spans[change.number]
        if not text[start].isalnum():
            return False
        around = shape.gap(change.number)[0], start + 40
        if _EMOJI.search(text, *around) or _ALTERNATIVE.match(text, start):
            return False
        if not _SEPARATORS.isdisjoint(change.wanted) and not change.found.strip():
            return _is_sentence(text[start:end], change.wanted.strip())
        if not _SEPARATORS.isdisjoint(change.found) and odd.habit is not None:
            pair = kind.pairs[change.number][0]
            return not _SEPARATORS.isdisjoint(odd.habit.gap) or (
                _opening(text, start) == self._usual_opening(kind.key, pair, odd.habit.gap)
            )
        return not text[start].islower() or bool(change.found.strip())

    def _usual_opening(self, key: Key, pair: Pair, gap: str) -> str:
        """How most of the descriptions begin that stand after a gap."""
        place = (key, pair, gap)
        if place not in self._openings:
            counts = Counter(
                _opening(self._document.text, shape.spans[index][0])
                for kind in self._learned.kinds
                if kind.key == key
                for index, each in enumerate(kind.pairs)
                if each == (pair, gap)
                for shape in kind.shapes
            )
            self._openings[place] = max(counts, key=counts.__getitem__)
        return self._openings[place]


def _opening(text: str, start: int) -> str:
    """The kind of words that a description begins with."""
    if not text[start].islower():
        return "sentence"
    return "attribution" if _ATTRIBUTION.match(text, start) else "phrase"


def _is_sentence(description: str, separator: str) -> bool:
    """Whether words right behind the name are a description, and no suffix of the name.

    Scripts without capitals do not show it; and where the separator comes later, it is there.
    """
    first = description[0]
    return (
        (first.isupper() or first.isdigit())
        and len(description.split()) >= _FEWEST_WORDS
        and f" {separator} " not in description
    )


def _is_about_end(change: Change) -> bool:
    """Whether a change is one of the period of a description, of which another rule speaks."""
    return not (change.wanted + change.found).strip(" .。,:;*_~`")


def _is_spelt_otherwise(shape: Shape, change: Change) -> bool:
    """Whether a venue and its year are such that they are not written as others are."""
    venue, year = shape.entry.venue, shape.entry.year
    if venue is None or year is None:
        return False
    return " " in venue.text or (len(year.text) == 2 and "'" in change.found)


def _is_part_of_word(text: str, shape: Shape, change: Change) -> bool:
    """Whether a mark is glued to a word on one side alone: `-Diff`, `C++`."""
    marks = change.found or change.wanted
    if (change.found and change.wanted.strip()) or not _IN_WORDS.issuperset(marks):
        return False
    start, end = shape.gap(change.number)
    before = change.actual[change.at - 1] if change.at else text[start - 1]
    after = change.actual[change.end] if change.end < len(change.actual) else text[end : end + 1]
    glued = before.isalnum() != after.isalnum()
    return glued and (bool(change.found) or 0 < change.at < len(change.actual))


def _is_alternative(odd: Odd) -> bool:
    """Whether a stroke joins two links that are the same thing twice."""
    return (
        odd.change.found.strip() == "/" and odd.left[:1] == "@" and odd.right in ("=", "mention")
    )
