"""Longest runs in order, and what stands outside of them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from awesomecheck import longest_run


def turns(keys: Sequence[Any]) -> tuple[int, int]:
    """How often a key is higher than the one before it, and how often lower."""
    rises = falls = 0
    for one, two in pairwise(keys):
        if one < two:
            rises += 1
        elif two < one:
            falls += 1
    return rises, falls


def strays(keys: Sequence[int]) -> list[int]:
    """The fewest positions without which keys never fall; equal keys are in order."""
    run = set(longest_run(keys, strict=False))
    return [each for each in range(len(keys)) if each not in run]


def ranks(keys: Sequence[Any], *, down: bool) -> list[int]:
    """Keys as numbers that rise where the order wants it."""
    by_key = {key: rank for rank, key in enumerate(sorted(set(keys), reverse=down))}
    return [by_key[key] for key in keys]


def telling(keys: Sequence[Any]) -> int:
    """How many keys tell of an order: those unlike the most frequent one; 0 where only two differ.

    Keys that are all alike are in any order.
    """
    counts = Counter(keys)
    return len(keys) - max(counts.values()) if len(counts) > 2 else 0
