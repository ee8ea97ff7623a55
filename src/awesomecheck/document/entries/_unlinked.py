"""What tells that a text without a link is an entry: it cites a paper, has a venue or authors."""

from collections.abc import Sequence
from itertools import chain, islice
import re

from awesomecheck.document.entries._authors import find_authors, is_full, name_and_authors
from awesomecheck.document.entries._citations import date_before_title, find_citations
from awesomecheck.document.entries._marks import (
    EM_END,
    EM_START,
    ENDS,
    PAD,
    SPANS,
    STARTS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import PLACE, WORD
from awesomecheck.document.entries._records import broken_lines
from awesomecheck.document.entries._venues import bare_venue, dated
from awesomecheck.document.nodes import Span
from awesomecheck.regexes import regex

_FEWEST_TITLE_WORDS = 2
_PARTING = ("et al", ", ", " and ", " & ")
_YEAR_AT_END = regex(r"(?<!\d)(?:19[5-9]|20[0-3])\d\W{0,8}\Z")
_ID_AT_END = regex(r"\W(?:doi|PMID|PMCID|arXiv|ISBN)[: ]{1,2}[^\s;]+\W*\Z", re.IGNORECASE)
"""What names a publication for machines, behind a citation: `doi:10.1000/182`."""
_LONGEST_ID = 120
_MOST_IDS = 4
_SENTENCE_END = regex(r"[.?!][\"”]? +")
_LONGEST_CITATION = 600
_MOST_SENTENCES = 8


_VENUE_AT_END = regex(
    r"(?:[(（](?P<bracketed>[^()（）\n]{2,60})[)）]"
    r"|(?:[.,]| [-–—]{1,2}) +(?P<last>[^.,()\n]{2,40}(?:\.\d{4,5}|, (?:19|20)\d\d)?))"
    rf"[\s.{ENDS}{PAD}]*\Z"
)
_ARXIV_ID = regex(r"arXiv[: ]?\d{4}\.\d{4,5}", re.IGNORECASE)


def ends_in_venue(plain: str, span: Span) -> bool:
    """Return whether a venue ends the text of an item: `Title (ICML 2019)`, `Title. ICML`."""
    found = _VENUE_AT_END.search(plain, span.start, span.end)
    if found is None:
        return False
    place = found.span(found.lastgroup or 0)
    return (
        bare_venue(plain, *place) is not None
        or _ARXIV_ID.match(plain, *place) is not None
        or any(each.known or each.likely for each in dated(plain, *place))
    )


_SET_OFF = regex(
    rf"[{PAD}\s]*+(?:{STRONG_START}(?P<strong>[^{STRONG_END}\n]++){STRONG_END}"
    rf"|{EM_START}(?P<em>[^{EM_END}\n]++){EM_END}|[\"“](?P<quoted>[^\"”\n]++)[\"”])"
    rf"[{PAD}\s.,:;|(\[{STARTS}–—-]*+"
)


def is_title_and_venue(plain: str, span: Span) -> bool:
    """Return whether an item is a title, set off, and its venue: `**Title** ICML 2019`."""
    title = _SET_OFF.match(plain, span.start, span.end)
    if title is None or title.lastgroup is None:
        return False
    if len(WORD.findall(plain, *title.span(title.lastgroup))) < _FEWEST_WORDS:
        return False
    begin = title.end()
    return any(
        each.likely
        and not WORD.search(plain, begin, each.start)
        and not WORD.search(plain, each.end, span.end)
        for each in dated(plain, begin, span.end)
    )


def is_titled(plain: str, span: Span) -> bool:
    """Return whether an item has words before a separator, as what cites a paper has.

    Those before a colon may be its author if a year ends the item: `Ann Doe: Kites, 2019`.
    """
    if _SENTENCE_END.search(plain, span.start + 1, span.end) is not None:
        return True
    return may_cite(plain, span)


def may_cite(plain: str, span: Span) -> bool:
    """Return whether an item has the name of a person before a colon, and a year at its end."""
    colon = plain.find(": ", span.start, span.end)
    if colon < 0 or _YEAR_AT_END.search(plain, max(span.start, span.end - 16), span.end) is None:
        return False
    author = find_authors(plain, span.start, colon)
    return author is not None and author.end == colon and is_full(plain[author.start : colon])


def is_citation(plain: str, span: Span) -> bool:
    """Return whether the text of an item cites a paper: authors, and a year at the end."""
    if span.end - span.start > _LONGEST_CITATION + _MOST_IDS * _LONGEST_ID:
        return False
    text = plain[span.start : span.end]
    for _ in range(_MOST_IDS):
        last = _ID_AT_END.search(text, max(0, len(text) - _LONGEST_ID))
        if last is None:
            break
        text = text[: last.start()]
    if len(text) > _LONGEST_CITATION or not any(mark in text for mark in _PARTING):
        return False
    cited = (each.paged for each in find_citations(plain, span.start, span.end))
    if _YEAR_AT_END.search(text) is None and not any(cited):
        return False
    starts = [span.start, *(span.start + match.end() for match in _SENTENCE_END.finditer(text))]
    lists = [find_authors(plain, start, span.end) for start in starts[:_MOST_SENTENCES]]
    return any(each is not None and each.several for each in lists)


_VENUE_AT_START = regex(
    rf"[{STARTS}{PAD}\s]*+(?P<open>[\[(【])?(?:(?:IEEE|ACM|USENIX) )?"
    r"(?P<venue>[A-Z][A-Za-z&*+/]{1,14})(?:[- ]?['’‘`]?|, ?)(?:(?P<full>(?:19|20)\d\d)|\d\d)"
    rf"(?(open)[\])】])[{ENDS}{PAD}]*+"
    r"(?(open)[ :,.|–—-]*|(?(full) ?[:,.|–—-]+ ?|(?: ?[:,.|–—-]+ ?| )))"
    rf"(?=[{STARTS}{PAD}]*[\w\"“])"
)
_NO_TITLE = regex(
    r"\W*(?:We|Our|Workshop|Tutorial|Challenge|Deadline|Schedule|Papers?|Accepted|Best|Call"
    r"|Submission|Notification|Program|Proceedings|Registration|is|was|will|are|at|in|on)\b"
    r"|(?i:.*\b(?:accepted|deadlines?|camera[- ]ready|registration|notification"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d))"
)
"""What news and schedules say behind a conference."""


