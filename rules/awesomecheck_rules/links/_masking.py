"""Mask the links, code and HTML of a block, so that only its text has brackets."""

from collections.abc import Sequence

from awesomecheck import Block, Document, Link

LINK = "\x01"
HIDDEN = "\x02"


def masked(document: Document, block: Block, links: Sequence[Link]) -> str:
    """Return a block's text with links, code and HTML masked; bare URLs stay."""
    offset = block.span.start
    source = document.slice(block.span)
    bare = {link.span.start for link in links if link.form == "bare"}
    parts: list[str] = []
    at = offset
    depth = 0
    for piece in block.pieces():
        start, end = max(at, piece.span.start), piece.span.end
        if start > at:  # the indent and quote marks of the next line
            parts.append(source[at - offset : start - offset])
        kind = piece.kind
        is_bare = kind == "link_open" and piece.span.start in bare
        if kind == "link_open" and not is_bare:
            depth += 1
        if end > start:
            if depth or kind == "image":
                parts.append(LINK * (end - start))
            elif kind in ("code", "html", "footnote"):
                parts.append(HIDDEN * (end - start))
            else:
                parts.append(source[start - offset : end - offset])
        if kind == "link_close" and depth:
            depth -= 1
        at = max(at, end)
    return "".join(parts)
