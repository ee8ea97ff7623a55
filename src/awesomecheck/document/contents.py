"""Find tables of contents by their shape: lists or tables of links into the page."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
import re
from typing import Literal

from awesomecheck.document._html import scan
from awesomecheck.document.nodes import Block, Contents, ContentsItem, Link, ListItem, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_FEWEST = 2
_TO_TOP = frozenset({"#top", "#readme", "#"})
_LONGEST_LEAD = 120
_LEAD = regex(r"(?>:\w+:|<[^>]*>|[^\w<]|\d+[.)]?|_)*+")
"""What may come before an item's link: punctuation, numbers, emoji, tags, but no words."""
_LIST_TAG = regex(r"<li[\s>]", re.IGNORECASE)


_Found = tuple[Span, Literal["list", "table", "html"], tuple[ContentsItem, ...]]


def find_contents(document: Document) -> tuple[Contents, ...]:
    """Return all tables of contents of a document.

    A list is one when at least two of its items, and two thirds of those that start with a link,
    start with a link into the page; a table likewise by its cells, and a list in raw HTML by its
    `<li>`. Lists in one section, with no subsection between them, are one table of contents.
    """
    if not any(link.kind == "anchor" for link in document.links):
        return ()
    finder = _Finder(document.text, document.links)
    found: list[_Found] = [
        *_lists(finder, document),
        *_tables(finder, document),
        *_html_lists(finder, document),
    ]
    merged: list[Contents] = []
    for span, form, items in sorted(found, key=lambda each: each[0].start):
        section = document.section_at(span.start)
        last = merged[-1] if merged else None
        if last is not None and last.section is section and last.form == form:
            whole = Span(last.span.start, span.end)
            merged[-1] = Contents(whole, (*last.items, *items), last.form, section)
        else:
            merged.append(Contents(span, items, form, section))
    return tuple(merged)


class _Finder:
    """Find the links of a stretch of the text."""

    def __init__(self, text: str, links: Sequence[Link]) -> None:
        self.text = text
        self._links = links
        self._starts = [link.span.start for link in links]
        self._inside = [link.span.start for link in links if _leads_inside(link)]

    def inside(self, span: Span) -> int:
        """Return the number of links into the page in a stretch."""
        first = bisect_left(self._inside, span.start)
        return bisect_left(self._inside, span.end, lo=first) - first

    def leading(self, span: Span) -> Link | None:
        """Return the link at the start of a stretch, after images, numbers and emoji."""
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


def _lists(finder: _Finder, document: Document) -> Iterator[_Found]:
    items = document.items
    root = 0
    while root < len(items):
        end = root + 1
        while end < len(items) and (
            items[end].depth > items[root].depth or items[end].list_id == items[root].list_id
        ):
            end += 1
        whole = Span(items[root].span.start, items[end - 1].span.end)
        if finder.inside(whole) >= _FEWEST:
            found, with_links = _list_items(finder, document.blocks, items, range(root, end))
            if _is_contents(found, with_links):
                yield whole, "list", tuple(found)
        root = end


def _list_items(
    finder: _Finder, blocks: Sequence[Block], items: Sequence[ListItem], indices: range
) -> tuple[list[ContentsItem], int]:
    """Return the items that start with a link into the page, and how many start with any."""
    found: list[ContentsItem] = []
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
                found.append(ContentsItem(link, depth, span, index))
    return found, with_links


def _block_start(block: Block) -> int:
    return block.span.start


def _tables(finder: _Finder, document: Document) -> Iterator[_Found]:
    for table in document.tables:
        if finder.inside(table.span) < _FEWEST:
            continue
        found: list[ContentsItem] = []
        with_links = 0
        for row in table.rows:
            for cell in row.cells:
                link = finder.leading(cell)
                if link is None:
                    continue
                with_links += 1
                if _leads_inside(link):
                    found.append(ContentsItem(link, 0, cell, None))
        if _is_contents(found, with_links):
            yield table.span, "table", tuple(found)


def _html_lists(finder: _Finder, document: Document) -> Iterator[_Found]:
    """Yield the lists in raw HTML: all in one section together, blank lines between or not."""
    found: dict[int, list[ContentsItem]] = {}
    with_links: dict[int, int] = {}
    for block in document.html:
        for depth, span in _html_items(document.text, block):
            link = finder.leading(span)
            if link is None:
                continue
            section = document.section_at(link.span.start).span.start
            with_links[section] = with_links.get(section, 0) + 1
            if _leads_inside(link):
                found.setdefault(section, []).append(ContentsItem(link, depth, span, None))
    for section, items in found.items():
        if _is_contents(items, with_links[section]):
            whole = Span(items[0].span.start, items[-1].span.end)
            yield whole, "html", tuple(items)


def _html_items(text: str, block: Span) -> Iterator[tuple[int, Span]]:
    """Yield each `<li>` of a block of HTML with its depth: from its tag to the next list tag."""
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
    return link.kind == "anchor" and link.url not in _TO_TOP


def _is_contents(items: Sequence[ContentsItem], with_links: int) -> bool:
    targets = {item.link.url for item in items}
    return len(targets) >= _FEWEST and 3 * len(items) >= 2 * with_links
