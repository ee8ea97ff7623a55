"""The changes of a run: of each text, as the command line or the surroundings ask for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
import os
from pathlib import Path
import posixpath
from typing import Literal, NamedTuple

from awesomecheck.changes.bases import Base, Finder, NoBaseError, found_in, since
from awesomecheck.changes.git import INDEX, GitRepositories, GitRepository, difference
from awesomecheck.changes.lines import ChangeRequest, Hunk, LineChange
from awesomecheck.changes.patch import FilePatch, parse_patch
from awesomecheck.document.source import Source
from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import work_tree

_MOST_NAMES = 5


class Text(NamedTuple):
    """A text of the run."""

    path: Path | None
    """None for standard input without a name."""
    source: Source


class ChangeNotice(NamedTuple):
    """What to tell people about a change."""

    message: str
    hint: str | None = None
    weight: Literal["problem", "notice", "detail"] = "problem"
    """A problem is what is not as it was hoped for; a detail is as it was asked for."""


class Changes(NamedTuple):
    """The change of each text, in their order; none where the whole text is to be reported."""

    changes: tuple[LineChange | None, ...]
    notices: tuple[ChangeNotice, ...] = ()


def find(request: ChangeRequest, texts: Sequence[Text], environment: Mapping[str, str]) -> Changes:
    """What a change did to each text of a run.

    Without a request the surroundings may know of a change: pre-commit, GitHub. Where they
    cannot name its base, whole texts are to be reported, and a notice says so.

    Raises:
        UserError: what was asked for does not exist, or git cannot tell.
    """
    if request.patch is not None:
        return _of_patch(request.patch, texts)
    if request.staged and not environment.get("PRE_COMMIT_FROM_REF"):
        return _of_index(texts)
    revision = request.since
    if revision is not None:
        return _since(lambda repository: since(revision, repository), texts)
    finder = found_in(environment)
    if finder is None:
        return Changes((None,) * len(texts))
    return _since(finder, texts, found=True)


def deleted(paths: Iterable[Path], environment: Mapping[str, str]) -> Iterator[tuple[Path, Base]]:
    """Those of some missing files and folders that the change of the surroundings took away.

    Each with the commit that still has it.
    """
    finder = found_in(environment)
    if finder is None:
        return
    bases = _Bases(finder)
    for path in paths:
        with suppress(UserError):
            repository, place = _place(path, bases.repositories)
            base = bases.of(repository)
            if not os.path.lexists(path) and repository.named(f"{base.commit}:{place}"):
                yield path, base


def _whole(error: UserError) -> ChangeNotice:
    return ChangeNotice(f"whole files are reported: {error.message}", error.hint)


def _since(finder: Finder, texts: Sequence[Text], *, found: bool = False) -> Changes:
    """The changes since a base, which each repository has its own of.

    Args:
        finder: finds the base.
        texts: the texts of the run.
        found: whether nobody has asked, so that no mistake can be theirs.
    """
    bases = _Bases(finder)
    changes: list[LineChange | None] = []
    notices: dict[ChangeNotice, None] = {}
    for text in texts:
        try:
            repository, path = _placed(text, bases.repositories)
            base = bases.of(repository)
            old = repository.blob(base.commit, path) or _renamed(repository, path, base.commit)
            changes.append(_between(old, text.source))
        except UserError as error:
            if not found and not isinstance(error, NoBaseError):
                raise
            changes.append(None)
            notices[_whole(error)] = None
        else:
            message = f"only what changed since {base.words} is reported ({base.commit[:12]})"
            hint = "--no-since reports whole files" if found else None
            notices[ChangeNotice(message, hint, "notice" if found else "detail")] = None
    if found and changes and all(change and not change.blocks for change in changes):
        notices[ChangeNotice("nothing is reported, for no list has changed", weight="notice")] = (
            None
        )
    return Changes(tuple(changes), tuple(notices))


class _Bases:
    """The base in each repository; in a submodule it is the commit that the outer base has."""

    def __init__(self, finder: Finder) -> None:
        self.repositories = GitRepositories()
        self._finder = finder
        self._known: dict[Path, Base] = {}

    def of(self, repository: GitRepository) -> Base:
        top = repository.top
        if top not in self._known:
            outer = None if repository.here else repository.outer
            self._known[top] = (
                self._inner(repository, outer) if outer else self._finder(repository)
            )
        return self._known[top]

    def _inner(self, repository: GitRepository, outer: Path) -> Base:
        around = self.repositories.of(outer / ".git")
        base = self.of(around)
        place = repository.top.relative_to(around.top).as_posix()
        name = around.named(f"{base.commit}:{place}")
        if name is None:
            raise NoBaseError(f"the submodule {place} is new since {base.words}")
        if repository.commit(name) is None:
            raise NoBaseError(
                f"the submodule {place} does not have its commit of {base.words}",
                hint=f"fetch it: `git -C {place} fetch --unshallow`",
            )
        return Base(name, f"the submodule's commit at {base.words}")


def _placed(text: Text, repositories: GitRepositories) -> tuple[GitRepository, str]:
    """The repository of a text, and its path from the top of that."""
    if text.path is None:
        raise UserError(
            "standard input has no place in a repository",
            hint="`--stdin-filename` gives it one",
        )
    return _place(text.path, repositories)


def _place(path: Path, repositories: GitRepositories) -> tuple[GitRepository, str]:
    repository = repositories.of(path)
    return repository, path.resolve().relative_to(repository.top).as_posix()


def _renamed(repository: GitRepository, path: str, *compared: str) -> bytes | None:
    """The old content of a file that had another name."""
    origin = repository.origin(path, *compared)
    return repository.blob(compared[-1], origin) if origin else None


def _between(old: bytes | None, source: Source) -> LineChange:
    """All that differs between two texts; a new text is a change from end to end."""
    before = _source(old or b"", source.path)
    if old is None:
        return LineChange(source, before, (Hunk(1, len(source.line_starts)),))
    return LineChange(source, before, difference(before.text, source.text))


def _source(data: bytes, path: str) -> Source:
    return Source.from_text(data.decode(errors="replace"), path)


def _of_index(texts: Sequence[Text]) -> Changes:
    repositories = GitRepositories()
    changes: list[LineChange] = []
    notices: list[ChangeNotice] = []
    for text in texts:
        source = text.source
        repository, path = _placed(text, repositories)
        staged = repository.blob(INDEX, path)
        if staged is None:
            changes.append(_nothing(source))
            notices.append(ChangeNotice(f"{source.path}: nothing of it is staged"))
            continue
        change = _between(_committed(repository, path), _source(staged, source.path))
        changes.append(change.onto(source, with_new=False))
        if change.source.text != source.text:
            message = f"{source.path}: not all of its changes are staged"
            hint = "it is checked as it is in the work tree; only staged lines are reported"
            notices.append(ChangeNotice(message, hint))
    return Changes(tuple(changes), tuple(notices))


def _committed(repository: GitRepository, path: str) -> bytes | None:
    if repository.commit("HEAD") is None:  # nothing is: the first commit is being made
        return None
    return repository.blob("HEAD", path) or _renamed(repository, path, "--cached", "HEAD")


def _of_patch(data: bytes, texts: Sequence[Text]) -> Changes:
    files = parse_patch(data.decode(errors="replace"))
    changes: list[LineChange] = []
    notices: list[ChangeNotice] = []
    for text in texts:
        file = _naming(files, text)
        if file is None:
            changes.append(_nothing(text.source))
            notices.append(_untouched(text.source.path, files))
        else:
            changes.append(file.change(text.source))
    return Changes(tuple(changes), tuple(notices))


def _naming(files: Sequence[FilePatch], text: Text) -> FilePatch | None:
    """The part of a patch that is about a text.

    Names in a patch count from the top of the work tree, or from the current folder.
    """
    if text.path is None:
        return files[0] if len(files) == 1 else None
    real = text.path.resolve()
    top = work_tree(real) or Path()
    names = {
        real.relative_to(root.resolve()).as_posix()
        for root in (top, Path())
        if real.is_relative_to(root.resolve())
    }
    return next(
        (file for file in files if file.new and posixpath.normpath(file.new) in names), None
    )


def _untouched(path: str, files: Sequence[FilePatch]) -> ChangeNotice:
    if not files:
        return ChangeNotice(f"{path}: the patch is empty, so nothing is reported")
    others = ", ".join(sorted(file.new or file.old or "?" for file in files)[:_MOST_NAMES])
    return ChangeNotice(
        f"{path}: the patch does not touch it, so nothing is reported", f"it is about {others}"
    )


def _nothing(source: Source) -> LineChange:
    return LineChange(source, source, ())
