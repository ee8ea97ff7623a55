"""Every run ends, and soon: whatever the API of one service does, and when its time is over."""

from collections.abc import Mapping
from dataclasses import replace
import random
from typing import Final

import pytest

from awesomecheck.links.checker import Event, LinkSettings, Notice, check
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import contradictions, network
from tests.web.world import (
    HANG,
    TRUSTED,
    Answer,
    Arxiv,
    Doi,
    GitHub,
    Host,
    Link,
    Lookup,
    Paper,
    Repository,
    World,
    html,
    page,
    refuse,
)
from tests.web.worlds import TOKEN

SECONDS: Final = 90.0
"""The longest run of 500 links where one API stalls and all else answers within a second."""
JSON: Final = (("Content-Type", "application/json"),)
FAULTS: Final = {
    "silent": HANG,
    "502": refuse(502),
    "503 for a minute": refuse(503, ("Retry-After", "59")),
    "429": refuse(429),
    "429 for an hour": refuse(429, ("Retry-After", "3600")),
    "500": refuse(500),
    "HTML": Answer(body=html("An error page")),
    "half an answer": Answer(body=b'{"data": {"s0": {"na', headers=JSON, fault="short"),
    "drips": Answer(headers=JSON, fault="drip"),
    "never ends": Answer(headers=JSON, fault="endless"),
    "another service's answer": Answer(body=b'{"ok": true, "items": []}', headers=JSON),
    "an empty list": Answer(body=b"[]", headers=JSON),
    "resets": Answer(fault="reset"),
}


UNREACHABLE: Final = "255.255.255.255"
"""An address to which no connection leads."""


def list_of_500(*hosts: Host) -> World:
    """Papers, repositories, DOIs and sites, with hosts in the place of some services."""
    dice = random.Random(1)
    papers = [Paper(f"2101.{number:05}") for number in range(1, 151)]
    repositories = [Repository(f"owner/name-{number}") for number in range(200)]
    dois = [Doi(f"10.1234/{number}", "https://landing.example/") for number in range(60)]
    sites = [
        Host(f"site-{number}.example", other=page(Answer(delay=dice.random())))
        for number in range(90)
    ]
    urls = (
        *(f"https://arxiv.org/abs/{paper.id}" for paper in papers),
        *(f"https://github.com/{repository.name}" for repository in repositories),
        *(f"https://doi.org/{doi.name}" for doi in dois),
        *(f"https://{site.name}/" for site in sites),
    )
    return World(
        tuple(Link(url, "alive") for url in urls),
        (*sites, Host("landing.example", other=page()), *hosts),
        Arxiv(tuple(papers), delay=0.5),
        GitHub(tuple(repositories), tokens=(TOKEN,), delay=0.5),
        tuple(dois),
    )


def checked(
    world: World, settings: LinkSettings | None = None
) -> tuple[Web, Mapping[str, Verdict], list[Notice], float]:
    told: list[Event] = []
    with simulate(world) as web:
        way = network(web, TOKEN)
        found = check(world.urls, settings, network=way, observer=told.append)
        seconds = web.loop.time()
    return web, found, [event for event in told if isinstance(event, Notice)], seconds


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("api", ["export.arxiv.org", "api.github.com", "doi.org"])
def test_run_of_500_links_ends_soon_whatever_one_api_does(api: str, fault: str) -> None:
    world = list_of_500(Host(api, other=page(FAULTS[fault])))
    _, found, _, seconds = checked(world)
    assert seconds <= SECONDS
    assert contradictions(world.links, found) == []
    others = [link.url for link in world.links if ".example/" in link.url]
    assert {found[url].state for url in others} == {"alive"}


def test_api_that_always_fails_gets_few_calls() -> None:
    links = tuple(Link(f"https://github.com/owner/name-{number}", "alive") for number in range(53))
    repositories = tuple(Repository(f"owner/name-{number}") for number in range(53))
    hub = GitHub(repositories, tokens=(TOKEN,), graphql_broken=refuse(502))
    web, found, _, seconds = checked(World(links, github=hub))
    assert {found[link.url].state for link in links} == {"alive"}
    assert len(web.asked("api.github.com", "/graphql")) <= 4
    assert seconds <= 30.0


def test_api_that_is_silent_for_few_repositories_is_left_alone_soon() -> None:
    links = tuple(Link(f"https://github.com/owner/name-{number}", "alive") for number in range(3))
    repositories = tuple(Repository(f"owner/name-{number}") for number in range(3))
    hub = GitHub(repositories, tokens=(TOKEN,))
    hosts = (Host("api.github.com", other=page(HANG)),)
    _, found, _, seconds = checked(World(links, hosts, github=hub))
    assert {found[link.url].state for link in links} == {"alive"}
    assert seconds <= 50.0


def test_large_batch_is_halved() -> None:
    links = tuple(Link(f"https://github.com/owner/name-{number}", "alive") for number in range(53))
    repositories = tuple(Repository(f"owner/name-{number}") for number in range(53))
    hub = GitHub(repositories, tokens=(TOKEN,), graphql_broken=refuse(502), graphql_breaks=1)
    web, found, _, _ = checked(World(links, github=hub))
    assert {found[link.url].state for link in links} == {"alive"}
    assert len(web.asked("api.github.com")) == 3


