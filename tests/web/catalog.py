"""Everything that a site may do to a link checker, with the verdicts that are right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import gzip
from typing import Final

from tests.web.world import (
    GONE,
    HANG,
    HTML,
    OK,
    PRIVATE,
    REFUSES,
    SILENT,
    SLAMS,
    WEB,
    WEB6,
    Answer,
    Certificate,
    Guard,
    Host,
    Limit,
    Link,
    Lookup,
    Page,
    Truth,
    html,
    page,
    redirect,
    refuse,
)

LANDING: Final = "https://landing.example/here"
"""Where redirects to another host lead."""
LANDING_HOST: Final = Host("landing.example", {"/here": page(), "/": page()})

PLAIN: Final = page()

ALIVE = ("alive",)
MOVED = ("moved",)
DEAD = ("dead",)
UNSURE = ("unsure",)


@dataclass(frozen=True, slots=True)
class Case:
    """One behaviour, on a host of its own."""

    name: str
    truth: Truth
    states: tuple[str, ...]
    page: Page = PLAIN
    """What the link's path answers."""
    reason: str | None = None
    more: Mapping[str, Page] = field(default_factory=dict[str, Page])
    path: str = "/page"
    """The path as the list has it, perhaps with a fragment."""
    sent: str | None = None
    """The path as it must arrive, where that differs."""
    scheme: str = "https"
    prefix: str = ""
    """Stands before the host in the URL: credentials."""
    port: str = ""
    lookups: tuple[Lookup, ...] = (Lookup(),)
    certificate: Certificate = "good"
    limit: Limit | None = None

    def host(self, name: str) -> Host:
        """The host that behaves so."""
        path = self.sent or self.path.partition("#")[0]
        return Host(
            name,
            {path: self.page, **self.more},
            lookups=self.lookups,
            certificate=self.certificate,
            limit=self.limit,
        )

    def link(self, host: str) -> Link:
        """The link to it."""
        url = f"{self.scheme}://{self.prefix}{host}{self.port}{self.path}"
        return Link(url, self.truth, self.states, self.reason)


def _at(*addresses: str) -> tuple[Lookup, ...]:
    return (Lookup(addresses),)


def _to(location: str, status: int = 301) -> Page:
    return page(redirect(location, status))


def _zipped(body: bytes) -> Answer:
    return Answer(200, gzip.compress(body, 9), (HTML, ("Content-Encoding", "gzip")))


_COOKIE = ("Set-Cookie", "pass=yes; Path=/")
_CHALLENGE = html("Just a moment...")
_ANCHORS = html("Places", "<h2 id='one'>1</h2><a name=two></a><p id='user-content-three'></p>")

