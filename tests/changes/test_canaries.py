"""A repository that a stranger wrote, with its `.git`: git runs no program that it names.

Nothing that awesomecheck does with git runs the program of any canary.
"""

from collections.abc import Mapping
from contextlib import suppress
import json
from pathlib import Path
import subprocess
import sys
import zlib

import pytest

from awesomecheck import Source, UserError
from awesomecheck.changes.find import Text, deleted, find
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import ChangeRequest
from awesomecheck.changes.trusted_files import trusted_files
from tests.canaries import (
    CANARIES,
    LIST,
    MISSING,
    Canary,
    Stranger,
    clean_filter,
    external_diff,
    file_monitor,
    hooks,
    program_of_the_remote,
)
from tests.conftest import RunCommand
from tests.git import ENVIRONMENT, Repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return Stranger.made(tmp_path)


def event(name: str, commit: str, folder: Path) -> dict[str, str]:
    """What GitHub tells a step of a run."""
    described = folder / "event.json"
    request = {"head": {"sha": commit}, "base": {"sha": commit}}
    described.write_text(json.dumps({"pull_request": request}))
    return {
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(described),
        "GITHUB_SHA": commit,
    }


def ask_everything(top: Path, base: str, folder: Path) -> None:
    """Do all that awesomecheck does with git in a repository, wherever it starts from."""
    path = top / "README.md"
    text = Text(path, Source.from_text(path.read_text(), "README.md"))
    for request in (ChangeRequest(base), ChangeRequest("HEAD"), ChangeRequest(staged=True)):
        with suppress(UserError):
            find(request, [text], {})
    for commit in (base, MISSING):
        for name in ("pull_request", "pull_request_target"):
            environment = event(name, commit, folder)
            find(ChangeRequest(), [text], environment)
            list(deleted([top / "gone.md"], environment))
        files = trusted_files(event("workflow_run", commit, folder))
        with suppress(UserError):
            files.read(top / ".awesomecheck.yaml", 10_000)
    with suppress(UserError):
        find(ChangeRequest(MISSING), [text], {})
    assert difference("a\n", "b\n")


