"""The bound on connections that are open at once, over all hosts."""

import asyncio
from collections import deque


class Slots:
    """So many connections, given to those who wait in their order."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._queue: deque[asyncio.Future[None]] = deque()

    async def take(self, own_queue: deque[asyncio.Future[None]]) -> None:
        """Waits for a slot: one that becomes free, or one that is handed over in `own_queue`."""
        if self._free:
            self._free -= 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        own_queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Gives a slot back."""
        if not hand_over(self._queue):
            self._free += 1


def hand_over(queue: deque[asyncio.Future[None]]) -> bool:
    """Wakes the first who still waits in a queue; False where nobody does."""
    while queue:
        place = queue.popleft()
        if not place.done():
            place.set_result(None)
            return True
    return False
