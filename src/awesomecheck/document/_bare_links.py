"""The inline rule for bare URLs: GitHub's extended autolinks for `http://`, `https://`, `www.`.

https://github.github.com/gfm/#autolinks-extension-
"""

import re

from markdown_it.rules_inline import StateInline

_START = re.compile(r"(?<![A-Za-z])h(?=ttps?://)|(?<![^\s*_~(])w(?=ww\.)", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s<]*", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?[^\s<>/?#:]+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:https?://)?(?:[^\s/?#:.]+\.)*[^\s/?#:._]+\.[^\s/?#:._]+", re.IGNORECASE)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;")


def bare_link(state: StateInline, silent: bool) -> bool:
    """Parse a bare URL; the email addresses that GitHub links, too, are left as text."""
    pos = state.pos
    if silent or state.linkLevel > 0 or not _START.match(state.src, pos):
        return False
    if not _has_domain(state.src, pos, state.posMax):
        return False
    match = _URL.match(state.src, pos, state.posMax)
    url = _trimmed(match.group()) if match else ""
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": url if url[:4].lower() == "http" else f"http://{url}"}
    token.markup = "linkify"
    token = state.push("text", "", 0)
    token.content = url
    state.pos += len(url)
    state.push("link_close", "a", -1)
    return True


def _has_domain(src: str, pos: int, end: int) -> bool:
    """Return whether a bare URL has a domain that makes it one; read no further than that."""
    host = _HOST.match(src, pos, end)
    if host is None:
        return False
    last = src[host.end() : host.end() + 1] not in tuple("/?#:")
    return _DOMAIN.fullmatch(_trimmed(host.group()) if last else host.group()) is not None


def _trimmed(url: str) -> str:
    """Cut off what GitHub takes for the punctuation of the sentence around a URL.

    A closing bracket that the URL does not open ends it: `[https://example.com]`.
    """
    url = url[: _unopened_bracket(url)]
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end:
        if url[end - 1] in "?!.,:*_~'\"":
            end -= 1
        elif url[end - 1] == ")" and surplus > 0:
            end -= 1
            surplus -= 1
        elif url[end - 1] == ";" and (start := url.rfind("&", 0, end)) >= 0:
            if not _ENTITY.fullmatch(url, start, end):
                break
            end = start
        else:
            break
    return url[:end]


def _unopened_bracket(url: str) -> int:
    open_ = 0
    for match in re.finditer(r"[\[\]]", url) if "]" in url else ():
        open_ += 1 if match.group() == "[" else -1
        if open_ < 0:
            return match.start()
    return len(url)
