"""What is known is not requested again, and what was alive is not dead at its first failure."""

from collections.abc import Callable
from dataclasses import replace
import gc
from pathlib import Path
import signal

import pytest

from awesomecheck.links.checker import (
    Cache,
    Event,
    Finished,
    Interrupted,
    LinkSettings,
    Notice,
    check,
)
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import HASTY, network
from tests.web.world import (
    GONE,
    NO_HOST,
    OK,
    Answer,
    Arxiv,
    GitHub,
    Host,
    Limit,
    Link,
    Lookup,
    Page,
    Paper,
    Repository,
    World,
    page,
    refuse,
)

DAY = 86_400.0
URL = "https://one.example/page"


def checks(web: Web, folder: Path) -> Callable[..., dict[str, Verdict]]:
    """Runs at a time in days, each as a process of its own would do it."""

    def run(day: float, settings: LinkSettings = HASTY) -> dict[str, Verdict]:
        cache = Cache.open(folder)
        way = replace(network(web), clock=lambda: 1_790_000_000 + day * DAY)
        try:
            return check(web.world.urls, settings, network=way, cache=cache)
        finally:
            cache.close()

    return run


NOWHERE = "https://nowhere.example/"


def dead_name(
    folder: Path, *days: float, lookups: tuple[Lookup, ...], patience: float = 0.0
) -> list[str]:
    """The states of a link in runs on these days, each with the next lookups."""
    states: list[str] = []
    for day, lookup in zip(days, lookups, strict=True):
        world = World((Link(NOWHERE, "unknown"),), (Host("nowhere.example", lookups=(lookup,)),))
        with simulate(world) as web:
            settings = replace(HASTY, patience=patience, max_age=7 * DAY if day == 9 else DAY)
            verdict = checks(web, folder)(day, settings)[NOWHERE]
            states.append(f"{verdict.state} {verdict.reason}")
    return states


MAYBE, DEAD_NAME = "unsure no-such-host", "dead no-such-host"
SLOW = Lookup((), "temporary")


@pytest.mark.parametrize(
    ("days", "lookups", "patience", "states"),
    [
        ((0, 0.5, 1.5), (NO_HOST,) * 3, 0.0, [MAYBE, MAYBE, DEAD_NAME]),
        ((0, 1.5, 3), (NO_HOST,) * 3, 2.0, [MAYBE, MAYBE, DEAD_NAME]),
        ((0, 2, 4), (NO_HOST, SLOW, NO_HOST), 0.0, [MAYBE, "unsure dns", MAYBE]),
        ((0, 2, 4), (NO_HOST, NO_HOST, SLOW), 0.0, [MAYBE, DEAD_NAME, "unsure dns"]),
        ((4, 9), (NO_HOST, NO_HOST), 0.0, [MAYBE, MAYBE]),  # the second from the cache
        ((0, 2), (Lookup((), "no-data"),) * 2, 0.0, ["unsure no-address"] * 2),
    ],
)
def test_host_that_does_not_exist_is_dead_in_the_second_run_a_day_later(
    *,
    tmp_path: Path,
    days: tuple[float, ...],
    lookups: tuple[Lookup, ...],
    patience: float,
    states: list[str],
) -> None:
    assert dead_name(tmp_path, *days, lookups=lookups, patience=patience) == states


def test_name_that_is_found_the_second_time_exists() -> None:
    host = Host("nowhere.example", other=page(), lookups=(NO_HOST, Lookup()))
    with simulate(World((Link(NOWHERE, "alive"),), (host,))) as web:
        found = check([NOWHERE], HASTY, network=network(web))
    assert found[NOWHERE].state == "alive"


def test_long_list_is_through_in_some_runs_without_a_token(tmp_path: Path) -> None:
    repositories = tuple(Repository(f"owner/name-{number}") for number in range(180))
    links = tuple(Link(f"https://github.com/{one.name}", "alive") for one in repositories)
    hub = GitHub(repositories, pages=Limit(0, 1.0))
    known: set[str] = set()
    for day in range(3):
        with simulate(World(links, github=hub)) as web:
            found = checks(web, tmp_path)(day + 1.0)
        alive = {url for url, verdict in found.items() if verdict.state == "alive"}
        assert not alive & known
        known |= alive
    assert len(known) == len(links)


def test_second_run_requests_nothing(tmp_path: Path) -> None:
    world = World(
        links=(
            Link(URL, "alive"),
            Link("https://one.example/gone", "dead"),
            Link("https://arxiv.org/abs/2111.06377", "alive"),
            Link("https://github.com/owner/name", "alive"),
        ),
        hosts=(Host("one.example", {"/page": page()}),),
        arxiv=Arxiv((Paper("2111.06377"),), spacing=0.0),
        github=GitHub((Repository("owner/name"),)),
    )
    with simulate(world) as web:
        run = checks(web, tmp_path)
        first = run(0)
        asked = len(web.requests)
        assert run(0.5) == first
        assert len(web.requests) == asked
        run(1.5)
        assert len(web.requests) == 2 * asked
        run(1.6, replace(HASTY, max_age=0.0))
        assert len(web.requests) == 3 * asked


