"""Look up how the parser read a place inside a block."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from awesomecheck import Block, Document, Edit, Fix, Piece, Problem, Span, regex

_NO_WORD = regex(r"[/\\@`<>{}=_|]|www\.")
"""What an address, code or a path has, and a word has not."""


def fix_of_text(document: Document, *edits: Edit) -> Fix | None:
    """Return a fix of words on one line; None in a heading, or in a link with its words."""
    block = document.block_at(edits[0].span.start)
    if block is not None and block.kind == "heading":
        return None  # its anchor would change
    words = [edit for edit in edits if (document.slice(edit.span) + edit.text).strip()]
    is_name = any(_is_in_anchor_link(document, edit.span.start) for edit in words)
    return None if is_name else Fix(edits)


def _is_in_anchor_link(document: Document, offset: int) -> bool:
    index = bisect_right(document.links, offset, key=lambda link: link.span.start)
    link = document.links[index - 1] if index else None
    return link is not None and link.kind == "anchor" and link.span.contains(offset)


def one_a_line(document: Document, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems, those of one line with the same message as one, with one fix for all."""
    alike: dict[tuple[int, str], list[Problem]] = {}
    for each in problems:
        line = document.source.position(each.span.start).line
        alike.setdefault((line, each.message), []).append(each)
    for some in alike.values():
        fixes = [each.fix for each in some if each.fix]
        edits = tuple(chain.from_iterable(fix.edits for fix in fixes))
        yield replace(some[0], fix=Fix(edits) if len(fixes) == len(some) else None)


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
