"""Repositories are checked by GitHub's APIs, with a token or without; limits are no evidence."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace

import pytest

from awesomecheck.links.checker import Event, LinkSettings, Notice, check
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import HASTY, contradictions, network, verdicts
from tests.web.world import Answer, GitHub, Host, Link, Page, Repository, World, redirect, refuse

API = "api.github.com"
TOKEN = "ghp_simulated"  # noqa: S105 - opens nothing
HUB = GitHub(
    (
        Repository(
            "Owner/Lively",
            paths=("README.md", "src/deep/file.py", "docs/a b.md"),
            tags=("v1.0", "rel/2"),
            issues=(1, 2),
            pulls=(7,),
            wiki=("Page",),
            stars=42,
            license="Apache-2.0",
        ),
        Repository("new-owner/new-name", former=("old-owner/old-name",), paths=("README.md",)),
        Repository("owner/archived", archived=True),
        Repository("owner/empty", empty=True),
        Repository("owner/taken-down", state="dmca"),
        Repository("owner/disabled", state="tos"),
        Repository("owner/private", state="private"),
        Repository("owner/fails-in-graphql", graphql_error="SERVICE_UNAVAILABLE"),
        Repository("owner/behind-saml", graphql_error="FORBIDDEN"),
        *(Repository(f"many/number-{number}") for number in range(20)),
    ),
    users=("somebody",),
    gists=("0123456789abcdef0123",),
    tokens=(TOKEN,),
)
LIVE = (
    "https://github.com/Owner/Lively",
    "https://github.com/owner/lively/",
    "https://github.com/Owner/Lively.git",
    "https://github.com/Owner/Lively#readme",
    "http://github.com/Owner/Lively",
    "https://www.github.com/Owner/Lively",
    "https://github.com/Owner/Lively/tree/main/src",
    "https://github.com/Owner/Lively/tree/main/src/deep/",
    "https://github.com/Owner/Lively/blob/main/src/deep/file.py",
    "https://github.com/Owner/Lively/blob/main/docs/a%20b.md",
    "https://github.com/Owner/Lively/blob/v1.0/README.md",
    "https://github.com/Owner/Lively/tree/rel/2/src",
    "https://github.com/Owner/Lively/tree/main",
    "https://github.com/Owner/Lively/issues",
    "https://github.com/Owner/Lively/issues/1",
    "https://github.com/Owner/Lively/pull/7",
    "https://github.com/Owner/Lively/releases",
    "https://github.com/Owner/Lively/releases/tag/v1.0",
    "https://raw.githubusercontent.com/Owner/Lively/main/README.md",
    "https://gist.github.com/someone/0123456789abcdef0123",
    "https://github.com/Owner/Lively/wiki",
    "https://github.com/Owner/Lively/wiki/Home",
    "https://github.com/Owner/Lively/wiki/Page",
    "https://github.com/somebody",
    "https://github.com/owner/archived",
    "https://github.com/owner/empty",
    "https://github.com/owner/fails-in-graphql",
    "https://github.com/owner/behind-saml",
    *(f"https://github.com/many/number-{number}" for number in range(20)),
)
MOVED = (
    "https://github.com/old-owner/old-name",
    "https://github.com/old-owner/old-name/blob/main/README.md",
)
DEAD = (
    "https://github.com/nobody/nothing",
    "https://github.com/owner/private",
    "https://github.com/Owner/Lively/tree/main/nothing",
    "https://github.com/Owner/Lively/blob/gone/README.md",
    "https://github.com/Owner/Lively/issues/99",
    "https://github.com/Owner/Lively/releases/tag/v9",
    "https://github.com/nobody-at-all",
    "https://gist.github.com/someone/ffffffffffffffffffff",
    "https://raw.githubusercontent.com/Owner/Lively/main/nothing.md",
)
LOST = (
    "https://github.com/Owner/Lively/wiki/Gone",
    "https://github.com/owner/archived/wiki",
    "https://github.com/owner/archived/wiki/Page",
)
"""Pages of wikis that lead to the wiki's first page, or to a repository without one."""
TAKEN = ("https://github.com/owner/taken-down", "https://github.com/owner/disabled")
WORLD = World(
    links=(
        *(Link(url, "alive", ("alive", "moved")) for url in LIVE),
        *(Link(url, "moved", ("moved",)) for url in MOVED),
        *(Link(url, "dead", ("dead",)) for url in DEAD),
        *(Link(url, "unknown", ("dead", "unsure")) for url in TAKEN),
        *(Link(url, "unknown", ("unsure",)) for url in LOST),
    ),
    github=HUB,
)