def opens_with_known(plain: str, span: Span) -> bool | None:
    """Return whether the venue that begins a text is known; None where no title is behind one."""
    date = date_before_title(plain, span.start, span.end)
    if date is not None and date.venue is not None:
        venue, end = date.venue, date.end
    else:
        match = _VENUE_AT_START.match(plain, span.start, span.end)
        if match is None:
            return None
        venue, end = match.span("venue"), match.end()
    rest = plain[end : span.end]
    if len(WORD.findall(rest)) < _FEWEST_TITLE_WORDS or _NO_TITLE.match(rest):
        return None
    known = bare_venue(plain, *venue) is not None
    return known if known or date is not None else None


_FEWEST_WORDS = 3
"""In a title set off from its authors or its venue; the name of a team has fewer."""


def are_authors(plain: str, span: Span) -> bool:
    """Return whether a text is nothing but several authors."""
    name, authors = name_and_authors(plain, span.start, span.end)
    if name is not None or authors is None or not authors.several:
        return False
    before = plain[span.start : authors.start].strip(f" \n{SPANS}")
    return not before and PLACE.search(plain, span.start, span.end) is None


def has_authors_below(plain: str, texts: Sequence[Span]) -> bool:
    """Return whether the first line of some texts is a title, and the next one its authors."""
    lines = list(islice(chain.from_iterable(broken_lines(plain, each) for each in texts), 2))
    if len(lines) < 2:
        return False
    title, below = lines
    return (
        len(WORD.findall(plain, title.start, title.end)) >= _FEWEST_WORDS
        and shown(plain[title.start : title.end])[-1:] not in (":", "：")
        and not are_authors(plain, title)
        and are_authors(plain, below)
    )
