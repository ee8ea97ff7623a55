"""The rule `ragged-table-row`."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
import re

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Problem,
    Row,
    Severity,
    Span,
    Table,
    counted,
    regex,
    share,
)
from awesomecheck_rules.markdown._parting import begins_block, is_closed

_DELIMITER_ROW = regex(
    r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE
)
_LINK_END = regex(r"\]\([^()\s]*\)")
_CELL_EDGE = regex(r"(?<!\\)\|")
_FEWEST_CLOSED = 5
_NEARLY_ALL = 0.9


class RaggedTableRow(DocumentRule):
    r"""A table row with more or fewer cells than the header.

    GitHub does not show extra cells, links included, and pads a short row at its end, so that a
    cell forgotten in the middle moves all that follow it. A line of text right below a table
    becomes a row of it, and a table whose header and delimiter row differ in their number of
    cells is rendered as plain text. Write a pipe that is text as `\|`.

    Where more than half of the rows are short, of a table or of all with its header, that is taken
    as their style. A row that lacks only its last cells is an info, as it looks the same, and so is one without the
    pipe at the end that nearly all rows of the table have.

    ```bad
    | Paper | Venue | Code |
    | --- | --- | --- |
    | [MAE](https://arxiv.org/abs/2111.06377) | CVPR 2022 | [code](https://github.com/facebookresearch/mae) | PyTorch |
    | [BEiT](https://arxiv.org/abs/2106.08254) | ICLR 2022 |
    ```

    ```good
    | Paper | Venue | Code |
    | --- | --- | --- |
    | [MAE](https://arxiv.org/abs/2111.06377) | CVPR 2022 | [code](https://github.com/facebookresearch/mae) |
    | [BEiT](https://arxiv.org/abs/2106.08254) | ICLR 2022 | |
    ```

    ```bad
    | Paper | Venue |
    | --- | --- |
    | [MAE](https://arxiv.org/abs/2111.06377) | CVPR 2022 | |
    | [BEiT](https://arxiv.org/abs/2106.08254) | ICLR 2022 |
    ```

    ```good
    | Paper | Venue |
    | --- | --- |
    | [MAE](https://arxiv.org/abs/2111.06377) | CVPR 2022 |
    | [BEiT](https://arxiv.org/abs/2106.08254) | ICLR 2022 |
    ```
    """  # noqa: E501 - a table row cannot be broken

    touches = ("structure",)

    def check(self, document: Document) -> Iterator[Problem]:
        short = _short_rows(document)
        for table in document.tables:
            yield from _ragged_rows(document, table, short[_header(document, table)])
            yield from _open_rows(document, table)
        if "-|" in document.text or "- |" in document.text or ":|" in document.text:
            yield from _tables_rendered_as_text(document)


def _header(document: Document, table: Table) -> tuple[str, ...]:
    return tuple(document.slice(cell) for cell in table.rows[0].cells)


def _short_rows(document: Document) -> dict[tuple[str, ...], bool]:
    """Return of each header whether most rows below it, of all tables, are short."""
    counts: dict[tuple[str, ...], list[bool]] = {}
    for table in document.tables:
        is_short = counts.setdefault(_header(document, table), [])
        is_short += [
            len(row.cells) < table.columns
            for row in table.rows[1:]
            if not document.is_new(row.span.start) and not _is_text(document, row)
        ]
    return {header: _is_habit(sum(rows), len(rows)) for header, rows in counts.items()}


def _ragged_rows(document: Document, table: Table, are_short: bool) -> Iterator[Problem]:
    columns = table.columns
    body = table.rows[1:]
    if all(len(row.cells) == columns for row in body):
        return
    edged = document.slice(table.rows[0].span).startswith("|")
    text_rows = list(takewhile(lambda row: _is_text(document, row), reversed(body)))
    rows = body[: len(body) - len(text_rows)]
    known = [row for row in rows if not document.is_new(row.span.start)] or rows
    short = sum(len(row.cells) < columns for row in known)
    padded = sum(
        len(row.cells) > columns and not _has_extra_content(row, columns) for row in known
    )
    for row in rows:
        count = len(row.cells)
        message = f"{counted(count, 'cell')} in this row, {columns} in the header"
        written = document.slice(row.span)
        if count == columns - 1 and not edged and written[:1] != "|" and written[-1:] == "|":
            continue  # the author takes the pipe at the end for an empty last cell
        if _has_comment(document, row, columns):
            continue
        if count < columns and not (are_short or _is_habit(short, len(known))):
            severity: Severity | None = "info" if _lacks_only_ends(document, row, rows) else None
            yield Problem(Span(row.span.end - 1, row.span.end), message, severity=severity)
        elif count > columns and _has_extra_content(row, columns):
            beyond = Span(row.cells[columns].start, row.cells[-1].end)
            yield Problem(beyond, f"{message}: the extra cells are not shown")
        elif count > columns and not _is_habit(padded, len(known)):
            yield Problem(Span(row.span.end - 1, row.span.end), message, _cut(row, columns))
    if text_rows and columns > 1:
        first = text_rows[-1]
        yield Problem(
            first.span,
            "this line becomes a row of the table above: add a blank line before it",
            _blank_line_before(document, first) if _is_paragraph(document, text_rows) else None,
        )


def _open_rows(document: Document, table: Table) -> Iterator[Problem]:
    """Yield rows without the pipe at the end that nearly all have."""
    text = document.text
    ends = [row.span.end for row in table.rows if len(row.cells) == table.columns]
    closed = [text.endswith("|", 0, end) for end in ends]
    if all(closed) or sum(closed) < max(_FEWEST_CLOSED, _NEARLY_ALL * len(ends)):
        return
    others = share(sum(closed), len(ends), "row")
    for end, has_pipe in zip(ends, closed, strict=True):
        if not has_pipe:
            fix = Fix((Edit(Span(end, end), " |"),))
            message = f"no `|` at the end of the row: add it ({others} have one)"
            yield Problem(Span(end - 1, end), message, fix, severity="info")


def _is_habit(count: int, rows: int) -> bool:
    return count > 1 and 2 * count > rows


def _lacks_only_ends(document: Document, row: Row, rows: Sequence[Row]) -> bool:
    """Return whether the cells of a short row are in their columns: only empty ones are left out.

    Its last cell is like those of other rows in that column, and unlike those in the next one.
    """
    last = len(row.cells) - 1
    what = _label(document, row.cells[last]) if last >= 0 else ""
    return bool(what) and [
        any(
            len(other.cells) > column and _label(document, other.cells[column]) == what
            for other in rows
            if other is not row
        )
        for column in (last, last + 1)
    ] == [True, False]


def _label(document: Document, cell: Span) -> str:
    """Return what a cell has in common with its column: its text, of a link only the label."""
    return _LINK_END.sub("]", document.slice(cell)).strip("[] ").casefold()


def _is_text(document: Document, row: Row) -> bool:
    return len(row.cells) == 1 and "|" not in document.slice(row.span)


def _is_paragraph(document: Document, rows: Sequence[Row]) -> bool:
    """Return whether rows, from the last one up, are a paragraph if they are not of the table."""
    below = document.line_span(min(rows[0].span.end + 1, len(document.text)))
    lines = [document.slice(row.span) for row in rows]
    return not any(map(begins_block, [*lines, document.slice(below)])) and all(
        map(is_closed, lines)
    )


def _has_extra_content(row: Row, columns: int) -> bool:
    """Return whether an extra cell has any content."""
    return any(cell.end > cell.start for cell in row.cells[columns:])


def _has_comment(document: Document, row: Row, columns: int) -> bool:
    """Return whether the first extra cell is meant as a comment: `[//]: # (new)`."""
    return any(document.slice(cell).startswith("[//]:") for cell in row.cells[columns:][:1])


def _cut(row: Row, columns: int) -> Fix:
    """Remove empty extra cells, up to the pipe that ends the last one."""
    last = row.cells[columns - 1]
    return Fix((Edit(Span(last.end, row.span.end), " |" if last.end > last.start else "|"),))


def _blank_line_before(document: Document, row: Row) -> Fix | None:
    start = row.span.start
    if document.line_span(start).start != start:
        return None
    return Fix((Edit(Span(start, start), "\n"),), safe=False)


def _tables_rendered_as_text(document: Document) -> Iterator[Problem]:
    for match in _DELIMITER_ROW.finditer(document.text):
        row = match.group()
        block = document.block_at(match.end()) if "|" in row else None
        if block is None or block.kind != "paragraph" or block.span.start >= match.start():
            continue
        header = document.source.line_at(match.start() - 1)
        cells, columns = _count(row), _count(header)
        is_meant = all(
            count > 1 or _is_edged(line) for count, line in ((cells, row), (columns, header))
        )
        if is_meant and cells != columns:
            yield Problem(
                Span(match.end() - len(row.lstrip(" \t>")), match.end()),
                f"{counted(cells, 'cell')} in the delimiter row, {columns} in the header:"
                " not rendered as a table",
            )


def _is_edged(row: str) -> bool:
    """Return whether a row begins and ends with a pipe, as a row of one cell has to."""
    written = row.strip(" \t>")
    return len(written) > 1 and written.startswith("|") and written.endswith("|")


def _count(row: str) -> int:
    return len(_CELL_EDGE.findall(row.strip(" \t>").removeprefix("|").removesuffix("|"))) + 1
