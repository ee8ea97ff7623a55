"""The files of a fleet's tables: what is written is read again, and what is foreign refused."""

from pathlib import Path
from typing import Any, get_args

import pytest

from awesomecheck.errors import UserError
from awesomecheck.fleet.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from awesomecheck.fleet.tables import (
    ROWS,
    EntryRow,
    FindingRow,
    columns_of,
    read_table,
    write_rows,
)

_FINDING = FindingRow("a.md", "dead-link", "error", 3, 1, "a message", fixable=False)


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    entry = EntryRow(
        "a.md", 1, 2, "MAE", None, ("He", "Xie"), "CVPR", 2022, None, ("Papers",), None, None, None
    )
    write_rows(tmp_path, "entries", "one", [entry])
    [read] = read_table(tmp_path, "entries").to_pylist()
    assert read == {**entry._asdict(), "authors": ["He", "Xie"], "section": ["Papers"]}


def test_several_files_are_one_table_and_columns_can_be_chosen(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_rows(tmp_path, "findings", name, [_FINDING, _FINDING])
    table = read_table(tmp_path, "findings", ["rule", "line"])
    assert (table.num_rows, table.column_names) == (4, ["rule", "line"])


@pytest.mark.parametrize("name", ROWS)
def test_a_table_without_rows_or_files_has_its_columns(name: str, tmp_path: Path) -> None:
    assert read_table(tmp_path, name).schema == columns_of(name)
    write_rows(tmp_path, name, "none", [])
    assert read_table(tmp_path, name).schema == columns_of(name)


def test_every_column_has_a_type_of_parquet() -> None:
    for name, row in ROWS.items():
        optional = {
            each for each, hint in row.__annotations__.items() if type(None) in get_args(hint)
        }
        columns: Any = columns_of(name)
        assert {each for each in columns.names if columns.field(each).nullable} == optional


def test_text_that_has_no_encoding_is_written_all_the_same(tmp_path: Path) -> None:
    write_rows(tmp_path, "findings", "one", [_FINDING._replace(message="a \ud800 b")])
    assert read_table(tmp_path, "findings").column("message").to_pylist() == ["a ? b"]


def test_a_file_of_somebody_else_is_an_error_for_users(tmp_path: Path) -> None:
    write_rows(tmp_path, "findings", "one", [_FINDING])
    (tmp_path / "findings" / "two.parquet").write_bytes(b"no table")
    with pytest.raises(UserError, match="findings: not the files of a fleet"):
        read_table(tmp_path, "findings")


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    manifest = Manifest(1, "0.1", 5.0, None, "ask", {"links": "due", "budget": None}, 3, 10)
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "1"}', "[" * 100_000, "\ud800"])
def test_a_strangers_manifest_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode(errors="surrogatepass"))
    with pytest.raises(UserError, match="not written by"):
        read_manifest(tmp_path)


def test_a_manifest_of_another_version_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, Manifest(99, "9.0", 5.0, None, "done", {}, 3, 10))
    with pytest.raises(UserError, match="another version"):
        read_manifest(tmp_path)
