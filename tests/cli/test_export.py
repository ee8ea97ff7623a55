"""`awesomecheck export`: entries as data."""

import csv
import importlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import RunCommand

LIST = """\
# List

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
* **Tool**: Jane Doe, Qi Lei.
   - Tools & 100% {More}. [[TPAMI'2023](https://doi.org/10.1109/X.1)] [[code](<https://a.b/\x1b[31m>)]
"""
FORMATS = ["json", "jsonl", "csv", "bibtex"]


@pytest.fixture(autouse=True)
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST, "utf-8")
    return path


def bibliography(text: str) -> Any:
    reader: Any = importlib.import_module("pybtex.database")  # it ships no types
    return reader.parse_string(text, "bibtex")


def test_json_is_the_default_and_the_readme_the_list(run: RunCommand) -> None:
    done = run("export")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = json.loads(done.stdout)
    assert (first["name"], first["venue"], first["year"]) == ("MAE", "CVPR", 2022)
    assert first["authors"] == ["Kaiming He", "Piotr Dollár"]
    assert [link["role"] for link in second["links"]] == ["paper", "code"]


def test_csv_has_a_header_and_a_row_for_each_entry(run: RunCommand) -> None:
    done = run("export", "README.md", "--format", "csv")
    assert done.returncode == 0
    first, second = csv.DictReader(io.StringIO(done.stdout))
    assert first["authors"] == "Kaiming He; Piotr Dollár"
    assert second["title"] == "Tools & 100% {More}"


def test_bibtex_is_read_by_others(run: RunCommand) -> None:
    done = run("export", "--format", "bibtex", "README.md")
    assert done.returncode == 0
    entries = bibliography(done.stdout).entries
    assert list(entries) == ["he2022masked", "doe2023tools"]
    assert entries["he2022masked"].fields["eprint"] == "2111.06377"
    assert entries["doe2023tools"].type == "article"
    assert [str(person) for person in entries["he2022masked"].persons["author"]] == [
        "He, Kaiming",
        "Dollár, Piotr",
    ]


DATED = """\
# Dated

## 2023

- (2023-05) [Folding Maps](https://arxiv.org/abs/2305.00001)
- (2023-06) [Cutting Maps](https://arxiv.org/abs/2306.00002)
- [Gluing Maps](https://arxiv.org/abs/2307.00003)
"""


def test_an_entry_has_its_lines_and_its_month_or_the_year_of_its_section(
    run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "dated.md").write_text(DATED, "utf-8")
    keys = ("line", "end_line", "year", "month", "section_year")
    _, second = json.loads(run("export").stdout)
    assert [second[key] for key in keys] == [5, 6, 2023, None, None]
    first, _, last = json.loads(run("export", "dated.md").stdout)
    assert [first[key] for key in keys] == [5, 5, 2023, 5, None]
    assert [last[key] for key in keys] == [7, 7, None, None, 2023]
    row, *_ = csv.DictReader(io.StringIO(run("export", "dated.md", "--format", "csv").stdout))
    assert [row[key] for key in keys] == ["5", "5", "2023", "5", ""]


def test_json_lines_are_the_objects_of_the_array(run: RunCommand) -> None:
    lines = run("export", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(run("export").stdout)


def test_several_lists_name_the_file_of_each_entry(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "dated.md").write_text(DATED, "utf-8")
    lists = ("README.md", "dated.md")
    entries = json.loads(run("export", *lists).stdout)
    assert [entry["file"] for entry in entries] == ["README.md"] * 2 + ["dated.md"] * 3
    rows = list(csv.DictReader(io.StringIO(run("export", *lists, "--format", "csv").stdout)))
    assert [row["file"] for row in rows] == [entry["file"] for entry in entries]
    assert len(bibliography(run("export", *lists, "--format", "bibtex").stdout).entries) == 5
    piped = json.loads(run("export", "dated.md", "-", stdin=LIST).stdout)
    assert [entry["file"] for entry in piped] == ["dated.md"] * 3 + ["<stdin>"] * 2


def test_one_list_has_no_file_even_if_named_twice(run: RunCommand) -> None:
    once = run("export", "README.md").stdout
    assert "file" not in json.loads(once)[0]
    assert run("export", "README.md", "README.md").stdout == once


def test_of_several_lists_those_without_entries_are_named(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("# Nothing\n", "utf-8")
    done = run("export", "empty.md", "README.md")
    assert (done.returncode, done.stderr) == (0, "empty.md: no entries found\n")
    assert len(json.loads(done.stdout)) == 2


def test_if_one_list_is_missing_nothing_is_written(run: RunCommand, tmp_path: Path) -> None:
    done = run("export", "README.md", "none.md", "-o", "out.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: none.md")
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_gets_what_standard_output_would(
    run: RunCommand, tmp_path: Path, name: str
) -> None:
    shown = run("export", "--format", name)
    written = run("export", "--format", name, "-o", "out")
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (tmp_path / "out").read_text("utf-8") == shown.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_standard_input_is_read(run: RunCommand, readme: Path, name: str) -> None:
    shown = run("export", "--format", name)
    readme.unlink()
    assert run("export", "--format", name, "-", stdin=LIST).stdout == shown.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_no_terminal_executes_what_a_list_says(run: RunCommand, name: str) -> None:
    assert "\x1b" not in run("export", "--format", name).stdout


@pytest.mark.parametrize(("name", "empty"), [("json", "[]\n"), ("jsonl", ""), ("bibtex", "")])
def test_a_list_without_entries_is_no_error(run: RunCommand, name: str, empty: str) -> None:
    done = run("export", "--format", name, "-", stdin="# List\n")
    assert (done.returncode, done.stdout) == (0, empty)
    assert done.stderr == "<stdin>: no entries found\n"


def test_a_missing_file_is_an_error(run: RunCommand, readme: Path) -> None:
    readme.unlink()
    for arguments in (["export"], ["export", "none.md"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: ")


def test_a_binary_file_is_an_error(run: RunCommand) -> None:
    done = run("export", "-", stdin=b"\xff")
    assert done.returncode == 2
    assert "<stdin>:1: not UTF-8" in done.stderr


def test_an_unknown_format_is_an_error(run: RunCommand) -> None:
    done = run("export", "--format", "xml")
    assert done.returncode == 2
    assert "'xml' is not one of" in done.stderr


def test_a_file_that_cannot_be_written_is_an_error(run: RunCommand) -> None:
    done = run("export", "-o", "none/out.json")
    assert done.returncode == 2
    assert "none/out.json: not written" in done.stderr
