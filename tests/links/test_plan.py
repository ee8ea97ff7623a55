"""Every URL is decided or requested, and each thing is requested once."""

from datetime import date
from pathlib import Path

import pytest

from awesomecheck.errors import UserError
from awesomecheck.links.checker import Ignore, LinkSettings, Network
from awesomecheck.links.plan import Plan, make_plan
from awesomecheck.links.services import services
from awesomecheck.links.services.paper_facts import PaperFacts
from awesomecheck.links.services.web import Web

GITHUB = "https://api.github.com"
TODAY = date(2026, 11, 24)


LINKS = (Path(__file__).parents[2] / "docs" / "links.md").read_text("utf-8")


def plan(*urls: str, settings: LinkSettings | None = None, api: str = GITHUB) -> Plan:
    network = Network(github_api=api, github_token=None)
    return make_plan(urls, settings or LinkSettings(), services(network), TODAY)


def test_each_service_is_in_the_docs() -> None:
    said = LINKS.partition("## Services")[2].partition("\n## ")[0].lower()
    names = {each.name for each in services(Network())} - {Web.name, PaperFacts.name}
    assert [name for name in names if name.lower() not in said] == [], "docs/links.md lists all"


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://arxiv.org/pdf/2111.06377v2.pdf", "arxiv"),
        ("https://huggingface.co/papers/2111.06377", "arxiv"),
        ("https://huggingface.co/facebook/mae", "Hugging Face"),
        ("https://huggingface.co/datasets/owner/name", "Hugging Face"),
        ("https://huggingface.co/facebook/mae/tree/main", "web"),
        ("https://huggingface.co/docs/hub", "web"),
        ("https://huggingface.co/blog/a", "web"),
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", "YouTube"),
        ("https://youtu.be/abcdefghijk", "YouTube"),
        ("https://www.youtube.com/playlist?list=x", "web"),
        ("https://www.youtube.com/@somebody", "web"),
        ("https://crates.io/crates/serde/1.0.0", "crates.io"),
        ("https://crates.io/keywords/cli", "web"),
        ("https://pypi.org/project/Flask/", "PyPI"),
        ("https://www.npmjs.com/package/@scope/name", "npm"),
        ("https://www.semanticscholar.org/paper/A-title/" + "0a" * 20, "Semantic Scholar"),
        ("https://api.semanticscholar.org/CorpusID:12", "Semantic Scholar"),
        ("https://web.archive.org/web/2020/http://example.org/", "wayback"),
        ("https://github.com/facebookresearch/mae", "github"),
        ("https://github.com/facebookresearch", "github"),
        ("https://github.com/topics", "web"),
        ("https://raw.githubusercontent.com/a/b/main/c", "github"),
        ("https://gist.github.com/a/b", "web"),
        ("https://a.github.io/b", "web"),
        ("https://doi.org/10.1000/1", "doi"),
        ("https://doi.org/10.48550/arXiv.2111.06377", "arxiv"),
        ("https://openreview.net/forum?id=x", "OpenReview"),
        ("https://openreview.net/pdf?id=x", "web"),
        ("https://example.org", "web"),
    ],
)
def test_services(url: str, service: str) -> None:
    (query,) = plan(url).queries.values()
    assert query.service == service


@pytest.mark.parametrize(
    "urls",
    [
        ("https://arxiv.org/abs/2111.06377", "http://www.arxiv.org/abs/2111.06377/"),
        ("https://arxiv.org/pdf/2111.06377", "https://export.arxiv.org/pdf/2111.06377.pdf"),
        ("https://arxiv.org/abs/2111.06377", "https://doi.org/10.48550/arXiv.2111.06377"),
        ("https://youtu.be/abcdefghijk", "https://m.youtube.com/watch?v=abcdefghijk&list=x"),
        ("https://pypi.org/project/a_b/", "https://pypi.org/project/A-b"),
        ("https://github.com/A/B", "http://github.com/a/b.git", "https://github.com/a/b#readme"),
        ("https://doi.org/10.1000/A", "http://dx.doi.org/10.1000/a"),
        ("https://example.org", "https://EXAMPLE.org:443/", "https://user:pw@example.org/"),
    ],
)
def test_spellings_of_one_thing_are_requested_once(urls: tuple[str, ...]) -> None:
    made = plan(*urls, *urls)
    assert made.urls == list(urls)
    assert len(made.queries) == 1
    assert [made.urls_of(key) for key in made.queries] == [urls]


