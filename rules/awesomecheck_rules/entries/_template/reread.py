"""Reading an entry by a form that its neighbours have, where one slip has made it unreadable.

A missing mark may hide a field: without its asterisks, a list of authors is a part of the title.
Such an entry is held against the source of the forms that the entries around it have, gap by
gap, with room for one slip.
"""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck.templates import FIELDS, Change, Form, difference

_ADDRESS = re.compile(r"[^\s\[\]]+")
_MIRRORED = {"[": "]", "(": ")", "*": "*", "_": "_"}


class Slip(NamedTuple):
    """What keeps a source from having a form."""

    form: Form
    changes: tuple[tuple[Change, int], ...]
    """Each with the offset of the gap in the source."""
    missing: tuple[str, int] | None = None
    """A field that is empty, and where it should stand."""
    certain: bool = True
    """Whether the gaps can stand nowhere else."""


def reread(source: str, forms: Sequence[Form]) -> Slip | None:
    """The one slip by which a source misses a form; None where it has one, or none is near.

    Args:
        source: an entry, from its marker on, as `shape_of` normalises gaps.
        forms: the forms that it may have, the likeliest first.
    """
    slips: list[Slip] = []
    for form in forms:
        found = next(_slips(source, form), None)
        if found is not None:
            slips.append(found)
    return max(slips, key=lambda slip: len(slip.form), default=None)


def _slips(source: str, form: Form) -> Iterator[Slip]:
    gaps = form[::2]
    left = _from_left(source, gaps)
    right = _from_right(source, gaps)
    if left[-1] == len(source):
        return
    for index in range(1, len(gaps) - 1):
        yield from _with_empty_field(source, form, index, left, right)
    for index, gap in enumerate(gaps):
        for variant in _variants(gap):
            odd = (*gaps[:index], variant, *gaps[index + 1 :])
            places = _places(source, form, odd, index, left, right)
            change = difference(index, gap, variant) if places else None
            if change is not None:
                yield Slip(form, ((change, places[0]),), certain=len(places) == 1)
    for index in range(len(gaps) - 1):
        yield from _without_pair(source, form, index, right)


def _is_sound(mark: str, part: str) -> bool:
    """Whether a part reads like what it is taken for: no bracket or address within a field."""
    if mark[0] == "@":
        return _ADDRESS.fullmatch(part) is not None
    if mark in ("venue", "year") and any(sign in part for sign in (". ", ", ", "*")):
        return False
    emphasised = part[:1] in ("*", "_") and part[:1] == part[-1:]
    return "://" not in part and part.count("[") == part.count("]") and not emphasised


def _from_left(source: str, gaps: Sequence[str]) -> list[int]:
    """The end of each gap, each as early as can be after the one before; -1 where it cannot."""
    ends: list[int] = []
    position = 0
    for index, gap in enumerate(gaps):
        if position >= 0:
            if index == 0:
                position = len(gap) if source.startswith(gap) else -1
            elif index == len(gaps) - 1:
                last = len(source) - len(gap)
                position = len(source) if last > position and source.endswith(gap) else -1
            else:
                at = source.find(gap, position + 1)
                position = at + len(gap) if at >= 0 else -1
        ends.append(position)
    return ends


def _from_right(source: str, gaps: Sequence[str]) -> list[int]:
    """The start of each gap, each as late as can be before the one after; -1 where it cannot."""
    starts: list[int] = []
    position = len(source)
    for index, gap in enumerate(reversed(gaps)):
        if position >= 0:
            if index == 0:
                position = len(source) - len(gap) if source.endswith(gap) else -1
            elif index == len(gaps) - 1:
                position = 0 if source.startswith(gap) and len(gap) < position else -1
            else:
                position = source.rfind(gap, 0, position - 1) if position > 0 else -1
        starts.append(position)
    return starts[::-1]


