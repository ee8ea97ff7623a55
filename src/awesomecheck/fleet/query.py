"""Ask the tables of a fleet: rows are selected and counted on the way, not in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import pyarrow
from pyarrow import acero, compute, dataset, parquet

from awesomecheck.errors import InputError, MissingInputError, UserError
from awesomecheck.fleet.lock import LOCK
from awesomecheck.fleet.manifest import MANIFEST, Manifest, read_manifest
from awesomecheck.fleet.tables import columns_of, table_files

Selected = Any
"""A table of pyarrow, whose stubs leave types open."""
Expression = Any
RowDict = dict[str, Any]

_arrow: Any = pyarrow
_acero: Any = acero
_compute: Any = compute
_dataset: Any = dataset
_parquet: Any = parquet

COUNT: Final = "count"
"""The column that says how many rows are in a group."""
FAULTS: Final = (pyarrow.ArrowException, OSError, UnicodeDecodeError)
"""What reading a damaged file raises."""
_TABLES: Final = ("lists", "findings", "entries", "links", "verdicts")
"""Those that say something of the web and its lists."""
_HINT: Final = "name a folder that `awesomecheck fleet run --out` has filled"
_END_OF_TIME: Final = 253_402_300_800
"""The year 10,000, in seconds since 1970."""
_BATCH: Final = 1 << 16
"""Rows that are in memory at once; a batch of texts has about ten megabytes."""


class Fleet(NamedTuple):
    """The folder of a fleet, and the files of its tables."""

    folder: Path
    manifest: Manifest
    files: Mapping[str, Sequence[Path]]
    left_out: tuple[UserError, ...] = ()
    """An error for each file that cannot be read, and is not among them."""

    def rows(
        self,
        table: str,
        columns: Sequence[str] | Mapping[str, Expression],
        where: Expression | None = None,
    ) -> Selected:
        """Return rows.

        Args:
            table: the name of the table.
            columns: their names, or expressions by name.
            where: which rows are selected; None for all.
        """
        return self._scanner(table, columns, where).to_table()

    def batches(
        self, table: str, columns: Sequence[str], where: Expression | None = None
    ) -> Iterator[Any]:
        """Yield the same in batches, few of which are in memory at once."""
        return iter(self._scanner(table, columns, where).to_batches())

    def grouped(
        self,
        table: str,
        keys: Sequence[str] | Mapping[str, Expression],
        sums: Mapping[str, Expression] | None = None,
        where: Expression | None = None,
    ) -> Selected:
        """Return how many rows have the same in some columns.

        Args:
            table: the name of the table.
            keys: the columns, or expressions by name.
            sums: more columns: how many rows of a group fulfil an expression.
            where: which rows are selected; None for all.
        """
        whole = {name: each.cast("int64") for name, each in (sums or {}).items()}
        columns = keys if isinstance(keys, Mapping) else {name: field(name) for name in keys}
        scanner = self._scanner(table, {**columns, **whole}, where)
        source = _acero.RecordBatchReaderSourceNodeOptions(scanner.to_reader())
        counts: list[Any] = [([], "hash_count_all", None, COUNT)]
        counts += [([name], "hash_sum", None, name) for name in whole]
        steps = [
            _acero.Declaration("record_batch_reader_source", source),
            _acero.Declaration("aggregate", _acero.AggregateNodeOptions(counts, [*keys])),
        ]
        return _acero.Declaration.from_sequence(steps).to_table()

    def _scanner(
        self,
        table: str,
        columns: Sequence[str] | Mapping[str, Expression],
        where: Expression | None,
    ) -> Any:
        named, schema = [str(path) for path in self.files[table]], columns_of(table)
        source = (
            _dataset.dataset(named, schema=schema, format="parquet")
            if named
            else _dataset.dataset(cast("Any", schema).empty_table())
        )
        return source.scanner(
            columns=dict(columns) if isinstance(columns, Mapping) else [*columns],
            filter=where,
            batch_size=_BATCH,
            batch_readahead=2,
            fragment_readahead=2,
        )


def field(name: str) -> Expression:
    """Return the expression for a column."""
    return _compute.field(name)


def among(name: str, texts: Iterable[Any]) -> Expression:
    """Return whether the text of a column is one of some, perhaps in an array."""
    known: Any = texts
    if not isinstance(texts, _arrow.Array):
        known = _arrow.array([*texts], _arrow.string())
    return field(name).isin(known)


def sorted_by(rows: Selected, *orders: tuple[str, bool]) -> Selected:
    """Return rows in the order of some columns, each with whether it goes down."""
    return rows.sort_by([(name, "descending" if down else "ascending") for name, down in orders])


def open_fleet(folder: Path) -> Fleet:
    """Return a fleet without the files that are none of its tables.

    Raises:
        UserError: the folder is not there, or no fleet's.
    """
    if not folder.exists():
        raise MissingInputError(str(folder))
    if not folder.is_dir():
        raise UserError(f"{folder}: not a folder", hint=_HINT)
    manifest = read_manifest(folder)
    if manifest is None and (folder / LOCK).exists():
        raise UserError(
            f"{folder}: the run ended before it had read a list",
            hint="run `awesomecheck fleet run` again",
        )
    if manifest is None:
        raise UserError(
            f"{folder}: not the folder of a fleet: it has no {MANIFEST}",
            hint=_HINT,
        )
    if not all(0 <= time < _END_OF_TIME for time in (manifest.started, manifest.finished or 0)):
        raise UserError(
            f"{folder / MANIFEST}: not written by `awesomecheck fleet run`", hint=_HINT
        )
    return Fleet(folder, manifest, {name: table_files(folder, name) for name in _TABLES})


def without_damaged(fleet: Fleet, *, whole: bool) -> Fleet:
    """Return a fleet without the files that cannot be read.

    Args:
        fleet: the fleet.
        whole: whether to read all of each file, not only what columns it has.
    """
    files: dict[str, list[Path]] = {}
    errors: list[UserError] = []
    for table, paths in fleet.files.items():
        files[table] = []
        for path in paths:
            if fault := _fault(path, table, whole=whole):
                errors.append(InputError(f"{path}: {fault}"))
            else:
                files[table].append(path)
    return fleet._replace(files=files, left_out=(*fleet.left_out, *errors))


def _fault(path: Path, table: str, *, whole: bool) -> str:
    """Return why a file is not one of a table; empty if it is."""
    if not path.is_file():  # reading a named pipe would wait for its writer
        return "not a file"
    try:
        with _parquet.ParquetFile(path) as file:
            there = [*file.schema_arrow]  # a later version may have more
            if any(each not in there for each in cast("Any", columns_of(table))):
                return f"other columns than those of the table `{table}`"
            for batch in file.iter_batches() if whole else ():
                batch.validate(full=True)
    except FAULTS as error:
        return f"cannot be read: {str(error).partition(chr(10))[0]}"
    return ""
