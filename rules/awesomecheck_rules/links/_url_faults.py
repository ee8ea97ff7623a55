"""Find what is wrong with the URL of a link by its characters alone."""

import re
import unicodedata

from msgspec import Struct

from awesomecheck import regex
from awesomecheck_rules.links._brackets import OPENING
from awesomecheck_rules.links._https import supports_https

UNSEEN = "\u00a0\u00ad\u2000-\u200f\u202f\u2060\u3000\ufeff"
"""Spaces that Markdown takes for letters, and characters without width: a class of a pattern."""


class UrlFault(Struct, frozen=True):
    """What is wrong between two offsets of a URL, and what to put there if that is known."""

    start: int
    end: int
    message: str
    replacement: str | None = None
    safe: bool = True


_FINE = regex(
    r"https?://(?:[\w-]++\.)++[a-z]{2,}(?::\d+)?"
    r"(?:[/?#](?:[\w./?#=&%~+@!$*;,-]++|:(?!//))*+(?<![.,;:!*])(?<!%20)(?<!%C2%A0)(?<!%E2%80%8[0-9A-F])(?<!%EF%BB%BF))?|#.*",
    re.IGNORECASE,
)
looks_fine = _FINE.fullmatch
"""Match URLs of the plain form that nearly all have; others are looked at closely."""

