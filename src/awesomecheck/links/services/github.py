"""GitHub: repositories in batches through GraphQL, else one by one through REST, else as pages.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
import json
import math
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from awesomecheck.document.target import Target, github_target
from awesomecheck.errors import counted
from awesomecheck.links.answers import Answer, Fault, HostGivenUp
from awesomecheck.links.events import Notice
from awesomecheck.links.network import Network
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.links.services._graphql import (
    BatchTooLarge,
    Subject,
    batches,
    confirms,
    errors,
    graphql_query,
    missing_aliases,
    owner_of,
    repository_from,
    selection,
    subjects,
)
from awesomecheck.links.services._repositories import (
    Json,
    Repository,
    child,
    is_limit,
    repository_of,
    verdict_on,
    with_idle_days,
)
from awesomecheck.rules import FactValue, Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_SECONDARY_WAIT: Final = 60.0
"""Seconds that GitHub asks to wait after a secondary limit that names no time."""
_PAUSE: Final = 1.0
"""Seconds before a call that failed is made once more."""
_CALLS_AT_ONCE: Final = 2
"""Of GraphQL, each of which costs one point of the 2,000 a minute."""
_CALL_SECONDS: Final = 15.0
"""GitHub itself ends a call after 10 seconds
(https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts)."""
_FAILED_IN_A_ROW: Final = 3
"""Calls that fail, or get answers without sense, after which an API is not called any more."""
_REST_AT_ONCE: Final = 8
_REST_AN_HOUR: Final = 60
"""Calls of REST without a token."""
_SET_A_VARIABLE: Final = (
    "set GITHUB_TOKEN, for example to what `gh auth token` prints: one request then checks dozens"
)
_HEADERS: Final = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
}


_IN_BATCHES: Final = 40.0
"""Repositories a second for which the GraphQL API answers."""
_LEFT_OPEN: Final = Verdict(
    "unsure",
    "api-refused",
    evidence="GitHub's API did not answer, and such links are too many to request their pages",
)


class Refused(Exception):
    """The API answers no more for now, or not at all."""


class BadToken(Refused):
    """The token is not accepted."""


class GitHub:
    """Repositories and owners on the GitHub server that the API of this run is of."""

    name = "github"
    limits: Mapping[str, RateLimit] = {
        "github.com": RateLimit(concurrency=2, rate=4.0),
        "api.github.com": RateLimit(concurrency=8, rate=20.0),
        "gist.github.com": RateLimit(concurrency=2, rate=4.0),
    }

    def __init__(self, network: Network) -> None:
        self._network = network

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for a repository, for what is in it, or for an owner."""
        address, _, fragment = url.partition("#")
        server = self._network.github_host
        if target.host == server and target.kind != "github":
            target = github_target(url) or target
        if target.kind == "github" and (
            target.host == server
            or (server == "github.com" and target.host == "raw.githubusercontent.com")
        ):
            fragment = target.identity.partition("#")[2]  # `#readme` is the page itself
            return LinkQuery(self.name, target.identity, address, fragment, target)
        if target.host == server and owner_of(address):
            return LinkQuery(self.name, address, address, fragment, target)
        return None

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take: in batches, or page by page without a token."""
        if self._network.github_token:
            return len(queries) / _IN_BATCHES
        return max(0, len(queries) - _REST_AN_HOUR) / self.limits["github.com"].rate

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request all from the APIs, and from the pages what those leave open."""
        await _Check(self._network, session).check(queries)


