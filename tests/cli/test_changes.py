"""`awesomecheck changes` as users call it: its formats, and what it cannot compare."""

import json
from pathlib import Path

import pytest

from tests.conftest import RunCommand
from tests.git import Repository

_OLD = "# List\n\n- [One](https://one.io) - The first.\n- [Two](https://two.io) - The second.\n"
_NEW = _OLD.replace("The first", "The very first") + "- [Three](https://three.io) - The third.\n"


@pytest.fixture(autouse=True)
def clone(tmp_path: Path) -> Repository:
    """A clone whose list has changed since its commit."""
    made = Repository.init(tmp_path)
    made.commit(README=_OLD)
    (tmp_path / "README.md").write_text(_NEW)
    return made


def test_a_change_in_words(run: RunCommand) -> None:
    done = run("changes")
    assert (done.returncode, done.stderr) == (0, "")
    first, _, *rest = done.stdout.splitlines()
    assert first == "README.md: adds 1 entry, changes the description of 1 entry"
    assert "adds 1 entry:" in rest
    assert '  line 5: Three (in "List")' in rest


def test_a_change_as_markdown(run: RunCommand) -> None:
    done = run("changes", "--format", "markdown", "--offline")
    assert (done.returncode, done.stderr) == (0, "")
    assert "`README.md` adds 1 entry, changes the description" in done.stdout
    assert "- Three, line 5" in done.stdout


def test_a_change_as_data(run: RunCommand, tmp_path: Path) -> None:
    done = run("changes", "README.md", "--format", "json", "-o", "changes.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    data = json.loads((tmp_path / "changes.json").read_text("utf-8"))
    assert '"description-changed": 1' in json.dumps(data)


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_no_change(name: str, run: RunCommand) -> None:
    done = run("changes", "HEAD", "HEAD", "--format", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "changes nothing" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), "`nope` is neither a file nor a revision of"),
        (("HEAD", "nope"), "`nope` is neither a file nor a revision of"),
        (("HEAD", "HEAD", "--list", "gone.md"), "gone.md is neither in `HEAD`"),
        (("README.md", "--list", "README.md"), "--list is for revisions"),
        (("--format", "sarif"), "'sarif' is not one of 'text', 'markdown', 'json'"),
        (("README.md", "-o", "README.md"), "would be overwritten, but is read"),
    ],
)
def test_what_cannot_be_compared(run: RunCommand, arguments: tuple[str, ...], said: str) -> None:
    done = run("changes", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_before_the_first_commit(clone: Repository, run: RunCommand) -> None:
    clone.git("checkout", "-q", "--orphan", "new")
    for arguments in ((), ("HEAD",), ("README.md",)):
        done = run("changes", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        error, hint = done.stderr.splitlines()
        assert error.endswith(": nothing is committed yet, so that there is no change")
        assert hint.startswith("hint: commit the list first, or name two files")
