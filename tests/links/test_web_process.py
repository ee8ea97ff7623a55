"""The whole command in a process of its own: status, output, cache, interruption, memory."""

import json
import os
from pathlib import Path
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.conftest import HANGS
from tests.web import serve
from tests.web.catalog import LIVING
from tests.web.process import measured, run, start
from tests.web.proxy import proxy
from tests.web.sites import sites_of
from tests.web.world import (
    HANG,
    Arxiv,
    GitHub,
    Host,
    Link,
    Lookup,
    Page,
    Paper,
    Repository,
    World,
    page,
    refuse,
)
from tests.web.worlds import TOKEN

WORLD = World(
    hosts=(
        Host("one.example", {
            "/": Page(), "/a": page(), "/shut": page(refuse(403)), "/hang": page(HANG),
        }),
    ),
    arxiv=Arxiv((Paper("2111.06377", "A Paper"),), spacing=0.0),
    github=GitHub((Repository("owner/name", former=("old/name",)),), tokens=(TOKEN,)),
)  # fmt: skip
ALIVE = ["https://one.example/a", "https://arxiv.org/abs/2111.06377"]
GONE = "https://one.example/gone"
SHUT = "https://one.example/shut"
REFUSED = "ghp_refused"


def written(folder: Path, *urls: str) -> Path:
    file = folder / "README.md"
    file.write_text("# Links\n\n" + "".join(f"- [link {n}]({u})\n" for n, u in enumerate(urls)))
    return file


def rows(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    report = json.loads(done.stdout)
    return {row["url"]: row for file in report["files"] for row in file["links"]}


def test_status_tells_whether_a_link_is_dead(tmp_path: Path) -> None:
    with serve(WORLD) as web:
        good = run(web, tmp_path, "links", "--no-cache", written(tmp_path, *ALIVE, SHUT))
        bad = run(web, tmp_path, "links", "--no-cache", written(tmp_path, *ALIVE, GONE))
        pardoned = run(web, tmp_path, "links", "--no-cache", "--exit-zero", tmp_path / "README.md")
    assert (good.returncode, bad.returncode, pardoned.returncode) == (0, 1, 0), bad.stderr
    assert "one.example/gone" not in good.stdout
    assert "dead-link" in bad.stdout


def test_every_distinct_url_has_a_row(tmp_path: Path) -> None:
    moved = "https://github.com/old/name"
    file = written(tmp_path, *ALIVE, GONE, SHUT, moved, ALIVE[0], "mailto:me@one.example", "#x")
    with serve(WORLD) as web:
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file, token=TOKEN)
    found = rows(done)
    assert found.keys() == {*ALIVE, GONE, SHUT, moved}
    states = {url: row["verdict"] for url, row in found.items()}
    assert states == {
        ALIVE[0]: "alive",
        ALIVE[1]: "alive",
        GONE: "dead",
        SHUT: "unsure",
        moved: "moved",
    }
    assert found[GONE]["status"] == 404
    assert found[moved]["final_url"] == "https://github.com/owner/name"
    assert found[ALIVE[1]]["facts"]["title"] == "A Paper"
    assert TOKEN not in done.stdout + done.stderr


def test_urls_without_scheme_or_slashes_are_asked(tmp_path: Path) -> None:
    urls = ["//one.example/a", "https:/one.example/a", "http:/one.example/gone"]
    with serve(WORLD) as web:
        file = written(tmp_path, *urls, "a.md", "/a")
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file)
        assert len(web.requests) == 2
    states = {url: row["verdict"] for url, row in rows(done).items()}
    assert states == dict(zip(urls, ["alive", "alive", "dead"], strict=True))


def test_second_process_asks_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, *ALIVE, GONE, SHUT)
    cache = tmp_path / "cache"
    with serve(WORLD) as web:
        first = run(web, tmp_path, "links", "--format", "json", "--cache-dir", cache, file)
        asked = len(web.requests)
        second = run(web, tmp_path, "links", "--format", "json", "--cache-dir", cache, file)
        assert len(web.requests) == asked
        assert rows(second) == rows(first)
        run(web, tmp_path, "links", "--refresh", "--cache-dir", cache, file)
        assert len(web.requests) == 2 * asked


def test_processes_share_a_cache(tmp_path: Path) -> None:
    file = written(tmp_path, *(f"https://one.example/a?{number}" for number in range(40)))
    cache = tmp_path / "cache"
    command = ("links", "--format", "json", "--cache-dir", cache, file)
    with serve(WORLD) as web:
        crowd = [start(web, tmp_path, *command, output=subprocess.PIPE) for _ in range(3)]
        said = [process.communicate(timeout=HANGS) for process in crowd]
        assert [process.returncode for process in crowd] == [1, 1, 1], said
        asked = len(web.requests)
        run(web, tmp_path, *command)
        assert len(web.requests) == asked
    assert all(json.loads(out)["files"] for out, _ in said)