LIVING: Final = (
    Case("plain page", "alive", ALIVE),
    Case("no TLS", "alive", ALIVE, scheme="http"),
    Case("front page", "alive", ALIVE, path="/"),
    Case("no path", "alive", ALIVE, path="", sent="/"),
    Case("HEAD refused", "alive", ALIVE, page(head=refuse(405))),
    Case("HEAD not implemented", "alive", ALIVE, page(head=refuse(501))),
    Case("HEAD wrong", "alive", ALIVE, page(head=GONE)),
    Case("HEAD hangs", "alive", ALIVE, page(head=HANG)),
    Case("HEAD resets", "alive", ALIVE, page(head=Answer(fault="reset"))),
    Case("429 once, seconds", "alive", ALIVE, page(refuse(429, ("Retry-After", "1")), OK)),
    Case("429 once, date", "alive", ALIVE, page(Answer(429, date_after=2), OK)),
    Case("429 once, no word", "alive", ALIVE, page(refuse(429), OK)),
    Case("429 once, nonsense", "alive", ALIVE, page(refuse(429, ("Retry-After", "soon")), OK)),
    Case("429 once, negative", "alive", ALIVE, page(refuse(429, ("Retry-After", "-5")), OK)),
    Case("408 once", "alive", ALIVE, page(refuse(408), OK)),
    Case("503 once", "alive", ALIVE, page(refuse(503), OK)),
    Case("502 once", "alive", ALIVE, page(refuse(502), OK)),
    Case("500 once", "alive", ALIVE, page(refuse(500), OK)),
    Case("reset once", "alive", ALIVE, page(Answer(fault="reset"), OK)),
    Case("closed once", "alive", ALIVE, page(Answer(fault="close"), OK)),
    Case("no name once", "alive", ALIVE, lookups=(Lookup((), "temporary"), Lookup())),
    Case("slow", "alive", ALIVE, page(Answer(delay=0.7))),
    Case("no content", "alive", ALIVE, page(Answer(204, b"", ()))),
    Case("empty", "alive", ALIVE, page(Answer(200, b"", ()))),
    Case("PDF", "alive", ALIVE, page(Answer(200, b"%PDF" * 9, (("Content-Type", "app/pdf"),)))),
    Case("302", "alive", ALIVE, _to(LANDING, 302)),
    Case("303", "alive", ALIVE, _to(LANDING, 303)),
    Case("307", "alive", ALIVE, _to("/other", 307), more={"/other": page()}),
    Case("302 in steps", "alive", ALIVE, _to("../a/./b", 302), path="/x/y/z", more={
        "/x/a/b": _to("c?q=1", 302), "/x/a/c?q=1": _to("//landing.example/here", 302),
    }),
    Case("301 and back by 302", "alive", ("alive", "moved"), _to("/b"), more={
        "/b": _to("/c", 302), "/c": page(),
    }),
    Case("cookie in a chain", "alive", ("alive", "moved"),
         page(guard=Guard("cookie", "pass=yes", redirect("/gate", 302))),
         more={"/gate": page(redirect("/page", 302, _COOKIE))}),
    Case("huge header", "alive", ALIVE, page(Answer(headers=(HTML, ("X-Big", "x" * 60_000))))),
    Case("many headers", "alive", ALIVE, page(Answer(headers=(
        HTML, *((f"X-Header-{number}", "words " * 20) for number in range(300)),
    )))),
    Case("header in Latin", "alive", ALIVE, page(Answer(headers=(HTML, ("X-Name", "Zoë"))))),
    Case("gzip", "alive", ALIVE, page(_zipped(html("Zipped")))),
    Case("gzip bomb", "alive", ALIVE, page(_zipped(bytes(64 * 1024 * 1024)))),
    Case("gzip that is none", "alive", ("alive", "unsure"),
         page(Answer(headers=(HTML, ("Content-Encoding", "gzip"))))),
    Case("endless", "alive", ALIVE, page(Answer(fault="endless"))),
    Case("drip", "alive", ("alive", "unsure"), page(Answer(fault="drip"))),
    Case("reset within the body", "alive", ("alive", "unsure"),
         page(Answer(fault="reset-body"))),
    Case("half an answer", "alive", ("alive", "unsure"), page(Answer(fault="short"))),
    Case("id", "alive", ALIVE, page(Answer(body=_ANCHORS)), path="/page#one"),
    Case("name", "alive", ALIVE, page(Answer(body=_ANCHORS)), path="/page#two"),
    Case("user-content", "alive", ALIVE, page(Answer(body=_ANCHORS)), path="/page#three"),
    Case("no such place", "alive", UNSURE, page(Answer(body=_ANCHORS)), path="/page#four",
         reason="fragment"),
    Case("bots unwelcome", "alive", ALIVE,
         page(guard=Guard("user-agent", "bot", refuse(403), forbidden=True))),
    Case("crawlers unwelcome", "alive", ALIVE,
         page(guard=Guard("user-agent", "crawl", refuse(403), forbidden=True))),
    Case("wants an Accept", "alive", ALIVE, page(guard=Guard("accept", "text/html", refuse(406)))),
    Case("umlaut", "alive", ALIVE, path="/Bücher", sent="/B%C3%BCcher"),
    Case("space", "alive", ALIVE, path="/two words", sent="/two%20words"),
    Case("brackets", "alive", ALIVE, path="/a[1](2)", sent="/a[1](2)", more={
        "/a%5B1%5D(2)": page(), "/a%5B1%5D%282%29": page(),
    }),
    Case("escaped", "alive", ALIVE, path="/a%2Fb%20c%25", sent="/a%2Fb%20c%25"),
    Case("query", "alive", ALIVE, path="/page?b=2&a=1&c=%20+%2B&d=ü", sent=(
        "/page?b=2&a=1&c=%20+%2B&d=%C3%BC"
    )),
    Case("dots in the path", "alive", ALIVE, path="/a/../b/./c", sent="/b/c"),
    Case("IPv6", "alive", ALIVE, lookups=_at(WEB6)),
    Case("IPv6 and IPv4", "alive", ALIVE, lookups=_at(WEB6, WEB)),
    Case("first address refuses", "alive", ALIVE, lookups=_at(REFUSES, WEB)),
    Case("port 8443", "alive", ALIVE, port=":8443"),
    Case("port 8080", "alive", ALIVE, port=":8080", scheme="http"),
    Case("default port", "alive", ALIVE, port=":443"),
    Case("credentials", "alive", ALIVE, prefix="user:secret@",
         page=page(guard=Guard("authorization", "basic", refuse(403), forbidden=True))),
)  # fmt: skip

