"""The memory that a link check takes, by the number of links: `python -m benchmarks.link_memory`.

    python -m benchmarks.link_memory [LINKS …] [--per-file NUMBER] [--format json]

Each run is a process of its own: all of it is as users have it, but for the network, which answers
each request at once (the answers of a simulated web would take most of the time). One run
begins without a cache, and a second one with that of the first. Only Linux reports the memory.
"""

import argparse
from collections.abc import Iterator
from email.message import Message
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile
import time
from typing import Final
from unittest.mock import patch

from awesomecheck.__main__ import main as command
from awesomecheck.links.answers import Answer
from awesomecheck.links.rate_limits import HostLimiter
from awesomecheck.links.transport import HttpRequest, Transport

_HOSTS: Final = 2000
_BODY: Final = b"<html><head><title>A page</title></head><body>It is there."
_NUMBER: Final = re.compile(r"\d+$")


class Instant(Transport):
    """A network that has an answer to each request at once; every 20th page is not found."""

    async def send(self, request: HttpRequest, host: HostLimiter) -> Answer:
        """Return an answer."""
        async with host.turn() as turn:
            self.requests += 1
            turn.answer()
            self._note_answer(host)
            host.adapt(refused=False)
            headers = Message()
            headers["Content-Type"] = "text/html; charset=utf-8"
            found = _NUMBER.search(request.url)
            status = 404 if found and int(found[0]) % 20 == 0 else 200
            return Answer(request.url, status, dict(headers.items()), _BODY, whole=True)


def lists(links: int, per_file: int, folder: Path) -> None:
    """Write lists with so many distinct links."""
    for start in range(0, links, per_file):
        numbers = range(start, min(start + per_file, links))
        text = "\n".join(_lines(numbers))
        folder.joinpath(f"list-{start:07}.md").write_text(f"# Awesome Things 🌱\n\n{text}\n")


def _lines(numbers: range) -> Iterator[str]:
    for number in numbers:
        if number % 50 == 0:
            yield f"\n## Section {number // 50}\n"
        url = f"https://host-{number % _HOSTS}.example/articles/{number}"
        yield f"- [Thing number {number}]({url}) - What it is and does, in a few words."


def measured(folder: Path, form: str) -> str:
    """Check the lists of a folder; how it went, in a line."""
    begun = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.link_memory", "--inside", form, folder],
        capture_output=True, text=True, check=False,
        env={**os.environ, "GITHUB_TOKEN": "", "GH_TOKEN": ""},
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    if process.returncode not in {0, 1}:
        sys.exit(process.stderr[-2000:])
    *_, summary, peak = process.stderr.splitlines()
    return f"{int(peak) / 1024:5.0f} MB {seconds:5.0f} s; {summary}"


def _check(form: str, folder: str) -> None:
    """Check the lists of a folder in this process, and print its peak of memory."""
    options = ["--isolated", "--format", form, "-o", f"{folder}/report"]
    try:
        with patch("awesomecheck.links.client.Transport", Instant):
            command(["links", *options, "--cache-dir", f"{folder}/cache", folder])
    finally:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        print(found[1] if found else 0, file=sys.stderr)


def main() -> None:
    """Measure runs on lists of some sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("links", type=int, nargs="*", default=[10_000, 50_000, 200_000, 500_000])
    parser.add_argument("--per-file", type=int, default=1000)
    parser.add_argument("--format", default="json")
    arguments = parser.parse_args()
    for links in arguments.links:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            lists(links, arguments.per_file, folder)
            files = len(list(folder.iterdir()))
            for cache in ("no cache", "cached"):
                print(f"{links:7} links in {files:4} files, {cache:8}", end=": ", flush=True)
                print(measured(folder, arguments.format), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        _check(*sys.argv[2:])
    else:
        main()
