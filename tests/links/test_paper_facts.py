"""What APIs say of papers: asked with the links, and never believed in another shape."""

from collections.abc import Mapping
from dataclasses import replace
import json

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck.document.target import classify
from awesomecheck.facts.acceptance import said_by_scholar
from awesomecheck.facts.apis import hugging_face_url, record_url, scholar_url
from awesomecheck.links.cached_verdict import from_row
from awesomecheck.links.checker import Event, Notice, check
from awesomecheck.links.services import _records
from awesomecheck.rules import FactValue, Verdict
from tests.web import simulate
from tests.web.checking import HASTY, network
from tests.web.things import SCHOLAR_KEY
from tests.web.world import Answer, Arxiv, Doi, Host, Note, Page, Paper, Thing, World, html, refuse

MAE, NEW, GONE = "2111.06377", "2401.00001", "2401.99999"
CODE = "https://github.com/facebookresearch/mae"
DOI, DATA, SERIES = "10.1109/cvpr.2022.1", "10.5281/zenodo.1", "10.1000/none"
TITLE = "Masked Autoencoders: Scalable & Simple"
WORLD = World(
    arxiv=Arxiv((Paper(MAE, TITLE), Paper(NEW, f"{TITLE}, Again")), spacing=0.0),
    dois=(
        Doi(DOI, "https://x.example", TITLE, (("Kaiming", "He"),), "2022 Proc. (CVPR)", (2022, 6)),
        Doi(DATA, "https://x.example", "Data", (("Ann", "Oak"),), agency="DataCite"),
        Doi(SERIES, "https://x.example"),
    ),
    notes=(
        Note("new", "A Submission", ("Ann Oak",), "ICLR 2024 poster"),
        Note("old", "Of Old", of_old=True),
    ),
    things=(
        Thing("semantic scholar", f"ARXIV:{MAE}", says="Computer Vision and Pattern Recognition"),
        Thing("semantic scholar", f"ARXIV:{NEW}", says="arXiv.org"),
        Thing("hugging face", f"arxiv:{MAE}", says=CODE),
        Thing("hugging face", f"arxiv:{NEW}"),
    ),
)


def asked(
    *urls: str | None, world: World = WORLD, key: str | None = SCHOLAR_KEY
) -> tuple[Mapping[str, Verdict], list[Event], list[str]]:
    events: list[Event] = []
    with simulate(world) as web:
        way = replace(network(web), semantic_scholar_key=key)
        found = check([url for url in urls if url], HASTY, way, observer=events.append)
        calls = [call.method for call in web.asked("api.semanticscholar.org")]
    return found, events, calls


def record(kind: str) -> str:
    url = record_url(classify(kind))
    assert url is not None
    return url


def facts(url: str, world: World = WORLD) -> Mapping[str, FactValue]:
    return asked(url, world=world)[0][url].facts


def test_semantic_scholar_says_venues_in_one_call() -> None:
    urls = [scholar_url(each) for each in (MAE, NEW, GONE)]
    found, _, calls = asked(*urls)
    assert calls == ["POST"]
    [place] = said_by_scholar(found[urls[0]].facts)
    assert (place.venue, place.year, place.source) == ("CVPR", None, "Semantic Scholar")
    assert said_by_scholar(found[urls[1]].facts) == ()
    assert found[urls[2]].facts == {}


def test_without_a_key_semantic_scholar_is_not_asked() -> None:
    found, events, calls = asked(scholar_url(MAE), key=None)
    assert calls == []
    assert found[scholar_url(MAE)].facts == {}
    [notice] = [event for event in events if isinstance(event, Notice)]
    assert "refuses those without a key" in notice.message
    assert notice.hint is not None
    assert "SEMANTIC_SCHOLAR_API_KEY" in notice.hint


def test_a_wrong_key_says_nothing_of_papers() -> None:
    found, _, calls = asked(scholar_url(MAE), key="wrong")
    assert calls == ["POST"]
    assert (found[scholar_url(MAE)].state, found[scholar_url(MAE)].facts) == ("unsure", {})


