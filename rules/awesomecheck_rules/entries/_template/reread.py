"""Read an entry by the shape of its neighbours, where one slip has made it unreadable.

A missing mark may hide a field: without its asterisks, a list of authors is a part of the title.
The source of such an entry is compared with the shapes that the entries around it have, gap by
gap, allowing for one slip.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from awesomecheck import regex
from awesomecheck.templates import FIELDS, GapChange, Shape, gap_change

_ADDRESS = regex(r"[^\s\[\]]+")
_LETTERS = regex(r"[^\W\d_]{2}")
_MIRRORED = {"[": "]", "(": ")", "*": "*", "_": "_"}


class Slip(Struct, frozen=True):
    """What keeps a source from having a shape."""

    shape: Shape
    changes: tuple[tuple[GapChange, int], ...]
    """Each with the offset of the gap in the source."""
    missing: tuple[str, int] | None = None
    """A field that is empty, and where it should be."""
    certain: bool = True
    """Whether the gaps can be nowhere else."""


def reread(source: str, shapes: Sequence[Shape]) -> Slip | None:
    """Return the one slip that keeps a source from having a shape.

    Args:
        source: an entry from its marker on, which is `-` or `1.`.
        shapes: the shapes that it may have, the likeliest first.
    """
    slips = [slip for shape in shapes if (slip := next(_slips(source, shape), None))]
    return max(slips, key=lambda slip: len(slip.shape), default=None)


def _slips(source: str, shape: Shape) -> Iterator[Slip]:
    gaps = shape[::2]
    left = _from_left(source, gaps)
    right = _from_right(source, gaps)
    if left[-1] == len(source):
        return
    for index in range(1, len(gaps) - 1):
        yield from _with_empty_field(source, shape, index, left, right)
    for index, gap in enumerate(gaps):
        for variant in _variants(gap):
            odd = (*gaps[:index], variant, *gaps[index + 1 :])
            places = _places(source, shape, odd, index, left, right)
            change = gap_change(index, gap, variant) if places else None
            if change is not None:
                yield Slip(shape, ((change, places[0]),), certain=len(places) == 1)
    for index in range(len(gaps) - 1):
        yield from _without_pair(source, shape, index, right)


def _is_sound(mark: str, part: str) -> bool:
    """Return whether a part may be what it is taken for: no bracket or address in a field."""
    if mark[0] == "@":
        return _ADDRESS.fullmatch(part) is not None
    if mark in ("venue", "year") and any(sign in part for sign in (". ", ", ", "*")):
        return False
    emphasised = part[:1] in ("*", "_") and part[:1] == part[-1:]
    return "://" not in part and _has_whole_brackets(part) and not emphasised


def _has_whole_brackets(part: str) -> bool:
    """Return whether each bracket of a part has its other half behind it."""
    return part.count("[") == part.count("]") and part.find("[") <= part.find("]")


def _from_left(source: str, gaps: Sequence[str]) -> list[int]:
    """Return the end of each gap, as early as possible after the one before, or -1."""
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
    """Return the start of each gap, as late as possible before the one after, or -1."""
    ends = _from_left(source[::-1], [gap[::-1] for gap in reversed(gaps)])
    return [len(source) - end if end >= 0 else -1 for end in reversed(ends)]


def _places(
    source: str,
    shape: Shape,
    gaps: Sequence[str],
    index: int,
    left: Sequence[int],
    right: Sequence[int],
) -> list[int]:
    """Return where a gap can be so that all parts around it may be what they are taken for.

    Args:
        source: the entry.
        shape: the shape that it should have.
        gaps: the gaps as they are.
        index: of the gap to look for.
        left: the ends of the gaps before it.
        right: the starts of the gaps after it.
    """
    start = left[index - 1] if index else 0
    end = right[index + 1] if index + 1 < len(gaps) else len(source)
    if not 0 <= start <= end:
        return []
    marks = shape[1::2]
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
    """Yield where a gap is between two fields, or at the end if it is the first or the last."""
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


def _variants(gap: str) -> Iterable[str]:
    """Return a gap with each of its marks and spaces left out in turn."""
    return dict.fromkeys(
        gap[:at] + gap[at + 1 :]
        for at, char in enumerate(gap)
        if char != "\n" and not char.isalnum()
    )


def _with_empty_field(
    source: str, shape: Shape, index: int, left: Sequence[int], right: Sequence[int]
) -> Iterator[Slip]:
    """Yield the slip of a missing field, perhaps with the space before or the mark after it."""
    field = shape[2 * index + 1]
    gaps = shape[::2]
    start = left[index - 1]
    end = right[index + 2] if index + 2 < len(gaps) else len(source)
    if field not in FIELDS or start < 0 or end < 0:
        return
    before, after = gaps[index], gaps[index + 1]
    for joined in (before + after, before.rstrip(" ") + after, before + after.lstrip(" .,:;")):
        at = source.find(joined, start + 1, end)
        if at < 0 or (index + 2 == len(gaps) and at + len(joined) < len(source)):
            continue
        if index + 2 == len(gaps) or _is_whole(
            shape[2 * index + 3], source[at + len(joined) : end]
        ):
            yield Slip(shape, (), (field, at + len(before.rstrip(" "))))
            return


def _is_whole(mark: str, part: str) -> bool:
    """Return whether a part may be what it is taken for, and not the missing field before it."""
    return _is_sound(mark, part) and not (mark == "year" and _LETTERS.search(part))


def _without_pair(source: str, shape: Shape, index: int, right: Sequence[int]) -> Iterator[Slip]:
    """Yield the slips of missing marks around a field: emphasis or brackets."""
    before, after = shape[2 * index], shape[2 * index + 2]
    marks = before[len(before.rstrip("".join(_MIRRORED))) :]
    for size in range(1, len(marks) + 1):
        opening = marks[-size:]
        closing = "".join([_MIRRORED[char] for char in reversed(opening)])
        at = after.find(closing, 0, len(closing) + 2)
        if at < 0 or "](" in after:
            return
        bare = list(shape[::2])
        bare[index] = before.removesuffix(opening)
        bare[index + 1] = after[:at] + after[at + size :]
        slip = _bared(source, shape, bare, index, right)
        if slip is not None:
            yield slip


def _bared(
    source: str, shape: Shape, bare: Sequence[str], index: int, right: Sequence[int]
) -> Slip | None:
    """Return the slip of a source that has a shape except for the marks around one field."""
    left = _from_left(source, bare)
    places = _places(source, shape, bare, index + 1, left, right)
    if not places:
        return None
    openings = _places(
        source, shape, bare, index, left, [*right[: index + 1], places[0], *right[index + 2 :]]
    )
    at = left[index] - len(bare[index])
    first = gap_change(index, shape[2 * index], bare[index])
    last = gap_change(index + 1, shape[2 * index + 2], bare[index + 1])
    if first is None or last is None:
        return None
    certain = len(places) == 1 and openings == [at]
    return Slip(shape, ((first, at), (last, places[0])), certain=certain)
