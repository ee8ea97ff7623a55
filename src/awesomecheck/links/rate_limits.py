"""When a request may go out: a limit for each host."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress

from awesomecheck.links.answers import HostGivenUp
from awesomecheck.links.connections import ConnectionLimit, Turn, WaitingQueue, wake_first
from awesomecheck.links.events import Event, Paused
from awesomecheck.links.service import RateLimit
from awesomecheck.rules import Reason

_SPEED_UP = 0.8
"""What an answer multiplies the interval between requests with, down to the host's own."""
LONGEST_INTERVAL = 4.0
"""Seconds between requests to which refusals alone lead."""
_REPORTED_FROM = 1.0
"""Shortest pause in seconds that is worth an event."""
FAILED_LINKS = 3
"""Links that fail in a row, after all retries, before a host is given up."""
_FAILED_ATTEMPTS = 10
"""Attempts that fail in a row before it is."""

_FIRST_CONTACTS = 3
"""Requests to a host that has not answered yet; each but the first comes some time later."""
_NEXT_CONTACT_SECONDS = 5.0
UNHEARD: frozenset[Reason] = frozenset({"timeout", "dns", "unreachable"})
"""Reasons that may be gone a while later."""


class HostLimiter:
    """The rate limit of one host.

    It begins with one request at a time and allows more with each good answer, so that a host
    that never answers holds few connections: one more after each of some pauses, for a moment's
    fault is no reason to give a host up.
    """

    def __init__(self, host: str, limit: RateLimit, limiter: "RateLimiter") -> None:
        self.host = host
        self.answered = False
        """Whether the host has ever sent an answer."""
        self._limit = limit
        self._limiter = limiter
        self._allowed = 1
        self._active = 0
        self._waiting: WaitingQueue = deque()
        self._interval = 1 / limit.rate
        self._next = 0.0
        self._paused_until = 0.0
        self._paused_in_all = 0.0
        self._requested = False
        self._to_connect = 0
        self._unconnected: WaitingQueue = deque()
        self._kept_connections = 0
        self._failed_links = 0
        self._failed_attempts = 0
        self._contacts_left = _FIRST_CONTACTS
        self._given_up: tuple[Reason, str] | None = None
        self._ending = asyncio.Event()

    @property
    def most_at_once(self) -> int:
        """Requests at once, once the host answers."""
        return self._limit.concurrency

    @property
    def is_forgettable(self) -> bool:
        """Whether nothing is to be remembered of the host: all went well, and nobody waits."""
        busy = self._active or self._waiting or self._kept_connections
        bad = self._given_up or self._failed_attempts or self._paused_in_all
        return self.answered and not (busy or bad)

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[Turn]:
        """Wait until a request may go out, and count it while it runs.

        Raises:
            HostGivenUp: the host is not requested any more.
        """
        await self._enter()
        try:
            await self._connect()
            if not self.answered:
                self._contact()
            turn = Turn(self._limiter.connections, self._needs_connection)
            try:
                self.check_open()
                yield turn
            finally:
                turn.end()
                if turn.keeps_connection and not wake_first(self._unconnected):
                    self._kept_connections += 1
        finally:
            self._leave()

    def _needs_connection(self) -> bool:
        """Return whether more requests are to come than there are open connections for them.

        A host not requested yet goes before them.
        """
        if self._limiter.connections.new_hosts_wait:
            return False
        without = sum(not waiter.done() for waiter in self._unconnected)
        return self._kept_connections < len(self._waiting) + self._to_connect + without

    async def _enter(self) -> None:
        self.check_open()
        if self._active < self._allowed and not self._waiting:
            self._active += 1
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._active -= 1
                self._admit()
            raise

    def _contact(self) -> None:
        """Let another first request follow some time later."""
        self._contacts_left -= 1
        if self._contacts_left > 0 and self._allowed < self._limit.concurrency:
            loop = asyncio.get_running_loop()
            loop.call_later(_NEXT_CONTACT_SECONDS, self._allow_contact)

    def _allow_contact(self) -> None:
        if not self.answered and self._contacts_left > 0:
            self._allowed += 1
            self._admit()

    def _leave(self) -> None:
        self._active -= 1
        if self._limit.concurrency == 1:
            # Who takes one request at a time may count from when it ended.
            self._next = max(self._next, self._limiter.now() + self._interval)
        self._admit()
        if not (self._active or self._waiting):
            self._release_kept()

    def _admit(self) -> None:
        while self._waiting and (self._given_up or self._active < self._allowed):
            waiter = self._waiting.popleft()
            if not waiter.done():
                self._active += 1
                waiter.set_result(None)

    async def _connect(self) -> None:
        """Wait for the request's time, and for one of the connections of all hosts."""
        self._to_connect += 1
        try:
            await self._wait()
        finally:
            self._to_connect -= 1
        if self._kept_connections:
            self._kept_connections -= 1
        else:
            new_host, self._requested = not self._requested, True
            await self._limiter.connections.acquire(self._unconnected, new_host=new_host)

    async def _wait(self) -> None:
        """Sleep until this request's own time has come, which a pause may put off."""
        while not self._given_up:
            now = self._limiter.now()
            at = max(self._next, now)
            self._next = at + self._interval
            if at > now:
                if at - now >= _REPORTED_FROM and now >= self._paused_until:
                    self._limiter.notify(Paused(self.host, at - now, "rate-limit"))
                await self._sleep(at - now)
            if self._limiter.now() >= self._paused_until:
                return

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()

    def _release_kept(self) -> None:
        while self._kept_connections:
            self._kept_connections -= 1
            self._limiter.connections.release()

    def pause(self, seconds: float, reason: str) -> bool:
        """Send nothing for so long; False where that is longer than this run can wait."""
        until = self._limiter.now() + seconds
        longer = until - max(self._paused_until, self._limiter.now())
        if longer > 0:
            if self._paused_in_all + longer > self._limiter.max_wait:
                return False
            self._paused_in_all += longer
            self._paused_until = until
            self._next = max(self._next, until)
            if seconds >= _REPORTED_FROM:
                self._limiter.notify(Paused(self.host, seconds, reason))
        return True

    def give_up(self, reason: Reason, evidence: str) -> None:
        """Send nothing to the host from now on."""
        if self._given_up is None:
            self._given_up = (reason, evidence)
            self._ending.set()
            self._release_kept()
            self._admit()

    def reopen(self) -> None:
        """Let one more request show whether a host can be reached that could not before."""
        unheard = self._given_up is not None and self._given_up[0] in UNHEARD
        if unheard or not (self.answered or self._given_up):
            self._given_up = None
            self._ending = asyncio.Event()
            self._allowed, self._contacts_left = 1, 1
            self._failed_links = FAILED_LINKS - 1

    def check_open(self) -> None:
        """Require that the host is not given up.

        Raises:
            HostGivenUp: it is.
        """
        if self._given_up is not None:
            raise HostGivenUp(*self._given_up)

    def adapt(self, *, refused: bool) -> None:
        """Slow down after a refusal (429, 503), and speed up after any other answer."""
        self.answered = True
        if refused:
            self._allowed = max(self._allowed // 2, 1)
            self._interval = max(
                self._interval, min(max(self._interval * 2, 0.25), LONGEST_INTERVAL)
            )
        else:
            self._allowed = min(self._allowed + 1, self._limit.concurrency)
            self._interval = max(self._interval * _SPEED_UP, 1 / self._limit.rate)
        self._admit()

    def count_success(self) -> None:
        """Forget the failures so far."""
        self._failed_links = self._failed_attempts = 0

    def count_failure(self, reason: Reason, evidence: str = "", *, final: bool = True) -> None:
        """Count a failed attempt, the last one for its link where it is `final`.

        The host is given up after some links or many attempts that failed in a row.
        """
        self._failed_attempts += 1
        self._failed_links += final
        if self._failed_links >= FAILED_LINKS or self._failed_attempts >= _FAILED_ATTEMPTS:
            self.give_up(reason, f"{evidence}; no more requests to {self.host} after this")


class RateLimiter:
    """The rate limits of all hosts in a run."""

    def __init__(
        self,
        limit_of: Callable[[str], RateLimit],
        *,
        connections: int,
        max_wait: float,
        notify: Callable[[Event], None],
    ) -> None:
        self.connections = ConnectionLimit(connections)
        """Those that may be open at once, kept ones included."""
        self.max_wait = max_wait
        self.notify = notify
        self._limit_of = limit_of
        self._hosts: dict[str, HostLimiter] = {}

    def host(self, host: str) -> HostLimiter:
        """Return the rate limit of a host."""
        limiter = self._hosts.get(host)
        if limiter is None:
            limiter = self._hosts[host] = HostLimiter(host, self._limit_of(host), self)
        return limiter

    def forget(self, host: str) -> None:
        """Forget a host that is done; it takes 4 KB."""
        limiter = self._hosts.get(host)
        if limiter is not None and limiter.is_forgettable:
            del self._hosts[host]

    def reopen(self) -> None:
        """Let hosts that could not be reached be requested once more."""
        for host in self._hosts.values():
            host.reopen()

    def now(self) -> float:
        """Return the seconds on the loop's clock."""
        return asyncio.get_running_loop().time()
