"""What git knows of a file: its repository, its text at other times, and where it came from.

Revisions and paths reach git as whole arguments, never through a shell; a revision that looks
like an option is refused, and a path is only ever read behind `REVISION:`. Nothing that a work
tree brings is run: no driver for diffs, no converter of texts, no monitor that the settings of
a repository name which somebody has put into one of its folders, and no program called git.
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
from awesomecheck.changes.patch import blocks
from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import work_tree

INDEX = ":0"
"""Stands before a path for what is staged."""
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
"""Variables that a hook has set, and that hold for the repository it runs in alone."""


def _program() -> str:
    """The path of git; no folder of PATH counts that depends on where we are.

    Windows would look in the current folder first, and other systems where PATH has a `.`.

    Raises:
        UserError: there is none.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    folders = filter(os.path.isabs, os.get_exec_path())
    for path in (Path(folder, name) for folder in folders):
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise UserError(
        "git is not installed, or not in PATH",
        hint="without git, `--diff-file` takes the change as a patch",
    )


def _run(
    arguments: Sequence[str], *, folder: Path | None = None, data: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run git, in another repository's folder or where we are."""
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


def _complaint(done: "subprocess.CompletedProcess[bytes]") -> UserError:
    """Git's own words for what went wrong, its advice as the hint."""
    first, _, rest = done.stderr.decode(errors="replace").strip().partition("\n")
    message = first.removeprefix("fatal: ") or f"stopped with status {done.returncode}"
    return UserError(f"git: {message}", hint=" ".join(rest.split()) or None)


@dataclass(frozen=True, slots=True)
class GitRepository:
    """A git work tree."""

    top: Path
    here: bool = True
    """Whether git finds it from the current folder; it is then run there, as it is."""
    _origins: dict[tuple[str, ...], dict[str, str]] = field(
        default_factory=dict[tuple[str, ...], dict[str, str]], repr=False, compare=False
    )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        """Run git in it, whatever comes of that."""
        return _run(arguments, folder=None if self.here else self.top)

    def text(self, *arguments: str) -> str:
        """What git prints.

        Raises:
            UserError: it fails.
        """
        done = self.run(*arguments)
        if done.returncode:
            raise _complaint(done)
        return os.fsdecode(done.stdout)

    def named(self, revision: str) -> str | None:
        """The full name of the object that a revision stands for, if there is one."""
        if revision.startswith("-") or "\0" in revision:
            return None
        done = self.run("rev-parse", "--verify", "--quiet", revision)
        return done.stdout.decode().strip() or None if done.returncode == 0 else None

    def commit(self, revision: str) -> str | None:
        """The full name of the commit that a revision stands for, if there is one."""
        return self.named(f"{revision}^{{commit}}") if revision else None

    def merge_base(self, one: str, other: str) -> str | None:
        """Where the histories of two commits part, as far as this clone has them."""
        done = self.run("merge-base", one, other)
        return done.stdout.decode().strip() or None if done.returncode == 0 else None

    @property
    def shallow(self) -> bool:
        """Whether the history of this clone was cut off."""
        return self.text("rev-parse", "--is-shallow-repository").strip() == "true"

    def blob(self, place: str, path: str) -> bytes | None:
        """The content of a file in a commit or in the index; none where it is not there."""
        name = self.named(f"{place}:{path}")
        if name is None:
            return None
        done = self.run("cat-file", "blob", name)
        if done.returncode:
            raise _complaint(done)
        return done.stdout

    def committed(self, commit: str, path: str) -> bytes | None:
        """The content of a file of a commit, if there is one.

        Symbolic links are followed as far as they stay in the commit.
        """
        if "\n" in path:  # it ends what git is asked
            return None
        done = _run(
            ("cat-file", "--batch", "--follow-symlinks"),
            folder=None if self.here else self.top,
            data=os.fsencode(f"{commit}:{path}\n"),
        )
        if done.returncode:
            raise _complaint(done)
        head, _, content = done.stdout.partition(b"\n")
        found = _BLOB.fullmatch(head)
        return content[: int(found[1])] if found else None

    def origin(self, path: str, *compared: str) -> str | None:
        """The old name of a file that was renamed between what is compared, as `git diff` does."""
        if compared not in self._origins:
            listing = self.text(*_DIFF, "--name-status", "-z", "-M", *compared, "--")
            self._origins[compared] = dict(_renamed(listing))
        return self._origins[compared].get(path)

    @property
    def outer(self) -> Path | None:
        """The top of the work tree that has this one as a submodule."""
        found = self.text("rev-parse", "--show-superproject-working-tree").rstrip("\n")
        return Path(found) if found else None


def _renamed(listing: str) -> Iterator[tuple[str, str]]:
    """New and old names, from what `--name-status -z` prints."""
    words = iter(listing.split("\0"))
    for status in words:
        if status.startswith(("R", "C")):
            old, new = next(words), next(words)
            yield new, old
        elif status:
            next(words)


@dataclass(slots=True)
class GitRepositories:
    """Finds the repository of each file; git is asked once for each of them."""

    _known: dict[Path, GitRepository] = field(default_factory=dict[Path, GitRepository])
    _here: GitRepository | UserError | None = None

    def of(self, path: Path) -> GitRepository:
        """The innermost repository around a file.

        Raises:
            UserError: there is none, or git will not read it.
        """
        real = path.resolve()
        top = work_tree(real)
        here = self.here()
        if isinstance(here, GitRepository) and (
            top == here.top or (top is None and real.is_relative_to(here.top))
        ):
            return here
        if top is None:
            raise UserError(f"{path} is in no git repository")
        return self.at(top)

    def at(self, top: Path) -> GitRepository:
        """The repository of a work tree.

        Raises:
            UserError: git will not read it.
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
        """The repository of the current folder, or why there is none."""
        if self._here is None:
            done = _run(("rev-parse", "--show-toplevel"))
            if done.returncode:
                self._here = _complaint(done)
            else:
                top = os.fsdecode(done.stdout).removesuffix("\n")
                self._here = GitRepository(Path(top).resolve())
        return self._here


def difference(old: str, new: str) -> tuple[Hunk, ...]:
    """What lies between two texts, line by line."""
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
        raise _complaint(done)
    return blocks(done.stdout.decode(errors="replace"))
