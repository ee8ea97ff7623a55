"""Pages of the web: a visit follows every redirect, and a judgement says what it shows."""

from dataclasses import dataclass
from html import unescape
from itertools import product
import re
from typing import Final
from urllib.parse import unquote, urlsplit

import aiohttp
from yarl import URL

from awesomecheck.links.client import Answer, Client
from awesomecheck.links.faults import Fault
from awesomecheck.links.pace import LeftAlone
from awesomecheck.links.urls import MalformedUrl, normalize
from awesomecheck.rules import Verdict

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Visit:
    """A way through the web, and where it ended."""

    hops: tuple[Answer, ...]
    """The redirects, in order."""
    end: Answer | Fault | LeftAlone
    url: str
    """The last URL asked, perhaps with the fragment that a redirect gave it."""

    @property
    def permanent(self) -> bool:
        """Whether it was led elsewhere, and by permanent redirects alone."""
        return (
            bool(self.hops)
            and all(hop.status in _PERMANENT for hop in self.hops)
            and self.url.partition("#")[0] != self.hops[0].url
        )


async def visit(client: Client, url: str, max_redirects: int) -> Visit:
    """Asks for a page, through all redirects, with the cookies that they set."""
    hops: list[Answer] = []
    jar: aiohttp.CookieJar | None = None
    seen: set[tuple[str, str]] = set()
    fragment = ""
    while True:
        cookies = _cookies(jar, url)
        way_out = _way_out(url, (url, cookies) in seen, len(hops), max_redirects)
        if way_out is not None:
            return Visit(tuple(hops), way_out, url + fragment)
        seen.add((url, cookies))
        try:
            answer = await client.page(url, cookies)
            location = answer.headers.get("Location", "")
            if answer.status not in _REDIRECTS or not location:
                return Visit(tuple(hops), answer, url + fragment)
            hops.append(answer)
            if answer.cookies:
                jar = jar or aiohttp.CookieJar(unsafe=True)
                jar.update_cookies_from_headers(answer.cookies, URL(url, encoded=True))
            url, _, written = _next_url(url, location).partition("#")
            fragment = f"#{written}" if written else fragment
        except (Fault, LeftAlone) as fault:
            return Visit(tuple(hops), fault, url + fragment)


def _way_out(url: str, seen: bool, hops: int, most: int) -> Fault | None:
    if seen:
        return Fault("redirect-loop", f"It leads back to {_shortened(url)}.")
    if hops > most:
        return Fault("too-many-redirects", f"It is redirected more than {most} times.")
    return None


def _next_url(url: str, location: str) -> str:
    try:
        return normalize(_text_of(location), url)
    except MalformedUrl as error:
        raise Fault("bad-redirect", f"GET {url} leads to what is no web address.") from error


def _text_of(location: str) -> str:
    """A header's text; bytes that are no UTF-8 are sent back as they came, as browsers do."""
    raw = location.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)


def _cookies(jar: aiohttp.CookieJar | None, url: str) -> str:
    """The Cookie header for a URL."""
    if jar is None:
        return ""
    kept = jar.filter_cookies(URL(url, encoded=True))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in kept.items())


def judge(url: str, fragment: str, visit: Visit) -> Verdict:
    """What a visit to a URL says of it; `fragment` is the URL's own."""
    trail = _trail(visit)
    end = visit.end
    if not isinstance(end, Answer):
        return Verdict("unsure", end.reason, evidence=f"{trail} {end.evidence}".strip())
    reason = _gate(url, visit)
    if reason:
        return Verdict("unsure", reason, end.status, evidence=trail)
    if end.status in (404, 410) and not _is_challenge(end):
        reason = "not-found" if end.status == 404 else "gone"
        return Verdict("dead", reason, end.status, evidence=trail)
    if not (200 <= end.status < 300 or end.status == 300):
        return Verdict("unsure", _refusal(end), end.status, evidence=trail)
    title = title_of(end)
    if _is_challenge(end):
        return Verdict("unsure", "blocked", end.status, evidence=f"{trail} A gate for people.")
    if _SOFT_404.search(title):
        said = f"{trail} Its title says {title[:80]!r}."
        return Verdict("unsure", "soft-404", end.status, evidence=said)
    if fragment and has_anchor(end, fragment) is False:
        said = f"{trail} The page has no place named {fragment!r}."
        return Verdict("unsure", "fragment", end.status, evidence=said)
    if visit.hops and _LOGIN_TITLE.search(title):
        said = f"{trail} Its title says {title[:80]!r}."
        return Verdict("unsure", "login-required", end.status, evidence=said)
    if visit.permanent and _is_for_everybody(url, visit.url):
        final, _, led = visit.url.partition("#")
        anchor = led or fragment
        final = f"{final}#{anchor}" if anchor else final
        return Verdict("moved", "moved-permanently", end.status, final, trail)
    return Verdict("alive", "redirected" if visit.hops else "ok", end.status, evidence=trail)


