"""The lines of one text that a change added, and those that it removed."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source


class ChangeRequest(Struct, frozen=True):
    """The change to report; at most one of the four is set."""

    since: str | None = None
    """Everything since the branch left this revision."""
    staged: bool = False
    """What is staged; in a pre-commit run for existing commits, what these change."""
    patch: bytes | None = None
    """The change as a unified diff."""
    whole: bool = False
    """Whether to report whole texts, even if the environment tells a base."""


class Hunk(NamedTuple):
    """Adjacent lines that were added, removed or both: a modified line is both."""

    line: int
    """From 1: the first added line, or the line after the removed ones."""
    added: int
    removed: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first line after the added ones."""
        return self.line + self.added


class LineChange(Struct, frozen=True):
    """A change of a text, line by line."""

    source: Source
    """The text after the change."""
    old: Source
    """The text before the change; empty for a new text."""
    hunks: tuple[Hunk, ...]
    """In the order of the text."""

    def touches(self, span: Span) -> bool:
        """Whether the change added or modified a line of a span."""
        first = self.source.position(span.start).line
        last = self.source.position(max(span.start, span.end - 1)).line
        return self.covers(first, last)

    def covers(self, first: int, last: int) -> bool:
        """Whether the change added or modified one of the lines from `first` to `last`."""
        index = bisect_right(self.hunks, last, key=lambda hunk: hunk.line)
        while index > 0:
            index -= 1
            hunk = self.hunks[index]
            if hunk.added and hunk.end > first:
                return True
            if hunk.line < first:
                return False
        return False

    def lines(self) -> Iterator[int]:
        """Yield the numbers of the lines that were added or modified."""
        for hunk in self.hunks:
            yield from range(hunk.line, hunk.end)

    def onto(self, source: Source, *, with_new: bool) -> "LineChange":
        """Return the same change, of a text that was edited since.

        Lines are recognised by their text, wherever they are now.

        Args:
            source: the later text.
            with_new: whether lines that were added since are part of the change, too.
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
        gaps = [
            Hunk(places[hunk.line], 0, hunk.removed)
            for hunk in self.hunks
            if hunk.removed and hunk.line in places
        ]
        return LineChange(source, self.old, tuple(sorted([*gaps, *_runs(touched)])))


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
    """Return for each new line the number of the old one; None for an added line.

    Lines are matched by their text, so that moved lines are recognised: equal ones in their order,
    after the common start and end of both texts.
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
