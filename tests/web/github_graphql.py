"""GitHub's GraphQL API: the part of its schema that link checkers ask, run by graphql-core.

After https://docs.github.com/en/graphql: a token is required, an object that cannot be found is
null with an error whose `type` is NOT_FOUND at its alias, and other types stand for other reasons.
"""

import json
from typing import Any, Final

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    build_schema,
    graphql_sync,  # pyright: ignore[reportUnknownVariableType]
)

from tests.web.github_data import Hub, place, renamed
from tests.web.wire import Request
from tests.web.world import Answer, Headers, Repository, refuse

MOST_ALIASES: Final = 100
"""A call that asks for more repositories takes too long, and is a 502."""

_Info = GraphQLResolveInfo[Any]

_SCHEMA: Final = build_schema(
    """
    scalar URI
    scalar DateTime
    scalar GitObjectID
    type Query {
        repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
        user(login: String!): User
        organization(login: String!): Organization
        repositoryOwner(login: String!): RepositoryOwner
        rateLimit(dryRun: Boolean = false): RateLimit
        viewer: User!
    }
    type RateLimit {
        cost: Int! limit: Int! nodeCount: Int! remaining: Int! used: Int! resetAt: DateTime!
    }
    interface RepositoryOwner { id: ID! login: String! url: URI! }
    type User implements RepositoryOwner { id: ID! login: String! name: String url: URI! }
    type Organization implements RepositoryOwner {
        id: ID! login: String! name: String url: URI!
    }
    type License { key: String! name: String! spdxId: String nickname: String }
    type Ref { name: String! prefix: String! }
    type Release { tagName: String! name: String url: URI! }
    interface GitObject { id: ID! oid: GitObjectID! abbreviatedOid: String! }
    type Blob implements GitObject {
        id: ID! oid: GitObjectID! abbreviatedOid: String! byteSize: Int! isBinary: Boolean
    }
    type Tree implements GitObject { id: ID! oid: GitObjectID! abbreviatedOid: String! }
    type Commit implements GitObject {
        id: ID! oid: GitObjectID! abbreviatedOid: String! committedDate: DateTime!
    }
    type Issue { number: Int! title: String! url: URI! }
    type PullRequest { number: Int! title: String! url: URI! }
    union IssueOrPullRequest = Issue | PullRequest
    type Repository {
        id: ID! databaseId: Int name: String! nameWithOwner: String! owner: RepositoryOwner!
        url: URI! description: String homepageUrl: URI
        isArchived: Boolean! isDisabled: Boolean! isEmpty: Boolean! isFork: Boolean!
        isLocked: Boolean! isMirror: Boolean! isPrivate: Boolean! isTemplate: Boolean!
        archivedAt: DateTime createdAt: DateTime! pushedAt: DateTime updatedAt: DateTime!
        stargazerCount: Int! forkCount: Int! diskUsage: Int licenseInfo: License
        defaultBranchRef: Ref
        object(expression: String, oid: GitObjectID): GitObject
        ref(qualifiedName: String!): Ref
        release(tagName: String!): Release
        issue(number: Int!): Issue
        pullRequest(number: Int!): PullRequest
        issueOrPullRequest(number: Int!): IssueOrPullRequest
    }
    """
)


class GraphQL:
    """The endpoint."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._calls = 0

    def answer(self, request: Request) -> Answer:
        """Data and errors, or a refusal of the whole call."""
        if not self._hub.token(request):
            return _json(401, {"message": "Bad credentials", "status": "401"})
        data = self._hub.data
        self._calls += 1
        if data.graphql_broken and self._calls <= (data.graphql_breaks or self._calls):
            return data.graphql_broken
        if self._hub.secondary():
            message = "You have exceeded a secondary rate limit. Please wait a few minutes."
            return _json(403, {"message": message}, ("Retry-After", "60"))
        limits = self._limits()
        if self._hub.graphql_used >= self._hub.data.graphql_limit:
            error = {"type": "RATE_LIMITED", "message": "API rate limit exceeded"}
            return _json(200, {"errors": [error]}, *limits)
        self._hub.graphql_used += 1
        asked: dict[str, Any] = json.loads(request.body)
        root = _Root(self._hub)
        result = graphql_sync(
            _SCHEMA, asked["query"], root, variable_values=asked.get("variables")
        )
        if root.repositories > MOST_ALIASES:
            return refuse(502, title="502 Bad Gateway")
        answer = _json(200, _shown(result), *limits)
        return Answer(answer.status, answer.body, answer.headers, self._hub.data.delay)

    def _limits(self) -> Headers:
        left = self._hub.data.graphql_limit - self._hub.graphql_used
        return (
            ("x-ratelimit-limit", str(self._hub.data.graphql_limit)),
            ("x-ratelimit-remaining", str(left)),
            ("x-ratelimit-resource", "graphql"),
        )


class _Root:
    """The query's root; methods take the arguments of their fields."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.repositories = 0

    def repository(
        self,
        _info: _Info,
        owner: str,
        name: str,
        followRenames: bool,  # noqa: N803 - GitHub's name
    ) -> dict[str, Any]:
        self.repositories += 1
        found = self._hub.find(owner, name)
        if found is None or (renamed(found, owner, name) and not followRenames):
            message = f"Could not resolve to a Repository with the name '{owner}/{name}'."
            raise _error("NOT_FOUND", message)
        if found.graphql_error:
            raise _error(found.graphql_error, "Something went wrong.")
        if found.state in {"dmca", "tos"}:
            raise _error("FORBIDDEN", "Repository access blocked")
        return _repository(found, self._hub)

    def user(self, _info: _Info, login: str) -> dict[str, Any]:
        found = self._hub.user(login)
        if found is None:
            raise _error("NOT_FOUND", f"Could not resolve to a User with the login of '{login}'.")
        return _owner(found)

    def organization(self, _info: _Info, login: str) -> dict[str, Any]:
        message = f"Could not resolve to an Organization with the login of '{login}'."
        raise _error("NOT_FOUND", message)

    def repositoryOwner(  # noqa: N802 - GitHub's name
        self, _info: _Info, login: str
    ) -> dict[str, Any] | None:
        found = self._hub.user(login)
        return _owner(found) if found else None

    def viewer(self, _info: _Info) -> dict[str, Any]:
        return _owner("viewer")

    def rateLimit(  # noqa: N802 - GitHub's name
        self,
        _info: _Info,
        dryRun: bool,  # noqa: ARG002, N803 - GitHub's name
    ) -> dict[str, Any]:
        used, limit = self._hub.graphql_used, self._hub.data.graphql_limit
        times = {"resetAt": "2026-11-24T13:00:00Z"}
        counts = {"cost": 1, "limit": limit, "nodeCount": 0, "used": used}
        return {**counts, **times, "remaining": limit - used}


