"""Records of a list item and what is below it, but not nested in it: parts, or a paragraph.

    1. Growing elms
    - Paper: https://arxiv.org/abs/2103.00001
    - Code: https://github.com/a/elms

For Markdown these are two lists, or one. Where most items are followed by parts, each is a record
with its own. So it is where paragraphs below items are nothing but authors, or labelled links.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._headings import are_fields
from awesomecheck.document.entries._item_tree import ItemTree
from awesomecheck.document.entries._looks import Looker
from awesomecheck.document.entries._reading import DIGIT
from awesomecheck.document.entries._records import Record, of_blocks
from awesomecheck.document.entries._unlinked import are_authors
from awesomecheck.document.nodes import Block, Span
from awesomecheck.document.tree import Document

_FEWEST = 2
"""So many items with parts are records; one alone may be anything."""
_FEWEST_TOGETHER = 3
"""So many items of one list with parts in the same are."""
_FEWEST_HEADS = 3
"""Sections with fewer items that are no parts decide together."""
_FEWEST_NAMED = 3
"""So many records with a paragraph of fields below them are a habit."""


class _Head(Struct, frozen=True):
    """An item that is no part, with the parts right below it."""

    item: int
    parts: tuple[int, ...]


def records_of_parts(document: Document, tree: ItemTree) -> tuple[list[Record], set[int]]:
    """Return the items that are records with the parts below them, and all these items."""
    sections: dict[int, list[_Head]] = {}
    for head in _without_small_lists(tree, list(_heads(document, tree))):
        start = document.section_at(tree.items[head.item].span.start).own.start
        sections.setdefault(start, []).append(head)
    small: list[_Head] = []
    found: list[_Head] = []
    for heads in sections.values():
        if len(heads) < _FEWEST_HEADS:
            small += heads
        else:
            found += _repeated(tree, heads)
    if found:  # it is the habit of the list
        found += [head for head in small if head.parts]
    else:
        found += _repeated(tree, small)
    claimed = {index for head in found for index in (head.item, *head.parts)}
    return [_record(tree, head) for head in found], claimed


def _heads(document: Document, tree: ItemTree) -> Iterator[_Head]:
    """Yield the items outside any other that are no parts, each with the parts right below it."""
    text = document.text
    head: int | None = None
    parts: list[int] = []
    end = 0
    for index, item in enumerate(tree.items):
        if item.parent is not None or index in tree.left_out or index not in tree.looks:
            continue
        if head is not None and text[end : item.span.start].strip():
            yield _with_own(tree, head, parts)
            head = None
        end = item.span.end
        if not tree.is_part(index):
            if head is not None:
                yield _with_own(tree, head, parts)
            head, parts = index, []
        elif head is not None:
            parts.append(index)
    if head is not None:
        yield _with_own(tree, head, parts)


def _with_own(tree: ItemTree, head: int, parts: Sequence[int]) -> _Head:
    """Return an item with the items below it, without them if they are entries of their own."""
    look = tree.looks[head]
    keys = [key for part in parts if (key := tree.looks[part].key)]
    has_parts = (
        not any(index in tree.children for index in (head, *parts))
        and look.kind in ("strong", "text", "link")
        and not look.prose
        and len(set(keys)) == len(keys)
        and any(map(tree.is_linked, parts))
    )
    return _Head(head, tuple(parts) if has_parts else ())


def _without_small_lists(tree: ItemTree, heads: Sequence[_Head]) -> list[_Head]:
    """Return the items, without parts where these are in the same list and seldom are.

    Such a list may as well be fields of what is above it, one of them without a label.
    """
    together = {
        head
        for head in heads
        if any(tree.items[part].list_id == tree.items[head.item].list_id for part in head.parts)
    }
    counts = Counter(tree.items[head.item].list_id for head in together)
    return [
        replace(head, parts=())
        if head in together
        and (
            tree.looks[head.item].linked
            or counts[tree.items[head.item].list_id] < _FEWEST_TOGETHER
        )
        else head
        for head in heads
    ]


def _repeated(tree: ItemTree, heads: Sequence[_Head]) -> list[_Head]:
    """Return those that have parts, if most do, with the same labels."""
    found = [head for head in heads if head.parts]
    if len(found) < _FEWEST or 3 * len(found) < 2 * len(heads):
        return []
    return found if tree.share_labels([head.parts for head in found]) else []


def _record(tree: ItemTree, head: _Head) -> Record:
    own = (head.item, *head.parts)
    span = Span(tree.items[head.item].span.start, tree.items[own[-1]].span.end)
    blocks = [block for index in own for block in tree.blocks[index]]
    return of_blocks("nested", span, blocks, head.item)


def with_fields_below(
    document: Document,
    plain: str,
    tree: ItemTree,
    blocks: Sequence[Block],
    records: Sequence[Record],
) -> list[Record]:
    """Return records with the paragraph of authors right below them, where several have one.

    So it is with paragraphs of a date and labelled links, where most have one.
    """
    starts = [block.span.start for block in blocks]
    authored: dict[int, Record] = {}
    labelled: dict[int, Record] = {}
    for index, record in enumerate(records):
        at = bisect_left(starts, record.span.end)
        if at == len(blocks) or record.item is None:
            continue
        block = blocks[at]
        if (
            block.kind != "paragraph"
            or block.item is not None
            or document.text[record.span.end : block.span.start].strip()
        ):
            continue
        if are_authors(plain, block.span):
            authored[index] = _with_block(record, block)
        elif _is_dated_or_labelled(tree.looker, plain, record, block.span):
            labelled[index] = _with_block(record, block)
    found = authored if len(authored) >= _FEWEST_NAMED else {}
    if len(labelled) >= _FEWEST_NAMED and 2 * len(labelled) > len(records):
        found |= labelled
    return [found.get(index, record) for index, record in enumerate(records)]


def _is_dated_or_labelled(looker: Looker, plain: str, record: Record, below: Span) -> bool:
    """Return whether a paragraph below is nothing but fields, a date or a link of them."""
    if not (looker.links(below.start, below.end) or DIGIT.search(plain, below.start, below.end)):
        return False  # topics and places may look like authors
    return are_fields(looker, plain, record.start, below.start, below.end)


def _with_block(record: Record, block: Block) -> Record:
    span = Span(record.span.start, block.span.end)
    own = (*record.blocks, block)
    return replace(record, form="nested", span=span, end=block.span.end, blocks=own)
