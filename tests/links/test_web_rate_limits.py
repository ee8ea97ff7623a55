"""Hosts get requests within their rate limits, and nothing waits for another host."""

from dataclasses import replace

import pytest

from awesomecheck.links.checker import Checked, Event, HostSettings, check
from tests.web import simulate
from tests.web.checking import HASTY, contradictions, network, verdicts
from tests.web.world import (
    HANG,
    OK,
    SILENT,
    Answer,
    Host,
    Limit,
    Link,
    Lookup,
    Page,
    World,
    page,
    redirect,
    refuse,
)

SILENT_HOST = (Lookup((SILENT,)),)
BRISK = replace(HASTY, timeout=1.5)


def links_to(host: str, count: int) -> tuple[Link, ...]:
    return tuple(Link(f"https://{host}/{number}", "alive") for number in range(count))


def test_host_gets_few_requests_at_once() -> None:
    links = links_to("one.example", 60)
    with simulate(World(links, (Host("one.example", other=page(Answer(delay=0.2))),))) as web:
        found = verdicts(web)
    assert {verdict.state for verdict in found.values()} == {"alive"}
    assert len(web.requests) == 60
    assert 1 < web.most_at_once("one.example") <= 8


def test_hosts_own_limits_are_kept() -> None:
    links = links_to("one.example", 8)
    limits = {"one.example": HostSettings(concurrency=1, rate=10.0)}
    with simulate(World(links, (Host("one.example", other=page(Answer(delay=0.05))),))) as web:
        verdicts(web, replace(HASTY, hosts=limits))
    assert web.most_at_once("one.example") == 1
    assert sum(web.spacing("one.example")) >= 7 * 0.1 - 0.05


def test_host_that_refuses_gets_requests_more_slowly() -> None:
    links = links_to("one.example", 30)
    hasty = Host("one.example", other=Page(), limit=Limit(5, 1.0))
    with simulate(World(links, (hasty,))) as web:
        found = verdicts(web, replace(HASTY, max_wait=20.0))
    assert contradictions(links, found) == []
    states = [verdict.state for verdict in found.values()]
    assert states.count("alive") >= 20
    assert len(web.requests) <= 60


def test_retry_after_holds_for_all_links_of_a_host() -> None:
    links = links_to("one.example", 4)
    busy = Page((refuse(429, ("Retry-After", "2")), OK))
    with simulate(World(links, (Host("one.example", {"/0": busy}, other=Page()),))) as web:
        found = verdicts(web)
    assert {verdict.state for verdict in found.values()} == {"alive"}
    first, again = (request.time for request in web.asked("one.example", "/0"))
    assert again - first >= 2.0
    others = [request.time for request in web.requests if request.path not in {"/0", "/1"}]
    assert all(time >= first + 2.0 for time in others)


def test_too_long_a_retry_after_is_not_waited_for() -> None:
    links = links_to("one.example", 10)
    shut = Page((refuse(503, ("Retry-After", "86400")),))
    with simulate(World(links, (Host("one.example", other=shut),))) as web:
        found = verdicts(web)
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert len(web.requests) <= 4


def test_host_that_keeps_failing_is_given_up() -> None:
    links = links_to("one.example", 200)
    with simulate(World(links, (Host("one.example", other=page(refuse(500))),))) as web:
        found = verdicts(web, replace(HASTY, retries=1))
    assert {verdict.reason for verdict in found.values()} == {"server-error"}
    assert len(web.requests) <= 40


def test_ten_thousand_links_to_a_host_that_never_answers_cost_few_connections() -> None:
    links = links_to("one.example", 10_000)
    with simulate(World(links, (Host("one.example", lookups=SILENT_HOST),))) as web:
        found = verdicts(web, BRISK)
    assert len(found) == 10_000
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert web.connections[SILENT] <= 4


@pytest.mark.slow
def test_thousands_of_links_to_one_host_are_each_requested_once() -> None:
    links = tuple(Link(f"http://one.example/{number}", "alive") for number in range(2000))
    limits = {"one.example": HostSettings(concurrency=16, rate=100_000.0)}
    with simulate(World(links, (Host("one.example", other=Page()),))) as web:
        found = verdicts(web, replace(HASTY, timeout=20.0, hosts=limits))
    assert {verdict.state for verdict in found.values()} == {"alive"}
    assert len(web.requests) == len(links)
    assert web.most_at_once() <= 16


def test_hosts_that_never_answer_cost_few_connections_each() -> None:
    names = [f"silent-{number}.example" for number in range(100)]
    links = tuple(link for name in names for link in links_to(name, 5))
    with simulate(World(links, tuple(Host(name, lookups=SILENT_HOST) for name in names))) as web:
        found = verdicts(web, BRISK)
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert web.connections[SILENT] <= 4 * len(names)


def test_nothing_waits_for_another_slow_host() -> None:
    slow = links_to("slow.example", 12)
    quick = tuple(Link(f"https://quick-{number}.example/", "alive") for number in range(40))
    hosts = (
        Host("slow.example", other=page(Answer(delay=0.8))),
        *(Host(f"quick-{number}.example", other=Page()) for number in range(40)),
    )
    told: list[Event] = []
    world = World((*slow, *quick), hosts)
    with simulate(world) as web:
        check(world.urls, HASTY, network=network(web), observer=told.append)
    order = [event.url for event in told if isinstance(event, Checked)]
    assert {url for url in order[:40] if "slow" in url} == set()


def test_every_redirect_waits_for_the_rate_limit() -> None:
    names = [f"from-{number}.example" for number in range(40)]
    hosts = [
        Host(name, other=page(redirect(f"https://goal.example/{number}")))
        for number, name in enumerate(names)
    ]
    goal = Host("goal.example", other=page(Answer(delay=0.1)))
    links = tuple(Link(f"https://{name}/page", "moved") for name in names)
    with simulate(World(links, (*hosts, goal))) as web:
        found = verdicts(web)
    assert {verdict.state for verdict in found.values()} == {"moved"}
    assert web.most_at_once("goal.example") <= 8


def test_connections_are_bounded_over_all_hosts() -> None:
    names = [f"host-{number}.example" for number in range(60)]
    hosts = tuple(Host(name, other=page(Answer(delay=0.1))) for name in names)
    links = tuple(Link(f"https://{name}/", "alive") for name in names)
    with simulate(World(links, hosts)) as web:
        found = verdicts(web, replace(HASTY, concurrency=10))
    assert {verdict.state for verdict in found.values()} == {"alive"}
    assert web.most_connections <= 12  # closed ones may be seen a moment later


def test_hanging_pages_do_not_make_other_links_of_their_host_unsure() -> None:
    links = (*links_to("one.example", 6), Link("https://one.example/hangs", "unknown"))
    host = Host("one.example", {"/hangs": page(HANG)}, other=Page())
    with simulate(World(links, (host,))) as web:
        found = verdicts(web, BRISK)
    assert [found[link.url].state for link in links] == ["alive"] * 6 + ["unsure"]
