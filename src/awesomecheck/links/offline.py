"""Whether there is a network at all, and still one: in doubt where nobody answers."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Final

from awesomecheck.links.events import Notice
from awesomecheck.links.transport import Transport

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

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def wait(self) -> Notice:
        """Return once it is clear that there is no network, and never otherwise."""
        transport = self._transport
        patient = True
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE if patient else None):
                    await transport.changed.wait()
            silent = patient and not transport.changed.is_set()
            patient = False
            transport.changed.clear()
            if silent or len(transport.faults) >= _HOSTS_IN_DOUBT:
                notice = await self.look(at_end=silent)
                if notice is not None:
                    return notice

    async def look(self, *, at_end: bool = False) -> Notice | None:
        """Return what to report if there is no network; `at_end`, nothing else is to come."""
        transport = self._transport
        hosts = Counter(transport.faults.values())
        for reason, enough in _ENOUGH.items():
            if not transport.answers and hosts[reason] >= (1 if at_end else enough):
                return _notice("proxy")
        if transport.proxied or (transport.answers and not hosts):
            return None
        answers = transport.answers
        landmarks = (*transport.answered, *_LANDMARKS)
        if await transport.reaches_any(landmarks, _PATIENCE) or transport.answers > answers:
            transport.faults.clear()
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
        hint="`awesomecheck check --offline` needs none",
    )
