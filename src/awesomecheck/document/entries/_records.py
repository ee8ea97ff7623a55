"""Records: where one entry of a list begins and where it ends, whatever its fields are."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from awesomecheck.document.entries._marks import HARD_BREAK, PAD
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.document.entry import EntryForm
from awesomecheck.document.nodes import Block, Span


class Record(Struct, frozen=True):
    """A stretch of the text that is an entry by the structure that it shares with others."""

    form: EntryForm
    span: Span
    """All of it, from its marker to the end of its last line."""
    start: int
    end: int
    """The stretch of the plain text with its fields; marks part its lines."""
    blocks: tuple[Block, ...]
    """The paragraphs or cells that it is made of; none in raw HTML."""
    item: int | None = None
    row: tuple[int, int] | None = None


def of_blocks(
    form: EntryForm,
    span: Span,
    blocks: Sequence[Block],
    item: int | None = None,
    row: tuple[int, int] | None = None,
) -> Record:
    """Return the record that some blocks make up."""
    own = tuple(blocks)
    return Record(form, span, own[0].span.start, own[-1].span.end, own, item, row)


def holds_none(starts: Sequence[int], span: Span) -> bool:
    """Return whether no record, of which `starts` has the starts in order, begins in a span."""
    return bisect_left(starts, span.start) == bisect_left(starts, span.end)


def broken_lines(plain: str, text: Span) -> list[Span]:
    """Return the lines of a text that hard breaks part."""
    found: list[Span] = []
    start, end = text.start, text.end
    if plain.find(HARD_BREAK, start, end) < 0:
        return [text]
    while start < end:
        stop = plain.find(HARD_BREAK, start, end)
        stop = end if stop < 0 else stop
        line = trimmed(plain, start, stop, f" \n\t{PAD}")
        if line[0] < line[1]:
            found.append(Span(*line))
        start = stop + 1
    return found
