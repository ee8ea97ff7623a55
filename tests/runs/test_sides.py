"""The versions of a list that `changes` compares: revisions, files and patches."""

from pathlib import Path

import pytest

from awesomecheck import UserError
from awesomecheck.runs.sides import Sides, find_sides
from tests.conftest import RunCommand
from tests.git import Repository

FIRST = "# List\n\n- [One](https://one.io) - The first.\n- [Two](https://two.io) - The second.\n"
SECOND = FIRST + "- [Three](https://three.io) - The third.\n"
THIRD = SECOND.replace("The first", "The very first")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with two versions of a README, and a third one that is not committed."""
    made = Repository.init(tmp_path)
    made.commit(README=FIRST)
    made.git("tag", "first")
    made.commit(README=SECOND, more=FIRST)
    (tmp_path / "README.md").write_text(THIRD)
    monkeypatch.chdir(tmp_path)
    return made


def sides(old: str | None = None, new: str | None = None, *lists: str) -> list[tuple[str, str]]:
    found: list[Sides] = find_sides(old, new, lists, lambda: b"")
    return [(each.old.text, each.new.text) for each in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, None, (SECOND, THIRD)),
        ("README.md", None, (SECOND, THIRD)),
        ("first", None, (FIRST, THIRD)),
        ("first", "HEAD", (FIRST, SECOND)),
        ("first..HEAD", None, (FIRST, SECOND)),
        ("first...HEAD", None, (FIRST, SECOND)),
        ("first..", None, (FIRST, SECOND)),
        ("first:README.md", "README.md", (FIRST, THIRD)),
        ("more.md", "README.md", (FIRST, THIRD)),
        ("first", "more.md", ("", FIRST)),
        ("HEAD:more.md", None, (FIRST, FIRST)),
    ],
)
def test_revisions_and_files(old: str | None, new: str | None, expected: tuple[str, str]) -> None:
    assert sides(old, new) == [expected]


def test_other_lists_than_the_readme() -> None:
    assert sides("HEAD", None, "more.md", "README.md") == [(FIRST, FIRST), (SECOND, THIRD)]
    assert sides("first", "HEAD", "more.md") == [("", FIRST)]


@pytest.mark.parametrize("applied", [True, False])
def test_a_patch_that_is_applied_or_not(repository: Repository, *, applied: bool) -> None:
    Path("a.patch").write_text(repository.git("diff") + "\n")
    if not applied:
        repository.git("checkout", "README.md")
    assert sides("a.patch") == [(SECOND, THIRD)]


def test_a_patch_that_adds_or_deletes_a_list(repository: Repository) -> None:
    Path("a.patch").write_text(repository.git("diff", "first", "HEAD", "--", "more.md") + "\n")
    assert sides("a.patch") == [("", FIRST)]
    Path("a.patch").write_text(repository.git("diff", "HEAD", "first", "--", "more.md") + "\n")
    assert sides("a.patch") == [(FIRST, "")]


def test_a_version_is_blamed_and_not_a_list_that_nobody_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    (tmp_path / "inner" / "list.md").write_text(FIRST)
    with pytest.raises(UserError, match=r"^lsit\.md: no such file") as caught:
        sides("lsit.md")
    assert caught.value.hint == "did you mean `list.md`?"
    assert sides("first:README.md", "HEAD:README.md") == [(FIRST, SECOND)]
    assert sides("HEAD:README.md") == [(SECOND, THIRD)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope",), "`nope` is neither a file nor a revision"),
        (("-x",), "`-x` is neither a file nor a revision"),
        (("HEAD", "nope.md"), "nope.md: no such file"),
        (("first:more.md", "README.md"), "`first` has no file more.md"),
        (("first", None, "gone.md"), "gone.md: no such file"),
        (("first", "first", "more.md"), "is neither in `first` nor in `first`"),
        (("README.md", None, "more.md"), "--list is for revisions"),
    ],
)
def test_what_is_not_there(arguments: tuple[str | None, ...], message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        sides(*arguments)  # type: ignore[arg-type]  # the rows have lists after two versions
    assert caught.value.hint


def test_a_patch_of_another_list() -> None:
    Path("a.patch").write_text(
        "--- a/README.md\n+++ b/README.md\n@@ -1,2 +1,2 @@\n-# Other\n+# Others\n \n"
    )
    with pytest.raises(UserError, match="the patch does not fit"):
        sides("a.patch")
    Path("a.patch").write_text("--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-1\n+2\n")
    with pytest.raises(UserError, match="changes no Markdown file"):
        sides("a.patch")


def test_the_report_for_reviewers_says_it_too(run: RunCommand) -> None:
    done = run("check", "--no-links", "--since", "first", "--format", "markdown")
    assert "### What the change does\n\n`README.md` adds 1 entry, changes the" in done.stdout
    assert "Adds 1 entry:\n\n- Three, line 5" in done.stdout