def _trail(visit: Visit) -> str:
    answers = [*visit.hops, *([visit.end] if isinstance(visit.end, Answer) else [])]
    if len(answers) > 6:
        answers = [*answers[:3], *answers[-3:]]
    steps = [f"GET {_shortened(answer.url)} answered {answer.status}" for answer in answers]
    return ", ".join(steps) + "." if steps else ""


def _shortened(url: str) -> str:
    return url if len(url) <= 200 else f"{url[:199]}…"


# --- Redirects that are permanent by their status alone ---

_OF_A_VISIT = re.compile(
    r";jsessionid=|[?&](?:jsessionid|phpsessid|aspsessionid\w*|sid|session_?(?:id|key)|utm_\w+"
    r"|cookie-?(?:set|absent))=",
    re.IGNORECASE,
)
"""What a site gives each visitor: an address that has it is nobody else's."""
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_LOCALE_QUERY = re.compile(r"(?:lang|language|locale|hl)=[\w-]*", re.IGNORECASE)


def _is_for_everybody(url: str, final: str) -> bool:
    """Whether a final address can stand in a list for the one that led to it.

    One that was made for this visit, in the visitor's language, or that gives up encryption,
    cannot.
    """
    if url.startswith("https:") and not final.startswith("https:"):
        return False
    if _OF_A_VISIT.search(final) and not _OF_A_VISIT.search(url):
        return False
    return not _is_translation(url, final)


def _is_translation(url: str, final: str) -> bool:
    """Whether a final address is the first one in a language: /de/x, ?lang=de, de.example.org."""
    before, after = _place(url), _place(final)
    host, path, query = after
    label, _, domain = host.partition(".")
    without = (
        domain if _LOCALE.fullmatch(label) else host,
        path[1:] if path and _LOCALE.fullmatch(path[0]) else path,
        tuple(one for one in query if not _LOCALE_QUERY.fullmatch(one)),
    )
    return before != after and before in product(*zip(after, without, strict=True))


