"""GitHub's REST API as far as the workflows use it, on a Unix socket, with a repository's state.

After https://docs.github.com/rest: shapes, limits, paging and errors. `gh` reaches it by its
setting `http_unix_socket`.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
import json
from pathlib import Path
import re
import socketserver
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

REPOSITORY = "reader/awesome-list"
BOT = "github-actions[bot]"
LONGEST_BODY = 65_536

Rows = list[dict[str, Any]]
Answer = tuple[int, dict[str, Any] | Rows | bytes]


@dataclass(slots=True)
class GitHub:
    """A repository's issues, labels, pull requests and artifacts, and the requests it got."""

    has_issues: bool = True
    labels: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    issues: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    comments: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    pulls: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    artifacts: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    refs: dict[str, str] = field(default_factory=dict[str, str])
    """Commits by the full names of branches and tags."""
    changes: list[str] = field(default_factory=list[str])
    """Requests that were meant to change something."""
    largest_page: int = 100
    broken: tuple[str, str] = ("", "")
    """Method and path of requests that fail."""

    def issue(self, **more: Any) -> dict[str, Any]:
        """Have an issue in the repository."""
        number = len(self.issues) + len(self.pulls) + 1
        new: dict[str, Any] = {
            "number": number,
            "state": "open",
            "state_reason": None,
            "title": "An issue",
            "body": None,
            "labels": [],
            "user": {"login": "reader"},
            "html_url": f"https://github.com/{REPOSITORY}/issues/{number}",
        }
        self.issues[number] = new | more
        return self.issues[number]

    def pull(
        self,
        *,
        owner: str,
        branch: str,
        sha: str,
        state: str = "open",
        number: int = 7,
        repository: int = 99,
    ) -> None:
        """Have a pull request in the repository."""
        head = {
            "label": f"{owner}:{branch}",
            "ref": branch,
            "sha": sha,
            "repo": {"id": repository},
        }
        self.pulls.append({"number": number, "state": state, "head": head})

    def comment(self, number: int, login: str, body: str) -> dict[str, Any]:
        """Have a comment on an issue or a pull request."""
        identity = len(self.comments) + 1_000
        new = {
            "id": identity,
            "issue": number,
            "body": body,
            "user": {"login": login},
            "html_url": f"https://github.com/{REPOSITORY}/issues/{number}#issuecomment-{identity}",
        }
        self.comments.append(new)
        return new

    def answer(self, method: str, path: str, query: Mapping[str, str], sent: Any) -> Answer:
        """Status and body for a request."""
        if method != "GET":
            self.changes.append(f"{method} {path}")
        base = f"/repos/{REPOSITORY}"
        if (method, path) == (self.broken[0], base + self.broken[1]):
            return 503, {"message": "Unavailable"}
        for pattern, handler in (
            ("", self._repository),
            ("/labels", self._labels),
            (r"/labels/([^/]+)", self._label),
            ("/issues", self._issues),
            (r"/issues/(\d+)", self._issue),
            (r"/issues/(\d+)/comments", self._comments),
            (r"/issues/comments/(\d+)", self._comment),
            ("/pulls", self._pulls),
            (r"/actions/runs/(\d+)/artifacts", self._artifacts),
            (r"/actions/artifacts/(\d+)/zip", self._zip),
            ("/git/refs", self._new_ref),
            (r"/git/refs?/(.+)", self._ref),
        ):
            found = re.fullmatch(re.escape(base) + pattern, path)
            if found:
                if "/issues" in path and not self.has_issues and "comments" not in path:
                    return 410, {"message": "Issues are disabled for this repo"}
                return handler(method, query, sent, *found.groups())
        return _not_found()

    def _repository(self, _method: str, _query: Mapping[str, str], _sent: Any) -> Answer:
        return 200, {"full_name": REPOSITORY, "has_issues": self.has_issues}

    def _labels(self, method: str, _query: Mapping[str, str], sent: Any) -> Answer:
        if method != "POST":
            return 200, self.labels
        if any(label["name"] == sent["name"] for label in self.labels):
            return _invalid("already_exists")
        self.labels.append(dict(sent))
        return 201, sent

    def _label(self, _method: str, _query: Mapping[str, str], _sent: Any, name: str) -> Answer:
        found = [label for label in self.labels if label["name"] == name]
        return (200, found[0]) if found else _not_found()

    def _issues(self, method: str, query: Mapping[str, str], sent: Any) -> Answer:
        if method == "POST":
            known = {label["name"] for label in self.labels}
            if not set(sent.get("labels", ())) <= known:  # GitHub may be more lenient
                return _invalid("unknown label")
            if len(sent["body"]) > LONGEST_BODY:
                return _invalid(f"body is too long (maximum is {LONGEST_BODY} characters)")
            labels = [{"name": name} for name in sent.get("labels", ())]
            return 201, self.issue(
                title=sent["title"], body=sent["body"], labels=labels, user={"login": BOT}
            )
        wanted = set(query["labels"].split(",")) if "labels" in query else set[str]()
        state = query.get("state", "open")
        return 200, [
            each
            for _, each in sorted(self.issues.items(), reverse=True)
            if wanted <= {label["name"] for label in each["labels"]}
            and state in ("all", each["state"])
        ]

    def _issue(self, method: str, _query: Mapping[str, str], sent: Any, number: str) -> Answer:
        found = self.issues.get(int(number))
        if found is None:
            return _not_found()
        if method == "PATCH":
            if len(sent.get("body") or "") > LONGEST_BODY:
                return _invalid(f"body is too long (maximum is {LONGEST_BODY} characters)")
            found.update(sent)
        return 200, found

    def _comments(self, method: str, _query: Mapping[str, str], sent: Any, number: str) -> Answer:
        if method == "POST":
            if len(sent["body"]) > LONGEST_BODY:
                return _invalid(f"Body is too long (maximum is {LONGEST_BODY} characters)")
            return 201, self.comment(int(number), BOT, sent["body"])
        return 200, [each for each in self.comments if each["issue"] == int(number)]

    def _comment(self, method: str, _query: Mapping[str, str], sent: Any, identity: str) -> Answer:
        [found] = [each for each in self.comments if each["id"] == int(identity)]
        if method == "PATCH":
            found.update(sent)
        return 200, found

    def _pulls(self, _method: str, query: Mapping[str, str], _sent: Any) -> Answer:
        return 200, [
            each
            for each in self.pulls
            if query.get("state", "open") in ("all", each["state"])
            and query.get("head", each["head"]["label"]) == each["head"]["label"]
        ]

    def _artifacts(self, _method: str, query: Mapping[str, str], _sent: Any, _run: str) -> Answer:
        found = [
            {key: value for key, value in each.items() if key != "data"}
            for each in self.artifacts
            if query.get("name", each["name"]) == each["name"]
        ]
        return 200, {"total_count": len(found), "artifacts": found}

    def _zip(self, _method: str, _query: Mapping[str, str], _sent: Any, identity: str) -> Answer:
        [found] = [each for each in self.artifacts if each["id"] == int(identity)]
        return 200, found["data"]

    def _new_ref(self, _method: str, _query: Mapping[str, str], sent: Any) -> Answer:
        if sent["ref"] in self.refs or not sent["ref"].startswith("refs/"):
            return _invalid("Reference already exists")
        self.refs[sent["ref"]] = sent["sha"]
        return 201, sent

    def _ref(self, method: str, _query: Mapping[str, str], sent: Any, name: str) -> Answer:
        full = f"refs/{name}"
        if full not in self.refs:
            return _not_found()
        if method == "PATCH":
            if sent.get("force") is not True:
                return _invalid("Update is not a fast forward")
            self.refs[full] = sent["sha"]
        return 200, {"ref": full, "object": {"sha": self.refs[full]}}


