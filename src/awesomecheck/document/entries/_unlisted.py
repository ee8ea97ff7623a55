"""The sections of a list that list nothing: the licence, the contributors, news, the contents."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
import re
from typing import NamedTuple, TypeVar

from awesomecheck.document.nodes import Block, Section, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_T = TypeVar("_T")
_FILLER = (
    r"(?:a|and|feedback|for|guide(?:lines?)?|how|info(?:rmation)?|latest|lists?|log|me|notes?|of"
    r"|our|over|please|projects?|recent|repo\w*|sections?|special|table|the|this|time|to|us|your)"
)
_ABOUT_THE_LIST = (
    r"(?:contribut\w*|licen[sc]es?|licensing|acknowledge?ments?|acknowledge|citations?|citing|cite"
    r"|bibtex|disclaimer|star history|stargazers|contact|changelog|maintainers?|sponsors?"
    r"|sponsorship|backers|thanks|credits|code of conduct|legend|贡献者?|许可证?|致谢)"
)
_NEWS = r"(?:news|updates?|announcements?|what s new)"
_CONTENTS = r"(?:contents?|toc|目录)"


def _title(words: str) -> re.Pattern[str]:
    """Return the pattern of a title of such words and fillers alone."""
    return regex(rf"(?:{_FILLER} )*{words}(?: (?:{_FILLER}|{words}))*(?: to .*)?")


_UNLISTED = _title(_ABOUT_THE_LIST)
_NEWS_TITLE = _title(_NEWS)
_CONTENTS_TITLE = _title(_CONTENTS)
_TO_DO = regex(r"\W*(?:[^\W\d_]+\W+)?TO-? ?DO(?: [Ll](?:ist|IST))?\W*")
"""What is to be added; in small letters, it may be what lists of tasks are for."""
_NO_WORD = regex(r"[\W\d_]+")
NEWS_ITEM = regex(
    r"[^\w\[(]*[\[(]?(?:20\d\d\b|\d{1,2}[./-]\d{1,2}\b|\d{1,2}(?:st|nd|rd|th)?[ -][A-Z][a-z]{2}"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z.]{0,7} |(?:We|Our|The|This)\b)"
)
"""A date, or the authors of the list, at the start of a piece of news."""


class Listed(NamedTuple):
    """What records may consist of, in order."""

    blocks: list[Block]
    html: list[Span]
    """Raw HTML outside list items: inside one it belongs to the item, figures mostly."""


def listed(document: Document) -> Listed:
    """Return the blocks and the raw HTML of a document without what lists nothing."""
    spans = unlisted_spans(document)
    blocks = _outside(document.blocks, spans, lambda block: block.span.start)
    roots = [item.span for item in document.items if item.parent is None]
    html = _outside(document.html, _merged(spans, roots), lambda span: span.start)
    return Listed(blocks, html)


def _outside(values: Sequence[_T], spans: Iterable[Span], start: Callable[[_T], int]) -> list[_T]:
    """Return the values that do not start in one of some spans, all in order."""
    found: list[_T] = []
    position = 0
    for span in spans:
        first = bisect_left(values, span.start, position, key=start)
        found += values[position:first]
        position = bisect_left(values, span.end, first, key=start)
    return found + list(values[position:])


def _merged(*spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, without those inside another."""
    found: list[Span] = []
    for span in sorted(chain(*spans), key=lambda each: each.start):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def unlisted_spans(document: Document) -> list[Span]:
    """Return the sections that list nothing, with all below them, in order."""
    found: list[Span] = []
    for section in document.sections[1:]:
        if section.heading is not document.headings[0] and not (
            found and found[-1].contains(section.span.start)
        ):
            span = _span_of_nothing(document, section)
            if span is not None:
                found.append(span)
    return found


def _span_of_nothing(document: Document, section: Section) -> Span | None:
    """Return what of a section lists nothing: all of it, all but its subsections, or None."""
    title = _NO_WORD.sub(" ", section.title).strip().lower()
    if _UNLISTED.fullmatch(title) or _TO_DO.fullmatch(section.title):
        return section.span
    if _NEWS_TITLE.fullmatch(title) and _tells_news(document, section):
        return section.own
    if _CONTENTS_TITLE.fullmatch(title) and _leads_to_parts(document, section):
        return section.own
    return None


_MOST_IN_INTRODUCTION = 3
_TIMES_MORE = 10


def introduction(document: Document) -> Span | None:
    """Return what is above the first section within that of the title, if there is one."""
    headings = document.headings
    if len(headings) < 2 or any(each.level <= headings[0].level for each in headings[1:]):
        return None
    return Span(0, headings[1].span.start)


def without_introduction(document: Document, starts: Sequence[int]) -> int:
    """Return how many of some entries, by their starts, are links that introduce the others."""
    span = introduction(document)
    count = bisect_left(starts, span.end) if span else 0
    few = count <= _MOST_IN_INTRODUCTION and len(starts) - count >= _TIMES_MORE * count
    return count if few else 0


def _tells_news(document: Document, section: Section) -> bool:
    """Return whether most of a section's paragraphs begin with a date: sites of news do not."""
    own = [block for block in _blocks(document, section.own) if block.kind == "paragraph"]
    dated = sum(
        NEWS_ITEM.match(document.text, block.span.start, block.span.end) is not None
        for block in own
    )
    return 2 * dated > len(own)


def _leads_to_parts(document: Document, section: Section) -> bool:
    """Return whether most links of a section lead to a part of a page."""
    first = bisect_left(document.links, section.own.start, key=lambda link: link.span.start)
    last = bisect_left(document.links, section.own.end, key=lambda link: link.span.start)
    links = [link for link in document.links[first:last] if not link.image]
    return 2 * sum("#" in link.url for link in links) > len(links)


def _blocks(document: Document, span: Span) -> tuple[Block, ...]:
    first = bisect_left(document.blocks, span.start, key=_start)
    return document.blocks[first : bisect_left(document.blocks, span.end, first, key=_start)]


def _start(block: Block) -> int:
    return block.span.start
