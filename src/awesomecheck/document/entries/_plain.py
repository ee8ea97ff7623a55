"""The plain text of a document, in place: what a reader sees, with mark-up as single marks.

It has the length of the text, so that an offset in the one is an offset in the other, and a
field found here has its span at once. Mark-up that a reader does not see is `PAD`; where
emphasis, a link or code begins or ends stands one of the other marks, the rest of it padded.
"""

from collections.abc import Sequence
import re

from awesomecheck.document.nodes import Block, Run, Span
from awesomecheck.document.tree import Document

PAD = "\x00"
LINK, LINK_END = "\x01", "\x02"
STRONG, STRONG_END = "\x03", "\x04"
EM, EM_END = "\x05", "\x06"
CODE = "\x07"
HARD = "\x0e"
"""A hard break: two blanks or a backslash at a line's end, or `<br>`."""
BLOCK = "\x0f"
"""Between two blocks."""
IMAGE = "\x10"

_MARKS = {
    "link_open": LINK,
    "link_close": LINK_END,
    "strong_open": STRONG,
    "strong_close": STRONG_END,
    "em_open": EM,
    "em_close": EM_END,
    "image": IMAGE,
}
_TAGS = {
    "br": HARD,
    "a": LINK,
    "/a": LINK_END,
    "b": STRONG,
    "/b": STRONG_END,
    "strong": STRONG,
    "/strong": STRONG_END,
    "i": EM,
    "/i": EM_END,
    "em": EM,
    "/em": EM_END,
    "img": IMAGE,
}
_TAG = re.compile(r"</?[a-z]+", re.IGNORECASE)
_MARKUP = re.compile(r"[*_`<\[\\&~]|  \n|https?://|www\.", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f]")
_INVISIBLE = {
    code: " " if chr(code) in HARD + BLOCK else None for code in [*range(9), *range(14, 32)]
}


def plain_text(document: Document, blocks: Sequence[Block]) -> str:
    """The plain text of some blocks, in document order; all else is padded."""
    text = document.text
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub(" ", text)
    parts: list[str] = []
    position = 0
    for block in blocks:
        span = block.span
        if span.start < position or span.end == span.start:
            continue
        gap = span.start - position
        parts.append(BLOCK + PAD * (gap - 1) if gap else "")
        source = text[span.start : span.end]
        parts.append(_marked(block.runs(), text, span) if _MARKUP.search(source) else source)
        position = span.end
    parts.append(PAD * (len(text) - position))
    return "".join(parts)


def _marked(runs: Sequence[Run], text: str, span: Span) -> str:
    parts: list[str] = []
    bare = False
    position = span.start
    for kind, seen, start, end in runs:
        if start > position:  # the indent of a line that goes on
            parts.append(PAD * (start - position))
        position = end
        source = text[start:end]
        if kind == "link_open" and source in ("", "<"):
            bare = True
        if bare:
            parts.append(LINK + PAD * (end - start - 1) if source else "")
            bare = kind != "link_close"
        elif kind == "text":
            if len(seen) < len(source):  # an escape or an entity
                source = _FORBIDDEN.sub(" ", seen).rjust(len(source), PAD)
            parts.append(source)
        elif source:
            mark = _MARKS.get(kind) or _mark(kind, source)
            parts.append(
                source.replace("`", CODE) if kind == "code" else mark.ljust(end - start, PAD)
            )
    parts.append(PAD * (span.end - position))
    return "".join(parts)


def _mark(kind: str, source: str) -> str:
    if kind == "break":
        return HARD if "\\" in source or source.startswith("  ") else "\n"
    if kind == "html":
        tag = _TAG.match(source)
        return _TAGS.get(tag.group()[1:].lower(), PAD) if tag else PAD
    return PAD


def shown(plain: str) -> str:
    """What a reader reads of a stretch of plain text: no marks, blanks folded."""
    if plain.isprintable() and "  " not in plain:  # as most are
        return plain
    return " ".join(plain.translate(_INVISIBLE).split())
