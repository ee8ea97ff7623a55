"""Papers are checked in batches, within arXiv's rate limit; its refusals are no evidence."""

from collections.abc import Generator, Mapping
from dataclasses import replace

import pytest

from awesomecheck.links.services import arxiv
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import HASTY, contradictions, verdicts
from tests.web.world import GONE, NO_HOST, Answer, Arxiv, Host, Link, Page, Paper, World, refuse

API = "export.arxiv.org"
CALL = "/api/query"

NAMED = (
    Paper(
        "2010.11929",
        "Words: An Image",
        ("Ada Author", "Zoë Writer"),
        versions=2,
        comment="ICLR camera-ready",
        journal_ref="Journal 1 (2021)",
        doi="10.1000/xyz",
        categories=("cs.CV", "cs.LG"),
    ),
    Paper("hep-th/9901001", "Strings & <Branes>"),
    Paper("cs/0112017"),
    Paper("0704.0001"),
    Paper("2106.08254", withdrawn=True, versions=3),
    Paper("2111.06377"),
    Paper("2101.00001", html=False),
    Paper("1412.6980", versions=9),
)
MANY = tuple(Paper(f"2201.{number:05}") for number in range(1, 231))
LIVE = (
    "https://arxiv.org/abs/2010.11929",
    "https://arxiv.org/abs/2010.11929v1",
    "https://arxiv.org/pdf/2010.11929",
    "https://arxiv.org/pdf/2010.11929v2.pdf",
    "http://arxiv.org/abs/2010.11929",
    "https://www.arxiv.org/abs/2111.06377",
    "https://export.arxiv.org/abs/2111.06377",
    "https://ar5iv.org/abs/2111.06377",
    "https://ar5iv.labs.arxiv.org/html/2111.06377",
    "https://huggingface.co/papers/2111.06377",
    "https://www.alphaxiv.org/abs/2111.06377",
    "https://arxiv.org/abs/hep-th/9901001",
    "https://arxiv.org/pdf/hep-th/9901001v1",
    "https://arxiv.org/abs/cs/0112017",
    "https://arxiv.org/abs/0704.0001",
    "https://arxiv.org/abs/2106.08254",
    "https://arxiv.org/abs/1412.6980v9",
    "https://arxiv.org/html/2111.06377",
    *(f"https://arxiv.org/abs/{paper.id}" for paper in MANY),
)
DEAD = (
    "https://arxiv.org/abs/2010.99999",
    "https://arxiv.org/pdf/2112.12345",
    "https://arxiv.org/abs/hep-th/9901999",
    "https://arxiv.org/abs/2010.11929v7",
    "https://arxiv.org/html/2101.00001",
)
FORGOTTEN = "https://arxiv.org/abs/2111.06377"
MALFORMED = "https://arxiv.org/abs/2013.12345"
WORLD = World(
    links=(
        *(Link(url, "alive", ("alive", "moved")) for url in LIVE),
        *(Link(url, "dead", ("dead",)) for url in DEAD),
        Link(MALFORMED, "unknown", ("dead", "unsure")),
    ),
    arxiv=Arxiv((*NAMED, *MANY), forgets=("2111.06377",)),
)
Checked = tuple[Web, Mapping[str, Verdict]]


@pytest.fixture(scope="module")
def checked() -> Generator[Checked]:
    with simulate(WORLD) as web:
        yield web, verdicts(web)


def test_every_paper_gets_its_verdict(checked: Checked) -> None:
    found = checked[1]
    wrong = [link.url for link in WORLD.links if found[link.url].state not in link.states]
    assert [(url, found[url]) for url in wrong] == []


def test_papers_take_few_calls_within_the_rate_limit(checked: Checked) -> None:
    web = checked[0]
    calls = web.asked(API, CALL)
    assert len(calls) == 3  # 242 ids in two, and the absent ones once more
    assert min(web.spacing(API, CALL)) >= 3.0
    assert max(call.concurrent for call in calls) == 1
    assert all(len(call.target) < 4000 for call in calls)


def test_few_pages_are_requested_beside_the_api(checked: Checked) -> None:
    # The unknown and malformed ids, the missing version, whether papers have HTML, four mirrors.
    assert len(checked[0].requests) <= 3 + 7 + 4


def test_facts_come_with_the_verdict(checked: Checked) -> None:
    facts = checked[1]["https://arxiv.org/pdf/2010.11929"].facts
    assert facts["title"] == "Words: An Image"
    assert facts["authors"] == ("Ada Author", "Zoë Writer")
    assert facts["journal_ref"] == "Journal 1 (2021)"
    assert facts["doi"] == "10.1000/xyz"
    assert facts["categories"] == ("cs.CV", "cs.LG")
    assert facts["withdrawn"] is False
    assert checked[1]["https://arxiv.org/abs/hep-th/9901001"].facts["title"] == (
        "Strings & <Branes>"
    )


def test_withdrawn_paper_is_alive_and_has_the_fact(checked: Checked) -> None:
    verdict = checked[1]["https://arxiv.org/abs/2106.08254"]
    assert (verdict.state, verdict.facts["withdrawn"]) == ("alive", True)


