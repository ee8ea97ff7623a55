"""The servers of a simulated web, in a thread of their own, and what they saw."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
import functools
from itertools import pairwise
import json
from pathlib import Path
import socket
import ssl
import threading
import time
from typing import Any, Final

from tests.web import wire
from tests.web.names import Names
from tests.web.sites import lookups_of, sites_of
from tests.web.tls import authority, root_pem, server_context, show
from tests.web.wire import Request
from tests.web.world import (
    PRIVATE,
    SILENT,
    SLAMS,
    TRUSTED,
    WEB,
    WEB6,
    Answer,
    Certificate,
    World,
    html,
)

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
_STRANGER: Final = Answer(421, html("Misdirected Request"))
_BACKLOG: Final = 4096


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the ports of URLs are found on this machine."""

    plain: int
    tls: int
    more: bool = False
    """Whether 8080 and 8443 are listened to as such, beside the two."""

    @property
    def map(self) -> dict[int, int]:
        """From a URL's port to the real one."""
        return {80: self.plain, 443: self.tls, 8080: self.plain, 8443: self.tls}


ANY_PORTS: Final = Ports(0, 0)


class Web:
    """A running simulated web."""

    def __init__(
        self, world: World, ports: Ports = ANY_PORTS, places: Mapping[str, str] | None = None
    ) -> None:
        self.world = world
        self.ports = ports
        self.requests: list[Request] = []
        """Every request, in the order of their arrival."""
        self.connections: Counter[str] = Counter()
        """Connections by the address that they were made to."""
        self.bytes_sent: Counter[str] = Counter()
        """Bytes of bodies by host, as far as clients took them."""
        self.statuses: Counter[tuple[str, int]] = Counter()
        """Answers by host and status."""
        self.slowest = 0.0
        """The longest delay of an answer that was asked for, in seconds."""
        self.most_connections = 0
        """The most connections open at once."""
        self.has_ipv6 = False
        """Whether this machine lets it live on an IPv6 address too."""
        self.names = Names(lookups_of(world))
        self._places = dict(places or {})
        self._sites = sites_of(world)
        self._certificates: dict[str, Certificate] = {
            host.name: host.certificate for host in world.hosts
        }
        self._under_way: Counter[str] = Counter()
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._run, name="simulated web", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._failure: BaseException | None = None

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        self._ready.wait()
        if self._failure:
            raise self._failure

    def stop(self) -> None:
        """Close everything; an error of the simulated web's own is raised."""
        if self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        if self._failure:
            raise self._failure

    def asked(
        self, host: str | None = None, path: str | None = None, method: str | None = None
    ) -> list[Request]:
        """The requests to a host, a path, or by a method."""
        return [
            one
            for one in self.requests
            if host in {None, one.host}
            and path in {None, one.path}
            and method in {None, one.method}
        ]

    def by_host(self) -> Counter[str]:
        """How many requests each host got."""
        return Counter(request.host for request in self.requests)

    def most_at_once(self, host: str | None = None) -> int:
        """The most requests under way at once at a host, or at any."""
        return max((one.concurrent for one in self.asked(host)), default=0)

    def spacing(self, host: str, path: str | None = None) -> list[float]:
        """Seconds from each request to the next."""
        times = [request.time for request in self.asked(host, path)]
        return [later - earlier for earlier, later in pairwise(times)]

    def save(self, folder: Path) -> Path:
        """Write what another process needs to find its way into this web; the file's path."""
        root = folder / "root.pem"
        root.write_bytes(root_pem())
        table = {
            host: [asdict(lookup) for lookup in lookups]
            for host, lookups in lookups_of(self.world).items()
        }
        file = folder / "web.json"
        settings = {"plain": self.ports.plain, "tls": self.ports.tls, "root": str(root)}
        file.write_text(json.dumps({**settings, "trusted": sorted(TRUSTED), "names": table}))
        return file

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:
            self._failure = failure
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._note)
        self._stop = asyncio.Event()
        here = self._place(WEB)
        plain, tls = _bound(here, self.ports.plain), _bound(here, self.ports.tls)
        self.ports = replace(self.ports, plain=plain.getsockname()[1], tls=tls.getsockname()[1])
        context = self._context()
        servers = [
            await self._listen(self._converse, plain),
            await self._listen(self._converse, tls, context),
        ]
        if self.ports.more:
            servers.append(await self._listen(self._converse, _bound(here, 8080)))
            servers.append(await self._listen(self._converse, _bound(here, 8443), context))
        for port, secure in ((self.ports.plain, None), (self.ports.tls, context)):
            for address, handler in ((SILENT, self._ignore), (SLAMS, self._slam)):
                servers.append(await self._listen(handler, _bound(self._place(address), port)))
            with suppress(OSError):
                six = _bound(self._place(WEB6), port)
                servers.append(await self._listen(self._converse, six, secure))
                self.has_ipv6 = True
            private = _bound(self._place(PRIVATE), port)
            servers.append(await self._listen(self._slam, private))
        self._ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0.01)

    def _note(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Clients may break connections as they like; other errors are this web's faults."""
        error = context.get("exception")
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self._failure = error

    def _place(self, address: str) -> str:
        return self._places.get(address, address)

    async def _listen(
        self,
        handler: Handler,
        listener: socket.socket,
        context: ssl.SSLContext | None = None,
    ) -> asyncio.Server:
        return await asyncio.start_server(
            functools.partial(self._handle, handler),
            sock=listener,
            ssl=context,
            limit=wire.HEAD_LIMIT,
            backlog=_BACKLOG,
        )

    def _context(self) -> ssl.SSLContext:
        """A context that shows each host's own certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        show(authority().issue_cert("nobody.example"), context)

        def choose(
            connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext
        ) -> None:
            if name:
                kind = self._certificates.get(name, "good")
                connection.context = server_context(name, kind)

        context.sni_callback = choose
        return context

    async def _handle(
        self,
        handler: Handler,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.connections[writer.get_extra_info("sockname")[0]] += 1
        self._writers.add(writer)
        self.most_connections = max(self.most_connections, len(self._writers))
        try:
            await handler(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _ignore(self, _reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async def _slam(self, _reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tls = writer.get_extra_info("ssl_object") is not None
        while got := await wire.read_request(reader):
            method, target, headers, body = got
            host = headers.get("host", "").lower().rsplit(":", 1)[0].rstrip(".")
            self._under_way[host] += 1
            request = Request(
                time.monotonic(), host, method, target, headers, body, tls, self._under_way[host]
            )
            self.requests.append(request)
            try:
                site = self._sites.get(host)
                answer = site.answer(request) if site else _STRANGER
                self.statuses[host, answer.status] += 1
                self.slowest = max(self.slowest, answer.delay)
                if not await wire.send(reader, writer, request, answer, self.bytes_sent):
                    return
            finally:
                self._under_way[host] -= 1


def _bound(address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
    except OSError:
        listener.close()
        raise
    return listener


@contextmanager
def serve(
    world: World, ports: Ports = ANY_PORTS, places: Mapping[str, str] | None = None
) -> Generator[Web]:
    """A simulated web for as long as the context lasts, by default on ports that are free.

    `places` are the true addresses of those that the world names.
    """
    web = Web(world, ports, places)
    web.start()
    try:
        yield web
    finally:
        web.stop()
