"""Learning how a list writes its entries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import re

from awesomecheck.document import Document, EntryForm
from awesomecheck.template.shape import Form, Pair, Shape, core_of, pairs_of, shape_of

FEWEST = 5
"""A habit is shared by so many entries at least."""
CLEAR = 0.85
"""The share from which a habit is clear."""
OWN = 0.05
"""The share from which another way of writing is a habit of its own, if enough entries have it."""

_WORD = re.compile(r"[^\W_]")
_TAG = re.compile(r"<[^<>]*>")

Core = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """What nearly all entries have between two marks."""

    gap: str
    followers: int
    total: int
    """The entries that have the two marks side by side."""


@dataclass(slots=True)
class Family:
    """Entries of one layout that have the same fields in the same order."""

    layout: EntryForm
    core: Core
    total: int = 0
    gaps: dict[Pair, Counter[str]] = field(default_factory=dict[Pair, Counter[str]])

    def add(self, form: Form, count: int) -> None:
        """Count entries of one form."""
        self.total += count
        for pair, gap in pairs_of(form):
            self.gaps.setdefault(pair, Counter())[gap] += count

    def habit(self, pair: Pair, clear: float = CLEAR) -> Habit | None:
        """The habit between two marks, if there is a clear one."""
        counts = self.gaps.get(pair)
        if counts is None:
            return None
        [(gap, followers)] = counts.most_common(1)
        if followers < FEWEST:
            return None
        total = _comparable(counts)
        return Habit(gap, followers, total) if followers >= clear * total else None

    def documented(self, pair: Pair, wanted: Sequence[str]) -> Habit | None:
        """What is documented, as a habit; None where more entries disagree than agree."""
        counts = self.gaps.get(pair)
        if counts is None:
            return None
        followers = sum(counts[gap] for gap in wanted)
        total = _comparable(counts)
        if not followers or 2 * followers < total:
            return None
        return Habit(max(wanted, key=lambda gap: counts[gap]), followers, total)

    def is_own(self, pair: Pair, gap: str) -> bool:
        """Whether what stands between two marks is another habit beside the usual one."""
        counts = self.gaps.get(pair)
        return counts is not None and counts[gap] >= max(FEWEST, OWN * counts.total())


def _comparable(counts: Counter[str]) -> int:
    """How many entries have something between two marks that can be held against a habit."""
    return sum(count for gap, count in counts.items() if count >= FEWEST or not has_words(gap))


Key = tuple[EntryForm, Core]


@dataclass(frozen=True, slots=True)
class Kind:
    """Entries of one section that have one form."""

    section: int
    key: Key
    form: Form
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the entries of a document show."""

    kinds: tuple[Kind, ...]
    families: Mapping[Key, Family]
    sections: Mapping[tuple[int, Key], Family]
    """By the start of the section."""
    labels: Mapping[str, Counter[str]]
    """The spellings of each label, by the label in lower case."""
    section_labels: Mapping[tuple[int, str], Counter[str]]
    """The same by section."""
    total: int


def learn(document: Document) -> Learned:
    """Count how the entries of a document are written; rows of tables are left out."""
    found: dict[tuple[int, EntryForm, Form], list[Shape]] = {}
    for entry in document.entries:
        if entry.form != "row":
            shape = shape_of(document, entry)
            place = (entry.section.own.start, entry.form, shape.form)
            found.setdefault(place, []).append(shape)
    return _counted(found)


def _counted(found: Mapping[tuple[int, EntryForm, Form], Sequence[Shape]]) -> Learned:
    families: dict[Key, Family] = {}
    sections: dict[tuple[int, Key], Family] = {}
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    section_labels: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    kinds: list[Kind] = []
    totals: dict[tuple[EntryForm, Form], int] = {}
    for (section, layout, form), shapes in found.items():
        count = len(shapes)
        key = (layout, core_of(form))
        kinds.append(Kind(section, key, form, tuple(shapes)))
        sections.setdefault((section, key), Family(*key)).add(form, count)
        totals[layout, form] = totals.get((layout, form), 0) + count
        for mark in form[1::2]:
            if mark[0] == "=" and len(mark) > 1:
                labels[mark.lower()][mark] += count
                section_labels[section, mark.lower()][mark] += count
    for (layout, form), count in totals.items():
        key = (layout, core_of(form))
        families.setdefault(key, Family(*key)).add(form, count)
    total = sum(totals.values())
    return Learned(tuple(kinds), families, sections, labels, section_labels, total)


def has_words(gap: str) -> bool:
    """Whether something stands in a gap that no field has taken."""
    return _WORD.search(_TAG.sub("", gap) if "<" in gap else gap) is not None


def word_span(gap: str) -> tuple[int, int]:
    """From the first to the last word in a gap."""
    blanked = _TAG.sub(lambda tag: " " * len(tag[0]), gap)
    found = [match.start() for match in _WORD.finditer(blanked)]
    return found[0], found[-1] + 1