def test_papers_that_the_api_forgets_twice_are_not_called_dead() -> None:
    papers = MANY[:6]
    links = tuple(Link(f"https://arxiv.org/abs/{paper.id}", "alive") for paper in papers)
    forgotten = tuple(paper.id for paper in papers[1:])
    forgetful = Arxiv(papers, spacing=0.0, forgets=forgotten, forgets_times=2)
    with simulate(World(links, arxiv=forgetful)) as web:
        found = verdicts(web)
        pages = len(web.asked("arxiv.org"))
    assert {verdict.state for verdict in found.values()} == {"alive"}
    assert (pages, web.most_at_once("arxiv.org")) == (len(forgotten), 1)


def test_more_unknown_papers_than_pages_may_be_requested_are_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arxiv, "MAX_PAGES", 2)
    links = (
        Link("https://arxiv.org/abs/2111.06377", "alive"),
        *(Link(f"https://arxiv.org/{view}/2010.9999{n}", "dead")
          for n in range(4) for view in ("abs", "pdf")),
    )  # fmt: skip
    with simulate(World(links, arxiv=Arxiv(NAMED, spacing=0.0))) as web:
        found = [(verdict.state, verdict.reason) for verdict in verdicts(web).values()]
        assert len(web.asked("arxiv.org")) == 2
    assert found == [
        ("alive", "ok"),
        *[("dead", "unknown-id")] * 4,
        *[("unsure", "unconfirmed")] * 4,
    ]


@pytest.mark.parametrize(
    "hiccup",
    [
        Answer(),
        Answer(body=b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>'),
        Answer(body=b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http'),
        Answer(
            body=b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
            b"<id>http://arxiv.org/api/errors#x</id><title>Error</title></entry></feed>"
        ),
        Answer(fault="garbage"),
        Answer(fault="short"),
    ],
    ids=["page", "empty", "broken off", "error", "garbage", "short"],
)
def test_one_faulty_answer_of_the_api_does_not_count(hiccup: Answer) -> None:
    links = (Link("https://arxiv.org/abs/2111.06377", "alive"),)
    world = World(links, arxiv=Arxiv(NAMED, spacing=0.3, refuse_first=1, refusal=hiccup))
    with simulate(world) as web:
        found = verdicts(web)
    assert found[links[0].url].facts["title"] == "A Paper"
    assert len(web.asked(API, CALL)) == 2
    assert web.asked("arxiv.org") == []


def test_missing_form_is_no_evidence_for_another() -> None:
    links = (
        Link("https://arxiv.org/html/2101.00001", "dead"),
        Link("https://arxiv.org/abs/2101.00001", "alive"),
        Link("https://arxiv.org/pdf/2101.00001", "alive"),
    )
    with simulate(World(links, arxiv=Arxiv(NAMED, spacing=0.0))) as web:
        found = verdicts(web)
    assert [found[link.url].state for link in links] == ["dead", "alive", "alive"]
    assert len(web.asked(API, CALL)) == 1


def test_refused_call_is_made_again_after_the_wait() -> None:
    links = (Link("https://arxiv.org/abs/2111.06377", "alive"),)
    world = World(links, arxiv=Arxiv(NAMED, refuse_first=1))
    with simulate(world) as web:
        found = verdicts(web)
    assert found[links[0].url].state == "alive"
    assert len(web.asked(API, CALL)) == 2
    assert min(web.spacing(API, CALL)) >= 3.0
    assert web.asked("arxiv.org") == []


def test_pages_are_requested_one_by_one_where_the_api_refuses() -> None:
    links = (
        Link("https://arxiv.org/abs/2111.06377", "alive"),
        Link("https://arxiv.org/pdf/hep-th/9901001", "alive"),
        Link("https://arxiv.org/abs/2010.99999", "dead"),
    )
    refusal = refuse(429, ("Retry-After", "3600"))
    world = World(links, arxiv=Arxiv(NAMED, refuse_first=99, refusal=refusal))
    with simulate(world) as web:
        found = verdicts(web)
    assert contradictions(links, found) == []
    assert found[links[0].url].state == "alive"
    assert len(web.asked(API, CALL)) == 1
    assert web.most_at_once("arxiv.org") == 1


def test_long_list_is_unsure_where_both_api_and_pages_refuse() -> None:
    links = tuple(Link(f"https://arxiv.org/abs/{paper.id}", "alive") for paper in MANY)
    refusal = refuse(403)
    world = World(links, arxiv=Arxiv(MANY, refuse_first=99, refusal=refusal))
    world = replace(
        world, arxiv=replace(world.arxiv, pages=replace(world.arxiv.pages, requests=0))
    )
    with simulate(world) as web:
        found = verdicts(web, replace(HASTY, retries=0))
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert len(web.requests) < 20


def test_mirrors_are_requested_themselves_and_have_the_facts_of_arxiv() -> None:
    gone, silent, there = (
        "https://www.alphaxiv.org/overview/2111.06377",
        "https://ar5iv.org/abs/2111.06377",
        "https://huggingface.co/papers/2111.06377",
    )
    hosts = (
        Host("www.alphaxiv.org", other=Page((GONE,))),
        Host("ar5iv.org", lookups=(NO_HOST,)),
    )
    links = tuple(Link(url, "unknown") for url in (gone, silent, there))
    paper = Paper("2111.06377", "Words")
    with simulate(World(links, hosts, arxiv=Arxiv((paper,)))) as web:
        found = verdicts(web)
    states = [(found[url].state, found[url].reason) for url in (gone, silent, there)]
    assert states == [("dead", "not-found"), ("unsure", "no-such-host"), ("alive", "ok")]
    assert {verdict.facts["title"] for verdict in found.values()} == {"Words"}
