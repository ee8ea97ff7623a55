"""Sites that answer as if all were well, and show something else: gates, parked domains, others.

Where the behaviours are known from:

gates     https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
          https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
          SiteGround's, Imperva's, Alibaba's and others' pages, as scrapers on GitHub know them
parked    https://github.com/jivoi/awesome-osint/pull/1126 (eleven in one list, all with 200)
          https://github.com/cadeyrn/bookmarks-organizer/issues/130
          https://github.com/funilrys/PyFunceble/issues/255
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from tests.web.catalog import ALIVE, DEAD, LANDING_HOST, MOVED, UNSURE, Case
from tests.web.world import (
    GONE,
    HTML,
    Answer,
    Host,
    Link,
    Page,
    World,
    html,
    page,
    redirect,
    refuse,
)

FOREIGN: Final = "https://landing.example/"
_SENTENCE: Final = "<p>Words of a page that somebody wrote, about a tool and how to use it.</p>"
_LONG: Final = _SENTENCE * 40


def _shows(body: bytes | str, *headers: tuple[str, str], status: int = 200) -> Page:
    text = body.encode() if isinstance(body, str) else body
    return page(Answer(status, text, (HTML, *headers)))


def _script(start: str, title: str = "", body: str = "") -> Page:
    """A page of a script and few words."""
    shown = title and f"<title>{title}</title>"
    return _shows(f"<html><head>{shown}<script>{start}</script></head><body>{body}</body></html>")


def _to(location: str, status: int = 301) -> Page:
    return page(redirect(location, status))


def _gate(name: str, shown: Page) -> Case:
    return Case(f"gate: {name}", "unknown", UNSURE, shown, "blocked")


def _parked(name: str, shown: Page, more: Mapping[str, Page] | None = None) -> Case:
    return Case(f"parked: {name}", "unknown", UNSURE, shown, "parked", more or {})


def _elsewhere(
    name: str, shown: Page, more: Mapping[str, Page] | None = None, *, path: str = "/page"
) -> Case:
    return Case(f"elsewhere: {name}", "unknown", UNSURE, shown, "elsewhere", more or {}, path)


def _true(name: str, shown: Page, more: Mapping[str, Page] | None = None) -> Case:
    return Case(f"true: {name}", "alive", ALIVE, shown, more=more or {})


def _header(name: str, value: str, body: str = "", status: int = 200) -> Page:
    return _shows(body or html("A page", _LONG), (name, value), status=status)


_SITEGROUND: Final = (
    '<html><head><link rel="icon" href="data:,"><meta http-equiv="refresh"'
    ' content="0;/.well-known/sgcaptcha/?r=%2Fpage&y=ipc:127.0.0.1:1"></meta></head></html>'
)
_IMPERVA: Final = (
    '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"><script'
    ' type="text/javascript" src="/_Incapsula_Resource?SWJIYLWA=719d34"></script></head>'
    '<body style="margin:0px;height:100%"><iframe id="main-iframe"'
    ' src="/_Incapsula_Resource?CWUDNSAI=23">Request unsuccessful. Incapsula incident ID:'
    " 1-2</iframe></body></html>"
)

GATES: Final = (
    _gate("AWS, 202 without a body", _shows(b"", ("x-amzn-waf-action", "challenge"), status=202)),
    _gate("AWS, 202 with a page", _header("X-Amzn-Waf-Action", "challenge", status=202)),
    _gate("AWS, 405", _header("x-amzn-waf-action", "captcha", status=405)),
    _gate("AWS, script alone", _script('window.gokuProps = {"key":"AQ"};')),
    _gate("SiteGround, 202", _header("sg-captcha", "challenge", _SITEGROUND, 202)),
    _gate("SiteGround, 200", _shows(_SITEGROUND)),
    _gate("Imperva, 200", _shows(_IMPERVA)),
    _gate("Cloudflare's header, 200", _header("cf-mitigated", "challenge")),
    _gate("Cloudflare's script", _script('window._cf_chl_opt={cvId:"3"};', "example.org")),
    _gate("Vercel", _header("x-vercel-mitigated", "challenge", status=429)),
    _gate("DataDome", _script("", "example.org", '<script src="https://ct.captcha-delivery.com/c.js">'
          "</script><p>Please enable JS and disable any ad blocker</p>")),
    _gate("HUMAN", _script("", "Access to this page has been denied",
          '<div id="px-captcha"></div><p>Press &amp; Hold</p>')),
    _gate("Alibaba", _script("var arg1='0A1B'; document.cookie='acw_sc__v2='+x;")),
    _gate("F5", _script('window["bobcmn"]="1011"', body="<noscript>Please enable JavaScript to"
          " view the page content.<br/>Your support ID is: 1</noscript>")),
    _gate("Sucuri", _script("var s={},u,c,U,r; sucuri_cloudproxy_js='';")),
    _gate("Akamai", _script("", "Challenge Validation", '<div id="sec-if-cpt-container"></div>')),
    _gate("Anubis", _script("", "Making sure you&#39;re not a bot!", "<p>Loading...</p>")),
    _gate("DDoS-Guard", _script("", "DDoS-Guard")),
    _gate("free host", _script("", body='<script src="/aes.js"></script><script>function'
          ' toNumbers(d){}document.cookie="__test="+toHex(slowAES.decrypt(c,2,a,b))</script>')),
    _gate("words alone", _shows(html("example.org", "<h1>example.org</h1><p>Verifying you are"
          " human. This may take a few seconds.</p>"))),
    _gate("cookies wanted", _shows(html("example.org", "<p>Please enable JavaScript and cookies to"
          " continue</p>"))),
    *(
        _gate(f"words {words!r}", _shows(html("HOST", f"<h1>HOST</h1><p>{words}</p>")))
        for words in (
            "Sorry, you have been blocked", "Press &amp; Hold to confirm you are a human",
            "Bitte bestätigen Sie, dass Sie kein Roboter sind", "No soy un robot",
            "Making sure you're not a bot! Calculating...", "Access denied. Ray ID: 9a2",
        )
    ),
    _gate("script alone", _script("eval(function(p,a,c,k,e,d){}('0'))")),
    _gate("202 without a word", _shows(b"", status=202)),
    _gate("accepted for later", _shows(html("Accepted", "<p>Wait</p>"), status=202)),
    _gate("challenge with 404", _shows(html("Just a moment..."), status=404)),
    _gate("Imperva with 404", _shows(_IMPERVA, status=404)),
)  # fmt: skip

_OFFERS: Final = (
    "HOST is for sale | HugeDomains",
    "HOST domain name is for sale. Inquire now.",
    "HOST - This website is for sale! - HOST Resources and Information.",
    "This domain is for sale",
    "The domain name HOST is for sale | Dan.com",
    "HOST may be for sale",
    "HOST is for sale on Atom",
    "Buy this domain | HOST",
    "Domain for sale: HOST",
    "This domain has expired",
    "Parked Domain name on Hostinger DNS system",
    "This site is suspended",
    "Account Suspended",
    "Welcome to nginx!",
    "Apache2 Ubuntu Default Page: It works",
    "IIS Windows Server",
    "PRABUJITU | Power Of Zeus X1000 Slot Gacor",
    "HOST - Registered at Namecheap.com",
    "STRATO - Domain reserved",
    "Home - domain expired",
    "Situs Judi Online Terpercaya",
    "Migliori Casino non AAMS Agosto",
    "TX88 – NHÀ CÁI TRỰC TUYẾN",
    "인터넷 주소모음 - 주소킹",
)

PARKED: Final = (
    *(_parked(f"title {title!r}", _shows(html(title, _LONG))) for title in _OFFERS),
    _parked("GoDaddy's script",
            _script('window.onload=function(){window.location.href="/lander"}')),
    _parked("GoDaddy's lander", _to("/lander", 302), {"/lander": page()}),
    _parked("GoDaddy's page", _shows(html("HOST", '<div id="root"></div><script src='
            '"https://img1.wsimg.com/parking-lander/static/js/main.js"></script>'))),
    _parked("Bodis", _script('window.park = "eyJ1dWlkIjoi";', body='<div id="target"></div>')),
    _parked("key of acceptable advertisements",
            _shows('<html data-adblockkey="MFwwDQ" lang="en"><head><title>HOST</title>'
                   "</head><body></body></html>")),
    _parked("Sedo's script", _shows(html("HOST", '<script src="https://img.sedoparking.com'
            '/js/a.js"></script>' + _LONG))),
    _parked("ParkingCrew's frame", _shows(html("HOST", '<iframe src="//www.parkingcrew.net/a">'
            "</iframe>"))),
    _parked("description", _shows(
        "<html><head><title>HOST</title><meta name='description' content='This domain"
        " may be for sale!'></head><body></body></html>")),
    _parked("first and best source", _shows(
        '<html><head><title>HOST</title><meta content="x" name="keywords"><meta name='
        '"description" content="HOST is your first and best source for all"></head></html>')),
    _parked("to HugeDomains",
            _to("https://www.hugedomains.com/domain_profile.cfm?d=HOST", 302)),
    _parked("to Sedo", _to("https://sedo.com/search/details/?domain=HOST")),
    _parked("to Dan", _to("https://dan.com/buy-domain/HOST", 302)),
    _parked("to Afternic, which refuses", _to("https://www.afternic.com/forsale/HOST")),
    _parked("to ww25", _to("http://ww25.parkable.example/page?subid1=1", 302)),
    _parked("to ww1 with a visitor's number", _to("http://ww1.parkable.example/?sub1=2026", 302)),
    _parked("few words of an offer",
            _shows(html("HOST", "<h1>HOST</h1><p>This domain may be for sale. Related searches:"
                   " tools</p>"))),
    *(
        _parked(f"words {words!r}", _shows(html("HOST", f"<h1>HOST</h1><p>{words}</p>")))
        for words in (
            "Parked free, courtesy of GoDaddy.com", "Acquire this domain today",
            "This domain name is currently for sale", "Dieser Domain steht zum Verkauf",
            "Este dominio está a la venta", "The website has been stopped",
            "<a href='https://www.hugedomains.com/x'>Price</a>", '<a href="/_pp">Privacy</a>',
        )
    ),
    _parked("to a registrar", _to("https://www.godaddy.com/domainsearch/find?key=x", 302)),
    _parked("to an offer of it", _to("https://landing.example/buy/HOST", 302)),
    _parked("to a page that names it", _to("https://landing.example/offers?name=HOST", 302)),
    _parked("disclaimer", _shows(html("HOST", "<p>Sponsored listings</p><p>The domain owner"
            " maintains no relationship with the advertisers.</p>"))),
    _parked("suspended", _to("/cgi-sys/suspendedpage.cgi", 302),
            {"/cgi-sys/suspendedpage.cgi": page()}),
)  # fmt: skip

ELSEWHERE: Final = (
    _elsewhere("page to a foreign front page", _to(FOREIGN)),
    _elsewhere("page to a foreign front page by 302", _to(FOREIGN, 302)),
    _elsewhere("front page to a foreign one", _to(FOREIGN), path="/"),
    _elsewhere("with a visitor's number", _to(f"{FOREIGN}?ref=7", 302)),
    _elsewhere("in a language", _to("https://landing.example/en/", 302)),
    _elsewhere("in two steps", _to("/go"), {"/go": _to(FOREIGN, 302)}),
    _elsewhere("to a front page that refuses", _to("https://refusing.example/", 302)),
    _elsewhere("by a meta element", _shows(
        f'<html><head><meta http-equiv="refresh" content="0; url={FOREIGN}"></head></html>')),
    _elsewhere("by a header", _shows(html("A page"), ("Refresh", f"0; url={FOREIGN}"))),
    _elsewhere("by a script", _script(f'window.location.replace("{FOREIGN}")')),
    _elsewhere("by a script's assignment",
               _script(f"location.href = '{FOREIGN}?from=7'", "Redirecting")),
)  # fmt: skip

TRUE: Final = (
    _true("article about domains",
          _shows(html("How to sell a domain: for sale in ten steps", _LONG))),
    _true("a lab", _shows(html("A lab", "<p>Interested in this domain of research?</p>"))),
    _true("a form", _shows(html("Contact", "<p>Write to us, we answer within two days, or call."
          " Name, Address, Subject, Message, Send. All data are deleted after a year, as the law"
          ' wants.</p><div class="g-recaptcha"></div>'))),
    _true("a few words", _shows(html("Cats", "<p>Pictures of cats, parked cars and humans.</p>"))),
    _true("words about offers", _shows(html("A guide", _LONG + "<p>Some pages say: this domain is"
          " for sale.</p>"))),
    _true("script that leads to its own page", _script('location.href = "/docs/index.html"')),
    _true("program without words",
          _shows(html("A tool", '<div id="app"></div><script src="/a.js"></script>'))),
    _true("houses for sale", _shows(html("Houses for sale | HOST", _LONG))),
    _true("a program for all", _shows(html("HOST is available in 12 languages", _LONG))),
    _true("a registrar's page", _shows(html("Find out whether a domain is available", _LONG))),
    _true("page with Imperva's script",
          _shows(html("A page", _LONG + '<script src="/_Incapsula_Resource?x=1"></script>'))),
    _true("page with Cloudflare's script",
          _shows(html("A page", _LONG + '<script src="/cdn-cgi/challenge-platform/h/b/'
                 'scripts/jsd/main.js"></script>'))),
    _true("page that asks for scripts",
          _shows(html("A page", '<noscript>You need to enable JavaScript to run this app.'
                 '</noscript><div id="root"></div>'))),
    _true("page that links to a parker",
          _shows(html("DNS", _LONG + '<a href="https://sedoparking.com/a">Sedo</a>'))),
    _true("page about robots", _shows(html("Captcha recognition: are you a human?", _LONG))),
    _true("page about casinos", _shows(html("Casino royale, a film", _LONG))),
    _true("parking in the city", _to("/parking/", 302), {"/parking/": page()}),
    _true("302 to a foreign page", _to("https://landing.example/here", 302)),
    _true("page with a refresh of its own", _shows(
        f'<html><head><meta http-equiv="refresh" content="300"></head>{_LONG}</html>')),
    Case("true: to its own front page in a language", "alive", ALIVE, _to("/en/", 302), path="/",
         more={"/en/": page()}),
    Case("true: 301 to a foreign page", "moved", MOVED, _to("https://landing.example/here"),
         "moved-to-another-site"),
    Case("true: 301 to a foreign 404", "dead", DEAD, _to("https://landing.example/none")),
    Case("true: program behind a 404", "alive", UNSURE, page(Answer(404, html(
         "A tool", "<script>var l = window.location; l.replace(l.origin + '/?/')</script>")))),
    Case("true: 404 that sells words", "dead", DEAD,
         page(Answer(404, html("Not found", _LONG)))),
)  # fmt: skip

LIES: Final = (*GATES, *PARKED, *ELSEWHERE, *TRUE)

_FAMILIES: Final = (
    ("https://papers.nips.cc/paper/1-a.pdf", "https://papers.neurips.cc/paper/1-a.pdf"),
    ("http://nips.cc/", "https://neurips.cc/"),
    ("https://twitter.com/somebody", "https://x.com/somebody"),
    ("https://golang.org/", "https://go.dev/"),
    ("https://godoc.org/net/http", "https://pkg.go.dev/net/http"),
    ("https://www.aclweb.org/anthology/N19-1423", "https://aclanthology.org/N19-1423"),
    ("https://pypi.python.org/simple", "https://pypi.org/simple"),
    ("http://some-tool.readthedocs.org/", "https://some-tool.readthedocs.io/"),
    ("https://telegram.me/someone", "https://t.me/someone"),
    ("http://plain.example/", "https://plain.example/"),
    ("https://plain.example/a", "https://www.plain.example/a"),
    ("https://owner.github.io/tool", "https://tool.example/"),
    ("https://bit.ly/tool", "https://tool.example/"),
)
"""Moves that their owners have made."""


def family_world() -> World:
    """Sites that have moved as a whole, and all their pages with them."""
    pages: dict[str, dict[str, Page]] = {}
    for old, new in _FAMILIES:
        before, after = urlsplit(old), urlsplit(new)
        if before.scheme == after.scheme or before.hostname != after.hostname:
            pages.setdefault(before.hostname or "", {})[before.path] = _to(new)
        pages.setdefault(after.hostname or "", {}).setdefault(after.path, page())
    links = tuple(Link(old, "moved", MOVED) for old, _ in _FAMILIES if "plain" not in old)
    return World(links, tuple(Host(name, own) for name, own in pages.items()))


def placed(case: Case, name: str) -> Host:
    """The host of a case, which its pages name as HOST."""
    host = case.host(name)
    return replace(host, pages={path: _named(own, name) for path, own in host.pages.items()})


def _named(one: Page, name: str) -> Page:
    def of(text: str) -> str:
        return text.replace("HOST", name)

    return replace(one, answers=tuple(
        replace(answer, body=answer.body.replace(b"HOST", name.encode()),
                headers=tuple((header, of(value)) for header, value in answer.headers))
        for answer in one.answers
    ))  # fmt: skip


SELLERS: Final = tuple(
    Host(name, other=page(Answer(body=html("Premium domains", _LONG))))
    for name in ("www.hugedomains.com", "sedo.com", "dan.com", "ww25.parkable.example",
                 "ww1.parkable.example")
)  # fmt: skip
LIES_SUPPORT: Final = (
    replace(LANDING_HOST, pages={**LANDING_HOST.pages, "/none": page(GONE)}, other=page()),
    Host("refusing.example", other=page(refuse(403))),
    Host("www.afternic.com", other=page(refuse(403))),
    Host("www.godaddy.com", other=page()),
    *SELLERS,
)
"""Hosts that the lies lead to."""
