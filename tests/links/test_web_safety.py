"""No request goes where a list must not send one, whatever the list or a server says."""

from dataclasses import replace

import pytest

from awesomecheck.links.checker import check
from tests.web import simulate
from tests.web.checking import HASTY, network, verdicts
from tests.web.world import (
    PRIVATE,
    WEB,
    Guard,
    Host,
    Link,
    Lookup,
    Page,
    World,
    page,
    redirect,
    refuse,
)

LITERALS = (
    "http://127.0.0.1/",
    "https://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://①②⑦.⓪.⓪.①/",
)


def test_special_addresses_are_not_connected_to() -> None:
    links = tuple(Link(url, "unknown") for url in LITERALS)
    with simulate(World(links)) as web:
        found = verdicts(web)
    assert {url: verdict.state for url, verdict in found.items()} == dict.fromkeys(
        LITERALS, "unsure"
    )
    assert web.connections[PRIVATE] == 0
    assert web.requests == []


@pytest.mark.parametrize(
    "lookups",
    [
        pytest.param((Lookup((PRIVATE,)),), id="always"),
        pytest.param((Lookup((WEB,)), Lookup((PRIVATE,))), id="from the second look-up on"),
        pytest.param((Lookup((PRIVATE, WEB)),), id="among others, first"),
        pytest.param((Lookup((WEB, PRIVATE)),), id="among others, last"),
        pytest.param((Lookup(("::ffff:127.0.0.1",)),), id="mapped"),
    ],
)
def test_names_of_special_addresses_are_not_connected_to(lookups: tuple[Lookup, ...]) -> None:
    links = tuple(Link(f"https://sly.example/{number}", "unknown") for number in range(3))
    with simulate(World(links, (Host("sly.example", other=Page(), lookups=lookups),))) as web:
        verdicts(web, replace(HASTY, retries=0))
    assert web.connections[PRIVATE] == 0


def test_private_addresses_are_requested_where_the_settings_allow_it() -> None:
    links = (Link("https://inside.example/", "alive"),)
    with simulate(World(links, (Host("inside.example", lookups=(Lookup((PRIVATE,)),)),))) as web:
        verdicts(web, replace(HASTY, retries=0, allow_private=True))
    assert web.connections[PRIVATE] > 0


def test_other_ports_are_requested_only_where_the_settings_allow_it() -> None:
    links = (Link("http://site.example:8081/", "alive"),)
    with simulate(World(links, (Host("site.example", other=Page()),))) as web:
        way = replace(network(web), port_map={**web.ports.map, 8081: web.ports.plain})
        assert check(world_urls(links), HASTY, network=way)[links[0].url].reason == "port"
        assert web.requests == []
        allowed = replace(HASTY, allow_ports=(8081,))
        assert check(world_urls(links), allowed, network=way)[links[0].url].state == "alive"


def world_urls(links: tuple[Link, ...]) -> list[str]:
    return [link.url for link in links]


def test_cookies_stay_within_a_chain_of_redirects() -> None:
    cookie = ("Set-Cookie", "secret=1; Path=/")
    hosts = (
        Host("one.example", {
            "/a": page(redirect("/b", 302, cookie)),
            "/b": page(redirect("https://two.example/", 302)),
            "/c": Page(),
        }),
        Host("two.example", other=Page()),
    )  # fmt: skip
    links = (Link("https://one.example/a", "alive"), Link("https://one.example/c", "alive"))
    with simulate(World(links, hosts)) as web:
        verdicts(web)
    sent = {(one.host, one.path): one.headers.get("cookie") for one in web.requests}
    assert sent == {
        ("one.example", "/a"): None,
        ("one.example", "/b"): "secret=1",
        ("one.example", "/c"): None,
        ("two.example", "/"): None,
    }


def test_referrer_is_not_sent() -> None:
    links = (Link("https://one.example/page?key=private", "alive"),)
    hosts = (
        Host("one.example", other=page(redirect("https://two.example/", 302))),
        Host("two.example", other=Page()),
    )
    with simulate(World(links, hosts)) as web:
        verdicts(web)
    assert not any("referer" in one.headers for one in web.asked("two.example"))


def test_an_illegal_cookie_of_a_redirect_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    hosts = (
        Host(
            "cookies.example",
            {
                "/": page(
                    redirect(
                        "/end",
                        302,
                        ("Set-Cookie", '"##[error]x"=1; Path=/'),
                        ("Set-Cookie", "##[warning]a,b=1"),
                        ("Set-Cookie", "seen=1; Path=/"),
                    )
                ),
                "/end": page(guard=Guard("Cookie", "seen=1", refuse(403))),
            },
        ),
    )
    link = Link("https://cookies.example/", "alive")
    with simulate(World((link,), hosts)) as web:
        found = verdicts(web)
    assert found["https://cookies.example/"].state == "alive"
    assert caplog.records == []
