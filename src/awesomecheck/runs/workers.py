"""Do a task for each of several inputs in worker processes, each of which may die."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
import multiprocessing
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

StartMethod = Literal["fork", "spawn"]
Task = Callable[[int], bytes]
"""Returns the result for the input of a number."""

_MOST = 60
"""Workers: Windows can wait for 63 of them."""
_SIGNALS = {signal.SIGINT, signal.SIGTERM}


class Result(Struct, frozen=True):
    """What became of an input."""

    number: int
    data: bytes | None
    """None if the worker died."""
    exit_code: int | None = None
    """Of a worker that died; negative for a signal."""


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> StartMethod:
    """Return how to start workers: forked where that is safe, which takes no time.

    With other threads it is not: a lock that one holds is never released in a worker. Neither is
    it with the libraries of macOS.
    """
    alone = threading.active_count() == 1
    return "fork" if sys.platform == "linux" and alone else "spawn"


def results(
    make: Callable[[], Task], numbers: Sequence[int], workers: int, method: StartMethod
) -> Iterator[Result]:
    """Yield the results for inputs as they come; none for those that no worker could begin.

    Args:
        make: returns what to do, in each worker; to be spawned, it is pickled.
        numbers: the inputs, in the order in which they are begun.
        workers: how many processes to use at most.
        method: how to start them.
    """
    with _Pool(make, deque(numbers), method) as pool:
        pool.start(min(workers, len(numbers), _MOST))
        while pool.busy:
            yield from pool.step()


class _Pool:
    """Worker processes, each with its input, and the inputs that none has begun."""

    def __init__(self, make: Callable[[], Task], left: deque[int], method: StartMethod) -> None:
        self._make = make
        self._left = left
        self._context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork")
            if method == "fork"
            else multiprocessing.get_context("spawn")
        )
        self._workers: dict[Connection, BaseProcess] = {}
        self._begun: dict[Connection, int] = {}
        self._done: list[BaseProcess] = []

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for connection, process in self._workers.items():
            process.kill()
            connection.close()
        for process in (*self._workers.values(), *self._done):
            process.join()

    @property
    def busy(self) -> bool:
        """Whether there are workers."""
        return bool(self._workers)

    def start(self, count: int) -> None:
        """Start workers; fewer if the system allows no more."""
        with suppress(OSError), _signals_blocked():
            for _ in range(count):
                ours, theirs = self._context.Pipe()
                process = self._context.Process(
                    target=_work, args=(self._make, ours, theirs), daemon=True
                )
                process.start()
                theirs.close()  # so that the end of the worker ends the connection
                self._workers[ours] = process

    def step(self) -> Iterator[Result]:
        """Wait for workers, take their results, and give each of them another input."""
        for each in cast("list[Connection]", wait(list(self._workers))):
            number = self._begun.pop(each, None)
            try:
                data = each.recv_bytes()
                self._give(each)
            except (EOFError, OSError):
                process = self._workers.pop(each)
                each.close()
                process.kill()  # it may have closed the connection alone
                process.join()
                if number is not None:  # else none can be started
                    yield Result(number, None, process.exitcode)
                    self.start(1 if self._left else 0)
            else:
                if number is not None:
                    yield Result(number, data)

    def _give(self, connection: Connection) -> None:
        """Name the next input to a worker; without one it ends."""
        connection.send(self._left[0] if self._left else None)
        if self._left:
            self._begun[connection] = self._left.popleft()
        else:
            self._done.append(self._workers.pop(connection))
            connection.close()


@contextmanager
def _signals_blocked() -> Generator[None]:
    """Keep signals waiting while workers start: they begin with those signals blocked."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(make: Callable[[], Task], parents: Connection, own: Connection) -> None:
    """Do a task for the inputs that the parent names, until there is none or no parent."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    try:
        task = make()
    except Exception:  # the parent does without us
        return
    with suppress(EOFError, OSError):
        own.send_bytes(b"")  # ready
        while (number := own.recv()) is not None:
            own.send_bytes(task(number))