def sites(count: int, *, delay: float = 0.5, scheme: str = "https") -> World:
    names = [f"site-{number}.example" for number in range(count)]
    hosts = tuple(Host(name, other=page(Answer(delay=delay))) for name in names)
    return World(tuple(Link(f"{scheme}://{name}/", "alive") for name in names), hosts)


def test_network_that_goes_away_ends_the_run_with_what_is_known() -> None:
    slow = Host("slow.example", other=page(Answer(delay=2.0)))
    few = sites(60)
    waiting = tuple(Link(f"https://slow.example/{number}", "alive") for number in range(500))
    world = World((*few.links, *waiting), (*few.hosts, slow))
    told: list[Event] = []
    with simulate(world) as web:
        web.loop.call_later(20.0, web.leave)
        found = check(world.urls, network=network(web), observer=told.append)
        seconds = web.loop.time()
    assert seconds <= 20.0 + 60.0
    assert {found[link.url].state for link in few.links} == {"alive"}
    reasons = {found[link.url].reason for link in waiting}
    assert reasons == {"ok", "offline"}
    notices = [event.message for event in told if isinstance(event, Notice)]
    assert notices == ["the network is gone: some links could not be checked"]


def test_network_that_goes_away_in_the_middle_of_many_hosts() -> None:
    few = sites(300, delay=4.0)
    told: list[Event] = []
    with simulate(few) as web:
        web.loop.call_later(6.0, web.leave)
        found = check(few.urls, network=network(web), observer=told.append)
        seconds = web.loop.time()
    assert seconds <= 6.0 + 60.0
    assert {verdict.reason for verdict in found.values()} == {"ok", "offline"}


@pytest.mark.slow
def test_network_that_comes_back_costs_no_link() -> None:
    few = sites(300, delay=4.0)
    with simulate(few) as web:
        web.loop.call_later(6.0, web.leave)
        web.loop.call_later(9.0, lambda: web.loop.create_task(web.come_back()))
        found = check(few.urls, network=network(web))
    assert {verdict.state for verdict in found.values()} == {"alive"}


def test_host_that_is_silent_at_first_is_tried_again() -> None:
    links = tuple(Link(f"https://deaf.example/{number}", "alive") for number in range(50))
    quick = sites(20)
    pages = {f"/{number}": page(HANG, Answer()) for number in range(3)}
    deaf = Host("deaf.example", pages, other=page())
    _, found, _, _ = checked(World((*links, *quick.links), (deaf, *quick.hosts)))
    assert {verdict.state for verdict in found.values()} == {"alive"}


@pytest.mark.slow
def test_narrow_line_lets_no_request_time_out() -> None:
    world = replace(sites(1000, delay=0.1, scheme="http"), line=20 * 450.0)
    with simulate(world) as web:
        found = check(world.urls, network=network(web))
    assert {verdict.state for verdict in found.values()} == {"alive"}
    assert web.most_connections <= 256


def test_names_that_hang_cost_others_nothing() -> None:
    world = sites(200, scheme="http")
    silent = Lookup((), "timeout")
    hosts = tuple(
        replace(host, lookups=(silent,)) if number % 5 == 0 else host
        for number, host in enumerate(world.hosts)
    )
    world = replace(world, hosts=hosts)
    _, found, _, seconds = checked(world)
    states = [found[link.url].state for link in world.links]
    assert states == ["unsure" if number % 5 == 0 else "alive" for number in range(200)]
    assert seconds <= 40.0


def test_few_hosts_that_cannot_be_reached_are_no_lack_of_a_network() -> None:
    lost = [
        Host(f"lost-{number}.example", lookups=(Lookup((UNREACHABLE,)),)) for number in range(5)
    ]
    quick = sites(100, delay=8.0)
    links = (*(Link(f"https://{host.name}/", "unknown") for host in lost), *quick.links)
    world = World(links, (*lost, *quick.hosts))
    told: list[Event] = []
    with simulate(world) as web:
        way = replace(network(web), trusted_addresses=TRUSTED | {UNREACHABLE})
        found = check(world.urls, network=way, observer=told.append)
    assert {found[link.url].reason for link in links[:5]} == {"unreachable"}
    assert {found[link.url].state for link in quick.links} == {"alive"}
    assert not any(isinstance(event, Notice) for event in told)


def test_deadline_ends_a_run_with_what_is_known() -> None:
    slow = Host("slow.example", other=page(Answer(delay=15.0)))
    urls = [f"https://slow.example/{number}" for number in range(100)]
    world = World(
        (Link("https://quick.example/", "alive"), *(Link(url, "alive") for url in urls)),
        (Host("quick.example", other=page()), slow),
    )
    _, found, told, seconds = checked(world, LinkSettings(deadline=40.0))
    assert seconds <= 41.0
    assert found["https://quick.example/"].state == "alive"
    states = [found[url].state for url in urls]
    assert 0 < states.count("alive") < 100
    late = [verdict for verdict in found.values() if verdict.state != "alive"]
    assert {(verdict.state, verdict.reason) for verdict in late} == {("unsure", "deadline")}
    assert [notice.message for notice in told] == [
        f"the deadline is reached: {len(late)} links not checked"
    ]


def test_deadline_of_a_run_that_is_done_in_time_changes_nothing() -> None:
    world = World((Link("https://one.example/", "alive"),), (Host("one.example", other=page()),))
    _, found, told, _ = checked(world, LinkSettings(deadline=40.0))
    assert found["https://one.example/"].state == "alive"
    assert told == []
