"""A git that is missing, killed, silent or mad: the run ends soon, with one message."""

from collections.abc import Callable
import os
from pathlib import Path
import sys

import pytest

from awesomecheck import UserError
from awesomecheck.changes import run_git as git_runner
from awesomecheck.changes.git import GitRepositories
from awesomecheck.changes.line_ages import times_of_lines
from awesomecheck.changes.run_git import run_git
from tests.conftest import RunCommand
from tests.git import Repository

LIST = "# List\n\n- [Ant](https://ant.example/) - Builds things. \n"
COMMANDS = {
    "since": ("--no-links", "--since", "HEAD"),
    "staged": ("--no-links", "--staged"),
    "changes": ("changes",),
    "fix": ("--no-links", "--fix", "--since", "HEAD"),
}
MAD = {
    "killed": ("kill -9 $$", "was killed by signal 9"),
    "garbage": (r"printf '\377\0garbage\n'", "git: `git rev-parse` prints no "),
    "garbage later": (
        r"""case "$*" in *show-toplevel*) pwd;; *) printf '\377\0garbage\n';; esac""",
        "git: `git rev-parse` prints no hash",
    ),
    "failing": ("echo 'fatal: out of order' >&2; exit 128", "git: out of order"),
}


@pytest.fixture
def list_(tmp_path: Path) -> Path:
    repository = Repository.init(tmp_path / "work")
    repository.commit(README=LIST)
    (repository.top / "README.md").write_text(LIST + "- [Bee](#nowhere) - Flies.\n")
    return repository.top / "README.md"


@pytest.fixture
def fake_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in the place of git."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    def replace(program: str) -> None:
        path = folder / "git"
        path.write_text(f"#!/bin/sh\n{program}\n")
        path.chmod(0o755)

    return replace


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script for git")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", MAD)
def test_a_git_that_does_not_work_ends_the_run_with_one_message(
    run: RunCommand, list_: Path, fake_git: Callable[[str], None], kind: str, command: str
) -> None:
    before = list_.read_bytes()
    program, said = MAD[kind]
    fake_git(program)
    done = run(*COMMANDS[command], cwd=list_.parent, env={"PATH": os.environ["PATH"]})
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("error: ") == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list_.read_bytes() == before


def test_a_git_that_is_silent_is_ended_with_what_it_has_started(
    fake_git: Callable[[str], None],
) -> None:
    fake_git("sleep 1000 & sleep 1000")
    with pytest.raises(UserError, match=r"`git version` does not end within 0\.01 seconds"):
        run_git(["version"], seconds=0.01)


def test_a_git_that_never_stops_printing_is_ended(
    fake_git: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_runner, "MOST_OUTPUT", 2**20)
    fake_git("yes")
    with pytest.raises(UserError, match="`git version` prints more than 1 MB"):
        run_git(["version"])


def test_a_git_that_complains_without_end_is_ended(
    fake_git: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_runner, "MOST_OUTPUT", 2**16)
    fake_git("yes >&2")
    with pytest.raises(UserError, match=r"does not end within 0\.2 seconds"):
        run_git(["version"], seconds=0.2)


def test_ages_of_lines_are_unknown_where_git_does_not_say(
    list_: Path, fake_git: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(list_.parent)
    line = LIST.splitlines()[2]
    assert times_of_lines(list_, [line], 60.0).keys() == {line}
    for program in ("kill -9 $$", "printf '\\377garbage'", "exit 1"):
        fake_git(program)
        assert times_of_lines(list_, [line], 60.0) == {}


@pytest.mark.parametrize("name", ["config", "HEAD", "packed-refs"])
def test_a_named_pipe_in_the_repository_is_not_waited_for(
    run: RunCommand, list_: Path, name: str
) -> None:
    path = list_.parent / ".git" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    done = run("--no-links", "--since", "HEAD", cwd=list_.parent)
    assert done.returncode == 2
    assert f"error: {path}: not a regular file: git is not run" in done.stderr.replace("\n", " ")
    assert run("--no-links", cwd=list_.parent).returncode == 1


def test_a_repository_that_git_does_not_read_is_not_asked_again(
    list_: Path, fake_git: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fake_git(f"echo . >> {tmp_path}/calls; exit 128")
    repositories = GitRepositories()
    for _ in range(3):
        with pytest.raises(UserError):
            repositories.of(list_)
    assert (tmp_path / "calls").read_text().count(".") == 2  # here, and there


def test_a_tree_that_is_cut_off_is_refused(list_: Path) -> None:
    repository = Repository(list_.parent)
    (list_.parent / "tree").write_bytes(b"100644 README.md\0short")
    tree = repository.git("hash-object", "-t", "tree", "--literally", "-w", "tree")
    (list_.parent / "commit").write_bytes(f"tree {tree}\n\nx\n".encode())
    commit = repository.git("hash-object", "-t", "commit", "--literally", "-w", "commit")
    with pytest.raises(UserError, match="a tree is damaged"):
        GitRepositories().of(list_).find(commit, "README.md")
