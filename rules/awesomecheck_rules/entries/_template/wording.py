"""Whether the words around a gap allow the change that a format demands."""

from collections import Counter

from awesomecheck import Document, regex
from awesomecheck.templates import (
    END,
    FamilyKey,
    GapChange,
    Habits,
    OddGap,
    Pair,
    ShapedEntry,
    ShapeGroup,
)

_EMOJI = regex(r":[a-z0-9_+-]+:")
_EMOJI_END = regex(rf"{_EMOJI.pattern}\Z")
_SHORT_FORM = regex(
    r"(?<![^\W\d_])(?:[^\W\d_a-z]|Inc|Ltd|Co|Corp|Jr|Sr|Bros|[Ee]ds?|etc|[Nn]o|[Vv]ol|St|vs)\Z"
)
"""What a period belongs to."""
_SENTENCE_ENDS = tuple(".?!…:。！？")
_SEPARATORS = frozenset("-–—:：|·")
_IN_WORDS = frozenset("-–+'’/~&")
"""Marks that a word may begin or end with: `-Diff`, `C++`."""
_FEWEST_WORDS = 3
"""Fewer words may belong to the name."""
_SENTENCE = 6
"""A name of so many words is a sentence, or has a motto behind it."""
_APOSTROPHES = "'’‘`"
_JOINTS = f"{_APOSTROPHES}-–"
"""What joins a venue and two digits to one word: `ICML'15`, `ICML-15`."""
_ALTERNATIVE = regex(r"(?:and|or|&|/|also|plus)\b|[&/]")
_ATTRIBUTION = regex(r"(?:by|from|on|in|at|of|via|with)\b")


class Wording:
    """The words of a document that decide about its punctuation."""

    __slots__ = ("_closed_authors", "_document", "_habits", "_openings")

    def __init__(self, document: Document, habits: Habits) -> None:
        self._document = document
        self._habits = habits
        self._openings: dict[tuple[FamilyKey, Pair, str], str] = {}
        self._closed_authors: bool | None = None

    def allows(self, group: ShapeGroup, entry: ShapedEntry, odd: OddGap) -> bool:
        """Return whether a change leaves every word of an entry in the field it belongs to."""
        change = odd.change
        text = self._document.text
        described = odd.left == "description" or (odd.right == END and entry.entry.description)
        if (described or "。" in change.found) and _is_about_end(change):
            return False
        if change.wanted.strip()[:1] == "." and change.number:
            start, end = entry.spans[change.number - 1]
            if text.endswith(_SENTENCE_ENDS, start, end):
                return False
        if odd.right == "authors" and change.actual.strip() == ",":
            return False  # it may be one of the title, or of `Family, Given`
        if odd.right == "authors" and _is_emphasis_alone(change):
            return False  # it may be of words of the title
        if odd.left == "authors" and change.found[:1] == "." and self._have_closed_authors():
            return False  # the period of the others is that of their last initial
        if (odd.left, odd.right) == ("title", "description") and ":" in change.found:
            return False  # the title goes on behind its emphasis: `**Attention**: A Survey`
        if odd.left in ("name", "title") and _ends_name(text, entry, odd):
            return False
        if odd.left == "venue" and odd.right == "year" and _is_spelt_otherwise(entry, change):
            return False
        if _is_part_of_word(text, entry, change) or _is_alternative(odd):
            return False
        return odd.right != "description" or self._allows_description(group, entry, odd)

    def _have_closed_authors(self) -> bool:
        """Return whether the lists of authors end in a period of their own: `Oak, A.`."""
        if self._closed_authors is None:
            ends = [entry.author_list.end for entry in self._document.entries if entry.author_list]
            closed = sum(self._document.text[end - 1] == "." for end in ends)
            self._closed_authors = 2 * closed > len(ends)
        return self._closed_authors

    def _allows_description(self, group: ShapeGroup, entry: ShapedEntry, odd: OddGap) -> bool:
        change, text = odd.change, self._document.text
        start, end = entry.spans[change.number]
        if not text[start].isalnum():
            return False
        around = entry.gap(change.number)[0], start + 40
        if _EMOJI.search(text, *around) or _ALTERNATIVE.match(text, start):
            return False
        if not _SEPARATORS.isdisjoint(change.wanted) and not change.found.strip():
            return _is_sentence(text[start:end], change.wanted.strip())
        if not _SEPARATORS.isdisjoint(change.found) and odd.habit is not None:
            pair, gap = group.pairs[change.number][0], odd.habit.gap
            return not _SEPARATORS.isdisjoint(gap) or (
                _opening(text, start) == self._usual_opening(group.key, pair, gap)
            )
        return not text[start].islower() or bool(change.found.strip())

    def _usual_opening(self, key: FamilyKey, pair: Pair, gap: str) -> str:
        """Return how most descriptions after a gap begin."""
        place = (key, pair, gap)
        if place not in self._openings:
            counts = Counter(
                _opening(self._document.text, entry.spans[index][0])
                for group in self._habits.groups
                if group.key == key
                for index, each in enumerate(group.pairs)
                if each == (pair, gap)
                for entry in group.entries
            )
            self._openings[place] = max(counts, key=counts.__getitem__)
        return self._openings[place]


