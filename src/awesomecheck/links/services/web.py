"""The web at large: a link is what its page shows."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from awesomecheck.document.target import Target
from awesomecheck.links.service import LinkQuery, RateLimit

if TYPE_CHECKING:
    from awesomecheck.links.session import Session


class Web:
    """Any http(s) URL."""

    name = "web"
    limits: Mapping[str, RateLimit] = {}

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for the URL as it is: another spelling may lead elsewhere."""
        address, _, fragment = url.partition("#")
        return LinkQuery(self.name, url, address, fragment, target)

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request each page once, for all fragments that name a place in it."""
        by_url: dict[str, list[LinkQuery]] = {}
        for query in queries:
            by_url.setdefault(query.url, []).append(query)

        async def check_page(same_page: Sequence[LinkQuery]) -> None:
            fragments = [query.fragment for query in same_page]
            verdicts = await session.page_verdicts(same_page[0].url, fragments)
            for query, verdict in zip(same_page, verdicts, strict=True):
                session.report(query, verdict)

        await session.each_page(check_page, by_url.values(), lambda same_page: same_page[0].url)