def _repository(repository: Repository, hub: Hub) -> dict[str, Any]:
    owner, _, name = repository.name.partition("/")
    url = f"https://{hub.data.web}/{repository.name}"
    spdx = repository.license

    def numbered(_info: _Info, number: int) -> dict[str, Any]:
        if number in repository.pulls:
            return _numbered("PullRequest", number, url)
        if number in repository.issues:
            return _numbered("Issue", number, url)
        message = f"Could not resolve to an issue or pull request with the number of {number}."
        raise _error("NOT_FOUND", message)

    def issue(info: _Info, number: int) -> dict[str, Any]:
        if number in repository.issues:
            return numbered(info, number)
        raise _error("NOT_FOUND", f"Could not resolve to an Issue with the number of {number}.")

    def pull(info: _Info, number: int) -> dict[str, Any]:
        if number in repository.pulls:
            return numbered(info, number)
        message = f"Could not resolve to a PullRequest with the number of {number}."
        raise _error("NOT_FOUND", message)

    def object_(_info: _Info, expression: str = "", **_: str) -> object:
        ref, _colon, path = expression.partition(":")
        kind = place(repository, ref, path)
        if kind is None:
            return None
        type_ = {"blob": "Blob", "tree": "Tree"}[kind] if ":" in expression else "Commit"
        return {
            "__typename": type_,
            "id": "x",
            "oid": "0" * 40,
            "abbreviatedOid": "0" * 7,
            "byteSize": 10,
            "isBinary": False,
            "committedDate": repository.pushed_at,
        }

    def ref(_info: _Info, qualifiedName: str) -> object:  # noqa: N803 - GitHub's name
        short = qualifiedName.removeprefix("refs/heads/").removeprefix("refs/tags/")
        known = not repository.empty and short in {repository.branch, *repository.tags}
        return {"name": short, "prefix": "refs/heads/"} if known else None

    def release(_info: _Info, tagName: str) -> object:  # noqa: N803 - GitHub's name
        known = tagName in repository.tags
        return {"tagName": tagName, "name": tagName, "url": url} if known else None

    flags = dict.fromkeys(("isFork", "isLocked", "isMirror", "isPrivate", "isTemplate"), False)
    return {
        **flags,
        "id": f"R_{hub.number(repository)}",
        "databaseId": hub.number(repository),
        "name": name,
        "nameWithOwner": repository.name,
        "owner": _owner(owner),
        "url": url,
        "description": "A repository",
        "isArchived": repository.archived,
        "isDisabled": repository.state == "disabled",
        "isEmpty": repository.empty,
        "archivedAt": "2025-01-01T00:00:00Z" if repository.archived else None,
        "createdAt": "2019-01-01T00:00:00Z",
        "updatedAt": repository.pushed_at,
        "pushedAt": repository.pushed_at,
        "stargazerCount": repository.stars,
        "forkCount": 1,
        "diskUsage": 0 if repository.empty else 100,
        "licenseInfo": {"key": spdx.lower(), "name": spdx, "spdxId": spdx} if spdx else None,
        "defaultBranchRef": None
        if repository.empty
        else {"name": repository.branch, "prefix": "refs/heads/"},
        "object": object_,
        "ref": ref,
        "release": release,
        "issue": issue,
        "pullRequest": pull,
        "issueOrPullRequest": numbered,
    }


def _numbered(type_: str, number: int, url: str) -> dict[str, Any]:
    return {"__typename": type_, "number": number, "title": "Words", "url": f"{url}/{number}"}


def _owner(login: str) -> dict[str, Any]:
    return {
        "__typename": "User",
        "id": "U_1",
        "login": login,
        "url": f"https://github.com/{login}",
    }


def _error(type_: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"type": type_})


def _shown(result: ExecutionResult) -> dict[str, Any]:
    """The result as GitHub writes it: the type of an error stands beside its message."""
    shown: dict[str, Any] = {} if result.data is None else {"data": result.data}
    if result.errors:
        shown["errors"] = [
            {
                **({"type": error.extensions["type"]} if error.extensions else {}),
                "path": list(error.path or ()),
                "locations": [],
                "message": error.message,
            }
            for error in result.errors
        ]
    return shown


def _json(status: int, value: object, *headers: tuple[str, str]) -> Answer:
    kind = ("Content-Type", "application/json; charset=utf-8")
    return Answer(status, json.dumps(value).encode(), (kind, *headers))
