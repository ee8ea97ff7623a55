"""Have workers check links: the links of all lists, sorted into shards, and each shard once."""

from collections import Counter, deque
from collections.abc import Callable, Mapping
from pathlib import Path
import time
from typing import Any, Final, NamedTuple, cast

from awesomecheck.fleet.ask import Asked, AskTask, ask_shard
from awesomecheck.fleet.cluster import WorkerDied, Workers, tell
from awesomecheck.fleet.progress import Progress
from awesomecheck.fleet.shards import REDIRECTS, time_share
from awesomecheck.fleet.tables import TargetRow, read_table, table_files, write_table
from awesomecheck.links.checker import GO_ON, Notice
from awesomecheck.links.network import Network
from awesomecheck.links.settings import LinkSettings

_BEFORE_REDIRECTS: Final = 0.9
"""Which part of the budget is for shards; the rest is for links that lead from one to another."""


class AskSetting(NamedTuple):
    """How links are checked."""

    folder: Path
    settings: LinkSettings
    network: Callable[[], Network]
    shards: int
    budget: float | None
    """Seconds for all."""
    since: float | None
    """See `AskTask`."""


class AllAsked(NamedTuple):
    """What became of all links."""

    links: int
    requests: int
    not_reached: int
    busy: float
    """The share of the time in which the workers had work."""


def ask_all(setting: AskSetting, pool: Workers, progress: Progress) -> AllAsked:
    """Check the links of all lists that are due.

    Raises:
        UserError: what is found cannot be written, or the workers are gone.
    """
    sizes = shuffle(setting.folder)
    _remove_others(setting.folder, "verdicts", {*sizes, REDIRECTS})
    progress.begin("checking links", sum(sizes.values()))
    run = _Run(setting, sizes, pool, progress)
    run.shards()
    run.redirects()
    return run.outcome()


def shuffle(folder: Path) -> Mapping[str, int]:
    """Write the distinct targets of all lists, a file for each shard.

    Returns:
        The number of targets by shard.
    """
    _remove_others(folder, "targets", set())
    links: Any = read_table(folder, "links", ["target", "shard", "url"])
    targets = (
        links.drop_null().group_by(["shard", "target"]).aggregate([("url", "min")])
        .rename_columns({"url_min": "url"}).select(TargetRow._fields).sort_by("shard")
    )  # fmt: skip
    sizes: dict[str, int] = {}
    start = 0
    for counted in targets.column("shard").value_counts().to_pylist():
        shard, size = cast("str", counted["values"]), cast("int", counted["counts"])
        write_table(folder, "targets", shard, targets.slice(start, size).combine_chunks())
        sizes[shard] = size
        start += size
    return sizes


def _remove_others(folder: Path, table: str, names: set[str]) -> None:
    for path in table_files(folder, table):
        if path.stem not in names:
            path.unlink(missing_ok=True)


class _Run:
    """The shards of a run, as they are checked."""

    def __init__(
        self, setting: AskSetting, sizes: Mapping[str, int], pool: Workers, progress: Progress
    ) -> None:
        self._setting = setting
        self._pool = pool
        self._progress = progress
        self._sizes = sizes
        self._begun = time.monotonic()
        self._done: Counter[str] = Counter()
        self._redirected = self._requests = self._not_reached = 0
        self._busy = 0.0
        self._said: set[Notice] = set()
        pool.watch(self._told)

    def shards(self) -> None:
        """Check all shards, the largest first."""
        waiting = deque(sorted(self._sizes, key=lambda each: -self._sizes[each]))
        slots = self._pool.slots

        def take(running: int) -> AskTask | None:
            if not waiting:
                return None
            sizes = [self._sizes[each] for each in waiting]
            part = time_share(sizes, slots, slots - running)
            return self._task(waiting.popleft(), part, _BEFORE_REDIRECTS)

        self._check(take, slots)

    def redirects(self) -> None:
        """Check the links that lead from one shard to another, with nobody else at work."""
        if not self._redirected:
            (self._setting.folder / "verdicts" / f"{REDIRECTS}.parquet").unlink(missing_ok=True)
            return
        tasks = [self._task(REDIRECTS, 1.0, 1.0)]
        self._check(lambda _: tasks.pop() if tasks else None, 1)

    def outcome(self) -> AllAsked:
        """Return what became of all links."""
        seconds = (time.monotonic() - self._begun) * self._pool.slots
        return AllAsked(
            sum(self._sizes.values()),
            self._requests,
            self._not_reached,
            min(self._busy / seconds, 1.0) if self._sizes and seconds else 1.0,
        )

    def _task(self, shard: str, part: float, of_budget: float) -> AskTask:
        own = self._setting
        seconds = None
        if own.budget is not None:
            end = self._begun + own.budget * of_budget
            seconds = max(end - time.monotonic(), 0.0) * part
        return AskTask(
            shard, own.folder, own.settings, own.network, own.shards, seconds, own.since
        )

    def _check(self, take: Callable[[int], AskTask | None], at_once: int) -> None:
        for task, result in self._pool.results(ask_and_tell, take, at_once):
            if isinstance(result, WorkerDied):
                self._not_reached += self._sizes.get(task.shard, self._redirected)
                self._progress.say(
                    f"shard {task.shard}: the processes that checked it died; the next run goes on"
                )
            else:
                self._take(result)

    def _take(self, result: Asked) -> None:
        for notice in result.notices:
            # Options in hints are those of other commands, and the end says how many are left.
            hint = f"; {notice.hint}" if notice.hint and "--" not in notice.hint else ""
            if notice.hint != GO_ON and notice not in self._said:
                self._said.add(notice)
                self._progress.say(f"{notice.message}{hint}")
        self._busy += result.seconds
        self._requests += result.requests
        self._not_reached += result.not_reached
        if result.shard != REDIRECTS:
            self._redirected += result.redirected
        self._told((result.shard, sum(result.states.values())))

    def _told(self, told: tuple[str, int]) -> None:
        shard, done = told
        self._done[shard] = done
        self._progress.reach(self._done.total())


def ask_and_tell(task: AskTask) -> Asked:
    """Check a shard, and tell the client how far it is."""
    return ask_shard(task, lambda done: tell((task.shard, done)))
