"""What the HTML of an answer shows: its title, its words, its anchors."""

from html import unescape
import re
from urllib.parse import unquote

from awesomecheck.links.answers import Answer
from awesomecheck.links.urls import MalformedUrl, normalize

_TITLE = re.compile(rb"<title[^>]*>([^<]{0,500})", re.IGNORECASE)
_DESCRIPTION = re.compile(
    rb"""<meta\s[^>]{0,200}?\bname\s*=\s*["']?description["']?[^>]{0,200}?"""
    rb"""\bcontent\s*=\s*(?:"([^"]{0,500})|'([^']{0,500}))""",
    re.IGNORECASE,
)
_UNSEEN = re.compile(rb"<(script|style|noscript|template|title)\b", re.IGNORECASE)
"""Elements whose text no reader sees."""
_REFRESH = re.compile(
    rb"""<meta\s[^>]{0,200}?\bhttp-equiv\s*=\s*["']?refresh\b[^>]{0,200}?"""
    rb"""\bcontent\s*=\s*["']?\s*\d+\s*[;,]\s*(?:url\s*=\s*)?['"]?([^"'\s>]{1,2000})""",
    re.IGNORECASE,
)
_REFRESH_HEADER = re.compile(r"\s*\d+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"\s]+)", re.IGNORECASE)
_SCRIPTED = re.compile(
    rb"""\blocation(?:\.href)?\s*=\s*["']([^"']{1,2000})["']"""
    rb"""|\blocation\.(?:replace|assign)\(\s*["']([^"']{1,2000})["']""",
)
_HEAD_BYTES = 4096
_FEW_WORDS = 200
"""Characters of text: `You are being redirected` and the like."""
_ANCHOR = re.compile(
    rb"""[\s"'](?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


def title_of(answer: Answer) -> str:
    """Return the title of an HTML page on one line."""
    found = _TITLE.search(answer.body)
    return _line(found[1]) if found else ""


def description_of(answer: Answer) -> str:
    """Return how an HTML page describes itself to search engines, on one line."""
    found = _DESCRIPTION.search(answer.body[:_HEAD_BYTES])
    return _line(found[1] or found[2] or b"") if found else ""


def visible_words(answer: Answer) -> str:
    """Return the text that a reader without scripts sees, on one line."""
    body, small = answer.body, answer.body.lower()
    words: list[bytes] = []
    at = 0
    while (tag := small.find(b"<", at)) >= 0:
        words.append(body[at:tag])
        unseen = _UNSEEN.match(small, tag)
        plain = b"-->" if small.startswith(b"<!--", tag) else b">"
        end = b"</" + unseen[1] if unseen else plain
        found = small.find(end, tag)
        if found < 0:  # the rest is of an element that never ends
            return _line(b" ".join(words))
        at = found if unseen else found + len(end)
    return _line(b" ".join([*words, body[at:]]))


def refresh_of(answer: Answer, url: str) -> str:
    """Return where a page without words sends its readers at once; empty if it does not."""
    header = _REFRESH_HEADER.match(answer.headers.get("Refresh", ""))
    start = answer.body[:_HEAD_BYTES]
    found = _REFRESH.search(start) or _SCRIPTED.search(start)
    if header:
        to = header[1]
    elif found and answer.whole and len(visible_words(answer)) <= _FEW_WORDS:
        to = _line(next(filter(None, found.groups())))
    else:
        return ""
    try:
        return normalize(to, url)
    except MalformedUrl:
        return ""


def is_program(answer: Answer) -> bool:
    """Return whether a page has no words, and a script that may show some."""
    return answer.whole and b"<script" in answer.body.lower() and len(visible_words(answer)) < 20


def has_anchor(answer: Answer, fragment: str) -> bool | None:
    """Return whether a page has the anchor that a fragment names; None where that is unknown."""
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


def _line(text: bytes) -> str:
    return " ".join(unescape(text.decode("utf-8", "replace")).split())
