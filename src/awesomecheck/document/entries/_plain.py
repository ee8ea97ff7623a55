"""The plain text of a document: what a reader sees, with mark-up as single characters.

It has the length of the text, so that an offset in the one is an offset in the other, and a
field found here has its span at once. `_marks` names the characters.
"""

from collections.abc import Sequence
import re

from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    EM_START,
    HARD_BREAK,
    IMAGE,
    LINK_END,
    LINK_START,
    PAD,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.nodes import Block, Run, Span
from awesomecheck.document.tree import Document

_MARKS = {
    "link_open": LINK_START,
    "link_close": LINK_END,
    "strong_open": STRONG_START,
    "strong_close": STRONG_END,
    "em_open": EM_START,
    "em_close": EM_END,
    "image": IMAGE,
}
_TAGS = {
    "br": HARD_BREAK,
    "a": LINK_START,
    "/a": LINK_END,
    "b": STRONG_START,
    "/b": STRONG_END,
    "strong": STRONG_START,
    "/strong": STRONG_END,
    "i": EM_START,
    "/i": EM_END,
    "em": EM_START,
    "/em": EM_END,
    "img": IMAGE,
}
_TAG = re.compile(r"</?[a-z]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""What a text may not have, as our marks are among it."""
_INVISIBLE = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20))),
    ord(HARD_BREAK): " ",
    ord(BLOCK): " ",
}


def plain_text(document: Document, blocks: Sequence[Block]) -> str:
    """Return the plain text of some blocks, in document order; all else is `PAD`."""
    text = _CONTROL.sub(" ", document.text)
    parts: list[str] = []
    position = 0
    for block in blocks:
        start, end = block.span.start, block.span.end
        if start < position or end == start:
            continue
        gap = start - position
        parts.append(BLOCK + PAD * (gap - 1) if gap else "")
        parts.append(_plain_block(block.runs(), text, block.span))
        position = end
    parts.append(PAD * (len(text) - position))
    return "".join(parts)


def _plain_block(runs: Sequence[Run], text: str, span: Span) -> str:
    parts: list[str] = []
    in_bare_link = False
    position = span.start
    for kind, seen, start, end in runs:
        if start > position:  # the indent of the block's next line
            parts.append(PAD * (start - position))
        position = end
        source = text[start:end]
        if kind == "link_open" and source in ("", "<"):
            in_bare_link = True
        if in_bare_link:
            parts.append(LINK_START + PAD * (end - start - 1) if source else "")
            in_bare_link = kind != "link_close"
        elif kind == "text":
            if len(seen) < end - start:  # an escape or an entity
                source = _CONTROL.sub(" ", seen).rjust(end - start, PAD)
            parts.append(source)
        elif kind == "code":
            parts.append(source.replace("`", CODE))
        elif source:
            mark = _MARKS.get(kind) or _mark(kind, source)
            parts.append(mark.ljust(end - start, PAD))
    parts.append(PAD * (span.end - position))
    return "".join(parts)


def _mark(kind: str, source: str) -> str:
    if kind == "break":
        return HARD_BREAK if "\\" in source or source.startswith("  ") else "\n"
    if kind == "html":
        tag = _TAG.match(source)
        return _TAGS.get(tag.group()[1:].lower(), PAD) if tag else PAD
    return PAD


def shown(plain: str) -> str:
    """Return what a reader sees of a stretch of plain text: no marks, whitespace folded."""
    if plain.isprintable() and "  " not in plain:  # the usual case, at once
        return plain
    return " ".join(plain.translate(_INVISIBLE).split())
