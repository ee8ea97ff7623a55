"""The HTTP client: each request waits for its host's rate limit, and may be tried again."""

import asyncio
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
import os
from types import TracebackType
from typing import Final

from awesomecheck.links.answers import Answer, Fault, HostGivenUp
from awesomecheck.links.events import Event, Notice
from awesomecheck.links.network import Network
from awesomecheck.links.rate_limits import HostLimiter, RateLimiter
from awesomecheck.links.settings import HostSettings, LinkSettings
from awesomecheck.links.transport import REFUSALS, HttpRequest, Transport
from awesomecheck.links.urls import host_of
from awesomecheck.rules import Reason

API_SECONDS: Final = 30.0
"""Seconds for a request to an API: a batch may take longer than a page."""
LEFT_TO_ANOTHER: Final = "is left to another run"
"""How the evidence of a link ends that leads to a host which its run may not send requests to."""
_RETRIED: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another one a moment later."""
_OF_THE_HOST: Final = frozenset({"no-such-host", "no-address", "private-address"})
"""Faults that all links to a host share."""


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
        self._missing: set[str] = set()
        self.transport = Transport(settings, network, notify)
        self.gentle = False
        """Whether this is the second try: what answers at all will do so soon."""

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.transport.close(at_once=error is not None)

    async def get(self, url: str, cookies: str = "") -> Answer:
        """Return the answer to a GET; what may be temporary is tried again.

        Raises:
            Fault: no answer came.
        """
        host = self._host(url)
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
                if answer.status not in REFUSALS:
                    await asyncio.sleep(min(wait, self._settings.max_wait))
                elif waited > self._settings.max_wait or not host.pause(wait, "retry-after"):
                    host.give_up(reason, f"{evidence} and asks for a pause of {wait:.0f} seconds")
                    return answer
            retries_left -= 1

    def _host(self, url: str) -> HostLimiter:
        """Return the rate limit of a URL's host.

        Raises:
            Fault: the host is not for this run.
        """
        host = host_of(url)
        allowed = self._network.may_request
        if allowed is not None and not allowed(host):
            raise Fault("elsewhere", f"{host} {LEFT_TO_ANOTHER}")
        return self._limiter.host(host)

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
        own = self._settings.hosts.get(host.host)
        seconds = (own and own.timeout) or self._settings.timeout
        headers = {"Cookie": cookies} if cookies else {}
        if own and own.headers:
            headers |= self._own_headers(own, url)
        return await self.transport.send(HttpRequest(url, self._in_time(seconds), headers), host)

    def _in_time(self, seconds: float) -> float:
        return seconds / 2 if self.gentle else seconds

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
        host = self._host(url)
        request = HttpRequest(url, self._in_time(seconds), headers or {}, data, to_api=True)
        try:
            answer = await self.transport.send(request, host)
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
        self.transport.reopen()
        self._limiter.reopen()

    def pause(self, url: str, seconds: float) -> bool:
        """Send nothing to a URL's host for so long; False where that is too long."""
        if seconds > self._settings.max_wait:
            return False
        return self._limiter.host(host_of(url)).pause(seconds, "retry-after")


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
