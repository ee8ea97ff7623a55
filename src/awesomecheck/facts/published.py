"""Where papers were published: a file of hashed titles, read by memory map and bisection."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import groupby
import json
import mmap
from pathlib import Path
import struct
from typing import Any, NamedTuple, cast

from msgspec import Struct

from awesomecheck.errors import UserError
from awesomecheck.facts.keys import name_keys, title_key
from awesomecheck.rules import Publication, PublicationKind

DATA = Path(__file__).parent / "published.bin"
"""The file that comes with the package; `build.py` makes it."""

HEADER = struct.Struct(">8sHII16s")
"""Magic bytes, version of the format, bytes of the description, rows, hash of all that follows."""
MAGIC = b"awcheckP"
FORMAT = 1
ROW = struct.Struct(">5sHBB")
"""Hash of the title, hash of the first author's family name, venue, years after `FIRST_YEAR`.

40 bits: among 200,000 titles another one has the same hash once in five million look-ups.
"""
TITLE_BYTES = 5
FIRST_YEAR = 1900

_SHORT = 15
"""Letters and digits of a title below which others may have it, too."""
_RANKS: Mapping[PublicationKind, int] = {
    "conference": 0,
    "journal": 0,
    "findings": 1,
    "workshop": 2,
}
"""Of a paper at a conference and before that at its workshop, the conference counts."""


class Description(Struct, frozen=True):
    """What a file says of itself."""

    date: str
    """The day of the data: `2026-11-30`."""
    source: str
    """Where the data comes from."""
    venues: tuple[tuple[str, str, PublicationKind], ...]
    """Code, name and kind of each venue."""
    first_year: int
    last_year: int


def title_hash(key: str) -> bytes:
    """Return the hash of a title's key."""
    return blake2b(key.encode(), digest_size=TITLE_BYTES).digest()


def author_hash(key: str) -> int:
    """Return the hash of a family name's key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=2).digest())


class PublishedTitles:
    """The papers of an open file."""

    def __init__(self, data: "mmap.mmap | bytes", name: str) -> None:
        """Read the description.

        Raises:
            UserError: the file is damaged, or no such file.
        """
        self._data = data
        self._start, self._count, self.about = _parts(data, name)

    @classmethod
    def open(cls, path: Path = DATA) -> "PublishedTitles":
        """Open a file.

        Raises:
            UserError: it cannot be read, is damaged, or is no such file.
        """
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # an empty file cannot be mapped
            raise _unusable(str(path), f"it cannot be read: {error}") from error
        return cls(data, str(path))

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._count

    def counts(self) -> dict[str, Counter[int]]:
        """Return how many papers there are of each venue, by year."""
        found: dict[str, Counter[int]] = {}
        for index in range(self._count):
            place = self._row(index).publication
            found.setdefault(place.venue, Counter())[place.year or 0] += 1
        return found

    def papers(self, title: str) -> list[tuple[Publication, ...]]:
        """Return the papers with a title, each with all places where it was published."""
        rows = sorted(self._rows(title_key(title)), key=_by_author)
        return [
            tuple(sorted(row.publication for row in same))
            for _, same in groupby(rows, key=_by_author)
        ]

    def published(self, title: str, first_author: str = "") -> tuple[Publication, ...]:
        """Return where a paper was published: the place that counts, or several that do.

        Nothing where the paper is not known, or where it may be another one of the same title.
        """
        key = title_key(title)
        rows = list(self._rows(key))
        if rows and first_author:
            names = {author_hash(name) for name in name_keys(first_author)}
            rows = [row for row in rows if row.author in names]
        elif len(key) < _SHORT or len({row.author for row in rows}) > 1:
            return ()
        return most_important([row.publication for row in rows])

    def _rows(self, key: str) -> Iterator["_Row"]:
        """Yield the rows of a title."""
        wanted = title_hash(key)
        index = bisect_left(range(self._count), wanted, key=self._title_at)
        while index < self._count and self._title_at(index) == wanted:
            yield self._row(index)
            index += 1

    def _title_at(self, index: int) -> bytes:
        start = self._start + index * ROW.size
        return self._data[start : start + TITLE_BYTES]

    def _row(self, index: int) -> "_Row":
        row: tuple[bytes, int, int, int]
        row = ROW.unpack_from(self._data, self._start + index * ROW.size)
        _, author, venue, years = row
        _, name, kind = self.about.venues[venue]
        return _Row(author, Publication(name, FIRST_YEAR + years, kind, self.about.source))


class _Row(NamedTuple):
    author: int
    publication: Publication


def _by_author(row: _Row) -> int:
    return row.author


def most_important(found: Sequence[Publication]) -> tuple[Publication, ...]:
    """Return the publications that count.

    A conference counts before a workshop, and of several of one kind the earliest.
    """
    if not found:
        return ()
    best = min(_RANKS[each.kind] for each in found)
    places = [each for each in found if _RANKS[each.kind] == best]
    first: dict[PublicationKind, int] = {}
    for each in places:
        if each.year is not None:
            first[each.kind] = min(each.year, first.get(each.kind, each.year))
    kept = {each for each in places if each.year in (None, first.get(each.kind))}
    return tuple(sorted(kept, key=lambda each: (each.venue, each.year or 0)))


def _parts(data: "mmap.mmap | bytes", name: str) -> tuple[int, int, Description]:
    """Return where the rows of a file begin, how many there are, and its description.

    Raises:
        UserError: the file is damaged, or no such file.
    """
    if len(data) < HEADER.size or data[: len(MAGIC)] != MAGIC:
        raise _unusable(name, "it is no file of published papers")
    _, version, length, count, digest = HEADER.unpack_from(data)
    if version != FORMAT:
        raise _unusable(name, f"its format is version {version}, not {FORMAT}")
    start = HEADER.size + length
    with memoryview(data) as view, view[HEADER.size :] as body:
        whole = len(data) == start + count * ROW.size
        if not whole or blake2b(body, digest_size=len(digest)).digest() != digest:
            raise _unusable(name, "it is damaged or incomplete")
    return start, count, _description(json.loads(data[HEADER.size : start]))


def _description(read: dict[str, Any]) -> Description:
    venues = cast("list[tuple[str, str, PublicationKind]]", read.pop("venues"))
    return Description(**read, venues=tuple((code, name, kind) for code, name, kind in venues))


def _unusable(name: str, reason: str) -> UserError:
    return UserError(
        f"{name}: {reason}", hint="install awesomecheck again: the file is part of it"
    )


@cache
def published_titles() -> PublishedTitles:
    """Return the papers of the file that comes with the package, opened at the first call.

    Raises:
        UserError: the file is missing or damaged.
    """
    return PublishedTitles.open()


def published(title: str, first_author: str = "") -> tuple[Publication, ...]:
    """Return where a paper was published: see `PublishedTitles.published`."""
    return published_titles().published(title, first_author)


def papers(title: str) -> list[tuple[Publication, ...]]:
    """Return the papers with a title: see `PublishedTitles.papers`."""
    return published_titles().papers(title)
