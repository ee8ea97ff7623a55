"""Read the licence and contributing files beside a list that is the README of its repository."""

import os
from pathlib import Path
import re

from awesomecheck.rules import RepositoryFiles
from awesomecheck.safety.checkout import work_tree
from awesomecheck.safety.plain_files import read_plain_file

_LARGEST = 200_000
"""The longest licence has 40,000 characters."""
_FOLDERS = ("", "docs", ".github")
"""Where GitHub looks for such files, and for a README."""
_README = re.compile(r"readme\.\w+", re.IGNORECASE)
WANTED = re.compile(
    r"(?:un)?licen[cs]e\b[^/]*|copying\b[^/]*|(?:docs/|\.github/)?contributing\.[^/]+",
    re.IGNORECASE,
)
"""Paths of licence and contributing files."""


def repository_files(path: Path | None) -> RepositoryFiles | None:
    """Return the files beside a list; None unless it is the README of a git work tree."""
    if path is None or not _README.fullmatch(path.name):
        return None
    top = work_tree(path)
    folder = Path(os.path.abspath(path.parent))  # noqa: PTH100 - `resolve` would follow links
    if top is None or folder not in [top / each for each in _FOLDERS]:
        return None
    return files_in(top)


def files_in(top: Path) -> RepositoryFiles:
    """Return the licence and contributing files of a repository."""
    found: dict[str, str | None] = {}
    for name in _FOLDERS:
        folder = top / name
        if folder.is_dir() and not folder.is_symlink():
            for file in sorted(folder.iterdir()):
                path = file.relative_to(top).as_posix()
                if WANTED.fullmatch(path):
                    found[path] = read_plain_file(file, _LARGEST)
    return found
