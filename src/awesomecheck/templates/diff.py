"""How a gap differs from the expected one."""

from msgspec import Struct

_MECHANICAL = frozenset(" \n*_[](){}<>.,:;-–—|'’\"“”`~/，：。；·+")
"""What belongs to a format; a difference in other characters is one in content."""
_BRACKETS = frozenset("[]()")


class GapChange(Struct, frozen=True):
    """The part of a gap that differs from what was expected."""

    number: int
    """Of the gap in its shape, from 0."""
    expected: str
    actual: str
    at: int
    """Where the two gaps begin to differ."""
    wanted: str
    """The part of the expected gap that differs."""
    found: str
    """The part of the actual gap that differs."""

    @property
    def end(self) -> int:
        """Where the part ends in the actual gap."""
        return self.at + len(self.found)

    @property
    def is_only_spaces(self) -> bool:
        """Whether it changes nothing but white space."""
        return "".join(self.wanted.split()) == "".join(self.found.split())

    @property
    def is_about_brackets(self) -> bool:
        """Whether it adds or removes brackets."""
        return not self.is_only_spaces and not _BRACKETS.isdisjoint(self.wanted + self.found)


def gap_change(number: int, expected: str, actual: str) -> GapChange | None:
    """Return how two gaps differ; None if in words, or in the number of lines."""
    if expected.count("\n") != actual.count("\n"):
        return None
    shorter = min(len(expected), len(actual))
    at = 0
    while at < shorter and expected[at] == actual[at]:
        at += 1
    tail = 0
    while tail < shorter - at and expected[-1 - tail] == actual[-1 - tail]:
        tail += 1
    wanted = expected[at : len(expected) - tail]
    found = actual[at : len(actual) - tail]
    if not (_MECHANICAL.issuperset(wanted) and _MECHANICAL.issuperset(found)):
        return None
    return GapChange(number, expected, actual, at, wanted, found)
