"""From a block's content to the text: where inline tokens stand, and what links they make."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
import math
import re

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from awesomecheck.document.nodes import PieceKind, Run, Span

_LINE = re.compile(r"[^\n]*")
_BLANKS = re.compile(r"[ \t\n]*")


@dataclass(frozen=True, slots=True)
class Placement:
    """Maps offsets in a block's content to offsets in the text.

    Content is the text less indents, quote marks and (in table cells) the backslashes before
    pipes: piecewise the same, shifted.
    """

    breaks: tuple[int, ...]
    """Content offsets from which the shift of the same index holds."""
    shifts: tuple[int, ...]

    def __call__(self, offset: int) -> int:
        if len(self.shifts) == 1:
            return offset + self.shifts[0]
        return offset + self.shifts[bisect_right(self.breaks, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the text that a stretch of the content stands for."""
        if len(self.shifts) == 1:
            shift = self.shifts[0]
            return Span(start + shift, end + shift)
        return Span(self(start), self(end))


def place_lines(content: str, starts: Sequence[int], text: str) -> Placement:
    """For content of one or more lines, given where each line's first visible character is."""
    if text[starts[0]] in MD_TRIM_CHARS:
        starts = _without_blanks(starts, text)
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


def _without_blanks(starts: Sequence[int], text: str) -> Sequence[int]:
    """Leave out what markdown-it strips from a paragraph: blanks that are no space and no tab."""
    for index, start in enumerate(starts):
        line = _LINE.match(text, start)
        if line is not None and line.group().strip(MD_TRIM_CHARS):
            blanks = len(line.group()) - len(line.group().lstrip(MD_TRIM_CHARS))
            return [start + blanks, *starts[index + 1 :]]
    return starts


def place_cell(raw: str, start: int) -> Placement:
    r"""For a table cell, given its source and where that starts: `\|` stands for a pipe."""
    breaks, shifts = [0], [start]
    for count, match in enumerate(re.finditer(r"\\\|", raw), start=1):
        breaks.append(match.start() - count + 2)
        shifts.append(start + count)
    return Placement(tuple(breaks), tuple(shifts))


def destination_span(content: str, label_end: int, end: int) -> tuple[int, int] | None:
    """Where the destination of an inline link stands, given its `]` and its end.

    None for a reference, which has its destination elsewhere.
    """
    if end <= label_end + 1 or content[label_end + 1] != "(":
        return None
    blanks = _BLANKS.match(content, label_end + 2)
    start = blanks.end() if blanks else label_end + 2
    if content.startswith("<", start):
        return start + 1, parseLinkDestination(content, start, end).pos - 1
    written = content[start : end - 1]
    if not _has_blank(written):
        return start, end - 1
    return start, parseLinkDestination(content, start, end).pos


def _has_blank(text: str) -> bool:
    return " " in text or "\n" in text or "\t" in text


def visible_text(tokens: Sequence[Token]) -> str:
    """What a reader sees of inline tokens: text, code and the alternative text of images."""
    return "".join([_visible(token) for token in tokens])


def _visible(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return visible_text(token.children or ())
    return ""


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
    """The public form of a block's inline tokens."""
    runs: list[Run] = []
    breaks, shifts = placement.breaks, placement.shifts
    lines = iter(zip((*breaks[1:], math.inf), shifts, strict=True))
    following, shift = next(lines)
    # What the parser drops between two tokens (blanks before a break) goes to the later one.
    start = shift
    for token in tokens:
        kind = _PIECES[token.type]
        end = token.map[1] if token.map else 0
        if kind == "strong_close":  # its place is that of the first of its two marks
            end += 1
        while end >= following:
            following, shift = next(lines)
        text = token.content if kind in _LITERAL else _visible(token)
        runs.append((kind, text, start, end + shift))
        start = end + shift
    return runs
