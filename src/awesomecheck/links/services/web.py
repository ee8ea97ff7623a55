"""The web at large: a link is what its page shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from awesomecheck.document.target import Target
from awesomecheck.links.service import LinkQuery, RateLimit

if TYPE_CHECKING:
    from awesomecheck.links.session import Session


_MANY_HOSTS: Final = 50
_SILENT_SECONDS: Final = 55.0
"""As long takes a host that never answers, in the simulated web with the default timeout."""
_PAGE: Final = Target("web", "")


class Web:
    """Any http(s) URL."""

    name = "web"
    limits: Mapping[str, RateLimit] = {}

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for the URL as it is: another spelling may lead elsewhere."""
        del target  # one for all saves a quarter of the memory of a long list
        address, _, fragment = url.partition("#")
        return LinkQuery(self.name, url, address, fragment, _PAGE)

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take: those of the host with the most.

        Of many hosts, one never answers, and is waited for.
        """
        hosts = Counter(query.url.split("/", 3)[2] for query in queries)
        most = max(hosts.values(), default=0)
        return most / RateLimit().rate + (_SILENT_SECONDS if len(hosts) >= _MANY_HOSTS else 0)

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request each page once, for all fragments that name a place in it."""
        shared = {query.url for query in queries if query.fragment}
        by_url: dict[str, list[LinkQuery]] = {}
        for query in queries:
            if query.url in shared:
                by_url.setdefault(query.url, []).append(query)
        alone = ((query,) for query in queries if query.url not in shared)

        async def check_page(same_page: Sequence[LinkQuery]) -> None:
            fragments = [query.fragment for query in same_page]
            verdicts = await session.page_verdicts(same_page[0].url, fragments)
            for query, verdict in zip(same_page, verdicts, strict=True):
                session.report(query, verdict)

        pages: Iterable[Sequence[LinkQuery]] = chain(by_url.values(), alone)
        await session.each_page(check_page, pages, lambda same_page: same_page[0].url)
