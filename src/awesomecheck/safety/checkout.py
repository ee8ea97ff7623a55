"""Keeps runs from following symbolic links that lead out of the checkout.

A pull request can bring a link in the place of any file. What it leads to on the runner, an
environment with secrets or the token in git's own folder, would stand in the log for all to read.
And what is written to a file of a stranger's work tree must not end up in a file of one's own.
"""

from collections.abc import Mapping
import os
from pathlib import Path

from awesomecheck.errors import InputError, UserError

_GIT = ".git"


def check_readable(path: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Refuse a path that only seems to lie in a work tree; off GitHub's runners all are taken.

    Args:
        path: a file that is to be read.
        environment: the variables that runners set.

    Raises:
        InputError: a symbolic link leads elsewhere.
    """
    if environment.get("GITHUB_ACTIONS") != "true":
        return
    top = _top(path, environment.get("GITHUB_WORKSPACE"))
    if top is None:
        return
    if _leads_out(path, top):
        raise InputError(
            f"{path}: not read: a symbolic link leads out of the checkout",
            hint="replace the link by the file that is meant",
        )


def check_writable(path: Path) -> None:
    """Refuse to write to a path that only seems to lie in a work tree, wherever that is.

    Raises:
        UserError: a symbolic link leads elsewhere.
    """
    top = _top(path, None)
    if top is not None and _GIT not in path.parts and _leads_out(path, top):
        raise UserError(
            f"{path}: not written: a symbolic link leads out of the work tree",
            hint="name the file that is meant, or remove the link",
        )


def _leads_out(path: Path, top: Path) -> bool:
    top, real = top.resolve(), path.resolve()
    return not real.is_relative_to(top) or _GIT in map(str.lower, real.relative_to(top).parts)


def _top(path: Path, workspace: str | None) -> Path | None:
    """The innermost work tree around a path that is reached without a link inside another."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
    spellings = (Path(workspace), Path(workspace).resolve()) if workspace else ()
    top = next((each for each in spellings if absolute.is_relative_to(each)), None)
    place = top or Path(absolute.anchor)
    for part in absolute.relative_to(place).parts[:-1]:
        place /= part
        if top and place.is_symlink():
            break
        if (place / _GIT).exists():
            top = place
    return top


def work_tree(file: Path) -> Path | None:
    """Return the top of the innermost work tree around a file, no link of its path followed."""
    top = folders_around(file)[-1]
    return top if (top / _GIT).exists() else None


def folders_around(file: Path) -> list[Path]:
    """Return the folders around a file, the innermost first, up to the top of its work tree.

    Without a work tree they reach up to the root of the file system.
    """
    folders: list[Path] = []
    for folder in Path(os.path.abspath(file)).parents:  # noqa: PTH100 - `resolve` follows links
        folders.append(folder)
        if (folder / _GIT).exists():
            break
    return folders


def repository_path(shown: str) -> str:
    """The path of a file from the top of its git work tree, parted by `/`.

    Without a work tree it counts from the current folder. What lies outside, or is no file (such
    as standard input without a name), stays as it is shown.
    """
    if not os.path.exists(shown):  # noqa: PTH110 - a `Path` fails where a name is too long
        return shown
    real = Path(shown).resolve()
    top = work_tree(real) or Path.cwd()
    if not real.is_relative_to(top):
        return shown.replace(os.sep, "/")
    return real.relative_to(top).as_posix()
