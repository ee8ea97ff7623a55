"""Where entries deviate from the way that their list writes them."""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck.document import Document, Span
from awesomecheck.rule import Edit
from awesomecheck.template.change import (
    Change,
    described,
    difference,
    name_of,
    style_of_pair,
)
from awesomecheck.template.formats import Formats
from awesomecheck.template.learn import (
    FEWEST,
    OWN,
    Family,
    Habit,
    Key,
    Kind,
    Learned,
    has_words,
    most_common,
)
from awesomecheck.template.pattern import Pattern
from awesomecheck.template.shape import END, FIELDS, START, Form, Pair, Shape

_FEWEST_IN_SECTION = 10
_CLEAR_LABEL = 0.9
_FEWEST_LABELS = 3
_EMOJI = re.compile(r":[a-z0-9_+-]+:")
_PARTNERS = {"[": "]", "]": "[", "(": ")", ")": "(", "{": "}", "}": "{"}
_SENTENCE_ENDS = tuple(".?!…:。！？")


class Deviation(NamedTuple):
    """One way in which an entry is not written as the others are."""

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    """What makes it alike; none where that is for a person to say."""


class _Odd(NamedTuple):
    """A gap of a form that is not what the habit wants."""

    change: Change
    habit: Habit | None
    """None where a template is configured."""
    left: str
    right: str


class _Missing(NamedTuple):
    """A field that a form lacks, and the gap in which it would stand."""

    number: int
    field: str
    followers: int
    total: int


def format_deviations(document: Document, formats: Formats) -> Iterator[Deviation]:
    """Where entries differ from the formats in force, in no order."""
    for kind in formats.learned.kinds:
        configured = formats.configured_for(kind)
        if configured is None:
            labels = _odd_labels(kind, formats.learned)
            judgement = _by_habit(kind, formats)
        else:
            labels = []
            judgement = _by_templates(kind, configured)
        if not (judgement.odd or judgement.missing or labels):
            continue
        for shape in kind.shapes:
            for label in labels:
                yield from _relabelled(document, shape, label)
            yield from _absent(shape, judgement.missing)
            odd = [each for each in judgement.odd if _counts(document, shape, each)]
            if odd and is_misread(document, shape):
                continue
            yield from _reformatted(document, shape, odd)


def follows(kind: Kind, formats: Formats) -> bool:
    """Whether entries of a kind are written as the formats in force want them."""
    configured = formats.configured_for(kind)
    judgement = _by_habit(kind, formats) if configured is None else _by_templates(kind, configured)
    return not (judgement.odd or judgement.missing)


class _Judgement(NamedTuple):
    """What is wrong with a form."""

    odd: tuple[_Odd, ...] = ()
    missing: tuple[_Missing, ...] = ()


_FINE = _Judgement()


def _by_habit(kind: Kind, formats: Formats) -> _Judgement:
    """What differs from the habits of the list and of the section."""
    learned = formats.learned
    family = learned.families[kind.key]
    documented = formats.documented_for(family)
    if documented is None and learned.is_usual(kind):
        return _FINE
    missing: tuple[_Missing, ...] = ()
    if family.total < FEWEST and documented is None:
        fuller = _fuller(kind.key, learned)
        if fuller is None:
            return _FINE
        rare, (family, lacking) = family, fuller
        documented = formats.documented_for(family)
        first, last = _place_of(kind.form, family.core.index(lacking), family.core)
        if not _is_left_out(kind, range(first, last + 1), lacking, learned):
            return _FINE
        missing = (_Missing(last, lacking, family.total, family.total + rare.total),)
    odd: list[_Odd] = []
    for index, (pair, gap) in enumerate(kind.pairs):
        habit = _expected(kind, pair, gap, family, documented, learned)
        change = difference(index, habit.gap, gap) if habit else None
        if change is not None:
            odd.append(_Odd(change, habit, *_marks(kind, index)))
    return _judgement(kind, odd, missing)


def _by_templates(kind: Kind, patterns: Sequence[Pattern]) -> _Judgement:
    """What differs from the nearest of the templates that are configured."""
    best: _Judgement | None = None
    core = kind.key[1]
    for pattern in patterns:
        lacking = pattern.lacking(core)
        if lacking is None or len(lacking) > 1:
            continue
        fields = [field for field, _ in pattern.core if field in core or field in lacking]
        missing = [
            _Missing(_place_of(kind.form, fields.index(each), fields)[1], each, 0, 0)
            for each in lacking
            if each != "description"  # of that another rule speaks
        ]
        odd = [
            _Odd(change, None, *_marks(kind, index))
            for index, (pair, gap) in enumerate(kind.pairs)
            if (change := pattern.change(index, pair, gap)) is not None
        ]
        if best is None or _weight(odd, missing) < _weight(best.odd, best.missing):
            best = _Judgement(tuple(odd), tuple(missing))
    return _judgement(kind, best.odd, best.missing) if best else _FINE


def _weight(odd: Sequence[_Odd], missing: Sequence[_Missing]) -> int:
    return len(odd) + 2 * len(missing)


