"""What a change is held against: the commit at which a contributor began."""

from collections.abc import Callable, Mapping
import json
from pathlib import Path
from typing import Any, NamedTuple, cast

from awesomecheck.changes.git import GitRepository
from awesomecheck.errors import UserError

_NO_COMMIT = "0"
"""What git and its hooks write, many times over, for a commit that there is not."""
_THE_BASE = "the base of the pull request"


class Base(NamedTuple):
    """A commit to compare with."""

    commit: str
    words: str
    """How it was found, for people."""


class NoBaseError(UserError):
    """There is nothing to compare with: the whole file is to be reported."""


Finder = Callable[[GitRepository], Base]


def since(revision: str, repository: GitRepository) -> Base:
    """Where the current branch parted from a revision.

    Raises:
        NoBaseError: it never did, or this clone does not reach back as far.
        UserError: there is no such revision.
    """
    commit = repository.commit(revision)
    if commit is None:
        raise UserError(
            f"git knows no revision `{revision}` in {repository.top}",
            hint=_deeper(f"`{revision}`")
            if repository.shallow
            else "name one branch, tag or commit; one of a remote may have to be fetched first",
        )
    base = repository.merge_base(commit, "HEAD")
    if base is None:
        if repository.shallow:
            place = f"where HEAD and `{revision}` part"
            raise NoBaseError(
                f"this clone is shallow and does not reach back to {place}", hint=_deeper(place)
            )
        raise NoBaseError(f"HEAD and `{revision}` have no history in common")
    words = f"`{revision}`" if base == commit else f"where HEAD parted from `{revision}`"
    return Base(base, words)


def _deeper(place: str) -> str:
    return (
        f"fetch the history back to {place}: `git fetch --unshallow`,"
        " or `fetch-depth: 0` for actions/checkout"
    )


def found_in(environment: Mapping[str, str]) -> Finder | None:
    """The way to the base where a program runs us that knows of one; none anywhere else.

    pre-commit sets `PRE_COMMIT_FROM_REF` where it runs for commits and not for what is staged
    (https://pre-commit.com/#pre-commit-during-push). GitHub checks out, for the event
    `pull_request`, the commit that merges the head into the base, which is its first parent; for
    `pull_request_target` it is the default branch, unless the workflow asks for something else.
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
        raise NoBaseError("pre-commit names no commit that came before")
    return since(revision, repository)


def _of_pull_request(environment: Mapping[str, str], repository: GitRepository) -> Base:
    head = repository.commit("HEAD")
    merge = environment.get("GITHUB_SHA")
    if head == merge or (not merge and repository.commit("HEAD^2")):
        return _of_merge(repository)
    return _of_head(head, read_pull_request(environment.get("GITHUB_EVENT_PATH")), repository)


def _of_checked_out(environment: Mapping[str, str], repository: GitRepository) -> Base:
    head = repository.commit("HEAD")
    proposed = read_pull_request(environment.get("GITHUB_EVENT_PATH"))
    if head and head in (environment.get("GITHUB_SHA"), proposed.base):
        raise NoBaseError(
            "the base is checked out, and nothing of the pull request",
            hint="run on `pull_request`, for which actions/checkout takes the pull request",
        )
    if head and head != proposed.head:
        second = repository.commit("HEAD^2")
        if head == proposed.merge or (second and second == proposed.head):
            return _of_merge(repository)
    return _of_head(head, proposed, repository)


def _of_merge(repository: GitRepository) -> Base:
    """The base where the commit is checked out that merges the pull request into it."""
    parent = repository.commit("HEAD^1")
    if parent is None:
        raise NoBaseError(
            "this clone has the merge commit of the pull request without its first parent",
            hint="set `fetch-depth: 2` for actions/checkout",
        )
    return Base(parent, _THE_BASE)


def _of_head(head: str | None, proposed: "PullRequest", repository: GitRepository) -> Base:
    """The base where the head of the pull request is checked out."""
    if head is None or head != proposed.head or proposed.base is None:
        raise NoBaseError(
            "HEAD is neither the merge commit of the pull request nor its head",
            hint="let actions/checkout choose the commit, with `fetch-depth: 2`",
        )
    if repository.commit(proposed.base) is None:
        raise NoBaseError(f"this clone does not have {_THE_BASE}", hint=_deeper(_THE_BASE))
    return since(proposed.base, repository)._replace(words=_THE_BASE)


class PullRequest(NamedTuple):
    """The commits of a pull request, as far as they are known."""

    head: str | None = None
    base: str | None = None
    merge: str | None = None
    """The one by which GitHub sees whether it can be merged."""


def read_pull_request(file: str | None) -> PullRequest:
    """The pull request of GitHub's description of an event."""
    try:
        event = json.loads(Path(file or "").read_text("utf-8"))
        request = cast("dict[str, Any]", event["pull_request"])
        merge = request.get("merge_commit_sha")
        return PullRequest(
            str(request["head"]["sha"]),
            str(request["base"]["sha"]),
            str(merge) if merge else None,
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return PullRequest()