def test_what_may_answer_differently_is_requested_apart() -> None:
    urls = (
        "http://example.org/", "https://example.org/", "https://www.example.org/",
        "https://example.org/#a", "https://example.org/a", "https://example.org/a/",
    )  # fmt: skip
    assert len(plan(*urls).queries) == len(urls)


def test_forms_of_a_paper_are_requested_apart() -> None:
    urls = [f"https://arxiv.org/{form}/2111.06377" for form in ("abs", "pdf", "html")]
    urls.append("https://arxiv.org/abs/2111.06377v2")
    assert len(plan(*urls).queries) == len(urls)


def test_no_password_is_cached() -> None:
    assert "secret" not in "".join(plan("https://user:secret@example.org/").queries)


def test_repositories_of_an_enterprise_server_are_requested_from_its_api() -> None:
    made = plan(
        "https://git.example/a/b", "https://github.com/a/b", api="https://git.example/api/v3"
    )
    assert [query.service for query in made.queries.values()] == ["github", "web"]


@pytest.mark.parametrize(
    ("pattern", "url", "ignored"),
    [
        ("https://example.org/*", "https://example.org/a/b?c", True),
        ("https://example.org/*", "http://example.org/a", False),
        ("https://example.org", "https://example.org/a", False),
        ("https://example.org/*", "https://Example.org", True),
        ("https://example.org/*", "https://example.org?q=1", True),
        ("https://example.org/*", "https://example.org.example/", False),
        ("/^https://example\\.org/$/", "https://example.org", True),
        ("/example\\.org$/", "https://example.org", True),
        ("https://example.org", "https://example.org/", False),
        ("*linkedin.com*", "https://www.linkedin.com/in/x", True),
        ("https://Example.ORG/A*", "HTTPS://example.org/A/b", True),
        ("https://example.org/A*", "https://EXAMPLE.org/A/b", True),
        ("https://example.org/A*", "https://example.org/a/b", False),
        ("*LinkedIn.com*", "https://www.linkedin.com/in/x", True),
        ("*/README.md", "https://example.org/README.md", True),
        ("*README.md", "https://example.org/README.md", True),
        ("/linkedin\\.(com|de)/", "https://www.linkedin.de/in/x", True),
        ("/^http:/", "https://a.example/?u=http://b", False),
    ],
)
def test_ignored_urls(pattern: str, url: str, ignored: bool) -> None:
    settings = LinkSettings(ignore=(Ignore(pattern, "it blocks robots"),))
    made = plan(url, settings=settings)
    assert (url in made.decided) == ignored
    if ignored:
        assert made.decided[url].state == "skipped"
        assert "it blocks robots" in made.decided[url].evidence


def test_ignoring_ends_after_its_last_day() -> None:
    url = "https://example.org/"
    for until, ignored in ((TODAY, True), (date(2026, 11, 23), False)):
        settings = LinkSettings(ignore=(Ignore("*", "for now", until),))
        assert (url in plan(url, settings=settings).decided) == ignored


def test_only_some_urls_are_checked() -> None:
    made = plan(
        "https://a.example/", "https://b.example/", settings=LinkSettings(only=("*//a.*",))
    )
    assert made.decided["https://b.example/"].reason == "not-selected"
    assert [made.urls_of(key) for key in made.queries] == [("https://a.example/",)]


def test_wrong_pattern_is_the_users_error() -> None:
    with pytest.raises(UserError, match="not a valid regular expression"):
        plan("https://a.example/", settings=LinkSettings(only=("/(/",)))


@pytest.mark.parametrize("url", ["mailto:a@b", "ftp://a.example/", "a/b.md", "#top", ""])
def test_what_is_not_on_the_web_is_skipped(url: str) -> None:
    assert plan(url).decided[url].state == "skipped"


def test_malformed_urls_are_decided() -> None:
    verdict = plan("https://a b/").decided["https://a b/"]
    assert (verdict.state, verdict.reason) == ("unsure", "malformed-url")
