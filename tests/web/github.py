"""GitHub: its REST API and its pages.

After https://docs.github.com/en/rest/using-the-rest-api: 60 calls an hour without a token with
`x-ratelimit` headers, 301 for renamed repositories, 451 or 403 with a block reason for takedowns,
401 for a bad token, and secondary limits with `Retry-After`.
"""

import json
from typing import Any

from tests.web.github_data import Hub, listed, place, renamed, splits
from tests.web.github_graphql import GraphQL
from tests.web.throttle import Throttle
from tests.web.wire import Request
from tests.web.world import Answer, GitHub, Headers, Limit, Repository, html, redirect, refuse

_RAW = "application/vnd.github.raw+json"
_DOCS = "https://docs.github.com/rest"
_BLOCKS = {"dmca": 451, "tos": 403}


class Rest:
    """The REST API."""

    def __init__(self, hub: Hub, base: str) -> None:
        self._hub = hub
        self._base = base

    def answer(self, request: Request, segments: list[str]) -> Answer:
        """JSON with the limit's headers."""
        known = self._hub.token(request)
        if not request.headers.get("user-agent"):
            return self._json(403, {"message": "Request forbidden by administrative rules."})
        if known is False:
            return self._json(401, {"message": "Bad credentials"})
        limit = 5000 if known else self._hub.data.rest_limit
        if segments == ["rate_limit"]:
            core = {"limit": limit, "remaining": max(0, limit - self._hub.rest_used)}
            return self._json(200, {"resources": {"core": core}, "rate": core})
        if self._hub.secondary():
            message = "You have exceeded a secondary rate limit. Please wait a few minutes."
            return self._json(403, {"message": message}, ("Retry-After", "60"))
        if self._hub.rest_used >= limit:
            message = "API rate limit exceeded for 192.0.2.1. (But here's the good news: …)"
            return self._json(403, {"message": message}, *self._limits(request, limit))
        self._hub.rest_used += 1
        return self._resource(segments, request, self._limits(request, limit))

    def _limits(self, request: Request, limit: int) -> Headers:
        used = self._hub.rest_used
        return (
            ("x-ratelimit-limit", str(limit)),
            ("x-ratelimit-remaining", str(max(0, limit - used))),
            ("x-ratelimit-used", str(used)),
            ("x-ratelimit-reset", str(int(request.time) + 3000)),
            ("x-ratelimit-resource", "core"),
        )

    def _resource(self, segments: list[str], request: Request, limits: Headers) -> Answer:
        match segments:
            case ["repos", owner, name, *rest]:
                repository = self._hub.find(owner, name)
                if repository and renamed(repository, owner, name):
                    number = self._hub.number(repository)
                    url = "/".join([f"{self._base}/repositories/{number}", *rest])
                    body = {"message": "Moved Permanently", "url": url, "documentation_url": _DOCS}
                    return self._json(301, body, ("Location", url), *limits)
            case ["repositories", number, *rest] if number.isdecimal():
                repository = self._hub.numbered(int(number))
            case ["users" | "orgs", name] if user := self._hub.user(name):
                return self._json(200, {"login": user, "type": "User"}, *limits)
            case ["gists", id_] if id_ in self._hub.data.gists:
                return self._json(200, {"id": id_, "files": {}}, *limits)
            case _:
                return self._missing(limits)
        if repository is None:
            return self._missing(limits)
        if status := _BLOCKS.get(repository.state):
            block: dict[str, str] = {
                "reason": repository.state,
                "created_at": "2024-01-01T00:00:00Z",
            }
            blocked = {"message": "Repository access blocked", "block": block}
            return self._json(status, blocked, *limits)
        found = self._within(repository, rest, request)
        if isinstance(found, str):
            return Answer(200, found.encode(), (("Content-Type", f"{_RAW}; charset=utf-8"),))
        return self._json(200, found, *limits) if found is not None else self._missing(limits)

    def _within(self, repository: Repository, rest: list[str], request: Request) -> object:
        match rest:
            case []:
                return self._repository(repository)
            case ["contents", *path]:
                ref = request.query.get("ref", "HEAD")
                kind = place(repository, ref, "/".join(path))
                entry = {"type": "file", "path": "/".join(path)}
                if kind == "blob" and request.headers.get("accept") == _RAW:
                    return dict(repository.texts).get("/".join(path), "")
                listing = list(listed(repository, "/".join(path)))
                return {"blob": entry, "tree": listing, None: None}[kind]
            case ["branches", name] if name == repository.branch:
                return {"name": name}
            case ["releases", "tags", name] if name in repository.tags:
                return {"tag_name": name}
            case ["issues", number] if int(number) in (*repository.issues, *repository.pulls):
                return {"number": int(number)}
            case ["pulls", number] if int(number) in repository.pulls:
                return {"number": int(number)}
            case _:
                return None

    def _repository(self, repository: Repository) -> dict[str, Any]:
        owner, _, name = repository.name.partition("/")
        spdx = repository.license
        return {
            "id": self._hub.number(repository),
            "name": name,
            "full_name": repository.name,
            "private": False,
            "owner": {"login": owner},
            "html_url": f"https://{self._hub.data.web}/{repository.name}",
            "description": repository.description,
            "topics": list(repository.topics),
            "created_at": repository.created_at,
            "fork": False,
            "pushed_at": repository.pushed_at,
            "size": 0 if repository.empty else 100,
            "stargazers_count": repository.stars,
            "archived": repository.archived,
            "disabled": repository.state == "disabled",
            "license": {"key": spdx.lower(), "name": spdx, "spdx_id": spdx} if spdx else None,
            "default_branch": repository.branch,
        }

    def _missing(self, limits: Headers) -> Answer:
        body = {"message": "Not Found", "documentation_url": _DOCS, "status": "404"}
        return self._json(404, body, *limits)

    def _json(self, status: int, value: object, *headers: tuple[str, str]) -> Answer:
        kind = ("Content-Type", "application/json; charset=utf-8")
        body = json.dumps(value).encode()
        return Answer(status, body, (kind, *headers), self._hub.data.delay)


