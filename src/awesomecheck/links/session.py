"""What a run lends its services: requests, verdicts on pages, and where to report to."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from awesomecheck.links.answers import Answer
from awesomecheck.links.client import API_SECONDS, Client
from awesomecheck.links.events import Event
from awesomecheck.links.pages import page_verdict
from awesomecheck.links.rate_limits import UNHEARD
from awesomecheck.links.service import LinkQuery
from awesomecheck.links.settings import LinkSettings
from awesomecheck.links.urls import host_of
from awesomecheck.links.visit import short_url, visit
from awesomecheck.rules import Verdict

T = TypeVar("T")
_HOSTS_AT_ONCE: Final = 2000
"""Hosts whose pages are checked at once."""
_FIRST_AT_ONCE: Final = 3
"""Pages of a host that are begun before any of them is checked."""
_PAUSE: Final = 5.0
"""Seconds after a 429 that names none."""
_PAGES_SECONDS: Final = 72.0
"""Seconds of a run in which pages are requested because an API does not answer."""


class Session:
    """One run over the network. Every request waits until the host's rate limit lets it go."""

    def __init__(
        self,
        client: Client,
        settings: LinkSettings,
        report: Callable[[LinkQuery, Verdict], None],
        notify: Callable[[Event], None],
    ) -> None:
        self.attempts = settings.retries + 1
        """How often one request may be made: once, and once more for each retry."""
        self._notify = notify
        self._told: set[Event] = set()
        self._client = client
        self._max_redirects = settings.max_redirects
        self._report = report
        self._begun = asyncio.get_running_loop().time()
        self._answers = 0
        self._holds_dead = settings.suggest
        self._dead: list[tuple[LinkQuery, Verdict]] = []
        self._withheld: list[tuple[LinkQuery, Verdict]] = []
        self._unheard: list[tuple[LinkQuery, Verdict]] = []

    def notify(self, event: Event) -> None:
        """Report what the user should know, once."""
        if event not in self._told:
            self._told.add(event)
            self._notify(event)

    async def get(self, url: str) -> Answer:
        """Return the answer to a GET; what may be temporary is tried again.

        At most 64 KB of a body are read, decompressed: where there is more, `Answer.whole` is
        false, and `Answer.json_object` has nothing.

        Raises:
            Fault: no answer came.
        """
        return await self._client.get(url)

    async def call(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        seconds: float = API_SECONDS,
    ) -> Answer:
        """Return the answer to one request to an API: POST where it has data. Nothing is retried.

        At most 8 MB of a body are read, and no longer than so many seconds.

        Raises:
            Fault: no answer came.
        """
        return await self._client.call(url, headers=headers, data=data, seconds=seconds)

    async def call_patiently(
        self, url: str, *, headers: Mapping[str, str] | None = None, data: bytes | None = None
    ) -> Answer:
        """Return the answer to a request to an API; after a 429, wait as it asks and try again.

        Raises:
            Fault: no answer came.
        """
        attempts = 0
        while True:
            answer = await self.call(url, headers=headers, data=data)
            attempts += 1
            if answer.status != 429:
                return answer
            asked = self.retry_after(answer)
            waits = self.pause(url, _PAUSE if asked is None else asked)
            if not waits or attempts >= self.attempts:
                return answer

    def retry_after(self, answer: Answer) -> float | None:
        """Return the seconds that an answer asks to wait, if it does."""
        return self._client.retry_after(answer)

    def pause(self, url: str, seconds: float) -> bool:
        """Send nothing to a URL's host for so long; False where that is too long to wait."""
        return self._client.pause(url, seconds)

    async def page_verdict(self, url: str, fragment: str = "") -> Verdict:
        """Return the verdict on a page of the web."""
        [verdict] = await self.page_verdicts(url, [fragment])
        return verdict

    async def page_verdicts(self, url: str, fragments: Sequence[str]) -> list[Verdict]:
        """Return the verdicts on a page with each of these fragments, after one visit."""
        seen = await visit(self._client, url, self._max_redirects)
        end = seen.end
        if isinstance(end, Answer) and self._client.accepts(end):
            said = f"GET {short_url(end.url)} returned {end.status}, which `accept` has"
            return [Verdict("alive", "ok", end.status, evidence=said) for _ in fragments]
        return [page_verdict(url, fragment, seen) for fragment in fragments]

    async def each(
        self, check: Callable[[T], Coroutine[object, object, None]], things: Iterable[T]
    ) -> None:
        """Await `check` of all things, at the same time."""
        async with asyncio.TaskGroup() as group:
            for thing in things:
                group.create_task(check(thing))

    async def report_each(
        self, queries: Iterable[LinkQuery], verdict: Callable[[LinkQuery], Awaitable[Verdict]]
    ) -> None:
        """Report the verdict on each query, all at the same time."""

        async def report_one(query: LinkQuery) -> None:
            self.report(query, await verdict(query))

        await self.each(report_one, queries)

    async def each_page(
        self,
        check: Callable[[T], Coroutine[object, object, None]],
        things: Iterable[T],
        url_of: Callable[[T], str],
    ) -> None:
        """Await `check` of all things: for each host as many at once as its rate limit allows.

        A task for each thing would take 10 KB, even of those whose turn is long to come.
        """
        by_host: dict[str, list[T]] = {}
        for thing in things:
            by_host.setdefault(host_of(url_of(thing)), []).append(thing)
        hosts = iter(list(by_host))

        async def check_hosts() -> None:
            for host in hosts:
                queue = deque(by_host.pop(host))
                await _check_all(check, queue, self._client.most_at_once(host))
                self._client.forget(host)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(len(by_host), _HOSTS_AT_ONCE)):
                group.create_task(check_hosts())

    @property
    def pages_may_help(self) -> bool:
        """Whether pages may be requested because an API does not answer: no run takes for ever."""
        return asyncio.get_running_loop().time() - self._begun < _PAGES_SECONDS

    def report(self, query: LinkQuery, verdict: Verdict) -> None:
        """Report a verdict.

        One that may be the network's fault is held back until anybody answers after it, and one
        on a host that could not be reached until there was a second try.
        """
        self._release_if_answered()
        if verdict.state == "dead" and self._holds_dead:
            self._dead.append((query, verdict))
            return
        if verdict.state != "unsure" or verdict.status is not None:
            self._report(query, verdict)
        elif verdict.reason in UNHEARD and not self._client.gentle:
            self._unheard.append((query, verdict))
        else:
            self._withheld.append((query, verdict))

    def _release_if_answered(self) -> None:
        answers = self._client.transport.answers
        if answers > self._answers:
            self._answers = answers
            self._release(self._withheld)

    def reopen(self) -> list[LinkQuery]:
        """Try hosts once more that could not be reached; return what is to be checked again."""
        again = [query for query, _ in self._unheard]
        self._unheard.clear()
        self._client.reopen()
        return again

    def take_dead(self) -> list[tuple[LinkQuery, Verdict]]:
        """Return the dead links that were held back until their copies are known."""
        self._holds_dead = False
        return self._dead

    def release(self) -> None:
        """Report what was held back."""
        self._release(self._dead)
        self._release(self._withheld)
        self._release(self._unheard)

    def _release(self, held: list[tuple[LinkQuery, Verdict]]) -> None:
        for query, verdict in held:
            self._report(query, verdict)
        held.clear()


async def _check_all(
    check: Callable[[T], Coroutine[object, object, None]], queue: deque[T], most: int
) -> None:
    """Await `check` of all things in a queue; the first that ends makes room for more at once."""
    workers = 0

    async def work() -> None:
        while queue:
            await check(queue.popleft())
            begin(most)

    async with asyncio.TaskGroup() as group:

        def begin(number: int) -> None:
            nonlocal workers
            for _ in range(min(number - workers, len(queue))):
                workers += 1
                group.create_task(work())

        begin(min(_FIRST_AT_ONCE, most))
