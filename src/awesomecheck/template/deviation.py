"""Where entries deviate from the way that their list writes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re

from awesomecheck.document import Document, Span
from awesomecheck.rule import Edit
from awesomecheck.template.change import (
    Change,
    described,
    difference,
    name_of,
    style_of_pair,
)
from awesomecheck.template.learn import FEWEST, OWN, Family, Habit, Key, Kind, Learned, has_words
from awesomecheck.template.shape import END, START, Form, Pair, Shape, pairs_of

_FEWEST_IN_SECTION = 10
_CLEAR_LABEL = 0.9
_EMOJI = re.compile(r":[a-z0-9_+-]+:")
_PARTNERS = {"[": "]", "]": "[", "(": ")", ")": "(", "{": "}", "}": "{"}
_SENTENCE_ENDS = tuple(".?!…:。！？")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which an entry is not written as the others are."""

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    """What makes it alike; none where that is for a person to say."""


@dataclass(frozen=True, slots=True)
class _Odd:
    """A gap of a form that is not what the habit wants."""

    change: Change
    habit: Habit
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class _Missing:
    """A field that a form lacks, and the gap in which it would stand."""

    index: int
    field: str
    followers: int
    total: int


def deviations(document: Document, learned: Learned) -> Iterator[Deviation]:
    """All deviations from the habits of a list, in no order."""
    for kind in learned.kinds:
        labels = _odd_labels(kind, learned)
        odd, missing = _judged(kind, learned)
        if not (odd or missing or labels):
            continue
        for shape in kind.shapes:
            for index, spelling, count, total in labels:
                yield from _relabelled(document, shape, index, spelling, count, total)
            yield from _absent(shape, missing)
            yield from _reformatted(
                document, shape, [o for o in odd if _counts(document, shape, o)]
            )


