"""What a lint run costs, as ratios against references in the same run.

    python benchmarks/lint.py FOLDER [LIST]

FOLDER holds Markdown lists; LIST (by default the smallest list above 20 KB) is what whole
processes are measured with.
"""

import argparse
from collections.abc import Callable, Sequence
import gc
import os
from pathlib import Path
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from markdown_it import MarkdownIt

from awesomecheck import Source, parse
from awesomecheck.config.config import default
from awesomecheck.config.rule_settings import Choice
from awesomecheck.engine.linter import run_rules
from awesomecheck.engine.registry import entry_points

ROUNDS = 5
PROCESS_ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the lists")
    parser.add_argument("list", type=Path, metavar="LIST", nargs="?", help="for whole processes")
    options = parser.parse_args()
    paths: list[Path] = sorted(options.folder.glob("*.md"))
    texts = [path.read_text("utf-8") for path in paths]
    one: Path | None = options.list or _typical(paths)
    if one is None:
        parser.error(f"{options.folder}: no list above 20 KB: name LIST")
    characters = sum(map(len, texts))
    gc.disable()  # as `awesomecheck` does while it reads and lints
    print(f"{len(texts)} lists, {characters / 1e6:.2f} million characters")
    print(f"processor time, best of {ROUNDS}\n")
    _parts(texts)
    _growth(one.read_text("utf-8"))
    _processes(one)
    _folder(paths)


def _typical(paths: Sequence[Path]) -> Path | None:
    return min((path for path in paths if _size(path) > 20_000), key=_size, default=None)


def _size(path: Path) -> int:
    return path.stat().st_size


def _parts(texts: Sequence[str]) -> None:
    """Bare parse, our parse, the entries, our parse with all rules, and each rule alone.

    The bundle `awesome` is off by default, and so a row of its own.
    """
    bare = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    config = default(entry_points(), Choice())
    awesome = default(entry_points(), Choice(select=("awesome",)))

    def with_rules(text: str) -> None:
        document = parse(Source.from_text(text))
        run_rules(document, config.rules, known=config.registry)

    reference, ours, all_rules = _best(
        texts, [bare.parse, lambda text: parse(Source.from_text(text)), with_rules]
    )
    _row("bare MarkdownIt.parse", reference, reference)
    _row("our parse", ours, reference)
    _row("finding the entries alone", _entries(texts), reference)
    _row("our parse with all rules", all_rules, reference)
    documents = [parse(Source.from_text(text)) for text in texts]
    for document in documents:
        _ = document.entries
    for name, rules in (
        ("all rules alone", config.rules),
        ("bundle awesome alone", awesome.rules),
        *((f"  {active.name}", (active,)) for active in config.rules),
    ):
        start = time.process_time()
        for document in documents:
            run_rules(document, rules, known=config.registry)
        _row(name, time.process_time() - start, reference)
    print()


def _entries(texts: Sequence[str]) -> float:
    """The least time that finding all entries takes, once the texts are parsed."""
    best = float("inf")
    for _ in range(ROUNDS):
        documents = [parse(Source.from_text(text)) for text in texts]
        start = time.process_time()
        for document in documents:
            _ = document.entries
        best = min(best, time.process_time() - start)
    return best


def _best(texts: Sequence[str], jobs: Sequence[Callable[[str], object]]) -> list[float]:
    """The least time of each job over all texts, the jobs taking turns."""
    times = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for index, job in enumerate(jobs):
            start = time.process_time()
            for text in texts:
                job(text)
            times[index] = min(times[index], time.process_time() - start)
    return times


def _growth(text: str) -> None:
    """A list doubled again and again: seconds for each copy against seconds for the first."""
    config = default(entry_points(), Choice())
    print("growth: the list repeated, time for each copy against the time of 8 copies alone")
    baseline = 0.0
    for doubling in range(3, 11):
        copies = 2**doubling
        source = Source.from_text(text * copies)
        start = time.process_time()
        run_rules(parse(source), config.rules, known=config.registry)
        each = (time.process_time() - start) / copies
        baseline = baseline or each
        print(f"{copies:6} copies {each * 1e3:8.2f} ms each {each / baseline:6.2f}")
    print()


def _processes(path: Path) -> None:
    print(f"whole processes on {path.name} ({_size(path) / 1000:.0f} KB), {PROCESS_ROUNDS} rounds")
    read = (
        "import sys, click, markdown_it;"
        "markdown_it.MarkdownIt().enable(['table', 'strikethrough'])"
        ".parse(open(sys.argv[1], encoding='utf-8').read())"
    )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "README.md")
        shutil.copy(path, copy)
        commands: dict[str, list[str]] = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import click, markdown_it": [sys.executable, "-c", "import click, markdown_it"],
            "the same, and parse": [sys.executable, "-c", read, str(copy)],
            "awesomecheck --no-links": [
                sys.executable,
                "-m",
                "awesomecheck",
                "--no-links",
                "--no-cache",
                str(copy),
            ],
        }
        for name, arguments in (("rumdl", ["check"]), ("mdformat", ["--check"])):
            program = shutil.which(name)
            if program:
                commands[name] = [program, *arguments, str(copy)]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(PROCESS_ROUNDS):
            for name, command in commands.items():
                start = _used()
                subprocess.run(command, cwd=folder, capture_output=True, check=False)
                times[name].append(_used() - start)
    reference = min(times["the same, and parse"])
    for name, each in times.items():
        _row(name, min(each), reference)


def _used() -> float:
    """Return the processor time of all processes that have ended: other work does not count."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _folder(paths: Sequence[Path]) -> None:
    """All lists by whole processes: the time that passes, and the most memory of a process."""
    print(f"\nwhole processes on {len(paths)} lists, by the clock")
    read = (
        "import sys, pathlib, markdown_it;"
        "parser = markdown_it.MarkdownIt().enable(['table', 'strikethrough']);"
        "[parser.parse(pathlib.Path(each).read_text('utf-8')) for each in sys.argv[1:]]"
    )
    names = [str(path.absolute()) for path in paths]
    ours = [sys.executable, "-m", "awesomecheck", "--no-links"]
    with tempfile.TemporaryDirectory() as cache:
        cached = [*ours, "--cache-dir", cache, *names]
        reference, memory = _clocked([sys.executable, "-c", read, *names])
        _row("bare parse", reference, reference, f"{memory:5.0f} MB")
        for name, command in (
            ("awesomecheck --jobs 1", [*ours, "--no-cache", "--jobs", "1", *names]),
            ("awesomecheck", [*ours, "--no-cache", *names]),
            ("awesomecheck, writing a cache", cached),
            ("awesomecheck, reading it", cached),
        ):
            seconds, memory = _clocked(command)
            _row(name, seconds, reference, f"{memory:5.0f} MB")


def _clocked(command: Sequence[str]) -> tuple[float, float]:
    """Return how many seconds a command takes, and how many megabytes."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - start, used.ru_maxrss / 1024


def _row(name: str, seconds: float, reference: float, more: str = "") -> None:
    print(f"{name:32} {seconds * 1e3:9.1f} ms {seconds / reference:6.2f} {more}".rstrip())


if __name__ == "__main__":
    main()