def _opening(text: str, start: int) -> str:
    """Return the kind of words that a description begins with."""
    if not text[start].islower():
        return "sentence"
    return "attribution" if _ATTRIBUTION.match(text, start) else "phrase"


def _is_sentence(description: str, separator: str) -> bool:
    """Return whether the words after the name are a description, and not the rest of the name.

    Scripts without capital letters do not show it; and the separator may come later.
    """
    first = description[0]
    return (
        (first.isupper() or first.isdigit())
        and len(description.split()) >= _FEWEST_WORDS
        and f" {separator} " not in description
    )


def _ends_name(text: str, entry: ShapedEntry, odd: OddGap) -> bool:
    """Return whether the mark to be left out is the last one of a name: `A.D.`, `:tada:`, `…`."""
    change = odd.change
    if change.at or not change.found or change.wanted.strip():
        return False
    start, end = entry.spans[change.number - 1]
    name, after = text[start:end], change.found
    if after[0] == ":":
        return _EMOJI_END.search(name + ":") is not None
    if after.startswith(("…", "..")):
        return True
    in_link = change.actual[change.end : change.end + 1] == "]"
    is_sentence = len(name.split()) >= _SENTENCE
    is_kept = (odd.left == "name" and (in_link or is_sentence)) or _SHORT_FORM.search(name)
    return after[0] == "." and bool(is_kept)


def _is_emphasis_alone(change: GapChange) -> bool:
    """Return whether emphasis begins where a separator is expected."""
    return bool(change.found.strip()) and not change.found.strip(" *_") and "." in change.wanted


def _is_about_end(change: GapChange) -> bool:
    """Return whether a change is one of a final period, which another rule reports."""
    return not (change.wanted + change.found).strip(" .。,:;*_~`")


def _is_spelt_otherwise(entry: ShapedEntry, change: GapChange) -> bool:
    """Return whether a venue and its year are not of the kind that is written as others are."""
    venue, year = entry.entry.venue, entry.entry.year
    if venue is None or year is None:
        return False
    is_short = len(year.text) == 2
    is_glued = bool(change.wanted.strip(_APOSTROPHES)) and not change.actual.strip(_JOINTS)
    return " " in venue.text or (is_short and ("'" in change.found or is_glued))


def _is_part_of_word(text: str, entry: ShapedEntry, change: GapChange) -> bool:
    """Return whether a mark has a word on one side only: `-Diff`, `C++`."""
    marks = change.found or change.wanted
    if (change.found and change.wanted.strip()) or not _IN_WORDS.issuperset(marks):
        return False
    start, end = entry.gap(change.number)
    before = change.actual[change.at - 1] if change.at else text[start - 1]
    after = change.actual[change.end] if change.end < len(change.actual) else text[end : end + 1]
    glued = before.isalnum() != after.isalnum()
    return glued and (bool(change.found) or 0 < change.at < len(change.actual))


def _is_alternative(odd: OddGap) -> bool:
    """Return whether a slash joins two links to the same thing."""
    return (
        odd.change.found.strip() == "/" and odd.left[:1] == "@" and odd.right in ("=", "mention")
    )
