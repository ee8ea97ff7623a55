"""Learning how a list writes its entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import re
from typing import NamedTuple

from awesomecheck.document import Document, EntryForm
from awesomecheck.templates.shape import Form, Pair, Shape, core_of, pairs_of, shape_of

FEWEST = 5
"""A habit is shared by so many entries at least."""
CLEAR = 0.85
"""The share from which a habit is clear."""
OWN = 0.05
"""The share from which another way of writing is a habit of its own, if enough entries have it."""

_WORD = re.compile(r"[^\W_]")
_TAG = re.compile(r"<[^<>]*>")

Core = tuple[str, ...]


class Habit(NamedTuple):
    """What nearly all entries have between two marks."""

    gap: str
    followers: int
    total: int
    """The entries that have the two marks side by side."""


class Family:
    """Entries of one layout that have the same fields in the same order."""

    __slots__ = ("_comparable", "_habits", "core", "gaps", "layout", "total")

    def __init__(self, layout: EntryForm, core: Core) -> None:
        self.layout: EntryForm = layout
        self.core = core
        self.total = 0
        self.gaps: dict[Pair, dict[str, int]] = {}
        """How often what stands between two marks."""
        self._habits: dict[Pair, Habit | None] = {}
        self._comparable: dict[Pair, int] = {}

    def add(self, pairs: Iterable[tuple[Pair, str]], count: int) -> None:
        """Count entries of one form."""
        self.total += count
        for pair, gap in pairs:
            counts = self.gaps.setdefault(pair, {})
            counts[gap] = counts.get(gap, 0) + count

    def habit(self, pair: Pair) -> Habit | None:
        """The habit between two marks, if there is a clear one."""
        if pair not in self._habits:
            self._habits[pair] = self._clear(pair)
        return self._habits[pair]

    def _clear(self, pair: Pair) -> Habit | None:
        counts = self.gaps.get(pair)
        if counts is None:
            return None
        gap = most_common(counts)
        followers = counts[gap]
        if followers < FEWEST:
            return None
        total = self._total(pair)
        return Habit(gap, followers, total) if followers >= CLEAR * total else None

    def documented(self, pair: Pair, wanted: Sequence[str]) -> Habit | None:
        """What is documented, as a habit; None where more entries disagree than agree."""
        counts = self.gaps.get(pair)
        if counts is None:
            return None
        followers = sum(counts.get(gap, 0) for gap in wanted)
        if not followers:
            return None
        total = self._total(pair)
        if 2 * followers < total:
            return None
        return Habit(max(wanted, key=lambda gap: counts.get(gap, 0)), followers, total)

    def _total(self, pair: Pair) -> int:
        """How many entries have something between two marks that a habit can be held against."""
        if pair not in self._comparable:
            self._comparable[pair] = sum(
                count
                for gap, count in self.gaps[pair].items()
                if count >= FEWEST or not has_words(gap)
            )
        return self._comparable[pair]

    def is_own(self, pair: Pair, gap: str) -> bool:
        """Whether what stands between two marks is another habit beside the usual one."""
        counts = self.gaps.get(pair)
        if counts is None:
            return False
        return counts.get(gap, 0) >= max(FEWEST, OWN * sum(counts.values()))


def most_common(counts: Mapping[str, int]) -> str:
    """What was counted most often."""
    return max(counts, key=counts.__getitem__)


Key = tuple[EntryForm, Core]


class Kind(NamedTuple):
    """Entries of one section that have one form."""

    section: int
    """Where it starts."""
    key: Key
    form: Form
    pairs: tuple[tuple[Pair, str], ...]
    shapes: tuple[Shape, ...]


class Learned:
    """What the entries of a document show."""

    __slots__ = (
        "_clean",
        "_here",
        "_kinds_here",
        "families",
        "kinds",
        "labels",
        "section_labels",
        "total",
    )

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.kinds = kinds
        self.families: dict[Key, Family] = {}
        self.labels: dict[str, dict[str, int]] = {}
        """The spellings of each label, by the label in lower case."""
        self.section_labels: dict[tuple[int, str], dict[str, int]] = {}
        """The same by section."""
        self.total = 0
        self._kinds_here: dict[tuple[int, Key], list[Kind]] = {}
        self._here: dict[tuple[int, Key], Family] = {}
        self._clean: dict[tuple[EntryForm, Form], bool] = {}
        for kind in kinds:
            self._add(kind)

    def _add(self, kind: Kind) -> None:
        count = len(kind.shapes)
        self.total += count
        if kind.key not in self.families:
            self.families[kind.key] = Family(*kind.key)
        self.families[kind.key].add(kind.pairs, count)
        self._kinds_here.setdefault((kind.section, kind.key), []).append(kind)
        for mark in kind.form[1::2]:
            if mark[0] == "=" and len(mark) > 1:
                lower = mark.lower()
                for counts in (
                    self.labels.setdefault(lower, {}),
                    self.section_labels.setdefault((kind.section, lower), {}),
                ):
                    counts[mark] = counts.get(mark, 0) + count

    def here(self, section: int, key: Key) -> Family:
        """The entries of a family that one section has."""
        place = (section, key)
        if place not in self._here:
            family = Family(*key)
            for kind in self._kinds_here.get(place, ()):
                family.add(kind.pairs, len(kind.shapes))
            self._here[place] = family
        return self._here[place]

    def totals(self) -> Iterator[tuple[int, Key, int]]:
        """How many entries of each family each section has."""
        for (section, key), kinds in self._kinds_here.items():
            yield section, key, sum(len(kind.shapes) for kind in kinds)

    def is_usual(self, kind: Kind) -> bool:
        """Whether all that stands between the marks of a form is the habit of the whole list."""
        place = (kind.key[0], kind.form)
        if place not in self._clean:
            family = self.families[kind.key]
            self._clean[place] = all(
                (habit := family.habit(pair)) is not None and habit.gap == gap
                for pair, gap in kind.pairs
            )
        return self._clean[place]


def learn(document: Document) -> Learned:
    """Count how the entries of a document are written; rows of tables are left out."""
    found: dict[tuple[int, EntryForm, Form], list[Shape]] = {}
    for entry in document.entries:
        if entry.form != "row":
            shape = shape_of(document, entry)
            place = (entry.section.own.start, entry.form, shape.form)
            if place in found:
                found[place].append(shape)
            else:
                found[place] = [shape]
    read: dict[Form, tuple[Core, tuple[tuple[Pair, str], ...]]] = {}
    kinds: list[Kind] = []
    for (section, layout, form), shapes in found.items():
        if form not in read:
            read[form] = core_of(form), tuple(pairs_of(form))
        core, pairs = read[form]
        kinds.append(Kind(section, (layout, core), form, pairs, tuple(shapes)))
    return Learned(kinds)


def has_words(gap: str) -> bool:
    """Whether something stands in a gap that no field has taken."""
    return _WORD.search(_TAG.sub("", gap) if "<" in gap else gap) is not None


def word_span(gap: str) -> tuple[int, int]:
    """From the first to the last word in a gap."""
    blanked = _TAG.sub(lambda tag: " " * len(tag[0]), gap)
    found = [match.start() for match in _WORD.finditer(blanked)]
    return found[0], found[-1] + 1
