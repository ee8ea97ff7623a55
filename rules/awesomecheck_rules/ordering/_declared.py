"""What a list says of its order, in its introduction or in a section: `in chronological order`."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
import re
from typing import Literal

from msgspec import Struct

from awesomecheck import Block, Document, Section, Span, regex

_WORD = regex(
    r"""\b(?: (?P<none> no \ (?:particular|specific|special) \ order | random \ order | unordered
                 | (?:sorted|ordered|ranked|arranged) \ (?:\w+\ ){0,2}
                   by \ (?:the\ )?(?:\w+\ (?:of\ )?)? (?:stars?|popularity|importance|relevance
                         |difficulty|citations?|votes?|rank|preference|rating|quality))
        | (?P<down> (?:reverse|inverse|descending)[ -]chronological
                  | (?:newest|latest|most\ recent|recent) \ (?:\w+\ )?(?:come[s]?\ )?first
                  | from \ (?:new|newest|latest) \ to \ (?:old|oldest))
        | (?P<up> oldest \ first | from \ (?:old|oldest) \ to \ (?:new|newest|latest))
        | (?P<dates> chronological (?:ly|\ (?:order|position))
                  | (?:sorted|ordered|arranged|listed) \ (?:\w+\ ){0,2}
                    (?:by|in\ order\ of) \ (?:the\ )?(?:\w+\ )?(?:dates?|time|years?))
        | (?P<names> alphabetically | alphabet\w*[ -]order | in \ alphabetical\b
                  | (?:sorted|ordered|arranged|listed) \ (?:\w+\ ){0,2}
                    by \ (?:the\ )?(?:names?|titles?))\b )
      | (?P<down_cjk> (?:时间|日期|年份|發表)\w{0,4}(?:倒序|降序|逆序) | 从新到旧
                    | 由新到旧 | 倒序)
      | (?P<up_cjk> (?:时间|日期|年份)\w{0,4}升序 | 从旧到新 | 由旧到新)
      | (?P<names_cjk> (?:字母|拼音|名称|首字母)\w{0,3}(?:顺序|排序|排列|順序))
      | (?P<dates_cjk> (?:按|依|以)\w{0,4}?(?:时间|日期|年份|時間)\w{0,3}?(?:顺序|排序|排列|順序)
                     | 时间(?:先后)?顺序)""",
    re.IGNORECASE | re.VERBOSE,
)
_HINTS = (
    *("order", "sorted", "ranked", "arranged", "listed", "first", "from ", "chronolog"),
    *("alphabet", "序", "从", "由", "排列"),
)
"""One of these is in every such sentence."""
_GUIDE = regex(r"\bcontribut|\bguideline|\bpull request|贡献", re.IGNORECASE)
"""Titles of sections that say how the whole list is written."""

Kind = Literal["name", "date", "none"]


class Declared(Struct, frozen=True):
    """An order that the list states."""

    kind: Kind
    down: bool | None
    """Whether from the end to the start; None if both suit what is said."""
    words: str
    """As written."""
    span: Span


def declared(document: Document) -> Mapping[int, Declared]:
    """Return by the start of a section what is said of the order of its entries.

    What the introduction or the guide for contributors says holds for the whole list.
    """
    found: dict[int, Declared] = {}
    for block, entries_before in _prose(document):
        text = document.slice(block.span).lower()
        if not any(hint in text for hint in _HINTS):
            continue
        match = _WORD.search(document.text, block.span.start, block.span.end)
        if match and _is_of_a_file(document, block, match):
            continue
        section = match and _scope(document, block, entries_before)
        if match and section:
            said = Declared(*_meaning(match), " ".join(match.group().split()), Span(*match.span()))
            found.setdefault(section.span.start if section.heading else 0, said)
    return found


_SENTENCE_END = regex(r"[.!?。！？]\s|\n")


def _is_of_a_file(document: Document, block: Block, match: re.Match[str]) -> bool:
    """Return whether a sentence is about another file: `see [this](by_year.md), newest first`."""
    start, end = block.span.start, block.span.end
    for each in _SENTENCE_END.finditer(document.text, start, match.start()):
        start = each.end()
    behind = _SENTENCE_END.search(document.text, match.end(), end)
    end = behind.start() if behind else end
    first, last = (
        bisect_left(document.links, at, key=lambda link: link.span.start) for at in (start, end)
    )
    return any(link.kind == "file" for link in document.links[first:last])


def _prose(document: Document) -> Iterator[tuple[Block, int]]:
    """Yield the paragraphs and headings in no entry, each with the number of entries before it."""
    entries, place, end = document.entries, 0, 0
    for block in document.blocks:
        start = block.span.start
        while place < len(entries) and entries[place].span.start <= start:
            end = max(end, entries[place].span.end)
            place += 1
        if start >= end and block.kind != "cell":
            yield block, place


def in_force(found: Mapping[int, Declared], section: Section) -> Declared | None:
    """Return what is said of a section: by itself, by one around it, or by the whole list."""
    here: Section | None = section
    while here is not None:
        said = found.get(here.span.start if here.heading else 0)
        if said is not None:
            return said
        here = here.parent
    return None


def _meaning(match: re.Match[str]) -> tuple[Kind, bool | None]:
    group = (match.lastgroup or "").removesuffix("_cjk")
    if group == "none":
        return "none", None
    if group == "names":
        return "name", False
    return "date", {"up": False, "down": True}.get(group)


def _scope(document: Document, block: Block, place: int) -> Section | None:
    """Return the section that a paragraph is about, if it may say how entries are ordered."""
    section, whole, entries = (
        document.section_at(block.span.start),
        document.sections[0],
        document.entries,
    )
    if _GUIDE.search(section.title):
        return whole
    is_first = not place or entries[place - 1].span.start < section.span.start
    if is_first and place < len(entries) and section.span.contains(entries[place].span.start):
        is_title = section in document.sections[1:2] and section.span.end == whole.span.end
        return whole if is_title else section
    return whole if place == 0 else None
