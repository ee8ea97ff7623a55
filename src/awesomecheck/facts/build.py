"""Build the file of published papers from public bibliographies.

    python -m awesomecheck.facts.build SOURCE... --date 2026-11-30 --said "DBLP" [-o FILE]

A source is a table (`.tsv`, `.tsv.gz`: title, first author, venue code, year, with a header line)
or DBLP's dump (`dblp.xml`, `dblp.xml.gz`, https://dblp.org/xml/, CC0 1.0). `venues.tsv` names the
venues, and the titles of their proceedings and journals in DBLP.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
import gzip
from hashlib import blake2b
from html.entities import html5
import json
from pathlib import Path
import sys
from typing import IO, cast
from xml.etree import ElementTree as ET

from msgspec import Struct

from awesomecheck.errors import UserError
from awesomecheck.facts.keys import family_key, title_key
from awesomecheck.facts.published import (
    DATA,
    FIRST_YEAR,
    FORMAT,
    HEADER,
    MAGIC,
    ROW,
    author_hash,
    title_hash,
)
from awesomecheck.regexes import regex
from awesomecheck.safety.atomic_write import write_file

VENUES = Path(__file__).parent / "venues.tsv"
_PART = regex(r"\s*\(\d+\)$")
"""The number of a volume: `ECCV (23)`."""
_CHUNK = 1 << 16
_LAST_YEAR = FIRST_YEAR + 255


class VenueRow(Struct, frozen=True):
    """A row of `venues.tsv`."""

    code: str
    name: str
    kind: str
    in_dblp: tuple[str, ...]


class PublishedPaper(Struct, frozen=True):
    """A published paper; `venue` is a code."""

    title: str
    first_author: str
    venue: str
    year: int


def venues_of(path: Path = VENUES) -> list[VenueRow]:
    """Return the venues of a table."""
    lines = path.read_text("utf-8").splitlines()[1:]
    return [
        VenueRow(code, name, kind, tuple(in_dblp.split("|")))
        for code, name, kind, in_dblp in (line.split("\t") for line in lines)
    ]


def papers_of_table(lines: Iterable[str]) -> Iterator[PublishedPaper]:
    """Yield the papers of a table.

    Raises:
        UserError: a line is not of four columns, or its year is none.
    """
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1:
            continue
        if len(cells) != 4 or not cells[3].isdecimal():
            raise UserError(f"line {number}: not a title, an author, a venue and a year")
        title, author, venue, year = cells
        yield PublishedPaper(title, author, venue, int(year))


def papers_of_dblp(file: IO[bytes], venues: Sequence[VenueRow]) -> Iterator[PublishedPaper]:
    """Yield the papers of DBLP's dump that appeared at known venues.

    Raises:
        UserError: it is no such dump.
    """
    codes = {name: venue.code for venue in venues for name in venue.in_dblp}
    records = _Records()
    parser = ET.XMLParser(target=records)  # noqa: S314 - from DBLP, for whoever builds the file
    parser.entity.update((name.rstrip(";"), text) for name, text in html5.items())
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            yield from (paper for record in records.taken() if (paper := _paper(record, codes)))
        parser.close()
    except ET.ParseError as error:
        raise UserError(f"not DBLP's dump: {error}") from error


class _Records(ET.TreeBuilder):
    """Collects records, which are dropped once taken: a dump is larger than memory."""

    def __init__(self) -> None:
        super().__init__()
        self._root: ET.Element | None = None
        self._whole: list[ET.Element] = []

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        element = super().start(tag, attrs)
        self._root = element if self._root is None else self._root
        return element

    def end(self, tag: str, /) -> ET.Element:
        element = super().end(tag)
        if tag in ("inproceedings", "article"):
            self._whole.append(element)
        return element

    def taken(self) -> list[ET.Element]:
        whole, self._whole = self._whole, []
        if self._root is not None:
            self._root.clear()
        return whole


def _paper(record: ET.Element, codes: Mapping[str, str]) -> PublishedPaper | None:
    """Return the paper of a record, if it appeared at a known venue."""
    where = record.findtext("booktitle") or record.findtext("journal") or ""
    code = codes.get(_PART.sub("", where.strip()))
    title, year = record.find("title"), record.findtext("year") or ""
    if code is None or title is None or not year.isdecimal():
        return None
    text = "".join(title.itertext()).strip().removesuffix(".")
    return PublishedPaper(text, record.findtext("author") or "", code, int(year))


def file_of(
    papers: Iterable[PublishedPaper], venues: Sequence[VenueRow], day: str, source: str
) -> bytes:
    """Return the file of some papers.

    Raises:
        UserError: a venue or a year is unknown, or there are no papers.
    """
    index = {venue.code: number for number, venue in enumerate(venues)}
    rows: set[bytes] = set()
    years: set[int] = set()
    for paper in papers:
        if paper.venue not in index:
            raise UserError(f"unknown venue `{paper.venue}`", hint=f"add it to {VENUES}")
        if not FIRST_YEAR <= paper.year <= _LAST_YEAR:
            raise UserError(f"the year {paper.year} of `{paper.title}` is none")
        key, author = title_key(paper.title), family_key(paper.first_author)
        if not key or not author:  # `Front Matter`, `Program Committee`
            continue
        years.add(paper.year)
        years_after = paper.year - FIRST_YEAR
        rows.add(ROW.pack(title_hash(key), author_hash(author), index[paper.venue], years_after))
    if not rows:
        raise UserError("there are no papers of known venues")
    description = {
        "date": day,
        "source": source,
        "venues": [(venue.code, venue.name, venue.kind) for venue in venues],
        "first_year": min(years),
        "last_year": max(years),
    }
    said = json.dumps(description, ensure_ascii=False).encode()
    body = said + b"".join(sorted(rows))
    digest = blake2b(body, digest_size=16).digest()
    return HEADER.pack(MAGIC, FORMAT, len(said), len(rows), digest) + body


def _read(path: Path, venues: Sequence[VenueRow]) -> Iterator[PublishedPaper]:
    file: IO[bytes]
    try:
        with (
            cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
        ) as file:
            if ".xml" in path.suffixes:
                yield from papers_of_dblp(file, venues)
            else:
                yield from papers_of_table(line.decode() for line in file)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from error


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the file."""
    options = argparse.ArgumentParser(description=__doc__, prog="awesomecheck.facts.build")
    options.add_argument("sources", nargs="+", type=Path)
    options.add_argument("--date", required=True, type=date.fromisoformat)
    options.add_argument("--said", required=True, help="the source, as messages name it")
    options.add_argument("-o", "--output", type=Path, default=DATA)
    given = options.parse_args(arguments)
    venues = venues_of()
    papers = (paper for source in given.sources for paper in _read(source, venues))
    data = file_of(papers, venues, str(given.date), given.said)
    write_file(given.output, data)
    sys.stdout.write(f"{given.output}: {len(data):,} bytes\n")


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.stderr.write(f"error: {error.message}\n")
        sys.exit(2)
