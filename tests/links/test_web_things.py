"""Videos, packages, models, papers and archived copies, by their sites' APIs."""

from collections.abc import Generator, Mapping

import pytest

from awesomecheck.errors import InternalError, as_internal_error
from awesomecheck.links.services.pypi import PyPI
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import verdicts
from tests.web.world import Answer, Host, Link, Note, Page, Site, Thing, Truth, World, html, refuse

_PAPER = "0123456789abcdef0123456789abcdef01234567"
_NO_PAPER = "f" * 40
Row = tuple[str, Truth, str, Thing | None]


def _row(
    url: str, state: str, site: Site, name: str = "", is_now: str = "there", new: str = ""
) -> Row:
    truths: dict[str, Truth] = {"alive": "alive", "dead": "dead", "moved": "moved"}
    truth = truths.get(state, "unknown")
    return url, truth, state, Thing(site, name, is_now, new) if name else None


ROWS = (
    _row("https://www.youtube.com/watch?v=public-----", "alive", "youtube", "public-----"),
    _row("https://youtu.be/unembedded-", "alive", "youtube", "unembedded-", "not embedded"),
    _row("https://www.youtube.com/embed/private----", "unsure", "youtube", "private----",
         "private"),
    _row("https://youtu.be/deleted----", "dead", "youtube"),
    _row("https://www.youtube.com/watch?v=just-gone--", "unsure", "youtube", "just-gone--",
         "just gone"),
    _row("https://huggingface.co/owner/model", "alive", "hugging face", "owner/model"),
    _row("https://huggingface.co/datasets/owner/data", "alive", "hugging face",
         "datasets/owner/data"),
    _row("https://huggingface.co/owner/private", "unsure", "hugging face"),
    _row("https://huggingface.co/owner/old", "moved", "hugging face", "owner/old",
         new="owner/new"),
    _row("https://huggingface.co/transformers/index.html", "alive", "hugging face"),
    _row("https://www.npmjs.com/package/react/v/1.0.0", "alive", "npm", "react"),
    _row("https://pypi.org/project/flask/", "alive", "pypi", "flask"),
    _row("https://pypi.python.org/pypi/some_tool", "alive", "pypi", "some-tool"),
    _row("https://pypi.org/project/gone/", "dead", "pypi"),
    _row("https://www.npmjs.com/package/react", "alive", "npm", "react"),
    _row("https://www.npmjs.com/package/@scope/name", "alive", "npm", "@scope/name"),
    _row("https://www.npmjs.com/package/gone", "dead", "npm"),
    _row("https://crates.io/crates/serde", "alive", "crates.io", "serde"),
    _row("https://crates.io/crates/log", "alive", "crates.io", "log"),
    _row("https://crates.io/crates/tokio_util", "alive", "crates.io", "tokio-util"),
    _row("https://crates.io/crates/gone", "dead", "crates.io"),
    _row(f"https://www.semanticscholar.org/paper/A-title/{_PAPER}", "alive", "semantic scholar",
         _PAPER),
    _row("https://api.semanticscholar.org/CorpusID:12", "alive", "semantic scholar",
         "CorpusId:12"),
    _row(f"https://www.semanticscholar.org/paper/{_NO_PAPER}", "dead", "semantic scholar"),
    _row("https://web.archive.org/web/2020/http://old.example/a", "alive", "wayback",
         "http://old.example/a"),
    _row("https://web.archive.org/web/20200302020202/http://old.example/b", "unsure", "wayback",
         "http://old.example/b", "copy of a 404"),
    _row("https://web.archive.org/web/2020/http://old.example/c", "dead", "wayback"),
)  # fmt: skip
WORLD = World(
    links=(
        *(Link(url, truth, (state,)) for url, truth, state, _ in ROWS),
        Link("https://openreview.net/forum?id=there", "alive", ("alive",)),
        Link("https://openreview.net/forum?id=gone", "dead", ("dead",)),
    ),
    things=tuple(thing for *_, thing in ROWS if thing),
    notes=(Note("there"),),
)
Checked = tuple[Web, Mapping[str, Verdict]]


