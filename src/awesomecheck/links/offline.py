"""Whether there is a network at all, and still one: in doubt where nobody answers."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Final

from awesomecheck.links.client import Client
from awesomecheck.links.events import Notice

_PATIENCE: Final = 5.0
"""Seconds without an answer or a fault after which the network is in doubt."""
_LANDMARKS: Final = ("github.com", "arxiv.org", "example.com")
"""Hosts that can be reached wherever there is a network."""
_HOSTS_IN_DOUBT: Final = 3
"""Hosts that fail, and none that answers in between, after which the network is in doubt."""
_ENOUGH: Final = {"proxy-refused": 3, "proxy-unreachable": 1}
"""So many hosts that a proxy lets nobody reach are no coincidence."""


class OfflineDetector:
    """Looks for signs that a run has no network, or has lost it."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def wait(self) -> Notice:
        """Return once it is clear that there is no network, and never otherwise."""
        client = self._client
        patient = True
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE if patient else None):
                    await client.changed.wait()
            silent = patient and not client.changed.is_set()
            patient = False
            client.changed.clear()
            if silent or len(client.faults) >= _HOSTS_IN_DOUBT:
                notice = await self.look(at_end=silent)
                if notice is not None:
                    return notice

    async def look(self, *, at_end: bool = False) -> Notice | None:
        """Return what to report if there is no network; `at_end`, nothing else is to come."""
        client = self._client
        hosts = Counter(client.faults.values())
        for reason, enough in _ENOUGH.items():
            if not client.answers and hosts[reason] >= (1 if at_end else enough):
                return _notice("proxy")
        if client.proxied or (client.answers and not hosts):
            return None
        answers = client.answers
        landmarks = (*client.answered, *_LANDMARKS)
        if await client.reaches_any(landmarks, _PATIENCE) or client.answers > answers:
            client.faults.clear()
            return None
        return _notice("gone" if answers else "none")


def _notice(what: str) -> Notice:
    if what == "proxy":
        return Notice(
            "no link could be checked: the proxy lets no request through",
            hint="see HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
        )
    if what == "gone":
        return Notice(
            "the network is gone: some links could not be checked",
            hint="run again when it is back: what is known is reported, and in the link cache",
        )
    return Notice(
        "no link could be checked: no network",
        hint="use --no-links to check the list alone",
    )
