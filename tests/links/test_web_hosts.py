"""Hosts get the headers that the settings name for them, and no other host does."""

from dataclasses import replace

import pytest

from awesomecheck.errors import UserError
from awesomecheck.links.checker import Event, HostSettings, LinkSettings, Notice, check
from tests.web import simulate
from tests.web.checking import HASTY, network
from tests.web.world import Answer, Guard, Host, Link, World, page, redirect, refuse

SECRET = "s3cr3t"  # noqa: S105 - opens nothing
WORLD = World(
    links=(
        Link("https://wiki.example/in", "alive"),
        Link("http://wiki.example/plain", "unknown"),
        Link("https://wiki.example/away", "alive"),
    ),
    hosts=(
        Host(
            "wiki.example",
            {
                "/in": page(guard=Guard("authorization", f"Bearer {SECRET}", refuse(401))),
                "/away": page(redirect("https://other.example/", 302)),
            },
        ),
        Host("other.example", other=page()),
    ),
)


def with_host(**settings: object) -> LinkSettings:
    host = HostSettings(**settings)  # type: ignore[arg-type]
    return replace(HASTY, hosts={"wiki.example": host})


def test_headers_go_to_their_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIKI_TOKEN", f" {SECRET}\n")
    headers = {"Authorization": "Bearer ${WIKI_TOKEN}", "X-Client": "list"}
    told: list[Event] = []
    with simulate(WORLD) as web:
        settings = with_host(headers=headers)
        found = check(WORLD.urls, settings, network=network(web), observer=told.append)
    assert found["https://wiki.example/in"].state == "alive"
    secret = [one for one in web.requests if SECRET in str(one.headers)]
    assert {(one.host, one.tls) for one in secret} == {("wiki.example", True)}
    plain = [one for one in web.requests if one.headers.get("x-client") == "list"]
    assert {one.host for one in plain} == {"wiki.example"}
    assert SECRET not in f"{settings} {told} {found}"


@pytest.mark.parametrize("value", ["", "two\nlines"])
def test_header_without_a_value_is_left_out(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WIKI_TOKEN", value)
    told: list[Event] = []
    with simulate(WORLD) as web:
        settings = with_host(headers={"Authorization": "Bearer ${WIKI_TOKEN}"})
        found = check(WORLD.urls, settings, network=network(web), observer=told.append)
    assert found["https://wiki.example/in"].reason == "login-required"
    assert not any("authorization" in one.headers for one in web.requests)
    [notice] = [event for event in told if isinstance(event, Notice)]
    assert "`WIKI_TOKEN`" in notice.message


@pytest.mark.parametrize("status", [403, 429, 503, 999])
def test_accepted_status_is_that_of_a_living_page(status: int) -> None:
    hosts = (
        Host("wiki.example", other=page(refuse(status))),
        Host("other.example", other=page(Answer(status))),
    )
    links = (Link("https://wiki.example/", "alive"), Link("https://other.example/", "unknown"))
    with simulate(World(links, hosts)) as web:
        found = check([link.url for link in links], with_host(accept=(status,)), network(web))
    assert [found[link.url].state for link in links] == ["alive", "unsure"]
    assert len(web.asked("wiki.example")) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-A", "two\r\nX-B: lines"), ("X-A\n", "1"), ("X A", "1"), ("", "1"), ("X-A", "\x00"),
        ("X-A", "\u00fc"), ("Host", "other.example"), ("content-length", "5"),
    ],
)  # fmt: skip
def test_header_that_cannot_be_sent_is_an_error(name: str, value: str) -> None:
    with pytest.raises(UserError, match="`headers`") as error:
        HostSettings(headers={name: value})
    assert value not in str(error.value) or len(value) == 1


def test_status_that_no_page_has_is_an_error() -> None:
    with pytest.raises(UserError, match="`accept`"):
        HostSettings(accept=(20,))
