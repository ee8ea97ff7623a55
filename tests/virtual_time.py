"""An event loop that never waits: its clock jumps to the next timer when nothing else can happen.

Time stands still while anybody computes and while anything is on its way between sockets, so that
no deadline of a test depends on how busy the machine is. This is sound where both ends of each
connection are in this one loop, and threads hold nothing that it waits for.
"""

import array
import asyncio
import fcntl
import selectors
import socket
import sys
from typing import Final

_HOPS: Final = 8
"""As many packets may follow from one: handshakes, window updates and what they set free."""
_UNSENT: Final = 0x894B
"""Linux's SIOCOUTQNSD: how much of what was written to a socket the kernel has yet to send."""
_STALLED_SECONDS: Final = 0.05
"""The kernel's own timers, such as that of delayed acknowledgements, take less."""
_STALLS: Final = 10
"""Waits for the kernel after which a peer is taken to read no more."""


class _Stack:
    """The machine's network, as far as it may still be busy with what a process has sent."""

    def __init__(self) -> None:
        self._probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._probe.bind(("127.0.0.1", 0))
        self._probe.connect(self._probe.getsockname())
        self._probe.settimeout(1.0)

    def flush(self) -> None:
        """Return when all that went out before has arrived: packets keep their order."""
        self._probe.send(b"x")
        while True:
            try:
                self._probe.recv(1)
            except TimeoutError:
                self._probe.send(b"x")  # a queue was full
            else:
                return

    def close(self) -> None:
        self._probe.close()


class _JumpingSelector(selectors.DefaultSelector):
    """A selector that moves a clock instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self._stack = _Stack()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; where nothing is, the timeout is over at once."""
        ready = super().select(0) or ([] if timeout == 0 else self._arriving())
        if not ready:
            if timeout is None:
                raise RuntimeError("all tasks wait for what never happens")
            self.now += timeout
        return ready

    def _arriving(self) -> list[tuple[selectors.SelectorKey, int]]:
        for _ in range(_HOPS):
            self._stack.flush()
            if ready := super().select(0):
                return ready
        for _ in range(_STALLS):
            if not self._is_kernel_busy():
                break
            if ready := super().select(_STALLED_SECONDS):
                return ready
        return []

    def _is_kernel_busy(self) -> bool:
        return any(
            key.events & selectors.EVENT_WRITE or _unsent(key.fd)
            for key in self.get_map().values()
        )

    def close(self) -> None:
        self._stack.close()
        super().close()


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A loop on virtual time, from 0 on; where all wait for ever, it raises an error."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds since the loop was made, as its timers see them."""
        return self._jumping.now


def _unsent(fd: int) -> int:
    if sys.platform != "linux":
        return 0
    count = array.array("i", [0])
    try:
        fcntl.ioctl(fd, _UNSENT, count)
    except OSError:  # no TCP socket, or one that listens
        return 0
    return count[0]
