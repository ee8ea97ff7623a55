"""Tables in raw HTML as the tables of Markdown are: rows of cells below a header."""

from collections.abc import Iterator, Sequence
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document._html import Markup, scan
from awesomecheck.document.nodes import Row, Span, Table
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_LIKE_TABLE = regex(r"<table\b", re.IGNORECASE)
_FEWEST_CELLS = 2
_MOST_ROWS = 1000
_MOST_COLUMNS = 50


def html_tables(document: Document, html: Sequence[Span]) -> Iterator[tuple[Table, bool]]:
    """Yield the tables of some raw HTML, without those that are nested.

    With each, whether it has cells that are marked as those of a header.
    """
    for block in _joined(document.text, html):
        source = document.text[block.start : block.end]
        if _LIKE_TABLE.search(source):
            yield from _tables(source, block.start)


def _joined(text: str, html: Sequence[Span]) -> Iterator[Span]:
    """Yield the blocks, as one those that only empty lines part: they end a block, no table."""
    whole: Span | None = None
    for block in html:
        if whole is not None and not text[whole.end : block.start].strip():
            whole = Span(whole.start, block.end)
            continue
        if whole is not None:
            yield whole
        whole = block
    if whole is not None:
        yield whole


class _Cell(Struct, frozen=True):
    """A cell, and how many rows and columns it reaches over from where it is."""

    span: Span
    rows: int
    columns: int


class _Line(Struct, frozen=True):
    """A row, its number, and how many rows its cells reach over at the most."""

    row: Row
    number: int
    reach: int


def _tables(source: str, offset: int) -> Iterator[tuple[Table, bool]]:
    for tags in _tags_of_tables(source):
        lines, headed = _lines(tags, offset)
        found = _below_header(lines)
        if len(found) > 1:
            span = Span(offset + tags[0].start, offset + tags[-1].end)
            yield Table(span, len(found[0].cells), tuple(found)), headed


def _tags_of_tables(source: str) -> Iterator[list[Markup]]:
    """Yield the tags of rows and cells of each table, in its own; one may lack its end."""
    depth = 0
    tags: list[Markup] = []
    for tag in scan(source):
        if tag.name == "table":
            depth = max(0, depth + (-1 if tag.closing else 1))
        if tag.name == "table" and depth == (not tag.closing):
            tags.append(tag)
            if tag.closing:
                yield tags
                tags = []
        elif depth == 1 and tag.name in ("tr", "td", "th"):
            tags.append(tag)
    if tags:
        yield tags


def _lines(tags: Sequence[Markup], offset: int) -> tuple[list[_Line], bool]:
    """Return the rows of a table, and whether the first one has cells of a header."""
    lines: list[_Line] = []
    cells: list[_Cell] = []
    above: dict[int, _Cell] = {}
    row = cell = -1
    number = 0
    rows = columns = 1
    headed = False
    for tag in tags:
        if cell >= 0:  # whatever comes next, it ends the cell
            cells.append(_Cell(Span(offset + cell, offset + tag.start), rows, columns))
            cell = -1
        if tag.name in ("td", "th"):
            if not tag.closing:
                cell = tag.end
                rows = _reach(tag, "rowspan", _MOST_ROWS)
                columns = _reach(tag, "colspan", _MOST_COLUMNS)
                headed = headed or (tag.name == "th" and not lines)
            continue
        if row >= 0:
            end = tag.end if tag.closing and tag.name == "tr" else tag.start
            whole = _with_those_above(cells, above)
            if len(cells) >= _FEWEST_CELLS:
                reach = max([each.rows for each in cells])
                lines.append(
                    _Line(Row(Span(offset + row, offset + end), tuple(whole)), number, reach)
                )
            number += 1
        cells = []
        row = tag.start if tag.name == "tr" and not tag.closing else -1
    return lines, headed


def _below_header(lines: Sequence[_Line]) -> list[Row]:
    """Return the last row of the header, with the cells that reach down to it, and all below."""
    if not lines:
        return []
    below = lines[0].number + lines[0].reach
    header = [line.row for line in lines if line.number < below]
    return [header[-1], *(line.row for line in lines[len(header) :])]


def _reach(tag: Markup, over: str, most: int) -> int:
    stated = tag.attributes.get(over)
    number = int(stated.value) if stated and stated.value.isdecimal() else 1
    return max(1, min(number, most))


def _with_those_above(own: Sequence[_Cell], above: dict[int, _Cell]) -> list[Span]:
    """Return the cells of a row with those that reach into it, and note what reaches on."""
    found: list[Span] = []
    rest = iter(own)
    while True:
        column = len(found)
        cell = above.pop(column, None)
        if cell is None:
            cell = next(rest, None)
        if cell is None:
            return found
        for column in range(len(found), len(found) + cell.columns):
            found.append(cell.span)
            if cell.rows > 1:
                above[column] = replace(cell, rows=cell.rows - 1, columns=1)