def test_link_that_was_alive_gets_time(tmp_path: Path) -> None:
    patient = replace(HASTY, max_age=0.0, patience=3.0)
    failing = World((Link(URL, "dead"),), (Host("one.example", {"/page": page(OK, GONE)}),))
    with simulate(failing) as web:
        run = checks(web, tmp_path)
        states = [run(day, patient)[URL].state for day in (0, 1, 2, 3.5, 4.5)]
    assert states == ["alive", "unsure", "unsure", "unsure", "dead"]


def test_patience_begins_with_the_first_hard_evidence(tmp_path: Path) -> None:
    patient = replace(HASTY, max_age=0.0, patience=3.0)
    answers = (OK, refuse(403), refuse(403), GONE)
    world = World((Link(URL, "dead"),), (Host("one.example", {"/page": page(*answers)}),))
    with simulate(world) as web:
        run = checks(web, tmp_path)
        found = [run(day, patient)[URL] for day in (0, 1, 20, 21, 23, 24)]
    assert [verdict.state for verdict in found] == ["alive", *["unsure"] * 4, "dead"]
    assert [verdict.reason for verdict in found[1:4]] == ["blocked", "blocked", "not-found"]


def test_link_that_comes_back_gets_time_again(tmp_path: Path) -> None:
    patient = replace(HASTY, max_age=0.0, patience=3.0)
    answers = (OK, GONE, OK, GONE)
    world = World((Link(URL, "dead"),), (Host("one.example", {"/page": page(*answers)}),))
    with simulate(world) as web:
        run = checks(web, tmp_path)
        states = [run(day, patient)[URL].state for day in (0, 1, 5, 6, 8)]
    assert states == ["alive", "unsure", "alive", "unsure", "unsure"]


def test_unsure_link_has_the_day_since_which_it_is_dead(tmp_path: Path) -> None:
    answers = (OK, refuse(403), GONE, GONE, refuse(403), refuse(403), OK, refuse(403))
    world = World((Link(URL, "dead"),), (Host("one.example", {"/page": page(*answers)}),))
    with simulate(world) as web:
        run = checks(web, tmp_path)
        settings = replace(HASTY, max_age=0.0)
        found = [run(day, settings)[URL] for day in range(8)]
        assert run(7.01)[URL] == found[7]
    assert [verdict.state for verdict in found] == [
        *("alive", "unsure", "dead", "dead", "unsure", "unsure", "alive", "unsure")
    ]
    since = [verdict.facts.get("dead_since") for verdict in found]
    assert since == [None] * 4 + ["2026-09-23"] * 2 + [None] * 2


def test_link_never_dead_for_long_enough_was_not_dead(tmp_path: Path) -> None:
    world = World(
        (Link(URL, "dead"),), (Host("one.example", {"/page": page(OK, GONE, refuse(403))}),)
    )
    with simulate(world) as web:
        run = checks(web, tmp_path)
        settings = replace(HASTY, max_age=0.0, patience=3.0)
        found = [run(day, settings)[URL] for day in (0, 1, 2)]
    assert [verdict.state for verdict in found] == ["alive", "unsure", "unsure"]
    assert "dead_since" not in found[2].facts


def test_link_never_seen_alive_is_dead_at_once(tmp_path: Path) -> None:
    with simulate(World((Link(URL, "dead"),), (Host("one.example"),))) as web:
        found = checks(web, tmp_path)(0, replace(HASTY, patience=30.0))
    assert found[URL].state == "dead"


def test_without_patience_hard_evidence_is_enough(tmp_path: Path) -> None:
    world = World((Link(URL, "dead"),), (Host("one.example", {"/page": page(OK, GONE)}),))
    with simulate(world) as web:
        run = checks(web, tmp_path)
        assert [run(day)[URL].state for day in (0, 2)] == ["alive", "dead"]


def test_cache_that_cannot_be_written_is_reported_once_and_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    notices: list[Event] = []
    links = (Link(URL, "alive"),)
    with simulate(World(links, (Host("one.example", other=Page()),))) as web:
        for folder in (blocked, blocked / "below", Path("/proc/nothing")):
            notices.clear()
            cache = Cache.open(folder, notices.append)
            found = check([URL], HASTY, network=network(web), cache=cache)
            cache.close()
            assert found[URL].state == "alive"
            assert [type(notice) for notice in notices] == [Notice]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_interrupted_run_caches_its_verdicts(tmp_path: Path, times: int) -> None:
    """However impatient: Ctrl-C comes again at once, and again while the run ends."""
    urls = [URL, "https://slow.example/"]
    hosts = (Host("one.example", other=Page()), Host("slow.example", other=page(Answer(delay=9))))
    with simulate(World(hosts=hosts)) as web:
        cache = Cache.open(tmp_path)

        def stop(event: Event) -> None:
            if getattr(event, "url", None) == URL:
                for _ in range(times):
                    signal.raise_signal(signal.SIGINT)
            elif times > 1 and isinstance(event, Finished):
                signal.raise_signal(signal.SIGINT)

        with pytest.raises(Interrupted) as broken_off:
            check(urls, HASTY, network=network(web), cache=cache, observer=stop)
        found = broken_off.value.verdicts
        cache.close()
        gc.collect()  # what was left open would be told here
        assert found[URL].state == "alive"
        assert found[urls[1]].reason == "interrupted"
        asked = len(web.requests)
        cache = Cache.open(tmp_path)
        check([URL], HASTY, network=network(web), cache=cache)
        cache.close()
        assert len(web.requests) == asked
