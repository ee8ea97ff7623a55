"""DOIs are checked by doi.org's handle API, not at publishers; OpenReview has pages."""

from dataclasses import replace

import pytest

from tests.web import simulate
from tests.web.checking import HASTY, verdicts
from tests.web.world import Answer, Doi, Host, Link, Note, Page, World, html, refuse

WALL = Page((Answer(403, html("Just a moment...")),))
WORLD = World(
    links=(
        Link("https://doi.org/10.1000/Known.1", "alive", ("alive",)),
        Link("https://dx.doi.org/10.1000/known.1", "alive", ("alive",)),
        Link("http://doi.org/10.1000/known.1", "alive", ("alive",)),
        Link("https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
             "alive", ("alive",)),
        Link("https://doi.org/10.1000/unknown", "dead", ("dead",)),
        Link("https://doi.org/10.1000/without-target", "unknown", ("dead", "unsure")),
        Link("https://openreview.net/forum?id=YicbFdNTTy", "alive", ("alive",)),
        Link("https://openreview.net/pdf?id=YicbFdNTTy", "alive", ("alive",)),
        Link("https://openreview.net/forum?id=nothing", "dead", ("dead",)),
    ),
    hosts=(Host("publisher.example", other=WALL),),
    dois=(
        Doi("10.1000/known.1", "https://publisher.example/1"),
        Doi("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
            "https://publisher.example/2"),
        Doi("10.1000/without-target", None),
    ),
    notes=(Note("YicbFdNTTy"),),
)  # fmt: skip


def test_identifiers_get_their_verdicts_without_the_publishers() -> None:
    with simulate(WORLD) as web:
        found = verdicts(web)
    wrong = [link.url for link in WORLD.links if found[link.url].state not in link.states]
    assert [(url, found[url]) for url in wrong] == []
    assert web.asked("publisher.example") == []
    assert len(web.asked("doi.org")) <= 5
    assert found["https://doi.org/10.1000/unknown"].reason == "unknown-doi"


@pytest.mark.parametrize(
    "failing",
    [
        pytest.param(refuse(500), id="500"),
        pytest.param(refuse(403), id="403"),
        pytest.param(Answer(200, b"{}"), id="JSON of another kind"),
        pytest.param(Answer(200, b"words"), id="no JSON"),
        pytest.param(Answer(fault="close"), id="no answer"),
    ],
)
def test_failing_handle_api_is_no_evidence(failing: Answer) -> None:
    url = "https://doi.org/10.1000/known.1"
    world = World((Link(url, "alive"),), (Host("doi.org", other=Page((failing,))),))
    with simulate(world) as web:
        assert verdicts(web, replace(HASTY, retries=0))[url].state != "dead"
