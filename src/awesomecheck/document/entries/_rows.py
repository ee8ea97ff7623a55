"""Entries in tables: one in each row, its fields by column."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
import re
from typing import Literal

from awesomecheck.document.entries._authors import AuthorList, find_authors
from awesomecheck.document.entries._dates import label_dates, stated_month
from awesomecheck.document.entries._edges import balanced
from awesomecheck.document.entries._html_tables import html_tables
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    HARD_BREAK,
    IMAGE,
    PAD,
    SPANS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import (
    DIGIT,
    LETTER_OR_DIGIT,
    WORD,
    Bounds,
    Part,
    Reading,
    leads_to_paper,
    make_parts,
)
from awesomecheck.document.entries._records import Record, of_blocks
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._venues import bare_venue, dated, trimmed
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Block, Link, Row, Span, Table
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

Column = Literal[
    "head", "name", "title", "authors", "venue", "year", "description", "link", "other", "none"
]

_HEADERS: tuple[tuple[Column, str], ...] = (
    (
        "title",
        r"(?:.*\b)?titles?|(?:\w+ )?papers?(?: name| title)?|articles?|publications?"
        r"|.*题目|.*标题|论文",
    ),
    (
        "name",
        r".*\bname|.*名称|names?|methods?|models?|abbreviation|acronym|algorithm|approach|projects?"
        r"|librar(?:y|ies)|packages?|tools?|repo(?:sitory)?|resources?|datasets?|benchmarks?"
        r"|frameworks?|software|systems?|名称|company|organi[sz]ation|course|book",
    ),
    ("authors", r"authors?(?:\(s\))?|作者"),
    (
        "venue",
        r"venues?|(?:publication )?(?:conference|journal).*|publisher|published(?: in| at)?"
        r"|pub\.?|source|proceedings",
    ),
    (
        "year",
        r"(?:\w+ )?(?:year|date|time)(?: of publication| published)?|published on|年份|日期",
    ),
    (
        "description",
        r"(?:short |brief )?desc(?:ription)?s?|summary|abstract|notes?|comments?"
        r"|about|introduction|.*概述|.*简介|描述|说明|keywords?|remarks?",
    ),
    (
        "link",
        r"links?|urls?|code.*|github.*|pdf|download|website|home ?page|paper link|source code"
        r"|implementation|.*链接|.*地址|代码",
    ),
)
_SUBJECT = regex(r"\W*(?:data ?sets?|benchmarks?|tasks?|software|systems?)\W*", re.IGNORECASE)
"""What a paper is about, in a column behind its title."""
_EDGES = f" \n\t{SPANS}{CODE}{HARD_BREAK}{BLOCK}{IMAGE}"
_FEWEST_CELLS = 3
_FEWEST_WORDS = 3
"""So many words a title has; the name of a tool has fewer."""
_LONG_WORD = 6
"""A word of so many characters is a title where words have no spaces between them."""
_LONGEST_VENUE = 60
_MARKS = 3
"""How many characters of mark-up a cell may begin with."""
_DATE = regex(rf"[{PAD}\s{CODE}]*((?:19[5-9]|20[0-4])\d)(?:[-./]\d{{1,2}}){{0,2}}[{PAD}\s{CODE}]*")


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
        for index, row, reading in _rows(_Grid(document, plain, table, starts)):
            own = [cells.get(cell.start) for cell in row.cells[: table.columns]]
            filled = [block for block in own if block is not None]
            if filled:
                yield of_blocks("row", row.span, filled, row=(number, index)), reading


def read_html_tables(
    document: Document, plain: str, html: Sequence[Span], starts: Sequence[int]
) -> Iterator[_Found]:
    """Yield the rows of the tables in raw HTML whose header names a column of names or titles."""
    for table in html_tables(document, html):
        grid = _Grid(document, plain, table, starts)
        if {"name", "title"} & set(_columns(grid)):
            for _, row, reading in _rows(grid):
                yield Record("html", row.span, row.span.start, row.span.end, ()), reading


def _rows(grid: "_Grid") -> Iterator[tuple[int, Row, Reading]]:
    """Yield the rows of a table that are entries, each with its number."""
    columns = _columns(grid)
    if not {"head", "name", "title"} & set(columns):
        return
    plain, rows = grid.plain, grid.rows
    roles: list[Role | None] = [
        role_of_label(grid.header(index)) for index in range(len(rows[0].cells))
    ]
    if _lists_datasets(grid, columns):
        roles = [
            "dataset" if role == "project" or (role is None and column == "link") else role
            for role, column in zip(roles, columns, strict=True)
        ]
    found: list[tuple[int, Row, Reading]] = []
    linked = sum(any(link.kind != "anchor" for link in grid.links(row.span)) for row in rows[1:])
    whole = 2 * linked > len(rows) - 1 or _lists_papers(grid, columns)
    if not (linked or whole):
        return
    for index, row in enumerate(rows[1:], start=1):
        links = grid.links(row.span)
        if row.cells and (links or whole):  # a single `|` has no cell
            reading = _row(plain, columns, roles, row.cells, links)
            if reading is not None:
                found.append((index, row, reading))
    papers = sum(reading.sure for _, _, reading in found)
    for index, row, reading in found:
        _name_head(reading, as_title=2 * papers > len(found) or reading.sure)
        yield index, row, reading


_NAMES = regex(r"\W*(?:names?|名称)\W*", re.IGNORECASE)
_YEARS = regex(r"\W*(?:(?:\w+ )?years?(?: of publication| published)?|年份?)\W*", re.IGNORECASE)
"""A header of years; one of dates may be that of a schedule."""
_PLANNED = regex(
    r"\b(?:speakers?|presenters?|deadlines?|rooms?|sessions?|weeks?|due|location|主讲人?)\b",
    re.IGNORECASE,
)
"""A header of a schedule."""
_MEETING = regex(r"\b(?:Conference|Symposium|Workshop|Journal|Transactions|Magazine)\b")
_RESULT = regex(r"[\d\s±+/()-]*\d(?:\.\d+[\s%]*|\s?%)[\d\s.±%+/()-]*")


def _lists_papers(grid: "_Grid", columns: Sequence[Column]) -> bool:
    """Return whether the rows are papers without a link: by the header, and as most titles are."""
    headers = [grid.header(index) for index in range(len(columns))]
    named = [_column(header) for header in headers]
    if not ({"authors", "venue"} & set(named) or any(map(_YEARS.fullmatch, headers))):
        return False
    if any(map(_PLANNED.search, headers)):
        return False
    at = next(
        (i for i, column in enumerate(columns) if column == "title" or _NAMES.fullmatch(headers[i])),
        None,
    )
    if at is None:
        return False
    cells = grid.cells(at)
    titles = sum(_is_title(grid.plain, cell) for cell in cells)
    return 2 * titles > len(cells) and not any(
        _has_results(grid, index) for index in range(len(columns)) if index != at
    )


def _is_title(plain: str, cell: Span) -> bool:
    """Return whether a cell has the words of a title, and those of no conference."""
    words = WORD.findall(plain, cell.start, cell.end)
    long = len(words) >= _FEWEST_WORDS or any(
        len(word) >= _LONG_WORD and not word.isascii() for word in words
    )
    return long and _MEETING.search(plain, cell.start, cell.end) is None


def _has_results(grid: "_Grid", column: int) -> bool:
    """Return whether most cells of a column are measured: `76.1`, `81 %`."""
    cells = grid.cells(column)
    found = sum(_RESULT.fullmatch(grid.text(cell)) is not None for cell in cells)
    return 2 * found > len(cells)


_DATASETS = regex(r"\bdata ?sets?\b|\bcorpora\b|数据集|數據集", re.IGNORECASE)


def _lists_datasets(grid: "_Grid", columns: Sequence[Column]) -> bool:
    """Return whether the rows of a table are datasets, by its header or the heading above it."""
    named = next(i for i, column in enumerate(columns) if column in ("head", "name", "title"))
    return _DATASETS.search(f"{grid.header(named)}\n{grid.section}") is not None


def _name_head(reading: Reading, *, as_title: bool) -> None:
    """Take what a column of links has for titles if most rows of the table are papers."""
    if as_title and reading.description is None:
        reading.title = reading.title or reading.head
    else:
        reading.name = reading.name or reading.head


class _Grid:
    """The cells and links of a table below its header."""

    def __init__(
        self, document: Document, plain: str, table: Table, starts: Sequence[int]
    ) -> None:
        self.plain = plain
        self.rows = table.rows
        self.section = document.section_at(table.span.start).title
        self._links = document.links
        self._starts = starts

    def header(self, column: int) -> str:
        """Return the text above a column."""
        return self.text(self.rows[0].cells[column])

    def links(self, span: Span) -> Sequence[Link]:
        """Return the links and images in a row or a cell."""
        starts = self._starts
        return self._links[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def cells(self, column: int) -> list[Span]:
        """Return the cells of a column that say something."""
        cells = [row.cells[column] for row in self.rows[1:] if column < len(row.cells)]
        return [cell for cell in cells if LETTER_OR_DIGIT.search(self.plain, cell.start, cell.end)]

    def text(self, cell: Span) -> str:
        """Return what a reader sees of a cell."""
        return shown(self.plain[cell.start : cell.end])

    def is_label(self, cell: Span) -> bool:
        """Return whether a cell is a link such as `[Code](url)`, or several."""
        links = [link for link in self.links(cell) if not link.image]
        return bool(links) and all(role_of_label(link.text) is not None for link in links)


def _columns(grid: _Grid) -> list[Column]:
    """Return what each column has, by its header; by its texts where that says nothing."""
    columns: list[Column] = [
        _column(grid.header(index)) for index in range(len(grid.rows[0].cells))
    ]
    for index, column in enumerate(columns):
        if column in ("title", "name") and _are_labels(grid, index):
            columns[index] = "link"
    for wanted in ("title", "name", "authors", "description", "venue", "year"):
        places = [index for index, column in enumerate(columns) if column == wanted]
        if len(places) > 1 and wanted == "title":  # `Publication` may be that of venues
            places = [at for at in places if not _has_venues(grid, at)] or places
        for index, column in enumerate(columns):
            if column == wanted and index != places[0]:
                columns[index] = "none"
    if "title" not in columns and "authors" in columns and "description" not in columns:
        columns = ["title" if column == "name" else column for column in columns]
    if "title" in columns:
        for index in range(columns.index("title"), len(columns)):
            if columns[index] == "name" and _SUBJECT.fullmatch(grid.header(index)):
                columns[index] = "other"
    if not {"title", "name"} & set(columns):
        linked = _first_linked(grid)
        if linked is not None and linked < len(columns) and columns[linked] in ("none", "link"):
            columns[linked] = "head"
    for index, column in enumerate(columns):
        if column == "none":
            voted = _voted(grid, index)
            if voted not in columns:
                columns[index] = voted
    return columns


def _are_labels(grid: _Grid, column: int) -> bool:
    """Return whether the header is that of links: `Paper` above `[PDF](url)`."""
    cells = grid.cells(column)
    return 2 * sum(map(grid.is_label, cells)) > len(cells)


def _voted(grid: _Grid, column: int) -> Column:
    """Return what most texts of a column look like."""
    cells = grid.cells(column)
    if len(cells) < _FEWEST_CELLS:
        return "none"
    votes: dict[Column, int] = {}
    for cell in cells:
        kind = _looks_like(grid.plain, cell)
        votes[kind] = votes.get(kind, 0) + 1
    best = max(votes, key=lambda kind: votes[kind])
    return best if 3 * votes[best] >= 2 * len(cells) else "none"


def _has_venues(grid: _Grid, column: int) -> bool:
    """Return whether all texts of a column name venues, however few they are."""
    return all(_looks_like(grid.plain, cell) == "venue" for cell in grid.cells(column))


def _looks_like(plain: str, cell: Span) -> Column:
    if _DATE.fullmatch(plain, cell.start, cell.end):
        return "year"
    bounds = trimmed(plain, cell.start, cell.end, _EDGES)
    if _is_venue(plain, bounds):
        return "venue"
    authors = _listed(plain, bounds)
    if authors is not None and authors.several:
        return "authors"
    return "none"


def _is_venue(plain: str, bounds: Bounds) -> bool:
    """Return whether a text is short and has a venue that is in our table."""
    return bounds[1] - bounds[0] <= _LONGEST_VENUE and (
        bare_venue(plain, *bounds) is not None
        or any(found.known for found in dated(plain, *bounds))
    )


def _column(header: str) -> Column:
    text = header.strip(" *_:#`").lower()
    for column, pattern in _HEADERS:
        if re.fullmatch(pattern, text):  # compiled at the first table: most lists have none
            return column
    return "none"


def _first_linked(grid: _Grid) -> int | None:
    """Return the first column that has a link with a text of its own in most rows."""
    counts: dict[int, int] = {}
    texts: Counter[tuple[int, str]] = Counter()
    for row in grid.rows[1:]:
        for index, cell in enumerate(row.cells):
            link = next(iter(grid.links(cell)), None)
            if (
                link is not None
                and not link.image
                and link.kind != "anchor"
                and role_of_label(link.text) is None
            ):
                counts[index] = counts.get(index, 0) + 1
                texts[index, link.text] += 1
                break
    best = max(counts, key=lambda index: counts[index], default=None)
    if (
        best is not None
        and 2 * max(texts[each] for each in texts if each[0] == best) > counts[best] > 1
    ):
        return None  # it is what all links are called
    return best if best is not None and counts[best] * 2 > len(grid.rows) - 1 else None


def _row(
    plain: str,
    columns: Sequence[Column],
    roles: Sequence[Role | None],
    cells: Sequence[Span],
    links: Sequence[Link],
) -> Reading | None:
    parts, badges = make_parts(plain, links)
    reading = Reading(parts, badges, cells[-1].end)
    for column, cell in zip(columns, cells, strict=False):
        bounds = trimmed(plain, cell.start, cell.end, _EDGES)
        if bounds[0] == bounds[1]:
            continue
        match column:
            case "title" | "name" | "head":
                _read_heading(plain, column, bounds, cell, reading)
            case "other":
                pass
            case "authors":
                reading.authors = _listed(plain, bounds)
            case "venue":
                _read_venue(plain, bounds, cell, reading)
                if reading.venue is None and _is_short_text(plain, bounds):
                    reading.venue = bounds
            case "year":
                if date := _DATE.fullmatch(plain, cell.start, cell.end):
                    reading.year = date.span(1)
                    reading.month = stated_month(date.group())
                else:
                    _read_venue(plain, bounds, cell, reading)
            case "description":
                if plain[bounds[1] - 1] in ".。":
                    bounds = (bounds[0], bounds[1] - 1)
                reading.description = bounds
            case _:
                if reading.venue is None and (
                    (column == "link" and DIGIT.search(plain, *bounds))
                    or _is_venue(plain, bounds)
                    or _DATE.fullmatch(plain, cell.start, cell.end)
                ):
                    _read_venue(plain, bounds, cell, reading)
    for role, cell in zip(roles, cells, strict=False):
        for part in parts:
            if (
                cell.start <= part.link.span.start < cell.end
                and (part.label_role is None or _is_vague(plain, part))
                and part is not reading.head_part  # `Repository` is a header of names, too
            ):
                part.label_role = role or part.label_role
    reading.published = "title" in columns or reading.venue is not None or leads_to_paper(parts)
    reading.sure = reading.title is not None or reading.published
    if not (reading.title or reading.name or reading.head):
        return None
    return reading


def _is_short_text(plain: str, bounds: Bounds) -> bool:
    text = shown(plain[slice(*bounds)])
    return len(text) <= _LONGEST_VENUE and any(map(str.isalpha, text)) and "://" not in text


_VAGUE = frozenset(
    re.findall(
        r"\S+",
        "author authors author's official link here page site url download"
        " 下载链接 下载 链接 地址",
    )
)


def _is_vague(plain: str, part: Part) -> bool:
    """Return whether a label says less than the header of its column."""
    return shown(plain[part.label[0] : part.label[1]]).lower().strip("[]()") in _VAGUE


def _read_heading(plain: str, column: str, bounds: Bounds, cell: Span, reading: Reading) -> None:
    part = next(
        (each for each in reading.parts if cell.start <= each.link.span.start < cell.end), None
    )
    if part is not None and part.labelled and part.link.span.start - cell.start <= _MARKS:
        if column == "title":
            return
        part.label_role, part.dated = None, False  # `[GitHub](…)` in a column of names
    if part is not None and not part.labelled and part.label[1] > part.label[0]:
        reading.head_part = part
        bounds = trimmed(plain, *part.label, _EDGES)
    elif part is not None:
        bounds = trimmed(plain, bounds[0], part.link.span.start, _EDGES + "[(,:-")
    _read_below(plain, part, cell, reading)
    stop = plain.find(HARD_BREAK, *bounds)
    if stop > bounds[0] and (part is None or reading.head_part is not part):
        bounds = trimmed(plain, bounds[0], stop, _EDGES)
    if not LETTER_OR_DIGIT.search(plain, *bounds):  # nothing, or a dash for it
        return
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


def _read_below(plain: str, part: Part | None, cell: Span, reading: Reading) -> None:
    """Read the lines below a title in its cell: its authors, its venue, its name before a text."""
    begin = plain.find(HARD_BREAK, part.link.span.end if part else cell.start, cell.end)
    while 0 <= begin < cell.end:
        stop = plain.find(HARD_BREAK, begin + 1, cell.end)
        line = trimmed(plain, begin + 1, stop if stop > 0 else cell.end, _EDGES)
        name = _NAME_BELOW.match(plain, begin + 1, cell.end)
        authors = _listed(plain, line)
        if authors is not None and authors.several and reading.authors is None:
            reading.authors = authors
        elif name is not None and reading.name is None:
            reading.name = name.span(1)
        elif _is_venue(plain, line) and reading.venue is None:
            _read_venue(plain, line, Span(*line), reading)
        begin = stop


_QUOTES = {'"': '"', "“": "”", "《": "》", "«": "»"}


def _unquoted(plain: str, bounds: Bounds) -> Bounds:
    """Return a title without the quotes around it and the period behind it."""
    start, end = bounds
    end -= plain[end - 1] == "." and plain[end - 3 : end] != "..."
    if _QUOTES.get(plain[start]) == plain[end - 1] and end - start > 2:
        return trimmed(plain, start + 1, end - 1, _EDGES + ".")
    return start, end


def _listed(plain: str, bounds: Bounds) -> AuthorList | None:
    authors = find_authors(plain, *bounds)
    if authors is not None and bounds[1] - authors.end <= 2:
        return authors
    return None


def _read_venue(plain: str, bounds: Bounds, cell: Span, reading: Reading) -> None:
    if bounds[1] - bounds[0] > _LONGEST_VENUE:
        return
    venue: Bounds | None = None
    for start, end in (bounds, (cell.start, cell.end)):  # without and with the marks around it
        for found in label_dates(plain, start, end) if venue is None else ():
            venue = found.venue
            reading.year = reading.year or found.year
    reading.venue = venue or bare_venue(plain, *balanced(plain, *bounds)) or reading.venue