def _judgement(kind: Kind, odd: Sequence[_Odd], missing: Sequence[_Missing]) -> _Judgement:
    """Nothing where an entry is of quite another kind."""
    gaps = len(kind.form) // 2 + 1
    if len(odd) > max(2, gaps // 2):
        return _FINE
    return _Judgement(tuple(odd), tuple(missing))


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


def is_misread(document: Document, shape: Shape) -> bool:
    """Whether a field has taken in a link or a bracket: then a link is broken, not the rest."""
    for mark, (start, end) in zip(shape.form[1::2], shape.spans, strict=True):
        if mark in FIELDS and mark != "description":
            words = document.text[start:end]
            if "://" in words or words.count("[") != words.count("]"):
                return True
    return False


def _counts(document: Document, shape: Shape, odd: _Odd) -> bool:
    """Whether a change is one that this entry should have, given its words."""
    index = odd.change.number
    text = document.text
    if odd.left == "description" and _is_about_end(odd.change):
        return False
    if odd.change.wanted.strip()[:1] == "." and index:
        before = text[: shape.spans[index - 1][1]]
        if before.endswith(_SENTENCE_ENDS):
            return False
    venue, year = shape.entry.venue, shape.entry.year
    if odd.left == "venue" and odd.right == "year" and venue and year:
        abbreviated = len(year.text) == 2 and "'" in odd.change.found
        if " " in venue.text or abbreviated:
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
    return not (change.wanted + change.found).strip(" .。,:;*_~`")


def missing_message(field: str) -> str:
    """That a field is missing, in words."""
    return f"{name_of(field)} {'are' if field == 'authors' else 'is'} missing"


def _absent(shape: Shape, missing: Sequence[_Missing]) -> Iterator[Deviation]:
    venue = shape.entry.venue
    for each in missing:
        if each.field == "year" and venue is not None and venue.text[-2:].isdigit():
            continue  # it is there, as a part of the venue: `ICML2022`
        unlike = f", unlike {each.followers} of {each.total} entries" if each.total else ""
        message = missing_message(each.field) + unlike
        yield Deviation(Span(*shape.gap(each.number)), message)


class _Label(NamedTuple):
    """A label that is nearly always spelt in another case."""

    number: int
    """Of its mark."""
    spelling: str
    followers: int
    total: int


def _odd_labels(kind: Kind, learned: Learned) -> list[_Label]:
    odd: list[_Label] = []
    for index, mark in enumerate(kind.form[1::2]):
        if mark[0] != "=" or len(mark) == 1:
            continue
        counts = learned.labels[mark.lower()]
        usual = most_common(counts)
        if usual == mark:
            continue
        total = sum(counts.values())
        own = learned.section_labels[kind.section, mark.lower()]
        at_home = own[mark] >= _FEWEST_LABELS and 2 * own[mark] > sum(own.values())
        count = counts[usual]
        if count >= max(FEWEST, _CLEAR_LABEL * total) and not at_home:
            odd.append(_Label(index, usual[1:], count, total))
    return odd


def _relabelled(document: Document, shape: Shape, label: _Label) -> Iterator[Deviation]:
    span = Span(*shape.spans[label.number])
    written = document.slice(span)
    if written.lower() == label.spelling.lower():
        message = (
            f"the label `{written}` is `{label.spelling}`"
            f" in {label.followers} of {label.total} entries"
        )
        yield Deviation(span, message, (Edit(span, label.spelling),))


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
    index = opening.change.number
    last = closing.change.number - 1
    span = Span(shape.spans[index][0], max(shape.spans[index][1], shape.spans[last][1]))
    unlike = _than(opening.habit, "unlike")
    message = f"{name_of(opening.right)} is {style}{unlike}"
    return Deviation(span, message, tuple([each for each in edits if each]) if all(edits) else ())


def _than(habit: Habit | None, word: str) -> str:
    if habit is None:
        return f", {word} the template" if word == "unlike" else ""
    return f", {word} {habit.followers} of {habit.total} entries"


def _single(document: Document, shape: Shape, odd: _Odd) -> Deviation:
    change = odd.change
    edit = _edit(document, shape, change)
    message = described(change, odd.left, odd.right) + _than(odd.habit, "as in")
    if edit is None:
        return Deviation(Span(*shape.gap(change.number)), message)
    span = edit.span
    if "\n" in change.actual[: change.at + 1] and not (change.found + change.wanted).strip():
        span = Span(span.start, shape.gap(change.number)[1])
    elif set((change.found + change.wanted).strip()) & set("[]()"):
        span = _link_around(shape, change)
    return Deviation(span, message, (edit,))


def _link_around(shape: Shape, change: Change) -> Span:
    """The link that lacks a bracket: another rule may see that at any of its other brackets."""
    marks = shape.form[1::2]
    closes = set((change.found + change.wanted).strip()) <= {"]", ")"}
    first = last = max(0, change.number - closes)
    while first > 0 and "[" not in shape.form[2 * first]:
        first -= 1
    while last < len(marks) and marks[last][0] != "@":
        last += 1
    return Span(shape.gap(first)[0], shape.gap(min(last + 1, len(marks)))[1])


def _edit(document: Document, shape: Shape, change: Change) -> Edit | None:
    """The edit that makes a gap what it should be, where the source has it as the form has."""
    start, end = shape.gap(change.number)
    source = document.text[start:end]
    from_end = "\n" not in change.actual[change.at :] and "\n" not in change.wanted
    at = end - (len(change.actual) - change.at) if from_end else start + change.at
    span = Span(at, at + len(change.found))
    if at < start or document.slice(span) != change.found:
        return None
    if not from_end and source[: change.at] != change.actual[: change.at]:
        return None
    return Edit(span, change.wanted)
