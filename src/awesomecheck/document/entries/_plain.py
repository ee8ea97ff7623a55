"""The plain text of a document: what a reader sees, with mark-up as single characters.

It has the length of the text, so that an offset in the one is an offset in the other, and a
field found here has its span at once. `_marks` names the characters.
"""

from collections.abc import Iterable, Sequence
from html import unescape
import re

from awesomecheck.document._html import scan
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
from awesomecheck.regexes import regex

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
    "/br": HARD_BREAK,  # so does HTML: https://html.spec.whatwg.org/#parsing-main-inbody
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
    "u": EM_START,
    "/u": EM_END,
    "ins": EM_START,
    "/ins": EM_END,
    "code": CODE,
    "/code": CODE,
    "img": IMAGE,
}
_BLOCK_TAGS = regex(
    r"/?(?:address|article|aside|blockquote|caption|center|details|div|d[dlt]|fieldset|figcaption"
    r"|figure|footer|form|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|t[dhr]"
    r"|tfoot|thead)"
)
_TAG = regex(r"</?[a-z][a-z0-9]*", re.IGNORECASE)
_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REPLACED = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0xA0)))
"""What a text may not have, as our marks are among it; and spaces at which no line breaks."""
_CONTROL = regex(f"[{_REPLACED}]")
_INVISIBLE = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20))),
    ord(HARD_BREAK): " ",
    ord(BLOCK): " ",
}


def plain_text(document: Document, blocks: Sequence[Block], html: Sequence[Span] = ()) -> str:
    """Return the plain text of some blocks and some raw HTML; all else is `PAD`."""
    text = document.text
    if any(map(text.__contains__, _REPLACED)):
        text = _CONTROL.sub(" ", text)
    parts: list[str] = []
    position = 0
    for start, end, block in _in_order(blocks, html):
        if start < position or end == start:
            continue
        gap = start - position
        parts.append(BLOCK + PAD * (gap - 1) if gap else "")
        if block is None:
            parts.append(_plain_html(text[start:end]))
        else:
            parts.append(_plain_block(block.runs(), text, block.span))
        position = end
    parts.append(PAD * (len(text) - position))
    return "".join(parts)


def _in_order(
    blocks: Sequence[Block], html: Sequence[Span]
) -> Iterable[tuple[int, int, Block | None]]:
    found = [(block.span.start, block.span.end, block) for block in blocks]
    if not html:
        return found
    both = [*found, *((span.start, span.end, None) for span in html)]
    return sorted(both, key=lambda each: each[0])


def _plain_html(source: str) -> str:
    parts: list[str] = []
    position = 0
    for markup in scan(source):
        parts.append(_resolved(source[position : markup.start]))
        tag = f"/{markup.name}" if markup.closing else markup.name
        parts.append(_tag_mark(tag).ljust(markup.end - markup.start, PAD))
        position = markup.end
    parts.append(_resolved(source[position:]))
    return "".join(parts)


def _resolved(text: str) -> str:
    """Return a stretch of HTML without tags, each entity as the character that it stands for."""
    if "&" not in text:
        return text
    return _ENTITY.sub(
        lambda entity: _CONTROL.sub(" ", unescape(entity[0])).rjust(len(entity[0]), PAD), text
    )


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
        return _tag_mark(tag.group()[1:].lower()) if tag else PAD
    return PAD


def _tag_mark(tag: str) -> str:
    return BLOCK if _BLOCK_TAGS.fullmatch(tag) else _TAGS.get(tag, PAD)


def shown(plain: str) -> str:
    """Return what a reader sees of a stretch of plain text: no marks, whitespace folded."""
    if plain.isprintable() and "  " not in plain:  # the usual case, at once
        return plain
    return " ".join(plain.translate(_INVISIBLE).split())
