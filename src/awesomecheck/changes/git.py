"""Ask git: repositories, old contents and old names of files, and differences.

Only commits and the index are read with git, never the work tree: git would run the filters that
the repository configures. A revision that looks like an option is refused, and a path always
follows `REVISION:`.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
import os
from pathlib import Path
import stat
import tempfile
from typing import TYPE_CHECKING

from awesomecheck.changes.lines import Hunk
from awesomecheck.changes.objects import Objects, TreeEntry
from awesomecheck.changes.patch import read_hunks
from awesomecheck.changes.run_git import NO_REPOSITORY, SECONDS, git_error, run_git
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import work_tree

if TYPE_CHECKING:
    import subprocess

_HASH = regex(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})\r?\n?")
_FILES = ("HEAD", "config", "config.worktree", "commondir", "index", "packed-refs", "shallow")
"""Those in `.git` that git reads whatever it is asked."""
_RENAMES = (
    *("diff-index", "--cached", "--name-status", "-z", "-M", "-l1000"),
    *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all"),
)
_DIFFERENCE = (
    *("diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "--text"),
    *("--unified=0", "--inter-hunk-context=0", "--", "old", "new"),
)


@dataclass(slots=True)
class GitRepository:
    """A git work tree."""

    top: Path
    here: bool = True
    """Whether it is the repository of the current folder; git is then run there."""
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    """Those of a hook, for git."""
    objects: Objects = field(init=False, repr=False, compare=False)
    _origins: dict[str, dict[str, str]] = field(
        default_factory=dict[str, dict[str, str]], repr=False, compare=False
    )

    def __post_init__(self) -> None:
        self.objects = Objects(lambda data: self.run("cat-file", "--batch", data=data).stdout)

    def run(
        self, *arguments: str, data: bytes = b"", seconds: float = SECONDS
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run git in it; an exit status raises no error, but to take longer does."""
        folder = None if self.here else self.top
        return run_git(
            arguments, folder=folder, variables=self.variables, data=data, seconds=seconds
        )

    def text(self, *arguments: str) -> str:
        """Return what git prints.

        Raises:
            UserError: git fails.
        """
        done = self.run(*arguments)
        if done.returncode:
            raise git_error(done)
        return os.fsdecode(done.stdout)

    def named(self, revision: str) -> str | None:
        """Return the full hash of the object of a revision, if there is one."""
        if revision.startswith("-") or "\0" in revision:
            return None
        return self._hash("rev-parse", "--verify", "--quiet", revision)

    def commit(self, revision: str) -> str | None:
        """Return the full hash of the commit of a revision, if there is one."""
        return self.named(f"{revision}^{{commit}}") if revision else None

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the commit where the histories of two commits separate, if this clone has it."""
        return self._hash("merge-base", one, other)

    def _hash(self, *arguments: str) -> str | None:
        """Return the hash that git prints; None if it fails.

        Raises:
            UserError: it prints something else.
        """
        done = self.run(*arguments)
        if done.returncode or not done.stdout:
            return None
        if _HASH.fullmatch(done.stdout):
            return done.stdout.decode("ascii").strip()
        raise UserError(f"git: `git {arguments[0]}` prints no hash")

    @property
    def shallow(self) -> bool:
        """Whether this is a shallow clone."""
        return self.text("rev-parse", "--is-shallow-repository").strip() == "true"

    def find(self, commit: str, path: str) -> TreeEntry | None:
        """Return what a path leads to in a commit, if it is there."""
        return self.objects.find(commit, path)

    def committed(self, commit: str, path: str) -> bytes | None:
        """Return the content of a file of a commit, if there is one.

        Symbolic links are followed inside the commit.
        """
        found = self.objects.find(commit, path)
        return self.objects.blob(found.name) if found and found.kind == "blob" else None

    def staged(self, path: str) -> bytes | None:
        """Return the content of a file in the index, if it is there."""
        name = self.named(f":0:{path}")
        return self.objects.blob(name) if name else None

    def origin(self, path: str, commit: str) -> str | None:
        """Return the name that a file of the index had in a commit, if it was renamed since."""
        if commit not in self._origins:
            done = self.run(*_RENAMES, commit, "--")
            # It fails in a partial clone: there, a renamed file is a new one.
            listing = "" if done.returncode else os.fsdecode(done.stdout)
            self._origins[commit] = dict(_renamed(listing))
        return self._origins[commit].get(path)

    @property
    def outer(self) -> Path | None:
        """The top of the work tree that has this one as a submodule, if there is one."""
        found = self.text("rev-parse", "--show-superproject-working-tree")
        return _folder(os.fsencode(found)) if found else None


def _folder(printed: bytes) -> Path:
    """Return the folder that git prints.

    Raises:
        UserError: it is none.
    """
    found = os.fsdecode(printed).removesuffix("\n")
    if not os.path.isdir(found):  # noqa: PTH112 - of a NUL, a `Path` makes an error
        raise UserError("git: `git rev-parse` prints no folder")
    return Path(found)


def _renamed(listing: str) -> Iterator[tuple[str, str]]:
    """Yield new and old names from the output of `--name-status -z`."""
    words = iter(listing.split("\0"))
    for status in words:
        if status.startswith(("R", "C")):
            old, new = next(words, ""), next(words, "")
            yield new, old
        elif status:
            next(words, "")


@dataclass(slots=True)
class GitRepositories:
    """The repositories of files; git runs once for each of them."""

    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    """Those of a hook, which are valid for the repository of the current folder."""
    _known: dict[Path, GitRepository | UserError] = field(
        default_factory=dict[Path, GitRepository | UserError]
    )
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
            self._known[real] = _opened(real)
        known = self._known[real]
        if isinstance(known, UserError):
            raise known
        return known

    def here(self) -> "GitRepository | UserError":
        """Return the repository of the current folder, or why there is none."""
        if self._here is None:
            self._here = _here(self.variables)
        return self._here


def _here(variables: Mapping[str, str]) -> GitRepository | UserError:
    try:
        _check_files(work_tree(Path("file")))
        done = run_git(("rev-parse", "--show-toplevel"), variables=variables)
        if done.returncode:
            return git_error(done)
        return GitRepository(_folder(done.stdout).resolve(), variables=variables)
    except UserError as error:
        return error


def _opened(top: Path) -> GitRepository | UserError:
    """Return the repository of a work tree that is not the current one, or why it is none."""
    repository = GitRepository(top, here=False)
    try:
        _check_files(top)
        repository.text("rev-parse", "--show-toplevel")
    except UserError as error:
        return error
    return repository


def _check_files(top: Path | None) -> None:
    """Require that what git reads first is no named pipe, for which git would wait.

    Raises:
        UserError: it is something else than a file or a link to one.
    """
    for path in (top / ".git" / name for name in _FILES) if top else ():
        with suppress(OSError):
            if not stat.S_ISREG(path.stat().st_mode):
                raise UserError(f"{path}: not a regular file: git is not run")


def difference(old: str, new: str) -> tuple[Hunk, ...]:
    """Return the hunks between two texts, without context."""
    if old == new:
        return ()
    with tempfile.TemporaryDirectory(prefix="awesomecheck-") as name:
        folder = Path(name)
        for each, text in (("old", old), ("new", new)):
            (folder / each).write_bytes(text.encode(errors="replace"))
        done = run_git(_DIFFERENCE, folder=folder, variables=NO_REPOSITORY)
    if done.returncode > 1:
        raise git_error(done)
    return read_hunks(done.stdout.decode(errors="replace"))
