"""The sentences of a list: its paragraphs, apart from those of entries and those of links."""

from collections.abc import Iterator
import re

from awesomecheck.document.nodes import Block, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_HTML = regex(r"<!--.*?-->|<(?:h\d)\b.*?</h\d>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WORD = regex(r"[^\W\d_]{2,}")
_WORDLESS_SCRIPT = regex(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces between words."""
_CHARACTERS_A_WORD = 2
_FEWEST_WORDS = 2


def prose_in(document: Document, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield the paragraphs with sentences in a part of a list, apart from lists and headings.

    Those in Markdown come first, then those in raw HTML.
    """
    for block in document.blocks:
        if block.span.start >= span.end:
            break
        if block.kind == "paragraph" and block.item is None and block.span.start >= span.start:
            text = _prose(block)
            if text:
                yield block.span, text
    for html in document.html:
        if span.start <= html.start < span.end:
            text = " ".join(_HTML.sub(" ", document.slice(html)).split())
            if _count(text) >= _FEWEST_WORDS:
                yield html, text


def _prose(block: Block) -> str:
    """Return the words of a paragraph; empty where they are only links, or too few."""
    depth = outside = 0
    parts: list[str] = []
    for kind, text, _, _ in block.runs():
        if kind == "link_open":
            depth += 1
        elif kind == "link_close":
            depth -= 1
        elif kind in ("text", "code", "break"):
            parts.append(text)
            outside += 0 if depth else _count(text)
    whole = " ".join("".join(parts).split())
    is_prose = outside >= 1 and (_count(whole) >= _FEWEST_WORDS or whole.endswith("."))
    return whole if is_prose else ""


def _count(text: str) -> int:
    """Return about how many words a text has."""
    wordless = 0 if text.isascii() else len(_WORDLESS_SCRIPT.findall(text))
    return len(_WORD.findall(text)) + wordless // _CHARACTERS_A_WORD