MOVING: Final = (
    Case("301", "moved", MOVED, _to(LANDING)),
    Case("308", "moved", MOVED, _to(LANDING, 308)),
    Case("301 within the host", "moved", MOVED, _to("/new"), more={"/new": page()}),
    Case("301 twice", "moved", MOVED, _to("/b"), more={"/b": _to(LANDING)}),
    Case("301 to TLS", "moved", MOVED, Page(), path="/old", scheme="http",
         sent="/old", more={"/old": _to(LANDING)}),
    Case("301 to where HEAD lies", "moved", MOVED, _to("/b"), more={"/b": page(head=GONE)}),
)  # fmt: skip

DYING: Final = (
    Case("404", "dead", DEAD, page(GONE), "not-found"),
    Case("410", "dead", DEAD, page(refuse(410)), "gone"),
    Case("404 without a word", "dead", DEAD, page(Answer(404, b"", ()))),
    Case("404 that HEAD denies", "dead", DEAD, page(GONE, head=OK)),
    Case("404 slowly", "dead", DEAD, page(Answer(404, delay=0.7))),
    Case("404 after a 503", "dead", DEAD, page(refuse(503), GONE)),
    Case("404 after a reset", "dead", DEAD, page(Answer(fault="reset"), GONE)),
    Case("301 to a 404", "dead", DEAD, _to("/b"), more={"/b": page(GONE)}),
    Case("302 to a 404", "dead", DEAD, _to("/b", 302), more={"/b": page(GONE)}),
    Case("404 without TLS", "dead", DEAD, page(GONE), scheme="http"),
    Case("404 that never ends", "dead", DEAD, page(Answer(404, fault="endless"))),
    Case("404 with a fragment", "dead", DEAD, page(GONE), path="/page#one"),
)

