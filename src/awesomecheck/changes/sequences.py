"""Find the longest part of a sequence that is in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def longest_run(keys: Sequence[int], *, strict: bool) -> list[int]:
    """Return the positions of a longest increasing (or, not strict, non-decreasing) subsequence.

    Patience sorting, O(n log n): `tails` has the lowest last key of the runs of each length.
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
