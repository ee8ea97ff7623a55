"""The way of one request: its host's addresses, its proxy, its turn, its connection."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
import socket
import ssl
from typing import Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from msgspec import Struct, field
from yarl import URL

from awesomecheck.links import address
from awesomecheck.links.answers import Answer, Fault
from awesomecheck.links.body import ENCODINGS, Response, read_body, read_page
from awesomecheck.links.events import Answered, Event, Sent
from awesomecheck.links.faults import EXPECTED, fault_of
from awesomecheck.links.network import Network
from awesomecheck.links.rate_limits import HostLimiter
from awesomecheck.links.resolve import GuardedResolver, SystemResolver
from awesomecheck.links.settings import LinkSettings
from awesomecheck.links.urls import host_of, port_of

_PAGE_BYTES: Final = 64 * 1024
_API_BYTES: Final = 8 * 1024 * 1024
_SECOND_LOOKUP_SECONDS: Final = 1.0
"""Seconds before a name is looked up again that is said not to exist."""
_LAST_HOSTS: Final = 3
_HEADER_BYTES: Final = 128 * 1024
_HEADERS: Final = 1000
_CLOSING_SECONDS: Final = 0.1
_KEEP_ALIVE_SECONDS: Final = 5.0
_PORTS: Final = frozenset({80, 443, 8080, 8443})
REFUSALS: Final = frozenset({429, 503})
"""Statuses by which a host asks for fewer requests."""
_BROWSER_ACCEPT: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_LOCAL_SUFFIXES: Final = (".localhost", ".local", ".internal", ".home.arpa", ".lan")


class HttpRequest(Struct, frozen=True):
    """What goes to a host."""

    url: str
    seconds: float
    """From when it is sent to the end of the answer."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    data: bytes | None = None
    """POST where there is any."""
    to_api: bool = False
    """Whether it goes where users want it to go, whatever the address, and all of its answer
    counts, not a page's beginning alone."""
    most_bytes: int | None = None
    """How much of a body of any type is read; None for as much as usual."""


