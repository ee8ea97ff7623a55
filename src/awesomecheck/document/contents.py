"""Tables of contents, recognised by their shape: lists or tables of in-page links."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from awesomecheck.document.nodes import (
    Block,
    Contents,
    ContentsItem,
    Link,
    ListItem,
    Section,
    Span,
    Table,
)

_FEWEST = 2
_BACK_TO_TOP = frozenset({"#top", "#readme", "#"})


def find_contents(
    blocks: Sequence[Block],
    items: Sequence[ListItem],
    tables: Sequence[Table],
    links: Sequence[Link],
    sections: Sequence[Section],
) -> tuple[Contents, ...]:
    """All tables of contents of a document.

    A list is one when at least two of its items, and two thirds of those that hold a link, start
    with a link to a place in the page; a table likewise by its cells. Lists that stand in one
    section, with no subsection between them, are one table of contents.
    """
    if not any(link.kind == "anchor" for link in links):
        return ()
    starts = [link.span.start for link in links]
    found = [
        *_lists(blocks, items, links, starts),
        *_tables(tables, links, starts),
    ]
    merged: list[Contents] = []
    for span, form, entries in sorted(found, key=lambda each: each[0].start):
        section = _section_at(sections, span.start)
        last = merged[-1] if merged else None
        if last is not None and last.section is section and last.form == form:
            whole = Span(last.span.start, span.end)
            merged[-1] = Contents(whole, (*last.items, *entries), last.form, section)
        else:
            merged.append(Contents(span, entries, form, section))
    return tuple(merged)


_Found = tuple[Span, Literal["list", "table"], tuple[ContentsItem, ...]]


def _section_at(sections: Sequence[Section], offset: int) -> Section:
    index = bisect_right(sections, offset, key=lambda section: section.own.start)
    return sections[max(0, index - 1)]


def _lists(
    blocks: Sequence[Block],
    items: Sequence[ListItem],
    links: Sequence[Link],
    starts: Sequence[int],
) -> Iterator[_Found]:
    first_block: dict[int, Block] = {}
    for block in blocks:
        if block.item is not None:
            first_block.setdefault(block.item, block)
    root = 0
    while root < len(items):
        end = root + 1
        while end < len(items) and (
            items[end].depth > items[root].depth or items[end].list_id == items[root].list_id
        ):
            end += 1
        entries: list[ContentsItem] = []
        with_links = 0
        for index in range(root, end):
            block = first_block.get(index)
            first = _first_link(block.span, links, starts) if block else None
            if block is None or first is None:
                continue
            with_links += 1
            if _leads_inside(first):
                depth = items[index].depth - items[root].depth
                entries.append(ContentsItem(first, depth, block.span, index))
        if _is_contents(entries, with_links):
            yield Span(items[root].span.start, items[end - 1].span.end), "list", tuple(entries)
        root = end


def _tables(
    tables: Sequence[Table], links: Sequence[Link], starts: Sequence[int]
) -> Iterator[_Found]:
    for table in tables:
        entries: list[ContentsItem] = []
        with_links = 0
        for row in table.rows:
            for cell in row.cells:
                first = _first_link(cell, links, starts)
                if first is None:
                    continue
                with_links += 1
                if _leads_inside(first):
                    entries.append(ContentsItem(first, 0, cell, None))
        if _is_contents(entries, with_links):
            yield table.span, "table", tuple(entries)


def _first_link(span: Span, links: Sequence[Link], starts: Sequence[int]) -> Link | None:
    index = bisect_right(starts, span.start - 1)
    if index < len(links) and links[index].span.start < span.end:
        return links[index]
    return None


def _leads_inside(link: Link) -> bool:
    return link.kind == "anchor" and not link.image and link.url not in _BACK_TO_TOP


def _is_contents(entries: Sequence[ContentsItem], with_links: int) -> bool:
    targets = {entry.link.url for entry in entries}
    return len(targets) >= _FEWEST and 3 * len(entries) >= 2 * with_links
