"""What the HTML of an answer shows: its title, its words, its anchors."""

from dataclasses import dataclass
from functools import cached_property
from html import unescape
import re
from urllib.parse import unquote

from awesomecheck.links.answers import Answer
from awesomecheck.links.urls import MalformedUrl, normalize
from awesomecheck.regexes import regex

_TITLE = regex(rb"<title[^>]*>([^<]{0,500})", re.IGNORECASE)
_DESCRIPTION = regex(
    rb"""<meta\s[^>]{0,200}?\bname\s*=\s*["']?description["']?[^>]{0,200}?"""
    rb"""\bcontent\s*=\s*(?:"([^"]{0,500})|'([^']{0,500}))""",
    re.IGNORECASE,
)
_UNSEEN = regex(rb"<(script|style|noscript|template|title)\b", re.IGNORECASE)
"""Elements whose text no reader sees."""
_REFRESH = regex(
    rb"""<meta\s[^>]{0,200}?\bhttp-equiv\s*=\s*["']?refresh\b[^>]{0,200}?"""
    rb"""\bcontent\s*=\s*["']?\s*\d+\s*[;,]\s*(?:url\s*=\s*)?['"]?([^"'\s>]{1,2000})""",
    re.IGNORECASE,
)
_REFRESH_HEADER = regex(r"\s*\d+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"\s]+)", re.IGNORECASE)
_SCRIPTED = regex(
    rb"""\blocation(?:\.href)?\s*=\s*["']([^"']{1,2000})["']"""
    rb"""|\blocation\.(?:replace|assign)\(\s*["']([^"']{1,2000})["']""",
)
_HEAD_BYTES = 4096
_FEW_WORDS = 200
"""Characters of text: `You are being redirected` and the like."""
_ANCHOR = regex(rb"""[\s"'](?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, eq=False)  # not slotted: what is read once is kept in the instance
class HtmlPage:
    """An answer as a page; each part of it is read at the first use."""

    answer: Answer

    @cached_property
    def title(self) -> str:
        """The title on one line."""
        found = _TITLE.search(self.answer.body)
        return _line(found[1]) if found else ""

    @cached_property
    def description(self) -> str:
        """How the page describes itself to search engines, on one line."""
        found = _DESCRIPTION.search(self.answer.body[:_HEAD_BYTES])
        return _line(found[1] or found[2] or b"") if found else ""

    @cached_property
    def words(self) -> str:
        """The text that a reader without scripts sees, on one line."""
        body = self.answer.body
        small = body.lower()
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

    @property
    def is_program(self) -> bool:
        """Whether the page has no words, and a script that may show some."""
        answer = self.answer
        return answer.whole and b"<script" in answer.body.lower() and len(self.words) < 20

    def refresh(self, url: str) -> str:
        """Return where a page without words sends its readers at once; empty if it does not."""
        answer = self.answer
        header = _REFRESH_HEADER.match(answer.headers.get("Refresh", ""))
        start = answer.body[:_HEAD_BYTES]
        found = _REFRESH.search(start) or _SCRIPTED.search(start)
        if header:
            to = header[1]
        elif found and answer.whole and len(self.words) <= _FEW_WORDS:
            to = _line(next(filter(None, found.groups())))
        else:
            return ""
        try:
            return normalize(to, url)
        except MalformedUrl:
            return ""

    def has_anchor(self, fragment: str) -> bool | None:
        """Return whether there is the anchor that a fragment names; None where that is unknown."""
        name, answer = unquote(fragment), self.answer
        kind = answer.headers.get("Content-Type", "text/html").lower()
        if not answer.whole or "html" not in kind:
            return None
        if re.match(r":~:|[/!?]|L\d+|.*=", name) or name.lower() == "top" or not name:
            return None  # a text fragment, a script's own state, lines of code, the top
        found = {
            unescape((match[1] or match[2] or match[3] or b"").decode("utf-8", "replace"))
            for match in _ANCHOR.finditer(answer.body)
        }
        names = {name, fragment, f"user-content-{name}", f"user-content-{name.lower()}"}
        return bool(found & names)


def _line(text: bytes) -> str:
    return " ".join(unescape(text.decode("utf-8", "replace")).split())
