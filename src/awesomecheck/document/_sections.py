"""Headings with the anchors that GitHub gives them, and the sections below them."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from awesomecheck.document.nodes import Heading, Section, Span
from awesomecheck.document.slug import Slugger, slugify


class FoundHeading(Struct, frozen=True):
    """A heading whose anchor depends on the headings before it."""

    level: int
    text: str
    span: Span
    text_span: Span
    form: Literal["atx", "setext", "html"]
    top_level: bool


def number_headings(found: Iterable[FoundHeading]) -> tuple[Heading, ...]:
    """Return the headings in order, each with an anchor of its own."""
    slugger = Slugger()
    headings: list[Heading] = []
    for each in sorted(found, key=lambda heading: heading.span.start):
        slug = slugify(each.text)
        headings.append(
            Heading(
                level=each.level,
                text=" ".join(each.text.split()),
                anchor=slugger.unique(slug),
                slug=slug,
                span=each.span,
                text_span=each.text_span,
                form=each.form,
                top_level=each.top_level,
            )
        )
    return tuple(headings)


def make_sections(headings: Sequence[Heading], length: int) -> tuple[Section, ...]:
    """Return the whole text as a section, then one for each heading on the top level."""
    tops = [heading for heading in headings if heading.top_level]
    own_ends = [*(heading.span.start for heading in tops), length]
    root = Section(None, None, Span(0, length), Span(0, own_ends[0]))
    sections = [root]
    ends = _section_ends(tops, length)
    stack: list[Section] = [root]
    for index, heading in enumerate(tops):
        while stack[-1].heading is not None and stack[-1].heading.level >= heading.level:
            stack.pop()
        own = Span(heading.span.start, own_ends[index + 1])
        section = Section(heading, stack[-1], Span(heading.span.start, ends[index]), own)
        sections.append(section)
        stack.append(section)
    return tuple(sections)


def _section_ends(headings: Sequence[Heading], length: int) -> list[int]:
    ends = [length] * len(headings)
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            ends[open_.pop()] = heading.span.start
        open_.append(index)
    return ends
