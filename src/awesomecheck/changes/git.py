"""Run git: repositories, old contents and old names of files, and differences.

Revisions and paths are passed to git as whole arguments, never through a shell; a revision that
looks like an option is refused, and a path always follows `REVISION:`. No program of a work tree
is run: no diff driver, text converter or file monitor that an untrusted repository inside it
configures, and no program named git.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile

from awesomecheck.changes.lines import Hunk
from awesomecheck.changes.patch import read_hunks
from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import work_tree

INDEX = ":0"
"""The revision before a path that means the staged content."""
_SAFELY = (
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
)
_DIFF = (
    *("-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "-c", "diff.relative=false"),
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules",
)
_BLOB = re.compile(rb"[0-9a-f]+ blob (\d+)")
_OF_ONE_REPOSITORY = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""Variables that git sets for hooks, and that are valid for one repository only."""


def _program() -> str:
    """Return the path of git, from the absolute folders of PATH only.

    Windows would look in the current folder first, and other systems if PATH has a `.`.

    Raises:
        UserError: git is not found.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    folders = filter(os.path.isabs, os.get_exec_path())
    for path in (Path(folder, name) for folder in folders):
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise UserError(
        "git is not installed, or not in PATH",
        hint="install git, or pass the change as a patch with `--diff-file`",
    )


def _run(
    arguments: Sequence[str], *, folder: Path | None = None, data: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run git, in the folder of another repository or in the current folder."""
    environment = None
    if folder is not None:
        environment = {k: v for k, v in os.environ.items() if k not in _OF_ONE_REPOSITORY}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and whole arguments
            [_program(), *_SAFELY, "--no-pager", "--no-optional-locks", *arguments],
            cwd=folder,
            env=environment,
            input=data,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UserError(f"git cannot be run: {error.strerror}") from error


def _git_error(done: "subprocess.CompletedProcess[bytes]") -> UserError:
    """Return git's own error message, with its advice as the hint."""
    first, _, rest = done.stderr.decode(errors="replace").strip().partition("\n")
    message = first.removeprefix("fatal: ") or f"exit status {done.returncode}"
    return UserError(f"git: {message}", hint=" ".join(rest.split()) or None)


