"""What it costs to report a change only, as a ratio to a plain lint run of the same list.

    python benchmarks/since.py LIST [LINES]

LIST is repeated or cut to LINES lines (4,000 by default); ten of its items are then altered.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
import subprocess
import sys
import tempfile
import time

ROUNDS = 11
CHANGED = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("list", type=Path, metavar="LIST")
    parser.add_argument("lines", type=int, metavar="LINES", nargs="?", default=4000)
    options = parser.parse_args()
    lines = options.list.read_text("utf-8").splitlines(keepends=True)
    count = options.lines
    lines = (lines * (count // len(lines) + 1))[:count]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _git(folder, "init", "-q")
        _write(folder, lines)
        _git(folder, "add", "-A")
        _git(folder, "commit", "-q", "-m", "before")
        items = [number for number, line in enumerate(lines) if line.lstrip()[:2] in ("* ", "- ")]
        for number in items[:: len(items) // CHANGED][:CHANGED]:
            lines[number] = lines[number].rstrip("\n") + " altered\n"
        _write(folder, lines)
        plain, since, patch = _best(folder)
    print(f"{count} lines, {CHANGED} changed, best of {ROUNDS} alternating runs")
    print(f"lint {plain:.3f} s; --since {since / plain:.3f}; --diff-file {patch / plain:.3f}")


def _best(folder: Path) -> list[float]:
    (folder / "change.diff").write_bytes(_git(folder, "diff"))
    ways: tuple[tuple[str, ...], ...] = ((), ("--since", "HEAD"), ("--diff-file", "change.diff"))
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for times, way in zip(taken, ways, strict=True):
            start = time.perf_counter()
            _check(folder, way)
            times.append(time.perf_counter() - start)
    return [min(times) for times in taken]


def _check(folder: Path, way: Sequence[str]) -> None:
    command = [sys.executable, "-m", "awesomecheck", "--no-links", "--exit-zero", "-q", *way]
    subprocess.run([*command, "README.md"], cwd=folder, check=True, capture_output=True)


def _write(folder: Path, lines: Sequence[str]) -> None:
    (folder / "README.md").write_text("".join(lines), "utf-8")


def _git(folder: Path, *arguments: str) -> bytes:
    author = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")
    command = ["git", *author, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
