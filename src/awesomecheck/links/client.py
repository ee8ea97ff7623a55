"""Requests as they go out: each one waits for its host's turn, and brings an answer or a fault."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
import ssl
from types import TracebackType
from typing import Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from awesomecheck.links import address
from awesomecheck.links.body import ENCODINGS
from awesomecheck.links.events import Answered, Event, Sent
from awesomecheck.links.faults import EXPECTED, Fault, fault_of
from awesomecheck.links.network import Network
from awesomecheck.links.pace import Lane, Pace
from awesomecheck.links.resolve import GuardedResolver, SystemResolver
from awesomecheck.links.response import Response, beginning, page_beginning
from awesomecheck.links.settings import LinkSettings
from awesomecheck.links.urls import host_of, port_of

PAGE_BYTES: Final = 64 * 1024
API_BYTES: Final = 8 * 1024 * 1024
_HEADER_BYTES: Final = 128 * 1024
_HEADERS: Final = 1000
_API_SECONDS: Final = 45.0
"""A batch may take its time."""
_FAREWELL_SECONDS: Final = 0.1
_KEPT_SECONDS: Final = 5.0
_PORTS: Final = frozenset({80, 443, 8080, 8443})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another one a moment later."""
_REFUSALS: Final = frozenset({429, 503})
_OF_THE_HOST: Final = frozenset({"no-such-host", "private-address"})
"""Faults that all links to a host share."""
_BROWSER_ACCEPT: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_LOCAL_SUFFIXES: Final = (".localhost", ".local", ".internal", ".home.arpa", ".lan")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Names are found in any case."""
    body: bytes = b""
    whole: bool = False
    """Whether `body` is all of it."""
    cookies: tuple[str, ...] = ()
    """Its Set-Cookie headers."""


@dataclass(frozen=True, slots=True)
class _Request:
    url: str
    seconds: float
    limit: int
    """Bytes of the body that are read."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    data: bytes | None = None
    """POST where there is any."""


