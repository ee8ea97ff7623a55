"""Find the change of each text of a run, by the request or by the environment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
import os
from pathlib import Path
import posixpath
from typing import Literal

from msgspec import Struct

from awesomecheck.changes.bases import Base, Finder, NoBaseError, found_in, since
from awesomecheck.changes.git import GitRepositories, GitRepository, difference
from awesomecheck.changes.lines import ChangeRequest, Hunk, LineChange
from awesomecheck.changes.patch import FilePatch, parse_patch
from awesomecheck.changes.run_git import hook_variables
from awesomecheck.document.source import Source
from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import work_tree

_MOST_NAMES = 5


class Text(Struct, frozen=True):
    """A text of the run."""

    path: Path | None
    """None for standard input without a name."""
    source: Source


class ChangeNotice(Struct, frozen=True):
    """A message to users about a change."""

    message: str
    hint: str | None = None
    weight: Literal["problem", "notice", "detail"] = "problem"
    """A problem is unexpected; a detail is what the user requested."""


class Changes(Struct, frozen=True):
    """The change of each text, in the same order; None to report the whole text."""

    changes: tuple[LineChange | None, ...]
    notices: tuple[ChangeNotice, ...] = ()


def find(request: ChangeRequest, texts: Sequence[Text], environment: Mapping[str, str]) -> Changes:
    """Find the change of each text of a run.

    Without a request, the environment (pre-commit, GitHub) may tell the base of a change. If the
    base cannot be found there, whole texts are reported, with a notice.

    Raises:
        UserError: the requested change does not exist, or git fails.
    """
    if request.patch is not None:
        return _of_patch(request.patch, texts)
    repositories = GitRepositories(hook_variables(environment))
    if request.staged and not environment.get("PRE_COMMIT_FROM_REF"):
        return _of_index(texts, repositories)
    revision = request.since
    if revision is not None:
        requested = _Bases(lambda repository: since(revision, repository), repositories)
        return _since(requested, texts)
    finder = found_in(environment)
    if finder is None:
        return _of_commit(texts, repositories) if environment.get("PRE_COMMIT") else _whole(texts)
    return _since(_Bases(finder, repositories), texts, automatic=True)


def _whole(texts: Sequence[Text]) -> Changes:
    return Changes((None,) * len(texts))


def _of_commit(texts: Sequence[Text], repositories: GitRepositories) -> Changes:
    """Return what is staged, where something is in all texts, as a hook gets them at a commit.

    With `--all-files` or `--files` it gets others, too: then whole texts are reported.
    """
    try:
        if all(_is_staged(text, repositories) for text in texts):
            return Changes(_of_index(texts, repositories).changes)
    except UserError:  # no repository
        pass
    return _whole(texts)


def _is_staged(text: Text, repositories: GitRepositories) -> bool:
    repository, path = locate(text.path, repositories)
    staged, head = repository.staged(path), repository.commit("HEAD")
    return staged is not None and not (head and repository.committed(head, path) == staged)


def deleted(paths: Iterable[Path], environment: Mapping[str, str]) -> Iterator[tuple[Path, Base]]:
    """Yield the missing files and folders that the change of the environment deletes.

    Each with the commit that still has it.
    """
    finder = found_in(environment)
    if finder is None:
        return
    bases = _Bases(finder, GitRepositories(hook_variables(environment)))
    for path in paths:
        with suppress(UserError):
            repository, place = locate(path, bases.repositories)
            base = bases.of(repository)
            if not os.path.lexists(path) and repository.find(base.commit, place):
                yield path, base


def _whole_files(error: UserError) -> ChangeNotice:
    return ChangeNotice(f"whole files are reported: {error.message}", error.hint)


def _since(bases: "_Bases", texts: Sequence[Text], *, automatic: bool = False) -> Changes:
    """Return the changes since a base, found for each repository.

    Args:
        bases: finds the base.
        texts: the texts of the run.
        automatic: whether the user did not request it, so that errors become notices.
    """
    changes: list[LineChange | None] = []
    notices: dict[ChangeNotice, None] = {}
    for text in texts:
        try:
            repository, path = locate(text.path, bases.repositories)
            base = bases.of(repository)
            changes.append(_between(content_before(repository, path, base.commit), text.source))
        except UserError as error:
            if not automatic and not isinstance(error, NoBaseError):
                raise
            changes.append(None)
            notices[_whole_files(error)] = None
        else:
            message = f"only changes since {base.description} are reported ({base.commit[:12]})"
            hint = "report whole files with `--no-since`" if automatic else None
            notices[ChangeNotice(message, hint, "notice" if automatic else "detail")] = None
    if automatic and changes and all(change and not change.hunks for change in changes):
        notices[ChangeNotice("nothing is reported: no list has changed", weight="notice")] = None
    return Changes(tuple(changes), tuple(notices))


class _Bases:
    """The base in each repository; in a submodule, the commit that the base outside has."""

    def __init__(self, finder: Finder, repositories: GitRepositories) -> None:
        self.repositories = repositories
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
        found = around.find(base.commit, place)
        if found is None or found.kind != "commit":
            raise NoBaseError(f"the submodule {place} is new since {base.description}")
        if repository.commit(found.name) is None:
            raise NoBaseError(
                f"the submodule {place} does not have its commit of {base.description}",
                hint=f"fetch it: `git -C {place} fetch --unshallow`",
            )
        return Base(found.name, f"the submodule's commit at {base.description}")


def locate(path: Path | None, repositories: GitRepositories) -> tuple[GitRepository, str]:
    """Return the repository of a file, and the path of the file from its top."""
    if path is None:
        raise UserError(
            "standard input has no path in a repository", hint="set one with `--stdin-filename`"
        )
    repository = repositories.of(path)
    return repository, path.resolve().relative_to(repository.top).as_posix()


def content_before(repository: GitRepository, path: str, commit: str) -> bytes | None:
    """Return the content of a file in a commit, where it may have had another name."""
    content = repository.committed(commit, path)
    if content:
        return content
    origin = repository.origin(path, commit)
    return repository.committed(commit, origin) if origin else content


def _between(old: bytes | None, source: Source) -> LineChange:
    """Return the change between two texts; a new text is one hunk."""
    before = _source(old or b"", source.path)
    if old is None:
        return LineChange(source, before, (Hunk(1, len(source.line_starts)),))
    return LineChange(source, before, difference(before.text, source.text))


def _source(data: bytes, path: str) -> Source:
    return Source.from_text(data.decode(errors="replace"), path)


def _of_index(texts: Sequence[Text], repositories: GitRepositories) -> Changes:
    changes: list[LineChange] = []
    notices: list[ChangeNotice] = []
    for text in texts:
        source = text.source
        repository, path = locate(text.path, repositories)
        staged = repository.staged(path)
        if staged is None:
            changes.append(_unchanged(source))
            notices.append(ChangeNotice(f"{source.path}: nothing is staged"))
            continue
        head = repository.commit("HEAD")  # none while the first commit is being made
        old = content_before(repository, path, head) if head else None
        change = _between(old, _source(staged, source.path))
        changes.append(change.onto(source, with_new=False))
        if change.source.text != source.text:
            message = f"{source.path}: only some changes are staged"
            hint = "the file in the work tree is checked, but only staged lines are reported"
            notices.append(ChangeNotice(message, hint))
    return Changes(tuple(changes), tuple(notices))


def _of_patch(data: bytes, texts: Sequence[Text]) -> Changes:
    files = parse_patch(data.decode(errors="replace"))
    changes: list[LineChange] = []
    notices: list[ChangeNotice] = []
    for text in texts:
        file = _file_of(files, text)
        if file is None:
            changes.append(_unchanged(text.source))
            notices.append(_untouched(text.source.path, files))
        else:
            changes.append(file.change(text.source))
    return Changes(tuple(changes), tuple(notices))


def _file_of(files: Sequence[FilePatch], text: Text) -> FilePatch | None:
    """Return the part of a patch for a text.

    Names in a patch are relative to the top of the work tree or to the current folder.
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
        return ChangeNotice(f"{path}: nothing is reported: the patch is empty")
    others = ", ".join(sorted(file.new or file.old or "?" for file in files)[:_MOST_NAMES])
    return ChangeNotice(
        f"{path}: nothing is reported: not in the patch", f"the patch changes {others}"
    )


def _unchanged(source: Source) -> LineChange:
    return LineChange(source, source, ())
