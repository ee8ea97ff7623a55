"""Check the links of a shard: the second phase of a fleet, in its workers."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
import time
from typing import Final, NamedTuple

from awesomecheck.fleet.lock import locked
from awesomecheck.fleet.shards import REDIRECTS, Shards
from awesomecheck.fleet.tables import TargetRow, VerdictRow, read_table, table_files, write_rows
from awesomecheck.links.cache import Cache
from awesomecheck.links.cache_folder import with_cache
from awesomecheck.links.checker import check_async
from awesomecheck.links.client import LEFT_TO_ANOTHER
from awesomecheck.links.events import Checked, Event, Finished, Notice, Planned
from awesomecheck.links.known import known_links
from awesomecheck.links.network import Network
from awesomecheck.links.settings import LinkSettings
from awesomecheck.rules import Verdict

CACHES: Final = "caches"
_SHORTEST: Final = 0.1
"""Seconds in which a link can be checked."""
_BETWEEN: Final = 2.0
"""Seconds between reports of how far a check is."""
_PATIENCE: Final = 60.0
"""Seconds to wait for a worker that was taken for dead, and still checks the shard."""
_SAY_NOTHING: Final = ("deadline", "offline", "interrupted")
"""Reasons of verdicts on links that were not checked: what was known before is better."""
_LEEWAY: Final = 1.0
"""Seconds between looking at the clock and looking at the cache."""
_NOT_REACHED: Final = Verdict("unsure", "deadline", evidence="the budget was used up before")


class AskTask(NamedTuple):
    """A shard, for a worker to check."""

    shard: str
    folder: Path
    settings: LinkSettings
    network: Callable[[], Network]
    shards: int
    seconds: float | None = None
    """How long it may take; None for as long as it does."""
    since: float | None = None
    """Verdicts from before this time, in seconds since 1970, count for nothing; None for those
    that the settings take for old."""


class Asked(NamedTuple):
    """What became of the links of a shard."""

    shard: str
    states: Mapping[str, int]
    requests: int
    not_reached: int
    """Links for which there was no time, or no network."""
    redirected: int
    """Links that lead to another shard."""
    notices: tuple[Notice, ...]
    seconds: float


def ask_shard(task: AskTask, tell: Callable[[int], object] | None = None) -> Asked:
    """Check the links of a shard that are due, and write what is known of all.

    Args:
        task: the shard.
        tell: called from time to time with the number of links checked.

    Raises:
        UserError: what was found cannot be written, or another run checks the shard.
    """
    begun = time.perf_counter()
    caches = task.folder / CACHES
    with locked(caches / task.shard, _PATIENCE):
        watch = _Watch()
        rows = _targets(task)
        network = task.network()
        elsewhere = _known_to_redirect(caches, rows) if task.shard != REDIRECTS else {}
        own = [row for row in rows if row.target not in elsewhere]
        if task.shard != REDIRECTS:
            network = replace(network, may_request=_only(task, network))
        with closing(Cache.open(caches / task.shard, watch)) as cache:
            found, not_reached = _checked(own, task, network, cache, watch, tell)
        elsewhere |= {row.target: row for row in own if _is_left(found[row.target])}
        verdicts = [row for row in found.values() if row.target not in elsewhere]
        write_rows(task.folder, "verdicts", task.shard, verdicts)
        if task.shard != REDIRECTS:
            handed_on = [*elsewhere.values()]
            write_rows(task.folder, "targets", f"{REDIRECTS}-{task.shard}", handed_on)
    return Asked(
        shard=task.shard,
        states=Counter(row.verdict for row in verdicts),
        requests=watch.requests,
        not_reached=not_reached,
        redirected=len(elsewhere),
        notices=tuple(watch.notices),
        seconds=time.perf_counter() - begun,
    )


def _only(task: AskTask, network: Network) -> Callable[[str], bool]:
    """Return what says whether a host is of a shard."""
    shards = Shards(network, task.shards)

    def is_own(host: str) -> bool:
        return shards.of_host(host) == task.shard

    return is_own


def _targets(task: AskTask) -> list[TargetRow]:
    """Return what a shard has to check, as the first phase and other shards have written it."""
    files = table_files(task.folder, "targets")
    if task.shard == REDIRECTS:
        own = [path for path in files if path.stem.startswith(f"{REDIRECTS}-")]
    else:
        own = [path for path in files if path.stem == task.shard]
    table = read_table(task.folder, "targets", paths=own)
    return [TargetRow(**row) for row in table.to_pylist()] if own else []


def _known_to_redirect(caches: Path, rows: Iterable[TargetRow]) -> dict[str, TargetRow]:
    """Return the targets that led to another shard in an earlier run."""
    if with_cache(caches / REDIRECTS) is None:
        return {}
    by_target = {row.target: row for row in rows}
    with closing(Cache.open(caches / REDIRECTS)) as cache:
        return {target: by_target[target] for target in cache.load(by_target)}


def _is_left(row: VerdictRow) -> bool:
    return row.reason == "elsewhere" and row.evidence.endswith(LEFT_TO_ANOTHER)


def _checked(
    rows: Sequence[TargetRow],
    task: AskTask,
    network: Network,
    cache: Cache,
    watch: "_Watch",
    tell: Callable[[int], object] | None,
) -> tuple[dict[str, VerdictRow], int]:
    """Return what is known of targets after a check, and for how many there was no time."""
    urls = [row.url for row in rows]
    settings = task.settings
    if task.since is not None:
        age = network.clock() - task.since
        settings = replace(settings, max_age=max(age, 0.0) + _LEEWAY)
    verdicts: Mapping[str, Verdict] = {}
    if task.seconds is None or task.seconds >= _SHORTEST:
        settings = replace(settings, deadline=task.seconds)
        verdicts = asyncio.run(_check(urls, settings, network, cache, watch, tell))
    known = known_links(urls, settings, network, cache)
    found: dict[str, VerdictRow] = {}
    not_reached = 0
    for row in rows:
        verdict = verdicts.get(row.url, _NOT_REACHED)
        if verdict.reason in _SAY_NOTHING:
            not_reached += 1
            verdict = known.verdicts.get(row.url, verdict)
        history = known.history.get(row.url)
        found[row.target] = VerdictRow(
            target=row.target,
            url=row.url,
            shard=row.shard,
            verdict=verdict.state,
            reason=verdict.reason,
            status=verdict.status,
            evidence=verdict.evidence,
            checked=history.checked if history else None,
            final_url=verdict.final_url,
        )
    return found, not_reached


async def _check(
    urls: Sequence[str],
    settings: LinkSettings,
    network: Network,
    cache: Cache,
    watch: "_Watch",
    tell: Callable[[int], object] | None,
) -> dict[str, Verdict]:
    telling = asyncio.create_task(_tell(watch, tell)) if tell else None
    try:
        return await check_async(urls, settings, network, cache, watch)
    finally:
        if telling is not None:
            telling.cancel()


async def _tell(watch: "_Watch", tell: Callable[[int], object]) -> None:
    while True:
        await asyncio.sleep(_BETWEEN)
        tell(watch.checked)


class _Watch:
    """Counts what a check does."""

    def __init__(self) -> None:
        self.checked = self.requests = 0
        self.notices: dict[Notice, None] = {}

    def __call__(self, event: Event) -> None:
        match event:
            case Planned(cached=cached):
                self.checked -= cached  # they come as checked, too
            case Checked():
                self.checked += 1
            case Finished(requests):
                self.requests += requests
            case Notice():
                self.notices[event] = None
            case _:
                pass
