"""Writing what entries have in common as a template."""

from collections import Counter
from collections.abc import Mapping, Sequence
import re
from typing import NamedTuple

from awesomecheck.templates.habits import has_words, most_common, word_span
from awesomecheck.templates.shape import FIELDS, START, TEXT, Form, kind_of

_MOST_GROUPS = 5
_RARE = 0.02
_BRACES = re.compile(r"[{}]")
_SEPARATORS = "\n |,;"
"""What a part that may be absent begins with, the best first."""

Steps = tuple[str, ...]
"""Single characters of gaps, and whole marks behind a NUL."""
_MARK = "\x00"


class _Group(NamedTuple):
    """A stretch of the fullest form that some entries do not have."""

    start: int
    end: int


def compose(
    forms: Mapping[Form, int], labels: Mapping[str, Mapping[str, int]], marker: str
) -> str:
    """The template of entries with the same fields.

    Args:
        forms: how many entries have each form.
        labels: the spellings of labels, by the label in lower case.
        marker: how the list writes the marker of its items; empty outside lists.
    """
    counts: Counter[Steps] = Counter()
    usual = _usual_words(forms)
    for form, count in forms.items():
        counts[_steps(form, labels, usual)] += count
    [(full, _)] = counts.most_common(1)
    groups: tuple[_Group, ...] = ()
    least = _RARE * counts.total()
    for steps, count in counts.most_common():
        if count >= max(2, least):
            full, groups = _merged(full, groups, steps)
    return _written(full, groups, marker)


def _usual_words(forms: Mapping[Form, int]) -> set[str]:
    """The gaps with words that most entries have: those belong to the format."""
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        for gap in {gap for gap in form[::2] if has_words(gap)}:
            counts[gap] += count
    total = sum(forms.values())
    return {gap for gap, count in counts.items() if 2 * count > total}


def _steps(form: Form, labels: Mapping[str, Mapping[str, int]], usual: set[str]) -> Steps:
    steps: list[str] = []
    kind = START
    for index, text in enumerate(form):
        if index % 2:
            kind = kind_of(text, kind, form[index - 1])
            steps.append(_MARK + _spelt(text, kind, labels))
        elif has_words(text) and text not in usual:
            first, last = word_span(text)
            steps += (*text[:first], _MARK + TEXT, *text[last:])
        else:
            steps += text
    return tuple(steps)


def _spelt(mark: str, kind: str, labels: Mapping[str, Mapping[str, int]]) -> str:
    if mark[0] == "=" and len(mark) > 1:
        return most_common(labels[mark.lower()])
    if mark[0] == "@" and kind != "@=":
        return "@url" if kind in ("@name", "@") else "@paper" if kind == "@year" else "@url"
    return mark


def _merged(
    full: Steps, groups: tuple[_Group, ...], steps: Steps
) -> tuple[Steps, tuple[_Group, ...]]:
    """The fullest form and its groups, when one more form is to fit them."""
    variants = _variants(full, groups)
    if steps in {tuple(full[at] for at in variant) for variant in variants}:
        return full, groups
    for variant in variants:
        shown = tuple(full[at] for at in variant)
        if len(steps) > len(shown):
            start, end = _inserted(shown, steps)
            if start is None or len(groups) >= _MOST_GROUPS:
                continue
            at = variant[start - 1] + 1 if start else 0
            if any(group.start < at < group.end for group in groups):
                continue
            chunk = steps[start:end]
            size = len(chunk)
            moved = [
                _Group(g.start + size * (g.start >= at), g.end + size * (g.end > at))
                for g in groups
            ]
            new = (*full[:at], *chunk, *full[at:])
            return new, tuple(sorted([*moved, _Group(at, at + size)], key=lambda g: g.start))
        start, end = _inserted(steps, shown)
        if start is None or end is None or len(groups) >= _MOST_GROUPS:
            continue
        first, last = variant[start], variant[end - 1] + 1
        apart = all(g.end <= first or last <= g.start for g in groups)
        if last - first == end - start and apart:
            found = [*groups, _Group(first, last)]
            return full, tuple(sorted(found, key=lambda group: group.start))
    return full, groups


def _variants(full: Steps, groups: Sequence[_Group]) -> list[list[int]]:
    """The indexes of the steps that are left with each choice of groups, the fullest first."""
    chosen: list[list[int]] = []
    for bits in range(1 << len(groups)):
        left_out = {
            at
            for number, group in enumerate(groups)
            if bits >> number & 1
            for at in range(group.start, group.end)
        }
        chosen.append([at for at in range(len(full)) if at not in left_out])
    return chosen


def _inserted(shorter: Steps, longer: Steps) -> tuple[int, int] | tuple[None, None]:
    """Where a longer form has one stretch more, if that is one or more whole links."""
    extra = len(longer) - len(shorter)
    prefix = 0
    while prefix < len(shorter) and shorter[prefix] == longer[prefix]:
        prefix += 1
    suffix = 0
    while suffix < len(shorter) - prefix and shorter[-1 - suffix] == longer[-1 - suffix]:
        suffix += 1
    if extra <= 0 or prefix + suffix < len(shorter):
        return None, None
    start = prefix
    candidates: list[int] = []
    while True:
        candidates.append(start)
        if start == 0 or longer[start - 1] != longer[start + extra - 1]:
            break
        start -= 1
    fitting = [at for at in candidates if _is_whole(longer[at : at + extra])]
    if not fitting:
        return None, None
    best = min(fitting, key=lambda at: (_SEPARATORS.find(longer[at]) % 9, -at))
    return best, best + extra


def _is_whole(chunk: Steps) -> bool:
    marks = [step[1:] for step in chunk if step[0] == _MARK]
    depth = 0
    for step in chunk:
        depth += (step in "[(") - (step in ")]") if len(step) == 1 else 0
        if depth < 0:
            return False
    return depth == 0 and bool(set(marks) - {TEXT}) and not set(marks) & set(FIELDS)


def _written(full: Steps, groups: Sequence[_Group], marker: str) -> str:
    opens = {group.start for group in groups}
    closes = {group.end for group in groups}
    parts: list[str] = []
    for at, step in enumerate(full):
        if at in closes:
            parts.append("}")
        if at in opens:
            parts.append("{?")
        if step[0] != _MARK:
            parts.append(_BRACES.sub(lambda brace: brace[0] * 2, step))
        elif step[1] == "=":
            parts.append(step[2:].replace("{", "{{").replace("}", "}}") or "{label}")
        else:
            parts.append(f"{{{step[1:].lstrip('@')}}}")
    if len(full) in closes:
        parts.append("}")
    return marker + "".join(parts[1:]) if marker and parts[0] == "-" else "".join(parts)
