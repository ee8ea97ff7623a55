"""Have workers read lists: what an interrupted run has read is kept."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
import time
from typing import Any, Final

from awesomecheck.fleet.cluster import WorkerDied, Workers
from awesomecheck.fleet.progress import Progress
from awesomecheck.fleet.read import ReadSetting, ReadTask, failure, read_part
from awesomecheck.fleet.sources import ListSource
from awesomecheck.fleet.tables import LISTS, read_table, table_files, write_rows

WRITTEN: Final = ("findings", "entries", "links", LISTS)
"""The tables of this phase; the last one says that a part is whole."""
_MOST_LISTS: Final = 16
_MOST_BYTES: Final = 1_000_000
_PARTS_EACH: Final = 8
"""Parts for each worker at least, so that all end at about the same time."""
_USUAL_BYTES: Final = 50_000
"""Of a list that is not on this machine."""
_DIED: Final = "the processes that read it died: they may have run out of memory"


def read_all(
    sources: Sequence[ListSource], setting: ReadSetting, pool: Workers, progress: Progress
) -> float:
    """Read all lists that no part of this run has yet.

    Returns:
        The share of the time in which the workers were busy.

    Raises:
        UserError: a part cannot be written, or the workers are gone.
    """
    known = keep_parts(setting.folder, {each.key for each in sources})
    left = [each for each in sources if each.key not in known]
    progress.begin("reading lists", len(sources), len(known))
    done, busy, begun = len(known), 0.0, time.perf_counter()
    parts = deque(ReadTask(part_name(each), each, setting) for each in divided(left, pool.count))
    doubtful = deque[ReadTask]()

    def take(running: int) -> ReadTask | None:
        if parts:
            return parts.popleft()
        # Alone: if the workers die, it is this list that does it.
        return doubtful.popleft() if doubtful and not running else None

    for task, result in pool.results(read_part, take, 2 * pool.count, busy=True):
        if not isinstance(result, WorkerDied):
            busy += result.seconds
            done += result.lists
        elif not task.alone:
            doubtful += (
                ReadTask(part_name([each]), (each,), setting, True) for each in task.sources
            )
        else:
            _give_up(task)
            done += 1
        progress.reach(done)
    seconds = (time.perf_counter() - begun) * max(pool.count, 1)
    return busy / seconds if left and seconds else 1.0  # a clock may be too coarse for a short run


def _give_up(task: ReadTask) -> None:
    """Write that a list cannot be read, as its workers could not."""
    folder = task.setting.folder
    for table in WRITTEN:
        [source] = task.sources
        write_rows(folder, table, task.name, [failure(source, _DIED)] if table == LISTS else [])


def part_name(sources: Iterable[ListSource]) -> str:
    """Return the name of the files of a part."""
    return blake2b("".join(each.key for each in sources).encode(), digest_size=20).hexdigest()


def divided(sources: Iterable[ListSource], workers: int) -> list[tuple[ListSource, ...]]:
    """Return sources in parts, the longest first."""

    def size(source: ListSource) -> int:
        return source.size if source.kind == "file" else _USUAL_BYTES

    longest_first = sorted(sources, key=size, reverse=True)
    most = min(_MOST_BYTES, sum(map(size, longest_first)) // (workers * _PARTS_EACH))
    parts: list[tuple[ListSource, ...]] = []
    part: list[ListSource] = []
    length = 0
    for source in longest_first:
        if part and (length + size(source) > most or len(part) == _MOST_LISTS):
            parts.append(tuple(part))
            part, length = [], 0
        part.append(source)
        length += size(source)
    return [*parts, tuple(part)] if part else parts


def keep_parts(folder: Path, wanted: Collection[str]) -> set[str]:
    """Return the keys of lists that are read already, and remove parts with others.

    Args:
        folder: of the fleet.
        wanted: the keys of this run.

    Raises:
        UserError: a file is not of a fleet.
    """
    known: set[str] = set()
    parts: set[str] = set()
    for path in table_files(folder, LISTS):
        rows: Any = read_table(folder, LISTS, ["key"], [path])
        keys: set[str] = set(rows.column("key").to_pylist())
        if keys <= set(wanted) - known:
            known |= keys
            parts.add(path.name)
    for table in reversed(WRITTEN):
        for path in table_files(folder, table):
            if path.name not in parts:
                path.unlink(missing_ok=True)
    return known