class Transport:
    """Sends single requests for one run, and notes what they show of the network."""

    def __init__(
        self, settings: LinkSettings, network: Network, notify: Callable[[Event], None]
    ) -> None:
        self._settings = settings
        self._network = network
        self._notify = notify
        self._ports = _PORTS | set(settings.allow_ports)
        context = network.ssl_context or _system_certificates()
        self._names = self._resolver(self._may_connect)
        self._trusted_names = self._resolver(lambda _: True)
        self._guarded = self._session(context, self._names)
        self._trusting = self._session(context, self._trusted_names)
        self.requests = 0
        self.answers = 0
        """How many answers came, from anywhere."""
        self.answered: deque[str] = deque(maxlen=_LAST_HOSTS)
        """The last hosts that answered."""
        self.faults: dict[str, str] = {}
        """The reason of the last fault of each host since the last answer."""
        self.changed = asyncio.Event()
        """Set at each fault, and at each answer."""

    async def close(self, *, at_once: bool) -> None:
        """Close all connections; `at_once`, open requests are given up."""
        await self._guarded.close()
        await self._trusting.close()
        await self._names.close()
        await self._trusted_names.close()
        # Aborted connections are closed once their servers have noticed.
        await asyncio.sleep(_CLOSING_SECONDS if at_once else 0)

    async def send(self, request: HttpRequest, host: HostLimiter) -> Answer:
        """Return the answer to a request, which waits for its turn.

        Raises:
            Fault: no answer came.
        """
        loop = asyncio.get_running_loop()
        proxy = self._proxy(request.url)
        if not request.to_api:
            self._require_allowed(request.url, proxy is not None)
        # The addresses that a proxy connects to are its own matter.
        session = self._trusting if proxy or request.to_api else self._guarded
        if proxy is None:
            host.check_open()
            names = self._trusted_names if request.to_api else self._names
            await self._look_up(names, host)
        async with host.turn() as turn:
            self.requests += 1
            self._notify(Sent(host.host))
            begun, status = loop.time(), None
            try:
                async with session.request(
                    "GET" if request.data is None else "POST",
                    URL(request.url, encoded=True),
                    headers=request.headers,
                    data=request.data,
                    proxy=proxy and _http_url(proxy),
                    allow_redirects=False,
                    timeout=aiohttp.ClientTimeout(total=request.seconds),
                ) as response:
                    status = response.status
                    turn.answer()
                    self._note_answer(host)
                    host.adapt(refused=status in REFUSALS)
                    most_bytes = request.most_bytes or (_API_BYTES if request.to_api else None)
                    if most_bytes is not None:
                        body, whole = await read_body(response, most_bytes)
                    else:
                        body, whole = await read_page(response, _PAGE_BYTES)
                    if isinstance(response, Response) and not (whole and turn.keep_connection()):
                        response.abort()
                    cookies = tuple(response.headers.getall("Set-Cookie", ()))
                    return Answer(request.url, status, response.headers, body, whole, cookies)
            except EXPECTED as error:
                fault = fault_of(error, host.host, proxied=proxy is not None)
                self._note_fault(host, fault)
                raise fault from error
            finally:
                self._notify(Answered(host.host, status, loop.time() - begun))

    async def _look_up(self, names: GuardedResolver, host: HostLimiter) -> None:
        """Look a host up before its request waits for a connection, and before its clock starts.

        Raises:
            Fault: its name has no address that may be connected to.
        """
        if address.is_ip(host.host):
            return
        try:
            try:
                await names.resolve(host.host)
            except socket.gaierror as error:
                if error.errno != socket.EAI_NONAME:
                    raise
                await asyncio.sleep(_SECOND_LOOKUP_SECONDS)
                await names.resolve(host.host)
        except TimeoutError as error:
            fault = Fault("dns", f"DNS lookup of {host.host} took too long", temporary=True)
            self._note_fault(host, fault)
            host.give_up(fault.reason, fault.evidence)
            raise fault from error
        except EXPECTED as error:
            fault = fault_of(error, host.host)
            self._note_fault(host, fault)
            raise fault from error

    def _note_fault(self, host: HostLimiter, fault: Fault) -> None:
        self.faults[host.host] = fault.reason
        self.changed.set()

    def _note_answer(self, host: HostLimiter) -> None:
        self.answers += 1
        self.faults.clear()
        if host.host not in self.answered:
            self.answered.append(host.host)
        self.changed.set()

    def _proxy(self, url: str) -> str | None:
        """Return the proxy for a URL; NO_PROXY counts where the environment names the proxies."""
        proxies = self._network.proxies
        if proxies is None:
            proxies = getproxies()
            if proxies and proxy_bypass(host_of(url)):
                return None
        proxy = proxies.get(url.partition(":")[0]) or proxies.get("all")
        if proxy and "://" not in proxy:
            return f"http://{proxy}"  # as curl reads it
        return proxy

    def _may_connect(self, ip: str) -> bool:
        """Return whether the settings let links lead to this address."""
        return (
            self._settings.allow_private
            or ip in self._network.trusted_addresses
            or address.is_public(ip)
        )

    def _require_allowed(self, url: str, proxied: bool) -> None:
        """Check what a URL alone shows.

        Raises:
            Fault: its port or its address is not allowed.
        """
        host, port = host_of(url), port_of(url)
        if port not in self._ports:
            raise Fault("port", f"port {port} is not in `allow-ports`")
        if address.is_ip(host) and not self._may_connect(host.strip("[]")):
            raise Fault("private-address", f"{host} is not on the public internet")
        if proxied and not self._settings.allow_private and _is_local_name(host):
            raise Fault("private-address", f"{host} is a name of a local network")

    def _session(
        self, context: ssl.SSLContext, resolver: GuardedResolver
    ) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver,
                ssl=context,
                limit=0,  # the rate limiter bounds connections
                use_dns_cache=False,  # the resolver keeps addresses
                keepalive_timeout=_KEEP_ALIVE_SECONDS,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": _user_agent(),
                "Accept": _BROWSER_ACCEPT,
                "Accept-Language": "en;q=0.9, *;q=0.5",
                "Accept-Encoding": ENCODINGS,
            },
            auto_decompress=False,
            response_class=Response,
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
            max_headers=_HEADERS,
        )

    def _resolver(self, allowed: Callable[[str], bool]) -> GuardedResolver:
        network = self._network
        inner = network.resolver() if network.resolver else SystemResolver()
        return GuardedResolver(inner, allowed, network.port_map, self._settings.timeout)

    @property
    def proxied(self) -> bool:
        """Whether there are proxies."""
        proxies = getproxies() if self._network.proxies is None else self._network.proxies
        return any(proxies.get(scheme) for scheme in ("http", "https", "all"))

    async def reaches_any(self, hosts: Iterable[str], seconds: float) -> bool:
        """Return whether any of these hosts accepts a connection in so many seconds."""
        attempts = [asyncio.create_task(self._reach(host)) for host in dict.fromkeys(hosts)]
        try:
            async with asyncio.timeout(seconds):
                for attempt in asyncio.as_completed(attempts):
                    if await attempt:
                        return True
        except TimeoutError:
            return False
        finally:
            for attempt in attempts:
                attempt.cancel()
            await asyncio.gather(*attempts, return_exceptions=True)
        return False

    async def _reach(self, host: str) -> bool:
        try:
            [first, *_] = await self._trusted_names.resolve(host, 443)
            _, writer = await asyncio.open_connection(first["host"], first["port"])
        except (OSError, ValueError):
            return False
        writer.transport.abort()
        return True

    def reopen(self) -> None:
        """Give up the lookups that have not ended, and take half the time for others."""
        self._names.reopen()
        self._trusted_names.reopen()


def _user_agent() -> str:
    """Return who we are and where to read about it."""
    return (
        f"Mozilla/5.0 (compatible; awesomecheck/{version('awesomecheck')}; "
        "+https://pypi.org/project/awesomecheck/)"
    )


def _system_certificates() -> ssl.SSLContext:
    context = ssl.create_default_context()  # honours SSL_CERT_FILE and SSL_CERT_DIR
    context.set_alpn_protocols(["http/1.1"])
    return context


def _http_url(proxy: str) -> URL:
    """Return a proxy's URL.

    Raises:
        ValueError: it is not one, or of a kind of proxy that is not supported.
    """
    url = URL(proxy)
    if url.scheme not in ("http", "https"):
        raise ValueError(proxy)
    return url


def _is_local_name(host: str) -> bool:
    name = host.rstrip(".")
    return not name.startswith("[") and ("." not in name or name.endswith(_LOCAL_SUFFIXES))
