"""The tables of a fleet: their columns, and how their files are written and read.

A table is a folder of Parquet files, which any tool for such files reads. All texts in them come
out of strangers' lists.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
import io
from pathlib import Path
from typing import Any, Final, NamedTuple, cast, get_args, get_type_hints

import pyarrow
from pyarrow import dataset, parquet

from awesomecheck.errors import UserError
from awesomecheck.safety.atomic_write import write_file

SUFFIX: Final = ".parquet"


class ListRow(NamedTuple):
    """A list that was read, or could not be."""

    list: str
    """Its name in all tables: a path, `owner/repository:path`, or a URL."""
    source: str
    """What the user named: a file or a folder, a repository, a URL."""
    key: str
    """Tells it from what it was when an earlier run read it."""
    repository: str | None
    """`owner/name` on GitHub, or the URL of a repository of git."""
    path: str | None
    """Of the file, in its repository if it has one."""
    commit: str | None
    bytes: int
    lines: int
    entries: int
    findings: int
    links: int
    """Distinct ones."""
    status: str
    """`read` or `failed`."""
    error: str | None
    """Why it could not be read, or what went wrong with a part of it."""
    seconds: float


class FindingRow(NamedTuple):
    """A finding of a rule."""

    list: str
    rule: str
    severity: str
    """`error`, `warning` or `info`."""
    line: int
    column: int
    message: str
    fixable: bool


class EntryRow(NamedTuple):
    """An entry of a list."""

    list: str
    line: int
    end_line: int
    name: str | None
    title: str | None
    authors: tuple[str, ...]
    venue: str | None
    """As written, without its year."""
    year: int | None
    month: int | None
    section: tuple[str, ...]
    """The headings above it, the outermost first."""
    url: str | None
    """Of its paper, else its first link."""
    arxiv: str | None
    """An id without a version."""
    doi: str | None


class ListedLink(NamedTuple):
    """A link of a list; each URL once."""

    list: str
    line: int
    column: int
    url: str
    target: str | None
    """What is checked, the same for all spellings of a URL; null where a setting excludes it."""
    shard: str | None
    """The part of the web that it is in, null like its target."""


class VerdictRow(NamedTuple):
    """What is known of a target."""

    target: str
    url: str
    """One of its URLs: the one that was requested."""
    shard: str
    verdict: str
    """`alive`, `moved`, `dead`, `unsure` or `skipped`."""
    reason: str
    status: int | None
    evidence: str
    checked: float | None
    """In seconds since 1970; null for what was not requested yet."""
    final_url: str | None


class TargetRow(NamedTuple):
    """A target that is checked by a shard; lists may have it under several URLs."""

    target: str
    url: str
    shard: str


Row = ListRow | FindingRow | EntryRow | ListedLink | VerdictRow | TargetRow
LISTS: Final = "lists"
ROWS: Final[Mapping[str, type[Row]]] = {
    LISTS: ListRow,
    "findings": FindingRow,
    "entries": EntryRow,
    "links": ListedLink,
    "verdicts": VerdictRow,
    "targets": TargetRow,
}
"""The tables, each with what a row of it is."""

_TYPES: Final[Mapping[object, pyarrow.DataType]] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
    tuple[str, ...]: pyarrow.list_(pyarrow.string()),
}
_arrow: Any = pyarrow
_dataset: Any = dataset
_parquet: Any = parquet
"""Their stubs leave types open."""


@cache
def columns_of(table: str) -> pyarrow.Schema:
    """Return the columns of a table."""
    hints = get_type_hints(ROWS[table])
    return pyarrow.schema([_field(name, hint) for name, hint in hints.items()])


def _field(name: str, hint: object) -> "pyarrow.Field[Any]":
    if hint in _TYPES:
        return pyarrow.field(name, _TYPES[hint], nullable=False)
    [kind] = (each for each in get_args(hint) if each is not type(None))
    return pyarrow.field(name, _TYPES[kind])


def write_rows(folder: Path, table: str, name: str, rows: Sequence[Row]) -> None:
    """Write rows as one file of a table, in place of an earlier one of that name.

    Args:
        folder: of the fleet.
        table: the name of the table.
        name: of the file, without its suffix.
        rows: what it has.

    Raises:
        UserError: it cannot be written; an earlier one is as it was.
    """
    columns = columns_of(table)
    names = columns.names
    values: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(names)
    arrays = [_array(value, kind) for value, kind in zip(values, columns.types, strict=True)]
    write_table(folder, table, name, _arrow.Table.from_arrays(arrays, schema=columns))


def write_table(folder: Path, table: str, name: str, rows: pyarrow.Table) -> None:
    """Write rows that are a table already, as `write_rows` does.

    Raises:
        UserError: they cannot be written; an earlier file is as it was.
    """
    data = io.BytesIO()
    _parquet.write_table(rows, data, compression="zstd")
    target = folder / table
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{target}: not written: {error.strerror}") from error
    write_file(target / f"{name}{SUFFIX}", data.getvalue())


def _array(values: Sequence[Any], kind: pyarrow.DataType) -> Any:
    try:
        return _arrow.array(values, kind)
    except UnicodeEncodeError:  # surrogates, which a list may have as escapes
        return _arrow.array([_encodable(each) for each in values], kind)


def _encodable(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encodable(each) for each in cast("tuple[str, ...]", value)]
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def table_files(folder: Path, table: str) -> list[Path]:
    """Return the files of a table, in the order of their names."""
    return sorted((folder / table).glob(f"*{SUFFIX}"))


def read_table(
    folder: Path,
    table: str,
    columns: Iterable[str] | None = None,
    paths: Sequence[Path] | None = None,
) -> pyarrow.Table:
    """Return a table; one without files is empty.

    Args:
        folder: of the fleet.
        table: the name of the table.
        columns: their names; None for all.
        paths: the files to read; None for all.

    Raises:
        UserError: a file cannot be read, or is something else.
    """
    found = table_files(folder, table) if paths is None else paths
    wanted = columns_of(table).names if columns is None else [*columns]
    try:
        if not found:
            return cast(
                "pyarrow.Table", _arrow.Table.from_pylist([], columns_of(table)).select(wanted)
            )
        named = [str(path) for path in found]
        source = _dataset.dataset(named, schema=columns_of(table), format="parquet")
        return cast("pyarrow.Table", source.to_table(columns=wanted))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UserError(
            f"{folder / table}: not the files of a fleet: {str(error).partition(chr(10))[0]}",
            hint="remove what awesomecheck has not written, or run the fleet into a new folder",
        ) from error
