"""The lines of one text that a change put there, and those that it took away."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source


class ChangeRequest(NamedTuple):
    """Which change is meant; at most one of the first four."""

    since: str | None = None
    """A revision that the change began at."""
    staged: bool = False
    """What is staged for the next commit; where pre-commit runs for commits, what those change."""
    patch: bytes | None = None
    """The change as a unified diff."""
    whole: bool = False
    """Whether whole texts are reported, whatever the surroundings know."""


class Hunk(NamedTuple):
    """Neighbouring lines that were added, taken away, or both: an altered line is both."""

    line: int
    """From 1: the first line that was added, or the one before which some were taken away."""
    added: int
    removed: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first line after those that were added."""
        return self.line + self.added


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a change did to a text."""

    source: Source
    """The text after the change."""
    old: Source
    """The text before it; an empty one where it is new."""
    blocks: tuple[Hunk, ...]
    """In the order of the text."""

    def touches(self, span: Span) -> bool:
        """Whether the change added or altered a line of a span."""
        first = self.source.position(span.start).line
        last = self.source.position(max(span.start, span.end - 1)).line
        return self.covers(first, last)

    def covers(self, first: int, last: int) -> bool:
        """Whether the change added or altered one of some lines."""
        index = bisect_right(self.blocks, last, key=lambda block: block.line)
        while index > 0:
            index -= 1
            block = self.blocks[index]
            if block.added and block.end > first:
                return True
            if block.line < first:
                return False
        return False

    def beside_cuts(self) -> frozenset[int]:
        """The lines, empty ones left out, next to which there are fewer lines than before."""
        lines = self.source.text.split("\n")
        found: set[int] = set()
        for block in self.blocks:
            if len(block.removed) > block.added:
                found.update(_nearest(lines, block.line - 1, -1))
                found.update(_nearest(lines, block.end, 1))
        return frozenset(found)

    def removed(self) -> Iterator[str]:
        """All lines that were taken away or altered, as they were."""
        for block in self.blocks:
            yield from block.removed

    def added(self) -> Iterator[str]:
        """All lines that were added or altered, as they are."""
        lines = self.source.text.split("\n")
        for block in self.blocks:
            yield from lines[block.line - 1 : block.end - 1]

    def onto(self, source: Source, *, with_new: bool) -> "LineChange":
        """The same change, seen in a text that somebody has worked on since.

        A line of this text is known again wherever it stands now.

        Args:
            source: the later text.
            with_new: whether lines that are new since are part of the change, too.
        """
        if source is self.source:
            return self
        origins = _origins(self.source.text.split("\n"), source.text.split("\n"))
        touched = [
            line
            for line, origin in enumerate(origins, start=1)
            if (with_new if origin is None else self.covers(origin, origin))
        ]
        places = {origin: line for line, origin in enumerate(origins, start=1) if origin}
        cuts = [
            Hunk(places[block.line], 0, block.removed)
            for block in self.blocks
            if block.removed and block.line in places
        ]
        return LineChange(source, self.old, tuple(sorted([*cuts, *_runs(touched)])))


def _nearest(lines: Sequence[str], line: int, step: int) -> Iterator[int]:
    """The first line with a text from a line on, upwards or downwards, if there is one."""
    while 1 <= line <= len(lines):
        if lines[line - 1].strip():
            yield line
            return
        line += step


def _runs(lines: Iterable[int]) -> Iterator[Hunk]:
    start = end = 0
    for line in lines:
        if line != end:
            if end > start:
                yield Hunk(start, end - start)
            start = line
        end = line + 1
    if end > start:
        yield Hunk(start, end - start)


def _origins(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new line the old one that it was, as its number; none where it is new.

    Lines are paired by what they say, so that a line that was moved is known again; equal ones
    in their order, after what both texts begin and end with.
    """
    least = min(len(old), len(new))
    head = _common(zip(old, new, strict=False))
    tail = min(_common(zip(reversed(old), reversed(new), strict=False)), least - head)
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for number in range(head, len(old) - tail):
        places[old[number]].append(number + 1)
    shift = len(old) - len(new)
    origins: list[int | None] = list(range(1, head + 1))
    for number in range(head, len(new) - tail):
        same = places.get(new[number])
        origins.append(same.popleft() if same else None)
    origins += range(len(new) - tail + shift + 1, len(old) + 1)
    return origins


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
