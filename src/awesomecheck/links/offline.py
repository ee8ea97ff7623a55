"""Whether there is a network at all: in doubt only while nobody has answered yet."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Final

from awesomecheck.links.client import Client
from awesomecheck.links.events import Notice

_PATIENCE: Final = 5.0
"""Seconds without an answer or a fault after which the network is in doubt."""
_KNOWN_HOSTS: Final = ("github.com", "arxiv.org", "example.com")
"""Names that the DNS has wherever there is a network."""
_OF_NAMES: Final = frozenset({"dns", "no-such-host", "timeout"})
_ENOUGH: Final = {"unreachable": 3, "proxy-refused": 3, "proxy-unreachable": 1}
"""So many hosts that cannot be reached for such a reason are no coincidence."""


class OfflineDetector:
    """Looks for signs that a run has no network."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._names_work = client.proxied  # then it is the proxy that looks names up

    async def wait(self) -> Notice:
        """Return once it is clear that there is no network, and never otherwise."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await self._client.changed.wait()
        while not self._client.any_answer:
            notice = await self.look()
            if notice is not None:
                return notice
            self._client.changed.clear()
            await self._client.changed.wait()
        never: asyncio.Future[Notice] = asyncio.get_running_loop().create_future()
        return await never

    async def look(self, *, at_end: bool = False) -> Notice | None:
        """Return what to report if there is no network; `at_end`, all requests have failed."""
        if self._client.any_answer:
            return None
        hosts = Counter(self._client.faults.values())
        for reason, enough in _ENOUGH.items():
            if hosts[reason] >= enough or (at_end and hosts[reason] == hosts.total() > 0):
                return _notice(reason)
        if not self._names_work and (not at_end or _OF_NAMES & hosts.keys()):
            self._names_work = (
                await self._client.finds_any(_KNOWN_HOSTS, _PATIENCE) or self._client.found_names
            )
            if not self._names_work and not self._client.any_answer:
                return _notice("dns")
        return None


def _notice(reason: str) -> Notice:
    if reason.startswith("proxy"):
        return Notice(
            "no link could be checked: the proxy lets no request through",
            hint="see HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
        )
    return Notice(
        "no link could be checked: no network",
        hint="use --no-links to check the list alone",
    )
