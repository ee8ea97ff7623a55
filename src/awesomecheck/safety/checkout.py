"""Find the work tree of a file, and follow no symbolic link out of it.

A pull request can replace any file by a symbolic link. Its target on the runner, such as an
environment with secrets or the token in the `.git` folder, would be printed in the public log. And
writing to a file of an untrusted work tree must not change a file outside.
"""

from collections.abc import Mapping
import os
from pathlib import Path

from awesomecheck.errors import InputError, UserError
from awesomecheck.safety.runner import on_ci

_GIT = ".git"
_WORKSPACES = (
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",  # GitLab
    "BUILD_SOURCESDIRECTORY",  # Azure Pipelines
    "BITBUCKET_CLONE_DIR",
    "BUILDKITE_BUILD_CHECKOUT_PATH",
    "TRAVIS_BUILD_DIR",
)
"""The folder of the checkout; elsewhere it is recognized by its `.git` alone."""


def check_readable(path: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Refuse to read a path that leads out of its checkout, on CI only.

    Args:
        path: the file to read.
        environment: the variables that runners set.

    Raises:
        InputError: a symbolic link leads out of the checkout.
    """
    if not on_ci(environment):
        return
    top = _top(path, next(filter(None, map(environment.get, _WORKSPACES)), None))
    if top is not None and _leads_out(path, top):
        raise InputError(
            f"{path}: not read: a symbolic link leads out of the checkout",
            hint="replace the link by the file itself",
        )


def check_writable(path: Path) -> None:
    """Refuse to write to a path that leads out of its work tree.

    Raises:
        UserError: a symbolic link leads out of the work tree.
    """
    top = _top(path, None)
    if top is not None and _GIT not in path.parts and _leads_out(path, top):
        raise UserError(
            f"{path}: not written: a symbolic link leads out of the work tree",
            hint="use the path of the file itself, or remove the link",
        )


def _leads_out(path: Path, top: Path) -> bool:
    top, real = real_path(top), real_path(path)
    return not real.is_relative_to(top) or _GIT in map(str.lower, real.relative_to(top).parts)


def _top(path: Path, workspace: str | None) -> Path | None:
    """Return the innermost work tree of a path, no link inside the outermost one followed."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
    spellings = (Path(workspace), Path(workspace).resolve()) if workspace else ()
    top = next((each for each in spellings if absolute.is_relative_to(each)), None)
    place = top or Path(absolute.anchor)
    for part in absolute.relative_to(place).parts[:-1]:
        place /= part
        if top and place.is_symlink():
            break
        if _has_git(place):
            top = place
    return top


def real_path(path: Path) -> Path:
    """Return a path without symbolic links: of what does not exist, as far as it does.

    Raises:
        OSError: it cannot be known where it leads.
    """
    try:
        return Path(os.path.realpath(path, strict=True))
    except (FileNotFoundError, NotADirectoryError):
        return Path(os.path.realpath(path))


def _has_git(folder: Path) -> bool:
    return os.path.exists(folder / _GIT)  # noqa: PTH110 - a `Path` fails where nobody may look


def work_tree(file: Path) -> Path | None:
    """Return the top of the innermost work tree of a file, without following links."""
    top = next(reversed(folders_around(file)), file)
    return top if _has_git(top) else None


def folders_around(file: Path) -> list[Path]:
    """Return the parent folders of a file, the innermost first, up to the top of its work tree.

    Without a work tree, up to the root of the file system.
    """
    folders: list[Path] = []
    for folder in Path(os.path.abspath(file)).parents:  # noqa: PTH100 - `resolve` follows links
        folders.append(folder)
        if _has_git(folder):
            break
    return folders


def repository_path(shown: str) -> str:
    """Return the path of a file from the top of its git work tree, separated by `/`.

    Without a work tree it is relative to the current folder. A path outside of both stays, and so
    does the name of what is no file, such as standard input.
    """
    if not os.path.exists(shown):  # noqa: PTH110 - a `Path` fails where a name is too long
        return shown
    real = Path(shown).resolve()
    top = work_tree(real) or Path.cwd()
    if not real.is_relative_to(top):
        return shown.replace(os.sep, "/")
    return real.relative_to(top).as_posix()
