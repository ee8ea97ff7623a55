"""The parts of the web that are checked by one worker each, so that rate limits of hosts hold."""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import Final

from awesomecheck.links.network import Network
from awesomecheck.links.service import LinkQuery, Service
from awesomecheck.links.services import services
from awesomecheck.links.sites import domain_of
from awesomecheck.links.urls import host_of

_ALONE: Final = {
    "arxiv.org": "arxiv",
    "github.com": "github",
    "raw.githubusercontent.com": "github",
    "doi.org": "doi",
}
"""Domains that have so many links that each is a shard."""
REDIRECTS: Final = "redirects"
"""The shard of links that lead from one shard to another; it is checked when all others are."""


class Shards:
    """Which shard hosts and links are in: by their registered domain, and so by their owner."""

    def __init__(self, network: Network, count: int) -> None:
        """Divide the web.

        Args:
            network: says where GitHub is.
            count: the number of shards for domains that have none of their own.
        """
        self._services: Mapping[str, Service] = {each.name: each for each in services(network)}
        self._count = count
        self._owners = {domain_of(network.github_host): "github.com"}
        for service in self._services.values():
            domains = [*dict.fromkeys(map(domain_of, service.limits))]
            for domain in domains:
                self._owners.setdefault(domain, domains[0])
        self._of_domain = cache(self._find)

    def of_host(self, host: str) -> str:
        """Return the shard of a host."""
        return self._of_domain(_domain(host))

    def of_query(self, query: LinkQuery) -> str:
        """Return the shard of a link: that of the API which is asked about it, if there is one."""
        limits = self._services[query.service].limits
        return self.of_host(next(iter(limits), None) or host_of(query.url))

    def _find(self, domain: str) -> str:
        owner = self._owners.get(domain, domain)
        if owner in _ALONE:
            return _ALONE[owner]
        digest = blake2b(owner.encode(), digest_size=8).digest()
        return f"web-{int.from_bytes(digest) % self._count:03}"


_domain = cache(domain_of)


def time_share(sizes: Sequence[int], slots: int, free: int) -> float:
    """Return which part of the time that is left a shard may take, before some others begin.

    It may take as much as it has of all these links, and everything if none has to wait for it.

    Args:
        sizes: the links of the shard, and of those that have not begun.
        slots: how many shards may be checked at once.
        free: how many more may be, this one included.
    """
    if len(sizes) <= free or not sum(sizes):
        return 1.0
    return min(sizes[0] * slots / sum(sizes), 1.0)
