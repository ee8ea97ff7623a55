"""Holding the forms of entries against the habits of their list, or against templates."""

from collections.abc import Sequence
from typing import NamedTuple

from awesomecheck.templates.diff import Change, difference
from awesomecheck.templates.formats import Formats
from awesomecheck.templates.habits import FEWEST, OWN, Family, Habit, Key, Kind, Learned, has_words
from awesomecheck.templates.pattern import Pattern
from awesomecheck.templates.shape import END, START, Form, Pair

_FEWEST_IN_SECTION = 10


class Odd(NamedTuple):
    """A gap of a form that is not what the habit wants."""

    change: Change
    habit: Habit | None
    """None where a template is configured."""
    left: str
    right: str


class Missing(NamedTuple):
    """A field that a form lacks, and the gap in which it would stand."""

    number: int
    field: str
    followers: int
    total: int


class Judgement(NamedTuple):
    """What is wrong with a form."""

    odd: tuple[Odd, ...] = ()
    missing: tuple[Missing, ...] = ()


_FINE = Judgement()


def judged(kind: Kind, formats: Formats) -> Judgement:
    """What is wrong with entries of one kind, by the formats in force."""
    configured = formats.configured_for(kind)
    return _by_habit(kind, formats) if configured is None else _by_templates(kind, configured)


def follows(kind: Kind, formats: Formats) -> bool:
    """Whether entries of a kind are written as the formats in force want them."""
    judgement = judged(kind, formats)
    return not (judgement.odd or judgement.missing)


def _by_habit(kind: Kind, formats: Formats) -> Judgement:
    """What differs from the habits of the list and of the section."""
    learned = formats.learned
    family = learned.families[kind.key]
    documented = formats.documented_for(family)
    if documented is None and learned.is_usual(kind):
        return _FINE
    missing: tuple[Missing, ...] = ()
    if family.total < FEWEST and documented is None:
        fuller = _fuller(kind.key, learned)
        if fuller is None:
            return _FINE
        rare, (family, lacking) = family, fuller
        documented = formats.documented_for(family)
        first, last = _place_of(kind.form, family.core.index(lacking), family.core)
        if not _is_left_out(kind, range(first, last + 1), lacking, learned):
            return _FINE
        missing = (Missing(last, lacking, family.total, family.total + rare.total),)
    odd: list[Odd] = []
    for index, (pair, gap) in enumerate(kind.pairs):
        habit = _expected(kind, pair, gap, family, documented, learned)
        change = difference(index, habit.gap, gap) if habit else None
        if change is not None:
            odd.append(Odd(change, habit, *_marks(kind, index)))
    return _judgement(kind, odd, missing)


def _by_templates(kind: Kind, patterns: Sequence[Pattern]) -> Judgement:
    """What differs from the nearest of the templates that are configured."""
    best: Judgement | None = None
    core = kind.key[1]
    for pattern in patterns:
        lacking = pattern.lacking(core)
        if lacking is None or len(lacking) > 1:
            continue
        fields = [field for field, _ in pattern.core if field in core or field in lacking]
        missing = [
            Missing(_place_of(kind.form, fields.index(each), fields)[1], each, 0, 0)
            for each in lacking
            if each != "description"  # of that another rule speaks
        ]
        odd = [
            Odd(change, None, *_marks(kind, index))
            for index, (pair, gap) in enumerate(kind.pairs)
            if (change := pattern.change(index, pair, gap)) is not None
        ]
        if best is None or _weight(odd, missing) < _weight(best.odd, best.missing):
            best = Judgement(tuple(odd), tuple(missing))
    return _judgement(kind, best.odd, best.missing) if best else _FINE


def _weight(odd: Sequence[Odd], missing: Sequence[Missing]) -> int:
    return len(odd) + 2 * len(missing)


def _judgement(kind: Kind, odd: Sequence[Odd], missing: Sequence[Missing]) -> Judgement:
    """Nothing where an entry is of quite another kind."""
    gaps = len(kind.form) // 2 + 1
    if len(odd) > max(2, gaps // 2):
        return _FINE
    return Judgement(tuple(odd), tuple(missing))


def _marks(kind: Kind, index: int) -> tuple[str, str]:
    form = kind.form
    at = 2 * index
    return form[at - 1] if at else START, form[at + 1] if at + 1 < len(form) else END


def _expected(
    kind: Kind,
    pair: Pair,
    gap: str,
    family: Family,
    documented: Pattern | None,
    learned: Learned,
) -> Habit | None:
    """The habit that a gap breaks; none where it is in order."""
    wanted = documented.gaps.get(pair) if documented else None
    if wanted is not None:
        habit = family.documented(pair, wanted)
        if habit is not None:
            return habit if gap not in wanted else None
    usual = family.habit(pair)
    if usual is not None and usual.gap == gap:
        return None
    own = learned.here(kind.section, kind.key)
    counts = own.gaps.get(pair)
    if counts is not None:
        total = sum(counts.values())
        habit = own.habit(pair) if total >= _FEWEST_IN_SECTION else None
        if habit is not None:
            return habit if habit.gap != gap and not own.is_own(pair, gap) else None
        if counts[gap] >= 2 and 2 * counts[gap] > total:
            return None
    if usual is None or family.is_own(pair, gap):
        return None
    return usual


def _fuller(key: Key, learned: Learned) -> tuple[Family, str] | None:
    """The family of entries that have one field more, where nearly all have it."""
    layout, core = key
    rare = learned.families[key].total
    best: tuple[Family, str] | None = None
    for (other_layout, other), family in learned.families.items():
        if other_layout != layout or len(other) != len(core) + 1 or family.total < FEWEST:
            continue
        lacking = [field for field in other if field not in core]
        if len(lacking) != 1 or tuple(f for f in other if f != lacking[0]) != core:
            continue
        if rare <= OWN * family.total and (best is None or family.total > best[0].total):
            best = family, lacking[0]
    return best


def _place_of(form: Form, position: int, core: Sequence[str]) -> tuple[int, int]:
    """The first and the last gap in which the field at a position of the core may stand."""
    first = (form.index(core[position - 1]) + 1) // 2 if position else 0
    following = core[position + 1 :]
    last = form.index(following[0]) // 2 if following else len(form) // 2
    return first, last


def _is_left_out(kind: Kind, gaps: range, lacking: str, learned: Learned) -> bool:
    """Whether a field is really missing, and nothing stands there that was not understood.

    Of descriptions another rule speaks; and a section whose entries mostly lack a field does
    without it.
    """
    if lacking == "description" or any(has_words(kind.form[2 * at]) for at in gaps):
        return False
    own = learned.here(kind.section, kind.key).total
    beside = sum(
        learned.here(kind.section, key).total
        for key in learned.families
        if key[0] == kind.key[0] and lacking in key[1]
    )
    return beside > own
