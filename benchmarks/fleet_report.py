"""What reports on fleets cost, by the number of made lists: `python -m benchmarks.fleet_report`.

    python -m benchmarks.fleet_report [LISTS …]

Lists are made as real ones are on average, but smaller: 200 links, 120 entries, 50 findings; half
of the links lead to what many lists link to. Each report is a process of its own; so is the
difference to the same lists a run later, in which some links died.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
import resource
import subprocess
import sys
import tempfile
from typing import Final, NamedTuple

from awesomecheck.errors import counted
from awesomecheck.fleet.tables import (
    EntryRow,
    FindingRow,
    ListedLink,
    ListRow,
    VerdictRow,
    write_rows,
)
from tests.fleet.made import a_list, entry, finding, link, manifest, verdict, write_fleet

_A_FILE: Final = 50
"""Lists of which the rows share a file."""
_VERDICTS: Final = 20_000
"""Verdicts in a file."""
_VENUES: Final = ("CVPR", "ICLR", "NeurIPS", "NIPS", "TPAMI", "arXiv", "A Workshop", None)


class _Page(NamedTuple):
    """What lists link to."""

    target: str
    url: str
    arxiv: str | None


class _Made(NamedTuple):
    """The rows of one list."""

    own: ListRow
    findings: list[FindingRow]
    entries: list[EntryRow]
    links: list[ListedLink]


def main() -> None:
    """Print a line for each number of lists."""
    parser = argparse.ArgumentParser(description="Measure reports on fleets.")
    parser.add_argument("lists", nargs="*", type=int, default=[100, 1000, 10_000])
    for lists in parser.parse_args().lists:
        with tempfile.TemporaryDirectory() as folder:
            old, new = (Path(folder, name) for name in ("old", "new"))
            links = _fill(old, lists, dying=0.05)
            _fill(new, lists, dying=0.06)
            print(f"{counted(lists, 'list')}, {counted(links, 'link')}")
            page = Path(folder, "index.html")
            print(f"  report: {_measured('report', str(old), '-o', str(page))}")
            print(f"          {page.stat().st_size / 1e3:,.0f} kB")
            print(f"  diff:   {_measured('diff', str(old), str(new), '-o', f'{folder}/x')}")


def _measured(*arguments: str) -> str:
    """Return the processor time and memory of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = (
        "import resource, sys\nfrom awesomecheck.__main__ import main\ntry:\n    main()\n"
        "finally:\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "fleet", *arguments], capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:.1f} s, {int(done.stdout) / 1024:,.0f} MB"


def _fill(folder: Path, lists: int, dying: float) -> int:
    """Write the tables of made lists, and return how many links these have."""
    write_fleet(folder, [], manifest())
    seen: dict[str, str] = {}
    links = 0
    for start in range(0, lists, _A_FILE):
        made = [_made(number, lists) for number in range(start, min(lists, start + _A_FILE))]
        name = f"part-{start:06}"
        write_rows(folder, "lists", name, [each.own for each in made])
        write_rows(folder, "findings", name, [row for each in made for row in each.findings])
        write_rows(folder, "entries", name, [row for each in made for row in each.entries])
        rows = [row for each in made for row in each.links]
        write_rows(folder, "links", name, rows)
        links += len(rows)
        seen |= {row.target or "": row.url for row in rows}
    verdicts = _verdicts(seen, dying)
    for number, start in enumerate(range(0, len(seen), _VERDICTS)):
        rows_of_file = [next(verdicts) for _ in range(min(_VERDICTS, len(seen) - start))]
        write_rows(folder, "verdicts", f"part-{number:06}", rows_of_file)
    return links


def _made(number: int, lists: int) -> _Made:
    """Return a list that is the same in each run."""
    random, name = Random(number), f"owner{number}/awesome-{number}:README.md"  # noqa: S311
    size = random.lognormvariate(0, 0.7)
    pages = list(dict.fromkeys(_pages(random, int(255 * size), lists)))
    entries = [
        entry(
            name,
            f"A Made Paper on the Subject of {page.arxiv}" if page.arxiv else None,
            random.choice(_VENUES) if page.arxiv else None,
            random.choice((2021, 2022)) if page.arxiv else None,
            page.arxiv,
            page.url,
        )
        for page in pages[: len(pages) * 3 // 5]
    ]
    rules = (f"rule-{int(random.paretovariate(1)) % 60}" for _ in range(int(50 * size)))
    findings = [finding(name, rule, f"a message about {random.random()}") for rule in rules]
    links = [link(name, page.target, page.url) for page in pages]
    return _Made(a_list(name, len(entries), len(findings), len(links)), findings, entries, links)


def _pages(random: Random, count: int, lists: int) -> Iterator[_Page]:
    for _ in range(count):
        often = random.random() < 0.5
        page = int(random.paretovariate(0.6)) if often else random.randrange(lists * 120)
        page %= lists * 120
        match page % 10:
            case 0 | 1 | 2:
                paper = f"{1000 + page % 9000}.{page // 9000:05}"
                yield _Page(f"arxiv:{paper}", f"https://arxiv.org/abs/{paper}", paper)
            case 3 | 4 | 5:
                name = f"owner{page % 5000}/repository{page}"
                yield _Page(f"github:{name}", f"https://github.com/{name}", None)
            case _:
                url = f"https://host{page % (lists * 5)}.example/some/path/of/a/page/{page}"
                yield _Page(url, url, None)


def _verdicts(urls: Mapping[str, str], dying: float) -> Iterator[VerdictRow]:
    for target, url in urls.items():
        state = "dead" if Random(url).random() < dying else "alive"  # noqa: S311
        yield verdict(target, state)._replace(url=url)


if __name__ == "__main__":
    main()