class _Check:
    """The state of one check: what the APIs have refused or left open so far."""

    def __init__(self, network: Network, session: "Session") -> None:
        self._network = network
        self._session = session
        self._token = network.github_token
        self._limit_reported = False
        self._missing: set[str] = set()
        """Keys of queries for repositories that the API does not know."""
        self._pages: list[tuple[LinkQuery, Mapping[str, FactValue]]] = []
        """What only the page itself can answer, and the facts that are known already."""

    async def check(self, queries: Sequence[LinkQuery]) -> None:
        left = subjects(queries)
        if self._token:
            left = await self._check_by_graphql(left)
        else:
            self._announce_limit(sum(1 for subject in left if subject.name))
        await self._check_by_rest(left)
        await self._session.each_page(self._check_page, self._pages, lambda one: one[0].url)

    # --- GraphQL ---

    async def _check_by_graphql(self, all_subjects: Sequence[Subject]) -> list[Subject]:
        """Request subjects in batches, two calls at once; return what was left open.

        A batch that takes GitHub too long is halved once. A call that gets no answer at all, or
        a few in a row that fail, end it: REST may still answer.
        """
        left: list[Subject] = []
        waiting = deque((batch, True) for batch in batches(all_subjects))
        failed = 0

        async def work(_: int) -> None:
            nonlocal failed
            while waiting:
                batch, whole = waiting.popleft()
                try:
                    reply = await self._query(batch)
                except BatchTooLarge:
                    failed += 1
                    if failed < _FAILED_IN_A_ROW and whole and len(batch) > 1:
                        half = len(batch) // 2
                        waiting.extendleft(((batch[half:], False), (batch[:half], False)))
                        continue
                except Refused as error:
                    failed = _FAILED_IN_A_ROW
                    if isinstance(error, BadToken):
                        self._drop_token()
                else:
                    failed = 0
                    left.extend(self._report_batch(batch, reply))
                    continue
                left.extend(batch)
                if failed >= _FAILED_IN_A_ROW:
                    left.extend(subject for unasked, _ in waiting for subject in unasked)
                    waiting.clear()

        await self._session.each(work, range(_CALLS_AT_ONCE))
        return left

    def _report_batch(self, batch: Sequence[Subject], reply: Json) -> list[Subject]:
        missing = missing_aliases(reply)
        data = child(reply, "data")
        left: list[Subject] = []
        for number, subject in enumerate(batch):
            alias = f"s{number}"
            value = child(data, alias)
            repository = repository_from(value)
            if repository is not None:
                self._report_repository(subject, repository, value)
            elif "login" in value:
                said = f"GitHub has {subject.owner}"
                self._report_all(subject, Verdict("alive", "ok", evidence=said))
            elif alias in missing and subject.name:
                self._report_missing(subject)
            else:
                left.append(subject)
        return left

    async def _query(self, batch: Sequence[Subject]) -> Json:
        url = self._network.github_graphql
        body = json.dumps({"query": graphql_query(batch)}).encode()
        faults_left = 1
        for _ in range(self._session.attempts):
            try:
                answer = await self._call(url, body)
            except Fault as fault:
                silent = fault.reason == "timeout" or isinstance(fault, HostGivenUp)
                if silent or not (
                    faults_left and fault.temporary and self._session.pause(url, _PAUSE)
                ):
                    raise Refused from fault
                faults_left -= 1
                continue
            reply = answer.json_object()
            limited = any(error.get("type") == "RATE_LIMITED" for error in errors(reply))
            if answer.status == 401:
                raise BadToken
            if answer.status == 200 and not limited and "data" in reply:
                return reply
            if answer.status in (200, 500, 502, 504) and not limited:
                raise BatchTooLarge
            if not (limited or is_limit(answer)) or not self._pause(answer):
                raise Refused
        raise Refused

    # --- REST ---

    async def _check_by_rest(self, all_subjects: Sequence[Subject]) -> None:
        """Request repositories that links name as such; pages have to answer all else."""
        waiting: deque[Subject] = deque()
        failed = 0
        for subject in all_subjects:
            if subject.name and any(
                selection(query.target.path) == "" for query in subject.queries
            ):
                waiting.append(subject)
            else:
                self._leave_to_pages(subject.queries)

        async def work(_: int) -> None:
            nonlocal failed
            while waiting:
                subject = waiting.popleft()
                try:
                    failed = 0 if await self._check_repository(subject) else failed + 1
                    if failed < _FAILED_IN_A_ROW:
                        continue
                except Refused:
                    self._report_limit()
                    self._leave_to_pages(subject.queries)
                except Fault:
                    self._leave_to_pages(subject.queries)
                for left in waiting:
                    self._leave_to_pages(left.queries)
                waiting.clear()

        await self._session.each(work, range(_REST_AT_ONCE))

    def _announce_limit(self, repositories: int) -> None:
        """Report before a long run how long it takes without a token."""
        pages = repositories - _REST_AN_HOUR
        if pages <= 0:
            return
        self._limit_reported = True
        minutes = math.ceil(pages / GitHub.limits["github.com"].rate / 60)
        self._session.notify(
            Notice(
                f"{counted(repositories, 'GitHub repository')}, and no token: GitHub's API answers"
                f" for {_REST_AN_HOUR} an hour, and the pages of the others take about"
                f" {counted(minutes, 'minute')}",
                hint=_SET_A_VARIABLE,
            )
        )

    def _report_limit(self) -> None:
        if self._token is None and not self._limit_reported:
            self._limit_reported = True
            self._session.notify(
                Notice(
                    "GitHub's API rate limit is reached: its pages are checked instead, slowly",
                    hint=_SET_A_VARIABLE,
                )
            )

    async def _check_repository(self, subject: Subject) -> bool:
        """Report what the API knows of a repository; False where its answer makes no sense."""
        url = f"{self._network.github_api}/repos/{subject.owner}/{subject.name}"
        answer = await self._get(url)
        if answer.status == 404:
            self._report_missing(subject)
            return True
        reply = answer.json_object()
        full_name = reply.get("full_name")
        if answer.status == 200 and isinstance(full_name, str):
            self._report_repository(subject, repository_of(full_name, reply), {})
        elif answer.status == 451 or "block" in reply:
            said = f"GitHub has taken down {subject.owner}/{subject.name}"
            self._report_all(
                subject, Verdict("unsure", "taken-down", answer.status, evidence=said)
            )
        else:
            self._leave_to_pages(subject.queries)
            return False
        return True

    async def _get(self, url: str) -> Answer:
        """Return an answer that is no limit; redirects are followed within the API alone."""
        for _ in range(self._session.attempts):
            answer = await self._call(url)
            if answer.status == 401 and self._token:
                self._drop_token()
            elif answer.status in (301, 302, 307, 308):
                url = answer.headers.get("Location", "")
                if not url.startswith(self._network.github_api + "/"):
                    raise Refused
            elif is_limit(answer):
                if not self._pause(answer):
                    raise Refused
            else:
                return answer
        raise Refused

    # --- What the two share ---

    async def _call(self, url: str, data: bytes | None = None) -> Answer:
        headers = dict(_HEADERS)
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        return await self._session.call(url, headers=headers, data=data, seconds=_CALL_SECONDS)

    def _drop_token(self) -> None:
        if self._token is not None:
            self._token = None
            self._session.notify(
                Notice(
                    "GitHub does not accept the token: it is not used",
                    hint="set GITHUB_TOKEN to a valid token, or unset it",
                )
            )

    def _pause(self, answer: Answer) -> bool:
        """Let the API rest as long as it asks for; False where that is too long."""
        asked = self._session.retry_after(answer)
        if asked is None and answer.headers.get("x-ratelimit-remaining") == "0":
            reset = answer.headers.get("x-ratelimit-reset", "")
            asked = max(float(reset) - self._network.clock(), 0.0) if reset.isdigit() else None
        return self._session.pause(answer.url, _SECONDARY_WAIT if asked is None else asked)

    def _report_repository(
        self, subject: Subject, repository: Repository, value: Mapping[str, object]
    ) -> None:
        repository = with_idle_days(repository, self._network.clock())
        for number, query in enumerate(subject.queries):
            wanted = selection(query.target.path)
            if wanted == "":
                self._session.report(query, verdict_on(query, repository, repository.facts))
            elif wanted and confirms(query.target.path, value.get(f"q{number}")):
                facts = {**repository.facts, "path_exists": True}
                self._session.report(query, verdict_on(query, repository, facts))
            else:
                self._pages.append((query, repository.facts))

    def _report_missing(self, subject: Subject) -> None:
        """The page has the last word: the API may be another one, and the URL no repository's."""
        self._missing.update(query.key for query in subject.queries)
        self._leave_to_pages(subject.queries)

    def _report_all(self, subject: Subject, verdict: Verdict) -> None:
        for query in subject.queries:
            self._session.report(query, verdict)

    def _leave_to_pages(self, queries: Iterable[LinkQuery]) -> None:
        self._pages += [(query, {}) for query in queries]

    async def _check_page(self, left: tuple[LinkQuery, Mapping[str, FactValue]]) -> None:
        query, facts = left
        known = facts or query.key in self._missing or not self._network.github_token
        if not (known or self._session.pages_may_help):
            self._session.report(query, _LEFT_OPEN)
            return
        verdict = await self._session.page_verdict(query.url, query.fragment)
        if verdict.state == "unsure" and verdict.reason == "legal":
            verdict = replace(verdict, reason="taken-down")
        if verdict.state == "dead" and query.key in self._missing:
            said = f"GitHub has no repository {query.target.id}; {verdict.evidence}"
            verdict = replace(verdict, reason="missing-repository", evidence=said)
        if verdict.state == "dead" and facts and query.target.path:
            facts = {**facts, "path_exists": False}
        self._session.report(query, replace(verdict, facts=facts))
