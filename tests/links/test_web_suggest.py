"""Dead links are looked up in the Wayback Machine, where that is wanted."""

from collections.abc import Mapping
from dataclasses import replace

from awesomecheck.links.checker import check
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import HASTY, network
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
