"""Find the two versions of lists that a comparison is about: revisions, files or a patch."""

from collections.abc import Callable, Iterator, Sequence
import os
from pathlib import Path
from typing import NamedTuple

from awesomecheck.changes.find import content_before, locate
from awesomecheck.changes.git import GitRepositories, GitRepository
from awesomecheck.changes.patch import FilePatch, parse_patch
from awesomecheck.changes.run_git import hook_variables
from awesomecheck.document.source import SUFFIXES, Source
from awesomecheck.errors import InputError, UserError
from awesomecheck.runs import inputs

_PATCHES = (".patch", ".diff")
_USAGE = "awesomecheck changes --list LIST.md"


class Sides(NamedTuple):
    """A list before and after a change."""

    path: str
    old: Source
    new: Source


def find_sides(
    old: str | None, new: str | None, lists: Sequence[str], stdin: Callable[[], bytes]
) -> list[Sides]:
    """Return the versions to compare.

    Args:
        old: a revision, `REVISION:PATH`, `A..B`, a file, a patch or `-` for a patch on standard
            input; None for HEAD.
        new: a revision, `REVISION:PATH` or a file; None for the files as they are.
        lists: the lists that revisions are about; none for the README of this folder.
        stdin: reads standard input.

    Raises:
        UserError: there is no such revision, file or list.
    """
    if old == inputs.STDIN or (old and old.lower().endswith(_PATCHES) and Path(old).is_file()):
        if new is not None or lists:
            raise UserError(
                "a patch names its lists itself", hint="`awesomecheck changes CHANGE.patch`"
            )
        return [*_of_patch(stdin() if old == inputs.STDIN else Path(old).read_bytes())]
    if old and Path(old).is_file():
        if lists:
            raise UserError("--list is for revisions", hint="name two files, or two revisions")
        if new is None:  # what was done to it since the last commit
            old, new = None, old
    return [*_compared(old, new, lists)]


def _compared(old: str | None, new: str | None, lists: Sequence[str]) -> Iterator[Sides]:
    repositories = GitRepositories(hook_variables(os.environ))
    if new is None and old and ".." in old and not Path(old).exists():
        old, new = _range(old, repositories)
    for version in filter(None, (old, new)):
        if _looks_like_file(version) and not Path(version).is_file():
            raise InputError(f"{version}: no such file", hint=inputs.missing_hint(version))
    for name in lists or (None,):
        if name and new is None:
            inputs.expand(name)  # an error with a hint if it does not exist
        path = _named(old, new, repositories) or inputs.one_list(name, _USAGE)
        sides = [_version(each, path, repositories) for each in (old or "HEAD", new)]
        if not any(sides):
            raise UserError(
                f"{path} is neither in `{old or 'HEAD'}` nor in `{new}`",
                hint="name the list with `--list`, or each version as REVISION:PATH",
            )
        empty = Source.from_text("", str(path))
        yield Sides(str(path), *(each or empty for each in sides))


def _range(text: str, repositories: GitRepositories) -> tuple[str, str]:
    """Return the two revisions of `A..B`; of `A...B`, where B left A, and B."""
    one, _, other = text.partition("..")
    if not other.startswith("."):
        return one or "HEAD", other or "HEAD"
    other = other[1:] or "HEAD"
    repository = _here(repositories)
    commits = [_commit(each, repository) for each in (one or "HEAD", other)]
    base = repository.merge_base(*commits)
    if base is None:
        raise UserError(
            f"`{one}` and `{other}` have no common history in this clone",
            hint="fetch more of it: `git fetch --unshallow`",
        )
    return base, other


def _here(repositories: GitRepositories) -> GitRepository:
    here = repositories.here()
    if isinstance(here, UserError):
        raise here
    return here


def _commit(revision: str, repository: GitRepository) -> str:
    commit = repository.commit(revision)
    if commit is None and revision == "HEAD":
        raise UserError(
            f"{repository.top}: nothing is committed yet, so that there is no change",
            hint="commit the list first, or name two files: `awesomecheck changes OLD NEW`",
        )
    if commit is None:
        raise UserError(
            f"`{revision}` is neither a file nor a revision of {repository.top}",
            hint="name a branch, tag or commit, or an existing file; fetch what is on a remote",
        )
    return commit


def _version(name: str | None, path: Path, repositories: GitRepositories) -> Source | None:
    """Return a list at a revision or in a file; None if the revision does not have it."""
    if name is None or Path(name).is_file():
        here = path if name is None else Path(name)
        return inputs.read_source(here, str(here))
    revision, _, inner = name.partition(":")
    if inner:
        repository = _here(repositories)
        data = repository.committed(_commit(revision, repository), inner)
        if data is None:
            raise UserError(
                f"`{revision}` has no file {inner}",
                hint=f"paths begin at the top of the repository; `git ls-tree -r {revision}`"
                " lists them",
            )
    else:
        repository, place = locate(path, repositories)
        data = content_before(repository, place, _commit(revision, repository))
    return None if data is None else Source.from_bytes(data, f"{revision}:{inner or path}")


def _named(old: str | None, new: str | None, repositories: GitRepositories) -> Path | None:
    """Return the list that the versions themselves name: a file, or `REVISION:PATH` in all."""
    versions = [each for each in (new, old) if each]
    for each in versions:
        if Path(each).is_file():
            return Path(each)
    inner = [each.partition(":")[2] for each in versions]
    if not inner or not all(inner):
        return None
    return Path(os.path.relpath(_here(repositories).top / inner[0]))


def _looks_like_file(name: str) -> bool:
    return ":" not in name and name.lower().endswith((*SUFFIXES, *_PATCHES))


# --- Patches ---


def _of_patch(data: bytes) -> Iterator[Sides]:
    files = [
        each
        for each in parse_patch(data.decode(errors="replace"))
        if (each.new or each.old or "").lower().endswith(SUFFIXES)
    ]
    if not files:
        raise UserError("the patch changes no Markdown file", hint="make one with `git diff`")
    for file in files:
        yield _patched(file)


def _patched(file: FilePatch) -> Sides:
    """Return the list before and after a patch, which may have been applied already."""
    name = file.new or file.old or ""
    if file.new is None or file.old is None:
        empty = Source.from_text("", name)
        made = file if file.old is None else file.reversed()
        text = "\n".join(line[1:] for hunk in made.hunks for line in hunk.lines) + "\n"
        whole = Source.from_text(text, name)
        return Sides(name, empty, whole) if file.old is None else Sides(name, whole, empty)
    found = [each for each in (file.new, file.old) if Path(each).is_file()]
    if not found:
        raise InputError(
            f"{name}: no such file", hint="run in the folder in which the patch applies"
        )
    source = inputs.read_source(Path(found[0]), found[0])
    try:
        return Sides(name, file.change(source).old, source)
    except UserError:
        try:
            return Sides(name, source, file.reversed().change(source).old)
        except UserError as error:
            raise UserError(
                f"{found[0]}: the patch does not fit: its text is neither the old nor the new one",
                hint="make the patch again, or check out the version that it is for",
            ) from error
