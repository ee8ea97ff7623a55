"""Clone strangers' repositories: git asks nobody, and runs nothing of theirs."""

from collections.abc import Generator
from contextlib import contextmanager
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from awesomecheck.changes.run_git import git_error, run_git
from awesomecheck.errors import InputError, UserError
from awesomecheck.runs.inputs import default_path

_SECONDS: Final = 600.0
"""How long a clone may take."""
_STALLED: Final = {"GIT_HTTP_LOW_SPEED_LIMIT": "1000", "GIT_HTTP_LOW_SPEED_TIME": "60"}
_ALONE: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ASKPASS": "",  # nor any other program that asks for passwords
}
"""No settings of the user's: no helper for passwords, no filters such as git-lfs."""
_PROTOCOLS: Final = "file:http:https"
_NOBODY_ASKED: Final = (
    "could not read Username",
    "could not read Password",
    "Authentication failed",
)
_DISK_FULL: Final = "No space left on device"
_MOST_LINKS: Final = 5


class Clone(NamedTuple):
    """A repository that is there for a while."""

    readme: Path
    path: str
    """Of the README in the repository."""
    commit: str


class DiskFullError(UserError):
    """Nothing more can be written: it is not the fault of one list."""


@contextmanager
def cloned(url: str, name: str) -> Generator[Clone]:
    """Clone the last commit of a repository, and remove it in the end.

    Args:
        url: of the repository.
        name: of the repository, for messages.

    Raises:
        InputError: it cannot be cloned, or has no README.
        DiskFullError: there is no room for it.
    """
    with TemporaryDirectory(prefix="awesomecheck-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary, "clone")
        _clone(url, name, folder)
        commit = run_git(["rev-parse", "--verify", "--quiet", "HEAD"], folder=folder)
        try:
            readme = _followed(default_path(folder), folder)
        except UserError as error:
            raise InputError(f"{name}: no README.md in this repository") from error
        path = readme.relative_to(folder).as_posix()
        yield Clone(readme, path, commit.stdout.decode(errors="replace").strip())


def _clone(url: str, name: str, folder: Path) -> None:
    options = (
        *("--depth=1", "--single-branch", "--no-tags", "--template=", "--quiet"),
        *("-c", "core.symlinks=false"),  # a link may lead out of the repository
    )
    try:
        done = run_git(
            ["clone", *options, "--", url, str(folder)],
            variables=_ALONE | _STALLED,
            seconds=_SECONDS,
            protocols=_PROTOCOLS,
        )
    except UserError as error:
        raise InputError(f"{name}: cannot be cloned: {error.message}", hint=error.hint) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        if _DISK_FULL in said:
            raise DiskFullError(f"{name}: cannot be cloned: {_DISK_FULL}")
        if any(each in said for each in _NOBODY_ASKED):
            raise InputError(f"{name}: cannot be cloned: it is gone, or asks for a password")
        raise InputError(f"{name}: cannot be cloned: {git_error(done).message}")


def _followed(path: Path, folder: Path) -> Path:
    """Return the file that a README is a symbolic link to, which is cloned as a file with a path.

    Raises:
        UserError: it leads out of the repository, or nowhere.
    """
    for _ in range(_MOST_LINKS):
        done = run_git(["ls-files", "--stage", "--", str(path.relative_to(folder))], folder=folder)
        if not done.stdout.startswith(b"120000 "):
            return path
        place = path.parent / path.read_text("utf-8", errors="replace")
        path = Path(os.path.normpath(place))
        if not path.is_relative_to(folder) or ".git" in path.parts or not path.is_file():
            break
    raise UserError(f"{path.name}: a symbolic link that leads nowhere")
