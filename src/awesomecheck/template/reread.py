"""Reading an entry by a form that its neighbours have, where one slip has made it unreadable.

A missing mark may hide a field: without its asterisks, a list of authors is a part of the title.
Such an entry is held against the source of the forms that the entries around it have, gap by
gap, with room for one slip.
"""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck.template.change import Change, difference
from awesomecheck.template.shape import FIELDS, Form

_ADDRESS = re.compile(r"[^\s\[\]]+")
_MIRRORED = {"[": "]", "(": ")", "*": "*", "_": "_"}


class Slip(NamedTuple):
    """What keeps a source from having a form."""

    form: Form
    changes: tuple[tuple[Change, int], ...]
    """Each with the offset of the gap in the source."""
    missing: tuple[str, int] | None = None
    """A field that is empty, and where it should stand."""


def reread(source: str, forms: Sequence[Form]) -> Slip | None:
    """The one slip by which a source misses a form; None where it has one, or none is near.

    Args:
        source: an entry, from its marker on, as `shape_of` normalises gaps.
        forms: the forms that it may have, the likeliest first.
    """
    slips: list[Slip] = []
    for form in forms:
        found = next((slip for slip in _slips(source, form) if _is_sound(source, slip)), None)
        if found is not None:
            slips.append(found)
    return max(slips, key=lambda slip: len(slip.form), default=None)


def _slips(source: str, form: Form) -> Iterator[Slip]:
    gaps = form[::2]
    left = _from_left(source, gaps)
    right = _from_right(source, gaps)
    if left[-1] is not None and left[-1] == len(source):
        return
    for index in range(1, len(gaps) - 1):
        yield from _with_empty_field(source, form, index, left, right)
    for index, gap in enumerate(gaps):
        start = left[index - 1] if index else 0
        end = right[index + 1] if index + 1 < len(gaps) else len(source)
        if start is None or end is None or start > end:
            continue
        for variant in _variants(gap):
            at = _place(source, variant, start, end, index, len(gaps))
            change = difference(index, gap, variant) if at is not None else None
            if change is not None and at is not None:
                yield Slip(form, ((change, at),))
    for index in range(len(gaps) - 1):
        yield from _without_pair(source, form, index)


def _is_sound(source: str, slip: Slip) -> bool:
    """Whether each part reads like what it is taken for: no bracket or address within a field."""
    if slip.missing is not None:
        return True
    form = list(slip.form)
    for change, _ in slip.changes:
        form[2 * change.number] = change.actual
    ends = _from_left(source, form[::2])
    for index, mark in enumerate(form[1::2]):
        start, end = ends[index], ends[index + 1]
        if start is None or end is None:
            return False
        part = source[start : end - len(form[2 * index + 2])]
        if mark[0] == "@" and not _ADDRESS.fullmatch(part):
            return False
        if mark[0] != "@" and not _is_field(part):
            return False
    return True


def _is_field(part: str) -> bool:
    emphasised = part[:1] in ("*", "_") and part[:1] == part[-1:]
    return "://" not in part and part.count("[") == part.count("]") and not emphasised


def _from_left(source: str, gaps: Sequence[str]) -> list[int | None]:
    """The end of each gap, each as early as can be after the one before."""
    ends: list[int | None] = []
    position: int | None = 0
    for index, gap in enumerate(gaps):
        if position is not None:
            if index == 0:
                position = len(gap) if source.startswith(gap) else None
            elif index == len(gaps) - 1:
                last = len(source) - len(gap)
                position = len(source) if last > position and source.endswith(gap) else None
            else:
                at = source.find(gap, position + 1)
                position = at + len(gap) if at >= 0 else None
        ends.append(position)
    return ends


def _from_right(source: str, gaps: Sequence[str]) -> list[int | None]:
    """The start of each gap, each as late as can be before the one after."""
    starts: list[int | None] = []
    position: int | None = len(source)
    for index, gap in enumerate(reversed(gaps)):
        if position is not None:
            if index == 0:
                position = len(source) - len(gap) if source.endswith(gap) else None
            elif index == len(gaps) - 1:
                position = 0 if source.startswith(gap) and len(gap) < position else None
            else:
                at = source.rfind(gap, 0, position - 1)
                position = at if at >= 0 else None
        starts.append(position)
    return starts[::-1]


def _place(source: str, variant: str, start: int, end: int, index: int, count: int) -> int | None:
    """Where a gap with a slip stands between two fields; none where it does not."""
    if index == 0:
        return 0 if source.startswith(variant) and len(variant) < end else None
    if index == count - 1:
        at = len(source) - len(variant)
        return at if source.endswith(variant) and at > start else None
    at = source.find(variant, start + 1, end - 1) if variant.strip() else -1
    return at if at >= 0 else None


def _variants(gap: str) -> Iterator[str]:
    """A gap with one mark or blank left out."""
    seen: set[str] = set()
    for at, char in enumerate(gap):
        variant = gap[:at] + gap[at + 1 :]
        if char != "\n" and not char.isalnum() and variant not in seen:
            seen.add(variant)
            yield variant


def _with_empty_field(
    source: str, form: Form, index: int, left: Sequence[int | None], right: Sequence[int | None]
) -> Iterator[Slip]:
    """The field after a gap left out, perhaps with a blank before it or the mark behind it."""
    field = form[2 * index + 1]
    gaps = form[::2]
    start = left[index - 1]
    end = right[index + 2] if index + 2 < len(gaps) else len(source)
    if field not in FIELDS or start is None or end is None or index + 1 >= len(gaps):
        return
    before, after = gaps[index], gaps[index + 1]
    for joined in (before + after, before.rstrip(" ") + after, before + after.lstrip(" .,:;")):
        at = source.find(joined, start + 1, end)
        if at >= 0 and (index + 2 < len(gaps) or at + len(joined) == len(source)):
            yield Slip(form, (), (field, at + len(before.rstrip(" "))))
            return


def _without_pair(source: str, form: Form, index: int) -> Iterator[Slip]:
    """The marks around a field left out: emphasis or brackets."""
    before, after = form[2 * index], form[2 * index + 2]
    marks = before[len(before.rstrip("".join(_MIRRORED))) :]
    for size in range(1, len(marks) + 1):
        opening = marks[-size:]
        closing = "".join([_MIRRORED[char] for char in reversed(opening)])
        at = after.find(closing, 0, len(closing) + 2)
        if at < 0 or "](" in after:
            return
        bare = list(form)
        bare[2 * index] = before.removesuffix(opening)
        bare[2 * index + 2] = after[:at] + after[at + size :]
        slip = _bared(source, form, bare, index)
        if slip is not None:
            yield slip


def _bared(source: str, form: Form, bare: Sequence[str], index: int) -> Slip | None:
    """The slip of a source that has a form but for the marks around one field."""
    ends = _from_left(source, bare[::2])
    if ends[-1] != len(source):
        return None
    changes: list[tuple[Change, int]] = []
    for each in (index, index + 1):
        end = ends[each]
        change = difference(each, form[2 * each], bare[2 * each])
        if change is None or end is None:
            return None
        changes.append((change, end - len(bare[2 * each])))
    return Slip(form, tuple(changes))
