"""The workers of a fleet: Dask's, on this machine or on a cluster."""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
import logging
from multiprocessing import get_all_start_methods
import os
from pathlib import Path
import signal
import threading
from types import FrameType
from typing import Any, Final, Generic, NamedTuple, TypeVar
import warnings

import dask
import distributed

from awesomecheck import __version__
from awesomecheck.errors import UserError
from awesomecheck.runs.workers import processors

_dask: Any = dask
_distributed: Any = distributed
"""Neither says all of its types."""
T = TypeVar("T")
R = TypeVar("R")
_THREADS: Final = 4
"""Shards that a worker of ours checks at once: it waits for the network most of the time."""
_ONE_AT_ONCE: Final = "list"
"""A resource of which a worker of ours has one: reading keeps a processor busy."""
_CONNECT_SECONDS: Final = 10
METHOD: Final = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
"""How workers are started: with a server, what they load is loaded once."""
_WARNINGS: Final = "PYTHONWARNINGS"
_TOPIC: Final = "awesomecheck-fleet"


class WorkerDied:
    """What comes of a task that its workers did not survive."""


class Done(NamedTuple, Generic[T, R]):
    """A task that has ended."""

    task: T
    result: "R | WorkerDied"


class Workers:
    """Processes that take tasks."""

    def __init__(self, client: Any, *, own: bool) -> None:
        self._client = client
        self._own = own
        self.dashboard: str | None = client.dashboard_link if not own or _has_bokeh() else None

    @property
    def count(self) -> int:
        """How many processes there are."""
        return len(self._threads())

    @property
    def slots(self) -> int:
        """How many tasks they do at once that wait most of the time."""
        return max(sum(self._threads().values()), 1)

    def _threads(self) -> dict[str, int]:
        return dict(self._client.nthreads())

    def watch(self, told: Callable[[Any], None]) -> None:
        """Call a function with what tasks tell."""

        def take(event: tuple[float, Any]) -> None:
            told(event[1])

        self._client.subscribe_topic(_TOPIC, take)

    def results(
        self,
        function: Callable[[T], R],
        take: Callable[[int], T | None],
        at_once: int,
        *,
        busy: bool = False,
    ) -> Iterator[Done[T, R]]:
        """Yield what a function returns for tasks, as they end.

        Args:
            function: what workers call.
            take: returns the next task, None if there is none, and is given how many tasks the
                workers have.
            at_once: how many tasks the workers have at most.
            busy: whether a task keeps a processor busy.

        Raises:
            UserError: of a task, or the scheduler is gone.
        """
        resources = {_ONE_AT_ONCE: 1} if busy and self._own else None
        tasks: dict[Any, T] = {}
        ended = _distributed.as_completed(loop=self._client.loop)

        def fill() -> None:
            while len(tasks) < at_once and (task := take(len(tasks))) is not None:
                future = self._client.submit(function, task, pure=False, resources=resources)
                tasks[future.key] = task
                ended.add(future)

        fill()
        while tasks:
            future = next(ended)
            task = tasks.pop(future.key)
            yield Done(task, _result(future))
            fill()


def _result(future: Any) -> Any:
    """Return what came of a task.

    Raises:
        UserError: of the task, or the scheduler is gone.
    """
    try:
        return future.result()  # waits, if the worker that has it has died
    except distributed.KilledWorker:
        return WorkerDied()
    except CancelledError as error:
        raise UserError(
            "the scheduler of the cluster cannot be reached any more",
            hint="start it again, and run the same command: what is done is kept",
        ) from error


def tell(message: object) -> None:
    """Tell the client how far a task is."""
    _distributed.get_worker().log_event(_TOPIC, message)


@contextmanager
def workers(count: int | None, scheduler: str | None, folder: Path) -> Generator[Workers]:
    """Start workers on this machine, or use those of a cluster.

    Args:
        count: how many to start; None for as many as there are processors.
        scheduler: the address of a cluster's scheduler; None for workers of our own.
        folder: of the fleet, which all have to see.

    Raises:
        UserError: there is no such cluster, or its workers cannot do the tasks.
    """
    if scheduler is None:
        with (
            _quiet_logs(),
            _own_cluster(count or processors()) as cluster,
            _distributed.Client(cluster, set_as_default=False) as client,
        ):
            yield Workers(client, own=True)
        return
    with _quiet_logs(), _connected(scheduler) as client:
        _check_workers(client, folder)
        yield Workers(client, own=False)


