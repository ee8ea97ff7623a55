"""The beginning of a response's body, however much the server would send."""

import asyncio
from contextlib import suppress
import re
from typing import Final
import zlib

import aiohttp

from awesomecheck.links.faults import EXPECTED
from awesomecheck.regexes import regex

ENCODINGS: Final = "gzip, deflate"
"""What can be decompressed, for Accept-Encoding."""
_EITHER: Final = 32 + zlib.MAX_WBITS
"""zlib or gzip, as the data say (https://docs.python.org/3/library/zlib.html)."""
_READ_TYPES: Final = regex("html|json", re.IGNORECASE)
"""Types of content that pages are read for."""
_PAGE_SECONDS: Final = 10.0
"""Longest time in which a page's beginning has to come."""


class Body:
    """Gathers a body up to a limit in bytes, both as they arrive and decompressed."""

    def __init__(self, encoding: str, limit: int) -> None:
        encoding = encoding.strip().lower()
        self._limit = limit
        self._arrived = 0
        self._compressed = encoding in ("gzip", "x-gzip", "deflate")
        self._decoder = zlib.decompressobj(_EITHER)
        self._later_member = False
        self._data = bytearray()
        self.readable = self._compressed or encoding in ("", "identity")
        """Whether `data` is the body's own text, as far as it goes."""

    @property
    def data(self) -> bytes:
        """What there is of the body."""
        return bytes(self._data) if self.readable else b""

    def feed(self, chunk: bytes) -> bool:
        """Take a chunk; False where no more is needed."""
        room = self._limit - len(self._data)
        if self._compressed:
            try:
                self._data += self._decompressed(chunk, room)
            except zlib.error:
                self.readable = False
        else:
            self._data += chunk[:room]
        self._arrived += len(chunk)
        return self.readable and self._arrived < self._limit and len(self._data) < self._limit

    def _decompressed(self, chunk: bytes, room: int) -> bytes:
        data = b""
        while chunk and len(data) < room:
            if self._decoder.eof:  # https://www.rfc-editor.org/rfc/rfc1952#section-2.2
                self._later_member = True
                self._decoder = zlib.decompressobj(_EITHER)
            try:
                data += self._decoder.decompress(chunk, room - len(data))
            except zlib.error:
                if self._later_member:
                    break  # what follows a whole body and is no gzip is no part of it
                if self._arrived:
                    raise
                # Some send bare deflate data.
                self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)
                data = self._decoder.decompress(chunk, room)
            chunk = self._decoder.unused_data
        return data


class Response(aiohttp.ClientResponse):
    """A response that can close its connection, even when that is back in the pool already."""

    _transport: asyncio.Transport | None = None

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        """Remember the connection's transport."""
        self._transport = connection.transport
        return await super().start(connection)

    def abort(self) -> None:
        """Close the connection at once: a polite close would wait for the other side."""
        if self._transport is not None:
            self._transport.abort()


async def read_page(response: aiohttp.ClientResponse, limit: int) -> tuple[bytes, bool]:
    """Return the beginning of a page where its type is of use, and whether that is all of it."""
    length = response.content_length
    if not _READ_TYPES.search(response.headers.get("Content-Type", "html")) and (
        length is None or length > limit
    ):
        return b"", False
    return await read_body(response, limit, _PAGE_SECONDS)


async def read_body(
    response: aiohttp.ClientResponse, limit: int, seconds: float | None = None
) -> tuple[bytes, bool]:
    """Return so many bytes of a body, in so much time at most, and whether that is all of it."""
    body = Body(response.headers.get("Content-Encoding", ""), limit)
    with suppress(*EXPECTED):  # half a body is as good as what there is of it
        async with asyncio.timeout(seconds):
            async for chunk in response.content.iter_any():
                if not body.feed(chunk):
                    return body.data, False
            return body.data, True
    return body.data, False