@dataclass(frozen=True, slots=True)
class Checked:
    token: str | None
    web: Web
    verdicts: Mapping[str, Verdict]


@pytest.fixture(scope="module", params=[TOKEN, None], ids=["token", "no token"])
def checked(request: pytest.FixtureRequest) -> Generator[Checked]:
    token: str | None = request.param
    with simulate(WORLD) as web:
        yield Checked(token, web, verdicts(web, token=token))


def test_every_link_gets_its_verdict(checked: Checked) -> None:
    found = checked.verdicts
    wrong = [link.url for link in WORLD.links if found[link.url].state not in link.states]
    assert [(url, found[url]) for url in wrong] == []


def test_repositories_take_few_calls_with_a_token(checked: Checked) -> None:
    asked = checked.web.asked(API)
    if checked.token:
        assert len(checked.web.asked(API, "/graphql")) == 1
        assert len(asked) <= 1 + 4  # REST for what GraphQL left open
    else:
        assert checked.web.asked(API, "/graphql") == []
        assert len(asked) <= 60


def test_no_request_is_refused(checked: Checked) -> None:
    assert [place for place in checked.web.statuses if place[1] == 429] == []
    found = checked.verdicts.values()
    assert not any(verdict.reason == "rate-limited" for verdict in found)


def test_token_goes_to_the_api_alone(checked: Checked) -> None:
    hosts = {one.host for one in checked.web.requests if TOKEN in str(one.headers)}
    assert hosts == ({API} if checked.token else set())
    assert not any(TOKEN in one.target for one in checked.web.requests)


def test_facts_come_with_the_verdict(checked: Checked) -> None:
    facts = checked.verdicts["https://github.com/Owner/Lively"].facts
    assert facts["full_name"] == "Owner/Lively"
    assert facts["stars"] == 42
    assert facts["license"] == "Apache-2.0"
    assert facts["archived"] is False
    assert checked.verdicts["https://github.com/owner/archived"].facts["archived"] is True


def test_renamed_repository_is_found_where_it_is_now(checked: Checked) -> None:
    for url in MOVED:
        final = checked.verdicts[url].final_url
        assert final == url.replace("old-owner/old-name", "new-owner/new-name")


def notices(
    world: World, token: str | None, settings: LinkSettings = HASTY
) -> tuple[Web, Mapping[str, Verdict], list[Notice]]:
    told: list[Event] = []
    with simulate(world) as web:
        found = check(world.urls, settings, network=network(web, token), observer=told.append)
    return web, found, [event for event in told if isinstance(event, Notice)]


SMALL = World(
    links=(
        Link("https://github.com/many/number-1", "alive"),
        Link("https://github.com/many/number-2", "alive"),
        Link("https://github.com/old-owner/old-name", "moved"),
        Link("https://github.com/nobody/nothing", "dead"),
    ),
    github=HUB,
)


def with_hub(**changes: object) -> World:
    return replace(SMALL, github=replace(HUB, **changes))  # type: ignore[arg-type]


def test_refused_token_is_reported_once_and_does_not_matter() -> None:
    _, found, told = notices(SMALL, "ghp_refused")
    assert contradictions(SMALL.links, found) == []
    assert {found[link.url].state for link in SMALL.links} == {"alive", "moved", "dead"}
    assert len(told) == 1
    assert "token" in told[0].message.lower()
    assert "ghp_refused" not in told[0].message + told[0].hint


