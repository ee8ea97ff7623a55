"""What the columns of a table have: by its header, by what most of their texts look like."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import repeat
import re

from awesomecheck.document.entries._authors import AuthorList, find_authors
from awesomecheck.document.entries._headers import Column, column_of
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    HARD_BREAK,
    IMAGE,
    PAD,
    SPANS,
)
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import (
    LETTER_OR_DIGIT,
    WORD,
    Bounds,
)
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._venues import bare_venue, dated, trimmed
from awesomecheck.document.nodes import Link, Span, Table
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_SUBJECT = regex(r"\W*(?:data ?sets?|benchmarks?|tasks?|software|systems?)\W*", re.IGNORECASE)
"""What a paper is about, in a column behind its title."""
_PHRASE = regex(r"\b[^\W\d_]+(?:\W+[^\W\d_]+){2}|[\u3040-\u9fff]{6}")
"""More than a remark beside a link."""
CELL_EDGES = f" \n\t{SPANS}{CODE}{HARD_BREAK}{BLOCK}{IMAGE}"
_FEWEST_CELLS = 3
_FEWEST_NAMED = 2
"""So many columns that a row names make it a header."""
_FEWEST_WORDS = 3
"""So many words a title has; the name of a tool has fewer."""
_MOST_NAME_WORDS = 6
_MOST_WORDS = 4
_SHARE = 0.2
"""Names that so many titles begin with are those of all."""
_LONG_WORD = 6
"""A word of so many characters is a title where words have no spaces between them."""
_LONGEST_LABEL = 24
"""In characters, of a link of three words or more; what is longer says what it leads to."""
LONGEST_VENUE = 60
CELL_DATE = regex(
    rf"[{PAD}\s{CODE}]*(?:(?:\d{{1,2}}[-./]){{1,2}}(?=\d{{4}}[{PAD}\s{CODE}]*\Z))?"
    rf"((?:19[5-9]|20[0-4])\d)(?:[-./]\d{{1,2}}){{0,2}}[{PAD}\s{CODE}]*"
)

SHORT_DATE = regex(rf"[{PAD}\s{CODE}]*(\d\d)[.-](0[1-9]|1[0-2])[{PAD}\s{CODE}]*")
"""`23.07` below a header of dates."""


class Grid:
    """The cells and links of a table below its header."""

    def __init__(
        self, document: Document, plain: str, table: Table, starts: Sequence[int]
    ) -> None:
        self.plain = plain
        self.rows = table.rows
        self.sections = document.section_at(table.span.start).path
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
        return [cell for cell in cells if not says_nothing(self.plain, cell)]

    def text(self, cell: Span) -> str:
        """Return what a reader sees of a cell."""
        return shown(self.plain[cell.start : cell.end])

    def is_label(self, cell: Span) -> bool:
        """Return whether a cell is a link such as `[Code](url)`, an icon or an address alone."""
        links = [link for link in self.links(cell) if not link.image]
        if not links or any(map(_is_name, links)):
            return False
        ends = [cell.start, *(link.span.end for link in links)]
        starts = [*(link.span.start for link in links), cell.end]
        return not any(map(_PHRASE.search, repeat(self.plain), ends, starts))


_NOT_THERE = regex(rf"[{PAD}\s{SPANS}]*+[Nn]/[AaDd][{PAD}\s{SPANS}]*+")


def says_nothing(plain: str, cell: Span) -> bool:
    """Return whether a cell is empty, a dash, or `N/A`."""
    if LETTER_OR_DIGIT.search(plain, cell.start, cell.end) is None:
        return True
    return _NOT_THERE.fullmatch(plain, cell.start, cell.end) is not None


def _is_name(link: Link) -> bool:
    """Return whether the text of a link says what it leads to, and is neither label nor icon."""
    return (
        link.form not in ("bare", "autolink") and bool(link.text) and not role_of_label(link.text)
    )


def table_columns(grid: Grid) -> list[Column]:
    """Return what each column has, by its header; by its texts where that says nothing."""
    columns: list[Column] = [
        column_of(grid.header(index)) for index in range(len(grid.rows[0].cells))
    ]
    for index, column in enumerate(columns):
        if (column in ("title", "name", "venue") and _are_labels(grid, index)) or (
            column == "description" and _are_links(grid, index)
        ):
            columns[index] = "link"
        elif (column == "title" and not _have_words(grid, index)) or (
            column == "venue" and _are_sources(grid, index)
        ):  # `[2], [7]` cite others
            columns[index] = "other"
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
            if columns[index] == "name":
                if _SUBJECT.fullmatch(grid.header(index)):
                    columns[index] = "other"
                elif _are_sentences(grid, index):  # a method in words
                    columns[index] = "other" if "description" in columns else "description"
    if not {"title", "name"} & set(columns):
        linked = _first_linked(grid)
        if linked is not None and linked < len(columns) and columns[linked] in ("none", "link"):
            columns[linked] = "head"
        elif columns[0] == "none" and "year" in columns and _are_names(grid):
            columns[0] = "name"
    for index, column in enumerate(columns):
        if column == "none":
            voted = _voted(grid, index)
            if voted not in columns:
                columns[index] = voted
    if "title" in columns and "name" not in columns:
        title = columns.index("title")
        for index, column in enumerate(columns):
            if column in ("description", "none") and _names_titles(grid, index, title):
                columns[index] = "name"
                break
    return columns


def is_header(grid: Grid) -> bool:
    """Return whether the first row of a table names several columns, and has no link.

    Where most other rows have one, it is enough that it names titles.
    """
    if grid.links(grid.rows[0].span):
        return False
    named = {column_of(grid.header(index)) for index in range(len(grid.rows[0].cells))} - {"none"}
    linked = sum(bool(grid.links(row.span)) for row in grid.rows[1:])
    return len(named) >= _FEWEST_NAMED or ("title" in named and 2 * linked > len(grid.rows) - 1)


def _are_names(grid: Grid) -> bool:
    """Return whether the first column names each of the rows, most of which have a link."""
    texts = [grid.text(row.cells[0]) for row in grid.rows[1:] if row.cells]
    linked = sum(any(map(_leaves, grid.links(row.span))) for row in grid.rows[1:])
    return (
        len(texts) >= _FEWEST_CELLS
        and len(set(texts)) == len(texts)
        and all(len(text.split()) <= _MOST_NAME_WORDS and WORD.search(text) for text in texts)
        and 2 * linked > len(texts)
    )


def _leaves(link: Link) -> bool:
    """Return whether a link leads out of the list's repository."""
    return link.target.kind not in ("anchor", "file")


