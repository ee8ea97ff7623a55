"""What a change is held against: the commit at which a contributor began."""

from collections.abc import Callable, Mapping
import json
from pathlib import Path
from typing import NamedTuple, cast

from awesomecheck.changes.git import Repository
from awesomecheck.errors import UserError

_NO_COMMIT = "0"
"""What git and its hooks write, many times over, for a commit that there is not."""


class Base(NamedTuple):
    """A commit to compare with."""

    commit: str
    words: str
    """How it was found, for people."""


class NoBaseError(UserError):
    """There is nothing to compare with: the whole file is to be reported."""


Finder = Callable[[Repository], Base]


def since(revision: str, repository: Repository) -> Base:
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
    `pull_request`, the commit that merges the head into the base, which is its first parent.
    """
    if revision := environment.get("PRE_COMMIT_FROM_REF"):
        return lambda repository: _of_hook(revision, repository)
    if environment.get("GITHUB_EVENT_NAME") == "pull_request":
        return lambda repository: _of_pull_request(environment, repository)
    return None


def _of_hook(revision: str, repository: Repository) -> Base:
    if not revision.strip(_NO_COMMIT):
        raise NoBaseError("pre-commit names no commit that came before")
    return since(revision, repository)


def _of_pull_request(environment: Mapping[str, str], repository: Repository) -> Base:
    head = repository.commit("HEAD")
    merge = environment.get("GITHUB_SHA")
    if head == merge or (not merge and repository.commit("HEAD^2")):
        parent = repository.commit("HEAD^1")
        if parent:
            return Base(parent, "the base of the pull request")
        raise NoBaseError(
            "this clone has the merge commit of the pull request without its first parent",
            hint="set `fetch-depth: 2` for actions/checkout",
        )
    proposed, base = _ends(environment.get("GITHUB_EVENT_PATH"))
    if head is None or head != proposed or base is None:
        raise NoBaseError(
            "HEAD is neither the merge commit of the pull request nor its head",
            hint="let actions/checkout choose the commit, with `fetch-depth: 2`",
        )
    if repository.commit(base) is None:
        place = "the base of the pull request"
        raise NoBaseError(f"this clone does not have {place}", hint=_deeper(place))
    return since(base, repository)._replace(words="the base of the pull request")


def _ends(file: str | None) -> tuple[str | None, str | None]:
    """The head and the base of the pull request that GitHub's description of the event names."""
    try:
        event = json.loads(Path(file or "").read_text("utf-8"))
        request = cast("dict[str, dict[str, object]]", event["pull_request"])
        return str(request["head"]["sha"]), str(request["base"]["sha"])
    except (OSError, ValueError, LookupError, TypeError):
        return None, None
