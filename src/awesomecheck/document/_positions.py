"""From the offsets that the parser gives to offsets in the text."""

from bisect import bisect_right
from collections.abc import Sequence
import math
import re
from typing import NamedTuple

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from awesomecheck.document.nodes import PieceKind, Run, Span
from awesomecheck.document.source import Source
from awesomecheck.regexes import regex

_LINE = regex(r"[^\n]*")
_SPACES = regex(r"[ \t\n]*")


class Placement(NamedTuple):
    """Map offsets in a block's content to offsets in the text.

    Content is the text without indents, quote marks and (in table cells) the backslashes before
    pipes: piecewise the same, shifted.
    """

    breaks: tuple[int, ...]
    """Content offsets from which the shift of the same index holds."""
    shifts: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Return the offset in the text for an offset in the content."""
        if len(self.shifts) == 1:
            return offset + self.shifts[0]
        return offset + self.shifts[bisect_right(self.breaks, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the text for a stretch of the content."""
        return Span(self.at(start), self.at(end))


def block_span(token: Token, source: Source) -> Span:
    """Return the lines of a block token, without whitespace at the end."""
    first, last = token.map or [0, 0]
    starts = source.line_starts
    start = starts[first]
    end = starts[last] if last < len(starts) else len(source.text)
    return Span(start, start + len(source.text[start:end].rstrip()))


def place_lines(content: str, starts: Sequence[int], text: str) -> Placement:
    """Place content of one or more lines, given the first visible character of each."""
    if text[starts[0]] in MD_TRIM_CHARS:
        starts = _without_spaces(starts, text)
    if len(starts) == 1:
        return Placement((0,), (starts[0],))
    breaks: list[int] = []
    shifts: list[int] = []
    offset = 0
    for line, start in zip(content.split("\n"), starts, strict=False):
        indent = len(line) - len(line.lstrip(" \t"))
        breaks.append(offset)
        shifts.append(start - offset - indent)
        offset += len(line) + 1
    return Placement(tuple(breaks), tuple(shifts))


def _without_spaces(starts: Sequence[int], text: str) -> Sequence[int]:
    """Leave out the whitespace, but spaces and tabs, that markdown-it strips from a paragraph."""
    for index, start in enumerate(starts):
        line = _LINE.match(text, start)
        if line is not None and line.group().strip(MD_TRIM_CHARS):
            spaces = len(line.group()) - len(line.group().lstrip(MD_TRIM_CHARS))
            return [start + spaces, *starts[index + 1 :]]
    return starts


def place_cell(raw: str, start: int) -> Placement:
    r"""Place a table cell, given its source and its start: `\|` is written for a pipe."""
    breaks, shifts = [0], [start]
    for count, match in enumerate(re.finditer(r"\\\|", raw), start=1):
        breaks.append(match.start() - count + 2)
        shifts.append(start + count)
    return Placement(tuple(breaks), tuple(shifts))


def place_html(content: str, token: Token, source: Source) -> Placement:
    """Place the content of a block of raw HTML."""
    first, last = token.map or [0, 0]
    breaks: list[int] = []
    shifts: list[int] = []
    offset = 0
    for number, line in enumerate(content.split("\n")[: last - first], start=first + 1):
        # Only the start of a line is stripped, so that the ends agree.
        breaks.append(offset)
        shifts.append(source.line_span(number)[1] - len(line) - offset)
        offset += len(line) + 1
    return Placement(tuple(breaks), tuple(shifts))


def destination_span(content: str, label_end: int, end: int) -> tuple[int, int] | None:
    """Return the place of an inline link's destination, given its `]` and its end.

    None for a reference: the destination is in the definition.
    """
    if end <= label_end + 1 or content[label_end + 1] != "(":
        return None
    spaces = _SPACES.match(content, label_end + 2)
    start = spaces.end() if spaces else label_end + 2
    if content.startswith("<", start):
        return start + 1, parseLinkDestination(content, start, end).pos - 1
    if not _SPACE.search(content, start, end - 1):
        return start, end - 1
    return start, parseLinkDestination(content, start, end).pos


def visible_text(tokens: Sequence[Token]) -> str:
    """Return what a reader sees of inline tokens: text, code, alternative texts of images."""
    return "".join([_visible(token) for token in tokens])


def _visible(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return visible_text(token.children or ())
    return ""


_SPACE = regex(r"[ \t\n]")
_PIECES: dict[str, PieceKind] = {
    "text": "text",
    "text_special": "text",
    "code_inline": "code",
    "html_inline": "html",
    "softbreak": "break",
    "hardbreak": "break",
    "footnote_ref": "footnote",
    "image": "image",
    "link_open": "link_open",
    "link_close": "link_close",
    "strong_open": "strong_open",
    "strong_close": "strong_close",
    "em_open": "em_open",
    "em_close": "em_close",
    "s_open": "s_open",
    "s_close": "s_close",
}
_LITERAL = frozenset({"text", "code", "html"})


def make_runs(tokens: Sequence[Token], placement: Placement) -> list[Run]:
    """Return the public form of a block's inline tokens."""
    runs: list[Run] = []
    breaks, shifts = placement
    lines = iter(zip((*breaks[1:], math.inf), shifts, strict=True))
    following, shift = next(lines)
    # What the parser drops between two tokens (spaces before a break) goes to the later one.
    start = shift
    for token in tokens:
        kind = _PIECES[token.type]
        end = token.map[1] if token.map else 0
        if kind == "strong_close":  # its `map` has the first of its two marks
            end += 1
        while end >= following:
            following, shift = next(lines)
        shown = token.content if kind in _LITERAL else _visible(token)
        text = "" if token.nesting else shown
        runs.append((kind, text, start, end + shift))
        start = end + shift
    return runs


_CELL_EDGE = regex(r"\\?\|")


def split_row(text: str, start: int) -> Sequence[Span]:
    """Return the cells of a table row's source as GFM splits them, without spaces around them."""
    edges = [match.start() for match in _CELL_EDGE.finditer(text) if match.group() == "|"]
    bounds: list[tuple[int, int]] = []
    left = 0
    for edge in [*edges, len(text)]:
        bounds.append((left, edge))
        left = edge + 1
    if bounds and bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    return [stripped(text[left:right], start + left) for left, right in bounds]


def stripped(text: str, start: int) -> Span:
    """Return the place of a text without the whitespace around it, given its start."""
    lead = len(text) - len(text.lstrip(MD_TRIM_CHARS))
    if lead == len(text):
        return Span(start, start)
    return Span(start + lead, start + len(text.rstrip(MD_TRIM_CHARS)))
