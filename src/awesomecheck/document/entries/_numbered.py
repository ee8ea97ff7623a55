"""Rows of records in one paragraph: lines that each begin with a running number.

    [1] Ann Oak, Bo Ash. Growing elms. NSDI, 2020.
    [2] Growing oaks, 2021. [pdf](https://a.example/oaks.pdf)

A reader sees one paragraph; who wrote it sees a list.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
import re

from awesomecheck.document.entries._marks import ENDS, HARD_BREAK, PAD, STARTS
from awesomecheck.document.entries._unlisted import NEWS_ITEM
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.document.nodes import Block, Span
from awesomecheck.regexes import regex

_FEWEST_IN_ROW = 2
"""So many lines with running numbers are a row."""
_MOST_BEFORE = 1
"""How many lines a row may have above it in its paragraph: the name of its group."""
_NUMBER = regex(
    rf"[{PAD}{STARTS}\s]*+(?:\[(?P<square>\d{{1,3}})\]|\((?P<round>\d{{1,3}})\)"
    rf"|(?P<half>\d{{1,3}})[)）]|【(?P<cornered>\d{{1,3}})】)[{PAD}{ENDS}\s]++(?=\S)"
)
_LINE_END = regex(rf"[\n{HARD_BREAK}][\s{PAD}{HARD_BREAK}]*+")


_FEWEST_RECORDS = 3
"""So many lines of a document that are written as entries are no chance."""


def numbered_rows(
    plain: str, blocks: Sequence[Block], is_record: Callable[[Span], bool]
) -> dict[int, list[Span]]:
    """Return the lines of the paragraphs, by index, that are rows of numbered records.

    Most lines of the document are written as entries, and half of each row at least.
    """
    found = {
        index: lines
        for index, block in enumerate(blocks)
        if (lines := _lines(plain, block))
        and not NEWS_ITEM.match(plain, behind_number(plain, lines[0]), lines[0].end)
    }
    written = {index: sum(map(is_record, lines)) for index, lines in found.items()}
    total = sum(written.values())
    if total < _FEWEST_RECORDS or 3 * total < 2 * sum(map(len, found.values())):
        return {}
    return {index: own for index, own in found.items() if 2 * written[index] >= len(own)}


def _lines(plain: str, block: Block) -> list[Span]:
    """Return the records that the lines of a paragraph with running numbers begin."""
    start, end = block.span.start, block.span.end
    starts = [start, *(each.end() for each in _LINE_END.finditer(plain, start, end))]
    found = [match for each in starts if (match := _NUMBER.match(plain, each, end))]
    found = [match for match in found if match.lastgroup == found[0].lastgroup]
    if len(found) < _FEWEST_IN_ROW or not _run_on(found):
        return []
    if starts.index(found[0].start()) > _MOST_BEFORE:
        return []
    ends = [*(match.start() for match in found[1:]), end]
    edges = f" \n\t{PAD}{HARD_BREAK}"
    return [
        Span(*trimmed(plain, match.start(), stop, edges))
        for match, stop in zip(found, ends, strict=True)
    ]


def behind_number(plain: str, line: Span) -> int:
    """Return where the text of a line with a running number starts."""
    number = _NUMBER.match(plain, line.start, line.end)
    return number.end() if number else line.start


def _run_on(found: Sequence[re.Match[str]]) -> bool:
    """Return whether most numbers are the next after the one before, as somebody counts."""
    numbers = [int(match[match.lastgroup or 0]) for match in found]
    steps = [abs(second - first) == 1 for first, second in pairwise(numbers)]
    return 3 * sum(steps) >= 2 * len(steps)
