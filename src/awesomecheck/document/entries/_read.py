"""Reading a candidate: which of its stretches is the name, the title, the authors and so on."""

from collections.abc import Sequence
import re

from awesomecheck.document.entries._description import read_description, without_period
from awesomecheck.document.entries._fields import read_author_line, read_authors, read_dates
from awesomecheck.document.entries._head import read_head
from awesomecheck.document.entries._reading import (
    SHOWN,
    WORD,
    Part,
    Reading,
    leads_to_paper,
    make_parts,
)
from awesomecheck.document.entries._roles import role_of_host, role_of_label
from awesomecheck.document.entries._venues import YEAR
from awesomecheck.document.nodes import Link

_DESCRIBED = re.compile(
    r"\x01(?P<name>[^\W_][^\x00-\x10\[\]\n]*[^\x00-\x10\[\]\s])\x02\x00*"
    r"(?:\s*(?:(?:::?|,|-{1,2}|[–—])\s+|：)(?P<text>[^\W_][^\x00-\x10\n]*[^\x00-\x10\s,:|–—-]))?+\s*"
)

_LINK_LINE = re.compile(r"[\n\x0e][\x00\s\x03\x05]*+\x01[^\x01\x02\n]*+\x02[\x00\s\x04\x06]*+")


def read(plain: str, start: int, end: int, links: Sequence[Link]) -> Reading | None:
    """The fields of a candidate; None when it is no entry.

    Args:
        plain: the document's plain text.
        start: where the candidate's content starts.
        end: where it ends.
        links: the document's links inside it.
    """
    described = _read_described(plain, start, end, links) if len(links) == 1 else None
    if described is not None:
        return described
    end = _without_way_back(plain, start, end, links)
    parts, badges = make_parts(plain, links)
    reading = Reading(parts, badges, end)
    after = read_head(plain, start, end, reading)
    if after is None:
        return None
    reading.leads_to_paper = leads_to_paper(parts)
    read_dates(plain, start, end, after, reading)
    if reading.authors is None and plain.find("\x0f", after, end) >= 0:
        read_author_line(plain, after, end, reading)
    reading.sure = (
        reading.leads_to_paper or reading.venue is not None or reading.authors is not None
    )
    if not parts and not (reading.sure and reading.authors):
        return None
    if reading.sure and reading.authors is None and SHOWN.search(plain, after, end):
        read_authors(plain, after, end, reading)
    read_description(plain, after, end, reading)
    return reading


def _without_way_back(plain: str, start: int, end: int, links: Sequence[Link]) -> int:
    """The end without a last line that is but a link into the page, such as `back to top`.

    Without a blank line above it, Markdown takes that line for a part of the item.
    """
    if not links or links[-1].target.kind != "anchor":
        return end
    link = links[-1].span.start
    line = max(plain.rfind(mark, start, link) for mark in "\n\x0e")
    return line if line >= 0 and _LINK_LINE.fullmatch(plain, line, end) else end


def _read_described(plain: str, start: int, end: int, links: Sequence[Link]) -> Reading | None:
    """The fields of `[Name](url) - Description.`, which is what most entries are.

    Only a short cut: None leaves the candidate to be read in full.
    """
    link = links[0]
    if link.span.start != start or link.form != "inline" or link.image:
        return None
    match = _DESCRIBED.fullmatch(plain, start, end)
    if match is None or link.target.kind == "anchor":
        return None
    host = role_of_host(link)
    if host == "paper" or role_of_label(link.text) is not None:
        return None
    text = match.span("text")
    if YEAR.search(plain, *text):
        return None
    name = match.span("name")
    part = Part(link, name, None, host, False)
    reading = Reading([part], [], end)
    reading.head, reading.head_part = name, part
    if text[1] > 0 and WORD.search(plain, *text):
        reading.description = text
        without_period(plain, reading)
    return reading
