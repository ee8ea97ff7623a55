"""Where entries deviate from the way that their list writes them."""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck import Document, Edit, Span
from awesomecheck.templates import (
    CLEAR,
    FEWEST,
    FIELDS,
    Change,
    Formats,
    Habit,
    Kind,
    Learned,
    Missing,
    Odd,
    Shape,
    be,
    described,
    judged,
    most_common,
    name_of,
    style_of_pair,
    without_role,
)
from awesomecheck_rules.entries._template.wording import Wording

_FEWEST_LABELS = 3
_BRACKET = re.compile(r"[\[\]()]")
_PARTNERS = {"[": "]", "]": "[", "(": ")", ")": "(", "{": "}", "}": "{"}


class Deviation(NamedTuple):
    """One way in which an entry is not written as the others are."""

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    """What makes it alike; none where that is for a person to say."""


def format_deviations(document: Document, formats: Formats) -> Iterator[Deviation]:
    """Where entries differ from the formats in force, in no order."""
    wording = Wording(document, formats.learned)
    for kind in formats.learned.kinds:
        judgement = judged(kind, formats)
        learned = formats.configured_for(kind) is None
        labels = _odd_labels(kind, formats.learned) if learned else []
        if not (judgement.odd or judgement.missing or labels):
            continue
        for shape in kind.shapes:
            for label in labels:
                yield from _relabelled(document, shape, label)
            yield from _absent(shape, judgement.missing)
            odd = [each for each in judgement.odd if wording.bears(kind, shape, each)]
            if odd and is_misread(document, shape):
                continue
            yield from _reformatted(document, shape, odd)


def is_misread(document: Document, shape: Shape) -> bool:
    """Whether a field has taken in a link or a bracket: then a link is broken, not the rest."""
    for mark, (start, end) in zip(shape.form[1::2], shape.spans, strict=True):
        if mark in FIELDS and mark != "description":
            words = document.text[start:end]
            if "://" in words or words.count("[") != words.count("]"):
                return True
    return False


def missing_message(field: str) -> str:
    """That a field is missing, in words."""
    return f"{name_of(field)} {be(field)} missing"


def _absent(shape: Shape, missing: Sequence[Missing]) -> Iterator[Deviation]:
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
        if count >= max(FEWEST, CLEAR * total) and not at_home:
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


def _reformatted(document: Document, shape: Shape, odd: Sequence[Odd]) -> Iterator[Deviation]:
    """The deviations of gaps: two that stand around something are one."""
    rest = list(odd)
    if _unpairs(document, shape, [each.change for each in odd]):
        rest = [each for each in odd if not each.change.is_about_brackets]
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


def _unpairs(document: Document, shape: Shape, changes: Sequence[Change]) -> bool:
    """Whether all changes of brackets together would leave as many halves of pairs as there are.

    Then a bracket is missing elsewhere, and the entry is misread for it.
    """
    edits = [_edit(document, shape, each) for each in changes if each.is_about_brackets]
    start, end = shape.entry.span.start, shape.entry.span.end
    source = mended = document.text[start:end]
    for edit in reversed([each for each in edits if each]):
        at, behind = edit.span.start - start, edit.span.end - start
        mended = mended[:at] + edit.text + mended[behind:]
    left = _unpaired(mended) if mended != source else 0
    return left > 0 and left >= _unpaired(source)


def _unpaired(source: str) -> int:
    """The number of brackets without a partner of their kind."""
    waiting = {"[": 0, "(": 0}
    alone = 0
    for match in _BRACKET.finditer(source):
        mark = match.group()
        if mark in waiting:
            waiting[mark] += 1
        elif waiting[_PARTNERS[mark]]:
            waiting[_PARTNERS[mark]] -= 1
        else:
            alone += 1
    return alone + sum(waiting.values())


def _paired(document: Document, shape: Shape, opening: Odd, closing: Odd, style: str) -> Deviation:
    edits = [_edit(document, shape, each.change) for each in (opening, closing)]
    index = opening.change.number
    last = closing.change.number - 1
    span = Span(shape.spans[index][0], max(shape.spans[index][1], shape.spans[last][1]))
    unlike = _than(opening.habit, "unlike")
    message = f"{name_of(opening.right)} {be(opening.right)} {style}{unlike}"
    return Deviation(span, message, tuple([each for each in edits if each]) if all(edits) else ())


def _than(habit: Habit | None, word: str) -> str:
    if habit is None:
        return ", unlike the template" if word == "unlike" else ""
    return f", {word} {habit.followers} of {habit.total} entries"


def _single(document: Document, shape: Shape, odd: Odd) -> Deviation:
    change = odd.change
    edit = _edit(document, shape, change)
    left, right = (without_role(mark, shape.form) for mark in (odd.left, odd.right))
    message = described(change, left, right)
    message += _than(odd.habit, "as in" if message.startswith("expected") else "unlike")
    if edit is None:
        return Deviation(Span(*shape.gap(change.number)), message)
    span = edit.span
    if "\n" in change.actual[: change.at + 1] and not (change.found + change.wanted).strip():
        span = Span(span.start, shape.gap(change.number)[1])
    elif change.is_about_brackets:
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
