"""What GitHub says of one repository: its description, topics and dates, and some of its files.

https://docs.github.com/en/rest/repos/repos#get-a-repository, and .../contents for its files. REST
answers the same with and without a token, which GraphQL does not; a repository takes a few calls.
"""

from collections.abc import Mapping, Sequence
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote

from awesomecheck.document.target import Target
from awesomecheck.errors import UserError
from awesomecheck.links.answers import Answer, Fault
from awesomecheck.links.network import Network
from awesomecheck.links.runner import Runner
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.links.services._repositories import is_limit
from awesomecheck.links.services.github import GitHub
from awesomecheck.links.settings import LinkSettings
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_JSON = "application/vnd.github+json"
_RAW = "application/vnd.github.raw+json"
_VERSION = "2022-11-28"
_REDIRECTS = (301, 302, 307, 308)
_SECONDS = 60.0


class RemoteRepository(NamedTuple):
    """What GitHub says of a repository."""

    full_name: str
    description: str
    topics: tuple[str, ...]
    branch: str
    created: str
    """As GitHub writes it: `2026-01-31T12:00:00Z`."""
    archived: bool
    texts: Mapping[str, str | None] = {}
    """The files that were asked for, by path; None for one that is no text."""


class NoAnswer(UserError):
    """GitHub did not say anything about the repository."""


def fetch_repository(
    full_name: str, network: Network, wanted: re.Pattern[str] | None = None
) -> RemoteRepository:
    """Return what GitHub says of a repository.

    Args:
        full_name: `owner/name`.
        network: how to reach GitHub.
        wanted: matches the paths of files to fetch in the root, in `docs` and in `.github`.

    Raises:
        NoAnswer: there is no such repository, or GitHub cannot be reached or refuses to say.
    """
    reader = _Reader(full_name, network, wanted)
    target = Target("github", f"github:{full_name.lower()}", full_name, "", "github.com")
    url = f"https://{network.github_host}/{full_name}"
    query = LinkQuery(reader.name, target.identity, url, "", target)
    settings = LinkSettings(deadline=_SECONDS)
    runner = Runner([reader], settings, network, _no_verdict, lambda _: None, lambda _: {})
    ending = runner.run([query])
    if reader.found is None:
        reason = reader.reason or ("no network" if ending == "offline" else "no answer in time")
        raise NoAnswer(f"GitHub says nothing of {full_name}: {reason}", hint=reader.hint)
    return reader.found


def _no_verdict(query: LinkQuery, verdict: Verdict) -> None:
    """Take no verdict: the reader has what it found."""


class _Reader:
    """A service of one repository, run as those that check links are."""

    name = "repository"
    limits: Mapping[str, RateLimit] = GitHub.limits

    def __init__(
        self, full_name: str, network: Network, wanted: re.Pattern[str] | None = None
    ) -> None:
        self._full_name = full_name
        self._network = network
        self._wanted = wanted
        self.found: RemoteRepository | None = None
        self.reason = ""
        self.hint: str | None = None

    def query_for(self, url: str, target: Target) -> LinkQuery | None:  # noqa: ARG002 - has one query
        """Return nothing: its only query is made by hand."""
        return None

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take: a few calls each."""
        return float(len(queries))

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:  # noqa: ARG002
        """Fetch the repository and the files."""
        try:
            answer = await self._get(session, "")
            value = answer.json_object()
            if answer.status == 200 and isinstance(value.get("full_name"), str):
                texts = await self._texts(session) if self._wanted else {}
                self.found = _repository(value)._replace(texts=texts)
            else:
                self._explain(answer)
        except Fault as fault:
            self.reason = fault.evidence

    def _explain(self, answer: Answer) -> None:
        if answer.status == 404:
            self.reason = "there is no public repository of this name"
        elif answer.status == 401:
            self.reason = "it does not accept the token"
            self.hint = "set GITHUB_TOKEN to a valid token, or unset it"
        elif is_limit(answer):
            self.reason = "its API rate limit is reached"
            self.hint = "set GITHUB_TOKEN, for example to what `gh auth token` prints"
        else:
            self.reason = f"its API returned {answer.status}"

    async def _texts(self, session: "Session") -> dict[str, str | None]:
        texts: dict[str, str | None] = {}
        root = await self._listing(session, "")
        folders = [path for path in ("docs", ".github") if root.get(path) == "dir"]
        listings = [root, *[await self._listing(session, folder) for folder in folders]]
        for listing in listings:
            for path, kind in listing.items():
                if kind == "file" and self._wanted and self._wanted.fullmatch(path):
                    answer = await self._get(session, f"/contents/{quote(path)}", _RAW)
                    texts[path] = _text(answer)
        return texts

    async def _listing(self, session: "Session", folder: str) -> dict[str, str]:
        """Return what is in a folder: paths and types."""
        answer = await self._get(session, f"/contents/{folder}".rstrip("/"))
        try:
            value: Any = json.loads(answer.body) if answer.status == 200 else []
        except (ValueError, RecursionError):
            value = []
        items = cast("list[object]", value) if isinstance(value, list) else []
        found = (cast("dict[str, object]", item) for item in items if isinstance(item, dict))
        return {str(item.get("path")): str(item.get("type")) for item in found}

    async def _get(self, session: "Session", path: str, accept: str = _JSON) -> Answer:
        """Return the answer to a request; a redirect is followed within the API alone."""
        headers = {"Accept": accept, "X-GitHub-Api-Version": _VERSION}
        if self._network.github_token:
            headers["Authorization"] = f"Bearer {self._network.github_token}"
        url = f"{self._network.github_api}/repos/{self._full_name}{path}"
        answer = await session.call(url, headers=headers)
        moved = answer.headers.get("Location", "")
        if answer.status in _REDIRECTS and moved.startswith(f"{self._network.github_api}/"):
            answer = await session.call(moved, headers=headers)
        return answer


def _repository(value: Mapping[str, object]) -> RemoteRepository:
    topics = value.get("topics")
    names = cast("list[object]", topics) if isinstance(topics, list) else []
    return RemoteRepository(
        full_name=str(value["full_name"]),
        description=str(value.get("description") or ""),
        topics=tuple(map(str, names)),
        branch=str(value.get("default_branch") or ""),
        created=str(value.get("created_at") or ""),
        archived=bool(value.get("archived")),
    )


def _text(answer: Answer) -> str | None:
    if answer.status != 200:
        return None
    try:
        return answer.body.decode("utf-8")
    except UnicodeDecodeError:
        return None