@pytest.fixture(scope="module")
def checked() -> Generator[Checked]:
    with simulate(WORLD) as web:
        yield web, verdicts(web)


@pytest.mark.parametrize("link", WORLD.links, ids=lambda link: link.url)
def test_thing_gets_its_verdict(link: Link, checked: Checked) -> None:
    verdict = checked[1][link.url]
    assert verdict.state in link.states, verdict


def test_renamed_model_has_its_new_page(checked: Checked) -> None:
    verdict = checked[1]["https://huggingface.co/owner/old"]
    assert verdict.final_url == "https://huggingface.co/owner/new"


def test_papers_of_semantic_scholar_share_a_call(checked: Checked) -> None:
    calls = checked[0].asked("api.semanticscholar.org")
    assert [call.method for call in calls] == ["POST", "GET"]  # and the missing one by itself


def test_pages_that_tell_nothing_are_not_requested(checked: Checked) -> None:
    web = checked[0]
    assert web.asked("crates.io", "/crates/gone") == []
    assert web.asked("www.youtube.com", "/watch") == []
    assert web.asked("www.npmjs.com") == []


def test_submission_behind_a_check_for_humans_is_found_by_the_api() -> None:
    gate = Host("openreview.net", other=Page((Answer(200, html("Just a moment...")),)))
    link = Link("https://openreview.net/forum?id=there", "alive")
    with simulate(World((link,), (gate,), notes=(Note("there"),))) as web:
        assert verdicts(web)[link.url].state == "alive"


_APIS = (
    ("https://youtu.be/deleted----", ("www.youtube.com",)),
    ("https://huggingface.co/owner/model", ("huggingface.co",)),
    ("https://pypi.org/project/flask/", ("pypi.org",)),
    ("https://www.npmjs.com/package/react", ("registry.npmjs.org",)),
    ("https://crates.io/crates/serde", ("index.crates.io", "crates.io")),
    (f"https://www.semanticscholar.org/paper/{_PAPER}", ("api.semanticscholar.org",)),
)


@pytest.mark.parametrize("answer", [
    Answer(body=html("Welcome")),
    Answer(404, html("Not Found")),
    Answer(body=b'{"error":', headers=(("Content-Type", "application/json"),)),
    Answer(body=b'{"id":"another/thing","name":"another"}'),
    Answer(body=b"[null, null]"),
    Answer(404, b'{"detail":"no route"}'),
    Answer(fault="short"),
    Answer(fault="endless"),
    Answer(fault="hang"),
    Answer(fault="garbage"),
    refuse(401), refuse(403), refuse(429), refuse(451), refuse(500), refuse(503),
], ids=lambda answer: f"{answer.status} {answer.fault or answer.body[:20]}")  # fmt: skip
@pytest.mark.parametrize(("url", "hosts"), _APIS, ids=str)
def test_faulty_api_is_no_evidence(url: str, hosts: tuple[str, ...], answer: Answer) -> None:
    world = World(
        (Link(url, "unknown"),), tuple(Host(host, other=Page((answer,))) for host in hosts)
    )
    with simulate(world) as web:
        verdict = verdicts(web)[url]
    assert verdict.state == "unsure", verdict


async def _forget(*_: object) -> None:
    """Report nothing."""


async def _fail(*_: object) -> None:
    raise LookupError("a name")


@pytest.mark.parametrize(("check", "said"), [
    (_forget, "RuntimeError: the service `PyPI` has no verdict on https://pypi.org/project/flask/"),
    (_fail, f"LookupError: a name ({__file__}:"),
])  # fmt: skip
def test_faulty_service_is_a_bug_that_is_named(
    check: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PyPI, "check", check)
    with (
        simulate(World((Link("https://pypi.org/project/flask/", "alive"),))) as web,
        pytest.raises(InternalError) as raised,
        as_internal_error("list.md"),
    ):
        verdicts(web)
    assert raised.value.message.startswith(f"list.md: a bug in awesomecheck: {said}")
