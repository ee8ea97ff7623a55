"""A visit to a page: through all redirects, with the cookies that they set."""

import re
from typing import Final

import aiohttp
from msgspec import Struct
from yarl import URL

from awesomecheck.links.answers import Answer, Fault
from awesomecheck.links.client import Client
from awesomecheck.links.urls import MalformedUrl, normalize
from awesomecheck.regexes import regex

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_COOKIE: Final = regex(r"[ \t]*[\w!#$%&'*+.^`|~-]+[ \t]*=", re.ASCII)
"""The start of a Set-Cookie header with a legal name; aiohttp logs an illegal one."""


class Visit(Struct, frozen=True):
    """The redirects from a URL on, and where they ended."""

    redirects: tuple[Answer, ...]
    end: Answer | Fault
    url: str
    """The last URL requested, perhaps with the fragment that a redirect gave it."""

    @property
    def permanent(self) -> bool:
        """Whether it ended elsewhere, by permanent redirects alone."""
        return (
            bool(self.redirects)
            and all(answer.status in _PERMANENT for answer in self.redirects)
            and self.url.partition("#")[0] != self.redirects[0].url
        )


async def visit(client: Client, url: str, max_redirects: int) -> Visit:
    """Request a page, through all redirects."""
    redirects: list[Answer] = []
    jar: aiohttp.CookieJar | None = None
    seen: set[tuple[str, str]] = set()
    fragment = ""
    while True:
        cookies = _cookies(jar, url)
        if (url, cookies) in seen:
            loop = Fault("redirect-loop", f"redirected back to {short_url(url)}")
            return Visit(tuple(redirects), loop, url + fragment)
        if len(redirects) > max_redirects:
            endless = Fault("too-many-redirects", f"redirected more than {max_redirects} times")
            return Visit(tuple(redirects), endless, url + fragment)
        seen.add((url, cookies))
        try:
            answer = await client.get(url, cookies)
            location = answer.headers.get("Location", "")
            if answer.status not in _REDIRECTS or not location:
                return Visit(tuple(redirects), answer, url + fragment)
            redirects.append(answer)
            if cookies_set := [*filter(_COOKIE.match, answer.cookies)]:
                jar = jar or aiohttp.CookieJar(unsafe=True)
                jar.update_cookies_from_headers(cookies_set, URL(url, encoded=True))
            url, _, own_fragment = _next_url(url, location).partition("#")
            fragment = f"#{own_fragment}" if own_fragment else fragment
        except Fault as fault:
            return Visit(tuple(redirects), fault, url + fragment)


def _next_url(url: str, location: str) -> str:
    try:
        return normalize(_decoded(location), url)
    except MalformedUrl as error:
        raise Fault("bad-redirect", f"{url} redirects to an invalid URL") from error


def _decoded(location: str) -> str:
    """Return a header's text; bytes that are not UTF-8 are sent back as they came."""
    raw = location.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)


def _cookies(jar: aiohttp.CookieJar | None, url: str) -> str:
    """Return the Cookie header for a URL."""
    if jar is None:
        return ""
    kept = jar.filter_cookies(URL(url, encoded=True))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in kept.items())


def short_url(url: str) -> str:
    """Return a URL fit for a line of text."""
    return url if len(url) <= 200 else f"{url[:199]}…"
