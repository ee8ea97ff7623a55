"""Divide a document into records: each form finds its own, and what it claims is no other's."""

from collections.abc import Sequence

from awesomecheck.document.entries._items import item_records, make_tree
from awesomecheck.document.entries._looks import Looker
from awesomecheck.document.entries._paragraphs import paragraph_records
from awesomecheck.document.entries._records import Record
from awesomecheck.document.nodes import Block
from awesomecheck.document.tree import Document


def find_records(document: Document, plain: str, blocks: Sequence[Block]) -> list[Record]:
    """Return the records of a document outside its Markdown tables, in order."""
    looker = Looker(document, plain)
    tree = make_tree(document, looker, blocks)
    paragraphs, claimed = paragraph_records(document, plain, tree, blocks)
    found = [*paragraphs, *item_records(document, plain, tree, claimed)]
    return sorted(found, key=_start)


def _start(record: Record) -> int:
    return record.span.start
