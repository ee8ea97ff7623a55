"""Each behaviour of a site gets the verdict that it deserves."""

from collections.abc import Generator, Mapping

import pytest

from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.catalog import CATALOG, SUPPORT, Case
from tests.web.checking import contradictions, verdicts
from tests.web.world import PRIVATE, WEB6, Lookup, World

NAMES = {case.name: f"case-{number}.example" for number, case in enumerate(CATALOG)}
WORLD = World(
    links=tuple(case.link(NAMES[case.name]) for case in CATALOG),
    hosts=(*(case.host(NAMES[case.name]) for case in CATALOG), *SUPPORT),
)
Checked = tuple[Web, Mapping[str, Verdict]]


@pytest.fixture(scope="module")
def checked() -> Generator[Checked]:
    with simulate(WORLD) as web:
        yield web, verdicts(web)


@pytest.mark.parametrize("case", CATALOG, ids=lambda case: case.name)
def test_behaviour_gets_its_verdict(case: Case, checked: Checked) -> None:
    if case.lookups == (Lookup((WEB6,)),) and not checked[0].has_ipv6:
        pytest.skip("this machine has no IPv6")
    verdict = checked[1][case.link(NAMES[case.name]).url]
    assert verdict.state in case.states, verdict
    if case.reason:
        assert verdict.reason == case.reason, verdict


def test_nothing_contradicts_the_truth(checked: Checked) -> None:
    assert contradictions(WORLD.links, checked[1]) == []


def test_no_private_address_is_connected_to(checked: Checked) -> None:
    assert checked[0].connections[PRIVATE] == 0


def test_credentials_in_urls_are_neither_sent_nor_shown(checked: Checked) -> None:
    web, found = checked
    assert not any("authorization" in request.headers for request in web.requests)
    assert not any("secret" in verdict.evidence for verdict in found.values())
    assert not any("secret" in (verdict.final_url or "") for verdict in found.values())


def test_bodies_are_read_only_as_far_as_needed(checked: Checked) -> None:
    # What a client asked for is in its sockets' buffers too: some megabytes on loopback.
    web = checked[0]
    assert 0 < web.bytes_sent[NAMES["endless"]] < 16 * 1024 * 1024


def test_moved_links_say_where_they_lead(checked: Checked) -> None:
    verdict = checked[1][f"https://{NAMES['301']}/page"]
    assert verdict.final_url == "https://landing.example/here"


def test_requests_name_the_tool_and_its_address(checked: Checked) -> None:
    agents = {request.headers.get("user-agent", "") for request in checked[0].requests}
    assert len(agents) == 1
    (agent,) = agents
    assert "awesomecheck" in agent
    assert "https://" in agent
    assert not any(word in agent.lower() for word in ("bot", "crawl", "spider", "scan"))
