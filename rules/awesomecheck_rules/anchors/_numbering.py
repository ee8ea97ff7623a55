"""The numbers of an ordered list that new items are put into."""

from collections.abc import Sequence
from typing import NamedTuple


class Numbering(NamedTuple):
    """The numbers after new items are put in."""

    new: tuple[int, ...]
    """Of the new items, in their order."""
    changed: dict[int, int]
    """By the index of each item that was there and needs another number."""


def numbered(items: Sequence[tuple[int, int]], added: Sequence[int]) -> Numbering:
    """Number a list on from each new item, and all that follows it as far as that is needed.

    Args:
        items: where each item starts, and its number, in order.
        added: where each new item goes: before the first item that starts there or behind it.
    """
    new: list[int] = []
    changed: dict[int, int] = {}
    last = items[0][1] - 1 if items else 0
    at = 0
    for offset in (*added, None):
        while at < len(items) and (offset is None or items[at][0] < offset):
            number = items[at][1]
            if new and number <= last:
                number = last + 1
                changed[at] = number
            last = number
            at += 1
        if offset is not None:
            last += 1
            new.append(last)
    return Numbering(tuple(new), changed)
