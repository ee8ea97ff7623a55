"""Draw rings and bars as SVG, without styles of their own: the page's style sheet has colors."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

_AROUND = 100.0
"""Length of the ring's line."""
_RADIUS = "15.9155"  # of a circle that is so long
_GAP = 0.6
"""Between two parts of the ring."""


class Slice(Struct, frozen=True):
    """A part of a whole, with the class that has its color."""

    name: str
    number: int


def ring(parts: Sequence[Slice]) -> Iterator[str]:
    """Yield the circles of a ring; the whole one where a single part has all."""
    own = [part for part in parts if part.number]
    total = sum(part.number for part in own)
    gap = _GAP if len(own) > 1 else 0.0
    start = 0.0
    for part in own:
        length = _AROUND * part.number / total
        drawn = max(length - gap, 0.1)
        yield (
            f'<circle class="{part.name}" r="{_RADIUS}" cx="18" cy="18" pathLength="{_AROUND:g}"'
            f' stroke-dasharray="{drawn:.2f} {_AROUND - drawn:.2f}"'
            f' stroke-dashoffset="{-start:.2f}"/>'
        )
        start += length


def bar(parts: Sequence[Slice], most: int, width: int = 200) -> Iterator[str]:
    """Yield the rectangles of a bar, side by side.

    Args:
        parts: what it is made of.
        most: the sum that takes the full width.
        width: of the whole picture.
    """
    start = 0.0
    for part in parts:
        length = width * part.number / most if most else 0.0
        if part.number:
            yield (
                f'<rect class="{part.name}" x="{start:.1f}" width="{max(length, 1):.1f}"'
                ' height="10"/>'
            )
        start += length


def parts_of(counts: Mapping[str, int], names: Sequence[str]) -> list[Slice]:
    """Return the parts that have a count, in the order of names; a name is its class, too."""
    return [Slice(name.replace(" ", "-"), counts[name]) for name in names if counts.get(name)]
