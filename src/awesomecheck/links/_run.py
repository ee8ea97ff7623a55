"""One run over the network: all services at once, and a watch over whether there is a network."""

import asyncio
from asyncio.sslproto import SSLProtocol
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from awesomecheck.links import arxiv, doi, interrupt
from awesomecheck.links.client import Client
from awesomecheck.links.events import Event, Finished
from awesomecheck.links.github import GitHub
from awesomecheck.links.network import Network
from awesomecheck.links.offline import Watch
from awesomecheck.links.pace import Limits, Pace
from awesomecheck.links.plan import Question
from awesomecheck.links.settings import HostSettings, LinkSettings
from awesomecheck.links.urls import host_of
from awesomecheck.links.web import Visit, judge, visit
from awesomecheck.rules import Verdict

Report = Callable[[Question, Verdict], None]
Tell = Callable[[Event], None]

_LIMITS: Final = {
    "arxiv.org": Limits(concurrency=1, rate=1.0),
    "github.com": Limits(concurrency=2, rate=4.0),
    "api.github.com": Limits(concurrency=8, rate=20.0),
    "gist.github.com": Limits(concurrency=2, rate=4.0),
    "openreview.net": Limits(concurrency=2, rate=2.0),
    "doi.org": Limits(concurrency=4, rate=10.0),
}
"""Hosts that are known to refuse those who ask as fast as elsewhere."""
_TLS_BUFFER_BYTES: Final = 32 * 1024
_SPARE_FILES: Final = 64
"""Open files left for everything that is no connection."""


def run(
    questions: Sequence[Question],
    settings: LinkSettings,
    network: Network,
    report: Report,
    tell: Tell,
) -> None:
    """Asks all questions and reports each verdict as it comes.

    Raises:
        KeyboardInterrupt: the user broke it off.
    """
    with _small_tls_buffers():
        interrupt.run(_Run(settings, network, report, tell).ask_all(questions))


class _Run:
    def __init__(
        self, settings: LinkSettings, network: Network, report: Report, tell: Tell
    ) -> None:
        self._settings = settings
        self._network = network
        self._report = report
        self._tell = tell
        self._withheld: list[tuple[Question, Verdict]] = []
        self._pace = Pace(
            self._limits_of,
            connections=_connections(settings.concurrency),
            max_wait=settings.max_wait,
            tell=tell,
        )

    def _limits_of(self, host: str) -> Limits:
        usual = _LIMITS.get(host.removeprefix("www."), Limits())
        if host == host_of(self._network.arxiv_api):
            usual = Limits(concurrency=1, rate=1 / (arxiv.SPACING + 0.1))
        own = self._settings.hosts.get(host, HostSettings())
        return Limits(own.concurrency or usual.concurrency, own.rate or usual.rate)

    async def ask_all(self, questions: Sequence[Question]) -> None:
        begun = asyncio.get_running_loop().time()
        async with Client(self._settings, self._network, self._pace, self._tell) as client:
            self._client = client
            watch = Watch(client)
            work = asyncio.create_task(self._ask(questions))
            watching = asyncio.create_task(watch.offline())
            try:
                await asyncio.wait({work, watching}, return_when=asyncio.FIRST_COMPLETED)
                if work.done():
                    await work
                    notice = await watch.look(at_end=True)
                else:
                    notice = await watching
                if notice is not None:
                    self._tell(notice)
                else:
                    self._release()
            finally:
                for task in (work, watching):
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
                seconds = asyncio.get_running_loop().time() - begun
                self._tell(Finished(client.requests, seconds))

    def _judge(self, question: Question, verdict: Verdict) -> None:
        """Reports a verdict, but none that may be the network's fault before anybody answered."""
        if verdict.state == "unsure" and verdict.status is None and not self._client.heard:
            self._withheld.append((question, verdict))
            return
        self._release()
        self._report(question, verdict)

    def _release(self) -> None:
        for withheld in self._withheld:
            self._report(*withheld)
        self._withheld.clear()

    async def _ask(self, questions: Sequence[Question]) -> None:
        by_service: dict[str, list[Question]] = {}
        for question in questions:
            by_service.setdefault(question.service, []).append(question)
        pages: dict[str, list[Question]] = {}
        for question in by_service.get("web", []):
            pages.setdefault(question.url, []).append(question)
        async with asyncio.TaskGroup() as group:
            if papers := by_service.get("arxiv"):
                way = arxiv.Arxiv(
                    self._client, self._network.arxiv_api, self._settings.retries + 1
                )
                group.create_task(arxiv.ask(papers, way, self._page, self._judge))
            if repositories := by_service.get("github"):
                github = GitHub(
                    self._client,
                    self._network,
                    self._settings.retries + 1,
                    page=self._page,
                    report=self._judge,
                    tell=self._tell,
                )
                group.create_task(github.ask(repositories))
            for question in by_service.get("doi", []):
                group.create_task(self._ask_doi(question))
            for url, asked in pages.items():
                group.create_task(self._ask_page(url, asked))

    async def _ask_doi(self, question: Question) -> None:
        self._judge(
            question, await doi.ask(question, self._client, self._network.doi_api, self._page)
        )

    async def _ask_page(self, url: str, questions: Sequence[Question]) -> None:
        seen = await self._visit(url)
        for question in questions:
            self._judge(question, judge(url, question.fragment, seen))

    async def _page(self, url: str, fragment: str = "") -> Verdict:
        return judge(url, fragment, await self._visit(url))

    async def _visit(self, url: str) -> Visit:
        return await visit(self._client, url, self._settings.max_redirects)


@contextmanager
def _small_tls_buffers() -> Generator[None]:
    """Spares 224 KB for each open connection: pages are short, and connections many."""
    usual = SSLProtocol.max_size
    SSLProtocol.max_size = _TLS_BUFFER_BYTES
    try:
        yield
    finally:
        SSLProtocol.max_size = usual


def _connections(wanted: int) -> int:
    """Connections at once that the system's bound on open files leaves room for."""
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
