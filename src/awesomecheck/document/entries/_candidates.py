"""The list items and paragraphs that may be entries."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck.document.entries._authors import name_and_authors
from awesomecheck.document.entries._marks import (
    CODE,
    LINK_END,
    LINK_START,
    PAD,
    SPACE,
    SPACE_AND_STARTS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entry import EntryForm
from awesomecheck.document.nodes import Block, Span
from awesomecheck.document.tree import Document

_NOT_ENTRIES = re.compile(
    r"[\W_\d]*(?:how to )?(?:contribut\w*|licen[sc]es?|licensing|acknowledge?ments?|citations?"
    r"|citing|cite(?: us)?|disclaimer|star history|contact(?: us)?"
    r"|changelog|maintainers?|sponsors?|backers|thanks|credits|code of conduct|legend"
    r"|贡献|许可|许可证)\b[^a-z]*"
    r"(?:this (?:list|repo\w*)|guidelines?|guide|us|note|notes|to .*)?[\W_]*",
    re.IGNORECASE,
)
_LINK_FIRST = re.compile(
    rf"{SPACE_AND_STARTS}*+(?:{CODE}[^{CODE}]{{1,40}}{CODE}\s*+)?{SPACE_AND_STARTS}*+"
    rf"{LINK_START}([^{LINK_END}]*+){LINK_END}"
)
_ALL_STRONG = re.compile(rf"{SPACE}*{STRONG_START}[^{STRONG_END}]+{STRONG_END}{SPACE}*:?")


class Candidate(NamedTuple):
    """A stretch of the text that reads like an entry from afar."""

    form: EntryForm
    span: Span
    blocks: tuple[Block, ...]
    item: int | None = None
    row: tuple[int, int] | None = None


def entry_blocks(document: Document) -> list[Block]:
    """Return the blocks that entries may consist of: none of sections such as the licence."""
    found: list[Block] = []
    position = 0
    for span in _barred_sections(document):
        first = bisect_left(document.blocks, span.start, position, key=_start)
        found += document.blocks[position:first]
        position = bisect_left(document.blocks, span.end, first, key=_start)
    found += document.blocks[position:]
    return [block for block in found if block.kind != "heading"]


def _start(block: Block) -> int:
    return block.span.start


def _barred_sections(document: Document) -> list[Span]:
    found: list[Span] = []
    for section in document.sections[1:]:
        if (
            section.heading
            and section.heading is not document.headings[0]
            and not (found and found[-1].contains(section.span.start))
            and _NOT_ENTRIES.fullmatch(section.heading.text)
        ):
            found.append(section.span)
    return found


def item_candidates(
    document: Document, plain: str, blocks: Sequence[Block]
) -> Iterator[Candidate]:
    """Yield the list items that may be entries, each with the items below that are its fields."""
    contents = {
        each.item for table in document.contents for each in table.items if each.item is not None
    }
    tree = _ItemTree(document, plain, blocks, contents)
    for index, item in enumerate(document.items):
        if item.parent is None:
            yield from tree.visit(index)


class _ItemTree:
    """List items with their blocks and children."""

    def __init__(
        self, document: Document, plain: str, blocks: Sequence[Block], contents: set[int]
    ) -> None:
        self._items = document.items
        self._plain = plain
        self._contents = contents
        self._link_starts = [link.span.start for link in document.links]
        self._blocks: dict[int, list[Block]] = {}
        self._children: dict[int, list[int]] = {}
        for block in blocks:
            if block.item is not None:
                self._blocks.setdefault(block.item, []).append(block)
        for index, item in enumerate(document.items):
            if item.parent is not None:
                self._children.setdefault(item.parent, []).append(index)

    def visit(self, root: int) -> Iterator[Candidate]:
        """Yield the candidates at and below an item, in order."""
        pending = [root]
        while pending:
            index = pending.pop()
            children = self._children.get(index, ())
            own = self._blocks.get(index)
            if own and index not in self._contents:
                if children and self._are_fields(own, children):
                    yield self._nested(index, own, children)
                    continue
                yield self._leaf(index, own)
            if children:
                pending.extend(reversed(children))

    def _leaf(self, index: int, own: Sequence[Block]) -> Candidate:
        item = self._items[index]
        form: EntryForm = "numbered" if item.ordered else "bullet"
        if len(own) > 1:
            form = "nested"
        span = item.span
        if index in self._children:
            span = Span(span.start, own[-1].span.end)
        return Candidate(form, span, tuple(own), index)

    def _nested(self, index: int, own: Sequence[Block], children: Sequence[int]) -> Candidate:
        blocks = list(own)
        pending = list(reversed(children))
        while pending:
            child = pending.pop()
            blocks += self._blocks.get(child, [])
            pending.extend(reversed(self._children.get(child, [])))
        blocks.sort(key=lambda block: block.span.start)
        return Candidate("nested", self._items[index].span, tuple(blocks), index)

    def _are_fields(self, own: Sequence[Block], children: Sequence[int]) -> bool:
        """Return whether the nested items are fields of this one, and no entries of their own."""
        first = own[0].span
        linked = self._has_link(first)
        if len(children) <= 2 and not linked and self._names_authors(first):
            return True
        fields = sum(1 for child in children if not self._starts_with_link(child))
        if linked:
            return fields * 2 >= len(children)
        bold = _ALL_STRONG.fullmatch(self._plain, first.start, first.end) is not None
        return bold and len(children) == 1 and fields == 1

    def _has_link(self, span: Span) -> bool:
        index = bisect_left(self._link_starts, span.start)
        return index < len(self._link_starts) and self._link_starts[index] < span.end

    def _names_authors(self, span: Span) -> bool:
        name, authors = name_and_authors(self._plain, span.start, span.end)
        return authors is not None and (name is not None or len(authors.names) > 1 or authors.open)

    def _starts_with_link(self, index: int) -> bool:
        blocks = self._blocks.get(index)
        if not blocks:
            return True  # only an image, a list or HTML: no field
        span = blocks[0].span
        match = _LINK_FIRST.match(self._plain, span.start, span.end)
        return match is not None and role_of_label(match[1].strip(PAD + " ")) is None


def paragraph_candidates(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Yield the paragraphs outside any list."""
    for block in blocks:
        if block.kind == "paragraph" and block.item is None:
            yield Candidate("paragraph", block.span, (block,))
