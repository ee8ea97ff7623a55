"""The servers of a simulated web, and what they saw."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping
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
from unittest.mock import patch

from tests.virtual_time import VirtualTimeLoop
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
_HEAD_BYTES: Final = 300
_TRIES: Final = 20
"""To find ports that are free at all addresses: other webs may run beside this one."""


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
        self.call: Callable[[Coroutine[Any, Any, None]], None] = asyncio.run
        """Runs a coroutine in this web's loop."""
        self._places = dict(places or {})
        self._sites = sites_of(world)
        self._certificates: dict[str, Certificate] = {
            host.name: host.certificate for host in world.hosts
        }
        self._under_way: Counter[str] = Counter()
        self._handling: dict[asyncio.Task[Any], asyncio.StreamWriter] = {}
        self._servers: list[asyncio.Server] = []
        self._failure: Exception | None = None
        self._line_free = 0.0
        self._gone = False
        self._frozen: list[asyncio.StreamWriter] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._epoch = 0.0

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop that it lives in."""
        assert self._loop is not None, "the web is not open"
        return self._loop

    def clock(self) -> float:
        """Seconds since 1970, as this web counts them."""
        return self._epoch + self.loop.time()

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

    async def open(self) -> None:
        """Listen, in the running loop."""
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._note)
        self._epoch = time.time() - self._loop.time()
        asked = self.ports
        for left in reversed(range(_TRIES)):
            self.ports = self._free(asked)
            try:
                await self._listen_everywhere()
            except OSError:  # a port is free at one address, and taken at another
                if not left or asked.plain or asked.tls:
                    raise
                while self._servers:
                    self._servers.pop().close()
            else:
                return

    def _free(self, asked: Ports) -> Ports:
        """Return ports as asked for, with free ones in the place of 0."""
        here = self._place(WEB)
        plain, tls = _bound(here, asked.plain), _bound(here, asked.tls)
        found = replace(asked, plain=plain.getsockname()[1], tls=tls.getsockname()[1])
        plain.close()
        tls.close()
        return found

    async def _listen_everywhere(self) -> None:
        here, context = self._place(WEB), self._context()
        await self._listen(self._converse, _bound(here, self.ports.plain))
        await self._listen(self._converse, _bound(here, self.ports.tls), context)
        if self.ports.more:
            await self._listen(self._converse, _bound(here, 8080))
            await self._listen(self._converse, _bound(here, 8443), context)
        for port, secure in ((self.ports.plain, None), (self.ports.tls, context)):
            for address, handler in ((SILENT, self._ignore), (SLAMS, self._slam)):
                await self._listen(handler, _bound(self._place(address), port))
            with suppress(OSError):
                await self._listen(self._converse, _bound(self._place(WEB6), port), secure)
                self.has_ipv6 = True
            await self._listen(self._slam, _bound(self._place(PRIVATE), port))

    def leave(self) -> None:
        """Go away as a network does: names are not found, and open connections fall silent."""
        self._gone = self.names.gone = True
        for server in self._servers:
            server.close()
        for task in self._handling:
            task.cancel()

    async def come_back(self) -> None:
        """Be there again."""
        self._gone = self.names.gone = False
        self._servers.clear()
        await self._listen_everywhere()

    async def close(self) -> None:
        """Close everything; an error of the simulated web's own is raised."""
        for server in self._servers:
            server.close()
        handling = dict(self._handling)
        for writer in self._frozen:
            writer.transport.abort()
        for task, writer in handling.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*handling, return_exceptions=True)
        if self._failure:
            raise self._failure

    def _note(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Clients may break connections as they like; other errors are this web's faults."""
        error = context.get("exception")
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self._failure = error

    async def _pass_line(self, size: int) -> None:
        """Wait until the line has taken so many bytes, after all that came before them."""
        if self.world.line:
            free = max(self._line_free, self.loop.time()) + size / self.world.line
            self._line_free = free
            await asyncio.sleep(free - self.loop.time())

    def _place(self, address: str) -> str:
        return self._places.get(address, address)

    async def _listen(
        self,
        handler: Handler,
        listener: socket.socket,
        context: ssl.SSLContext | None = None,
    ) -> None:
        server = await asyncio.start_server(
            functools.partial(self._handle, handler),
            sock=listener,
            ssl=context,
            limit=wire.HEAD_LIMIT,
            backlog=_BACKLOG,
        )
        self._servers.append(server)

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
        task = asyncio.current_task()
        assert task is not None
        self.connections[writer.get_extra_info("sockname")[0]] += 1
        self._handling[task] = writer
        self.most_connections = max(self.most_connections, len(self._handling))
        try:
            await handler(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            del self._handling[task]
            if self._gone:
                self._frozen.append(writer)
            else:
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
                self.clock(), host, method, target, headers, body, tls, self._under_way[host]
            )
            self.requests.append(request)
            try:
                site = self._sites.get(host)
                answer = site.answer(request) if site else _STRANGER
                self.statuses[host, answer.status] += 1
                self.slowest = max(self.slowest, answer.delay)
                await self._pass_line(len(answer.body) + _HEAD_BYTES)
                if not await wire.send(reader, writer, request, answer, self.bytes_sent):
                    return
            finally:
                self._under_way[host] -= 1


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # With its protocol named, asyncio turns Nagle's algorithm off.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
    """A simulated web for other processes: in a thread of its own, by default on free ports.

    `places` are the true addresses of those that the world names.
    """
    web = Web(world, ports, places)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="simulated web", daemon=True)
    thread.start()
    web.call = lambda work: asyncio.run_coroutine_threadsafe(work, loop).result()
    try:
        web.call(web.open())
        yield web
        web.call(web.close())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def simulate(world: World) -> Generator[Web]:
    """A simulated web for this process: what it runs by `asyncio.run` shares the web's loop.

    Both live on virtual time, so that a check of hosts that never answer takes no time at all.
    """
    web = Web(world)
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        web.call = runner.run
        web.call(web.open())
        with patch.object(asyncio, "run", runner.run):
            yield web
        web.call(web.close())
