"""Keep the lines of a list item in it when the space behind its marker changes."""

from bisect import bisect_right
from collections.abc import Sequence
import re

from awesomecheck import Document, Edit, ListItem, Span, regex

_LINE = regex(r"^([ \t]*)[^ \t\n]", re.MULTILINE)


def with_continuation(document: Document, edits: Sequence[Edit]) -> Sequence[Edit]:
    """Return edits with those that move the other lines of an item along with its first line.

    No edits where these lines are indented with tabs or by quote marks.
    """
    more: list[Edit] = []
    for edit in edits:
        item = _moved_item(document, edit)
        if item is None:
            continue
        moves = _moves(document, item, len(edit.text) - (edit.span.end - edit.span.start))
        if moves is None:
            return ()
        more += moves
    return (*edits, *more)


def _moved_item(document: Document, edit: Edit) -> ListItem | None:
    """Return the item of more lines whose space behind the marker an edit changes."""
    index = bisect_right(document.items, edit.span.start, key=lambda item: item.span.start) - 1
    if index < 0:
        return None
    item = document.items[index]
    marker_end = item.span.start + len(item.marker)
    is_space = not edit.text.strip(" ") and not document.slice(edit.span).strip(" ")
    behind = marker_end <= edit.span.start and edit.span.end <= item.content
    more = document.text.find("\n", item.content, item.span.end) >= 0
    return item if is_space and behind and more else None


def _moves(document: Document, item: ListItem, by: int) -> list[Edit] | None:
    """Return the edits that move the lines below the first; None if they cannot be moved."""
    text = document.text
    column = item.content - document.line_span(item.span.start).start
    edits: list[Edit] = []
    below = text.find("\n", item.content) + 1
    for line in _LINE.finditer(text, below, item.span.end):
        if "\t" in line[1] or item.quoted:
            return None
        if len(line[1]) >= column:  # others go on without an indent
            # All of the indent, so that no other fix changes it at the same time.
            edits.append(Edit(Span(*line.span(1)), " " * (len(line[1]) + by)))
    return edits
