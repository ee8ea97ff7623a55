"""The inline rule for bare URLs: `https://…` and `www.…`, where GitHub's own parser reads them.

https://github.com/github/cmark-gfm/blob/master/extensions/autolink.c
"""

import unicodedata

from markdown_it.rules_inline import StateInline

from awesomecheck.regexes import regex

_START = regex(
    r"(?<![A-Za-z])(?i:(?:https?|ftp)://)|(?:(?<![^ \t\n\v\f\r*_~(]))(?=www\.)",
)
_PLAIN_DOMAIN = regex(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?=[/?#: \n]|\Z)")
_REST = regex(r"[^ \t\n\v\f\r<]*")
_ENTITY = regex(r"&[A-Za-z]+;\Z")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_MANY_PARTS = 10
"""A domain of more parts may have an underscore in any of them."""


def bare_link(state: StateInline, silent: bool) -> bool:
    """Parse a bare URL; the email addresses that GitHub links, too, are left as text."""
    pos = state.pos
    if silent or state.linkLevel > 0:
        return False
    match = _START.match(state.src, pos, state.posMax)
    if match is None:
        return False
    url = _url(state.src, pos, match.end(), state.posMax)
    if not url:
        return False
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": url if match.group() else f"http://{url}"}
    token.markup = "linkify"
    token = state.push("text", "", 0)
    token.content = url
    state.pos += len(url)
    state.push("link_close", "a", -1)
    return True


def _url(src: str, start: int, domain: int, end: int) -> str:
    """Return the URL that starts at `start`, its domain at `domain`; empty if there is none."""
    plain = _PLAIN_DOMAIN.match(src, domain, end)
    after = plain.end() if plain else _domain_end(src, domain, end, has_scheme=domain > start)
    if after == domain:
        return ""
    rest = _REST.match(src, after, end)
    return _trimmed(src[start : rest.end() if rest else after])


def _domain_end(src: str, start: int, end: int, *, has_scheme: bool) -> int:
    """Return the end of a domain; its start if it is none. Only `www.` needs a dot."""
    if start >= end or (has_scheme and not _is_in_domain(src[start])):
        return start
    at, dots, underscores, before = start + 1, 0, 0, 0
    while at < end - 1:
        if src[at] == "\\" and at < end - 2:
            at += 1
        char = src[at]
        if char == "_":
            underscores += 1
        elif char == ".":
            before, underscores, dots = underscores, 0, dots + 1
        elif char != "-" and not _is_in_domain(char):
            break
        at += 1
    if (before or underscores) and dots <= _MANY_PARTS:
        return start
    return at if dots or has_scheme else start


def _is_in_domain(char: str) -> bool:
    if char.isascii():
        return char not in _ASCII_PUNCTUATION and char not in " \t\n\f\r"
    return unicodedata.category(char)[0] not in "PZ"


def _trimmed(url: str) -> str:
    """Cut off what GitHub takes for the punctuation of the sentence around a URL."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end:
        last = url[end - 1]
        if last in "?!.,:*_~'\"":
            end -= 1
        elif last == ")" and surplus > 0:
            end -= 1
            surplus -= 1
        elif last == ";":
            entity = _ENTITY.search(url, url.rfind("&", 0, end) if "&" in url else end, end)
            end = entity.start() if entity else end - 1
        else:
            break
    return url[:end]