def test_hugging_face_says_where_code_is() -> None:
    assert facts(hugging_face_url(MAE)) == {"code": CODE}
    assert facts(hugging_face_url(NEW)) == {}
    assert facts(hugging_face_url(GONE)) == {}


def test_dois_have_records_at_one_of_two_agencies() -> None:
    assert facts(record(f"https://doi.org/{DOI}")) == {
        "title": TITLE,
        "authors": ("Kaiming He",),
        "container": "2022 Proc. (CVPR)",
        "published": "2022-06",
    }
    assert facts(record(f"https://doi.org/{DATA}")) == {
        "title": "Data", "authors": ("Ann Oak",), "published": "2021"
    }  # fmt: skip
    assert facts(record(f"https://doi.org/{SERIES}")) == {}


def test_submissions_have_records_at_one_of_two_apis() -> None:
    assert facts(record("https://openreview.net/forum?id=new")) == {
        "title": "A Submission",
        "authors": ("Ann Oak",),
        "published": "2024-01-02",
        "journal_ref": "ICLR 2024 poster",
    }
    assert facts(record("https://openreview.net/forum?id=old"))["title"] == "Of Old"
    assert facts(record("https://openreview.net/forum?id=none")) == {}


def test_a_whole_title_leads_to_its_paper() -> None:
    url = record_url(None, TITLE.upper().replace(":", " -"))
    assert url is not None
    assert facts(url)["arxiv_id"] == MAE
    part = record_url(None, "Masked Autoencoders")
    assert part is not None
    assert facts(part) == {}


_HOSTS = ("api.semanticscholar.org", "huggingface.co", "api.crossref.org", "api2.openreview.net",
          "export.arxiv.org")  # fmt: skip
_BIG = json.dumps({"message": {"title": ["x"]}, "pad": "x" * 9_000_000}).encode()
_NESTED = b"[" * 100_000


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, html("Checking your browser")),
        Answer(200, b"[1, null]"),
        Answer(200, b"{}"),
        Answer(200, b'{"message": {"title": "x", "author": [3]}, "githubRepo": 3, "notes": [1]}'),
        Answer(200, _NESTED),
        Answer(200, _BIG),
        refuse(403),
        refuse(429, ("Retry-After", "3600")),
        Answer(fault="reset"),
    ],
    ids=["page", "list", "empty", "shapes", "nested", "big", "blocked", "limit", "reset"],
)
def test_other_answers_say_nothing(answer: Answer) -> None:
    urls = [
        scholar_url(MAE),
        hugging_face_url(MAE),
        record(f"https://doi.org/{DOI}"),
        record("https://openreview.net/forum?id=new"),
        record_url(None, TITLE),
    ]
    hosts = tuple(Host(name, other=Page((answer,))) for name in _HOSTS)
    found, *_ = asked(*urls, world=replace(WORLD, dois=(), notes=(), hosts=hosts))
    assert [dict(found[url].facts) for url in urls if url] == [{}] * len(urls)
    assert {verdict.state for verdict in found.values()} <= {"alive", "unsure"}


_KEYS = st.sampled_from(
    ["message", "data", "attributes", "notes", "content", "title", "titles", "author", "creators",
     "given", "family", "name", "container-title", "published", "date-parts", "venue", "cdate",
     "publicationVenue", "alternate_names", "githubRepo", "value", "publicationYear"]
)  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=20,
)
_RECORD = st.dictionaries(_KEYS, _JSON, max_size=5)


@settings(max_examples=60)
@given(record=_RECORD)
def test_any_record_gives_facts_that_the_cache_takes(record: dict[str, object]) -> None:
    nested = {"message": record, "data": {"attributes": record}, "notes": [{"content": record}]}
    for read in (_records.scholar, _records.hugging_face, _records.crossref, _records.datacite,
                 _records.openreview):  # fmt: skip
        for each in (record, nested):
            facts = json.dumps(read(each))
            row: list[object] = ["alive", "ok", 200, None, "", facts, 1.0, None, None, 0]
            assert from_row(row) is not None
