"""The habits of a list: what its entries have between their fields and links."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from awesomecheck.document.entry import EntryForm
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.templates.shape import Pair, Shape, ShapedEntry, fields_of, pairs_of, shaped

MIN_ENTRIES = 5
"""At least so many entries share a habit."""
CLEAR_SHARE = 0.85
"""At least this share of entries has a habit that is clear."""
SECOND_SHARE = 0.05
"""At least this share of entries has a second habit that is as good as the usual one."""

_WORD = regex(r"[^\W_]")
_TAG = regex(r"<[^<>]*>")


class Habit(Struct, frozen=True):
    """What nearly all entries have between two marks."""

    gap: str
    followers: int
    total: int
    """The entries that have the two marks side by side."""


class Family:
    """Entries of one layout that have the same fields in the same order."""

    __slots__ = ("_comparable", "_habits", "_usual", "fields", "gaps", "total")

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields
        self.total = 0
        self.gaps: dict[Pair, dict[str, int]] = {}
        """How many entries have which gap between two marks."""
        self._habits: dict[Pair, Habit | None] = {}
        self._comparable: dict[Pair, int] = {}
        self._usual: set[tuple[Pair, str]] | None = None

    def add(self, pairs: Iterable[tuple[Pair, str]], count: int) -> None:
        """Count entries of one shape."""
        self.total += count
        for pair, gap in pairs:
            counts = self.gaps.get(pair)
            if counts is None:
                self.gaps[pair] = {gap: count}
            else:
                counts[gap] = counts.get(gap, 0) + count

    def is_usual(self, pairs: Iterable[tuple[Pair, str]]) -> bool:
        """Return whether all gaps are clear habits."""
        if self._usual is None:
            self._usual = {
                (pair, habit.gap) for pair in self.gaps if (habit := self.habit(pair)) is not None
            }
        return self._usual.issuperset(pairs)

    def habit(self, pair: Pair) -> Habit | None:
        """Return the habit between two marks if it is clear."""
        if pair not in self._habits:
            self._habits[pair] = self._clear_habit(pair)
        return self._habits[pair]

    def _clear_habit(self, pair: Pair) -> Habit | None:
        counts = self.gaps.get(pair)
        if counts is None:
            return None
        gap = most_common(counts)
        followers = counts[gap]
        total = self._total(pair)
        is_clear = followers >= max(MIN_ENTRIES, CLEAR_SHARE * total)
        return Habit(gap, followers, total) if is_clear else None

    def documented_habit(self, pair: Pair, wanted: Sequence[str]) -> Habit | None:
        """Return what is documented as a habit; None if more entries disagree than agree."""
        counts = self.gaps.get(pair, {})
        followers = sum(counts.get(gap, 0) for gap in wanted)
        if not followers or 2 * followers < (total := self._total(pair)):
            return None
        return Habit(max(wanted, key=lambda gap: counts.get(gap, 0)), followers, total)

    def _total(self, pair: Pair) -> int:
        """Return how many entries have a gap between two marks that says something of habits."""
        if pair not in self._comparable:
            self._comparable[pair] = sum(
                count
                for gap, count in self.gaps[pair].items()
                if count >= MIN_ENTRIES or not has_words(gap)
            )
        return self._comparable[pair]

    def is_second_habit(self, pair: Pair, gap: str) -> bool:
        """Return whether enough entries have this gap, even if most have another one."""
        counts = self.gaps.get(pair, {})
        return counts.get(gap, 0) >= max(MIN_ENTRIES, SECOND_SHARE * sum(counts.values()))


def most_common(counts: Mapping[str, int]) -> str:
    """Return what was counted most often."""
    return max(counts, key=counts.__getitem__)


FamilyKey = tuple[EntryForm, tuple[str, ...]]
"""Layout and fields."""


class ShapeGroup(NamedTuple):
    """The entries of one section that have the same shape."""

    section: int
    """Where it starts."""
    key: FamilyKey
    shape: Shape
    pairs: tuple[tuple[Pair, str], ...]
    entries: tuple[ShapedEntry, ...]
    known: int
    """How many of them show a habit: those that no change added."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of its entries, in order."""
        return self.key[1]


class Habits:
    """How the entries of a document are written."""

    __slots__ = ("families", "groups", "labels", "section_families", "section_labels", "total")

    def __init__(self, groups: Sequence[ShapeGroup]) -> None:
        self.groups = groups
        self.total = sum(group.known for group in groups)
        self.families: dict[FamilyKey, Family] = {}
        self.section_families: dict[tuple[int, FamilyKey], Family] = {}
        """The entries of a family that are in one section."""
        self.labels: dict[str, dict[str, int]] = {}
        """How often each spelling of a label is used, by the label in lower case."""
        self.section_labels: dict[tuple[int, str], dict[str, int]] = {}
        """The same by section."""
        for group in groups:
            self._add(group)

    def _add(self, group: ShapeGroup) -> None:
        section, key, shape, pairs, _, count = group
        if key not in self.families:
            self.families[key] = Family(key[1])
        self.families[key].add(pairs, count)
        if (section, key) not in self.section_families:
            self.section_families[section, key] = Family(key[1])
        self.section_families[section, key].add(pairs, count)
        for mark in shape[1::2]:
            if mark[0] == "=" and len(mark) > 1:
                lower = mark.lower()
                for counts in (
                    self.labels.setdefault(lower, {}),
                    self.section_labels.setdefault((section, lower), {}),
                ):
                    counts[mark] = counts.get(mark, 0) + count


def habits_of(document: Document) -> Habits:
    """Count how the entries of a document are written, table rows left out."""
    found: dict[tuple[int, EntryForm, Shape], list[ShapedEntry]] = {}
    for entry in document.entries:
        if entry.blocks and entry.form != "row":
            each = shaped(document, entry)
            found.setdefault((entry.section.own.start, entry.form, each.shape), []).append(each)
    known: dict[Shape, tuple[tuple[str, ...], tuple[tuple[Pair, str], ...]]] = {}
    groups: list[ShapeGroup] = []
    for (section, layout, shape), entries in found.items():
        if shape not in known:
            known[shape] = fields_of(shape), pairs_of(shape)
        fields, pairs = known[shape]
        old = sum(not document.is_new(each.entry.span.start) for each in entries)
        groups.append(ShapeGroup(section, (layout, fields), shape, pairs, tuple(entries), old))
    return Habits(groups)


def has_words(gap: str) -> bool:
    """Return whether a gap holds words, which belong to no field."""
    return _WORD.search(_TAG.sub("", gap) if "<" in gap else gap) is not None


def word_span(gap: str) -> tuple[int, int]:
    """Return where the words of a gap begin and end."""
    without_tags = _TAG.sub(lambda tag: " " * len(tag[0]), gap)
    found = [match.start() for match in _WORD.finditer(without_tags)]
    return found[0], found[-1] + 1