def _judged(kind: Kind, learned: Learned) -> tuple[list[_Odd], tuple[_Missing, ...]]:
    """The odd gaps of a form, and the fields that it lacks."""
    family = learned.families[kind.key]
    missing: tuple[_Missing, ...] = ()
    pairs = pairs_of(kind.form)
    if family.total < FEWEST:
        fuller = _fuller(kind.key, learned)
        if fuller is None:
            return [], ()
        rare, (family, lacking) = family, fuller
        first, last = _place_of(kind.form, family.core.index(lacking), family)
        if not _is_left_out(kind, range(first, last + 1), lacking, learned):
            return [], ()
        missing = (_Missing(last, lacking, family.total, family.total + rare.total),)
    odd: list[_Odd] = []
    for index, (pair, gap) in enumerate(pairs):
        habit = _expected(kind, pair, gap, family, learned)
        if habit is None:
            continue
        change = difference(index, habit.gap, gap)
        if change is not None:
            left, right = _marks(kind, index)
            odd.append(_Odd(change, habit, left, right))
    if len(odd) > max(2, len(pairs) // 2):
        return [], ()
    return odd, missing


def _marks(kind: Kind, index: int) -> tuple[str, str]:
    form = kind.form
    at = 2 * index
    return form[at - 1] if at else START, form[at + 1] if at + 1 < len(form) else END


def _expected(kind: Kind, pair: Pair, gap: str, family: Family, learned: Learned) -> Habit | None:
    """The habit that a gap breaks; none where it is in order."""
    usual = family.habit(pair)
    if usual is not None and usual.gap == gap:
        return None
    own = learned.sections.get((kind.section, kind.key))
    if own is not None and pair in own.gaps:
        counts = own.gaps[pair]
        if own.total >= _FEWEST_IN_SECTION and own.gaps[pair].total() >= _FEWEST_IN_SECTION:
            habit = own.habit(pair)
            if habit is not None:
                return habit if habit.gap != gap and not own.is_own(pair, gap) else None
        if counts[gap] >= 2 and 2 * counts[gap] > counts.total():
            return None
    if usual is None or (pair in family.gaps and family.is_own(pair, gap)):
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


def _place_of(form: Form, position: int, family: Family) -> tuple[int, int]:
    """The first and the last gap in which the field at a position of the core may stand."""
    core = family.core
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
    own = learned.sections[kind.section, kind.key].total
    layout = kind.key[0]
    beside = sum(
        family.total
        for (section, (other_layout, other)), family in learned.sections.items()
        if section == kind.section and other_layout == layout and lacking in other
    )
    return beside > own


def _counts(document: Document, shape: Shape, odd: _Odd) -> bool:
    """Whether a change is one that this entry should have, given its words."""
    index = odd.change.index
    text = document.text
    if odd.left == "description" and _is_about_end(odd.change):
        return False
    if odd.change.wanted.strip()[:1] == "." and index:
        before = text[: shape.spans[index - 1][1]]
        if before.endswith(_SENTENCE_ENDS):
            return False
    if odd.left == "venue" and odd.right == "year" and " " in shape.entry.venue.text:
        return False
    if odd.right == "description":
        first = text[shape.spans[index][0]]
        prose = first.islower() and not odd.change.found.strip()
        return first.isalnum() and not prose and not _EMOJI.search(text, *_around(shape, index))
    return True


def _around(shape: Shape, index: int) -> tuple[int, int]:
    """The gap before a mark and the beginning of the mark."""
    start, end = shape.gap(index)
    return start, end + 40


def _is_about_end(change: Change) -> bool:
    """Whether a change is one of the period of a description, of which another rule speaks."""
    return not (change.wanted + change.found).strip(" .。*_~`")


def _absent(shape: Shape, missing: Sequence[_Missing]) -> Iterator[Deviation]:
    for each in missing:
        verb = "are" if each.field == "authors" else "is"
        yield Deviation(
            Span(*shape.gap(each.index)),
            f"{name_of(each.field)} {verb} missing,"
            f" unlike {each.followers} of {each.total} entries",
        )


def _relabelled(
    document: Document, shape: Shape, index: int, spelling: str, count: int, total: int
) -> Iterator[Deviation]:
    span = Span(*shape.spans[index])
    written = document.slice(span)
    message = f"the label `{written}` is `{spelling}` in {count} of {total} entries"
    yield Deviation(span, message, (Edit(span, spelling),))


def _odd_labels(kind: Kind, learned: Learned) -> list[tuple[int, str, int, int]]:
    odd: list[tuple[int, str, int, int]] = []
    for index, mark in enumerate(kind.form[1::2]):
        if mark[0] != "=" or len(mark) == 1:
            continue
        counts = learned.labels[mark.lower()]
        [(usual, count)] = counts.most_common(1)
        total = counts.total()
        if usual != mark and count >= max(FEWEST, _CLEAR_LABEL * total):
            odd.append((index, usual[1:], count, total))
    return odd


def _reformatted(document: Document, shape: Shape, odd: Sequence[_Odd]) -> Iterator[Deviation]:
    """The deviations of gaps: two that stand around something are one."""
    rest = list(odd)
    while rest:
        first = rest.pop(0)
        for other in rest:
            style = style_of_pair(first.change, other.change)
            if style is not None:
                rest.remove(other)
                yield _paired(document, shape, first, other, style)
                break
        else:
            if not _is_half(document.slice(shape.entry.span), first.change):
                yield _single(document, shape, first)


def _is_half(source: str, change: Change) -> bool:
    """Whether a change is about one bracket or mark of emphasis, and its other half is there.

    Then the entry is built in another way, and what is odd is no slip.
    """
    marks = (change.wanted + change.found).strip()
    if not marks or not set(marks) <= set("[](){}*_~`"):
        return False
    return all(
        source.count(mark) == source.count(_PARTNERS[mark])
        if mark in _PARTNERS
        else source[1:].count(mark) % 2 == 0
        for mark in marks
    )


def _paired(
    document: Document, shape: Shape, opening: _Odd, closing: _Odd, style: str
) -> Deviation:
    edits = [_edit(document, shape, each.change) for each in (opening, closing)]
    index = opening.change.index
    last = closing.change.index - 1
    span = Span(shape.spans[index][0], max(shape.spans[index][1], shape.spans[last][1]))
    habit = opening.habit
    message = (
        f"{name_of(opening.right)} is {style}, unlike {habit.followers} of {habit.total} entries"
    )
    return Deviation(span, message, tuple([each for each in edits if each]) if all(edits) else ())


def _single(document: Document, shape: Shape, odd: _Odd) -> Deviation:
    edit = _edit(document, shape, odd.change)
    habit = odd.habit
    message = described(odd.change, odd.left, odd.right)
    message = f"{message}, as in {habit.followers} of {habit.total} entries"
    if edit is None:
        return Deviation(Span(*shape.gap(odd.change.index)), message)
    return Deviation(edit.span, message, (edit,))


def _edit(document: Document, shape: Shape, change: Change) -> Edit | None:
    """The edit that makes a gap what it should be, where the source has it as the form has."""
    start, end = shape.gap(change.index)
    source = document.text[start:end]
    from_end = "\n" not in change.actual[change.at :] and "\n" not in change.wanted
    at = end - (len(change.actual) - change.at) if from_end else start + change.at
    span = Span(at, at + len(change.found))
    if at < start or document.slice(span) != change.found:
        return None
    if not from_end and source[: change.at] != change.actual[: change.at]:
        return None
    return Edit(span, change.wanted)