def _names_titles(grid: Grid, column: int, title: int) -> bool:
    """Return whether a column has the names with which titles begin: `BERT` of `BERT: …`."""
    texts = [
        (grid.text(row.cells[column]), grid.text(row.cells[title]))
        for row in grid.rows[1:]
        if max(column, title) < len(row.cells)
    ]
    names = sum(bool(name) and text.startswith(f"{name}:") for name, text in texts)
    short = sum(len(name.split()) <= _MOST_WORDS for name, _ in texts)
    return names >= _FEWEST_CELLS and _SHARE * len(texts) <= names and short == len(texts)


def _are_sentences(grid: Grid, column: int) -> bool:
    """Return whether most cells of a column have too many words for a name."""
    cells = grid.cells(column)
    long = sum(len(grid.text(cell).split()) > _MOST_NAME_WORDS for cell in cells)
    return 2 * long > len(cells)


def _are_labels(grid: Grid, column: int) -> bool:
    """Return whether the header is that of links: `Paper` above `[PDF](url)`."""
    cells = [row.cells[column] for row in grid.rows[1:] if column < len(row.cells)]
    labels = sum(map(grid.is_label, cells))
    filled = sum(grid.is_label(cell) or not says_nothing(grid.plain, cell) for cell in cells)
    return 2 * labels > filled


def _are_sources(grid: Grid, column: int) -> bool:
    """Return whether most cells of a column have a link, and none a venue: `[Doe 1993](url)`."""
    cells = grid.cells(column)
    linked = sum(any(map(_leaves, grid.links(cell))) for cell in cells)
    return 2 * linked > len(cells) and not any(
        _looks_like(grid.plain, cell) == "venue" for cell in cells
    )


def _have_words(grid: Grid, column: int) -> bool:
    """Return whether most cells of a column that say something have a word."""
    cells = grid.cells(column)
    worded = sum(WORD.search(grid.plain, cell.start, cell.end) is not None for cell in cells)
    return 2 * worded >= len(cells)


def _are_links(grid: Grid, column: int) -> bool:
    """Return whether most cells of a column are links of few words: `[Summary](…), [Code](…)`."""
    cells = grid.cells(column)
    linked = 0
    for cell in cells:
        links = grid.links(cell)
        ends = [cell.start, *(link.span.end for link in links)]
        starts = [*(link.span.start for link in links), cell.end]
        linked += bool(links) and not (
            any(_PHRASE.search(link.text) and len(link.text) > _LONGEST_LABEL for link in links)
            or any(map(WORD.search, repeat(grid.plain), ends, starts))
        )
    return 2 * linked > len(cells)


