"""Read the files beside a list that is the README of its repository: its licence, its notes."""

import os
from pathlib import Path
import re

from awesomecheck.engine.repository_files import WANTED, repository_files_of
from awesomecheck.regexes import regex
from awesomecheck.rules import FileTexts, RepositoryFiles
from awesomecheck.safety.checkout import work_tree
from awesomecheck.safety.plain_files import read_plain_file

_LARGEST = 200_000
"""The longest licence has 40,000 characters."""
_FOLDERS = ("", "docs", ".github")
"""Where GitHub looks for such files, and for a README."""
_README = regex(r"readme\.\w+", re.IGNORECASE)


def repository_files(path: Path | None) -> RepositoryFiles | None:
    """Return the files beside a list; None unless it is the README of a git work tree."""
    if path is None or not _README.fullmatch(path.name):
        return None
    top = work_tree(path)
    folder = Path(os.path.abspath(path.parent))  # noqa: PTH100 - `resolve` would follow links
    if top is None or folder not in [top / each for each in _FOLDERS]:
        return None
    return repository_files_of(_texts(top))


def _texts(top: Path) -> FileTexts:
    """Return the texts of the files of a repository that rules are about."""
    found: dict[str, str | None] = {}
    for name in _FOLDERS:
        folder = top / name
        if folder.is_dir() and not folder.is_symlink():
            for file in sorted(folder.iterdir()):
                path = file.relative_to(top).as_posix()
                if WANTED.fullmatch(path):
                    found[path] = read_plain_file(file, _LARGEST)
    return found
