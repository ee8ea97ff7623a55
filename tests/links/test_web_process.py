"""The command in a process of its own: status, cache, proxies, interruption, memory."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
import json
import os
from pathlib import Path
import signal
import subprocess
import sys

import pytest

from tests.conftest import HANGS
from tests.forked import Forking
from tests.web import Web, serve
from tests.web import process as processes
from tests.web.catalog import LIVING
from tests.web.process import peak_megabytes, start
from tests.web.proxy import proxy
from tests.web.world import HANG, Host, Link, World, page, refuse

pytestmark = pytest.mark.slow

HOST = Host("one.example", {"/a": page(), "/shut": page(refuse(403)), "/hang": page(HANG)})
WORLD = World(hosts=(HOST,))
ALIVE = "https://one.example/a"
GONE = "https://one.example/gone"
SHUT = "https://one.example/shut"
SETTINGS = f"links: {{timeout: {HANGS}, hosts: {{one.example: {{concurrency: 1, rate: 1000}}}}}}\n"
"""One request after the other, without pauses, and no answer comes too late."""


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(forking: Forking) -> Run:
    """Run the command line in a web to its end."""
    return partial(processes.run, forking)


def written(folder: Path, *urls: str) -> Path:
    (folder / ".awesomecheck.yaml").write_text(SETTINGS)
    file = folder / "README.md"
    file.write_text("# Links\n\n" + "".join(f"- [link {n}]({u})\n" for n, u in enumerate(urls)))
    return file


def test_exit_status_says_whether_a_link_is_dead(run: Run, tmp_path: Path) -> None:
    with serve(WORLD) as web:
        good = run(web, tmp_path, "links", "--no-cache", written(tmp_path, ALIVE, SHUT))
        bad = run(web, tmp_path, "links", "--no-cache", written(tmp_path, ALIVE, GONE))
        pardoned = run(web, tmp_path, "links", "--no-cache", "--exit-zero", tmp_path / "README.md")
    assert (good.returncode, bad.returncode, pardoned.returncode) == (0, 1, 0), bad.stderr
    assert "one.example/gone" not in good.stdout
    assert "dead-link" in bad.stdout


def test_second_process_requests_nothing(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, ALIVE, GONE, SHUT)
    command = ("links", "--format", "json", "--cache-dir", tmp_path / "cache", file)
    with serve(WORLD) as web:
        first = run(web, tmp_path, *command)
        asked = len(web.requests)
        second = run(web, tmp_path, *command)
        assert len(web.requests) == asked
        assert second.stdout == first.stdout
        run(web, tmp_path, *command, "--refresh")
        assert len(web.requests) == 2 * asked


def test_processes_share_a_cache(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, *(f"{ALIVE}?{number}" for number in range(40)))
    command = ("links", "--format", "json", "--cache-dir", tmp_path / "cache", file)
    with serve(WORLD) as web:
        crowd = [start(web, tmp_path, *command, output=subprocess.PIPE) for _ in range(3)]
        said = [process.communicate(timeout=HANGS) for process in crowd]
        assert [process.returncode for process in crowd] == [1, 1, 1], said
        asked = len(web.requests)
        run(web, tmp_path, *command)
        assert len(web.requests) == asked
    assert all(json.loads(out)["files"] for out, _ in said)


def test_proxy_of_the_environment_is_used(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, ALIVE, GONE)
    with serve(WORLD) as web, proxy(web) as way:
        done = run(web, tmp_path, "links", "--no-cache", file,
                   environment={"HTTPS_PROXY": way.url, "https_proxy": way.url})  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert way.asked == ["one.example:443"] * len(way.asked)
    assert len(way.asked) > 0


def await_that(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Return when a condition holds, unless a process ends before."""
    while not condition():
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError(process.communicate())


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
@pytest.mark.parametrize(
    "signals",
    [[signal.SIGINT], [signal.SIGINT] * 2, [signal.SIGTERM], [signal.SIGTERM, signal.SIGINT]],
    ids=str,
)
def test_interruption_gives_the_findings_so_far(
    tmp_path: Path, signals: list[signal.Signals]
) -> None:
    file = written(tmp_path, GONE, "https://one.example/hang")
    with serve(WORLD) as web:
        process = start(web, tmp_path, "links", "--no-cache", file, output=subprocess.PIPE)
        await_that(lambda: bool(web.asked("one.example", "/hang")), process)
        for number in signals:
            process.send_signal(number)
        out, err = process.communicate(timeout=HANGS)
    assert process.returncode == 130, err
    assert "dead-link" in out
    assert "Traceback" not in err


def test_run_without_a_network_fails(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "https://nowhere.invalid/")
    with serve(WORLD) as web:
        web.call(_go(web))
        done = run(web, tmp_path, "links", "--no-cache", file)
        lint = run(web, tmp_path, "check", "--no-cache", file)
    assert (done.returncode, lint.returncode) == (2, 0), done.stderr
    assert "no link could be checked: no network" in done.stderr


async def _go(web: Web) -> None:
    web.leave()


def test_deadline_gives_the_findings_so_far(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "https://one.example/hang")
    with serve(WORLD) as web:
        done = run(web, tmp_path, "links", "--no-cache", "--deadline", "0s", file)
    assert done.returncode == 0, done.stderr
    assert "the deadline is reached: 1 link not checked" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_interruption_while_the_program_loads(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os\nos.kill(os.getpid(), 2)\n")
    done = subprocess.run(
        [sys.executable, "-m", "awesomecheck"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux reports the memory of a process")
def test_endless_bodies_take_little_memory(tmp_path: Path) -> None:
    names = {"gzip bomb", "endless", "huge header", "many headers"}
    cases = [case for case in LIVING if case.name in names]
    hosts = tuple(
        case.host(f"big-{number}-{copy}.example")
        for number, case in enumerate(cases)
        for copy in range(4)
    )
    urls = [f"https://{host.name}/page" for host in hosts]
    with serve(World(tuple(Link(url, "alive") for url in urls), hosts)) as web:
        process = start(
            *(web, tmp_path, "links", "--no-cache", written(tmp_path, *urls)),
            output=subprocess.PIPE,
        )
        said = process.communicate(timeout=HANGS)
    assert process.returncode == 0, said
    assert 0 < peak_megabytes(tmp_path) < 150
