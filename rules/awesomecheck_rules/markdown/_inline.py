"""Look up how the parser read a place inside a block."""

from bisect import bisect_right
import re

from awesomecheck import Block, Document, Edit, Fix, Piece, Span

_NO_WORD = re.compile(r"[/\\@`<>{}=_|]|www\.")
"""What an address, code or a path has, and a word has not."""


def fix_of_text(document: Document, *edits: Edit) -> Fix | None:
    """Return a fix of words on one line; None in a heading, whose anchor would change."""
    block = document.block_at(edits[0].span.start)
    return None if block is not None and block.kind == "heading" else Fix(edits)


class InlineText:
    """The inline content of a document; looked up in text order, each block is read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._block: Block | None = None
        self._pieces: tuple[Piece, ...] = ()
        self._links = [
            link.span for link in document.links if not link.image and link.form != "html"
        ]

    def piece_at(self, offset: int) -> Piece | None:
        """Return the innermost piece around an offset; None outside of blocks."""
        block = self._document.block_at(offset)
        if block is not self._block:
            self._block, self._pieces = block, block.pieces() if block else ()
        index = bisect_right(self._pieces, offset, key=lambda piece: piece.span.start)
        piece = self._pieces[index - 1] if index else None
        return piece if piece and piece.span.contains(offset) else None

    def is_text(self, span: Span) -> bool:
        """Return whether a span is plain text in one piece, outside of links."""
        piece = self.piece_at(span.start)
        return (
            piece is not None
            and piece.kind == "text"
            and span.end <= piece.span.end
            and not self.touches_link(span)
        )

    def is_words(self, offset: int) -> bool:
        """Return whether a place is in words that a reader sees, and not in an address or code."""
        piece = self.piece_at(offset)
        if piece is None or piece.kind != "text":
            return False
        text = self._document.text
        start = max(text.rfind(" ", 0, offset), piece.span.start - 1) + 1
        end = text.find(" ", offset + 1, piece.span.end)
        return _NO_WORD.search(text, start, end if end >= 0 else piece.span.end) is None

    def touches_link(self, span: Span) -> bool:
        """Return whether a span shares a character with a Markdown link."""
        index = bisect_right(self._links, span.end - 1, key=lambda link: link.start)
        return index > 0 and self._links[index - 1].end > span.start
