"""The plain text of a document, in place: what a reader sees, with mark-up as single marks.

It has the length of the text, so that an offset in the one is an offset in the other, and a
field found here has its span at once. Mark-up that a reader does not see is `PAD`; where
emphasis, a link or code begins or ends stands one of the other marks, the rest of it padded.
"""

from collections.abc import Sequence
import re

from awesomecheck.document.nodes import Block, Piece, Span
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
_INVISIBLE = dict.fromkeys([*range(9), *range(14, 32)])


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
        parts.append(_marked(block.pieces(), text, span) if _MARKUP.search(source) else source)
        position = span.end
    parts.append(PAD * (len(text) - position))
    return "".join(parts)


def _marked(pieces: Sequence[Piece], text: str, span: Span) -> str:
    parts: list[str] = []
    position = span.start
    bare = False
    for piece in pieces:
        start, end = piece.span.start, piece.span.end
        if start > position:
            parts.append(PAD * (start - position))
        source = text[start:end]
        if piece.kind == "link_open" and source in ("", "<"):
            bare = True
        if bare:
            parts.append(LINK + PAD * (end - start - 1) if end > start else "")
            bare = piece.kind != "link_close"
        else:
            parts.append(_replacement(piece, source))
        position = end
    parts.append(PAD * (span.end - position))
    return "".join(parts)


def _replacement(piece: Piece, source: str) -> str:
    kind = piece.kind
    if kind == "text":
        shown = piece.text
        if shown == source or len(shown) > len(source):
            return source
        return PAD * (len(source) - len(shown)) + shown
    mark = _MARKS.get(kind)
    if mark is not None:
        return (mark + PAD * (len(source) - 1))[: len(source)]
    if kind == "break":
        hard = source != "\n" and ("\\" in source or source.startswith("  "))
        return (HARD if hard else "\n") + PAD * (len(source) - 1)
    if kind == "code":
        return source.replace("`", CODE)
    if kind == "html":
        tag = _TAG.match(source)
        mark = _TAGS.get(tag.group()[1:].lower(), PAD) if tag else PAD
        return (mark + PAD * (len(source) - 1))[: len(source)]
    return PAD * len(source)


def shown(plain: str) -> str:
    """What a reader reads of a stretch of plain text: no marks, blanks folded."""
    return " ".join(plain.translate(_INVISIBLE).split())
