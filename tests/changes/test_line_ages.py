"""When lines came into a file: git blame, without what a repository could make git run."""

from pathlib import Path
import sys

import pytest

from awesomecheck.changes.line_ages import times_of_lines
from tests.git import Repository

ONE, TWO = "https://one.example/", "https://two.example/"
EARLY, LATE = 1_300_000_000.0, 1_500_000_000.0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.init(tmp_path / "list")


def commit(repository: Repository, text: str, time: float, name: str = "README.md") -> Path:
    path = repository.top / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "change", "--date", f"@{time:.0f} +0000")
    return path


def test_each_line_has_the_time_of_its_first_place(repository: Repository) -> None:
    commit(repository, f"# List\n\n{ONE}\n", EARLY)
    path = commit(repository, f"# List\n\n{ONE}\n{ONE}more\n{TWO}\n{ONE}\n", LATE)
    assert times_of_lines(path, {ONE, TWO, "https://three.example/"}, 10) == {
        ONE: EARLY,
        TWO: LATE,
    }


def test_line_breaks_of_windows_are_no_part_of_a_line(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "false")
    (repository.top / "README.md").write_bytes(f"{ONE}\r\n{TWO}\r\n".encode())
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "change", "--date", f"@{EARLY:.0f} +0000")
    assert times_of_lines(repository.top / "README.md", {TWO}, 10) == {TWO: EARLY}


def test_lines_are_those_of_the_commit(repository: Repository) -> None:
    path = commit(repository, f"{ONE}\n", EARLY, "docs/ä b.md")
    path.write_text(f"new\n{TWO}\n\n{ONE}\n")
    assert times_of_lines(path, {ONE, TWO}, 10) == {ONE: EARLY}


def test_what_git_does_not_know_has_no_time(tmp_path: Path, repository: Repository) -> None:
    outside = tmp_path / "README.md"
    outside.write_text(ONE)
    unborn = repository.top / "README.md"
    unborn.write_text(ONE)
    assert times_of_lines(outside, {ONE}, 10) == {}
    assert times_of_lines(unborn, {ONE}, 10) == {}
    unborn.unlink()
    commit(repository, "", EARLY, "other.md")
    unborn.write_text(ONE)
    assert times_of_lines(unborn, {ONE}, 10) == {}


def test_the_first_commit_of_a_shallow_clone_is_no_time(
    tmp_path: Path, repository: Repository
) -> None:
    commit(repository, f"{ONE}\n", EARLY)
    commit(repository, f"{ONE}\n{TWO}\n", LATE)
    commit(repository, f"{ONE}\n{TWO}\n\n", LATE)
    top = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.top}", top)
    assert times_of_lines(top / "README.md", {ONE, TWO}, 10) == {}
    repository.git("clone", "-q", "--depth", "3", f"file://{repository.top}", tmp_path / "whole")
    known = times_of_lines(tmp_path / "whole" / "README.md", {ONE, TWO}, 10)
    assert known[TWO] == LATE


def test_git_runs_no_program_of_the_repository(tmp_path: Path, repository: Repository) -> None:
    sign = tmp_path / "ran"
    program = f'"{sys.executable}" -c "open({str(sign)!r}, \'w\')"'
    path = commit(repository, f"{ONE}\n", EARLY)
    (repository.top / ".gitattributes").write_text("* diff=evil filter=evil\n")
    for key in ("diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "core.pager"):
        repository.git("config", key, program)
    assert times_of_lines(path, {ONE}, 10) == {ONE: EARLY}
    assert not sign.exists()


def test_a_failure_of_git_costs_only_the_times(repository: Repository) -> None:
    path = commit(repository, f"{ONE}\n", EARLY)
    repository.git("config", "blame.ignoreRevsFile", "missing")
    assert times_of_lines(path, {ONE}, 10) == {}


def test_a_long_history_is_given_up(repository: Repository) -> None:
    path = commit(repository, f"{ONE}\n", EARLY)
    assert times_of_lines(path, {ONE}, 0.0) == {}
