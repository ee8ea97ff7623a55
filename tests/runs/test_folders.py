"""Which files of a folder are Markdown files that nothing leaves out."""

from errno import EACCES
import os
from pathlib import Path

import pytest

from awesomecheck import UserError
from awesomecheck.runs.folders import markdown_files


def write(top: Path, *names: str) -> None:
    for name in names:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# List\n")


def found(top: Path, *exclude: str) -> list[str]:
    return [path.relative_to(top).as_posix() for path in markdown_files(top, exclude)]


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "b/z.md", "b/a.MD", "c.markdown", "a.md", "b.md", ".x/y.md", "no.txt")
    assert found(tmp_path) == [".x/y.md", "a.md", "b/a.MD", "b/z.md", "b.md", "c.markdown"]


def test_the_nearest_gitignore_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "a/b/c/one.md", "a/b/c/two.md", "a/b/c/three.md")
    (tmp_path / ".gitignore").write_text("one.md\n!two.md\n")
    (tmp_path / "a" / ".gitignore").write_text("!one.md\ntwo.md\n")
    (tmp_path / "a" / "b" / ".gitignore").write_text("three.md\n")
    assert found(tmp_path) == ["a/b/c/one.md"]
    assert found(tmp_path / "a" / "b" / "c") == ["one.md"]


def test_patterns_for_the_folder_that_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a/drafts/x.md", "a/y.md", "drafts/z.md")
    assert found(tmp_path, "/drafts/") == ["a/drafts/x.md", "a/y.md"]
    assert found(tmp_path, "drafts/", "!y.md") == ["a/y.md"]


def test_a_gitignore_that_is_too_large_or_no_file(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    (tmp_path / "b" / ".gitignore").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / ".gitignore")
    assert found(tmp_path) == ["a.md", "b/c.md"]
    (tmp_path / ".gitignore").unlink(missing_ok=True)
    (tmp_path / ".gitignore").write_text("a\n" * 200_000)
    with pytest.raises(UserError, match=r"\.gitignore: too large \(256 KB at most\)"):
        found(tmp_path)


def test_folders_that_are_deeper_than_python_calls_itself(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(1200):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    deepest = folders[-1] / "list.md"
    deepest.write_text("# List\n")
    assert list(markdown_files(tmp_path)) == [deepest]
    deepest.unlink()
    for folder in reversed(folders[1:]):  # Python could not delete them
        folder.rmdir()


def test_a_folder_that_cannot_be_read_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a/1.md", "b/2.md", "c/3.md")
    inside = {path: list(os.scandir(path)) for path in (tmp_path, tmp_path / "a", tmp_path / "c")}

    def scandir(path: Path) -> list["os.DirEntry[str]"]:
        if path not in inside:
            raise PermissionError(EACCES, os.strerror(EACCES), str(path))
        return inside[path]

    monkeypatch.setattr(os, "scandir", scandir)
    assert found(tmp_path) == ["a/1.md", "b", "c/3.md"]
