"""Responses as aiohttp gives them: the beginning of their bodies, and the end of connections."""

import asyncio
from contextlib import suppress
import re
from typing import Final

import aiohttp

from awesomecheck.links.body import Body
from awesomecheck.links.faults import EXPECTED

_TOLD_TYPES: Final = re.compile("html|json", re.IGNORECASE)
"""Types of content that are read of a page, others say nothing to us."""
_PAGE_SECONDS: Final = 10.0
"""Longest time in which a page's beginning has to come."""


class Response(aiohttp.ClientResponse):
    """A response that can end its connection, even when that is back in the pool already."""

    _transport: asyncio.Transport | None = None

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        """Remembers the connection's transport."""
        self._transport = connection.transport
        return await super().start(connection)

    def hang_up(self) -> None:
        """Ends the connection at once: a polite end would wait for the other side."""
        if self._transport is not None:
            self._transport.abort()


async def page_beginning(response: aiohttp.ClientResponse, limit: int) -> tuple[bytes, bool]:
    """The beginning of a page, as far as it says something, and whether that is all of it."""
    length = response.content_length
    if not _TOLD_TYPES.search(response.headers.get("Content-Type", "html")) and (
        length is None or length > limit
    ):
        return b"", False
    return await beginning(response, limit, _PAGE_SECONDS)


async def beginning(
    response: aiohttp.ClientResponse, limit: int, seconds: float | None = None
) -> tuple[bytes, bool]:
    """So many bytes of the body, in so much time at most, and whether that is all of it."""
    body = Body(response.headers.get("Content-Encoding", ""), limit)
    with suppress(*EXPECTED):  # half a body is as good as what there is of it
        async with asyncio.timeout(seconds):
            async for chunk in response.content.iter_any():
                if not body.feed(chunk):
                    return body.data, False
            return body.data, True
    return body.data, False
