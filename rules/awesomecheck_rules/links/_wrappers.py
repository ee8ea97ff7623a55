"""URLs of Google that only lead on to another one, and parameters of a session that is over."""

from collections.abc import Callable
import re
from urllib.parse import unquote

from awesomecheck import regex

_WRAPPED = regex(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url|scholar\.google\.[a-z.]{2,6}/scholar_url)\?"
    r"(?:[^#]*&)?(?:q|url)=(?P<url>https?(?::|%3A)[^&#]+)(?:[&#].*)?",
    re.IGNORECASE,
)
_PLAIN = regex(r"https?://[\w.-]+\.[a-z]{2,}(?:[/?#][^\s()<>\[\]\\`*|\"]*)?", re.IGNORECASE)
_SESSION = regex(r"(?:CFID|CFTOKEN|casa_token|jsessionid|PHPSESSID)=.*", re.IGNORECASE)


def unwrapped(url: str) -> str | None:
    """Return the URL that one of Google leads on to, as its results and documents have them."""
    if "google." not in url[:40]:
        return None
    match = _WRAPPED.fullmatch(url)
    inner = match["url"] if match else ""
    if "?" in inner:  # not encoded: where it ends is not certain
        return None
    target = unquote(inner)
    return target if _PLAIN.fullmatch(target) else None


def is_of_session(parameter: str) -> bool:
    """Return whether a `name=value` of a query is of a session, which is over for others."""
    return _SESSION.fullmatch(parameter) is not None


def without_parameters(url: str, is_needless: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return a URL without some parameters of its query, and their names."""
    base, _, rest = url.partition("?")
    query, mark, fragment = rest.partition("#")
    parts = query.split("&")
    kept = [part for part in parts if not is_needless(part)]
    if len(kept) == len(parts):
        return url, []
    names = [part.partition("=")[0] for part in parts if part not in kept]
    return base + ("?" + "&".join(kept) if kept else "") + mark + fragment, names
