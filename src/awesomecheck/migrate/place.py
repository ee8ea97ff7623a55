"""Lines of a file, and on which of them something stands."""

from collections.abc import Sequence
import re
from typing import NamedTuple


class Origin(NamedTuple):
    """A line of a file."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Place(NamedTuple):
    """A stretch of lines of a file."""

    path: str
    lines: Sequence[str]
    """Those of the whole file."""
    first: int
    """From 1."""
    last: int

    @classmethod
    def of(cls, path: str, text: str) -> "Place":
        """A whole file."""
        lines = text.split("\n")
        return cls(path, lines, 1, len(lines))

    def part(self, first: int, last: int) -> "Place":
        """Some of its lines, as far as there are any."""
        first = min(max(first, self.first), self.last)
        return self._replace(first=first, last=max(first, min(last, self.last)))

    def from_key(self, key: str) -> "Place":
        """The lines from that on which a key of TOML or JSON stands."""
        name = rf"""["']?{re.escape(key)}["']?\s*[=:.\]]"""
        written = re.compile(rf"(?:^\s*|[{{,]\s*|\[(?:.*\.)?){name}")
        for number in range(self.first, self.last + 1):
            if written.search(self.lines[number - 1]):
                return self.part(number, self.last)
        return self

    def origin(self, *needles: str) -> Origin:
        """The first line that has one of the texts, an earlier text first; else the first line."""
        found = (self.origin_of_any([needle]) for needle in needles)
        return next((each for each in found if each), Origin(self.path, self.first))

    def origin_of_any(self, needles: Sequence[str]) -> Origin | None:
        """The first line that has any of the texts."""
        for number in range(self.first, self.last + 1):
            if any(needle in self.lines[number - 1] for needle in needles):
                return Origin(self.path, number)
        return None