_ADDRESS = r"(?:https?://|www\.)"
_WRAPPED = regex(rf"[(\[\"'“‘](?P<inner>{_ADDRESS}[^\s\"]*?)[)\]\"'”’]?", re.IGNORECASE)
_WRAPPED_ANCHOR = regex(r"\((?P<inner>#[^\s()]+)\)")
_GIT = regex(
    r"(?:git@|(?:git|ssh|git\+ssh)://(?:git@)?)"
    r"(?P<host>github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)[:/]/*"
    r"(?P<path>[\w.-]+(?:/[\w.-]+?)+?)(?:\.git)?/?",
    re.IGNORECASE,
)
_LINK_INSIDE = regex(rf"\[(?P<label>[^\]]*)\]\((?P<inner>{_ADDRESS}[^\s)]*)\)", re.IGNORECASE)
_JUNK = regex(r"(?:%20|[^\w#(\[\"'“‘]){1,4}(?=https?://)", re.IGNORECASE)
_SCHEME = regex(r"(?P<word>[a-z]{2,8})(?P<mark>[:;.,]*[/\\]*)(?=[\w\[])", re.IGNORECASE)
_DOUBLED_SCHEME = regex(r"(?:https?:?/{0,2})+(?=https?://)", re.IGNORECASE)
_KNOWN_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "sftp", "ssh", "shttp", "tftp"})
_DOMAIN = regex(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|edu|gov|io|net|org))(?=[/?#:]|$)"
    r"|(?:[\w-]+\.)+(?:ac|ai|app|ca|ch|cn|co|de|dev|eu|fr|info|it|jp|kr|me|nl|ru|se|tv|uk|us)(?=/)",
    re.IGNORECASE,
)
_MAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?")
_SECOND = regex(r"https?://", re.IGNORECASE)
_HOST = regex(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_NO_HOST = regex(r"[\s,;!*'\"()<>\\^`|]|\.\.|^[.-]")
_STRAY = frozenset(",;'\"“”‘’<>[\\|，。、；")
_LONGEST_TAIL = 20
_ARXIV_TAIL = regex(r"(?<=\d)[.:]+$")
_NOT_WRAPPING = frozenset(
    {"arxiv.org", "dx.doi.org", "doi.org", "github.com", "huggingface.co", "openreview.net"}
)
"""Hosts that never have the URL of another site right after their own name."""
_UNSEEN = regex(f"[{UNSEEN}]")
_UNSEEN_TAIL = regex(rf"(?:[ {UNSEEN}]|%20|%C2%A0|%E2%80%8[0-9A-F]|%EF%BB%BF)+\Z", re.IGNORECASE)
_WIDE = regex(r"[（）。，、；：！？「」『』【】《》“”]")


def url_fault(url: str, *, bare: bool = False) -> UrlFault | None:
    """Return the first fault of a URL; whitespace ends one that is bare, without any brackets."""
    checks = (_swallowed, _unseen_tail) if bare else _CHECKS
    return next(filter(None, (check(url) for check in checks)), None)


def character_name(char: str) -> str:
    """Return what to call a character that nobody sees."""
    return f"{unicodedata.name(char).lower()} (U+{ord(char):04X})"


def _unwanted(url: str, start: int, end: int, where: str) -> UrlFault:
    unseen = _UNSEEN.search(url, start, end)
    what = character_name(unseen.group()) if unseen else f"`{url[start:end]}`"
    return UrlFault(start, end, f"{what} {where}: remove it", "")


def _swallowed(url: str) -> UrlFault | None:
    match = _WIDE.search(url)
    if match is None:
        return None
    message = f"`{match.group()}` becomes part of the URL: put a space before it"
    return UrlFault(match.start(), len(url), message)


def _wrapped(url: str) -> UrlFault | None:
    if match := _LINK_INSIDE.fullmatch(url):
        replacement = None if _SECOND.match(match["label"]) else match["inner"]
        return UrlFault(0, len(url), "link in place of a URL: keep only the URL", replacement)
    if match := _WRAPPED.fullmatch(url) or _WRAPPED_ANCHOR.fullmatch(url):
        return UrlFault(0, len(url), f"`{url[0]}` before the URL: remove it", match["inner"])
    return None


def _junk(url: str) -> UrlFault | None:
    match = _JUNK.match(url)
    return _unwanted(url, 0, match.end(), "before the URL") if match else None


def _scheme(url: str) -> UrlFault | None:
    if match := _DOUBLED_SCHEME.match(url):
        return _unwanted(url, 0, match.end(), "before another scheme")
    match = _SCHEME.match(url)
    if match is None or (len(match["mark"]) < 2 and match["mark"] != ":"):
        return None
    word = match["word"].lower()
    if word in ("http", "https"):
        return _misspelt(match, word) if match["mark"] != "://" else None
    right = "https" if "s" in word else "http"
    is_known = "/" not in match["mark"] or word in _KNOWN_SCHEMES
    return _misspelt(match, right) if not is_known and _alike(word, right) else None


def _alike(word: str, right: str) -> bool:
    from difflib import SequenceMatcher  # noqa: PLC0415 - few lists have such a word

    return SequenceMatcher(None, word, right).ratio() >= 0.75


def _misspelt(match: re.Match[str], scheme: str) -> UrlFault:
    message = f"`{match.group()}` should be `{scheme}://`"
    return UrlFault(0, match.end(), message, f"{scheme}://")


def _git(url: str) -> UrlFault | None:
    match = _GIT.fullmatch(url)
    if match is None:
        return None
    right = f"https://{match['host'].lower()}/{match['path']}"
    return UrlFault(0, len(url), f"address for git, not for readers: use `{right}`", right)


def _no_scheme(url: str) -> UrlFault | None:
    if match := _DOMAIN.match(url):
        safe = supports_https(match.group().lower().removeprefix("www."))
        message = "missing `https://`: GitHub takes this for a file in the repository"
        return UrlFault(0, match.end(), message, f"https://{match.group()}", safe)
    if _MAIL.fullmatch(url):
        return UrlFault(0, len(url), "missing `mailto:` before the email address", f"mailto:{url}")
    return None


def _second(url: str) -> UrlFault | None:
    match = _SECOND.search(url, 8)
    first = _HOST.match(url)
    if match is None or first is None:
        return None
    at = match.start()
    before, inner = url[:at], url[at:]
    host = first["host"].lower().removeprefix("www.")
    if url[at - 1].isalnum() or url[at - 1] in ")],; ":
        same = before.rstrip(")],; ") == inner
        start = len(before.rstrip(" ")) if same else at
        return UrlFault(start, len(url), "two URLs in one link: keep one", "" if same else None)
    is_front = before.rstrip("/") == first.group() and host in _NOT_WRAPPING
    return _unwanted(url, 0, at, "before the URL") if is_front else None


def _host(url: str) -> UrlFault | None:
    match = _HOST.match(url)
    wrong = match and _NO_HOST.search(match["host"])
    if not match or not wrong:
        return None
    return UrlFault(*match.span("host"), f"`{wrong.group()}` in the host name: correct it")


def _tail(url: str) -> UrlFault | None:
    host = _HOST.match(url)
    if host is None:
        return None
    start = _tail_start(url, host.end())
    if start == len(url) and host["host"].lower().endswith("arxiv.org"):
        match = _ARXIV_TAIL.search(url)
        start = match.start() if match else start
    return _unwanted(url, start, len(url), "at the end of the URL") if start < len(url) else None


def _unseen_tail(url: str) -> UrlFault | None:
    match = _UNSEEN_TAIL.search(url, max(0, len(url) - _LONGEST_TAIL))
    return _unwanted(url, match.start(), len(url), "at the end of the URL") if match else None


def _tail_start(url: str, least: int) -> int:
    end = len(url)
    while end > max(least, len(url) - _LONGEST_TAIL):
        unseen = _UNSEEN_TAIL.search(url, max(least, end - _LONGEST_TAIL), end)
        if unseen:
            end = unseen.start()
        elif url[end - 1] in _STRAY or _is_unopened(url, end):
            end -= 1
        else:
            break
    return end


def _is_unopened(url: str, end: int) -> bool:
    closing = url[end - 1]
    opening = OPENING.get(closing)
    return opening is not None and url.count(closing, 0, end) > url.count(opening, 0, end)


_CHECKS = (_wrapped, _junk, _git, _scheme, _no_scheme, _second, _host, _tail)
