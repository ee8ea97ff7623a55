"""Entries in tables: one in each row, its fields by column."""

from collections.abc import Iterator, Sequence
import re

from awesomecheck.document.entries._columns import (
    CELL_DATE,
    CELL_EDGES,
    LONGEST_VENUE,
    SHORT_DATE,
    Grid,
    is_header,
    is_venue,
    only_authors,
    says_nothing,
    table_columns,
    titles_of_papers,
)
from awesomecheck.document.entries._dates import label_dates
from awesomecheck.document.entries._edges import balanced
from awesomecheck.document.entries._headers import Column
from awesomecheck.document.entries._heads import title_alone
from awesomecheck.document.entries._html_tables import html_tables
from awesomecheck.document.entries._marks import (
    HARD_BREAK,
    PAD,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._months import MONTH_AND_YEAR, stated_month
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import (
    DIGIT,
    LETTER_OR_DIGIT,
    Bounds,
    Part,
    Reading,
    leads_to_paper,
    make_parts,
)
from awesomecheck.document.entries._records import Record, of_blocks
from awesomecheck.document.entries._roles import is_pointer, role_of_label
from awesomecheck.document.entries._stacked import with_stacked
from awesomecheck.document.entries._vague import is_vague, take_role_of_host
from awesomecheck.document.entries._venues import bare_venue, trimmed
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Block, Link, Row, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_MOST_NAME_WORDS = 4
_MARKS = 3
"""How many characters of mark-up a cell may begin with."""

_Found = tuple[Record, Reading]


def read_tables(
    document: Document, plain: str, blocks: Sequence[Block], starts: Sequence[int]
) -> Iterator[_Found]:
    """Yield the rows of all Markdown tables that list resources."""
    cells = {block.span.start: block for block in blocks if block.kind == "cell"}
    contents = {table.span for table in document.contents if table.form == "table"}
    for number, table in enumerate(document.tables):
        if table.span in contents or table.rows[0].span.start >= len(plain):
            continue
        grid = Grid(document, plain, table, starts)
        for index, row, reading in _rows(grid, with_stacked(grid, table_columns(grid))):
            own = [cells.get(cell.start) for cell in row.cells[: table.columns]]
            filled = [block for block in own if block is not None]
            if filled:
                yield of_blocks("row", row.span, filled, row=(number, index)), reading


def read_html_tables(
    document: Document, plain: str, html: Sequence[Span], starts: Sequence[int]
) -> Iterator[_Found]:
    """Yield the rows of the tables in raw HTML whose header names a column of names or titles."""
    for table, headed in html_tables(document, html):
        grid = Grid(document, plain, table, starts)
        if not (headed or is_header(grid)):
            continue
        columns = table_columns(grid)
        if {"name", "title"} & set(columns):
            for _, row, reading in _rows(grid, columns):
                yield Record("html", row.span, row.span.start, row.span.end, ()), reading


def _rows(grid: Grid, columns: list[Column]) -> Iterator[tuple[int, Row, Reading]]:
    """Yield the rows of a table that are entries, each with its number."""
    if not {"head", "name", "title"} & set(columns):
        return
    plain, rows = grid.plain, grid.rows
    roles = _column_roles(grid, columns)
    pointers = [at for at in range(len(columns)) if is_pointer(grid.header(at))]
    found: list[tuple[int, Row, Reading]] = []
    linked = sum(any(link.kind != "anchor" for link in grid.links(row.span)) for row in rows[1:])
    whole = 2 * linked > len(rows) - 1
    titles = None if whole else titles_of_papers(grid, columns)
    if titles is not None:
        whole, columns[titles] = True, "title"
    if not (linked or whole):
        return
    for index, row in enumerate(rows[1:], start=1):
        links = grid.links(row.span)
        if row.cells and (links or whole):  # a single `|` has no cell
            reading = read_row(plain, columns, roles, row.cells, links)
            if reading is not None:
                for cell in [row.cells[at] for at in pointers if at < len(row.cells)]:
                    take_role_of_host(plain, cell, reading)
                found.append((index, row, reading))
    papers = sum(reading.sure for _, _, reading in found)
    described = 2 * sum(reading.description is not None for _, _, reading in found) > len(found)
    named = next(i for i, column in enumerate(columns) if column in ("head", "name", "title"))
    of_datasets = _NAMES_DATASETS.fullmatch(grid.header(named)) is not None
    for index, row, reading in found:
        if of_datasets and reading.head_part and not _is_paper(reading.head_part):
            reading.head_part.key_role = "dataset"  # on whatever site it is
        _name_head(reading, as_title=not described and (2 * papers > len(found) or reading.sure))
        yield index, row, reading


def _is_paper(part: Part) -> bool:
    """Return whether a link in a column of datasets is to a paper; datasets have DOIs, too."""
    return part.host_role == "paper" and part.link.target.kind != "doi"


def _column_roles(grid: Grid, columns: Sequence[Column]) -> list[Role | None]:
    """Return what the header of each column says of the links in it."""
    headers = [grid.header(index) for index in range(len(columns))]
    roles: list[Role | None] = [
        None if _SOURCE.fullmatch(header) else role_of_label(header) for header in headers
    ]
    if not _lists_datasets(grid, columns):
        return roles
    for index, (header, column) in enumerate(zip(headers, columns, strict=True)):
        if roles[index] == "project" or (column == "link" and role_of_label(header) is None):
            roles[index] = "dataset"
    return roles


_SOURCE = regex(r"\W*sources?\W*", re.IGNORECASE)
"""A header that says where something is from, not that it is source code."""
_DATASETS = regex(r"\bdata ?sets?\b|\bcorpora\b|数据集|數據集", re.IGNORECASE)
_NAMES_DATASETS = regex(r"\W*(?:data ?sets?|corpus|corpora|数据集)(?: names?)?\W*", re.IGNORECASE)
_ONLY_DATASETS = regex(
    r"(?:(?!and\b|papers?\b|tools?\b|code\b|models?\b)[^\W_]+[ _-]){0,6}data ?sets?\W*",
    re.IGNORECASE,
)
"""The title of a list of nothing else: `Awesome Kite Datasets`."""


def _lists_datasets(grid: Grid, columns: Sequence[Column]) -> bool:
    """Return whether the rows of a table are datasets, by its header or a heading above it."""
    named = next(i for i, column in enumerate(columns) if column in ("head", "name", "title"))
    if any(map(_DATASETS.search, (grid.header(named), *grid.sections[-1:]))):
        return True
    return any(map(_ONLY_DATASETS.fullmatch, grid.sections[:-1]))


def _name_head(reading: Reading, *, as_title: bool) -> None:
    """Take what a column of links has for titles if most rows of the table are papers."""
    if as_title and reading.description is None:
        reading.title = reading.title or reading.head
    else:
        reading.name = reading.name or reading.head


def read_row(
    plain: str,
    columns: Sequence[Column],
    roles: Sequence[Role | None],
    cells: Sequence[Span],
    links: Sequence[Link],
) -> Reading | None:
    """Return the fields of a row by what its columns are; None if it is no entry.

    Args:
        plain: the document's text without its mark-up.
        columns: what each column is.
        roles: what each header says of the links below it.
        cells: the spans of the row's cells.
        links: those in the row.
    """
    parts, badges = make_parts(plain, links)
    reading = Reading(parts, badges, cells[-1].end)
    for column, cell in zip(columns, cells, strict=False):
        bounds = trimmed(plain, cell.start, cell.end, CELL_EDGES)
        if bounds[0] == bounds[1] or says_nothing(plain, cell):
            continue
        match column:
            case "title" | "name" | "head":
                _read_heading(plain, column, bounds, cell, reading)
                if {"venue", "authors"} & set(columns):
                    _read_title_below(plain, cell, reading)
            case "other":
                pass
            case "venue" | "year" | "none" if date := MONTH_AND_YEAR.fullmatch(plain, *bounds):
                reading.year = date.span("year")
                reading.month = stated_month(date.group())
            case "authors":
                reading.authors = only_authors(plain, bounds)
            case "venue":
                _read_venue(plain, bounds, cell, reading)
                if reading.venue is None and _is_short_text(plain, bounds):
                    reading.venue = _before_year(plain, bounds, reading.year)
            case "year":
                if date := CELL_DATE.fullmatch(plain, cell.start, cell.end):
                    reading.year = date.span(1)
                    reading.month = stated_month(date.group())
                elif (date := SHORT_DATE.fullmatch(plain, cell.start, cell.end)) and _is_submitted(
                    int(date[1]), parts
                ):
                    reading.year, reading.month = date.span(1), int(date[2])
                else:
                    _read_venue(plain, bounds, cell, reading)
                    if reading.month is None and reading.year is not None:
                        reading.month = stated_month(plain[slice(*bounds)])
            case "description":
                if plain[bounds[1] - 1] in ".。":
                    bounds = (bounds[0], bounds[1] - 1)
                reading.description = bounds
            case _:
                if reading.venue is None and (
                    (column == "link" and DIGIT.search(plain, *bounds))
                    or is_venue(plain, bounds)
                    or CELL_DATE.fullmatch(plain, cell.start, cell.end)
                ):
                    _read_venue(plain, bounds, cell, reading)
    described = reading.description or (0, 0)
    for role, cell in zip(roles, cells, strict=False):
        for part in parts:
            if (
                not described[0] <= part.link.span.start < described[1]
                and cell.start <= part.link.span.start < cell.end
                and (part.label_role is None or is_vague(plain, part))
                and part is not reading.head_part  # `Repository` is a header of names, too
            ):
                part.label_role = role or part.label_role
    reading.published = "title" in columns or reading.venue is not None or leads_to_paper(parts)
    reading.sure = reading.title is not None or reading.published
    if not (reading.title or reading.name or reading.head):
        return None
    return reading


def _before_year(plain: str, bounds: Bounds, year: Bounds | None) -> Bounds:
    """Return a venue without the year that ends it: `Annals of Kites '19`."""
    if year is None or not bounds[0] < year[0] < year[1] <= bounds[1]:
        return bounds
    if LETTER_OR_DIGIT.search(plain, year[1], bounds[1]):
        return bounds
    venue = trimmed(plain, bounds[0], year[0], CELL_EDGES + "'’‘`,(")
    return venue if venue[0] < venue[1] else bounds


def _is_submitted(year: int, parts: Sequence[Part]) -> bool:
    """Return whether an arXiv id says that two digits are a year, and no day of a schedule."""
    submitted = [part.link.target.submitted for part in parts]
    return any(date is not None and 0 <= year - date[0] % 100 <= 1 for date in submitted)


def _is_short_text(plain: str, bounds: Bounds) -> bool:
    text = shown(plain[slice(*bounds)])
    return len(text) <= LONGEST_VENUE and any(map(str.isalpha, text)) and "://" not in text


_BOLD_HEAD = regex(
    rf"[{PAD}\s]*+(?:\d{{1,3}}[).][{PAD}\s]++)?{STRONG_START}(?P<head>[^{STRONG_END}]++)"
    rf"{STRONG_END}[{PAD}\s]*+[-–—:][{PAD}\s]++(?=\w)"
)
"""A number by hand, and a title or a name in bold before its description."""


def _read_heading(plain: str, column: str, bounds: Bounds, cell: Span, reading: Reading) -> None:
    bold = _BOLD_HEAD.match(plain, cell.start, cell.end)
    inside = (each for each in reading.parts if cell.start <= each.link.span.start < cell.end)
    if bold and not any(part.link.span.start < bold.end() for part in inside):
        _set_heading(plain, column, trimmed(plain, *bold.span("head"), CELL_EDGES), reading)
        stop = bounds[1] - (plain[bounds[1] - 1] in ".。")
        reading.description = reading.description or (bold.end(), stop)
        return
    part = next(
        (each for each in reading.parts if cell.start <= each.link.span.start < cell.end), None
    )
    if part is not None and part.labelled and part.link.span.start - cell.start <= _MARKS:
        if column == "title":
            return
        part.label_role, part.dated = None, False  # `[GitHub](…)` in a column of names
    if part is not None and not part.labelled and part.label[1] > part.label[0]:
        reading.head_part = part
        bounds = trimmed(plain, *part.label, CELL_EDGES)
    elif part is not None:
        bounds = trimmed(plain, bounds[0], part.link.span.start, CELL_EDGES + "[(,:-")
    _read_below(plain, part, cell, reading)
    stop = plain.find(HARD_BREAK, *bounds)
    if stop > bounds[0] and (part is None or reading.head_part is not part):
        bounds = trimmed(plain, bounds[0], stop, CELL_EDGES)
    if LETTER_OR_DIGIT.search(plain, *bounds):  # not nothing, or a dash for it
        _set_heading(plain, column, bounds, reading)


def _set_heading(plain: str, column: str, bounds: Bounds, reading: Reading) -> None:
    if column == "title":
        reading.title = _unquoted(plain, bounds)
    elif column == "name":
        reading.name = bounds
    else:
        reading.head = bounds


_NAME_BELOW = regex(
    rf"[{PAD}\s]*+{STRONG_START}[{PAD}\s]*+([^{STRONG_END}:：\n{PAD}]{{2,40}})"
    rf"(?=[{PAD}\s{STRONG_END}]*+[:：])"
)
"""`**Name:** what it does` below a title."""
_NAME_IN_BRACKETS = regex(r"[(（]((?=[^()（）]*[A-Z][^()（）]*[A-Z])[^()（）:：\n]{2,40})[)）]")
"""`(NeuMF)` below a title: with two capitals, as `(Oral)` is no name."""


def _read_below(plain: str, part: Part | None, cell: Span, reading: Reading) -> None:
    """Read the lines below a title in its cell: its authors, its venue, its name before a text."""
    after = part.link.span.end if part and part is reading.head_part else cell.start
    begin = plain.find(HARD_BREAK, after, cell.end)
    while 0 <= begin < cell.end:
        stop = plain.find(HARD_BREAK, begin + 1, cell.end)
        line = trimmed(plain, begin + 1, stop if stop > 0 else cell.end, CELL_EDGES + "[]*")
        name = _NAME_BELOW.match(plain, begin + 1, cell.end)
        name = name or _NAME_IN_BRACKETS.fullmatch(plain, *line)
        authors = only_authors(plain, line)
        if authors is not None and authors.several and reading.authors is None:
            reading.authors = authors
        elif name is not None and reading.name is None:
            reading.name = name.span(1)
        elif is_venue(plain, line) and reading.venue is None:
            _read_venue(plain, line, Span(*line), reading)
        begin = stop


_FEWEST_TITLE_WORDS = 3


def _read_title_below(plain: str, cell: Span, reading: Reading) -> None:
    """Read a longer line right below a short one as the title of what that names."""
    above = reading.title or reading.head or reading.name
    begin = plain.find(HARD_BREAK, above[1], cell.end) if above else -1
    if above is None or begin < 0 or (reading.title and reading.name):
        return
    stop = plain.find(HARD_BREAK, begin + 1, cell.end)
    line = trimmed(plain, begin + 1, stop if stop > 0 else cell.end, CELL_EDGES)
    words, name = shown(plain[slice(*line)]).split(), shown(plain[slice(*above)]).split()
    if (
        len(words) < max(_FEWEST_TITLE_WORDS, len(name) + 1)
        or len(name) > _MOST_NAME_WORDS
        or not words[0][0].isupper()
        or only_authors(plain, line) is not None
        or is_venue(plain, line)
        or any(line[0] <= part.link.span.start < line[1] for part in reading.parts)
    ):
        return
    reading.name, reading.title, reading.head = above, _unquoted(plain, line), None


_QUOTES = {'"': '"', "“": "”", "《": "》", "«": "»"}


def _unquoted(plain: str, bounds: Bounds) -> Bounds:
    """Return a title without the quotes around it, and the period or emoji behind it."""
    start, end = title_alone(plain, bounds) or bounds
    if _QUOTES.get(plain[start]) == plain[end - 1] and end - start > 2:
        return trimmed(plain, start + 1, end - 1, CELL_EDGES + ".")
    return start, end


def _read_venue(plain: str, bounds: Bounds, cell: Span, reading: Reading) -> None:
    if bounds[1] - bounds[0] > LONGEST_VENUE:
        return
    venue: Bounds | None = None
    for start, end in (bounds, (cell.start, cell.end)):  # without and with the marks around it
        for found in label_dates(plain, start, end) if venue is None else ():
            venue = found.venue
            reading.year = reading.year or found.year
    reading.venue = venue or bare_venue(plain, *balanced(plain, *bounds)) or reading.venue
