"""Tables in raw HTML as the tables of Markdown are: rows of cells below a header."""

from collections.abc import Iterator, Sequence
import re

from awesomecheck.document._html import Markup, scan
from awesomecheck.document.nodes import Row, Span, Table
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_LIKE_TABLE = regex(r"<th[\s>].*?</table", re.DOTALL | re.IGNORECASE)
_SPREAD = regex(r"\bcolspan\b", re.IGNORECASE)
_FEWEST_CELLS = 2
_MOST_ROWS = 1000


def html_tables(document: Document, html: Sequence[Span]) -> Iterator[Table]:
    """Yield the tables of some raw HTML that have a header, without those that are nested."""
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


_Cell = tuple[Span, int]
"""A cell, and how many rows it reaches over from where it is."""


def _tables(source: str, offset: int) -> Iterator[Table]:
    depth = start = 0
    rows: list[Row] = []
    cells: list[_Cell] = []
    above: dict[int, _Cell] = {}
    row = cell = -1
    reach = 1
    headed = False
    for tag in scan(source):
        if tag.name == "table":
            depth += -1 if tag.closing else 1
            if depth == 1 and not tag.closing:
                start, rows, row, headed, above = tag.start, [], -1, False, {}
        if depth > 1 or tag.name not in ("table", "tr", "td", "th"):
            continue
        if cell >= 0:  # whatever comes next, it ends the cell
            cells.append((Span(offset + cell, offset + tag.start), reach))
            cell = -1
        if tag.name in ("td", "th") and not tag.closing:
            cell, reach = tag.end, _reach(tag)
            headed = headed or (tag.name == "th" and not rows)
        elif tag.name in ("tr", "table"):
            if row >= 0:
                end = tag.end if tag.closing and tag.name == "tr" else tag.start
                whole = _with_those_above(cells, above)
                if len(cells) >= _FEWEST_CELLS:
                    rows.append(Row(Span(offset + row, offset + end), tuple(whole)))
            cells = []
            row = tag.start if tag.name == "tr" and not tag.closing else -1
        if tag.name == "table" and tag.closing and depth == 0 and headed and len(rows) > 1:
            span = Span(offset + start, offset + tag.end)
            if not _SPREAD.search(source, start, tag.end):
                yield Table(span, len(rows[0].cells), tuple(rows))


def _reach(tag: Markup) -> int:
    rowspan = tag.attributes.get("rowspan")
    return min(int(rowspan.value), _MOST_ROWS) if rowspan and rowspan.value.isdecimal() else 1


def _with_those_above(own: Sequence[_Cell], above: dict[int, _Cell]) -> list[Span]:
    """Return the cells of a row with those that reach into it, and note what reaches on."""
    found: list[Span] = []
    rest = iter(own)
    while True:
        column = len(found)
        cell, reach = above.pop(column, None) or next(rest, (None, 0))
        if cell is None:
            return found
        found.append(cell)
        if reach > 1:
            above[column] = cell, reach - 1
