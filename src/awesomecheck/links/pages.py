"""What a visit to a page says of its link."""

from itertools import product
import re
from urllib.parse import urlsplit

from awesomecheck.document.target import is_tracking
from awesomecheck.links.answers import Answer, refusal_of
from awesomecheck.links.gates import gate_of
from awesomecheck.links.html import HtmlPage
from awesomecheck.links.parked import parking_of
from awesomecheck.links.sites import is_another_site
from awesomecheck.links.visit import Visit, short_url
from awesomecheck.regexes import regex
from awesomecheck.rules import Reason, Verdict


def page_verdict(url: str, fragment: str, visit: Visit) -> Verdict:
    """Return the verdict on a URL, of which `fragment` is the last part, after a visit to it."""
    steps = _steps(visit)
    end = visit.end
    if not isinstance(end, Answer):
        return Verdict("unsure", end.reason, evidence=_joined(steps, end.evidence))

    def unsure(reason: Reason, why: str = "", final_url: str | None = None) -> Verdict:
        return Verdict("unsure", reason, end.status, final_url, _joined(steps, why))

    page = HtmlPage(end)
    gate, missing = gate_of(page), end.status in (404, 410)
    diversion = _diversion(url, visit.url, end.status) if visit.redirects else None
    if diversion in ("login-required", "consent-required", "blocked"):
        return unsure(diversion)
    if not missing and (parking := parking_of(url, visit.url, page)):
        return unsure("parked", parking)
    if visit.redirects and not missing and _is_elsewhere(url, visit.url):
        return unsure("elsewhere", _leads(visit.url), visit.url)
    if diversion:
        return unsure(diversion)
    if missing and not gate and page.is_program and not _SOFT_404.search(page.title):
        # Hosts of static pages answer so where a script shows all pages:
        # https://github.com/rafgraph/spa-github-pages
        return unsure("unconfirmed", "its page is a script that may show something")
    if missing and not gate:
        reason: Reason = "not-found" if end.status == 404 else "gone"
        return Verdict("dead", reason, end.status, evidence=steps)
    if gate:
        return unsure("blocked", gate)
    if not (200 <= end.status < 300 or end.status == 300):
        return unsure(refusal_of(end.status))
    if _SOFT_404.search(page.title):
        return unsure("soft-404", f"its title is {page.title[:80]!r}")
    refresh = page.refresh(visit.url)
    if refresh and _is_elsewhere(url, refresh):
        return unsure("elsewhere", _leads(refresh), refresh)
    if fragment and page.has_anchor(fragment) is False:
        return unsure("fragment", f"the page has no anchor {fragment!r}")
    if visit.redirects and _LOGIN_TITLE.search(page.title):
        return unsure("login-required", f"its title is {page.title[:80]!r}")
    if visit.permanent and _is_for_everybody(url, visit.url):
        final, _, own_fragment = visit.url.partition("#")
        anchor = own_fragment or fragment
        final = f"{final}#{anchor}" if anchor else final
        reason = "moved-to-another-site" if is_another_site(url, final) else "moved-permanently"
        return Verdict("moved", reason, end.status, final, steps)
    return Verdict("alive", "redirected" if visit.redirects else "ok", end.status, evidence=steps)


def _steps(visit: Visit) -> str:
    answers = [*visit.redirects, *([visit.end] if isinstance(visit.end, Answer) else [])]
    if len(answers) > 6:
        answers = [*answers[:3], *answers[-3:]]
    return ", ".join(f"GET {short_url(answer.url)} returned {answer.status}" for answer in answers)


def _leads(to: str) -> str:
    return f"leads to another site now: {short_url(to)}"


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


# --- Redirects that are permanent by their status alone ---

