"""A fleet in this process: its tasks are done as they come, on the virtual time of a web."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from awesomecheck.fleet import run as fleet
from awesomecheck.fleet.cluster import Done, WorkerDied
from awesomecheck.fleet.progress import Progress
from awesomecheck.fleet.run import FleetOutcome, FleetRequest, run_fleet
from awesomecheck.fleet.tables import read_table
from awesomecheck.links.network import Network
from tests.web.checking import network
from tests.web.server import Web

T = TypeVar("T")
R = TypeVar("R")


class Said:
    """What a run says, and how far it is."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.reached: list[int] = []

    def begin(self, phase: str, total: int, done: int = 0) -> None:
        self.lines.append(f"{phase}: {done} of {total}")

    def reach(self, done: int) -> None:
        self.reached.append(done)

    def say(self, message: str) -> None:
        self.lines.append(message)


class InlinePool:
    """Workers that are this process; those that take what `kills` says die of it."""

    count = 3
    slots = 3
    dashboard = None

    def __init__(self, kills: Callable[[Any], bool] = lambda _: False) -> None:
        self._kills = kills
        self.tasks: list[Any] = []

    def watch(self, told: Callable[[Any], None]) -> None:
        pass

    def results(
        self,
        function: Callable[[T], R],
        take: Callable[[int], T | None],
        at_once: int,
        *,
        busy: bool = False,
    ) -> Iterator[Done[T, R]]:
        del at_once, busy
        while (task := take(0)) is not None:
            self.tasks.append(task)
            yield Done(task, WorkerDied() if self._kills(task) else function(task))


def run_here(
    folder: Path,
    *sources: Path | str,
    way: Callable[[], Network] = Network,
    pool: InlinePool | None = None,
    said: Progress | None = None,
    **more: Any,
) -> FleetOutcome:
    """Run a fleet in this process."""
    request = FleetRequest(tuple(map(str, sources)), folder, network=way, **more)

    def workers(*_: object) -> nullcontext[InlinePool]:
        return nullcontext(pool or InlinePool())

    with (
        patch.object(fleet, "workers", workers),
        patch("awesomecheck.fleet.ask_phase.tell"),
    ):
        return run_fleet(request, said or Said())


def way_into(web: Web, token: str | None = None) -> Callable[[], Network]:
    """What makes the way into a simulated web of this process."""
    return lambda: network(web, token)


def rows(folder: Path, table: str, *columns: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    found: list[dict[str, Any]] = read_table(folder, table, columns or None).to_pylist()
    return found


def verdicts_in(folder: Path) -> Mapping[str, str]:
    """The verdicts of a fleet by URL."""
    found = rows(folder, "verdicts", "url", "verdict", "reason")
    return {row["url"]: f"{row['verdict']} {row['reason']}" for row in found}


def list_of(urls: Sequence[str]) -> str:
    """A list with these links."""
    items = "".join(f"- [Thing {number}](<{url}>) - A thing.\n" for number, url in enumerate(urls))
    return f"# Things\n\n## Section\n\n{items}"