@contextmanager
def _own_cluster(count: int) -> Generator[object]:
    settings = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.worker.multiprocessing-method": METHOD,
    }
    with _dask.config.set(settings):  # also for workers that replace one that died
        _start_server()
        with ExitStack() as stack:
            with _ctrl_c_later(), warnings.catch_warnings():
                warnings.filterwarnings("ignore", "Creating scratch directories")  # of a busy disk
                cluster = _distributed.LocalCluster(
                    n_workers=count,
                    threads_per_worker=_THREADS,
                    processes=True,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                    resources={_ONE_AT_ONCE: 1},
                )
                stack.enter_context(cluster)
            yield cluster


def _start_server() -> None:
    """Start the process that workers are forked from.

    A terminal sends Ctrl-C to all processes: it is blocked in this one, and in workers, from their
    beginning. Nor is the one that removes semaphores to warn of those that are left where ours is
    ended at once.
    """
    if METHOD != "forkserver" or not _gets_signals():
        return
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not on every system

    # Dask would have it load pandas, too, and with it threads of pyarrow, which forks do not have.
    _distributed.utils.get_mp_context().set_forkserver_preload(["distributed"])
    asked = os.environ.get(_WARNINGS)
    os.environ[_WARNINGS] = ",".join(filter(None, (asked, "ignore:resource_tracker")))
    try:
        resource_tracker.ensure_running()  # first: it unblocks the signal
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    finally:
        os.environ.pop(_WARNINGS)
        if asked is not None:
            os.environ[_WARNINGS] = asked


@contextmanager
def _ctrl_c_later() -> Generator[None]:
    """Let Ctrl-C wait: Dask cannot close workers that are half started. A second one does not."""
    if not _gets_signals():
        yield
        return
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        if came:
            os._exit(128 + number)
        came.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [(each, signal.signal(each, note)) for each in numbers]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)
    for number in came:
        signal.raise_signal(number)


def _gets_signals() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _connected(scheduler: str) -> Generator[object]:
    try:
        client = _distributed.Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise UserError(
            f"--scheduler: there is no scheduler of Dask at `{scheduler}`",
            hint="give the address that it prints as it starts, such as tcp://10.0.0.1:8786",
        ) from error
    with client:
        yield client


def _check_workers(client: Any, folder: Path) -> None:
    """Check that workers have this version, and see the folder.

    Raises:
        UserError: they do not.
    """
    try:
        client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        found: dict[str, tuple[str, bool]] = client.run(seen_by_worker, str(folder))
    except TimeoutError as error:
        raise UserError(
            "--scheduler: the cluster has no workers", hint="start some: `dask worker`"
        ) from error
    except Exception as error:
        raise UserError(
            f"--scheduler: the workers cannot run awesomecheck: {error}",
            hint=f"install awesomecheck[fleet] {__version__} where they run",
        ) from error
    for address, (version, sees) in found.items():
        if version != __version__:
            raise UserError(
                f"--scheduler: the worker {address} has awesomecheck {version}, not {__version__}"
            )
        if not sees:
            raise UserError(
                f"--scheduler: the worker {address} does not see {folder}",
                hint="use a folder on a file system that all workers share",
            )


def seen_by_worker(folder: str) -> tuple[str, bool]:
    """Return a worker's version, and whether it sees a folder."""
    return __version__, Path(folder).is_dir()


def _has_bokeh() -> bool:
    """Return whether there is what Dask's dashboard is drawn with."""
    return find_spec("bokeh") is not None


@contextmanager
def _quiet_logs() -> Generator[None]:
    """Keep Dask from logging: what is wrong is an error, or of no use to users."""
    names = [*logging.root.manager.loggerDict]
    loggers = [logging.getLogger(name) for name in names if name.startswith("distributed")]
    before = {logger: logger.disabled for logger in loggers}
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, disabled in before.items():
            logger.disabled = disabled
