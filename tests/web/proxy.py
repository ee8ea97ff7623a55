"""A forward proxy into a simulated web: it tunnels, forwards, or refuses."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress
import threading
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
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"http://{WEB}:{self.port}"

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Close everything."""
        if self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(lambda _loop, _context: None)  # clients may just go
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._converse, WEB, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0.05)  # until they are closed

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
    """A proxy for as long as the context lasts."""
    running = Proxy(web, refuses=refuses)
    running.start()
    try:
        yield running
    finally:
        running.stop()
