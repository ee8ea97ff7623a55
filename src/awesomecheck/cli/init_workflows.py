"""Writes workflows for GitHub Actions, and finds those of other checkers."""

from collections.abc import Iterator
import json
import os
from pathlib import Path
import re
from typing import NamedTuple

from awesomecheck.errors import UserError
from awesomecheck.runs import inputs
from awesomecheck.safety.checkout import check_target, work_tree
from awesomecheck.safety.escape import for_terminal

NAMES = ("awesomecheck.yml", "awesomecheck-links.yml")
"""The workflows that are written: pull requests, and the links of the whole list."""
_FOLDER = Path(".github", "workflows")
_INSTALLED = Path(__file__).parents[1] / "workflow_files"
_CHECKOUT = Path(__file__).parents[3] / "examples" / "workflows"
"""Where the files are in an editable installation, and where the wheel takes them from."""
_FILES = re.compile(r'^( *files: )"".*$', re.MULTILINE)
_LARGEST = 1_000_000
_OTHERS = re.compile(
    r"awesome[_-]bot|(?<![\w-])lychee|markdown-link-check|awesome-lint", re.IGNORECASE
)
_PROSE = re.compile(r"\s*(?:#|-?\s*name:)")
"""Comments and headings, which run nothing."""


class OtherChecker(NamedTuple):
    """A line of a workflow that runs another checker of lists."""

    path: Path
    line: int
    name: str

    @property
    def has_settings(self) -> bool:
        """Whether it checks links, in ways that `init --from` can read."""
        return self.name.lower() != "awesome-lint"


class Written(NamedTuple):
    """What has been done."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that were there already."""
    others: tuple[OtherChecker, ...]


def write_workflows(name: str | None) -> Written:
    """Write the workflows for a list, at the root of the git work tree around it.

    Args:
        name: the list; None for the README of this folder.

    Returns:
        What has been done, with paths as they are seen from the current folder.

    Raises:
        UserError: there is no such list or no work tree, the list's name cannot stand in a
            workflow, or no file could be written.
    """
    path = inputs.one_list(name)
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    root = _root(path)
    named = _named(path, root)
    folder = Path(os.path.relpath(root / _FOLDER))
    others = tuple(_others(folder))
    written = tuple(folder / each for each in NAMES if _create(folder / each, _text(each, named)))
    kept = tuple(folder / each for each in NAMES if folder / each not in written)
    if not written:
        raise UserError(
            f"{' and '.join(map(str, kept))}: there already, and nothing is overwritten",
            hint="move away what is to be written anew",
        )
    return Written(written, kept, others)


def _root(path: Path) -> Path:
    """The root of the git work tree around a file."""
    root = work_tree(path)
    if root is None:
        raise UserError(
            f"{path}: in no git repository, and so there is no place for workflows",
            hint="run it in a checkout, or `git init` first",
        )
    return root


def _named(path: Path, root: Path) -> str | None:
    """The list's path from the root as a YAML scalar; None where the Action finds it by itself."""
    place = Path(os.path.abspath(path)).relative_to(root)  # noqa: PTH100
    try:
        if (root / place).samefile(inputs.default_path(root)):
            return None
    except UserError:  # no README at the root
        pass
    text = place.as_posix()
    if "${{" in text or text != text.strip() or for_terminal(text) != text:
        raise UserError(
            f"{path}: such a name cannot stand in a workflow",
            hint="rename the file: no control characters, blanks at its ends, or `${{`",
        )
    return json.dumps(text, ensure_ascii=False)


def _text(name: str, named: str | None) -> str:
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    text = (folder / name).read_text("utf-8")
    return text if named is None else _FILES.sub(lambda found: found[1] + named, text)


def _create(path: Path, text: str) -> bool:
    """Write a file, unless there is one of its name."""
    check_target(path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            return False
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error
    return True


def _others(folder: Path) -> Iterator[OtherChecker]:
    """The first line of each workflow for each other checker that it runs."""
    for path in sorted((*folder.glob("*.yml"), *folder.glob("*.yaml"))):
        if path.name in NAMES or not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                lines = file.read(_LARGEST).decode(errors="replace").split("\n")
        except OSError:
            continue
        seen: set[str] = set()
        for number, line in enumerate(lines, start=1):
            for found in () if _PROSE.match(line) else _OTHERS.findall(line):
                if found.lower() not in seen:
                    seen.add(found.lower())
                    yield OtherChecker(path, number, found)
