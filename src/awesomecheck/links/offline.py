"""Whether there is a network at all: judged only while nobody has answered yet."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Final

from awesomecheck.links.client import Client
from awesomecheck.links.events import Notice

_PATIENCE: Final = 5.0
"""Seconds without an answer or a fault after which one looks whether there is a network."""
_LANDMARKS: Final = ("github.com", "arxiv.org", "example.com")
"""Names that exist wherever there is a network."""
_ENOUGH: Final = {"unreachable": 3, "proxy-refused": 3, "proxy-unreachable": 1}
"""So many hosts that cannot be reached for such a reason are no coincidence."""


async def offline(client: Client) -> Notice:
    """Returns when there is no network, and never otherwise."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            await client.trouble.wait()
    if not (client.heard or client.proxied or await client.finds_any(_LANDMARKS, _PATIENCE)):
        return Notice(
            "There is no network: no link could be checked.",
            hint="Use --no-links to check the list alone.",
        )
    never: asyncio.Future[Notice] = asyncio.get_running_loop().create_future()
    while not client.heard:
        hosts = Counter(client.troubles.values())
        reached = [reason for reason, enough in _ENOUGH.items() if hosts[reason] >= enough]
        if reached:
            return _notice(reached[0])
        client.trouble.clear()
        await client.trouble.wait()
    return await never


def _notice(reason: str) -> Notice:
    if reason == "unreachable":
        return Notice(
            "There is no way to the network: no link could be checked.",
            hint="Use --no-links to check the list alone.",
        )
    return Notice(
        "The proxy lets nothing through: no link could be checked.",
        hint="See HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
    )
