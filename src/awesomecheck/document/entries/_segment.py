"""Divide a document into records: each form finds its own, and what it claims is no other's."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
import re

from awesomecheck.document.entries._bylines import Byline
from awesomecheck.document.entries._headings import heading_records, titles_in_headings
from awesomecheck.document.entries._html_records import html_records, titles_in_summaries
from awesomecheck.document.entries._item_tree import make_tree
from awesomecheck.document.entries._items import item_records
from awesomecheck.document.entries._keyed import keyed_records
from awesomecheck.document.entries._keyed_headings import headings_above_keys
from awesomecheck.document.entries._looks import Looker
from awesomecheck.document.entries._marks import LINK_END, LINK_START, PAD
from awesomecheck.document.entries._paragraphs import paragraph_records
from awesomecheck.document.entries._parts import records_of_parts, with_fields_below
from awesomecheck.document.entries._reading import WORD
from awesomecheck.document.entries._records import Record
from awesomecheck.document.entries._set_off import leads_to_paper
from awesomecheck.document.nodes import Block, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_FEWEST_PARAGRAPHS = 3
"""So many paragraphs in one section are records, although most records are items."""

_PICTURE = regex(
    rf"[{PAD}\s]*+{LINK_START}[{PAD}\s]*+[\w/.-]+\.(?:png|jpe?g|gif|svg|webp)"
    rf"[{PAD}\s]*+{LINK_END}[{PAD}\s]*+",
    re.IGNORECASE,
)
"""A link alone whose text is the file of a picture: meant as one, `[a/kite.png](Kite)`."""


def find_records(
    document: Document,
    plain: str,
    blocks: Sequence[Block],
    html: Sequence[Span],
    rows: Sequence[Record],
    bylines: Sequence[Byline],
) -> list[Record]:
    """Return the records of a document outside its tables, in order.

    `rows` are those of tables in raw HTML that have been read already.
    """
    looker = Looker(document, plain, bylines)
    titled = list(titles_in_headings(document, looker, plain, blocks))
    if html:
        titled += titles_in_summaries(document, looker, plain, html)
    titled.sort(key=_start)
    if titled:
        blocks = outside(blocks, titled)
    keyed_headings = list(headings_above_keys(document, plain, blocks))
    if keyed_headings:
        titled = sorted([*titled, *keyed_headings], key=_start)
        blocks = outside(blocks, keyed_headings)
    keyed = list(keyed_records(document, plain, blocks))
    if keyed:
        blocks = outside(blocks, keyed)
    tree = make_tree(document, looker, blocks)
    parted, of_parts = records_of_parts(document, tree)
    paragraphs, claimed = paragraph_records(document, plain, tree, blocks, of_parts)
    items = [*parted, *item_records(document, plain, tree, claimed | of_parts)]
    items = with_fields_below(document, plain, tree, blocks, items)
    paragraphs = [
        each
        for each in paragraphs
        if WORD.search(plain, each.span.start, each.span.end)
        and not _PICTURE.fullmatch(plain, each.start, each.end)
    ]
    if len(paragraphs) < len(items):
        paragraphs = _with_others_near(document, looker, paragraphs)
    found = [*titled, *keyed, *paragraphs, *items]
    found += html_records(document, plain, looker, html, [*found, *rows])
    found += heading_records(document, tree, plain, blocks, found)
    return sorted(found, key=_start)


def _with_others_near(
    document: Document, looker: Looker, records: Sequence[Record]
) -> list[Record]:
    """Return the records that are not alone in their section: one is an introduction.

    Several that lead to papers are none, wherever they are.
    """
    sections = [document.section_at(record.span.start) for record in records]
    counts = Counter(sections)
    near = [counts[section] >= _FEWEST_PARAGRAPHS for section in sections]
    papers = [leads_to_paper(looker, record.span) for record in records]
    alone = [is_paper for is_paper, is_near in zip(papers, near, strict=True) if not is_near]
    may_be_alone = sum(alone) >= _FEWEST_PARAGRAPHS and 3 * sum(alone) >= 2 * len(alone)
    return [
        record
        for record, is_paper, is_near in zip(records, papers, near, strict=True)
        if is_near or (may_be_alone and is_paper)
    ]


def outside(blocks: Sequence[Block], records: Sequence[Record]) -> list[Block]:
    """Return the blocks that are in none of some records, which are in order."""
    starts = [record.span.start for record in records]
    return [block for block in blocks if not _is_in(block, records, starts)]


def _is_in(block: Block, records: Sequence[Record], starts: Sequence[int]) -> bool:
    """Return whether a block is in one of some records, of which `starts` has the starts."""
    at = bisect_right(starts, block.span.start) - 1
    return at >= 0 and block.span.start < records[at].span.end


def _start(record: Record) -> int:
    return record.span.start
