"""Where the shapes of entries do not match templates, or the habits of their list."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from awesomecheck.templates.diff import GapChange, gap_change
from awesomecheck.templates.formats import Formats
from awesomecheck.templates.habits import (
    MIN_ENTRIES,
    SECOND_SHARE,
    Family,
    FamilyKey,
    Habit,
    Habits,
    ShapeGroup,
    has_words,
)
from awesomecheck.templates.shape import Pair, Shape, marks_around
from awesomecheck.templates.template import Template

_FEWEST_IN_SECTION = 10


class OddGap(Struct, frozen=True):
    """A gap that is not as it should be."""

    change: GapChange
    habit: Habit | None
    """None if a template is configured."""
    left: str
    """The mark before it, or `START`."""
    right: str
    """The mark after it, or `END`."""


class MissingField(Struct, frozen=True):
    """A field that is missing, and the gap in which it should be."""

    number: int
    field: str
    followers: int
    total: int
    """0 if a template is configured."""
    separator: str = ""
    """What others have before it."""


class Match(NamedTuple):
    """How a shape differs from a format."""

    odd: tuple[OddGap, ...] = ()
    missing: tuple[MissingField, ...] = ()


_FULL_MATCH = Match()


def match_group(group: ShapeGroup, formats: Formats) -> Match:
    """Return how the entries of a group differ from their format.

    Entries that differ in most places have another format, and match that.
    """
    configured = formats.configured_for(group)
    if configured is None:
        found = _with_habits(group, formats)
    else:
        found = _with_nearest(group, configured)
    return found if len(found.odd) <= max(2, len(group.pairs) // 2) else _FULL_MATCH


def follows(group: ShapeGroup, formats: Formats) -> bool:
    """Return whether the entries of a group do not differ from their format."""
    return not any(match_group(group, formats))


def _with_habits(group: ShapeGroup, formats: Formats) -> Match:
    habits = formats.habits
    family = habits.families[group.key]
    documented = formats.documented_for(family)
    if documented is None and family.is_usual(group.pairs):
        return _FULL_MATCH
    missing: tuple[MissingField, ...] = ()
    if family.total < MIN_ENTRIES and documented is None:
        fuller = _fuller_family(group.key, habits)
        if fuller is None:
            return _FULL_MATCH
        rare, (family, lacking) = family, fuller
        documented = formats.documented_for(family)
        gaps = _gaps_for(group.shape, family.fields.index(lacking), family.fields)
        if not _is_left_out(group, gaps, lacking, habits):
            return _FULL_MATCH
        total = family.total + rare.total
        missing = (MissingField(gaps[-1], lacking, family.total, total, _before(family, lacking)),)
    wanted: Mapping[Pair, Sequence[str]] = documented.template.gaps if documented else {}
    odd: list[OddGap] = []
    for index, (pair, gap) in enumerate(group.pairs):
        habit = _broken_habit(group, pair, gap, family, wanted.get(pair, ()), habits)
        change = gap_change(index, habit.gap, gap) if habit else None
        if change is not None:
            odd.append(OddGap(change, habit, *marks_around(group.shape, index)))
    return Match(tuple(odd), missing)


def _with_nearest(group: ShapeGroup, templates: Sequence[Template]) -> Match:
    found = [_with_template(group, each) for each in templates if each.is_near(group.fields)]
    return min(found, key=lambda each: len(each.odd) + 2 * len(each.missing), default=_FULL_MATCH)


def _with_template(group: ShapeGroup, template: Template) -> Match:
    lacking = template.lacking(group.fields) or ()
    fields = [field for field, _ in template.fields if field in (*group.fields, *lacking)]
    missing = tuple(
        MissingField(_gaps_for(group.shape, fields.index(each), fields)[-1], each, 0, 0)
        for each in lacking
        if each != "description"  # another rule reports those
    )
    odd = tuple(
        OddGap(change, None, *marks_around(group.shape, index))
        for index, (pair, gap) in enumerate(group.pairs)
        if (change := template.change(index, pair, gap))
    )
    return Match(odd, missing)


def _broken_habit(
    group: ShapeGroup, pair: Pair, gap: str, family: Family, wanted: Sequence[str], habits: Habits
) -> Habit | None:
    """Return the habit that a gap breaks.

    Args:
        group: the entries with the gap.
        pair: the kinds of the marks around it.
        gap: the gap.
        family: the entries to compare with.
        wanted: the gaps that a documented template has here.
        habits: those of the list.
    """
    if wanted and (habit := family.documented_habit(pair, wanted)) is not None:
        return habit if gap not in wanted else None
    usual = family.habit(pair)
    if usual is not None and usual.gap == gap:
        return None
    own = habits.section_families[group.section, group.key]
    counts = own.gaps[pair]
    total = sum(counts.values())
    habit = own.habit(pair) if total >= _FEWEST_IN_SECTION else None
    if habit is not None:
        return habit if habit.gap != gap and not own.is_second_habit(pair, gap) else None
    if counts[gap] >= 2 and 2 * counts[gap] > total:
        return None
    return None if family.is_second_habit(pair, gap) else usual


def _fuller_family(key: FamilyKey, habits: Habits) -> tuple[Family, str] | None:
    """Return the family with one field more that nearly all entries belong to, and the field."""
    layout, fields = key
    best: tuple[Family, str] | None = None
    for (other_layout, other), family in habits.families.items():
        if other_layout != layout or len(other) != len(fields) + 1 or family.total < MIN_ENTRIES:
            continue
        lacking = [field for field in other if field not in fields]
        if len(lacking) != 1 or tuple(each for each in other if each != lacking[0]) != fields:
            continue
        is_rare = habits.families[key].total <= SECOND_SHARE * family.total
        if is_rare and (best is None or family.total > best[0].total):
            best = family, lacking[0]
    return best


def _before(family: Family, field: str) -> str:
    """Return what entries have before a field, if that is a habit."""
    at = family.fields.index(field)
    habit = family.habit((family.fields[at - 1], field)) if at else None
    return habit.gap if habit else ""


def _gaps_for(shape: Shape, position: int, fields: Sequence[str]) -> range:
    """Return the gaps in which the field at a position of some fields may be."""
    first = (shape.index(fields[position - 1]) + 1) // 2 if position else 0
    following = fields[position + 1 :]
    last = shape.index(following[0]) // 2 if following else len(shape) // 2
    return range(first, last + 1)


def _is_left_out(group: ShapeGroup, gaps: range, lacking: str, habits: Habits) -> bool:
    """Return whether a field is really missing, and not just unrecognised in one of the gaps.

    Another rule reports missing descriptions; and a section most of whose entries lack a field
    can do without it.
    """
    if lacking == "description" or any(has_words(group.shape[2 * at]) for at in gaps):
        return False
    layout, _ = group.key
    having = sum(
        own.total
        for key in habits.families
        if key[0] == layout and lacking in key[1]
        if (own := habits.section_families.get((group.section, key)))
    )
    return having > habits.section_families[group.section, group.key].total
