"""Write what entries have in common as a template."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from awesomecheck.document.tree import Document
from awesomecheck.templates.habits import ShapeGroup, has_words, most_common, word_span
from awesomecheck.templates.shape import FIELDS, START, TEXT, Shape, mark_kind
from awesomecheck.templates.template import literal

_MOST_OPTIONAL = 5
_RARE = 0.02
_SEPARATORS = "\n |,;"
"""What an optional part begins with, the best first."""

Labels = Mapping[str, Mapping[str, int]]
"""How often each spelling of a label is used, by the label in lower case."""

Steps = tuple[str, ...]
"""Single characters of gaps, and whole marks after a NUL."""
_MARK = "\x00"


class _Optional(NamedTuple):
    """The steps of the fullest shape that some entries do not have."""

    start: int
    end: int


def compose(document: Document, labels: Labels, groups: Sequence[ShapeGroup]) -> str:
    """Return the template of entries that have the same fields."""
    shapes: Counter[Shape] = Counter()
    for group in groups:
        shapes[group.shape] += len(group.entries)
    usual_words = _usual_words(shapes)
    counts: Counter[Steps] = Counter()
    for shape, count in shapes.items():
        counts[_steps(shape, labels, usual_words)] += count
    [(full, _)] = counts.most_common(1)
    optional: tuple[_Optional, ...] = ()
    for steps, count in counts.most_common():
        if count >= max(2, _RARE * counts.total()):
            full, optional = _merged(full, optional, steps)
    [(usual, _)] = shapes.most_common(1)
    return _written(full, optional, _marker(document, groups, usual))


def _usual_words(shapes: Mapping[Shape, int]) -> set[str]:
    """Return the gaps with words that most entries have: these are part of the format."""
    counts: Counter[str] = Counter()
    for shape, count in shapes.items():
        for gap in {gap for gap in shape[::2] if has_words(gap)}:
            counts[gap] += count
    total = sum(shapes.values())
    return {gap for gap, count in counts.items() if 2 * count > total}


def _marker(document: Document, groups: Sequence[ShapeGroup], shape: Shape) -> str:
    """Return the list marker of the first entry of a shape; nothing outside lists."""
    for group in groups:
        item = group.entries[0].entry.item
        if group.shape == shape and item is not None:
            return document.items[item].marker
    return ""


def _steps(shape: Shape, labels: Labels, usual_words: set[str]) -> Steps:
    steps: list[str] = []
    kind = START
    for index, text in enumerate(shape):
        if index % 2:
            kind = mark_kind(text, kind, shape[index - 1])
            steps.append(_MARK + _spelt(text, kind, labels))
        elif has_words(text) and text not in usual_words:
            first, last = word_span(text)
            steps += (*text[:first], _MARK + TEXT, *text[last:])
        else:
            steps += text
    return tuple(steps)


def _spelt(mark: str, kind: str, labels: Labels) -> str:
    if mark[0] == "=" and len(mark) > 1:
        return most_common(labels[mark.lower()])
    if mark[0] == "@" and kind != "@=":
        return "@paper" if kind == "@year" else "@url"
    return mark


def _merged(
    full: Steps, optional: tuple[_Optional, ...], steps: Steps
) -> tuple[Steps, tuple[_Optional, ...]]:
    """Return the fullest shape and what is optional in it, so that some more steps fit."""
    variants = _variants(full, optional)
    shown = [tuple(full[at] for at in variant) for variant in variants]
    if steps in shown or len(optional) >= _MOST_OPTIONAL:
        return full, optional
    for variant, other in zip(variants, shown, strict=True):
        if len(steps) > len(other):
            added = _inserted(other, steps)
            if added is None:
                continue
            at = variant[added.start - 1] + 1 if added.start else 0
            if any(each.start < at < each.end for each in optional):
                continue
            chunk = steps[added.start : added.end]
            size = len(chunk)
            moved = [
                _Optional(start + size * (start >= at), end + size * (end > at))
                for start, end in optional
            ]
            longer = (*full[:at], *steps[added.start : added.end], *full[at:])
            return longer, _sorted(*moved, _Optional(at, at + size))
        left_out = _inserted(steps, other)
        if left_out is None:
            continue
        start, end = variant[left_out.start], variant[left_out.end - 1] + 1
        apart = all(each.end <= start or end <= each.start for each in optional)
        if end - start == left_out.end - left_out.start and apart:
            return full, _sorted(*optional, _Optional(start, end))
    return full, optional


def _sorted(*optional: _Optional) -> tuple[_Optional, ...]:
    return tuple(sorted(optional, key=lambda each: each.start))


def _variants(full: Steps, optional: Sequence[_Optional]) -> list[list[int]]:
    """Return the indexes of the steps that remain, for each choice of what is left out."""
    chosen: list[list[int]] = []
    for bits in range(1 << len(optional)):
        left_out = {
            at
            for number, each in enumerate(optional)
            if bits >> number & 1
            for at in range(each.start, each.end)
        }
        chosen.append([at for at in range(len(full)) if at not in left_out])
    return chosen


def _inserted(shorter: Steps, longer: Steps) -> _Optional | None:
    """Return where longer steps have an additional part, if that is one or more whole links."""
    extra = len(longer) - len(shorter)
    prefix = 0
    while prefix < len(shorter) and shorter[prefix] == longer[prefix]:
        prefix += 1
    suffix = 0
    while suffix < len(shorter) - prefix and shorter[-1 - suffix] == longer[-1 - suffix]:
        suffix += 1
    if extra <= 0 or prefix + suffix < len(shorter):
        return None
    start = prefix
    candidates = [start]
    while start > 0 and longer[start - 1] == longer[start + extra - 1]:
        start -= 1
        candidates.append(start)
    fitting = [at for at in candidates if _is_whole(longer[at : at + extra])]
    if not fitting:
        return None
    best = min(fitting, key=lambda at: (_SEPARATORS.find(longer[at]) % 9, -at))
    return _Optional(best, best + extra)


def _is_whole(chunk: Steps) -> bool:
    depth = 0
    for step in chunk:
        depth += (step in "[(") - (step in ")]") if len(step) == 1 else 0
        if depth < 0:
            return False
    marks = {step[1:] for step in chunk if step[0] == _MARK}
    return depth == 0 and bool(marks - {TEXT}) and not marks.intersection(FIELDS)


def _written(full: Steps, optional: Sequence[_Optional], marker: str) -> str:
    opens = {each.start for each in optional}
    closes = {each.end for each in optional}
    parts: list[str] = []
    for at, step in enumerate(full):
        if at in closes:
            parts.append("}")
        if at in opens:
            parts.append("{?")
        if step[0] != _MARK:
            parts.append(literal(step))
        elif step[1] == "=":
            parts.append(literal(step[2:]) or "{label}")
        else:
            parts.append(f"{{{step[1:].lstrip('@')}}}")
    if len(full) in closes:
        parts.append("}")
    return marker + "".join(parts[1:]) if marker and parts[0] == "-" else "".join(parts)