@dataclass(frozen=True, slots=True)
class GitRepository:
    """A git work tree."""

    top: Path
    here: bool = True
    """Whether it is the repository of the current folder; git is then run there."""
    _origins: dict[tuple[str, ...], dict[str, str]] = field(
        default_factory=dict[tuple[str, ...], dict[str, str]], repr=False, compare=False
    )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        """Run git in it; a failure raises no error."""
        return _run(arguments, folder=None if self.here else self.top)

    def text(self, *arguments: str) -> str:
        """Return what git prints.

        Raises:
            UserError: git fails.
        """
        done = self.run(*arguments)
        if done.returncode:
            raise _git_error(done)
        return os.fsdecode(done.stdout)

    def named(self, revision: str) -> str | None:
        """Return the full hash of the object of a revision, if there is one."""
        if revision.startswith("-") or "\0" in revision:
            return None
        done = self.run("rev-parse", "--verify", "--quiet", revision)
        return done.stdout.decode().strip() or None if done.returncode == 0 else None

    def commit(self, revision: str) -> str | None:
        """Return the full hash of the commit of a revision, if there is one."""
        return self.named(f"{revision}^{{commit}}") if revision else None

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the commit where the histories of two commits separate, if this clone has it."""
        done = self.run("merge-base", one, other)
        return done.stdout.decode().strip() or None if done.returncode == 0 else None

    @property
    def shallow(self) -> bool:
        """Whether this is a shallow clone."""
        return self.text("rev-parse", "--is-shallow-repository").strip() == "true"

    def blob(self, place: str, path: str) -> bytes | None:
        """Return the content of a file in a commit or in the index; None if it is not there."""
        name = self.named(f"{place}:{path}")
        if name is None:
            return None
        done = self.run("cat-file", "blob", name)
        if done.returncode:
            raise _git_error(done)
        return done.stdout

    def committed(self, commit: str, path: str) -> bytes | None:
        """Return the content of a file of a commit, if there is one.

        Symbolic links are followed inside the commit.
        """
        if "\n" in path:  # it ends a request to git
            return None
        done = _run(
            ("cat-file", "--batch", "--follow-symlinks"),
            folder=None if self.here else self.top,
            data=os.fsencode(f"{commit}:{path}\n"),
        )
        if done.returncode:
            raise _git_error(done)
        head, _, content = done.stdout.partition(b"\n")
        found = _BLOB.fullmatch(head)
        return content[: int(found[1])] if found else None

    def origin(self, path: str, *compared: str) -> str | None:
        """Return the old name of a renamed file, as `git diff` with these arguments finds it."""
        if compared not in self._origins:
            listing = self.text(*_DIFF, "--name-status", "-z", "-M", *compared, "--")
            self._origins[compared] = dict(_renamed(listing))
        return self._origins[compared].get(path)

    @property
    def outer(self) -> Path | None:
        """The top of the work tree that has this one as a submodule, if there is one."""
        found = self.text("rev-parse", "--show-superproject-working-tree").rstrip("\n")
        return Path(found) if found else None


def _renamed(listing: str) -> Iterator[tuple[str, str]]:
    """Yield new and old names from the output of `--name-status -z`."""
    words = iter(listing.split("\0"))
    for status in words:
        if status.startswith(("R", "C")):
            old, new = next(words), next(words)
            yield new, old
        elif status:
            next(words)


@dataclass(slots=True)
class GitRepositories:
    """The repositories of files; git runs once for each of them."""

    _known: dict[Path, GitRepository] = field(default_factory=dict[Path, GitRepository])
    _here: GitRepository | UserError | None = None

    def of(self, path: Path) -> GitRepository:
        """Return the innermost repository of a file.

        Raises:
            UserError: there is none, or git refuses to read it.
        """
        real = path.resolve()
        top = work_tree(real)
        here = self.here()
        if isinstance(here, GitRepository) and (
            top == here.top or (top is None and real.is_relative_to(here.top))
        ):
            return here
        if top is None:
            raise UserError(f"{path}: not in a git repository")
        return self.at(top)

    def at(self, top: Path) -> GitRepository:
        """Return the repository of a work tree.

        Raises:
            UserError: git refuses to read it.
        """
        real, here = top.resolve(), self.here()
        if isinstance(here, GitRepository) and here.top == real:
            return here
        if real not in self._known:
            repository = GitRepository(real, here=False)
            repository.text("rev-parse", "--show-toplevel")
            self._known[real] = repository
        return self._known[real]

    def here(self) -> "GitRepository | UserError":
        """Return the repository of the current folder, or why there is none."""
        if self._here is None:
            done = _run(("rev-parse", "--show-toplevel"))
            if done.returncode:
                self._here = _git_error(done)
            else:
                top = os.fsdecode(done.stdout).removesuffix("\n")
                self._here = GitRepository(Path(top).resolve())
        return self._here


def difference(old: str, new: str) -> tuple[Hunk, ...]:
    """Return the hunks between two texts, without context."""
    if old == new:
        return ()
    with tempfile.TemporaryDirectory(prefix="awesomecheck-") as name:
        folder = Path(name)
        paths = (folder / "old", folder / "new")
        for path, text in zip(paths, (old, new), strict=True):
            path.write_bytes(text.encode(errors="replace"))
        done = _run(
            (
                *(*_DIFF, "--no-index", "--text", "--unified=0", "--inter-hunk-context=0", "--"),
                *map(str, paths),
            )
        )
    if done.returncode > 1:
        raise _git_error(done)
    return read_hunks(done.stdout.decode(errors="replace"))
