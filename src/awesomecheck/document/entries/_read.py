"""Read a candidate: which of its stretches is the name, the title, the authors and so on."""

from collections.abc import Sequence
import re

from awesomecheck.document.entries._description import read_description
from awesomecheck.document.entries._fields import read_author_line, read_authors, read_dates
from awesomecheck.document.entries._head import read_head
from awesomecheck.document.entries._marks import (
    BLOCK,
    EM_END,
    HARD_BREAK,
    LINK_END,
    LINK_START,
    PAD,
    SPACE_AND_STARTS,
    STRONG_END,
)
from awesomecheck.document.entries._reading import (
    LETTER_OR_DIGIT,
    Reading,
    leads_to_paper,
    make_parts,
)
from awesomecheck.document.nodes import Link

_LINK_LINE = re.compile(
    rf"[\n{HARD_BREAK}]{SPACE_AND_STARTS}*+"
    rf"{LINK_START}[^{LINK_START}{LINK_END}\n]*+{LINK_END}[{PAD}\s{STRONG_END}{EM_END}]*+"
)


def read(plain: str, start: int, end: int, links: Sequence[Link]) -> Reading | None:
    """Return the fields of a candidate, or None if it is no entry.

    Args:
        plain: the document's plain text.
        start: where the candidate's content starts.
        end: where it ends.
        links: the document's links inside it.
    """
    end = _without_link_to_top(plain, start, end, links)
    parts, badges = make_parts(plain, links)
    reading = Reading(parts, badges, end)
    after = read_head(plain, start, end, reading)
    if after is None:
        return None
    reading.leads_to_paper = leads_to_paper(parts)
    read_dates(plain, start, end, after, reading)
    if reading.authors is None and plain.find(BLOCK, after, end) >= 0:
        read_author_line(plain, after, end, reading)
    reading.sure = (
        reading.leads_to_paper or reading.venue is not None or reading.authors is not None
    )
    if not parts and not (reading.sure and reading.authors):
        return None
    if reading.sure and reading.authors is None and LETTER_OR_DIGIT.search(plain, after, end):
        read_authors(plain, after, end, reading)
    read_description(plain, after, end, reading)
    return reading


def _without_link_to_top(plain: str, start: int, end: int, links: Sequence[Link]) -> int:
    """Return the end without a last line that is only a link into the page: `back to top`.

    Without a blank line above it, such a line belongs to the item.
    """
    if not links or links[-1].target.kind != "anchor":
        return end
    link = links[-1].span.start
    line = max(plain.rfind(mark, start, link) for mark in ("\n", HARD_BREAK))
    return line if line >= 0 and _LINK_LINE.fullmatch(plain, line, end) else end
