"""The plain text of a document, in place: what a reader sees, with mark-up as single marks.

It has the length of the text, so that an offset in the one is an offset in the other, and a
field found here has its span at once. Mark-up that a reader does not see is `PAD`; where
emphasis, a link or code begins or ends stands one of the other marks, the rest of it padded.
"""

from collections.abc import Sequence
import re

from awesomecheck.document.nodes import Block, Link, Run, Span
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
_BALANCED = r"(?=[^\s*])[^*\x01\x02]*(?:\x01[^*\x01\x02]*\x02[^*\x01\x02]*)*(?<=\S)"
_AFTER = r"(?= |\Z|(?<=[^\W_]\*)[,.:;)]|(?<=[^\W_]\*\*)[,.:;)])"
# A run of asterisks after a blank only opens, one before a blank only closes, and so does one
# between a letter and punctuation: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
_PLAIN_STRONG = re.compile(rf"(?<![^ ])\*\*({_BALANCED})\*\*{_AFTER}")
_PLAIN_EM = re.compile(rf"(?<![^ ])\*({_BALANCED})\*{_AFTER}")
_MARK_CHARACTERS = [chr(code) for code in (*range(9), *range(14, 32))]
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f]")
_INVISIBLE = {ord(mark): " " if mark in HARD + BLOCK else None for mark in _MARK_CHARACTERS}


def plain_text(document: Document, blocks: Sequence[Block], starts: Sequence[int]) -> str:
    """The plain text of some blocks, in document order; all else is padded.

    Args:
        document: what the blocks are from.
        blocks: those whose text is wanted.
        starts: where each of the document's links starts.
    """
    text = document.text
    if any(mark in text for mark in _MARK_CHARACTERS):
        text = _FORBIDDEN.sub(" ", text)
    links = document.links
    parts: list[str] = []
    position = 0
    index, count = 0, len(starts)
    for block in blocks:
        span = block.span
        start, end = span.start, span.end
        if start < position or end == start:
            continue
        gap = start - position
        parts.append(BLOCK + PAD * (gap - 1) if gap else "")
        while index < count and starts[index] < start:
            index += 1
        first = index
        while index < count and starts[index] < end:
            index += 1
        parts.append(
            simple_plain(text, start, end, links[first:index])
            or marked_plain(block.runs(), text, span)
        )
        position = end
    parts.append(PAD * (len(text) - position))
    return "".join(parts)


def simple_plain(text: str, start: int, end: int, links: Sequence[Link]) -> str | None:
    """The plain text of what most blocks are: one line of inline links, code and asterisks.

    Only a short cut: None leaves the block to the parser's tokens.
    """
    if text.find("\n", start, end) >= 0 or text.find("<", start, end) >= 0:
        return None
    parts: list[str] = []
    for link in links:
        span = link.span
        first, last = span.start, span.end
        label_end = link.url_span.start - 2
        if link.form != "inline" or link.image or not text.startswith("](", label_end):
            return None
        label = text[first + 1 : label_end]
        rest = PAD * (last - label_end - 1)
        parts.append(f"{text[start:first]}{LINK}{label}{LINK_END}{rest}")
        start = last
    parts.append(text[start:end])
    plain = "".join(parts)
    if "_" in plain or "\\" in plain or "~" in plain or "[^" in plain:
        return None
    if "&" in plain and ";" in plain:
        return None
    if "`" in plain:
        if "*" in plain or "``" in plain or plain.count("`") % 2:
            return None
        return plain.replace("`", CODE)
    if "*" in plain:
        plain = _PLAIN_STRONG.sub("\x03\x00\\1\x04\x00", plain)
        plain = _PLAIN_EM.sub("\x05\\1\x06", plain)
        return None if "*" in plain else plain
    return plain


def marked_plain(runs: Sequence[Run], text: str, span: Span) -> str:
    """The plain text of any block, from its inline content."""
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
