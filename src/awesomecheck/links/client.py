"""The HTTP client: each request waits for its host's rate limit, and may be tried again."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
import os
import socket
import ssl
from types import TracebackType
from typing import Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from yarl import URL

from awesomecheck.links import address
from awesomecheck.links.answers import Answer, Fault, HostGivenUp
from awesomecheck.links.body import ENCODINGS, Response, read_body, read_page
from awesomecheck.links.events import Answered, Event, Notice, Sent
from awesomecheck.links.faults import EXPECTED, fault_of
from awesomecheck.links.network import Network
from awesomecheck.links.rate_limits import HostLimiter, RateLimiter
from awesomecheck.links.resolve import GuardedResolver, SystemResolver
from awesomecheck.links.settings import HostSettings, LinkSettings
from awesomecheck.links.urls import host_of, port_of
from awesomecheck.rules import Reason

_PAGE_BYTES: Final = 64 * 1024
_API_BYTES: Final = 8 * 1024 * 1024
API_SECONDS: Final = 30.0
"""Seconds for a request to an API: a batch may take longer than a page."""
_SECOND_LOOKUP_SECONDS: Final = 1.0
"""Seconds before a name is looked up again that is said not to exist."""
_LAST_HOSTS: Final = 3
_HEADER_BYTES: Final = 128 * 1024
_HEADERS: Final = 1000
_CLOSING_SECONDS: Final = 0.1
_KEEP_ALIVE_SECONDS: Final = 5.0
_PORTS: Final = frozenset({80, 443, 8080, 8443})
_RETRIED: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another one a moment later."""
_REFUSALS: Final = frozenset({429, 503})
_OF_THE_HOST: Final = frozenset({"no-such-host", "no-address", "private-address"})
"""Faults that all links to a host share."""
_BROWSER_ACCEPT: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_LOCAL_SUFFIXES: Final = (".localhost", ".local", ".internal", ".home.arpa", ".lan")


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
        limiter: RateLimiter,
        notify: Callable[[Event], None],
    ) -> None:
        self._settings = settings
        self._network = network
        self._limiter = limiter
        self._notify = notify
        self._ports = _PORTS | set(settings.allow_ports)
        context = network.ssl_context or _system_certificates()
        self._names = self._resolver(self.may_connect)
        self._trusted_names = self._resolver(lambda _: True)
        self._guarded = self._session(context, self._names)
        self._trusting = self._session(context, self._trusted_names)
        self._missing: set[str] = set()
        self.requests = 0
        self.answers = 0
        """How many answers came, from anywhere."""
        self.answered: deque[str] = deque(maxlen=_LAST_HOSTS)
        """The last hosts that answered."""
        self.faults: dict[str, str] = {}
        """The reason of the last fault of each host since the last answer."""
        self.changed = asyncio.Event()
        """Set at each fault, and at each answer."""
        self.gentle = False
        """Whether this is the second try: what answers at all will do so soon."""

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
        await self._names.close()
        await self._trusted_names.close()
        # Aborted connections are closed once their servers have noticed.
        await asyncio.sleep(_CLOSING_SECONDS if error else 0)

    def may_connect(self, ip: str) -> bool:
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
        if address.is_ip(host) and not self.may_connect(host.strip("[]")):
            raise Fault("private-address", f"{host} is not on the public internet")
        if proxied and not self._settings.allow_private and _is_local_name(host):
            raise Fault("private-address", f"{host} is a name of a local network")

    async def get(self, url: str, cookies: str = "") -> Answer:
        """Return the answer to a GET; what may be temporary is tried again.

        Raises:
            Fault: no answer came.
        """
        host = self._limiter.host(host_of(url))
        retries_left = self._settings.retries
        waited = 0.0
        while True:
            answer = await self._attempt(url, host, cookies, retries_left)
            if answer is not None and (answer.status not in _RETRIED or self.accepts(answer)):
                host.count_success()
                return answer
            if answer is not None:
                reason: Reason = "rate-limited" if answer.status == 429 else "server-error"
                evidence = f"GET {url} returned {answer.status}"
                host.count_failure(reason, evidence, final=not retries_left)
                if not retries_left:
                    return answer
                asked = self.retry_after(answer)
                wait = self._back_off(retries_left) if asked is None else asked
                waited += wait
                if answer.status not in _REFUSALS:
                    await asyncio.sleep(min(wait, self._settings.max_wait))
                elif waited > self._settings.max_wait or not host.pause(wait, "retry-after"):
                    host.give_up(reason, f"{evidence} and asks for a pause of {wait:.0f} seconds")
                    return answer
            retries_left -= 1

    async def _attempt(
        self, url: str, host: HostLimiter, cookies: str, retries_left: int
    ) -> Answer | None:
        """Return an answer; None after a fault that is worth a retry, and the pause before it."""
        try:
            return await self._get_once(url, host, cookies)
        except HostGivenUp:
            raise
        except Fault as fault:
            final = not (retries_left and self._is_worth_a_retry(fault, host, retries_left))
            if fault.temporary:
                host.count_failure(fault.reason, fault.evidence, final=final)
            else:
                host.count_success()
            if fault.reason in _OF_THE_HOST:
                host.give_up(fault.reason, fault.evidence)
            if final:
                raise
        await asyncio.sleep(self._back_off(retries_left))
        return None

    def _is_worth_a_retry(self, fault: Fault, host: HostLimiter, retries_left: int) -> bool:
        """A timeout takes too long for a second retry, or for a first one of a silent host."""
        if fault.reason == "timeout":
            return host.answered and retries_left == self._settings.retries
        return fault.temporary

    def _back_off(self, retries_left: int) -> float:
        return 3.0 ** (self._settings.retries - retries_left)

    async def _get_once(self, url: str, host: HostLimiter, cookies: str) -> Answer:
        proxy = self._proxy(url)
        self._require_allowed(url, proxy is not None)
        session = self._trusting if proxy else self._guarded
        own = self._settings.hosts.get(host.host)
        seconds = (own and own.timeout) or self._settings.timeout
        if self.gentle:
            seconds /= 2
        headers = {"Cookie": cookies} if cookies else {}
        if own and own.headers:
            headers |= self._own_headers(own, url)
        return await self._send(session, host, _Request(url, seconds, _PAGE_BYTES, headers), proxy)

    def _own_headers(self, own: HostSettings, url: str) -> dict[str, str]:
        """Return the headers that the settings name for a URL; no redirect takes them on."""
        headers, missing = own.headers_for(url, os.environ)
        for name in sorted(missing - self._missing):
            self._missing.add(name)
            message = f"the variable `{name}` of the environment has no value for a header"
            self._notify(Notice(message, hint="the header that names it is not sent"))
        return headers

    def accepts(self, answer: Answer) -> bool:
        """Return whether the settings take an answer's status for that of a living page."""
        own = self._settings.hosts.get(host_of(answer.url))
        return own is not None and answer.status in own.accept

    async def call(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        seconds: float = API_SECONDS,
    ) -> Answer:
        """Return the answer to one request to an API, which users trust: POST where it has data.

        Raises:
            Fault: no answer came, or no whole one in time.
        """
        host = self._limiter.host(host_of(url))
        if self.gentle:
            seconds /= 2
        request = _Request(url, seconds, _API_BYTES, headers or {}, data)
        try:
            answer = await self._send(self._trusting, host, request, self._proxy(url))
        except HostGivenUp:
            raise
        except Fault as fault:
            if fault.temporary:
                host.count_failure(fault.reason, fault.evidence)
            raise
        host.count_success()
        return answer

    def retry_after(self, answer: Answer) -> float | None:
        """Return the seconds that an answer asks to wait, if it does."""
        return retry_after(answer.headers, self._network.clock())

    def most_at_once(self, host: str) -> int:
        """Return how many requests at once a host's rate limit allows."""
        return self._limiter.host(host).most_at_once

    def forget(self, host: str) -> None:
        """Forget a host whose links are checked."""
        self._limiter.forget(host)

    def reopen(self) -> None:
        """Try hosts that could not be reached once more, gently."""
        self.gentle = True
        self._names.reopen()
        self._trusted_names.reopen()
        self._limiter.reopen()

    def pause(self, url: str, seconds: float) -> bool:
        """Send nothing to a URL's host for so long; False where that is too long."""
        if seconds > self._settings.max_wait:
            return False
        return self._limiter.host(host_of(url)).pause(seconds, "retry-after")

    async def _send(
        self,
        session: aiohttp.ClientSession,
        host: HostLimiter,
        request: _Request,
        proxy: str | None,
    ) -> Answer:
        loop = asyncio.get_running_loop()
        if proxy is None:
            host.check_open()
            names = self._trusted_names if session is self._trusting else self._names
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
                    host.adapt(refused=status in _REFUSALS)
                    reader = read_page if request.limit == _PAGE_BYTES else read_body
                    body, whole = await reader(response, request.limit)
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


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; it may have a date instead.

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
