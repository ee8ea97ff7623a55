"""Pair the brackets of a text."""

from collections.abc import Collection, Mapping
import re

from msgspec import Struct

from awesomecheck import regex

CLOSING = {"(": ")", "[": "]"}
OPENING = {")": "(", "]": "["}
_BRACKET = regex(r"\\.|[\[\]()]", re.DOTALL)


class Brackets(Struct, frozen=True):
    """Which brackets of a text are a pair, and which have no partner."""

    partner: Mapping[int, int]
    unpaired: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Brackets":
        partner: dict[int, int] = {}
        unpaired: list[int] = []
        opened: list[int] = []
        waiting = {"(": 0, "[": 0}
        for match in _BRACKET.finditer(text):
            mark, at = match.group(), match.start()
            if mark in waiting:
                opened.append(at)
                waiting[mark] += 1
                continue
            opening = OPENING.get(mark)
            if opening is None:
                continue
            if not waiting[opening]:
                unpaired.append(at)
                continue
            while text[opened[-1]] != opening:
                lone = opened.pop()
                waiting[text[lone]] -= 1
                unpaired.append(lone)
            start = opened.pop()
            waiting[opening] -= 1
            partner[start], partner[at] = at, start
        return cls(partner, _without_escaped(text, unpaired + opened))


def _without_escaped(text: str, unpaired: Collection[int]) -> tuple[int, ...]:
    r"""Return the unpaired brackets, without those that a reader pairs with a `\[` or `\)`."""
    alone = set(unpaired)
    escaped = [match.end() - 1 for match in _BRACKET.finditer(text) if len(match[0]) == 2]
    opened: dict[str, list[int]] = {"(": [], "[": []}
    for at in sorted((*unpaired, *escaped)):
        mark = text[at]
        if mark in opened:
            opened[mark].append(at)
            continue
        before = opened[OPENING[mark]] if mark in OPENING else []
        if before and not {before[-1], at} <= alone:
            alone -= {before.pop(), at}
    return tuple(sorted(alone))
