"""Gates, parked domains and other sites' front pages are not alive; what resembles them is."""

from collections.abc import Generator, Mapping

import pytest

from awesomecheck.rules import Verdict
from tests.web import simulate
from tests.web.catalog import Case
from tests.web.checking import verdicts
from tests.web.lies import LIES, LIES_SUPPORT, family_world, placed
from tests.web.world import World

NAMES = {case.name: f"lie-{number}.example" for number, case in enumerate(LIES)}
WORLD = World(
    links=tuple(case.link(NAMES[case.name]) for case in LIES),
    hosts=(*(placed(case, NAMES[case.name]) for case in LIES), *LIES_SUPPORT),
)


@pytest.fixture(scope="module")
def found() -> Generator[Mapping[str, Verdict]]:
    with simulate(WORLD) as web:
        yield verdicts(web)


@pytest.mark.parametrize("case", LIES, ids=lambda case: case.name)
def test_lie_gets_its_verdict(case: Case, found: Mapping[str, Verdict]) -> None:
    verdict = found[case.link(NAMES[case.name]).url]
    assert verdict.state in case.states, verdict
    if case.reason:
        assert verdict.reason == case.reason, verdict


def test_foreign_front_page_is_named(found: Mapping[str, Verdict]) -> None:
    verdict = found[f"https://{NAMES['elsewhere: in two steps']}/page"]
    assert verdict.final_url == "https://landing.example/"
    assert "leads to another site now: https://landing.example/" in verdict.evidence


def test_sites_that_have_moved_as_a_whole_are_not_other_sites() -> None:
    with simulate(family_world()) as web:
        states = {url: found.state for url, found in verdicts(web).items()}
    assert set(states.values()) == {"moved"}, states
