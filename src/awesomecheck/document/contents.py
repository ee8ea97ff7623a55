"""Tables of contents, recognised by their shape: lists or tables of in-page links."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re
from typing import Literal

from awesomecheck.document._html import scan
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
_LONGEST_LEAD = 120
_LEAD = re.compile(r"(?>:\w+:|<[^>]*>|[^\w<]|\d+[.)]?|_)*+")
"""What may stand before an entry's link: marks, numbers, emoji, tags, but no words."""
_LIST_TAG = re.compile(r"<li[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text and its blocks: where a table of contents may stand."""

    text: str
    blocks: Sequence[Block]
    items: Sequence[ListItem]
    tables: Sequence[Table]
    html: Sequence[Span]


def find_contents(
    layout: Layout, links: Sequence[Link], sections: Sequence[Section]
) -> tuple[Contents, ...]:
    """All tables of contents of a document.

    A list is one when at least two of its items, and two thirds of those that start with a link,
    start with a link to a place in the page; a table likewise by its cells, and a list in raw
    HTML by its `<li>`. Lists that stand in one section, with no subsection between them, are one
    table of contents.
    """
    if not any(link.kind == "anchor" for link in links):
        return ()
    finder = _Finder(layout.text, links)
    found = [
        *_lists(finder, layout.blocks, layout.items),
        *_tables(finder, layout.tables),
        *_html_lists(finder, layout.html, sections),
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


_Found = tuple[Span, Literal["list", "table", "html"], tuple[ContentsItem, ...]]


def _section_at(sections: Sequence[Section], offset: int) -> Section:
    index = bisect_right(sections, offset, key=lambda section: section.own.start)
    return sections[max(0, index - 1)]


class _Finder:
    """Finds the links of a stretch of the text."""

    def __init__(self, text: str, links: Sequence[Link]) -> None:
        self.text = text
        self._links = links
        self._starts = [link.span.start for link in links]
        self._inside = [link.span.start for link in links if _leads_inside(link)]

    def inside(self, span: Span) -> int:
        """How many links into the page a stretch has."""
        first = bisect_left(self._inside, span.start)
        return bisect_left(self._inside, span.end, lo=first) - first

    def leading(self, span: Span) -> Link | None:
        """The link that a stretch starts with, icons, numbers and emoji before it aside."""
        cursor = span.start
        for index in range(bisect_left(self._starts, span.start), len(self._links)):
            link = self._links[index]
            if link.span.start >= span.end or not self._is_lead(cursor, link.span.start):
                return None
            if not link.image:
                return link
            cursor = link.span.end
        return None

    def _is_lead(self, start: int, end: int) -> bool:
        short = end - start <= _LONGEST_LEAD
        return short and _LEAD.fullmatch(self.text, start, end) is not None


def _lists(
    finder: _Finder, blocks: Sequence[Block], items: Sequence[ListItem]
) -> Iterator[_Found]:
    root = 0
    while root < len(items):
        end = root + 1
        while end < len(items) and (
            items[end].depth > items[root].depth or items[end].list_id == items[root].list_id
        ):
            end += 1
        whole = Span(items[root].span.start, items[end - 1].span.end)
        if finder.inside(whole) >= _FEWEST:
            entries, with_links = _entries(finder, blocks, items, range(root, end))
            if _is_contents(entries, with_links):
                yield whole, "list", tuple(entries)
        root = end


def _entries(
    finder: _Finder, blocks: Sequence[Block], items: Sequence[ListItem], indices: range
) -> tuple[list[ContentsItem], int]:
    """The items that start with a link into the page, and the number that start with any."""
    entries: list[ContentsItem] = []
    with_links = 0
    at = bisect_left(blocks, items[indices[0]].span.start, key=_block_start)
    for index in indices:
        while at < len(blocks) and blocks[at].span.start < items[index].span.start:
            at += 1
        if at == len(blocks) or blocks[at].item != index:
            continue
        span = blocks[at].span
        link = finder.leading(span)
        if link is not None:
            with_links += 1
            if _leads_inside(link):
                depth = items[index].depth - items[indices[0]].depth
                entries.append(ContentsItem(link, depth, span, index))
    return entries, with_links


def _block_start(block: Block) -> int:
    return block.span.start


def _tables(finder: _Finder, tables: Sequence[Table]) -> Iterator[_Found]:
    for table in tables:
        if finder.inside(table.span) < _FEWEST:
            continue
        entries: list[ContentsItem] = []
        with_links = 0
        for row in table.rows:
            for cell in row.cells:
                link = finder.leading(cell)
                if link is None:
                    continue
                with_links += 1
                if _leads_inside(link):
                    entries.append(ContentsItem(link, 0, cell, None))
        if _is_contents(entries, with_links):
            yield table.span, "table", tuple(entries)


def _html_lists(
    finder: _Finder, html: Sequence[Span], sections: Sequence[Section]
) -> Iterator[_Found]:
    """Lists in raw HTML: all that stand in one section together, blank lines between or not."""
    found: dict[int, list[ContentsItem]] = {}
    with_links: dict[int, int] = {}
    for block in html:
        for depth, span in _html_items(finder.text, block):
            link = finder.leading(span)
            if link is None:
                continue
            section = _section_at(sections, link.span.start).span.start
            with_links[section] = with_links.get(section, 0) + 1
            if _leads_inside(link):
                found.setdefault(section, []).append(ContentsItem(link, depth, span, None))
    for section, entries in found.items():
        if _is_contents(entries, with_links[section]):
            whole = Span(entries[0].span.start, entries[-1].span.end)
            yield whole, "html", tuple(entries)


def _html_items(text: str, block: Span) -> Iterator[tuple[int, Span]]:
    """Each `<li>` of a block of HTML with its depth: from the tag's end to the next list tag."""
    source = text[block.start : block.end]
    if not _LIST_TAG.search(source):
        return
    depth = 0
    start: int | None = None
    for markup in scan(source):
        if markup.name not in ("ul", "ol", "li"):
            continue
        if start is not None:
            yield max(0, depth - 1), Span(block.start + start, block.start + markup.start)
            start = None
        if markup.name == "li":
            start = None if markup.closing else markup.end
        else:
            depth = max(0, depth - 1) if markup.closing else depth + 1


def _leads_inside(link: Link) -> bool:
    return link.kind == "anchor" and link.url not in _BACK_TO_TOP


def _is_contents(entries: Sequence[ContentsItem], with_links: int) -> bool:
    targets = {entry.link.url for entry in entries}
    return len(targets) >= _FEWEST and 3 * len(entries) >= 2 * with_links
