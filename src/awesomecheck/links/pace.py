"""When a request may go: one lane for each host, and one bound for all of them together."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from awesomecheck.links.events import Event, Held
from awesomecheck.links.slots import Queue, Slots, hand_over

_GROWTH = 0.8
"""What a good answer makes of a lane's spacing, down to the spacing that it started with."""
_SLOWEST = 4.0
"""Longest spacing in seconds that refusals alone lead to."""
_TOLD_FROM = 1.0
"""Shortest wait in seconds that is worth telling."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host is asked at most."""

    concurrency: int = 8
    rate: float = 20.0
    """Requests a second."""
    failed_links: int = 3
    """Links that fail in a row, whatever was tried, before the host is left alone."""
    failed_attempts: int = 10
    """Attempts that fail in a row before it is."""


class LeftAlone(Exception):
    """The host is asked no more in this run."""

    def __init__(self, reason: str, evidence: str) -> None:
        super().__init__(evidence)
        self.reason = reason
        self.evidence = evidence


class Turn:
    """One request's place in its lane."""

    def __init__(self, lane: "Lane") -> None:
        self._lane = lane
        self.keeps = False

    def keep_connection(self) -> bool:
        """Keeps the connection open if another request is about to take it up.

        An idle one costs memory, which counts where there are thousands of hosts.
        """
        self.keeps = self._lane.lacks_connection()
        return self.keeps


class Lane:
    """The way to one host.

    It opens with one request and grows with each good answer, so that a host that never answers
    holds one connection and no more.
    """

    def __init__(self, host: str, limits: Limits, pace: "Pace") -> None:
        self.host = host
        self.answered = False
        """Whether the host has ever sent an answer."""
        self._limits = limits
        self._pace = pace
        self._width = 1
        self._spacing = 1 / limits.rate
        self._next = 0.0
        self._active = 0
        self._waiting: Queue = deque()
        self._failed_links = 0
        self._failed_attempts = 0
        self._waited = 0.0
        self._held_until = 0.0
        self._coming = 0
        self._unconnected: Queue = deque()
        self._kept = 0
        self._known = False
        self._closing = asyncio.Event()
        self._closed: tuple[str, str] | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator["Turn"]:
        """Waits until a request may go, and holds its place while it runs.

        Raises:
            LeftAlone: the host is asked no more.
        """
        await self._enter()
        try:
            await self._connect()
            turn = Turn(self)
            try:
                self._raise_if_closed()
                yield turn
            finally:
                if not turn.keeps:
                    self._pace.connections.give()
                elif not hand_over(self._unconnected):
                    self._kept += 1
        finally:
            self._leave()

    def lacks_connection(self) -> bool:
        """Whether there are more requests to come than open connections for them.

        A host that nobody has asked yet goes before them.
        """
        if self._pace.connections.new_hosts_wait:
            return False
        without = sum(not place.done() for place in self._unconnected)
        return self._kept < len(self._waiting) + self._coming + without

    def _leave(self) -> None:
        self._active -= 1
        if self._limits.concurrency == 1:
            # Who takes one request at a time may count from when it ended.
            self._next = max(self._next, self._pace.now() + self._spacing)
        self._admit()
        if not (self._active or self._waiting):
            self._give_kept_up()

    def _give_kept_up(self) -> None:
        while self._kept:
            self._kept -= 1
            self._pace.connections.give()

    async def _connect(self) -> None:
        """Waits for the request's time, and for one of the connections of all hosts."""
        self._coming += 1
        try:
            await self._pause()
        finally:
            self._coming -= 1
        if self._kept:
            self._kept -= 1
        else:
            new_host, self._known = not self._known, True
            await self._pace.connections.take(self._unconnected, new_host=new_host)

    async def _enter(self) -> None:
        self._raise_if_closed()
        if self._active < self._width and not self._waiting:
            self._active += 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._active -= 1
                self._admit()
            raise

    def _admit(self) -> None:
        while self._waiting and (self._closed or self._active < self._width):
            place = self._waiting.popleft()
            if not place.done():
                self._active += 1
                place.set_result(None)

    async def _pause(self) -> None:
        """Sleeps until this request's own time has come, which a hold may put off."""
        while not self._closed:
            now = self._pace.now()
            at = max(self._next, now)
            self._next = at + self._spacing
            if at > now:
                if at - now >= _TOLD_FROM and now >= self._held_until:
                    self._pace.tell(Held(self.host, at - now, "spacing"))
                await self._sleep(at - now)
            if self._pace.now() >= self._held_until:
                return

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    def hold(self, seconds: float, reason: str) -> bool:
        """Sends nothing for so long; False where that is more than this run can wait."""
        until = self._pace.now() + seconds
        longer = until - max(self._held_until, self._pace.now())
        if longer > 0:
            if self._waited + longer > 2 * self._pace.max_wait:
                return False
            self._waited += longer
            self._held_until = until
            self._next = max(self._next, until)
            if seconds >= _TOLD_FROM:
                self._pace.tell(Held(self.host, seconds, reason))
        return True

    def close(self, reason: str, evidence: str) -> None:
        """Leaves the host alone from now on."""
        if self._closed is None:
            self._closed = (reason, evidence)
            self._closing.set()
            self._give_kept_up()
            self._admit()

    def _raise_if_closed(self) -> None:
        if self._closed is not None:
            raise LeftAlone(*self._closed)

    def adapt(self, *, refused: bool) -> None:
        """Goes on more slowly after a refusal (429, 503), and faster after any other answer."""
        self.answered = True
        if refused:
            self._width = max(self._width // 2, 1)
            self._spacing = max(self._spacing, min(max(self._spacing * 2, 0.25), _SLOWEST))
        else:
            self._width = min(self._width + 1, self._limits.concurrency)
            self._spacing = max(self._spacing * _GROWTH, 1 / self._limits.rate)
        self._admit()

    def count(self, fault: str | None, evidence: str = "", *, final: bool = True) -> None:
        """Counts how an attempt ended, and whether it was the link's last one.

        The lane is closed, with the last fault's reason, after some links or many attempts that
        failed in a row; one timeout is enough where the host has never answered.
        """
        if fault is None:
            self._failed_links = self._failed_attempts = 0
            return
        self._failed_attempts += 1
        self._failed_links += final
        silent = final and fault == "timeout" and not self.answered
        if (
            silent
            or self._failed_links >= self._limits.failed_links
            or self._failed_attempts >= self._limits.failed_attempts
        ):
            self.close(fault, f"{evidence} {self.host} was asked no more after this.")


class Pace:
    """All lanes of a run."""

    def __init__(
        self,
        limits_of: Callable[[str], Limits],
        *,
        connections: int,
        max_wait: float,
        tell: Callable[[Event], None],
    ) -> None:
        self.connections = Slots(connections)
        """Those that may be open at once, kept ones included."""
        self.max_wait = max_wait
        self.tell = tell
        self._limits_of = limits_of
        self._lanes: dict[str, Lane] = {}

    def lane(self, host: str) -> Lane:
        """The lane of a host."""
        lane = self._lanes.get(host)
        if lane is None:
            lane = self._lanes[host] = Lane(host, self._limits_of(host), self)
        return lane

    def now(self) -> float:
        """Seconds on the loop's clock."""
        return asyncio.get_running_loop().time()