def _place(url: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The host, path and query of a URL, in their parts."""
    parts = urlsplit(url)
    return (
        (parts.hostname or "").removeprefix("www."),
        tuple(part for part in parts.path.split("/") if part),
        tuple(part for part in parts.query.split("&") if part),
    )


# --- Where a visit ended instead of at the page that was meant ---

_LOGIN = re.compile(
    r"/(?:log-?in|log-?on|sign-?in|sso|oauth2?|authorize|authenticate|auth|sign_in|saml2?|cas"
    r"|wp-login\.php|servicelogin|checkpoint)(?:[/.]|$)",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"(?:login|signin|sso|auth|accounts?|idp|id)\.", re.IGNORECASE)
_CONSENT = re.compile(
    r"/(?:[\w-]*consent[\w-]*|gdpr|cookie-?wall|privacy-?gate)(?:[/.]|$)", re.IGNORECASE
)
_GATE = re.compile(
    r"/(?:challenge|captcha|sorry|cdn-cgi|blocked|bot-?check|unusual-?traffic|access-?denied"
    r"|(?:unsupported|outdated)-?browser|browser-?(?:unsupported|not-?supported|upgrade)"
    r"|(?:cookies?|javascript)-?(?:not-?supported|disabled|required|absent)"
    r"|(?:no|enable)-?(?:cookies?|javascript))(?:[/.]|$)".replace("-?", "[-_]?"),
    re.IGNORECASE,
)
_ERROR_PAGE = re.compile(
    r"/(?:error[-_/]?)?(?:404|410|not-?found)(?:\.\w{3,5})?/?$", re.IGNORECASE
)
_FRONT = re.compile(
    r"/*(?:(?:[a-z]{2}[-_][a-z]{2}|ar|cs|de|en|es|fr|it|ja|ko|nl|pl|pt|ru|sv|tr|uk|zh)/?)?"
    r"(?:(?:index|default|home)(?:\.\w{3,5})?/?)?",
    re.IGNORECASE,
)
_MANY_SITES = re.compile(
    r"(?:[\w-]+\.)*(?:github\.io|gitlab\.io|readthedocs\.io|codeberg\.page|sourceforge\.net|aka\.ms"
    r"|bit\.ly|t\.co|goo\.gl|git\.io|tinyurl\.com|ow\.ly|is\.gd|buff\.ly|lnkd\.in|rebrand\.ly"
    r"|fb\.me|amzn\.to|w3id\.org|purl\.org|doi\.org|hdl\.handle\.net)"
    r"|(?:go|links?)\.[\w-]+\.\w+",
    re.IGNORECASE,
)
"""Hosts whose paths stand for whole sites: there, a front page is what a link may well mean."""


def _gate(url: str, visit: Visit) -> str:
    """The reason why the page that a redirect led to is not the one that was meant."""
    if not visit.hops:
        return ""
    before, after = urlsplit(url), urlsplit(visit.url)
    host = after.hostname or ""

    def newly(path: re.Pattern[str], name: re.Pattern[str] | None = None) -> bool:
        if path.search(before.path):
            return False
        return bool(
            (before.path != after.path and path.search(after.path))
            or (name and name.match(host) and not name.match(before.hostname or ""))
        )

    if newly(_GATE):
        return "blocked"
    if newly(_ERROR_PAGE) and isinstance(visit.end, Answer) and visit.end.status < 300:
        return "soft-404"
    if newly(_CONSENT, re.compile(r"consent\.", re.IGNORECASE)):
        return "consent-required"
    if newly(_LOGIN, _LOGIN_HOST):
        return "login-required"
    led_to_front = (
        _FRONT.fullmatch(after.path)
        and not after.query
        and not visit.url.partition("#")[2]
        and not (_FRONT.fullmatch(before.path) and not before.query)
        and not _MANY_SITES.fullmatch(before.hostname or "")
    )
    end = visit.end
    if led_to_front and isinstance(end, Answer) and 200 <= end.status < 300:
        return "front-page"
    return ""


def _is_challenge(answer: Answer) -> bool:
    # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/
    return "cf-mitigated" in answer.headers or bool(_CHALLENGE_TITLE.search(title_of(answer)))


def _refusal(answer: Answer) -> str:
    if _is_challenge(answer):
        return "blocked"
    status = answer.status
    if status in (403, 406, 999):
        return "blocked"
    named = {401: "login-required", 407: "proxy-refused", 429: "rate-limited", 451: "legal"}
    if status in named:
        return named[status]
    if 500 <= status < 600:
        return "server-error"
    return "http-error" if status >= 400 else "bad-answer"


# --- What a page's text shows ---

_TITLE = re.compile(rb"<title[^>]*>([^<]{0,500})", re.IGNORECASE)
_SOFT_404 = re.compile(
    r"^\W*(?:error\W*|http\W*)?404(?:\W*$|\s*[^\w\s&'’/])|\b404\W*(?:not found|error|page)\b"
    r"|\berror\W*404\b"
    r"|\b(?:page|file|document|resource|site|url|content|article|repository|project|video)"
    r"(?: you requested)?(?: (?:was|is|could|can))? ?(?:not|n['’]t)(?: be)? found\b"
    r"|^\W*(?:not found|page missing|missing page)\W*$"
    r"|\bpage (?:does ?n(?:o|['’])t|no longer) exists?\b",
    re.IGNORECASE,
)
_CHALLENGE_TITLE = re.compile(
    r"^\W*(?:(?:just a moment|attention required|one moment, please|access denied|please wait"
    r"|security check(?:point)?|vercel security checkpoint|client challenge|human verification"
    r"|are you (?:a )?(?:human|robot)|robot check|captcha|ddos-guard|bot verification)"
    r"(?:\W*$|\s*[^\w\s&'’/])"
    r"|checking your browser|please wait while (?:we|you)|captcha (?:check|challenge|required)"
    r"|making sure you(?:'|’|&#39;)re not a bot|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|pardon our interruption|you have been blocked)",
    re.IGNORECASE,
)
"""The first ones only where nothing follows but a site's name: other titles begin so, too."""
_LOGIN_TITLE = re.compile(
    r"^\W*(?:sign|log)[ -]?[io]n(?:\W*$|\s*[^\w\s&'’/]| to\b)"
    r"|[^\w\s&'’/]\s*(?:sign|log)[ -]?[io]n\W*$",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    rb"""[\s"'](?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


def title_of(answer: Answer) -> str:
    """The title of an HTML page, without entities' names and on one line."""
    found = _TITLE.search(answer.body)
    if not found:
        return ""
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split())


def has_anchor(answer: Answer, fragment: str) -> bool | None:
    """Whether a page has the place that a fragment names; None where that cannot be told."""
    name = unquote(fragment)
    if not answer.whole or "html" not in answer.headers.get("Content-Type", "text/html").lower():
        return None
    if re.match(r":~:|[/!?]|L\d+|.*=", name) or name.lower() == "top" or not name:
        return None  # a text fragment, a script's own state, lines of code, the top
    found = {
        unescape((match[1] or match[2] or match[3] or b"").decode("utf-8", "replace"))
        for match in _ANCHOR.finditer(answer.body)
    }
    return bool(found & {name, fragment, f"user-content-{name}", f"user-content-{name.lower()}"})
