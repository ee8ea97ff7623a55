"""What is requested from arXiv's API, and what its feed says."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.links.services.arxiv import BadFeed, id_batches, is_well_formed, parse_feed

API = "https://export.arxiv.org/api/query"
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>{}</feed>"""
ENTRY = """<entry><id>http://arxiv.org/abs/{id}</id><title>A
  Title</title><summary>{summary}</summary><published>2021-11-11T00:00:00Z</published>
<updated>2021-12-19T00:00:00Z</updated><author><name>Ada A.</name></author>
<author><name>Bo B.</name></author><category term="cs.CV"/><category term="cs.LG"/>
<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV"/>
<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">{comment}</arxiv:comment></entry>"""


def feed(id_: str, summary: str = "Words.", comment: str = "12 pages") -> bytes:
    return FEED.format(ENTRY.format(id=id_, summary=summary, comment=comment)).encode()


def test_facts_of_a_paper() -> None:
    paper = parse_feed(feed("2111.06377v3"))["2111.06377"]
    assert paper.version == 3
    assert paper.facts == {
        "arxiv_id": "2111.06377",
        "version": 3,
        "title": "A Title",
        "authors": ("Ada A.", "Bo B."),
        "published": "2021-11-11T00:00:00Z",
        "updated": "2021-12-19T00:00:00Z",
        "categories": ("cs.CV", "cs.LG"),
        "primary_category": "cs.CV",
        "comment": "12 pages",
        "journal_ref": None,
        "doi": None,
        "withdrawn": False,
    }


@pytest.mark.parametrize(
    ("written", "paper_id"),
    [
        ("math/0309136v1", "math/0309136"),
        ("math.GT/0309136v1", "math/0309136"),
        ("cond-mat/0309136", "cond-mat/0309136"),
        ("0704.0001v2", "0704.0001"),
    ],
)
def test_ids_of_a_feed(written: str, paper_id: str) -> None:
    assert list(parse_feed(feed(written))) == [paper_id]


@pytest.mark.parametrize(
    ("summary", "comment", "withdrawn"),
    [
        ("Words.", "This paper has been withdrawn by the author", True),
        ("Words.", "Withdrawn due to an error in Lemma 2", True),
        ("This paper has been withdrawn.", "", True),
        ("This submission has been withdrawn by arXiv administrators", "", True),
        ("We study how funds are withdrawn by customers of a bank.", "", False),
        ("Words.", "12 pages", False),
        ("Words.", "Withdrawn from ICLR 2021 after review", False),
        ("Words.", "8 pages; was withdrawn by us from a conference", False),
        ("Words.", "Withdrawn from arXiv: an error in Lemma 2", True),
        ("Words.", "The figure that was wrong is replaced", False),
    ],
)
def test_withdrawn_papers(summary: str, comment: str, withdrawn: bool) -> None:
    (paper,) = parse_feed(feed("2111.06377v1", summary, comment)).values()
    assert paper.facts["withdrawn"] is withdrawn


def test_entry_without_a_title_is_no_paper() -> None:
    entry = "<entry><id>http://arxiv.org/abs/2111.06377v1</id></entry>"
    assert parse_feed(FEED.format(entry).encode()) == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Rate exceeded.",
        b"<html><body>503</body></html>",
        b"\xff\xfe",
        FEED.format("<entry>").encode(),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + feed("2111.06377v1"),
        FEED.format(
            "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>"
        ).encode(),
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(BadFeed):
        parse_feed(body)


@given(st.binary(max_size=300))
def test_no_answer_raises_anything_else(body: bytes) -> None:
    try:
        papers = parse_feed(body)
    except BadFeed:
        return
    assert all(is_well_formed(paper_id) for paper_id in papers)


@pytest.mark.parametrize(
    "paper_id",
    ["2111.06377", "0704.0001", "1412.9999", "1501.00001", "math/0309136", "hep-th/9901001"],
)
def test_ids_that_can_exist(paper_id: str) -> None:
    assert is_well_formed(paper_id)


@pytest.mark.parametrize(
    "paper_id",
    ["2113.06377", "2100.06377", "9999.99999", "0703.0001", "1501.0001", "1412.00001",
     "maths/0309136", "math/0313136"],
)  # fmt: skip
def test_ids_that_cannot_exist(paper_id: str) -> None:
    assert not is_well_formed(paper_id)


@given(st.lists(st.from_regex(r"[0-9]{4}\.[0-9]{5}|[a-z-]{4,9}/[0-9]{7}", fullmatch=True)))
def test_batches_hold_all_ids_within_the_limits(ids: list[str]) -> None:
    made = list(id_batches(ids * 20))
    assert [one for batch in made for one in batch] == ids * 20
    for batch in made:
        line = f"GET /api/query?id_list={','.join(batch)}&max_results={len(batch)} HTTP/1.1"
        assert len(line) <= 3900
        assert len(batch) <= 200


def test_two_hundred_ids_take_one_call() -> None:
    assert len(list(id_batches([f"2111.{number:05}" for number in range(200)]))) == 1


MAE = "https://github.com/facebookresearch/mae"


@pytest.mark.parametrize(
    ("summary", "comment", "code"),
    [
        (f"We learn. Code is available at {MAE}.", "12 pages", (MAE,)),
        (f"Our implementation and models are at {MAE}.git.", "", (MAE,)),
        ("Words.", f"Code: {MAE}", (MAE,)),
        ("Words.", f"CVPR 2022; {MAE}", (MAE,)),
        ("Words.", MAE, (MAE,)),
        (f"Code is at {MAE}.", f"12 pages, code at {MAE}", (MAE,)),
        (f"Built on {MAE}, our code is fast.", "", None),
        (f"The dataset is at {MAE}.", "", None),
        (f"We compare with {MAE} on images.", "", None),
        ("Code is at https://example.org/mae.", "", None),
        ("Code will be released.", "", None),
    ],
)
def test_code_that_authors_name(summary: str, comment: str, code: tuple[str, ...] | None) -> None:
    paper = parse_feed(feed("2111.06377v1", summary, comment))["2111.06377"]
    assert paper.facts.get("code") == code
