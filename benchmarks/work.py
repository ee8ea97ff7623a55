"""Count the instructions that a run takes, which other processes do not change as they do times.

    python -m benchmarks.work [--base REVISION]

from the root of the project; needs valgrind. Counted are the whole process on a list of one line,
and on a folder of lists that an earlier run has linted; and what one more list of 300 made entries
takes: to parse it, to read its entries, to run the rules. With `--base`, the same is counted of a
revision of this repository, and the status is 1 where a part takes a tenth more than there.
"""

import argparse
from collections.abc import Callable, Sequence
import os
from pathlib import Path
from random import Random
import re
import subprocess
import sys
import tempfile

from benchmarks.ecosystem import install

ROOT = Path(__file__).parents[1]
ENTRIES = 300
KNOWN = 20
"""Lists whose results are known."""
MOST = 1.1
_COUNT = re.compile(r"I\s+refs:\s+([\d,]+)")
_WORDS = (
    *("masked", "contrastive", "learning", "vision", "graph", "attention", "robust", "sparse"),
    *("retrieval", "diffusion", "alignment", "segmentation", "language", "policy", "speech"),
)
_CI = ("CI", "GITHUB_ACTIONS")
"""Where these are set, no results are kept."""
_VENUES = ("CVPR", "NeurIPS", "ICLR", "arXiv")


def made(number: int, entries: int = ENTRIES) -> str:
    """Return a list with entries of papers, tools and a table; another one for each number."""
    lines = ["# Awesome Made List", "", "## Contents", ""]
    names = ("Papers", "Tools", "Data")
    lines += [f"- [{name}](#{name.lower()})" for name in names]
    for name in names:
        lines += ["", f"## {name}", ""]
        if name == "Data":
            lines += ["| Name | Year | Link |", "| --- | --- | --- |"]
        lines += [_entry(name, number * entries + at) for at in range(entries // 3)]
    return "\n".join([*lines, ""])


def _entry(section: str, at: int) -> str:
    words = Random(at).sample(_WORDS, 5)  # noqa: S311 - the same at every run
    title = " ".join(words).title()
    if section == "Papers":
        venue, year = _VENUES[at % len(_VENUES)], 2018 + at % 7
        paper = f"https://arxiv.org/abs/{year % 100}{1 + at % 12:02}.{at + 10_000}"
        code = f"https://github.com/owner{at % 40}/net{at}"
        return f"* **Net{at}**: {title}. [[{venue} {year}]({paper})] [[code]({code})]"
    if section == "Tools":
        return f"- [tool{at}](https://tool{at}.example.org) - A library for {' '.join(words)}."
    return f"| Set{at} | {2010 + at % 14} | [page](https://data.example.org/{at}) |"


def _bare(text: str) -> object:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - not counted with the others

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def _parse(text: str) -> object:
    from awesomecheck import Source, parse  # noqa: PLC0415 - that of PYTHONPATH

    return parse(Source.from_text(text))


def _entries(text: str) -> object:
    from awesomecheck import Source, parse  # noqa: PLC0415 - that of PYTHONPATH

    return parse(Source.from_text(text)).entries


def _lint(text: str) -> object:
    from awesomecheck import lint  # noqa: PLC0415 - that of PYTHONPATH

    return lint(text)


_STAGES: dict[str, Callable[[str], object]] = {
    "bare": _bare,
    "parse": _parse,
    "entries": _entries,
    "rules": _lint,
}
"""Each does what the one before does, and more."""


def counted(libraries: Sequence[Path]) -> dict[str, int]:
    """Return the instructions of start-up and of each part of a run."""
    with tempfile.TemporaryDirectory() as folder:
        line = Path(folder, "README.md")
        line.write_text("# List\n")
        lists = Path(folder, "lists")
        lists.mkdir()
        for number in range(KNOWN):
            (lists / f"{number}.md").write_text(made(number))
        check = ["-m", "awesomecheck", "--no-links", "--isolated", "--exit-zero"]
        counts = {
            "start-up": _instructions([*check, str(line)], libraries),
            "known": _instructions(
                [*check, "--cache-dir", f"{folder}/cache", str(lists)], libraries
            ),
        }
    before = 0
    for stage in _STAGES:
        one, two = (
            _instructions([__file__, "--inside", stage, str(lists)], libraries) for lists in (1, 2)
        )
        counts[stage] = two - one - before
        before = 0 if stage == "bare" else two - one
    return counts


def _instructions(arguments: Sequence[str], libraries: Sequence[Path]) -> int:
    """Return how many instructions a process takes, once its bytecode and results are written."""
    paths = os.pathsep.join(map(str, (*libraries, ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"}
    for name in ("PYTHONDONTWRITEBYTECODE", *_CI):
        environment.pop(name, None)
    command = [sys.executable, *arguments]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(
        [*tool, *command], env=environment, capture_output=True, text=True, check=True
    )
    match = _COUNT.search(done.stderr)
    if match is None:
        raise SystemExit(f"valgrind counted nothing: {done.stderr}")
    return int(match[1].replace(",", ""))


def main() -> int:
    """Print the counts, beside those of the base if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", metavar="REVISION")
    base = parser.parse_args().base
    counts = counted([ROOT / "src", ROOT / "rules"])
    old: dict[str, int] = {}
    if base:
        with tempfile.TemporaryDirectory() as folder:
            old = counted([install(base, Path(folder))])
    status = 0
    for part, count in counts.items():
        row = (
            f"{part:10} {count / 1e6:9.1f} million, {count / counts['bare']:5.2f} of a bare parse"
        )
        if old:
            ratio = count / old[part]
            row += f", {ratio:5.2f} of the base"
            if ratio > MOST:
                row += f": more than {MOST}"
                status = 1
        print(row)
    return status


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        for number in range(int(sys.argv[3])):
            _STAGES[sys.argv[2]](made(number))
    else:
        sys.exit(main())
