"""One run over the network: all services at once, and a look at whether there is a network."""

import asyncio
from asyncio.sslproto import SSLProtocol
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Final, Literal

from msgspec import Struct

from awesomecheck.links import interrupt
from awesomecheck.links.client import Client
from awesomecheck.links.events import Event, Finished
from awesomecheck.links.network import Network
from awesomecheck.links.offline import OfflineDetector
from awesomecheck.links.rate_limits import RateLimiter
from awesomecheck.links.service import LinkQuery, RateLimit, Service
from awesomecheck.links.services.wayback import report_copies
from awesomecheck.links.session import Session
from awesomecheck.links.settings import LinkSettings
from awesomecheck.rules import Verdict

_TLS_BUFFER_BYTES: Final = 32 * 1024
_SPARE_FILES: Final = 64
"""Open files left for everything that is no connection."""


Ending = Literal["done", "offline", "deadline"]
"""Why a run ended: all is checked, there is no network, or its time is over."""


class Runner(Struct, frozen=True):
    """A run of all services, and where it reports to."""

    services: Sequence[Service]
    settings: LinkSettings
    network: Network
    report: Callable[[LinkQuery, Verdict], None]
    notify: Callable[[Event], None]
    added: Callable[[Sequence[LinkQuery]], Mapping[str, float]]
    """Returns when links came into their list, by the key of their query."""

    def run(self, queries: Sequence[LinkQuery]) -> Ending:
        """Let each service check its queries; each verdict is reported as it comes.

        Raises:
            KeyboardInterrupt: the user interrupted it.
        """
        return interrupt.run(self.run_async(queries))

    async def run_async(self, queries: Sequence[LinkQuery]) -> Ending:
        """Do the same in the running event loop."""
        with _small_tls_buffers():
            return await self._run(queries)

    async def _run(self, queries: Sequence[LinkQuery]) -> Ending:
        begun = asyncio.get_running_loop().time()
        limiter = RateLimiter(
            self._limit_of,
            connections=_connections(self.settings.concurrency),
            max_wait=self.settings.max_wait,
            notify=self.notify,
        )
        async with Client(self.settings, self.network, limiter, self.notify) as client:
            session = Session(client, self.settings, self.report, self.notify)
            detector = OfflineDetector(client.transport)
            checking = asyncio.create_task(self._check(queries, session))
            watching = asyncio.create_task(detector.wait())
            ending: Ending = "deadline"
            try:
                done, _ = await asyncio.wait(
                    {checking, watching},
                    timeout=self.settings.deadline,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if checking in done:
                    await checking
                notice = await (watching if watching in done else detector.look(at_end=True))
                if notice is not None:
                    self.notify(notice)
                    ending = "offline"
                elif checking in done:
                    ending = "done"
            finally:
                for task in (checking, watching):
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
                if ending != "offline":
                    session.release()
                seconds = asyncio.get_running_loop().time() - begun
                self.notify(Finished(client.transport.requests, seconds))
            return ending

    async def _check(self, queries: Sequence[LinkQuery], session: Session) -> None:
        """Let each service check its queries, and once more those whose hosts were silent."""
        await self._check_once(queries, session)
        again = session.reopen()
        if again:
            await self._check_once(again, session)
        if self.settings.suggest:
            dead = session.take_dead()
            await report_copies(dead, self.added([query for query, _ in dead]), session)

    async def _check_once(self, queries: Sequence[LinkQuery], session: Session) -> None:
        async with asyncio.TaskGroup() as group:
            for service in self.services:
                batch = [query for query in queries if query.service == service.name]
                if batch:
                    group.create_task(service.check(batch, session))

    def _limit_of(self, host: str) -> RateLimit:
        """Return a host's rate limit: its service's, with what the settings change."""
        name = host.removeprefix("www.")
        limits = (service.limits[name] for service in self.services if name in service.limits)
        limit = next(limits, RateLimit())
        own = self.settings.hosts.get(host)
        if own is None:
            return limit
        return RateLimit(own.concurrency or limit.concurrency, own.rate or limit.rate)


@contextmanager
def _small_tls_buffers() -> Generator[None]:
    """Save 224 KB for each open connection: pages are short, and connections many."""
    usual = SSLProtocol.max_size
    SSLProtocol.max_size = _TLS_BUFFER_BYTES
    try:
        yield
    finally:
        SSLProtocol.max_size = usual


def _connections(wanted: int) -> int:
    """Return how many connections at once the system's limit on open files leaves room for."""
    try:
        import resource  # noqa: PLC0415 - not everywhere
    except ImportError:  # not a Unix system: there is no such bound
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + _SPARE_FILES
    if soft != resource.RLIM_INFINITY and soft < needed:
        with suppress(OSError, ValueError):
            most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
    if soft == resource.RLIM_INFINITY:
        return wanted
    return max(min(wanted, soft - _SPARE_FILES), 8)