@pytest.mark.parametrize(
    ("world", "token"),
    [
        pytest.param(with_hub(rest_used=60), None, id="REST used up"),
        pytest.param(with_hub(rest_limit=2), None, id="REST used up on the way"),
        pytest.param(with_hub(secondary_after=0), None, id="secondary limit"),
        pytest.param(with_hub(graphql_broken=refuse(502)), TOKEN, id="GraphQL breaks down"),
        pytest.param(with_hub(graphql_broken=refuse(404)), TOKEN, id="no GraphQL"),
        pytest.param(with_hub(graphql_limit=0), TOKEN, id="GraphQL used up"),
        pytest.param(with_hub(secondary_after=0), TOKEN, id="secondary limit with a token"),
    ],
)
def test_pages_are_requested_where_apis_refuse(world: World, token: str | None) -> None:
    web, found, _ = notices(world, token)
    assert contradictions(world.links, found) == []
    assert found["https://github.com/many/number-1"].state == "alive"
    assert found["https://github.com/nobody/nothing"].state == "dead"
    assert len(web.requests) < 30


def test_links_are_unsure_where_pages_refuse_too() -> None:
    shut = replace(HUB.pages, requests=0)
    _, found, _ = notices(with_hub(rest_used=60, pages=shut), None, replace(HASTY, retries=0))
    assert {verdict.state for verdict in found.values()} == {"unsure"}


def test_long_run_without_a_token_is_announced() -> None:
    repositories = tuple(Repository(f"many/number-{number}") for number in range(100))
    links = tuple(Link(f"https://github.com/{one.name}", "alive") for one in repositories)
    _, found, told = notices(World(links, github=GitHub(repositories)), None)
    assert {verdict.state for verdict in found.values()} == {"alive"}
    assert [notice.message for notice in told] == [
        "100 GitHub repositories, and no token: GitHub's API answers for 60 an hour, and the pages"
        " of the others take about 1 minute"
    ]
    assert "gh auth token" in told[0].hint


def test_call_that_fails_is_made_once_more() -> None:
    world = with_hub(graphql_broken=Answer(fault="reset"), graphql_breaks=1)
    web, found, _ = notices(world, TOKEN)
    assert contradictions(world.links, found) == []
    assert len(web.asked(API, "/graphql")) == 2
    assert len(web.asked(API)) == 2


def test_page_has_the_last_word_on_a_repository_that_the_api_does_not_know() -> None:
    # An address of another API, or a part of the site that looks like a repository.
    nobody = replace(HUB, repositories=(), tokens=(TOKEN,))
    links = SMALL.links[:2]
    hosts = (Host("github.com", other=Page()),)
    for token in (TOKEN, None):
        _, found, _ = notices(World(links, hosts, github=nobody), token)
        assert {verdict.state for verdict in found.values()} == {"alive"}


def test_missing_repository_costs_one_page() -> None:
    links = tuple(Link(f"https://github.com/nobody/{number}", "dead") for number in range(12))
    web, found, _ = notices(World(links, github=HUB), TOKEN)
    assert {verdict.reason for verdict in found.values()} == {"missing-repository"}
    assert len(web.asked("github.com")) == len(links)


def test_token_does_not_follow_a_redirect() -> None:
    away = Page((redirect("https://elsewhere.example/repos/many/number-1"),))
    hosts = (Host(API, other=away), Host("elsewhere.example", other=Page()))
    web, found, _ = notices(replace(SMALL, hosts=hosts), TOKEN)
    assert contradictions(SMALL.links, found) == []
    assert {one.host for one in web.requests if TOKEN in str(one.headers)} == {API}


def test_enterprise_server_is_requested_at_its_own_url() -> None:
    hub = replace(HUB, api="ghe.example", web="ghe.example")
    links = (
        Link("https://ghe.example/many/number-1", "alive"),
        Link("https://ghe.example/nobody/nothing", "dead"),
        Link("https://github.com/many/number-1", "alive"),
    )
    world = World(links, (Host("github.com", other=Page()),), github=hub)
    with simulate(world) as web:
        way = replace(
            network(web, TOKEN),
            github_api="https://ghe.example/api/v3",
            github_graphql="https://ghe.example/api/graphql",
        )
        found = check(world.urls, HASTY, network=way)
    assert [found[link.url].state for link in links] == ["alive", "dead", "alive"]
    assert len(web.asked("ghe.example", "/api/graphql")) == 1
    assert {one.host for one in web.requests if TOKEN in str(one.headers)} == {"ghe.example"}