DOUBTFUL: Final = (
    Case("429 always", "unknown", UNSURE, page(refuse(429)), "rate-limited"),
    Case("429 for an hour", "unknown", UNSURE, page(refuse(429, ("Retry-After", "3600"))),
         "rate-limited"),
    Case("500 always", "unknown", UNSURE, page(refuse(500)), "server-error"),
    Case("503 always", "unknown", UNSURE, page(refuse(503)), "server-error"),
    Case("520", "unknown", UNSURE, page(refuse(520)), "server-error"),
    Case("400", "unknown", UNSURE, page(refuse(400))),
    Case("401", "unknown", UNSURE, page(refuse(401))),
    Case("402", "unknown", UNSURE, page(refuse(402))),
    Case("403", "unknown", UNSURE, page(refuse(403)), "blocked"),
    Case("405 for GET", "unknown", UNSURE, page(refuse(405))),
    Case("418", "unknown", UNSURE, page(refuse(418))),
    Case("451", "unknown", UNSURE, page(refuse(451))),
    Case("999", "unknown", UNSURE, page(refuse(999)), "blocked"),
    Case("challenge with 403", "unknown", UNSURE, page(Answer(403, _CHALLENGE)), "blocked"),
    Case("challenge with 503", "unknown", UNSURE,
         page(Answer(503, _CHALLENGE, (HTML, ("cf-mitigated", "challenge")))), "blocked"),
    Case("challenge with 200", "unknown", UNSURE, page(Answer(200, _CHALLENGE)), "blocked"),
    Case("soft 404", "unknown", UNSURE, page(Answer(body=html("Page not found"))), "soft-404"),
    Case("soft 404 in gzip", "unknown", UNSURE, page(_zipped(html("404 Not Found"))), "soft-404"),
    Case("to the front page", "unknown", UNSURE, _to("/"), "front-page", {"/": page()}),
    Case("302 to the front page", "unknown", UNSURE, _to("/", 302), "front-page", {"/": page()}),
    Case("to a login", "unknown", UNSURE, _to("/login?next=%2Fpage", 302), "login-required",
         {"/login?next=%2Fpage": page()}),
    Case("301 to a login", "unknown", UNSURE, _to("/login?next=%2Fpage"), "login-required",
         {"/login?next=%2Fpage": page()}),
    Case("to a login that is a 404", "unknown", ("unsure", "dead"), _to("/login")),
    Case("to a consent page", "unknown", UNSURE, _to("/consent?to=page"), "consent-required",
         {"/consent?to=page": page()}),
    Case("loop", "unknown", UNSURE, _to("/page"), "redirect-loop"),
    Case("loop of two", "unknown", UNSURE, _to("/b", 302), "redirect-loop", {"/b": _to("/page")}),
    Case("too many redirects", "unknown", UNSURE, _to("/1", 302), "too-many-redirects",
         {f"/{number}": _to(f"/{number + 1}", 302) for number in range(1, 60)}),
    Case("redirect without a place", "unknown", UNSURE, page(refuse(302))),
    Case("redirect to mail", "unknown", UNSURE, _to("mailto:me@landing.example")),
    Case("redirect to a script", "unknown", UNSURE, _to("javascript:alert(1)")),
    Case("redirect to a file", "unknown", UNSURE, _to("file:///etc/passwd")),
    Case("redirect to nonsense", "unknown", UNSURE, _to("https://[::1/x")),
    Case("redirect to a private address", "unknown", UNSURE, _to(f"http://{PRIVATE}/x"),
         "private-address"),
    Case("redirect to a private name", "unknown", UNSURE, _to("https://private.example/x"),
         "private-address"),
    Case("redirect to a metadata service", "unknown", UNSURE,
         _to("http://169.254.169.254/latest/meta-data/"), "private-address"),
    Case("redirect to a mapped address", "unknown", UNSURE,
         _to("http://[::ffff:127.0.0.1]/x"), "private-address"),
    Case("redirect to another port", "unknown", UNSURE, _to("http://landing.example:22/"), "port"),
    Case("redirect to no host", "unknown", UNSURE, _to("https://no-host.example/x"),
         "no-such-host"),
    Case("reset always", "unknown", UNSURE, page(Answer(fault="reset")), "reset"),
    Case("closed always", "unknown", UNSURE, page(Answer(fault="close"))),
    Case("garbage", "unknown", UNSURE, page(Answer(fault="garbage")), "bad-answer"),
    Case("reset within the headers", "unknown", UNSURE, page(Answer(fault="reset-head")), "reset"),
    Case("headers drip", "unknown", UNSURE, page(Answer(fault="drip-head")), "timeout"),
    Case("headers never end", "unknown", UNSURE, page(Answer(fault="endless-head")), "bad-answer"),
    Case("hints never end", "unknown", UNSURE, page(Answer(fault="interim"))),
    Case("TLS where there is none", "unknown", UNSURE, port=":8080"),
    Case("no TLS where there is some", "unknown", UNSURE, port=":8443", scheme="http"),
    Case("redirect to what hangs", "unknown", UNSURE, _to("/b", 302), "timeout",
         {"/b": page(HANG)}),
    Case("redirect to a reset", "unknown", UNSURE, _to("/b"), "reset",
         {"/b": page(Answer(fault="reset"))}),
    Case("redirect to garbage", "unknown", UNSURE, _to("/b"), "bad-answer",
         {"/b": page(Answer(fault="garbage"))}),
    Case("redirect to no name service", "unknown", UNSURE, _to("https://no-names.example/x"),
         "dns"),
    Case("redirect to a bad certificate", "unknown", UNSURE, _to("https://expired.example/x"),
         "certificate"),
    Case("hangs", "unknown", UNSURE, page(HANG), "timeout"),
    Case("accepts and is silent", "unknown", UNSURE, lookups=_at(SILENT), reason="timeout"),
    Case("accepts and closes", "unknown", UNSURE, lookups=_at(SLAMS)),
    Case("nobody listens", "unknown", UNSURE, lookups=_at(REFUSES), reason="refused"),
    Case("expired certificate", "unknown", UNSURE, certificate="expired", reason="certificate"),
    Case("self-signed", "unknown", UNSURE, certificate="self-signed", reason="certificate"),
    Case("wrong host", "unknown", UNSURE, certificate="wrong-host", reason="certificate"),
    Case("unknown root", "unknown", UNSURE, certificate="untrusted", reason="certificate"),
    Case("no such host", "unknown", UNSURE, lookups=(Lookup((), "nxdomain"),),
         reason="no-such-host"),
    Case("no address", "unknown", UNSURE, lookups=(Lookup((), "no-data"),), reason="no-address"),
    Case("name service fails", "unknown", UNSURE, lookups=(Lookup((), "temporary"),),
         reason="dns"),
    Case("name service silent", "unknown", UNSURE, lookups=(Lookup((), "timeout"),)),
    Case("private address", "unknown", UNSURE, lookups=_at(PRIVATE), reason="private-address"),
    Case("port 22", "unknown", UNSURE, port=":22", reason="port"),
)  # fmt: skip

CATALOG: Final = (*LIVING, *MOVING, *DYING, *DOUBTFUL)
SUPPORT: Final = (
    LANDING_HOST,
    Host("private.example", lookups=_at(PRIVATE)),
    Host("no-names.example", lookups=(Lookup((), "temporary"),)),
    Host("expired.example", certificate="expired"),
)
"""Hosts that the cases lead to."""
