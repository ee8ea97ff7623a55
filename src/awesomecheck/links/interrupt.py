"""Ctrl-C or SIGTERM during a run: the first ends it, and later ones do not disturb that."""

import asyncio
from collections.abc import Coroutine
import signal
import threading
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

_FORCED = 5
"""So many end the run at once, in whatever state it is."""


def run(main: Coroutine[object, object, T]) -> T:
    """Run a coroutine in a loop of its own.

    `asyncio.run` alone raises at a second Ctrl-C wherever the loop is just then; a task that was
    about to be woken then sleeps for ever, and the end of the run waits for it.

    SIGTERM counts as well where the program lets it raise KeyboardInterrupt, as SIGINT does.

    Raises:
        KeyboardInterrupt: the user interrupted it.
    """
    own = [
        number
        for number in (signal.SIGINT, signal.SIGTERM)
        if threading.current_thread() is threading.main_thread()
        and signal.getsignal(number) is signal.default_int_handler
    ]
    if not own:
        return asyncio.run(main)
    interrupts = _Interrupts()
    for number in own:
        signal.signal(number, interrupts)
    try:
        return asyncio.run(interrupts.around(main))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        for number in own:
            signal.signal(number, signal.default_int_handler)


class _Interrupts:
    """The handler of the signal."""

    def __init__(self) -> None:
        self._count = 0
        self._task: asyncio.Task[None] | None = None

    async def around(self, main: Coroutine[object, object, T]) -> T:
        self._task = asyncio.current_task()
        return await main

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        self._count += 1
        if self._task is None or self._count >= _FORCED:
            raise KeyboardInterrupt
        if self._count == 1:
            self._task.cancel()
            self._task.get_loop().call_soon_threadsafe(lambda: None)  # wakes the loop
