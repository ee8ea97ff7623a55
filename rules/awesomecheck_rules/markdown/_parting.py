"""Where lines of one block can become blocks of their own, so that all keep their meaning."""

from collections import Counter
import re

from awesomecheck import Block, Document, Span, regex

_BLOCK_START = regex(
    r"(?: {4}| {0,3}\t)|[ \t]*(?:[-+*](?:[ \t]|$)|(?:[-*_][ \t]*){3,}$|(?:=+|-+)[ \t]*$"
    r"|#{1,6}(?:[ \t]|$)|>|```|~~~|<|\d{1,9}[.)]|\[[^\]]*\]:)"
)
_UNDERLINE = regex(r"^[-=|: \t]++$", re.MULTILINE)
"""What makes a table or a heading of the line above, unless that goes on with a paragraph."""
_BRACKET = regex(r"(?<=\])\(|<(?=[A-Za-z/!?])|[\[\])>]")
_CODE_MARKS = regex(r"`+")
_OPENING = {"]": "[", ")": "(", ">": "<"}


def begins_block(line: str) -> bool:
    """Return whether a line is no plain text where it does not continue a paragraph."""
    return _BLOCK_START.match(line) is not None


def is_closed(text: str) -> bool:
    """Return whether no code, link, tag or comment begins or ends outside of a text."""
    opened: list[str] = []
    for match in _BRACKET.finditer(text):
        mark = match.group()
        if mark not in _OPENING:
            opened.append(mark)
        elif opened and opened[-1] == _OPENING[mark]:
            opened.pop()
        elif mark == "]":  # others may be of text: `:)`, `->`
            return False
    runs = Counter(map(len, _CODE_MARKS.findall(text)))
    is_comment_closed = text.count("<!--") == text.count("-->")
    return not opened and is_comment_closed and all(count % 2 == 0 for count in runs.values())


def can_stand_alone(document: Document, block: Block, line: Span) -> bool:
    """Return whether a line of a block, and what is above and below it, mean the same apart."""
    above = document.slice(Span(block.span.start, max(block.span.start, line.start)))
    below = document.slice(Span(min(line.end + 1, block.span.end), block.span.end))
    if begins_block(below) or _UNDERLINE.search(below):
        return False
    return all(map(is_closed, (above, document.slice(line), below)))