def _not_found() -> Answer:
    return 404, {"message": "Not Found"}


def _invalid(why: str) -> Answer:
    return 422, {"message": "Validation Failed", "errors": [{"message": why}]}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    github: ClassVar[GitHub]

    def _any(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, body = self.github.answer(
            self.command, parts.path, query, json.loads(sent) if sent else {}
        )
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/zip"
        elif isinstance(body, list):
            body, headers["Link"] = self._page(body, parts.path, query)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in (*headers.items(), ("Content-Length", str(len(data)))):
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = _any  # noqa: N815 - the names are http.server's

    def _page(self, items: Rows, path: str, query: Mapping[str, str]) -> tuple[Rows, str]:
        """A page of a list, and the header that names the next."""
        size = min(int(query.get("per_page", 30)), self.github.largest_page)
        page = int(query.get("page", 1))
        following = {**query, "page": str(page + 1)}
        link = f'<https://api.github.com{path}?{urlencode(following)}>; rel="next"'
        return items[(page - 1) * size : page * size], link * (page * size < len(items))

    def address_string(self) -> str:
        return "gh"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's
        pass


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


@contextmanager
def served(github: GitHub, socket: Path) -> Generator[None]:
    """Answer on a socket while the block runs."""
    handler = type("_Handler", (_Handler,), {"github": github})
    with _Server(str(socket), handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield
        server.shutdown()