class Client:
    """Sends requests for one run, inside its event loop."""

    def __init__(
        self,
        settings: LinkSettings,
        network: Network,
        pace: Pace,
        tell: Callable[[Event], None],
    ) -> None:
        self._settings = settings
        self._network = network
        self._pace = pace
        self._tell = tell
        self._ports = _PORTS | set(settings.allow_ports)
        context = network.ssl_context or _system_certificates()
        self._resolvers: list[GuardedResolver] = []
        self._guarded = self._session(context, self.may_connect)
        self._trusting = self._session(context, lambda _: True)
        self.requests = 0
        self.heard = False
        """Whether any answer came from anywhere."""
        self.troubles: dict[str, str] = {}
        """The last fault of each host, by its reason."""
        self.trouble = asyncio.Event()
        """Set at each fault, and at the first answer."""

    def _session(
        self, context: ssl.SSLContext, allowed: Callable[[str], bool]
    ) -> aiohttp.ClientSession:
        resolver = GuardedResolver(self._names(), allowed, self._network.port_map)
        self._resolvers.append(resolver)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver,
                ssl=context,
                limit=0,  # the pace bounds connections
                ttl_dns_cache=300,
                keepalive_timeout=_KEPT_SECONDS,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": user_agent(),
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

    def _names(self) -> AbstractResolver:
        return self._network.resolver() if self._network.resolver else SystemResolver()

    @property
    def proxied(self) -> bool:
        """Whether there are proxies."""
        proxies = getproxies() if self._network.proxies is None else self._network.proxies
        return any(proxies.get(scheme) for scheme in ("http", "https", "all"))

    @property
    def found_names(self) -> bool:
        """Whether any name that was looked up has an address."""
        return any(resolver.found_any for resolver in self._resolvers)

    async def finds_any(self, hosts: Iterable[str], seconds: float) -> bool:
        """Whether any of these names has an address, as far as that shows in so many seconds."""
        names = self._names()
        lookups = [asyncio.create_task(names.resolve(host, 443)) for host in hosts]
        try:
            async with asyncio.timeout(seconds):
                for answer in asyncio.as_completed(lookups):
                    with suppress(OSError):
                        if await answer:
                            return True
        except TimeoutError:
            return self.heard
        finally:
            for lookup in lookups:
                lookup.cancel()
            await asyncio.gather(*lookups, return_exceptions=True)
            await names.close()
        return False

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._guarded.close()
        await self._trusting.close()
        # Connections that were broken off close once their servers say that they have heard.
        await asyncio.sleep(_FAREWELL_SECONDS if error else 0)

    def may_connect(self, ip: str) -> bool:
        """Whether the settings let links lead to this address."""
        return (
            self._settings.allow_private
            or ip in self._network.trusted_addresses
            or address.is_public(ip)
        )

    def may_ask(self, url: str, proxied: bool) -> None:
        """Checks what can be told from a URL alone.

        Raises:
            Fault: its port or its address is not allowed.
        """
        host, port = host_of(url), port_of(url)
        if port not in self._ports:
            raise Fault("port", f"Port {port} is not asked unless `allow-ports` names it.")
        if address.is_ip(host) and not self.may_connect(host.strip("[]")):
            raise Fault("private-address", f"{host} is not on the public internet.")
        if proxied and not self._settings.allow_private and _is_local_name(host):
            raise Fault("private-address", f"{host} is a name of a local network.")

    async def page(self, url: str, cookies: str = "") -> Answer:
        """A page of the web, tried again where a fault may pass.

        Raises:
            Fault: no answer came.
            LeftAlone: the host is asked no more.
        """
        lane = self._pace.lane(host_of(url))
        tries_left = self._settings.retries
        waited = 0.0
        while True:
            answer = await self._try(url, lane, cookies, tries_left)
            if answer is not None and answer.status not in _PASSING:
                lane.count(None)
                return answer
            if answer is not None:
                refusal = "rate-limited" if answer.status == 429 else "server-error"
                said = f"GET {url} answered {answer.status}."
                lane.count(refusal, said, final=not tries_left)
                if not tries_left:
                    return answer
                asked = self.asked_wait(answer)
                wait = self._back_off(tries_left) if asked is None else asked
                waited += wait
                if answer.status not in _REFUSALS:
                    await asyncio.sleep(min(wait, self._settings.max_wait))
                elif waited > self._settings.max_wait or not lane.hold(wait, "retry-after"):
                    lane.close(refusal, f"{said} It asks to be left alone for {wait:.0f} seconds.")
                    return answer
            tries_left -= 1

    async def _try(self, url: str, lane: Lane, cookies: str, tries_left: int) -> Answer | None:
        """An answer; None after a fault that is worth another try, and the pause before it."""
        try:
            return await self._page_once(url, lane, cookies)
        except Fault as fault:
            final = not (tries_left and self._is_worth_a_try(fault, lane, tries_left))
            lane.count(fault.reason if fault.passing else None, fault.evidence, final=final)
            if fault.reason in _OF_THE_HOST:
                lane.close(fault.reason, fault.evidence)
            if final:
                raise
        await asyncio.sleep(self._back_off(tries_left))
        return None

    def _is_worth_a_try(self, fault: Fault, lane: Lane, tries_left: int) -> bool:
        """A timeout is too dear for a third one, or for a second one of a silent host."""
        if fault.reason == "timeout":
            return lane.answered and tries_left == self._settings.retries
        return fault.passing

    def asked_wait(self, answer: Answer) -> float | None:
        """Seconds for which an answer asks to be left alone, if it does."""
        return retry_after(answer.headers, self._network.clock())

    def hold(self, url: str, seconds: float) -> bool:
        """Lets the host of a URL rest; False where that is longer than we wait."""
        if seconds > self._settings.max_wait:
            return False
        return self._pace.lane(host_of(url)).hold(seconds, "retry-after")

    def _back_off(self, tries_left: int) -> float:
        return 3.0 ** (self._settings.retries - tries_left)

    def _wait(self, answer: Answer, tries_left: int) -> float:
        asked = self.asked_wait(answer)
        return self._back_off(tries_left) if asked is None else asked

    async def _page_once(self, url: str, lane: Lane, cookies: str) -> Answer:
        proxy = self._proxy(url)
        self.may_ask(url, proxy is not None)
        session = self._trusting if proxy else self._guarded
        own = self._settings.hosts.get(lane.host)
        seconds = (own and own.timeout) or self._settings.timeout
        headers = {"Cookie": cookies} if cookies else {}
        return await self._send(session, lane, _Request(url, seconds, PAGE_BYTES, headers), proxy)

    async def api(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
    ) -> Answer:
        """One request to a service's API, which the user's settings name: POST where it has data.

        Raises:
            Fault: no answer came.
            LeftAlone: the host is asked no more.
        """
        lane = self._pace.lane(host_of(url))
        seconds = max(self._settings.timeout, _API_SECONDS)
        request = _Request(url, seconds, API_BYTES, headers or {}, data)
        return await self._send(self._trusting, lane, request, self._proxy(url))

    async def _send(
        self, session: aiohttp.ClientSession, lane: Lane, request: _Request, proxy: str | None
    ) -> Answer:
        loop = asyncio.get_running_loop()
        async with lane.turn() as turn:
            self.requests += 1
            self._tell(Sent(lane.host))
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
                    self._hear()
                    lane.adapt(refused=status in _REFUSALS)
                    read = page_beginning if request.limit == PAGE_BYTES else beginning
                    body, whole = await read(response, request.limit)
                    if isinstance(response, Response) and not (whole and turn.keep_connection()):
                        response.hang_up()
                    cookies = tuple(response.headers.getall("Set-Cookie", ()))
                    return Answer(request.url, status, response.headers, body, whole, cookies)
            except EXPECTED as error:
                fault = fault_of(error, lane.host, proxied=proxy is not None)
                self.troubles[lane.host] = fault.reason
                self.trouble.set()
                raise fault from error
            finally:
                self._tell(Answered(lane.host, status, loop.time() - begun))

    def _hear(self) -> None:
        if not self.heard:
            self.heard = True
            self.trouble.set()

    def _proxy(self, url: str) -> str | None:
        """The proxy for a URL; NO_PROXY is obeyed where the environment names the proxies."""
        proxies = self._network.proxies
        if proxies is None:
            proxies = getproxies()
            if proxies and proxy_bypass(host_of(url)):
                return None
        proxy = proxies.get(url.partition(":")[0]) or proxies.get("all")
        if proxy and "://" not in proxy:
            return f"http://{proxy}"  # as curl reads it
        return proxy


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that a Retry-After header asks to wait, given as such or as a date; never negative.

    https://www.rfc-editor.org/rfc/rfc9110.html#name-retry-after
    """
    written = headers.get("Retry-After", "").strip()
    if not written:
        return None
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        return max(parsedate_to_datetime(written).timestamp() - now, 0.0)
    except (ValueError, OverflowError):
        return None


def user_agent() -> str:
    """Who we are and where to read about it."""
    return (
        f"Mozilla/5.0 (compatible; awesomecheck/{version('awesomecheck')}; "
        "+https://pypi.org/project/awesomecheck/)"
    )


def _system_certificates() -> ssl.SSLContext:
    context = ssl.create_default_context()  # honours SSL_CERT_FILE and SSL_CERT_DIR
    context.set_alpn_protocols(["http/1.1"])
    return context


def _http_url(proxy: str) -> URL:
    """A proxy's URL.

    Raises:
        ValueError: it is none, or one of a kind of proxy that is not spoken to.
    """
    url = URL(proxy)
    if url.scheme not in ("http", "https"):
        raise ValueError(proxy)
    return url


def _is_local_name(host: str) -> bool:
    name = host.rstrip(".")
    return not name.startswith("[") and ("." not in name or name.endswith(_LOCAL_SUFFIXES))
