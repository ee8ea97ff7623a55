"""How a fleet checks links: each host by one shard, nothing twice, and as far as there is time."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from awesomecheck.fleet.ask import AskTask
from awesomecheck.fleet.ask_phase import shuffle
from awesomecheck.fleet.shards import REDIRECTS, Shards, time_share
from awesomecheck.links.cache_folder import FILE
from awesomecheck.links.checker import Network, check
from tests.fleet.inline import InlinePool, Said, list_of, rows, run_here, verdicts_in, way_into
from tests.web import Web, simulate
from tests.web.checking import HASTY, network
from tests.web.world import Answer, Host, Link, World, page, redirect
from tests.web.worlds import TOKEN, random_world

_SHARDS = Shards(Network(), 16)


def _host_of_another_shard(host: str) -> str:
    names = (f"other-{number}.example" for number in range(100))
    return next(name for name in names if _SHARDS.of_host(name) != _SHARDS.of_host(host))


def _folder(tmp_path: Path, *lists: Sequence[str]) -> Path:
    """A folder of lists with these links."""
    folder = tmp_path / "lists"
    folder.mkdir()
    for number, urls in enumerate(lists):
        (folder / f"{number}.md").write_text(list_of(urls))
    return folder


def _repeated(web: Web) -> list[str]:
    """What was requested twice."""
    counts = Counter(f"{each.host}{each.path}" for each in web.requests)
    return [place for place, count in counts.items() if count > 1]


def test_verdicts_are_those_of_one_check_of_all_links(tmp_path: Path) -> None:
    world = random_world(3, 40, "site")
    folder = _folder(tmp_path, world.urls[:25], world.urls[15:])
    with simulate(world) as web:
        single = check(world.urls, HASTY, network(web, TOKEN))
    with simulate(world) as web:
        run_here(tmp_path / "out", folder, way=way_into(web, TOKEN))
    found = {row["target"]: row for row in rows(tmp_path / "out", "verdicts")}
    for link in rows(tmp_path / "out", "links"):
        own, verdict = found[link["target"]], single[link["url"]]
        assert (own["verdict"], own["reason"], own["status"], own["final_url"]) == (
            verdict.state, verdict.reason, verdict.status, verdict.final_url
        )  # fmt: skip


def test_hosts_are_in_the_shard_of_who_owns_them() -> None:
    of = _SHARDS.of_host
    assert of("export.arxiv.org") == of("arxiv.org") == "arxiv"
    assert of("api.github.com") == of("raw.githubusercontent.com") == "github"
    assert of("dx.doi.org") == "doi"
    assert of("a.example.co.uk") == of("example.co.uk")
    assert of("i.ytimg.com") == of("www.youtube.com")
    assert {of(f"me-{number}.github.io") for number in range(200)} == {
        f"web-{number:03}" for number in range(16)
    }


def test_a_target_is_in_one_shard_however_many_lists_have_it(tmp_path: Path) -> None:
    urls = ["https://arxiv.org/abs/2106.08254", "https://one.example/a"]
    other = ["https://www.arxiv.org/abs/2106.08254", "https://one.example/a", "mailto:a@b.example"]
    run_here(tmp_path / "out", _folder(tmp_path, urls, other), links="none")
    assert shuffle(tmp_path / "out") == {"arxiv": 1, _SHARDS.of_host("one.example"): 1}
    assert len(rows(tmp_path / "out", "targets")) == 2


def test_a_link_that_leads_to_another_shard_is_checked_when_nobody_else_checks(
    tmp_path: Path,
) -> None:
    there = _host_of_another_shard("one.example")
    hosts = (
        Host("one.example", {"/to": page(redirect(f"https://{there}/a")), "/b": page()}),
        Host(there, {"/a": page(), "/own": page()}),
    )
    urls = ["https://one.example/to", "https://one.example/b", f"https://{there}/own"]
    world = World(tuple(Link(url, "alive") for url in urls), hosts)
    folder = _folder(tmp_path, urls)
    pool = InlinePool()
    with simulate(world) as web:
        run_here(tmp_path / "out", folder, way=way_into(web), pool=pool)
        assert [each.path for each in web.asked(there)] == ["/own", "/a"]
        single = check(urls, HASTY, network(web))
        before = len(web.requests)
        run_here(tmp_path / "out", folder, way=way_into(web))
        assert len(web.requests) == before, "all is in the caches"
    assert pool.tasks[-1].shard == REDIRECTS
    assert verdicts_in(tmp_path / "out") == {
        url: f"{verdict.state} {verdict.reason}" for url, verdict in single.items()
    }
    assert {row["shard"] for row in rows(tmp_path / "out", "verdicts")} == {
        _SHARDS.of_host("one.example"),
        _SHARDS.of_host(there),
    }


class _Interrupted(InlinePool):
    """Workers that are stopped after some tasks."""

    def __init__(self, tasks: int) -> None:
        super().__init__(self._stop)
        self._left = tasks

    def _stop(self, _: object) -> bool:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt
        return False


@pytest.mark.parametrize("mode", ["due", "all"])
def test_an_interrupted_run_goes_on_and_asks_nothing_twice(mode: str, tmp_path: Path) -> None:
    names = [f"site-{number}.example" for number in range(8)]
    urls = [f"https://{name}/{page}" for name in names for page in range(3)]
    world = World(
        tuple(Link(url, "alive") for url in urls), tuple(Host(n, other=page()) for n in names)
    )
    folder = _folder(tmp_path, urls)
    with simulate(world) as web:
        for tasks in (0, 1, 3, 4):
            with pytest.raises(KeyboardInterrupt):
                run_here(
                    tmp_path / "out", folder,
                    way=way_into(web), pool=_Interrupted(tasks), links=mode,
                )  # fmt: skip
        outcome = run_here(tmp_path / "out", folder, way=way_into(web), links=mode)
        assert _repeated(web) == []
        assert len(web.requests) == len(urls)
    assert outcome.verdicts == {"alive": len(urls)}


def test_all_links_are_checked_again_if_that_is_wanted(tmp_path: Path) -> None:
    world = World((), (Host("one.example", other=page()),))
    folder = _folder(tmp_path, ["https://one.example/a", "https://one.example/b"])
    with simulate(world) as web:
        for mode, requests in (("due", 2), ("due", 2), ("all", 4), ("none", 4)):
            web.call(asyncio.sleep(10))
            outcome = run_here(tmp_path / "out", folder, way=way_into(web), links=mode)
            assert len(web.requests) == requests
    assert outcome.asked is None
    assert rows(tmp_path / "out", "verdicts") == []


def test_what_the_budget_leaves_out_comes_first_in_the_next_run(tmp_path: Path) -> None:
    urls = [f"https://slow.example/{number}" for number in range(40)]
    quick = "https://quick.example/a"
    slow = Host("slow.example", other=page(Answer(delay=2.0)))
    world = World((), (slow, Host("quick.example", other=page())))
    folder = _folder(tmp_path, [*urls, quick])
    left: list[int] = []
    verdicts: list[Mapping[str, int]] = []
    with simulate(world) as web:
        while not left or left[-1]:
            outcome = run_here(tmp_path / "out", folder, way=way_into(web), budget=8.0)
            assert outcome.asked
            left.append(outcome.asked.not_reached)
            verdicts.append(outcome.verdicts)
            assert len(left) < 10
            assert verdicts_in(tmp_path / "out")[quick] == "alive ok"
    assert left[0] > 10
    assert left == sorted(left, reverse=True)
    assert verdicts[-1] == {"alive": 41}
    assert len(_repeated(web)) <= 8 * len(left), "only what was under way at the end of a budget"


def test_what_could_not_be_reached_keeps_its_earlier_verdict(tmp_path: Path) -> None:
    world = World((), (Host("one.example", other=page()),))
    folder = _folder(tmp_path, ["https://one.example/a"])
    with simulate(world) as web:
        run_here(tmp_path / "out", folder, way=way_into(web))
        web.call(asyncio.sleep(10))
        [before] = rows(tmp_path / "out", "verdicts")
        outcome = run_here(tmp_path / "out", folder, way=way_into(web), links="all", budget=0.0)
    assert rows(tmp_path / "out", "verdicts") == [before]
    assert outcome.asked
    assert outcome.asked.not_reached == 1


def test_a_shard_whose_workers_die_is_left_to_the_next_run(tmp_path: Path) -> None:
    there = _host_of_another_shard("one.example")
    world = World((), (Host("one.example", other=page()), Host(there, other=page())))
    folder = _folder(tmp_path, ["https://one.example/a", f"https://{there}/a"])
    bad = _SHARDS.of_host("one.example")

    def kills(task: object) -> bool:
        return isinstance(task, AskTask) and task.shard == bad

    said = Said()
    with simulate(world) as web:
        first = run_here(
            tmp_path / "out", folder, way=way_into(web), pool=InlinePool(kills), said=said
        )
        second = run_here(tmp_path / "out", folder, way=way_into(web))
    assert any(f"shard {bad}: the processes that checked it died" in each for each in said.lines)
    assert first.asked
    assert first.asked.not_reached == 1
    assert second.verdicts == {"alive": 2}


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0"])
def test_a_strangers_cache_is_set_aside(content: bytes, tmp_path: Path) -> None:
    cache = tmp_path / "out" / "caches" / _SHARDS.of_host("one.example") / FILE
    folder = _folder(tmp_path, ["https://one.example/a"])
    run_here(tmp_path / "out", folder, links="none")
    cache.parent.mkdir(parents=True)
    cache.write_bytes(content * 300)
    said = Said()
    with simulate(World((), (Host("one.example", other=page()),))) as web:
        outcome = run_here(tmp_path / "out", folder, way=way_into(web), said=said)
    assert outcome.verdicts == {"alive": 1}
    assert any("it is renamed to" in each for each in said.lines)


def test_what_all_shards_say_is_said_once(tmp_path: Path) -> None:
    there = _host_of_another_shard("one.example")
    folder = _folder(tmp_path, ["https://one.example/a", f"https://{there}/a"])
    said = Said()
    with simulate(World()) as web:
        web.names.gone = True
        outcome = run_here(tmp_path / "out", folder, way=way_into(web), said=said)
    assert said.lines[3:] == ["no link could be checked: no network"]
    assert outcome.asked
    assert outcome.asked.not_reached == outcome.asked.links == 2


def test_shards_share_the_time_by_their_links() -> None:
    assert time_share([100, 100, 100, 100], slots=2, free=2) == 0.5
    assert time_share([300, 50, 50], slots=1, free=1) == 0.75
    assert time_share([300, 50, 50], slots=2, free=2) == 1.0
    assert time_share([10, 500], slots=2, free=2) == 1.0, "nobody waits"
    assert time_share([0, 0, 0], slots=2, free=1) == 1.0