class Pages:
    """github.com as browsers see it."""

    def __init__(self, hub: Hub, limit: Limit) -> None:
        self._hub = hub
        self._throttle = Throttle(limit)

    def answer(self, request: Request) -> Answer:
        """A page, or the refusal of a client that asks too fast."""
        if refusal := self._throttle.refuses(request):
            return refusal
        match request.segments:
            case [] | ["features" | "topics" | "sponsors" | "marketplace" | "about", *_]:
                return Answer(body=html("GitHub"))
            case ["orgs", name, *_] | [name] if self._hub.user(name):
                return Answer(body=html(name))
            case [owner, name, *rest]:
                return self._repository(owner, name, rest)
            case _:
                return refuse(404, title="Page not found · GitHub")

    def _repository(self, owner: str, name: str, rest: list[str]) -> Answer:
        repository = self._hub.find(owner, name) or (
            self._hub.find(owner, name.removesuffix(".git")) if not rest else None
        )
        if repository is None:
            return refuse(404, title="Page not found · GitHub")
        if repository.state == "dmca":
            return refuse(451, title="Repository unavailable due to DMCA takedown")
        if repository.state == "tos":
            return refuse(404, title="This repository has been disabled")
        if renamed(repository, owner, name.removesuffix(".git")):
            return redirect("/".join([f"https://{self._hub.data.web}/{repository.name}", *rest]))
        return self._view(repository, rest)

    def _view(self, repository: Repository, rest: list[str]) -> Answer:
        readme = '<h2>Usage<a id="user-content-usage" href="#usage"></a></h2>'
        shown = Answer(body=html(repository.name, readme))
        match rest:
            case [] | ["issues" | "pulls" | "releases" | "tags" | "commits" | "actions"]:
                return shown
            case ["tree" | "blob" | "raw" as view, *path]:
                kinds = (place(repository, ref, inner) for ref, inner in splits(path))
                kind = next(filter(None, kinds), None)
                if kind and view not in {"raw", kind}:
                    return redirect("/".join(["", *repository.name.split("/"), kind, *path]))
                return shown if kind else refuse(404, title="File not found")
            case ["issues" | "pull" as view, number, *_] if number.isdecimal():
                if view == "issues" and int(number) in repository.pulls:
                    return redirect(f"/{repository.name}/pull/{number}", 302)
                known = repository.issues if view == "issues" else repository.pulls
                return shown if int(number) in known else refuse(404)
            case ["releases", "tag", *tag] if "/".join(tag) in repository.tags:
                return shown
            case ["wiki", *_] if not repository.wiki:
                return redirect(f"/{repository.name}", 302)
            case ["wiki"]:
                return shown
            case ["wiki", name] if name in repository.wiki:
                return shown
            case ["wiki", *_]:
                return redirect(f"/{repository.name}/wiki", 302)
            case _:
                return refuse(404, title="Page not found · GitHub")


class Raw:
    """raw.githubusercontent.com."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def answer(self, request: Request) -> Answer:
        """A file's bytes."""
        match request.segments:
            case [owner, name, *path] if repository := self._hub.find(owner, name):
                kinds = [place(repository, ref, inner) for ref, inner in splits(path)]
                if "blob" in kinds:
                    return Answer(headers=(("Content-Type", "text/plain; charset=utf-8"),))
            case _:
                pass
        return refuse(404, title="404: Not Found")


class Gists:
    """gist.github.com."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def answer(self, request: Request) -> Answer:
        """A gist's page."""
        match request.segments:
            case [_, id_] if id_ in self._hub.data.gists:
                return Answer(body=html("A gist"))
            case [id_] if id_ in self._hub.data.gists:
                return redirect(f"/someone/{id_}", 302)
            case _:
                return refuse(404)


class Door:
    """A host with both APIs, and on an Enterprise server the pages too."""

    def __init__(self, hub: Hub, pages: Pages) -> None:
        data = hub.data
        self._enterprise = data.api == data.web
        self._pages = pages
        self._graphql = GraphQL(hub)
        self._rest = Rest(hub, f"https://{data.api}{'/api/v3' if self._enterprise else ''}")

    def answer(self, request: Request) -> Answer:
        """The answer of whichever part the path belongs to."""
        segments = request.segments
        if self._enterprise:
            match segments:
                case ["api", "graphql"]:
                    return self._graphql.answer(request)
                case ["api", "v3", *rest]:
                    return self._rest.answer(request, rest)
                case _:
                    return self._pages.answer(request)
        if segments == ["graphql"]:
            return self._graphql.answer(request)
        return self._rest.answer(request, segments)


def github_sites(data: GitHub) -> dict[str, Door | Pages | Raw | Gists]:
    """GitHub's hosts."""
    hub = Hub(data)
    pages = Pages(hub, data.pages)
    return {
        data.web: pages,
        f"www.{data.web}": pages,
        data.api: Door(hub, pages),
        "raw.githubusercontent.com": Raw(hub),
        "gist.github.com": Gists(hub),
    }
