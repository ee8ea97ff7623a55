"""Dead links are looked up in the Wayback Machine, where that is wanted."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from awesomecheck.links.checker import Cache, check
from awesomecheck.rules import Verdict
from tests.git import Repository
from tests.web import Web, simulate
from tests.web.checking import HASTY, network
from tests.web.command import run
from tests.web.world import Answer, Host, Link, Thing, World, html, page, refuse

GONE = "https://one.example/gone"
LOST = "https://one.example/lost"
GOOD = "https://one.example/good"
HOST = Host("one.example", {"/good": page()})
LINKS = (Link(GONE, "dead"), Link(LOST, "dead"), Link(GOOD, "alive"))
COPIES = (Thing("wayback", GONE, "there"),)
SUGGEST = replace(HASTY, suggest=True)


def checked(world: World, *, suggest: bool = True) -> tuple[Web, Mapping[str, Verdict]]:
    with simulate(world) as web:
        return web, check(world.urls, SUGGEST if suggest else HASTY, network=network(web))


def test_dead_links_get_the_copies_that_there_are() -> None:
    web, found = checked(World(LINKS, (HOST,), things=COPIES))
    assert [found[url].state for url in (GONE, LOST, GOOD)] == ["dead", "dead", "alive"]
    copies = [found[url].facts.get("archived_copy") for url in (GONE, LOST, GOOD)]
    assert copies == [f"https://web.archive.org/web/20200302020202/{GONE}", None, None]
    assert len(web.asked("archive.org")) == 2


def test_copies_are_of_the_time_at_which_links_were_added() -> None:
    asked: list[set[str]] = []
    other = "https://ONE.example/gone"

    def added(urls: Collection[str]) -> Mapping[str, float]:
        asked.append({*urls})
        return {other: 1_500_000_000.0, GONE: 1_300_000_000.0}

    with simulate(World(LINKS, (HOST,), things=COPIES)) as web:
        urls = [*World(LINKS).urls, other]
        found = check(urls, SUGGEST, network=network(web), added=added)
    assert asked == [{GONE, other, LOST}]
    copy = found[GONE].facts["archived_copy"]
    assert copy == f"https://web.archive.org/web/20120302020202/{GONE}"
    times = {request.query["timestamp"] for request in web.asked("archive.org")}
    assert times == {"20110313070640", ""}


def test_command_asks_git_when_links_were_added(tmp_path: Path) -> None:
    repository = Repository.init(tmp_path / "list")
    path = repository.top / "README.md"
    path.write_text(f"# List\n\n- [Gone]({GONE})\n")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "change", "--date", "2011-01-01T00:00:00Z")
    path.write_text(f"# List\n\n- [Lost]({LOST})\n- [Gone]({GONE})\n")
    with simulate(World(LINKS, (HOST,), things=COPIES)) as web:
        done = run(web, tmp_path, "links", "--suggest", "--no-cache", path)
    assert f"archived copy: https://web.archive.org/web/20120302020202/{GONE}" in done.stdout
    times = {request.query["timestamp"] for request in web.asked("archive.org")}
    assert times == {"20110101000000", ""}


def test_copies_of_links_that_the_cache_calls_dead_are_looked_up(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path)
    with simulate(World(LINKS, (HOST,), things=COPIES)) as web:
        urls = World(LINKS).urls
        check(urls, HASTY, network=network(web), cache=cache)
        check(urls, SUGGEST, network=network(web), cache=cache)
        found = check(urls, SUGGEST, network=network(web), cache=cache)
    cache.close()
    assert "archived_copy" in found[GONE].facts
    assert [request.query["url"] for request in web.asked("archive.org")] == [GONE, LOST, LOST]


def test_nobody_is_asked_for_copies_unless_that_is_wanted() -> None:
    web, found = checked(World(LINKS, (HOST,), things=COPIES), suggest=False)
    assert found[GONE].state == "dead"
    assert web.asked("archive.org") == []


def test_api_that_makes_no_sense_costs_no_verdict() -> None:
    answers = [
        Answer(body=html("An error page")),
        Answer(body=b'{"archived_snapshots": []}'),
        Answer(body=b'{"archived_snapshots": {"closest": {"status": "200", "timestamp": 5}}}'),
        Answer(fault="reset"),
        refuse(503),
    ]
    for answer in answers:
        _, found = checked(World(LINKS, (HOST, Host("archive.org", other=page(answer)))))
        assert [found[url].state for url in (GONE, LOST, GOOD)] == ["dead", "dead", "alive"]
        assert "archived_copy" not in found[GONE].facts
