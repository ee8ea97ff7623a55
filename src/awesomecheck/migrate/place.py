"""Lines of a file, and on which of them something stands."""

from collections.abc import Iterator, Sequence
from itertools import islice
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
        lines = (number for number, line in self._numbered() if written.search(line))
        return self.part(next(lines, self.first), self.last)

    def origin(self, *needles: str) -> Origin:
        """The first line that has one of the texts, an earlier text first; else the first line."""
        for needle in needles:
            for number, line in self._numbered():
                if needle in line:
                    return Origin(self.path, number)
        return Origin(self.path, self.first)

    def _numbered(self) -> Iterator[tuple[int, str]]:
        return enumerate(islice(self.lines, self.first - 1, self.last), self.first)
