"""Tell paragraphs and lines written as entries are from prose that has links.

In prose the words before a link, or those behind it, go on with it. Paragraphs of one section
decide together, and those of all sections with few of them.
"""

from collections.abc import Sequence

from awesomecheck.document.entries._authors import find_authors, is_full
from awesomecheck.document.entries._looks import Looker
from awesomecheck.document.entries._marks import (
    ENDS,
    PAD,
    STARTS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._roles import role_of_host, role_of_label
from awesomecheck.document.entries._venues import YEAR
from awesomecheck.document.nodes import Link, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_FEWEST_ALIKE = 3
"""So many paragraphs of a section that are written as entries are."""
_NUMBER = regex(rf"[{PAD}{STARTS}\s]*+\[?\d{{1,3}}[\].)][{PAD}{ENDS}\s]*+")
_VENUE_BEHIND = regex(rf"(?:in|at|by)[ {PAD}]+[{STARTS}{PAD}]*[A-Z]|[a-z]{{1,3}}[A-Z]")
"""`in ACL 2021` or `bioRxiv` behind a title, which is no sentence."""
_BOLD_LINE = regex(rf"{PAD}*+{STRONG_START}[^{STRONG_END}\n]++{STRONG_END}[{PAD} .]*+\n")
"""A title on a line of its own: so are the fields below it, where nothing breaks lines."""
_LINE_START = regex(rf"\n[{PAD}{STARTS}\s]*\Z")


def set_off(
    document: Document, plain: str, looker: Looker, found: Sequence[tuple[Span, bool]]
) -> set[Span]:
    """Return the paragraphs written as entries are, in sections where most of them are.

    Those found come with whether they have a link; prose without one has no vote.
    """
    sections: dict[int, list[tuple[Span, bool]]] = {}
    for span, linked in found:
        written = is_set_off(plain, looker, span)
        if written or linked:
            section = document.section_at(span.start).own.start
            sections.setdefault(section, []).append((span, written))
    alike: set[Span] = set()
    small: list[Span] = []
    total = 0
    for own in sections.values():
        spans = [span for span, written in own if written]
        if len(own) < _FEWEST_ALIKE:  # all such sections decide together
            small += spans
            total += len(own)
        elif len(spans) >= _FEWEST_ALIKE and 3 * len(spans) >= 2 * len(own):
            alike.update(spans)
    sure = alike or [span for span in small if leads_to_paper(looker, span)]
    if len(sure) >= _FEWEST_ALIKE <= len(small) and 3 * len(small) >= 2 * total:
        alike.update(small)
    return alike


def leads_to_paper(looker: Looker, span: Span) -> bool:
    """Return whether a link of a stretch is to a paper, by its label or its host."""
    links = looker.links(span.start, span.end)
    return any("paper" in (role_of_label(link.text), role_of_host(link)) for link in links)


def is_set_off(plain: str, looker: Looker, span: Span) -> bool:
    """Return whether each link of a stretch with words is a label, or parted from the words.

    In prose the words before a link, or those behind it, go on with it.
    """
    start, end = span.start, span.end
    links = looker.links(start, end)
    if not links:
        return _cites(plain, start, end)
    named = [link for link in links if not is_label(link)]
    if len(named) != 1 and not looker.has_words(links, start, end):
        return False
    return all(_is_parted(plain, link.span, start, end) for link in named)


def _cites(plain: str, start: int, end: int) -> bool:
    """Return whether a text without a link begins with authors, and a year is behind them."""
    number = _NUMBER.match(plain, start, end)
    authors = find_authors(plain, number.end() if number else start, end)
    return (
        authors is not None
        and (authors.several or is_full(plain[slice(*authors.names[0])]))
        and YEAR.search(plain, authors.names[-1][1], end) is not None
    )


def _is_parted(plain: str, link: Span, start: int, end: int) -> bool:
    if _BOLD_LINE.match(plain, start, end) and _LINE_START.search(plain, start, link.start):
        return True
    before = plain[start : link.start].rstrip(f" \n\t{PAD}{STARTS}")
    after = plain[link.end : end].lstrip(f" \n\t{PAD}{ENDS}")
    if after[:1].islower() and _VENUE_BEHIND.match(after) is None:
        return False
    if not before[-1:].isalnum():
        return True
    authors = find_authors(plain, start, start + len(before), after="")
    return authors is not None and authors.several


def is_label(link: Link) -> bool:
    """Return whether a link says what it leads to, and names nothing."""
    return role_of_label(link.text) is not None or link.form in ("bare", "autolink")