def _voted(grid: Grid, column: int) -> Column:
    """Return what most texts of a column look like."""
    cells = grid.cells(column)
    if len(cells) < _FEWEST_CELLS:
        return "none"
    kinds: Counter[Column] = Counter([_looks_like(grid.plain, cell) for cell in cells])
    [(best, votes)] = kinds.most_common(1)
    return best if 3 * votes >= 2 * len(cells) else "none"


def _has_venues(grid: Grid, column: int) -> bool:
    """Return whether all texts of a column name venues, however few they are."""
    return all(_looks_like(grid.plain, cell) == "venue" for cell in grid.cells(column))


def _looks_like(plain: str, cell: Span) -> Column:
    if CELL_DATE.fullmatch(plain, cell.start, cell.end):
        return "year"
    bounds = trimmed(plain, cell.start, cell.end, CELL_EDGES)
    if is_venue(plain, bounds):
        return "venue"
    authors = only_authors(plain, bounds)
    if authors is not None and authors.several:
        return "authors"
    return "none"


def is_venue(plain: str, bounds: Bounds) -> bool:
    """Return whether a text is short and has a venue that is in our table."""
    return bounds[1] - bounds[0] <= LONGEST_VENUE and (
        bare_venue(plain, *bounds) is not None
        or any(found.known for found in dated(plain, *bounds))
    )


def _first_linked(grid: Grid) -> int | None:
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


def only_authors(plain: str, bounds: Bounds) -> AuthorList | None:
    """Return the list of authors that a text is, if it is one as a whole."""
    authors = find_authors(plain, *bounds)
    if authors is not None and bounds[1] - authors.end <= 2:
        return authors
    return None


_NAMES = regex(r"\W*(?:names?|名称)\W*", re.IGNORECASE)
_YEARS = regex(r"\W*(?:(?:\w+ )?years?(?: of publication| published)?|年份?)\W*", re.IGNORECASE)
"""A header of years; one of dates may be that of a schedule."""
_PLANNED = regex(
    r"\b(?:speakers?|presenters?|deadlines?|rooms?|sessions?|weeks?|due|location|主讲人?)\b",
    re.IGNORECASE,
)
"""A header of a schedule."""
_MEETING = regex(r"\b(?:Conference|Symposium|Workshop|Journal|Transactions|Magazine)\b")
_NUMBER = regex(r"\d[\d.,]*+(?![\w-])")
_RESULT = regex(r"(?=[^.%]*+(?:(?<=\d)\.\d|(?<=\d)%|(?<=\d\s)%))[\d\s.±%+/()-]*+")


def titles_of_papers(grid: Grid, columns: Sequence[Column]) -> int | None:
    """Return the column of titles if header and cells say that the rows are papers."""
    headers = [grid.header(index) for index in range(len(columns))]
    named = [column_of(header) for header in headers]
    if not ({"authors", "venue"} & set(named) or any(map(_YEARS.fullmatch, headers))):
        return None
    if any(map(_PLANNED.search, headers)):
        return None
    at = next(
        (
            i
            for i, column in enumerate(columns)
            if column == "title" or _NAMES.fullmatch(headers[i])
        ),
        None,
    )
    if at is None:
        return None
    cells = grid.cells(at)
    titles = sum(_is_worded(grid.plain, cell) for cell in cells)
    if 2 * titles <= len(cells) or any(
        _has_results(grid, index) for index in range(len(columns)) if index != at
    ):
        return None
    return at


def _is_worded(plain: str, cell: Span) -> bool:
    """Return whether a cell has the words of a title, and those of no conference and no figure."""
    words = WORD.findall(plain, cell.start, cell.end)
    long = len(words) >= _FEWEST_WORDS or any(
        len(word) >= _LONG_WORD and not word.isascii() for word in words
    )
    return (
        long
        and _NUMBER.match(plain, *trimmed(plain, cell.start, cell.end, CELL_EDGES)) is None
        and _MEETING.search(plain, cell.start, cell.end) is None
    )


def _has_results(grid: Grid, column: int) -> bool:
    """Return whether most cells of a column are measured: `76.1`, `81 %`."""
    cells = grid.cells(column)
    found = sum(_RESULT.fullmatch(grid.text(cell)) is not None for cell in cells)
    return 2 * found > len(cells)
