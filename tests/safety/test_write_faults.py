"""A disk that fails at any call: the old file stays, whole, and nothing is left beside it."""

from collections.abc import Callable
from contextlib import suppress
import errno
import os
from pathlib import Path
from typing import Any

import pytest

from awesomecheck.__main__ import main
from awesomecheck.cli.action import act
from awesomecheck.errors import UserError
from awesomecheck.safety.atomic_write import create_file, replace_file, write_file
from tests.action.step import environment_of
from tests.git import Repository

OLD, NEW = b"old\n" * 400, b"new\n" * 600
LIST = "# List\n\n- [a](https://a.example/) - A tool. \n- [b](#nowhere) - A tool.\n"
CALLS = ("open", "write", "short write", "fsync", "close", "replace")
REASONS = (errno.ENOSPC, errno.EROFS, errno.EIO)
Break = Callable[[str, int], None]


WRITERS: dict[str, Callable[[Path], None]] = {
    "replace": lambda folder: replace_file(folder / "old", OLD, NEW),
    "create": lambda folder: create_file(folder / "new", NEW),
    "write new": lambda folder: write_file(folder / "new", NEW),
    "write old": lambda folder: write_file(folder / "old", NEW),
}


@pytest.fixture
def break_call(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Make one call of the system fail for temporary files of ours."""
    ours: set[int] = set()
    real = {name: getattr(os, name) for name in ("open", "write", "fsync", "close", "replace")}

    def broken(call: str, reason: int) -> None:
        error = OSError(reason, os.strerror(reason))

        def open_(path: Any, *arguments: Any, **named: Any) -> int:
            if not str(path).endswith(".tmp/new"):
                return int(real["open"](path, *arguments, **named))
            if call == "open":
                raise error
            number = int(real["open"](path, *arguments, **named))
            ours.add(number)
            return number

        def write(number: int, data: bytes) -> int:
            if number in ours and call == "write":
                raise error
            if number in ours and call == "short write":
                if len(data) < 20:
                    raise error
                return int(real["write"](number, data[: len(data) // 2]))
            return int(real["write"](number, data))

        def fsync(number: int) -> None:
            if number in ours and call == "fsync":
                raise error
            real["fsync"](number)

        def close(number: int) -> None:
            real["close"](number)
            if number in ours:
                ours.remove(number)
                if call == "close":
                    raise error

        def replace(source: Any, target: Any, **named: Any) -> None:
            if call == "replace" and str(source).endswith(".tmp/new"):
                raise error
            real["replace"](source, target, **named)

        for name, each in zip(real, (open_, write, fsync, close, replace), strict=True):
            monkeypatch.setattr(os, name, each)

    return broken


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_failed_call_changes_nothing(
    break_call: Break, tmp_path: Path, writer: str, call: str, reason: int
) -> None:
    (tmp_path / "old").write_bytes(OLD)
    break_call(call, reason)
    with pytest.raises(UserError, match=f": not written: {os.strerror(reason)}"):
        WRITERS[writer](tmp_path)
    assert content(tmp_path) == {"old": OLD}


COMMANDS = {
    "report.txt": ["--no-links", "-o", "report.txt"],
    "report.json": ["--no-links", "--format", "json=report.json"],
    "entries.csv": ["export", "-o", "entries.csv", "--format", "csv"],
    "README.md": ["--no-links", "--fix"],
    "my.patch": ["--no-links", "--diff", "-o", "my.patch"],
    ".awesomecheck-baseline.json": ["--no-links", "--write-baseline"],
    ".awesomecheck.yaml": ["init"],
    ".github/workflows/awesomecheck.yml": ["init", "--github"],
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_file_of_a_command_is_written_whole(
    break_call: Break,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    call: str,
) -> None:
    Repository.init(tmp_path)
    (tmp_path / "README.md").write_text(LIST)
    for each in ("report.txt", "report.json", "entries.csv", "my.patch"):
        (tmp_path / each).write_bytes(OLD)
    before = content(tmp_path)
    monkeypatch.chdir(tmp_path)
    break_call(call, errno.ENOSPC)
    with pytest.raises(SystemExit) as stop:
        main(COMMANDS[name], guest=True)
    assert stop.value.code == 2
    shown = capsys.readouterr().err
    assert f"{Path(name).name}: not written: No space left on device" in shown
    assert content(tmp_path) == before


def test_a_workflow_that_cannot_be_written_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repository.init(tmp_path)
    (tmp_path / "README.md").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    made = create_file

    def failing(path: Path, data: bytes) -> None:
        if path.name == "awesomecheck.yml":
            raise UserError(f"{path}: not written: No space left on device")
        made(path, data)

    monkeypatch.setattr("awesomecheck.cli.init_workflows.create_file", failing)
    with pytest.raises(SystemExit) as stop:
        main(["init", "--github"], guest=True)
    assert stop.value.code == 2
    folder = tmp_path / ".github" / "workflows"
    assert [each.name for each in folder.iterdir()] == ["awesomecheck-links.yml"]


@pytest.mark.parametrize("call", CALLS)
def test_a_job_summary_that_cannot_be_written_stays(
    break_call: Break,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: str,
) -> None:
    checkout, runner = tmp_path / "checkout", tmp_path / "runner"
    for folder in (checkout, runner):
        folder.mkdir()
    (checkout / "README.md").write_text(LIST)
    (runner / "summary").write_bytes(OLD)
    monkeypatch.chdir(checkout)
    variables = {**environment_of({"links": "false"}), "RUNNER_TEMP": str(runner)}
    environment = {**variables, "GITHUB_STEP_SUMMARY": str(runner / "summary")}
    assert act(environment) == 1
    filled = (runner / "summary").read_bytes()
    assert filled.startswith(OLD)
    assert len(filled) > len(OLD)
    write = write_file

    def failing(path: Path, data: bytes) -> None:
        if path.name == "summary":
            break_call(call, errno.ENOSPC)
        write(path, data)

    monkeypatch.setattr("awesomecheck.cli.action.write_file", failing)
    assert act(environment) == 1
    assert content(runner) == {"summary": filled}
    assert "not written: No space left on device" in capsys.readouterr().out


def test_a_report_keeps_mode_and_link(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(OLD)
    (tmp_path / "old").chmod(0o640)
    (tmp_path / "link").symlink_to("old")
    number = (tmp_path / "old").stat().st_ino
    write_file(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "old").read_bytes() == NEW
    status = (tmp_path / "old").stat()
    assert status.st_mode & 0o777 == 0o640
    assert status.st_ino != number


def test_a_link_to_no_file_yet_makes_it(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("new")
    write_file(tmp_path / "link", NEW)
    assert content(tmp_path) == {"link": NEW, "new": NEW}
    assert (tmp_path / "link").is_symlink()


def test_standard_output_by_name_stays_the_file_that_a_shell_has_open(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    number = os.open(tmp_path / "out", os.O_WRONLY)
    try:
        write_file(Path(f"/dev/fd/{number}"), NEW)
        os.write(number, b"")
    finally:
        os.close(number)
    assert (tmp_path / "out").read_bytes() == NEW


@pytest.mark.parametrize("writer", ["replace", "write old", "create"])
@pytest.mark.parametrize("call", ["lstat", "stat", "readlink"])
def test_a_file_of_which_nothing_can_be_known_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: str, call: str
) -> None:
    """Else a link would be replaced by a file, or a file would lose its mode and owner."""
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "real").chmod(0o640)
    (tmp_path / ("new" if writer == "create" else "old")).symlink_to("real")
    real = getattr(os, call)

    def fails(path: Any, *arguments: Any, **named: Any) -> Any:
        if Path(path).name in ("old", "new"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, call, fails)
    with suppress(UserError):
        WRITERS[writer](tmp_path)
    monkeypatch.undo()
    names = {each.name: each.is_symlink() for each in tmp_path.iterdir()}
    assert sorted(names.values()) == [False, True]
    assert (tmp_path / "real").read_bytes() in (OLD, NEW)
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_there_is_not_created(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(OLD)
    with pytest.raises(UserError, match="not written: File exists"):
        create_file(tmp_path / "old", NEW)
    assert content(tmp_path) == {"old": OLD}
