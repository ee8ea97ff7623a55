"""Find where the lines of a changed text were before: kept, moved or altered."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from awesomecheck.changes.lines import LineChange
from awesomecheck.document.nodes import Span
from awesomecheck.regexes import regex

_WORD = regex(r"(?<=://)[^\s()<>\[\]\"|]+|\w+")
"""A URL, without its scheme, is one word."""
_ALIKE = 0.5
"""Share of the words of two lines, rare ones weighed more, that makes one of them the other."""
_CONTAINED = 0.8
"""Share of the words of one of two lines alone: the rest may be cut off or added."""
_LEAST = 1.5
"""The weight that contained words must have: a word of one line has 1."""
_COMMON = 20
"""A word of more lines has no weight: so many entries are not compared with all others."""
_ADDRESS = 2
"""The weight of a URL of one line."""

Origins = Mapping[int, int]
"""The numbers of lines before a change, by those after it. A new line is not in it."""


def origins_of(change: LineChange) -> Origins:
    """Return where each line of a text was before a change.

    Lines outside of the change are kept. A line of it was moved if a line with the same text was
    taken away; it was altered if one with much the same words was, rare words above all: two
    entries of one format share the common ones.
    """
    old, new = change.old.text.split("\n"), change.source.text.split("\n")
    origins = dict(_kept(change, old, new))
    touched = [number for number in change.lines() if number not in origins]
    used = set(origins.values())
    removed: dict[int, str] = {
        number: line for number, line in enumerate(old, start=1) if number not in used and line
    }
    if not (touched and removed):
        return origins
    same: defaultdict[str, deque[int]] = defaultdict(deque)
    for number, line in removed.items():
        same[line].append(number)
    altered: list[int] = []
    for number in touched:
        places = same.get(new[number - 1])
        if places:
            origins[number] = places.popleft()
            del removed[origins[number]]
        elif new[number - 1].strip():
            altered.append(number)
    if altered and removed:
        origins.update(_altered({number: new[number - 1] for number in altered}, removed, old))
    return origins


def new_lines(change: LineChange, origins: Origins) -> tuple[Span, ...]:
    """Return the lines without an origin, neighbours as one span; none if most lines have none.

    A text that is mostly new has no habits of before to go by.
    """
    source = change.source
    lines = [number for number in change.lines() if number not in origins]
    if 2 * len(lines) > len(source.line_starts):
        return ()
    found: list[Span] = []
    for number in lines:
        start, end = source.line_span(number)
        if found and found[-1].end + 1 == start:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return tuple(found)


def _kept(change: LineChange, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines outside of a change, each with its number before, both rising."""
    places: defaultdict[str, list[int]] | None = None
    shift = last = 0
    for number, hunk in _outside(change, len(new)):
        shift += hunk
        expected = number + shift
        line = new[number - 1]
        if not (last < expected <= len(old) and old[expected - 1] == line):
            # The text was edited after the change, as by fixes: look for the line.
            if places is None:
                places = defaultdict(list)
                for place, text in enumerate(old, start=1):
                    places[text].append(place)
            at = bisect_left(places[line], max(last + 1, expected))
            if at == len(places[line]):
                continue
            expected = places[line][at]
            shift = expected - number
        last = expected
        yield number, expected


def _outside(change: LineChange, count: int) -> Iterator[tuple[int, int]]:
    """Yield the lines outside of a change, each with how far the hunks before it move lines."""
    number = 1
    shift = 0
    for hunk in change.hunks:
        for line in range(number, hunk.line):
            yield line, shift
            shift = 0
        shift += len(hunk.removed) - hunk.added
        number = max(number, hunk.end)
    for line in range(number, count + 1):
        yield line, shift
        shift = 0


def _altered(
    lines: Mapping[int, str], removed: Mapping[int, str], old: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield the lines that were altered, each with the removed line that it is most like."""
    counts = Counter(chain.from_iterable(set(_WORD.findall(line)) for line in old))

    def words_of(line: str) -> Iterator[tuple[str, float]]:
        for word in set(_WORD.findall(line)):
            if counts[word] <= _COMMON:
                yield word, (_ADDRESS if "/" in word else 1) * max(1, counts[word]) ** -2

    having: defaultdict[str, list[int]] = defaultdict(list)
    sizes: dict[int, float] = {}
    for number, line in removed.items():
        weights = dict(words_of(line))
        sizes[number] = sum(weights.values())
        for word in weights:
            having[word].append(number)
    for number, line in lines.items():
        shared: defaultdict[int, float] = defaultdict(float)
        size = 0.0
        for word, weight in words_of(line):
            size += weight
            for other in having.get(word, ()):
                shared[other] += weight
        ranks = {
            other: (round(weight, 9), -round(sizes[other], 9), -abs(other - number))
            for other, weight in shared.items()
        }
        best = max(ranks, key=ranks.__getitem__, default=0)
        if best and _is_same(shared[best], size, sizes[best]):
            yield number, best


def _is_same(shared: float, size: float, other: float) -> bool:
    """Return whether two lines are alike, or one is a part of the other."""
    is_part = shared >= _LEAST and shared >= _CONTAINED * min(size, other)
    return is_part or 2 * shared >= _ALIKE * (size + other)
