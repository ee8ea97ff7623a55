"""The parsed list, with the position of everything in it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import (
    Anchor,
    Block,
    Comment,
    Contents,
    Definition,
    Footnote,
    Heading,
    Link,
    ListItem,
    Section,
    Span,
    Table,
)
from awesomecheck.document.source import Source


class Document(Struct, frozen=True, eq=False, dict=True):
    """A Markdown file as GitHub reads it. All sequences are in document order."""

    source: Source
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    """`sections[0]` is the whole document; the others follow their headings."""
    links: tuple[Link, ...]
    """Links and images; of an image inside a link, the link comes first."""
    anchors: tuple[Anchor, ...]
    definitions: tuple[Definition, ...]
    footnotes: tuple[Footnote, ...]
    comments: tuple[Comment, ...]
    blocks: tuple[Block, ...]
    items: tuple[ListItem, ...]
    tables: tuple[Table, ...]
    contents: tuple[Contents, ...]
    """Every table of contents, the one of the whole document and those of sections."""
    code: tuple[Span, ...]
    """Blocks of code, fences included."""
    html: tuple[Span, ...]
    """Blocks of raw HTML."""
    front_matter: Span | None
    outermost: tuple[Span, ...]
    """The blocks that are in no other, from their first to their last line."""
    _find_entries: "Callable[[Document], tuple[Entry, ...]]"
    new: tuple[Span, ...] = ()
    """The lines that a change added, where one is checked."""
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    """The anchors that headings had before the change that renamed them, each with its new one."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The resources that the list names, read at the first use: much of a run needs none."""
        return self._find_entries(self)

    @property
    def has_read_entries(self) -> bool:
        """Whether `entries` has been used."""
        return "entries" in self.__dict__

    @property
    def text(self) -> str:
        """The text that all spans count in."""
        return self.source.text

    def slice(self, span: Span) -> str:
        """Return the source of a span."""
        return self.source.text[span.start : span.end]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.own.start for section in self.sections]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def section_at(self, offset: int) -> Section:
        """Return the innermost section around an offset."""
        index = bisect_right(self._section_starts, offset)
        return self.sections[max(0, index - 1)]

    def block_at(self, offset: int) -> Block | None:
        """Return the paragraph, heading or cell around an offset, its end included."""
        index = bisect_right(self._block_starts, offset)
        if index == 0 or self.blocks[index - 1].span.end < offset:
            return None
        return self.blocks[index - 1]

    def line_span(self, offset: int) -> Span:
        """Return the line around an offset, without its line break."""
        return Span(*self.source.line_span(self.source.position(offset).line))

    def line_of(self, span: Span) -> int:
        """Return the number of the line that a span starts on."""
        return self.source.position(span.start).line

    def line_seen_from(self, here: Span, span: Span) -> str:
        """Return the line of a span for a message: `line 12`, with its section if that differs."""
        section = self.section_at(span.start)
        if section is self.section_at(here.start) or section.heading is None:
            return f"line {self.line_of(span)}"
        return f'line {self.line_of(span)} (section "{section.heading.text}")'

    def in_code(self, offset: int) -> bool:
        """Return whether an offset is in a block of code or in the front matter."""
        if self.front_matter and self.front_matter.contains(offset):
            return True
        return _in(self.code, offset)

    def in_html(self, offset: int) -> bool:
        """Return whether an offset is in a block of raw HTML."""
        return _in(self.html, offset)

    def is_new(self, offset: int) -> bool:
        """Return whether a change added the line of an offset: habits are learned from others."""
        return bool(self.new) and _in(self.new, offset)

    def lines(self) -> Iterator[tuple[int, Span]]:
        """Yield each line: its number from 1, and its span without the line break."""
        starts = self.source.line_starts
        for number, start in enumerate(starts, start=1):
            last = number == len(starts)
            yield number, Span(start, len(self.text) if last else starts[number] - 1)


def _in(spans: Sequence[Span], offset: int) -> bool:
    index = bisect_right(spans, offset, key=lambda span: span.start)
    return index > 0 and spans[index - 1].contains(offset)
