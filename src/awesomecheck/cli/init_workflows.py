"""Create workflows for GitHub Actions."""

from collections.abc import Iterator
from contextlib import suppress
import json
import os
from pathlib import Path
import re

from msgspec import Struct

from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.runs import inputs
from awesomecheck.safety.atomic_write import create_file
from awesomecheck.safety.checkout import check_writable, work_tree
from awesomecheck.safety.escape import escape_for_terminal

NAMES = ("awesomecheck.yml", "awesomecheck-links.yml")
"""The workflows that are created: for pull requests, and for the links of the whole list."""
_FOLDER = Path(".github", "workflows")
_INSTALLED = Path(__file__).parents[1] / "workflow_files"
_CHECKOUT = Path(__file__).parents[3] / "examples" / "workflows"
"""Where the files are in an editable installation, and where the wheel takes them from."""
_FILES = regex(r'^( *files: )"".*$', re.MULTILINE)
_LARGEST = 1_000_000
_OTHERS = ("awesome_bot", "awesome-lint", "lychee", "markdown-link-check")


class Written(Struct, frozen=True):
    """The files that were created, and what is there besides."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that already existed."""
    others: tuple[tuple[Path, str], ...]
    """Workflows that mention another checker, and which."""


def write_workflows(name: str | None) -> Written:
    """Create the workflows for a list, at the root of its git work tree.

    Args:
        name: the list; None for the README of this folder.

    Returns:
        What was created, with paths relative to the current folder.

    Raises:
        UserError: there is no such list or no work tree, a workflow cannot contain the list's
            name, or no file was created.
    """
    path = inputs.one_list(name, "awesomecheck init --github LIST.md")
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    root = _root(path)
    named = _named(path, root)
    folder = Path(os.path.relpath(root / _FOLDER))
    others = tuple(_others(folder))
    written: list[Path] = []
    errors: list[UserError] = []
    for path in (folder / each for each in NAMES):
        try:
            if _create(path, _text(path.name, named)):
                written.append(path)
        except UserError as error:
            errors.append(error)
    if errors:
        first, *more = errors
        raise UserError(first.message, hint=first.hint, others=tuple(more))
    kept = tuple(folder / each for each in NAMES if folder / each not in written)
    if not written:
        raise UserError(
            f"{' and '.join(map(str, kept))}: already exist, not overwritten",
            hint="delete the files to create them again",
        )
    return Written(tuple(written), kept, others)


def _root(path: Path) -> Path:
    """Return the root of the git work tree around a file."""
    root = work_tree(path)
    if root is None:
        raise UserError(
            f"{path}: not in a git repository",
            hint="run `git init` first",
        )
    return root


def _named(path: Path, root: Path) -> str | None:
    """Return the list's path from the root for YAML; None if the Action finds it by itself."""
    place = Path(os.path.abspath(path)).relative_to(root)  # noqa: PTH100
    try:
        if (root / place).samefile(inputs.default_path(root)):
            return None
    except UserError:  # no README at the root
        pass
    text = place.as_posix()
    if "${{" in text or text != text.strip() or escape_for_terminal(text) != text:
        raise UserError(
            f"{path}: a workflow cannot contain this file name",
            hint="rename the file: no control characters, spaces at either end, or `${{`",
        )
    return json.dumps(text, ensure_ascii=False)


def _text(name: str, named: str | None) -> str:
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    text = (folder / name).read_text("utf-8")
    return text if named is None else _FILES.sub(lambda found: found[1] + named, text)


def _create(path: Path, text: str) -> bool:
    """Create a file; return False if it exists."""
    check_writable(path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error
    if os.path.lexists(path):
        return False
    create_file(path, text.encode())
    return True


def _others(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the workflows that mention another checker of lists or links."""
    for path in sorted((*folder.glob("*.yml"), *folder.glob("*.yaml"))):
        if path.name in NAMES or not path.is_file():
            continue
        with suppress(OSError), path.open("rb") as file:
            text = file.read(_LARGEST).decode(errors="replace").lower()
            yield from ((path, tool) for tool in _OTHERS if tool in text)
