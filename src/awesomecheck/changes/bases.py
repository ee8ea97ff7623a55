"""Find the base of a change: the commit to compare with."""

from collections.abc import Callable, Mapping
import json
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.changes.git import GitRepository
from awesomecheck.errors import UserError

_NO_COMMIT = "0"
"""pre-commit writes 40 zeros if there is no earlier commit."""
_THE_BASE = "the base of the pull request"


class Base(Struct, frozen=True):
    """A commit to compare with."""

    commit: str
    description: str
    """For messages."""


class NoBaseError(UserError):
    """There is nothing to compare with, so that the whole file is reported."""


Finder = Callable[[GitRepository], Base]


def since(revision: str, repository: GitRepository) -> Base:
    """Return the commit where the current branch left a revision.

    Raises:
        NoBaseError: they have no common history, or this shallow clone does not have it.
        UserError: there is no such revision.
    """
    commit = repository.commit(revision)
    if commit is None:
        raise UserError(
            f"unknown revision `{revision}` in {repository.top}",
            hint=_fetch_hint(f"`{revision}`")
            if repository.shallow
            else "use a branch, tag or commit; fetch it first if it is on a remote",
        )
    base = repository.merge_base(commit, "HEAD")
    place = f"the merge base with `{revision}`"
    if base is None:
        if repository.shallow:
            raise NoBaseError(
                f"this clone is shallow and does not have {place}", hint=_fetch_hint(place)
            )
        raise NoBaseError(f"HEAD and `{revision}` have no common history")
    return Base(base, f"`{revision}`" if base == commit else place)


def _fetch_hint(place: str) -> str:
    return (
        f"fetch the history back to {place}: `git fetch --unshallow`,"
        " or `fetch-depth: 0` for actions/checkout"
    )


def found_in(environment: Mapping[str, str]) -> Finder | None:
    """Return a function that finds the base, if pre-commit or GitHub Actions names it.

    pre-commit sets `PRE_COMMIT_FROM_REF` if it runs for commits and not for staged changes
    (https://pre-commit.com/#pre-commit-during-push). For the event `pull_request`, GitHub checks
    out the commit that merges the head into the base, which is its first parent; for
    `pull_request_target`, the default branch, unless the workflow sets another revision.
    """
    if revision := environment.get("PRE_COMMIT_FROM_REF"):
        return lambda repository: _of_hook(revision, repository)
    event = environment.get("GITHUB_EVENT_NAME")
    if event == "pull_request":
        return lambda repository: _of_pull_request(environment, repository)
    if event == "pull_request_target":
        return lambda repository: _of_checked_out(environment, repository)
    return None


def _of_hook(revision: str, repository: GitRepository) -> Base:
    if not revision.strip(_NO_COMMIT):
        raise NoBaseError("pre-commit runs without an earlier commit")
    return since(revision, repository)


def _of_pull_request(environment: Mapping[str, str], repository: GitRepository) -> Base:
    head = repository.commit("HEAD")
    merge = environment.get("GITHUB_SHA")
    if head == merge or (not merge and repository.commit("HEAD^2")):
        return _of_merge(repository)
    return _of_head(head, read_pull_request(environment.get("GITHUB_EVENT_PATH")), repository)


def _of_checked_out(environment: Mapping[str, str], repository: GitRepository) -> Base:
    head = repository.commit("HEAD")
    pull_request = read_pull_request(environment.get("GITHUB_EVENT_PATH"))
    if head and head in (environment.get("GITHUB_SHA"), pull_request.base):
        raise NoBaseError(
            "the base is checked out, not the pull request",
            hint="use the event `pull_request`: actions/checkout then checks out the pull request",
        )
    if head and head != pull_request.head:
        second = repository.commit("HEAD^2")
        if head == pull_request.merge or (second and second == pull_request.head):
            return _of_merge(repository)
    return _of_head(head, pull_request, repository)


def _of_merge(repository: GitRepository) -> Base:
    """Return the base if the merge commit of the pull request is checked out."""
    parent = repository.commit("HEAD^1")
    if parent is None:
        raise NoBaseError(
            "this clone has the merge commit of the pull request, but not its first parent",
            hint="set `fetch-depth: 2` for actions/checkout",
        )
    return Base(parent, _THE_BASE)


def _of_head(head: str | None, pull_request: "PullRequest", repository: GitRepository) -> Base:
    """Return the base if the head of the pull request is checked out."""
    if head is None or head != pull_request.head or pull_request.base is None:
        raise NoBaseError(
            "HEAD is neither the merge commit of the pull request nor its head",
            hint="use actions/checkout without `ref`, and with `fetch-depth: 2`",
        )
    if repository.commit(pull_request.base) is None:
        raise NoBaseError(f"this clone does not have {_THE_BASE}", hint=_fetch_hint(_THE_BASE))
    return replace(since(pull_request.base, repository), description=_THE_BASE)


class PullRequest(Struct, frozen=True):
    """The commits of a pull request, if they are known."""

    head: str | None = None
    base: str | None = None
    merge: str | None = None
    """The test merge of GitHub."""


def read_pull_request(file: str | None) -> PullRequest:
    """Read the pull request from the file that describes the event on GitHub."""
    try:
        event = json.loads(Path(file or "").read_text("utf-8"))
        request = cast("dict[str, Any]", event["pull_request"])
        merge = request.get("merge_commit_sha")
        return PullRequest(
            str(request["head"]["sha"]),
            str(request["base"]["sha"]),
            str(merge) if merge else None,
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return PullRequest()