def test_cache_that_cannot_be_used_is_told_and_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with serve(WORLD) as web:
        done = run(
            web, tmp_path, "links", "--cache-dir", blocked / "below", written(tmp_path, GONE)
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(blocked) in done.stderr


def test_no_network_ends_with_one_notice_and_no_failure(tmp_path: Path) -> None:
    nothing = (Lookup((), "temporary"),)
    names = [*sites_of(World()), "one.example"]
    world = World(hosts=tuple(Host(name, lookups=nothing) for name in names))
    file = written(tmp_path, *ALIVE, GONE, SHUT, "https://github.com/owner/name")
    with serve(world) as web:
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file)
    assert done.returncode == 0
    assert done.stderr.count("network") == 1
    assert {row["verdict"] for row in rows(done).values()} == {"unsure"}


def test_refused_token_is_told_once(tmp_path: Path) -> None:
    file = written(tmp_path, "https://github.com/owner/name", "https://github.com/no/body")
    with serve(WORLD) as web:
        done = run(web, tmp_path, "links", "--format", "json", "--no-cache", file, token=REFUSED)
    assert [row["verdict"] for row in rows(done).values()] == ["alive", "dead"]
    assert done.stderr.lower().count("token") >= 1
    assert REFUSED not in done.stderr + done.stdout


def test_token_is_read_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    file = written(tmp_path, "https://github.com/owner/name")
    with serve(WORLD) as web:
        done = run(web, tmp_path, "links", "--no-cache", "--github-token-file", secret, file)
        assert done.returncode == 0, done.stderr
        assert len(web.asked("api.github.com", "/graphql")) == 1


def test_proxy_of_the_environment_is_used(tmp_path: Path) -> None:
    file = written(tmp_path, ALIVE[0], GONE)
    with serve(WORLD) as web, proxy(web) as way:
        done = run(web, tmp_path, "links", "--no-cache", file,
                   environment={"HTTPS_PROXY": way.url, "https_proxy": way.url})  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert way.asked == ["one.example:443"] * len(way.asked)
    assert len(way.asked) > 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("links", "-v"),
        ("links", "--format", "json"),
        ("check", "--format", "json", "--select", "entries"),
        ("links", "--write-baseline"),
        ("export", "--format", "csv"),
        ("export", "--format", "json"),
        ("export", "--format", "bibtex"),
    ],
    ids=" ".join,
)
def test_credentials_are_not_printed(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    hidden = "user:sesame@one.example"
    file = written(tmp_path, f"https://{hidden}/gone", GONE, f"https://{hidden}:99999/")
    with file.open("a") as more:
        more.write(f"- **A Name** [paper](https://{hidden}/a), bare: https://{hidden}/gone  .\n")
    with serve(WORLD) as web:
        done = run(web, tmp_path, *arguments, file)
        assert not any("authorization" in request.headers for request in web.requests)
    kept = "".join(each.read_text() for each in tmp_path.glob(".awesomecheck*"))
    assert "one.example" in done.stdout + done.stderr + kept
    assert "sesame" not in done.stdout + done.stderr + kept


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
@pytest.mark.parametrize("gap", [None, 0.0, 0.02, 0.1])
def test_interruption_gives_the_findings_so_far(tmp_path: Path, gap: float | None) -> None:
    file = written(tmp_path, GONE, "https://one.example/hang")
    with serve(WORLD) as web:
        process = start(web, tmp_path, "links", "--no-cache", file, output=subprocess.PIPE)
        deadline = time.monotonic() + 30
        while not (web.asked("one.example", "/hang") and web.asked("one.example", "/gone")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        if gap is not None:  # an impatient person's second Ctrl-C
            time.sleep(gap)
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert "dead-link" in out
    assert "Traceback" not in err


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_interruption_while_the_program_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os\nos.kill(os.getpid(), 2)\n")
    done = subprocess.run(
        [sys.executable, "-m", "awesomecheck"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory it was")
def test_bodies_without_measure_take_little_memory(tmp_path: Path) -> None:
    names = {"gzip bomb", "endless", "huge header", "many headers"}
    cases = [case for case in LIVING if case.name in names]
    hosts = tuple(
        case.host(f"big-{number}-{copy}.example")
        for number, case in enumerate(cases)
        for copy in range(4)
    )
    urls = [f"https://{host.name}/page" for host in hosts]
    with serve(World(tuple(Link(url, "alive") for url in urls), hosts)) as web:
        process = start(web, tmp_path, "links", "--no-cache", written(tmp_path, *urls),
                        output=subprocess.DEVNULL)  # fmt: skip
        megabytes = measured(process)
    assert process.returncode == 0
    assert 0 < megabytes < 150
