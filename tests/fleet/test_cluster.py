"""A fleet on workers of Dask: limits of hosts, equality, and what dies in the middle of it."""

from collections import Counter
from collections.abc import Iterator
import gc
import logging
import os
from pathlib import Path
import signal
from typing import Any

import dask
import distributed
import pytest

from awesomecheck.errors import UserError
from awesomecheck.fleet.cluster import METHOD
from awesomecheck.fleet.run import FleetRequest, run_fleet
from awesomecheck.runs.texts import ConfigRequest
from tests.fleet.inline import Said, list_of, rows, run_here, verdicts_in
from tests.fleet.ways import way_for_workers
from tests.web import serve
from tests.web.world import Answer, Host, Link, World, page, redirect

pytestmark = pytest.mark.slow
_distributed: Any = distributed
_dask: Any = dask

_SLOW = Answer(delay=0.05)
_KILLER = '''
"""One rule."""

import os
from dataclasses import dataclass
from awesomecheck import DocumentRule


@dataclass(frozen=True, slots=True)
class FatalList(DocumentRule):
    """A list that kills the process which reads it."""

    def check(self, document):
        if "KILL" in document.source.text:
            os.kill(os.getpid(), 9)
        return iter(())


RULES = (FatalList,)
'''


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """Three workers, for all tests."""
    logger = logging.getLogger("distributed")
    logger.setLevel(logging.CRITICAL + 1)
    with (
        _dask.config.set(
            {
                "distributed.scheduler.allowed-failures": 1,
                "distributed.worker.multiprocessing-method": METHOD,
            }
        ),
        _distributed.LocalCluster(
            n_workers=3,
            threads_per_worker=2,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as own,
    ):
        yield own


def _run(cluster: Any, folder: Path, *sources: Path, said: Said | None = None, **more: Any) -> Any:
    request = FleetRequest(
        tuple(map(str, sources)), folder, scheduler=cluster.scheduler_address, **more
    )
    return run_fleet(request, said or Said())


def _kill_worker(cluster: Any) -> None:
    with _distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)


class _KillsInEachPhase(Said):
    """Kills a worker in each phase, as soon as something is done."""

    def __init__(self, cluster: Any) -> None:
        super().__init__()
        self._cluster = cluster
        self.killed: set[str] = set()

    def reach(self, done: int) -> None:
        super().reach(done)
        phase = self.lines[-1].partition(":")[0]
        if phase not in self.killed:
            self.killed.add(phase)
            _kill_worker(self._cluster)


def _world(hosts: int, links: int) -> World:
    names = [f"site-{number}.example" for number in range(hosts)]
    pages = {f"/{number}": page() for number in range(links)}
    own = [f"https://{name}{path}" for name in names for path in pages]
    onwards = [f"https://{name}/to" for name in names]
    sites = [
        Host(name, {**pages, "/to": page(redirect(f"https://{before}/end")), "/end": page(_SLOW)})
        for before, name in zip([names[-1], *names], names, strict=False)
    ]
    return World(tuple(Link(url, "alive") for url in (*own, *onwards)), tuple(sites))


def _write_lists(folder: Path, urls: list[str], lists: int) -> Path:
    folder.mkdir()
    for number in range(lists):
        (folder / f"{number:02}.md").write_text(
            list_of(urls[number::lists]) + "\nWords.\n" * number
        )
    return folder


def test_workers_find_together_what_one_process_finds(cluster: Any, tmp_path: Path) -> None:
    world = _world(12, 3)
    lists = _write_lists(tmp_path / "lists", world.urls, 8)
    hosts = ", ".join(f"{host.name}: {{concurrency: 1, rate: 100}}" for host in world.hosts)
    (tmp_path / "own.yaml").write_text(f"links: {{hosts: {{{hosts}}}}}\n")
    config = ConfigRequest(tmp_path / "own.yaml")
    with serve(world) as web:
        way = way_for_workers(web, tmp_path)
        outcome = _run(cluster, tmp_path / "out", lists, network=way, config=config)
        for host in world.hosts:
            assert web.most_at_once(host.name) == 1, "the limit of a host holds for all workers"
        asked = Counter(f"{each.host}{each.path}" for each in web.requests)
    again = {place for place, count in asked.items() if count > 1}
    assert all(place.endswith("/to") for place in again), (
        "a link to another shard is followed later"
    )
    assert max(asked.values()) == 2
    run_here(tmp_path / "single", lists, links="none", config=config)
    for table in ("findings", "entries", "links"):
        one, other = (rows(tmp_path / folder, table) for folder in ("out", "single"))
        assert sorted(map(repr, one)) == sorted(map(repr, other))
    assert set(verdicts_in(tmp_path / "out")) == set(world.urls)
    assert sum(outcome.verdicts.values()) == len(world.urls)
    assert "dead" not in outcome.verdicts


def test_a_worker_may_die_in_each_phase(cluster: Any, tmp_path: Path) -> None:
    world = _world(6, 3)
    lists = _write_lists(tmp_path / "lists", world.urls, 12)
    said = _KillsInEachPhase(cluster)
    with serve(world) as web:
        way = way_for_workers(web, tmp_path)
        outcome = _run(cluster, tmp_path / "out", lists, network=way, said=said)
    assert said.killed == {"reading lists", "checking links"}
    assert (outcome.lists, outcome.failed) == (12, 0)
    assert sum(outcome.verdicts.values()) == len(world.urls)
    assert len(rows(tmp_path / "out", "lists")) == 12


def test_a_list_that_kills_its_workers_costs_itself_only(cluster: Any, tmp_path: Path) -> None:
    lists = _write_lists(tmp_path / "lists", ["https://one.example/a"], 6)
    (lists / "bad.md").write_text("# KILL\n\n- [a](https://one.example/a) - A thing.\n")
    (tmp_path / "killer.py").write_text(_KILLER)
    (tmp_path / "own.yaml").write_text("plugins: [killer]\n")
    config = ConfigRequest(tmp_path / "own.yaml")
    outcome = _run(cluster, tmp_path / "out", lists, links="none", config=config)
    assert (outcome.lists, outcome.failed) == (7, 1)
    [bad] = [row for row in rows(tmp_path / "out", "lists") if row["status"] == "failed"]
    assert bad["list"].endswith("bad.md")
    assert "died" in bad["error"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "tcp://"])
def test_a_scheduler_that_is_not_there_is_an_error_for_users(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("awesomecheck.fleet.cluster._CONNECT_SECONDS", 0.5)
    (tmp_path / "a.md").write_text(list_of(["https://one.example/a"]))
    request = FleetRequest((str(tmp_path / "a.md"),), tmp_path / "out", scheduler=address)
    with pytest.raises(UserError, match="there is no scheduler of Dask"):
        run_fleet(request, Said())
    gc.collect()  # Dask locks itself out if such a client is collected while the next one starts
