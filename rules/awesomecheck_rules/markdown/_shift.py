"""Moves list items to another column, and leaves their nesting as it is."""

from collections.abc import Sequence
import re

from awesomecheck import Document, Edit, Fix, ListItem, Span

_LINE = re.compile(r"^([ \t]*)[^ \t\n].*", re.MULTILINE)
_NEXT_INDENT = re.compile(r"(?:[ \t]*\n)*([ \t]*)")


def width(item: ListItem) -> int:
    """Columns from an item's marker to where its content, and so a nested item, has to start.

    https://spec.commonmark.org/0.31.2/#list-items
    """
    marker = len(item.marker)
    blanks = item.content - item.span.start - marker
    return marker + (blanks if 1 <= blanks <= 4 else 1)


def shifted(document: Document, items: Sequence[ListItem], by: int) -> Fix | None:
    """Indent neighbouring items, with all that is in them, by some columns more or less.

    None where a line does not keep to the items' indentation or has tabs, and where what follows
    would become a part of the last item.
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
