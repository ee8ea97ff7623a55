"""Run fleets over made lists: lists a second, whether that is linear, how busy the workers are.

    python -m benchmarks.fleet LISTS [COUNT] [--bytes N] [--workers N]

from the root of the project. A quarter of COUNT lists, half of them and all of them (by default
1,000) are read by as many workers as there are processors, without links. Each is made out of the
first N characters (by default 30,000) of a list in the folder LISTS: shape and prose stay, and the
papers, repositories and sites that it links to are others. In the end, the findings of the
smallest fleet are compared with those of single runs.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
import json
from pathlib import Path
from random import Random
import re
import resource
import sys
import tempfile
import time
from typing import Any, NamedTuple

from awesomecheck.engine.registry import entry_points
from awesomecheck.fleet.manifest import MANIFEST
from awesomecheck.fleet.run import FleetRequest, run_fleet
from awesomecheck.fleet.tables import read_table
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ConfigRequest, Configs, read_texts

_ARXIV = re.compile(r"(?<=/)\d{4}\.\d{4,5}")
_NAME = re.compile(r"(?<=github\.com/)[\w-]+/[\w.-]+|(?<=://)[\w-]+(?=\.[\w.-]+/)")
_SAME = 0.3
"""Links that stay as they are: lists share some."""


class Figures(NamedTuple):
    """What a fleet took."""

    lists: int
    megabytes: float
    seconds: float
    """Of the first phase."""
    processor_seconds: float
    """Of all workers, their start included."""
    busy: float


class _Silent:
    """Shows nothing."""

    def begin(self, phase: str, total: int, done: int = 0) -> None:
        pass

    def reach(self, done: int) -> None:
        pass

    def say(self, message: str) -> None:
        pass


def beginning(text: str, most: int) -> str:
    """Return the beginning of a list, up to a blank line."""
    if len(text) <= most:
        return text
    return text[: text.rfind("\n\n", 0, most) + 1 or most]


def varied(text: str, random: Random) -> str:
    """Return a list of the same shape, with other links."""

    def paper(found: re.Match[str]) -> str:
        if random.random() < _SAME:
            return found[0]
        return (
            f"{random.randrange(10, 24)}{random.randrange(1, 13):02}.{random.randrange(20000):05}"
        )

    def name(found: re.Match[str]) -> str:
        return found[0] if random.random() < _SAME else f"{found[0]}-{random.randrange(10_000)}"

    return _NAME.sub(name, _ARXIV.sub(paper, text))


def make_lists(bases: Sequence[str], count: int, folder: Path) -> int:
    """Write so many lists; return how many bytes they have."""
    folder.mkdir()
    size = 0
    for number in range(count):
        text = varied(bases[number % len(bases)], Random(number))  # noqa: S311 - no secret
        data = text.encode()
        (folder / f"{number:05}.md").write_bytes(data)
        size += len(data)
    return size


def run(lists: Path, out: Path, workers: int | None, size: int) -> Figures:
    """Read lists."""
    before = _processor_seconds()
    request = FleetRequest(
        (str(lists),), out, workers, links="none", config=ConfigRequest(isolated=True)
    )
    outcome = run_fleet(request, _Silent())
    manifest = json.loads((out / MANIFEST).read_text())
    return Figures(
        outcome.lists,
        size / 1e6,
        manifest["seconds"]["read"],
        _processor_seconds() - before,
        manifest["busy"]["read"],
    )


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def differences(lists: Path, out: Path) -> int:
    """Return how many findings a fleet and single runs do not share."""
    rows: Any = read_table(out, "findings", ["list", "rule", "line", "column", "message"])
    fleet = Counter(tuple(row.values()) for row in rows.to_pylist())
    configs = Configs(entry_points(), ConfigRequest(isolated=True))
    single: Counter[tuple[Any, ...]] = Counter()
    for path in sorted(lists.glob("*.md")):
        [report] = Run(read_texts([str(path)], configs, bytes).files).lint().files
        for each in report.findings:
            place = report.position(each)
            found = (report.path, each.rule, place.line, place.column, each.message)
            single[found] += 1
    return ((fleet - single) + (single - fleet)).total()


def lines(figures: Sequence[Figures]) -> Iterator[str]:
    """Yield the figures as a table."""
    yield f"{'lists':>7}{'MB':>7}{'s':>8}{'lists/s':>9}{'CPU ms/list':>13}{'busy':>7}"
    for each in figures:
        yield (
            f"{each.lists:>7}{each.megabytes:>7.1f}{each.seconds:>8.1f}"
            f"{each.lists / each.seconds:>9.1f}"
            f"{each.processor_seconds / each.lists * 1000:>13.1f}{each.busy:>7.1%}"
        )
    first, *_, last = figures
    growth = (last.seconds / first.seconds) / (last.lists / first.lists)
    yield f"{last.lists / first.lists:g} times the lists take {growth:.2f} of that in time"


def main() -> None:
    parser = argparse.ArgumentParser(description="Run fleets over made lists.")
    parser.add_argument("lists", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--bytes", type=int, default=30_000, dest="size")
    parser.add_argument("--workers", type=int)
    given = parser.parse_args()
    paths = sorted(given.lists.glob("*.md"))
    bases = [beginning(path.read_text("utf-8"), given.size) for path in paths]
    print(f"made out of {len(bases)} lists", file=sys.stderr)
    figures: list[Figures] = []
    with tempfile.TemporaryDirectory() as temporary:
        for count in (given.count // 4, given.count // 2, given.count):
            lists, out = (Path(temporary, f"{kind}-{count}") for kind in ("lists", "fleet"))
            size = make_lists(bases, count, lists)
            figures.append(run(lists, out, given.workers, size))
            print(f"{count} lists read at {time.strftime('%X')}", file=sys.stderr)
        print("\n".join(lines(figures)))
        smallest = given.count // 4
        found = differences(
            Path(temporary, f"lists-{smallest}"), Path(temporary, f"fleet-{smallest}")
        )
        print(f"{found} findings differ from single runs over {smallest} lists")


if __name__ == "__main__":
    main()
