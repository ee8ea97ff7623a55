"""What a run lends its services: requests, verdicts on pages, and where to report to."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import TypeVar

from awesomecheck.links.answers import Answer
from awesomecheck.links.client import Client
from awesomecheck.links.events import Event
from awesomecheck.links.pages import page_verdict
from awesomecheck.links.service import LinkQuery
from awesomecheck.links.settings import LinkSettings
from awesomecheck.links.visit import visit
from awesomecheck.rules import Verdict

T = TypeVar("T")


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
        self.notify = notify
        """Takes what the user should know."""
        self._client = client
        self._max_redirects = settings.max_redirects
        self._report = report
        self._withheld: list[tuple[LinkQuery, Verdict]] = []

    async def get(self, url: str) -> Answer:
        """Return the answer to a GET; what may be temporary is tried again.

        At most 64 KB of a body are read, decompressed: where there is more, `Answer.whole` is
        false, and `Answer.json_object` has nothing.

        Raises:
            Fault: no answer came.
        """
        return await self._client.get(url)

    async def call(
        self, url: str, *, headers: Mapping[str, str] | None = None, data: bytes | None = None
    ) -> Answer:
        """Return the answer to one request to an API: POST where it has data. Nothing is retried.

        At most 8 MB of a body are read.

        Raises:
            Fault: no answer came.
        """
        return await self._client.call(url, headers=headers, data=data)

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
        return [page_verdict(url, fragment, seen) for fragment in fragments]

    async def each(
        self, check: Callable[[T], Coroutine[object, object, None]], things: Iterable[T]
    ) -> None:
        """Await `check` of all things, at the same time."""
        async with asyncio.TaskGroup() as group:
            for thing in things:
                group.create_task(check(thing))

    def report(self, query: LinkQuery, verdict: Verdict) -> None:
        """Report a verdict.

        One that may be the network's fault is held back until anybody has answered.
        """
        if verdict.state == "unsure" and verdict.status is None and not self._client.any_answer:
            self._withheld.append((query, verdict))
            return
        self.release()
        self._report(query, verdict)

    def release(self) -> None:
        """Report what was held back."""
        for query, verdict in self._withheld:
            self._report(query, verdict)
        self._withheld.clear()
