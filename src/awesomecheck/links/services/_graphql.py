"""Queries to GitHub's GraphQL API for a batch of links, and what its answers confirm.

https://docs.github.com/en/graphql/overview/about-the-graphql-api. The API confirms what is there,
and that a repository is missing; pages have to answer whatever else it leaves open.
"""

from collections.abc import Iterable, Iterator, Sequence
import json
import re
from typing import Final, cast
from urllib.parse import unquote

from msgspec import Struct

from awesomecheck.document.target import GITHUB_PAGES
from awesomecheck.links.service import LinkQuery
from awesomecheck.links.services._repositories import (
    Json,
    Repository,
    child,
    number_or_none,
    text_or_none,
)
from awesomecheck.rules import FactValue

_SUBJECTS_A_CALL: Final = 60
_CALL_BYTES: Final = 60_000
_WITH_THE_REPOSITORY: Final = frozenset(
    {
        "", "issues", "pulls", "releases", "tags", "branches", "commits", "stargazers", "watchers",
        "forks", "pulse", "activity", "graphs/contributors", "network/members",
    }
)  # fmt: skip
"""Pages that every repository has."""
_OWNER_PAGE: Final = re.compile(
    r"https?://[^/]+/([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?)/?", re.IGNORECASE
)
_FRAGMENT: Final = (
    "fragment F on Repository{nameWithOwner isArchived isEmpty isDisabled pushedAt stargazerCount "
    "licenseInfo{spdxId} defaultBranchRef{name}}"
)


class BatchTooLarge(Exception):
    """The call took GitHub too long; a smaller one may do."""


def selection(path: str) -> str | None:
    """Return the GraphQL field that confirms what a path in a repository names.

    It is empty where the repository alone confirms it, and None where no field does. A ref may
    have slashes; the first part of the path is taken for it.
    """
    path = unquote(path).rstrip("/")
    if path in _WITH_THE_REPOSITORY:
        return ""
    view, _, rest = path.partition("/")
    if view in ("tree", "blob", "raw", "blame", "edit") and rest:
        ref, _, inner = re.sub(r"^refs/(?:heads|tags)/", "", rest).partition("/")
        return f"object(expression:{_quoted(f'{ref}:{inner}')}){{__typename}}"
    if view == "commit" and re.fullmatch(r"[0-9a-fA-F]{7,40}", rest):
        return f"object(expression:{_quoted(rest)}){{__typename}}"
    if view in ("issues", "pull") and re.fullmatch(r"\d{1,9}", rest):
        return f"issueOrPullRequest(number:{int(rest)}){{__typename}}"
    if path.startswith("releases/tag/"):
        return f"release(tagName:{_quoted(path.removeprefix('releases/tag/'))}){{tagName}}"
    return None


def confirms(path: str, value: object) -> bool:
    """Return whether the answer to `selection(path)` is just what the path names.

    A `blob` that is a folder, or a `tree` that is a file, is left to the page, which redirects.
    """
    if not isinstance(value, dict):
        return False
    view = unquote(path).partition("/")[0]
    kind = cast("Json", value).get("__typename")
    return kind == {"tree": "Tree", "blob": "Blob", "raw": "Blob", "pull": "PullRequest"}.get(
        view, kind
    )


def _quoted(text: str) -> str:
    # GraphQL's string escapes are those of JSON.
    return json.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)


class Subject(Struct, frozen=True):
    """A repository or an owner, and all queries about it."""

    owner: str
    name: str
    """Empty for an owner's page."""
    queries: tuple[LinkQuery, ...]

    def field(self) -> str:
        """Return the GraphQL field that selects it."""
        if not self.name:
            return f"repositoryOwner(login:{_quoted(self.owner)}){{login}}"
        inner = " ".join(f"q{number}:{text}" for number, text in self._selections())
        where = f"owner:{_quoted(self.owner)},name:{_quoted(self.name)},followRenames:true"
        return f"repository({where}){{...F {inner}}}"

    def _selections(self) -> Iterator[tuple[int, str]]:
        for number, query in enumerate(self.queries):
            text = selection(query.target.path)
            if text:
                yield number, text


def owner_of(url: str) -> str | None:
    """Return the user or organisation whose page a URL on a GitHub server is."""
    found = _OWNER_PAGE.fullmatch(url)
    return found[1] if found and found[1].lower() not in GITHUB_PAGES else None


def subjects(queries: Iterable[LinkQuery]) -> list[Subject]:
    """Return queries by what they are about."""
    grouped: dict[tuple[str, str], list[LinkQuery]] = {}
    for query in queries:
        if query.target.kind == "github":
            owner, _, name = query.target.id.partition("/")
        else:
            owner, name = owner_of(query.url) or "", ""
        grouped.setdefault((owner.lower(), name.lower()), []).append(query)
    return [Subject(owner, name, tuple(group)) for (owner, name), group in grouped.items()]


def batches(all_subjects: Sequence[Subject]) -> Iterator[tuple[Subject, ...]]:
    """Yield subjects in calls that GitHub answers within its time limit."""
    batch: list[Subject] = []
    length = 0
    for subject in all_subjects:
        size = len(subject.field()) + 10
        if batch and (len(batch) == _SUBJECTS_A_CALL or length + size > _CALL_BYTES):
            yield tuple(batch)
            batch, length = [], 0
        batch.append(subject)
        length += size
    if batch:
        yield tuple(batch)


def graphql_query(batch: Sequence[Subject]) -> str:
    """Return the query for a batch: subject number N has the alias `sN`."""
    fields = " ".join(f"s{number}:{subject.field()}" for number, subject in enumerate(batch))
    uses_fragment = any(subject.name for subject in batch)
    return f"query{{{fields}}}" + (_FRAGMENT if uses_fragment else "")


def repository_from(node: Json) -> Repository | None:
    """Return the repository that an alias's value describes."""
    full_name = node.get("nameWithOwner")
    if not isinstance(full_name, str):
        return None
    facts: dict[str, FactValue] = {
        "full_name": full_name,
        "archived": bool(node.get("isArchived")),
        "empty": bool(node.get("isEmpty")),
        "disabled": bool(node.get("isDisabled")),
        "pushed_at": text_or_none(node.get("pushedAt")),
        "license": text_or_none(child(node, "licenseInfo").get("spdxId")),
        "stars": number_or_none(node.get("stargazerCount")),
        "default_branch": text_or_none(child(node, "defaultBranchRef").get("name")),
    }
    return Repository(full_name, facts)


def missing_aliases(reply: Json) -> set[str]:
    """Return the aliases at which, and at nothing deeper, an answer says NOT_FOUND."""
    found: set[str] = set()
    for error in errors(reply):
        path = error.get("path")
        if error.get("type") == "NOT_FOUND" and isinstance(path, list):
            steps = cast("list[object]", path)
            if len(steps) == 1:
                found.add(str(steps[0]))
    return found


def errors(reply: Json) -> list[Json]:
    """Return the errors of an answer."""
    listed = reply.get("errors")
    if not isinstance(listed, list):
        return []
    return [cast("Json", one) for one in cast("list[object]", listed) if isinstance(one, dict)]
