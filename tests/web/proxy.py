"""A forward proxy into a simulated web: it tunnels, forwards, or refuses."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

from tests.web.server import Web
from tests.web.world import WEB

_REFUSED: Final = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_PASSED: Final = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Proxy:
    """A running proxy, and the hosts that it was asked for."""

    def __init__(self, web: Web, *, refuses: bool = False) -> None:
        self.asked: list[str] = []
        self.port = 0
        self._web = web
        self._refuses = refuses
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"http://{WEB}:{self.port}"

    async def open(self) -> None:
        """Listen, in the running loop."""
        self._server = await asyncio.start_server(self._converse, WEB, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Close everything."""
        if self._server:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, rest = head.decode("latin-1").split(" ", 2)
            self.asked.append(target)
            if self._refuses:
                writer.write(_REFUSED)
                await writer.drain()
            elif method == "CONNECT":
                writer.write(_PASSED)
                await self._join(reader, writer, self._web.ports.tls, b"")
            else:
                url = urlsplit(target)
                path = (url.path or "/") + (f"?{url.query}" if url.query else "")
                again = f"{method} {path} {rest}".encode("latin-1")
                await self._join(reader, writer, self._web.ports.plain, again)
        writer.close()
        self._writers.discard(writer)

    async def _join(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, first: bytes
    ) -> None:
        there, back = await asyncio.open_connection(WEB, port)
        self._writers.add(back)
        back.write(first)
        await asyncio.gather(_pour(reader, back), _pour(there, writer))
        self._writers.discard(back)


async def _pour(source: asyncio.StreamReader, goal: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65_536):
            goal.write(data)
            await goal.drain()
    goal.close()


@contextmanager
def proxy(web: Web, *, refuses: bool = False) -> Generator[Proxy]:
    """A proxy for as long as the context lasts, in the loop of the web that it leads to."""
    running = Proxy(web, refuses=refuses)
    web.call(running.open())
    yield running
    web.call(running.close())
