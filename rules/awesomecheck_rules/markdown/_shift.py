"""Indent list items differently, and keep their nesting."""

from collections.abc import Sequence
import re

from awesomecheck import Document, Edit, Fix, ListItem, Span, regex

_LINE = regex(r"^([ \t]*)[^ \t\n].*", re.MULTILINE)
_NEXT_INDENT = regex(r"(?:[ \t]*\n)*([ \t]*)")


def width(item: ListItem) -> int:
    """Return the columns from an item's marker to its content, where a nested item has to start.

    https://spec.commonmark.org/0.31.2/#list-items
    """
    marker = len(item.marker)
    spaces = item.content - item.span.start - marker
    return marker + (spaces if 1 <= spaces <= 4 else 1)


def shifted(document: Document, items: Sequence[ListItem], by: int) -> Fix | None:
    """Indent adjacent items, with everything in them, by some columns more or less.

    None where a line is indented less than the items or with tabs, and where the text below would
    become part of the last item.
    """
    text = document.text
    indent = items[0].indent
    start, end = items[0].span.start - indent, items[-1].span.end
    if start < 0 or (start > 0 and text[start - 1] != "\n"):
        return None
    edits: list[Edit] = []
    for line in _LINE.finditer(text, start, end):
        if "\t" in line[1] or len(line[1]) < indent:
            return None
        at = line.start()
        edits.append(Edit(Span(at, at), " " * by) if by > 0 else Edit(Span(at, at - by), ""))
    following = _NEXT_INDENT.match(text, end)
    below = len(following[1].expandtabs(4)) if following else 0
    if below >= items[-1].indent + by + width(items[-1]):
        return None
    return Fix(tuple(edits))
