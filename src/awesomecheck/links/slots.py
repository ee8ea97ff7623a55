"""The bound on connections that are open at once, over all hosts."""

import asyncio
from collections import deque

Queue = deque[asyncio.Future[None]]


class Slots:
    """So many connections, for hosts that nobody has asked yet before all others.

    Hosts that never answer are found out early in this way, and their timeouts run while the
    others are asked.
    """

    def __init__(self, number: int) -> None:
        self._free = number
        self._new_hosts: Queue = deque()
        self._others: Queue = deque()

    @property
    def new_hosts_wait(self) -> bool:
        """Whether there is a host that has not been asked for want of a slot."""
        return any(not place.done() for place in self._new_hosts)

    async def take(self, own_queue: Queue, *, new_host: bool) -> None:
        """Waits for a slot: one that becomes free, or one that is handed over in `own_queue`."""
        if self._free:
            self._free -= 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._new_hosts if new_host else self._others).append(place)
        own_queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Gives a slot back."""
        if not (hand_over(self._new_hosts) or hand_over(self._others)):
            self._free += 1


def hand_over(queue: Queue) -> bool:
    """Wakes the first who still waits in a queue; False where nobody does."""
    while queue:
        place = queue.popleft()
        if not place.done():
            place.set_result(None)
            return True
    return False
