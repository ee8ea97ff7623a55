"""Whatever a list holds and however broken the network is, each URL gets a verdict."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from awesomecheck.errors import UserError
from awesomecheck.links.checker import Event, LinkSettings, Network, Notice, check
from awesomecheck.rules import Verdict
from tests.web import Web, simulate
from tests.web.checking import HASTY, network
from tests.web.names import Names
from tests.web.proxy import proxy
from tests.web.world import REFUSES, Host, Link, Lookup, Page, World, redirect

IMPOSSIBLE = (
    "http://",
    "https://",
    "http:///path",
    "https://?",
    "https://#",
    "http://.",
    "http://..",
    "https://./x",
    "http://.example/",
    "http://-/",
    "http://a..example/",
    "http://exa mple.example/",
    "http://<script>.example/",
    "http://%zz.example/",
    "http://a%00b.example/",
    "http://a\x00b.example/",
    "http://a\nb.example/",
    "https://one.example/\x00",
    "https://one.example/\ud800",
    "https://" + "x" * 64 + ".example/",
    "https://" + "x." * 200 + "example/",
    "https://xn--\u00fc.example/",
    "https://xn--a.example/",
    "https://xn--.example/",
    "https://\u2488com.example/",
    "https://one.example:0/",
    "https://one.example:65536/",
    "https://one.example:99999999999999999999/",
    "https://one.example:-1/",
    "https://one.example:http/",
    "https://one.example:/",
    "https://[::1",
    "https://[::1]x/",
    "https://[not::an:address]/",
    "https://[]/",
    "http://1.2.3.4.5/",
    "http://256.256.256.256/",
    "http://0x/",
    "https://@/",
    "https://user@/",
    "https://:@:/",
    "https://user:pass:word@one.example/",
    "https://one.example\\@two.example/",
    "https:one.example/",
    "https:/one.example/",
    "HTTPS://ONE.EXAMPLE/",
    "https://one.example/%",
    "https://one.example/%zz",
    "https://one.example/?%",
    "https://one.example/#%",
    "https://one.example/" + "x" * 100_000,
    "https://arxiv.org/abs/",
    "https://arxiv.org/abs/9999.99999v0",
    "https://arxiv.org/abs/..%2f..",
    "https://github.com//",
    "https://github.com/a/",
    "https://github.com/a/b/tree/%00",
    "https://github.com/a/b/blob/",
    "https://github.com/\u00fc/\u00fc",
    'https://github.com/a"b/c}{d',
    "https://doi.org/",
    "https://doi.org/10.",
    "https://doi.org/10.1000/\u00fc?#",
    "mailto:me@one.example",
    "ftp://one.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//one.example/",
    "one.example",
    "#fragment",
    "",
    " ",
    "\u202ehttps://one.example/",
)


def test_every_url_gets_a_verdict_whatever_it_is() -> None:
    with simulate(World(hosts=(Host("one.example", other=Page()),))) as web:
        found = check(IMPOSSIBLE, replace(HASTY, retries=0), network=network(web))
    assert found.keys() == set(IMPOSSIBLE)
    assert {url for url, verdict in found.items() if verdict.state == "dead"} <= {
        url for url in IMPOSSIBLE if "github.com" in url or "doi.org" in url or "arxiv" in url
    }
    asked = {request.host for request in web.requests}
    assert asked <= {
        "one.example", "two.example", "github.com", "api.github.com", "doi.org", "arxiv.org",
        "export.arxiv.org",
    }  # fmt: skip
    assert found["HTTPS://ONE.EXAMPLE/"].state == "alive"
    assert found["ftp://one.example/"].state == "skipped"


def told(
    urls: list[str], way: Network, settings: LinkSettings = HASTY
) -> tuple[Mapping[str, Verdict], list[Notice]]:
    events: list[Event] = []
    found = check(urls, settings, network=way, observer=events.append)
    return found, [event for event in events if isinstance(event, Notice)]


LIST = [
    "https://arxiv.org/abs/2111.06377",
    "https://github.com/owner/name",
    "https://doi.org/10.1000/1",
    *(f"https://site-{number}.example/" for number in range(20)),
]


@pytest.mark.parametrize(
    "lookup",
    [
        pytest.param(Lookup((), "temporary"), id="the name service fails"),
        pytest.param(Lookup((), "nxdomain"), id="the name service knows nothing"),
        pytest.param(Lookup((), "timeout"), id="the name service is silent"),
    ],
)
def test_no_network_is_reported_once_and_nothing_is_checked(lookup: Lookup) -> None:
    names = ["arxiv.org", "export.arxiv.org", "github.com", "api.github.com", "doi.org"]
    table = dict.fromkeys(names, (lookup,))
    table |= {f"site-{number}.example": (lookup,) for number in range(20)}
    with simulate(World()) as web:
        way = replace(network(web), resolver=lambda: Names(table))
        found, notices = told(LIST, way)
    assert {(verdict.state, verdict.reason) for verdict in found.values()} == {
        ("unsure", "offline")
    }
    assert len(notices) == 1
    assert "network" in notices[0].message


def test_list_of_only_dead_hosts_is_not_taken_for_no_network() -> None:
    hosts = [
        Host(f"site-{number}.example", lookups=(Lookup((), "nxdomain"),)) for number in range(10)
    ]
    hosts += [
        Host(f"shut-{number}.example", lookups=(Lookup((REFUSES,)),)) for number in range(10)
    ]
    links = tuple(Link(f"https://{host.name}/", "unknown") for host in hosts)
    world = World(links, tuple(hosts))
    with simulate(world) as web:
        found, notices = told(world.urls, network(web), replace(HASTY, retries=0))
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert {verdict.reason for verdict in found.values()} == {"no-such-host", "refused"}
    assert notices == []


SITES = World(
    links=(
        Link("https://one.example/", "alive"),
        Link("http://one.example/", "alive"),
        Link("https://two.example/gone", "dead"),
        Link("https://inside.localhost/", "unknown"),
    ),
    hosts=(Host("one.example", other=Page()), Host("two.example")),
)


def through(web: Web, url: str) -> Network:
    return replace(network(web), proxies={"http": url, "https": url})


def test_proxy_gets_every_request() -> None:
    with simulate(SITES) as web, proxy(web) as way:
        found, notices = told(SITES.urls, through(web, way.url))
    assert [found[link.url].state for link in SITES.links] == ["alive", "alive", "dead", "unsure"]
    assert notices == []
    assert len(way.asked) == 3
    assert not any("localhost" in target for target in way.asked)
    assert web.names.asked == {}


@pytest.mark.parametrize("url", ["http://[", "nonsense:what", "http://:http", "socks5://a:1"])
def test_proxy_without_a_usable_url_is_reported_once(url: str) -> None:
    with simulate(World()) as web:
        found, notices = told(
            ["https://one.example/"], replace(network(web), proxies={"all": url})
        )
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert [notice.hint for notice in notices] == ["see HTTPS_PROXY, HTTP_PROXY and NO_PROXY"]


@pytest.mark.parametrize("variable", ["GITHUB_API_URL", "GITHUB_GRAPHQL_URL"])
@pytest.mark.parametrize(
    "address", ["api.github.com", "http://[::1", "ftp://a.example", "http://"]
)
def test_invalid_url_of_an_api_is_the_users_error(
    variable: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, address)
    with pytest.raises(UserError, match=variable) as error:
        Network()
    assert error.value.hint


def test_url_of_an_api_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_GRAPHQL_URL", raising=False)
    for written in (" https://git.example/api/v3/ \n", "https://git.example/api/v3"):
        monkeypatch.setenv("GITHUB_API_URL", written)
        way = Network()
        assert way.github_api == "https://git.example/api/v3"
        assert way.github_graphql == "https://git.example/api/graphql"
        assert way.github_host == "git.example"
    monkeypatch.setenv("GITHUB_API_URL", "  ")
    assert Network().github_api == "https://api.github.com"


def test_token_is_found_under_both_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.setenv("GH_TOKEN", " one ")
    found = [Network().github_token]
    monkeypatch.setenv("GITHUB_TOKEN", "two")
    found.append(Network().github_token)
    assert found == ["one", "two"]


@pytest.mark.parametrize("kind", ["refuses", "is not there"])
def test_proxy_that_lets_nothing_through_is_reported_once(kind: str) -> None:
    urls = [f"https://site-{number}.example/" for number in range(6)]
    with simulate(World()) as web, proxy(web, refuses=True) as way:
        url = way.url if kind == "refuses" else f"http://{REFUSES}:{way.port}"
        found, notices = told(urls, through(web, url), replace(HASTY, retries=0))
    assert {verdict.state for verdict in found.values()} == {"unsure"}
    assert len(notices) == 1
    assert "proxy" in notices[0].message.lower()


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("\\real", "/real"),
        ("https:\\\\one.example\\real", "/real"),
        ("/web/https://two.example//a", "/web/https://two.example//a"),
        ("b", "/a//b"),
        ("?c=d", "/a//from?c=d"),
        ("/b\u00fccher", "/b%C3%BCcher"),
    ],
)
def test_redirects_are_read_as_browsers_read_them(location: str, path: str) -> None:
    url = "https://one.example/a//from"
    pages = {"/a//from": Page((redirect(location),)), path: Page()}
    with simulate(World((Link(url, "moved"),), (Host("one.example", pages),))) as web:
        found = check([url], HASTY, network=network(web))
    assert (found[url].state, found[url].final_url) == ("moved", f"https://one.example{path}")