def _places(
    source: str,
    form: Form,
    gaps: Sequence[str],
    index: int,
    left: Sequence[int],
    right: Sequence[int],
) -> list[int]:
    """Where a gap can stand so that all parts around it read like what they are taken for.

    Args:
        source: the entry.
        form: the form that it should have.
        gaps: the gaps as they are.
        index: of the gap that is looked for.
        left: the ends of the gaps before it.
        right: the starts of the gaps behind it.
    """
    start = left[index - 1] if index else 0
    end = right[index + 1] if index + 1 < len(gaps) else len(source)
    if not 0 <= start <= end:
        return []
    marks = form[1::2]
    for number, mark in enumerate(marks):
        if number < index - 1:
            part = source[left[number] : left[number + 1] - len(gaps[number + 1])]
        elif number > index:
            part = source[right[number] + len(gaps[number]) : right[number + 1]]
        else:
            continue
        if not _is_sound(mark, part):
            return []
    found: list[int] = []
    for at in _occurrences(source, gaps[index], start, end, (index, len(gaps))):
        behind = at + len(gaps[index])
        if (not index or _is_sound(marks[index - 1], source[start:at])) and (
            index == len(marks) or _is_sound(marks[index], source[behind:end])
        ):
            found.append(at)
    return found


def _occurrences(
    source: str, gap: str, start: int, end: int, place: tuple[int, int]
) -> Iterator[int]:
    """Where a gap stands between two fields, or at the end where it is the first or the last."""
    index, count = place
    if index == 0:
        if source.startswith(gap) and len(gap) < end:
            yield 0
    elif index == count - 1:
        at = len(source) - len(gap)
        if source.endswith(gap) and at > start:
            yield at
    elif gap.strip():
        at = source.find(gap, start + 1, end - 1)
        while at >= 0:
            yield at
            at = source.find(gap, at + 1, end - 1)


def _variants(gap: str) -> Iterator[str]:
    """A gap with one mark or blank left out."""
    seen: set[str] = set()
    for at, char in enumerate(gap):
        variant = gap[:at] + gap[at + 1 :]
        if char != "\n" and not char.isalnum() and variant not in seen:
            seen.add(variant)
            yield variant


def _with_empty_field(
    source: str, form: Form, index: int, left: Sequence[int], right: Sequence[int]
) -> Iterator[Slip]:
    """The field after a gap left out, perhaps with a blank before it or the mark behind it."""
    field = form[2 * index + 1]
    gaps = form[::2]
    start = left[index - 1]
    end = right[index + 2] if index + 2 < len(gaps) else len(source)
    if field not in FIELDS or start < 0 or end < 0 or index + 1 >= len(gaps):
        return
    before, after = gaps[index], gaps[index + 1]
    for joined in (before + after, before.rstrip(" ") + after, before + after.lstrip(" .,:;")):
        at = source.find(joined, start + 1, end)
        if at >= 0 and (index + 2 < len(gaps) or at + len(joined) == len(source)):
            yield Slip(form, (), (field, at + len(before.rstrip(" "))))
            return


def _without_pair(source: str, form: Form, index: int, right: Sequence[int]) -> Iterator[Slip]:
    """The marks around a field left out: emphasis or brackets."""
    before, after = form[2 * index], form[2 * index + 2]
    marks = before[len(before.rstrip("".join(_MIRRORED))) :]
    for size in range(1, len(marks) + 1):
        opening = marks[-size:]
        closing = "".join([_MIRRORED[char] for char in reversed(opening)])
        at = after.find(closing, 0, len(closing) + 2)
        if at < 0 or "](" in after:
            return
        bare = list(form[::2])
        bare[index] = before.removesuffix(opening)
        bare[index + 1] = after[:at] + after[at + size :]
        slip = _bared(source, form, bare, index, right)
        if slip is not None:
            yield slip


def _bared(
    source: str, form: Form, bare: Sequence[str], index: int, right: Sequence[int]
) -> Slip | None:
    """The slip of a source that has a form but for the marks around one field."""
    left = _from_left(source, bare)
    places = _places(source, form, bare, index + 1, left, right)
    if not places:
        return None
    openings = _places(
        source, form, bare, index, left, [*right[: index + 1], places[0], *right[index + 2 :]]
    )
    at = left[index] - len(bare[index])
    first = difference(index, form[2 * index], bare[index])
    last = difference(index + 1, form[2 * index + 2], bare[index + 1])
    if first is None or last is None:
        return None
    certain = len(places) == 1 and openings == [at]
    return Slip(form, ((first, at), (last, places[0])), certain=certain)
