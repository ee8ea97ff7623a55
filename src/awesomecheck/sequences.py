"""Sequences: the longest run in order, of which what is out of order is the rest."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def longest_run(keys: Sequence[int], *, strict: bool) -> list[int]:
    """Positions of a longest run of keys that rise, or that never fall where it is not strict.

    Takes O(n log n): the longest run grows in `tails`, the lowest last keys of runs by length.
    """
    place = bisect_left if strict else bisect_right
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, key in enumerate(keys):
        length = place(tails, key)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(key)
            ends.append(position)
        else:
            tails[length] = key
            ends[length] = position
    position = ends[-1] if ends else -1
    run: list[int] = []
    while position >= 0:
        run.append(position)
        position = before[position]
    return run[::-1]