_SESSION = regex(
    r";jsessionid=|[?&](?:jsessionid|phpsessid|aspsessionid\w*|sid|session_?(?:id|key)"
    r"|cookie-?(?:set|absent))=",
    re.IGNORECASE,
)
_LOCALE = regex(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_LOCALE_QUERY = regex(r"(?:lang|language|locale|hl)=[\w-]*", re.IGNORECASE)


def _is_for_everybody(url: str, final: str) -> bool:
    """Return whether a list can have the final URL for the one that led to it.

    It cannot where that was made for this visit, is in the visitor's language, or gives up https.
    """
    if url.startswith("https:") and not final.startswith("https:"):
        return False
    if _is_of_a_visit(final) and not _is_of_a_visit(url):
        return False
    return not _is_translation(url, final)


def _is_of_a_visit(url: str) -> bool:
    host, _, query = _parts(url)
    return bool(_SESSION.search(url)) or any(is_tracking(one, host) for one in query)


def _is_translation(url: str, final: str) -> bool:
    """Return whether the final URL is the first one in a language, such as /de/x or ?lang=de."""
    before, after = _parts(url), _parts(final)
    host, path, query = after
    label, _, domain = host.partition(".")
    without = (
        domain if _LOCALE.fullmatch(label) else host,
        path[1:] if path and _LOCALE.fullmatch(path[0]) else path,
        tuple(one for one in query if not _LOCALE_QUERY.fullmatch(one)),
    )
    return before != after and before in product(*zip(after, without, strict=True))


def _parts(url: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the host, path and query of a URL, in their parts."""
    parts = urlsplit(url)
    return (
        (parts.hostname or "").removeprefix("www."),
        tuple(part for part in parts.path.split("/") if part),
        tuple(part for part in parts.query.split("&") if part),
    )


# --- Redirects to another page than the one that was meant ---

_LOGIN = regex(
    r"/(?:log-?in|log-?on|sign-?in|sso|oauth2?|authorize|authenticate|auth|sign_in|saml2?|cas"
    r"|wp-login\.php|servicelogin|checkpoint)(?:[/.]|$)",
    re.IGNORECASE,
)
_LOGIN_HOST = regex(r"(?:login|signin|sso|auth|accounts?|idp|id)\.", re.IGNORECASE)
_CONSENT = regex(
    r"/(?:[\w-]*consent[\w-]*|gdpr|cookie-?wall|privacy-?gate)(?:[/.]|$)", re.IGNORECASE
)
_BOT_CHECK = regex(
    r"/(?:challenge|captcha|sorry|cdn-cgi|blocked|bot-?check|unusual-?traffic|access-?denied"
    r"|(?:unsupported|outdated)-?browser|browser-?(?:unsupported|not-?supported|upgrade)"
    r"|(?:cookies?|javascript)-?(?:not-?supported|disabled|required|absent)"
    r"|(?:no|enable)-?(?:cookies?|javascript))(?:[/.]|$)".replace("-?", "[-_]?"),
    re.IGNORECASE,
)
_ERROR_PAGE = regex(r"/(?:error[-_/]?)?(?:404|410|not-?found)(?:\.\w{3,5})?/?$", re.IGNORECASE)
_FRONT = regex(
    r"/*(?:(?:[a-z]{2}[-_][a-z]{2}|ar|cs|de|en|es|fr|it|ja|ko|nl|pl|pt|ru|sv|tr|uk|zh)/?)?"
    r"(?:(?:index|default|home)(?:\.\w{3,5})?/?)?",
    re.IGNORECASE,
)
_MANY_SITES = regex(
    r"(?:[\w-]+\.)*(?:github\.io|gitlab\.io|readthedocs\.io|codeberg\.page|sourceforge\.net|aka\.ms"
    r"|bit\.ly|t\.co|goo\.gl|git\.io|tinyurl\.com|ow\.ly|is\.gd|buff\.ly|lnkd\.in|rebrand\.ly"
    r"|g\.co|forms\.gle|t\.ly|cutt\.ly|hubs\.ly|oreil\.ly|wp\.me|j\.mp|rb\.gy|v\.gd|t\.cn|1drv\.ms"
    r"|fb\.me|amzn\.to|w3id\.org|purl\.org|doi\.org|hdl\.handle\.net)"
    r"|(?:go|links?)\.[\w-]+\.\w+",
    re.IGNORECASE,
)
"""Hosts whose paths are whole sites: a redirect to a front page is fine there."""

_REPOSITORY = regex(r"/[\w-]+/[\w.-]+/?")
_WIKI = regex(r"/[\w-]+/[\w.-]+/wiki(?:/(?P<name>[^/]*))?/?")
_FIRST_PAGE = regex(r"/[\w-]+/[\w.-]+/wiki/?")


def _diversion(url: str, final: str, status: int) -> Reason | None:
    """Return the reason why a redirect does not lead to the page that was meant; else None."""
    before, after = urlsplit(url), urlsplit(final)
    host = after.hostname or ""
    good = 200 <= status < 300

    def newly(path: re.Pattern[str], name: re.Pattern[str] | None = None) -> bool:
        if path.search(before.path):
            return False
        return bool(
            (before.path != after.path and path.search(after.path))
            or (name and name.match(host) and not name.match(before.hostname or ""))
        )

    if newly(_BOT_CHECK):
        return "blocked"
    if newly(_ERROR_PAGE) and good:
        return "soft-404"
    if newly(_CONSENT, re.compile(r"consent\.", re.IGNORECASE)):
        return "consent-required"
    if newly(_LOGIN, _LOGIN_HOST):
        return "login-required"
    to_front_page = _has_left_wiki(before.path, after.path) or (
        _is_front(final)
        and not after.query
        and (before.query or not _is_front(url))
        and not _MANY_SITES.fullmatch(before.hostname or "")
    )
    return "front-page" if to_front_page and good else None


def _has_left_wiki(before: str, after: str) -> bool:
    """Return whether a page of a repository's wiki leads to the wiki's first page, or out of it.

    GitHub redirects so where there is no such page (https://github.com/gitbucket/gitbucket/issues/1868),
    or no wiki (https://github.com/bradfrost/style-guide-guide/issues/20).
    """
    page = _WIKI.fullmatch(before)
    if not page:
        return False
    return bool(_REPOSITORY.fullmatch(after)) or (
        page["name"] not in (None, "", "Home") and bool(_FIRST_PAGE.fullmatch(after))
    )


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_FRONT.fullmatch(parts.path)) and not parts.fragment


def _is_elsewhere(url: str, final: str) -> bool:
    """Return whether a URL leads to the front page of another site than its own."""
    before, after = urlsplit(url), urlsplit(final)
    return (
        _is_front(final)
        and (not after.query or after.query != before.query)
        and not _MANY_SITES.fullmatch(before.hostname or "")
        and is_another_site(url, final)
    )


# --- What a page's title shows ---

_SOFT_404 = regex(
    r"^\W*(?:error\W*|http\W*)?404(?:\W*$|\s*[^\w\s&'’/])|\b404\W*(?:not found|error|page)\b"
    r"|\berror\W*404\b"
    r"|\b(?:page|file|document|resource|site|url|content|article|repository|project|video)"
    r"(?: you requested)?(?: (?:was|is|could|can))? ?(?:not|n['’]t)(?: be)? found\b"
    r"|^\W*(?:not found|page missing|missing page)\W*$"
    r"|\bpage (?:does ?n(?:o|['’])t|no longer) exists?\b"
    r"|\bseite (?:wurde )?nicht gefunden\b|\bpage (?:introuvable|non trouvée)\b"
    r"|\bp[áa]gina n(?:o|ão) encontrada\b|\bpagina (?:non trovata|niet gevonden)\b"
    r"|\bsayfa bulunamadı\b|\bnie znaleziono strony\b|\bстраница не найдена\b"
    r"|页面(?:不存在|未找到)|找不到(?:页面|網頁|网页)|ページが見つかりません|페이지를 찾을 수 없",
    re.IGNORECASE,
)
_LOGIN_TITLE = regex(
    r"^\W*(?:sign|log)[ -]?[io]n(?:\W*$|\s*[^\w\s&'’/]| to\b)"
    r"|[^\w\s&'’/]\s*(?:sign|log)[ -]?[io]n\W*$",
    re.IGNORECASE,
)