@pytest.mark.slow
@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.__name__)
def test_no_program_runs(
    stranger: Stranger, canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary(stranger)
    for place in (stranger.top, tmp_path):
        monkeypatch.chdir(place)
        ask_everything(stranger.top, stranger.base, tmp_path)
    assert not stranger.ran.exists()


def test_no_program_of_the_repository_around_it_runs(
    stranger: Stranger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a submodule it is compared with the commit that the other one has."""
    outer = Repository.init(stranger.top.parent)
    outer.git("-c", "advice.addEmbeddedRepo=false", "add", "list")
    outer.git("commit", "-q", "-m", "list")
    outer.git("config", "core.fsmonitor", stranger.program)
    outer.git("status")
    assert stranger.ran.exists()
    stranger.ran.unlink()
    monkeypatch.chdir(tmp_path)
    ask_everything(stranger.top, stranger.base, tmp_path)
    assert not stranger.ran.exists()


@pytest.mark.slow
def test_the_command_runs_none_of_them(
    run: RunCommand, stranger: Stranger, tmp_path: Path
) -> None:
    for canary in (clean_filter, external_diff, file_monitor, hooks, program_of_the_remote):
        canary(stranger)
    target = event("pull_request_target", stranger.base, tmp_path)
    results = [
        run("--no-links", *arguments, cwd=stranger.top, env=ENVIRONMENT | dict(environment))
        for arguments, environment in (
            (("--since", "main"), {}),
            (("--staged",), {}),
            (("--format", "markdown"), target),
            (("--format", "markdown"), event("workflow_run", MISSING, tmp_path)),
        )
    ]
    assert "README.md:5:38: error trailing-space" in results[0].stdout, results[0].stderr
    assert "does not have the base commit 0123456789" in results[-1].stderr
    assert not stranger.ran.exists()


# What a commit holds


def configuration(stranger: Stranger, folder: Path) -> str:
    """The configuration of the maintainers, as a run with secrets reads it."""
    files = trusted_files(event("workflow_run", stranger.base, folder))
    return files.read(stranger.top / ".awesomecheck.yaml", 10_000).decode()


def evil_commit(stranger: Stranger) -> str:
    (stranger.top / ".awesomecheck.yaml").write_text("rules: {trailing-space: off}\n")
    return stranger.repository.commit()


def test_a_commit_with_a_replacement_is_itself(stranger: Stranger, tmp_path: Path) -> None:
    stranger.repository.git("replace", stranger.base, evil_commit(stranger))
    shown = stranger.repository.git("show", f"{stranger.base}:.awesomecheck.yaml")
    assert "off" in shown
    assert "error" in configuration(stranger, tmp_path)


def test_so_is_a_file_with_a_replacement(stranger: Stranger, tmp_path: Path) -> None:
    name = ".awesomecheck.yaml"
    evil = evil_commit(stranger)
    stranger.repository.git("replace", f"{stranger.base}:{name}", f"{evil}:{name}")
    assert "error" in configuration(stranger, tmp_path)


def test_a_change_is_found_without_replacements(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an old commit could be given the text of the new one, and nothing had changed."""
    monkeypatch.chdir(stranger.top)
    path = stranger.top / "OLD.md"
    stranger.repository.git("reset", "-q", "--hard")
    path.write_text(LIST + "new \n")
    head = stranger.repository.commit()
    stranger.repository.git("replace", stranger.base, head)
    text = Text(path, Source.from_text(path.read_text(), "OLD.md"))
    [change] = find(ChangeRequest(stranger.base), [text], {}).changes
    assert change is not None
    assert [hunk.line for hunk in change.hunks] == [5]


def test_grafts_give_no_commit_another_parent(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stranger.top)
    stranger.repository.git("reset", "-q", "--hard")
    head = stranger.repository.commit(OLD=LIST + "new\n")
    unrelated = stranger.repository.git("commit-tree", f"{head}^{{tree}}", "-m", "unrelated")
    (stranger.top / ".git/info").mkdir(exist_ok=True)
    (stranger.top / ".git/info/grafts").write_text(f"{head} {unrelated}\n")
    path = stranger.top / "OLD.md"
    text = Text(path, Source.from_text(path.read_text(), "OLD.md"))
    environment: Mapping[str, str] = {"PRE_COMMIT_FROM_REF": stranger.base}
    [change] = find(ChangeRequest(), [text], environment).changes
    assert change is not None
    assert [hunk.line for hunk in change.hunks] == [5]


@pytest.mark.parametrize("kind", ["blob", "tree", "commit"])
def test_an_object_with_another_content_is_refused(
    stranger: Stranger, tmp_path: Path, kind: str
) -> None:
    """Git believes the name of an object's file."""
    places = {"blob": ":.awesomecheck.yaml", "tree": "^{tree}", "commit": ""}
    evil, good = evil_commit(stranger), stranger.base
    data = subprocess.run(
        ["git", "cat-file", kind, f"{evil}{places[kind]}"],
        cwd=stranger.top, capture_output=True, check=True,
    ).stdout  # fmt: skip
    name = stranger.repository.git("rev-parse", f"{good}{places[kind]}")
    file = stranger.top / ".git/objects" / name[:2] / name[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(f"{kind} {len(data)}\0".encode() + data))
    with pytest.raises(UserError, match=r"or damaged|does not have") as caught:
        configuration(stranger, tmp_path)
    assert caught.value.hint


def test_a_branch_with_the_name_of_a_commit_is_not_this_commit(
    stranger: Stranger, tmp_path: Path
) -> None:
    """In a repository of longer hashes, a short one is no hash."""
    other = Repository(tmp_path / "longer")
    other.top.mkdir()
    other.git("init", "-q", "--object-format=sha256")
    (other.top / ".awesomecheck.yaml").write_text("rules: {trailing-space: off}\n")
    other.commit()
    other.git("update-ref", f"refs/heads/{stranger.base}", "HEAD")
    with pytest.raises(UserError, match="does not have the base commit"):
        configuration(Stranger(other, stranger.base, "", "", stranger.ran), tmp_path)
