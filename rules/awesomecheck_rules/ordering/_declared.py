"""What a list says of its order, in its introduction or in a section: `in chronological order`."""

from bisect import bisect_right
from collections.abc import Mapping
import re
from typing import Literal, NamedTuple

from awesomecheck import Document, Section, Span

_WORD = re.compile(
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
_GUIDE = re.compile(r"\bcontribut|\bguideline|\bpull request|贡献", re.IGNORECASE)
"""Titles of sections that say how the whole list is written."""

Kind = Literal["name", "date", "none"]


class Declared(NamedTuple):
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
    for match in _WORD.finditer(document.text):
        said = Declared(*_meaning(match), " ".join(match.group().split()), Span(*match.span()))
        section = _scope(document, said.span.start)
        if section is not None:
            found.setdefault(section.span.start if section.heading else 0, said)
    return found


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


def _scope(document: Document, offset: int) -> Section | None:
    """Return the section that a sentence speaks of; None where it is no such sentence."""
    block, section = document.block_at(offset), document.section_at(offset)
    entries = document.entries
    place = bisect_right(entries, offset, key=lambda entry: entry.span.start)
    if block is None or block.kind == "cell" or document.in_code(offset):
        return None
    if place and entries[place - 1].span.contains(offset):
        return None
    whole = document.sections[0]
    first = bisect_right(entries, section.span.start, key=lambda entry: entry.span.start)
    if _GUIDE.search(section.title):
        return whole
    if place == first < len(entries) and section.span.contains(entries[place].span.start):
        is_title = section is document.sections[1] and section.span.end == whole.span.end
        return whole if is_title else section
    return whole if place == 0 else None
