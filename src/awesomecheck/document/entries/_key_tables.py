"""Entries whose heading is their title, and a small table of keys and values below it the rest."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from awesomecheck.document.entries._headers import Column, column_of
from awesomecheck.document.entries._headings import among, heading_record, leaves
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import WORD, Reading
from awesomecheck.document.entries._records import Record
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._rows import read_row
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Block, Section, Span, Table
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_COLUMNS = 2
_FEWEST_KEYS = 2
"""So many rows say where, when or by whom something was published; a tool has fewer."""
_FEWEST_TABLES = 2
_FEWEST = 3
"""So many headings side by side, with such a table or nothing below, are entries."""
_FEWEST_WORDS = 3
_WHOSE = regex(r"(?:main|lead|all|paper) (?=\w)")
_PUBLISHED: frozenset[Column] = frozenset(("authors", "venue", "year"))
_Rows = list[tuple[str, Column, Span]]
"""The rows of a table: key, what it stands for, and the cell of the value."""


def read_key_tables(
    document: Document, plain: str, blocks: Sequence[Block], starts: Sequence[int]
) -> Iterator[tuple[Record, Reading]]:
    """Yield the headings with a table of keys below, and those beside them with nothing below."""
    tables = {
        document.section_at(table.span.start).own.start: keyed
        for table in document.tables
        if (keyed := _key_rows(plain, table)) is not None
    }
    if len(tables) < _FEWEST_TABLES:
        return
    groups: dict[tuple[int, int], list[tuple[Section, Sequence[Block]]]] = {}
    for section, own in leaves(document, blocks):
        groups.setdefault(among(section), []).append((section, own))
    for group in groups.values():
        found = [
            (section, own)
            for section, own in group
            if (len(own) == 1 or section.own.start in tables) and _names_paper(plain, own[0])
        ]
        with_table = sum(section.own.start in tables for section, _ in found)
        if with_table < _FEWEST_TABLES or len(found) < _FEWEST or 3 * len(found) < 2 * len(group):
            continue
        for section, own in found:
            reading = _read(document, plain, own, starts, tables.get(section.own.start, []))
            if reading is not None:
                yield heading_record(document, section, own), reading


def _key_rows(plain: str, table: Table) -> _Rows | None:
    """Return the rows of a table if it says what was published where, when and by whom."""
    if table.columns != _COLUMNS:
        return None
    rows: _Rows = []
    for row in table.rows:
        if len(row.cells) == _COLUMNS:
            key, value = row.cells
            text = shown(plain[key.start : key.end]).strip(" *_:：").lower()
            rows.append((text, _column(text), value))
    columns = {column for _, column, _ in rows}
    known = len(columns & _PUBLISHED)
    return rows if known >= _FEWEST_KEYS and columns & {"authors", "venue"} else None


def _column(key: str) -> Column:
    """Return what a key stands for; one of a name may be that of an institution."""
    key = _WHOSE.sub("", key)
    if key == "publication":
        return "venue"
    column = column_of(key)
    return "other" if column == "name" or (column == "title" and "titl" not in key) else column


def _names_paper(plain: str, heading: Block) -> bool:
    words = WORD.findall(plain, heading.span.start, heading.span.end)
    return len(words) >= _FEWEST_WORDS or any(not word.isascii() for word in words)


def _read(
    document: Document, plain: str, own: Sequence[Block], starts: Sequence[int], rows: _Rows
) -> Reading | None:
    first, end = own[0].span, own[-1].span.end
    links = document.links[bisect_left(starts, first.start) : bisect_left(starts, end)]
    titled = any(column == "title" for _, column, _ in rows)
    columns: list[Column] = ["name" if titled else "title"]
    columns.extend(column for _, column, _ in rows)
    roles: list[Role | None] = [None]
    roles.extend(role_of_label(key) for key, _, _ in rows)
    cells = [first, *(value for _, _, value in rows)]
    reading = read_row(plain, columns, roles, cells, links)
    if reading is not None:
        reading.end = end
    return reading
