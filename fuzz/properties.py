"""What must hold of documents and fixes, for the fuzzers and the tests."""

from collections.abc import Iterator
from itertools import groupby
import re

from awesomecheck import Document, Span


def spans(document: Document) -> Iterator[Span]:
    """Yield all spans of a document."""
    yield from (each.span for each in document.headings)
    yield from (each.text_span for each in document.headings)
    yield from (each.span for each in document.sections)
    yield from (each.own for each in document.sections)
    yield from (each.span for each in document.links)
    yield from (each.url_span for each in document.links)
    yield from (each.span for each in document.anchors)
    yield from (each.span for each in document.definitions)
    yield from (each.url_span for each in document.definitions)
    yield from (each.span for each in document.footnotes)
    yield from (each.span for each in document.comments)
    yield from (each.span for each in document.blocks)
    yield from (piece.span for each in document.blocks for piece in each.pieces())
    yield from (each.span for each in document.items)
    yield from (each.span for each in document.tables)
    yield from (cell for each in document.tables for row in each.rows for cell in row.cells)
    yield from (each.span for each in document.contents)
    yield from (*document.code, *document.html, *document.outermost)
    for entry in document.entries:
        yield entry.span
        yield from filter(None, [entry.author_list])
        fields = (entry.name, entry.title, entry.description, entry.venue, entry.year)
        labels = (each.label for each in entry.links)
        yield from (each.span for each in (*fields, *entry.authors, *labels) if each)
        yield from (each.link.span for each in entry.links)


def changed_only(old: str, new: str, lines: set[int]) -> bool:
    """Whether a text can come of another by changes to these lines, from 1.

    What lies between them is kept, each stretch whole and in order. A difference of the two is
    not asked: where lines repeat, it may show another line as the changed one.
    """
    numbered = enumerate(old.split("\n"), 1)
    runs = [
        "".join(f"{line}\n" for _, line in run) if kept else None
        for kept, run in groupby(numbered, key=lambda pair: pair[0] not in lines)
    ]
    pattern = "".join("(?:.*\n)*?" if run is None else re.escape(run) for run in runs)
    return re.fullmatch(pattern, new + "\n") is not None
