"""The connections to all hosts together: how many may be open, and which are busy."""

import asyncio
from collections import deque
from collections.abc import Callable

_FIRST_CONNECTIONS = 128
_FEWEST_CONNECTIONS = 64
"""However slow all answers are."""
_QUICK_SECONDS = 2.0
_SLOW_SECONDS = 5.0
_STALLED_SECONDS = 5.0
"""Seconds without an answer after which a connection is not busy."""
_LAST_ANSWERS = 20

WaitingQueue = deque[asyncio.Future[None]]


def wake_first(queue: WaitingQueue) -> bool:
    """Wake the first who still waits in a queue; False where nobody does."""
    while queue:
        waiter = queue.popleft()
        if not waiter.done():
            waiter.set_result(None)
            return True
    return False


class ConnectionLimit:
    """The bound on open connections to all hosts; hosts not requested yet go first.

    Hosts that never answer are found out early in this way, and their timeouts run while the
    others are requested. Few connections may be busy at first, and more while answers are quick:
    a line that is too narrow for all would let them time out. One that waits for its host for
    long is not busy; for twice as long where all answers are slow.
    """

    def __init__(self, number: int) -> None:
        self._most = number
        self._open = 0
        self._busy = 0
        self._room = min(_FIRST_CONNECTIONS, number)
        self._last: deque[float] = deque(maxlen=_LAST_ANSWERS)
        self._new_hosts: WaitingQueue = deque()
        self._others: WaitingQueue = deque()

    @property
    def new_hosts_wait(self) -> bool:
        """Whether a host not requested yet waits for a connection."""
        return any(not waiter.done() for waiter in self._new_hosts)

    @property
    def _has_room(self) -> bool:
        return self._open < self._most and self._busy < self._room

    @property
    def is_slow(self) -> bool:
        """Whether even the quickest of the last answers took long: the line is full."""
        return bool(self._last) and min(self._last) > _QUICK_SECONDS

    async def acquire(self, own_queue: WaitingQueue, *, new_host: bool) -> None:
        """Wait for a connection: a new one, or one that is handed over in `own_queue`."""
        if self._has_room:
            self._open += 1
            self._busy += 1
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._new_hosts if new_host else self._others).append(waiter)
        own_queue.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self.release()
            raise

    def release(self, *, busy: bool = True) -> None:
        """Let another one have a connection."""
        self._open -= 1
        self._busy -= busy
        self._admit()

    def set_busy(self, *, busy: bool) -> None:
        """Count an open connection as busy again, or no longer."""
        self._busy += 1 if busy else -1
        self._admit()

    def adapt(self, seconds: float) -> None:
        """Take in how long an answer took."""
        self._last.append(seconds)
        if not self.is_slow:
            self._room = min(self._room + 1, self._most)
        elif seconds > _SLOW_SECONDS:
            self._room = max(self._room - 1, min(_FEWEST_CONNECTIONS, self._most))
        self._admit()

    def _admit(self) -> None:
        while self._has_room and (wake_first(self._new_hosts) or wake_first(self._others)):
            self._open += 1
            self._busy += 1


class Turn:
    """One request's leave to go out."""

    def __init__(self, connections: ConnectionLimit, needs_connection: Callable[[], bool]) -> None:
        self._needs_connection = needs_connection
        self._connections = connections
        self._begun = asyncio.get_running_loop().time()
        self._timer = asyncio.get_running_loop().call_later(_STALLED_SECONDS, self._stall)
        self._busy = True
        self._stalled = False
        self._answered = False
        self.keeps_connection = False

    def keep_connection(self) -> bool:
        """Keep the connection open if another request is about to use it.

        An idle one costs memory, which counts where there are thousands of hosts.
        """
        self.keeps_connection = self._needs_connection()
        return self.keeps_connection

    def answer(self) -> None:
        """Note that the answer has begun."""
        self._answered = True
        self._timer.cancel()
        if not self._busy:
            self._busy = True
            self._connections.set_busy(busy=True)

    def end(self) -> None:
        """Note that the request is over."""
        self._timer.cancel()
        if self._answered:
            self._connections.adapt(asyncio.get_running_loop().time() - self._begun)
        if not self.keeps_connection:
            self._connections.release(busy=self._busy)
        elif not self._busy:
            self._connections.set_busy(busy=True)

    def _stall(self) -> None:
        if self._connections.is_slow and not self._stalled:
            self._stalled = True  # silent hosts must not hold all connections of a narrow line
            self._timer = asyncio.get_running_loop().call_later(_STALLED_SECONDS, self._stall)
        else:
            self._busy = False
            self._connections.set_busy(busy=False)
