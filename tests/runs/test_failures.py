"""A bug of ours that one file brings up: it is an error of that file, and the others go on."""

from collections.abc import Callable
import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from awesomecheck import InternalError, UserError, lint, parse
from awesomecheck.__main__ import main
from awesomecheck.cli import export_command
from awesomecheck.document import parsed_text
from awesomecheck.engine.linter import run_rules
from awesomecheck.formats.report import FileReport
from awesomecheck.runs import fixes, inputs, library, run

BAD, GOOD = "bad.md", "good.md"
TEXT = "# List\n\nx \n"


def path_of(thing: object) -> str:
    """The file that an argument is about."""
    for way in ("path", "source.path", "document.source.path", "file.document.source.path"):
        found: Any = thing
        for name in way.split("."):
            found = getattr(found, name, None)
        if found is not None:
            return str(found)
    return str(thing)


def failing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that fails for one of the files."""

    def instead(*arguments: Any, **named: Any) -> Any:
        if path_of(arguments[0]) == BAD:
            raise LookupError("words of a list\n::error::x ##[error]y")
        return function(*arguments, **named)

    return instead


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (BAD, GOOD):
        (tmp_path / name).write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


STAGES = [
    pytest.param(inputs, "read_bytes", (), id="read"),
    pytest.param(parsed_text, "parse", (), id="parse"),
    pytest.param(run, "run_rules", (), id="lint"),
    pytest.param(run, "run_rules", ("--fix",), id="lint to fix"),
    pytest.param(run, "next_pass", ("--fix",), id="fix"),
    pytest.param(run, "next_pass", ("--diff",), id="fix to show"),
    pytest.param(fixes, "replace_file", ("--fix",), id="write"),
    pytest.param(fixes, "_from_here", ("--diff",), id="show"),
    pytest.param(FileReport, "position", (), id="report"),
]


@pytest.mark.parametrize(("module", "name", "options"), STAGES)
def test_a_failure_costs_one_file_alone(
    module: Any,
    name: str,
    options: tuple[str, ...],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(module, name, failing(getattr(module, name)))
    with pytest.raises(SystemExit) as stop:
        main(["--no-links", *options, BAD, GOOD], guest=True)
    shown = capsys.readouterr()
    assert stop.value.code == 2
    assert shown.err.startswith(
        "error: bad.md: a bug in awesomecheck: LookupError: words of a list\\n::error::x"
    )
    assert "hint: report it with the list: https://github.com/" in shown.err
    assert "Traceback" not in shown.err
    assert (folder / BAD).read_text() == TEXT
    if "--fix" in options:
        assert (folder / GOOD).read_text() == "# List\n\nx\n"
    else:
        assert "good.md" in shown.out


@pytest.mark.usefixtures("folder")
def test_a_file_that_the_system_refuses_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*arguments: Any, **named: Any) -> Any:
        if path_of(arguments[0]) == BAD:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "notes.md")
        return run_rules(*arguments, **named)

    monkeypatch.setattr(run, "run_rules", refused)
    with pytest.raises(SystemExit) as stop:
        main(["--no-links", BAD, GOOD], guest=True)
    shown = capsys.readouterr()
    assert stop.value.code == 2
    assert shown.err == "error: bad.md: notes.md: Permission denied\n"
    assert "good.md" in shown.out


def test_a_report_leaves_out_the_file_at_which_its_format_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FileReport, "position", failing(FileReport.position))
    with pytest.raises(SystemExit) as stop:
        main(["--no-links", "--format", "json", "-o", "report.json", BAD, GOOD], guest=True)
    assert stop.value.code == 2
    assert "error: bad.md: a bug in awesomecheck" in capsys.readouterr().err
    report = json.loads((folder / "report.json").read_text())
    assert [file["path"] for file in report["files"]] == [GOOD]


def test_export_names_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(export_command, "parse", failing(parse))
    with pytest.raises(SystemExit) as stop:
        main(["export", BAD], guest=True)
    assert stop.value.code == 2
    assert "error: bad.md: a bug in awesomecheck: LookupError" in capsys.readouterr().err
    assert folder.joinpath(BAD).exists()


def test_the_library_raises_one_class_of_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "parse", failing(parse))
    with pytest.raises(InternalError, match=r"bad\.md: a bug in awesomecheck") as raised:
        lint(TEXT, BAD)
    assert isinstance(raised.value, UserError)
    assert isinstance(raised.value.__cause__, LookupError)


def test_the_library_reports_a_failure_of_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "run_rules", failing(run_rules))
    report = lint(TEXT, BAD)
    assert [type(error) for error in report.errors] == [InternalError]
    assert list(report.findings()) == []


def test_an_open_comment_in_a_quoted_item_is_read() -> None:
    for text in ("> - <!--\n> ", "> 1. <pre\n> ", "- > <div>\n  > "):
        assert lint(text).errors == ()
