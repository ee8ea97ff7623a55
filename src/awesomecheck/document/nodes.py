"""The nouns of a document, shared by everything that reads one.

All are frozen. Every `Span` counts characters of `Source.text`; sequences are in document order.
But for spans, each is equal to itself alone: two links with the same words are two links.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from awesomecheck.document.target import Target, TargetKind


class Span(Struct, frozen=True):
    """A half-open stretch of the text."""

    start: int
    end: int

    def contains(self, offset: int) -> bool:
        """Return whether an offset is inside."""
        return self.start <= offset < self.end


LinkForm = Literal["inline", "reference", "autolink", "bare", "html"]


class Link(Struct, frozen=True, eq=False):
    """A link or an image, wherever Markdown or raw HTML puts one."""

    text: str
    """What a reader sees: the label's text, or the image's alternative text."""
    url: str
    """The destination with escapes and entities resolved, not percent-encoded."""
    span: Span
    """The whole construct, from its first bracket (or `<`) to its last."""
    url_span: Span
    """The destination as written; for a reference it is in the definition."""
    form: LinkForm
    image: bool
    target: Target
    label: str | None = None
    """The label of the definition that a reference uses, normalised."""

    @property
    def kind(self) -> TargetKind:
        """What the URL leads to."""
        return self.target.kind

    @property
    def address_span(self) -> Span:
        """The destination, or the whole link where that is in a definition."""
        return self.span if self.form == "reference" else self.url_span


class Heading(Struct, frozen=True, eq=False):
    """A heading, in Markdown or in raw HTML."""

    level: int
    text: str
    anchor: str
    """The fragment that GitHub gives it, made unique within the document."""
    slug: str
    """The fragment before it was made unique."""
    span: Span
    text_span: Span
    form: Literal["atx", "setext", "html"]
    top_level: bool
    """False inside a list item, a block quote or a footnote."""


class Section(Struct, frozen=True, eq=False):
    """A heading and all below it; the first has no heading and spans everything."""

    heading: Heading | None
    parent: Section | None
    span: Span
    """From the heading to the next one of the same or a higher rank."""
    own: Span
    """The part of `span` before the first subsection."""

    @property
    def title(self) -> str:
        """The text of its heading; empty for the first section."""
        return self.heading.text if self.heading else ""

    @property
    def path(self) -> tuple[str, ...]:
        """Heading texts from the outermost section to this one."""
        above = self.parent.path if self.parent else ()
        return (*above, self.heading.text) if self.heading else above


class Anchor(Struct, frozen=True, eq=False):
    """A place that `id` or `name` of an HTML tag marks."""

    name: str
    span: Span


class Definition(Struct, frozen=True, eq=False):
    """A link reference definition: `[label]: url`."""

    label: str
    """Normalised as CommonMark compares labels."""
    url: str
    span: Span
    """From its first bracket to the end of its last line."""
    url_span: Span
    used: bool
    overridden: bool
    """Whether an earlier definition of the same label wins."""


class Footnote(Struct, frozen=True, eq=False):
    """The text of a footnote: `[^label]: text`."""

    label: str
    span: Span
    """From its first bracket to the end of the last line with content."""
    used: bool
    """Whether a `[^label]` refers to it; GitHub leaves out one that none does."""


class Comment(Struct, frozen=True, eq=False):
    """An HTML comment; `text` is what is between its marks."""

    text: str
    span: Span


PieceKind = Literal[
    "text",
    "code",
    "html",
    "break",
    "footnote",
    "image",
    "link_open",
    "link_close",
    "strong_open",
    "strong_close",
    "em_open",
    "em_close",
    "s_open",
    "s_close",
]


class Piece(Struct, frozen=True, eq=False):
    """One step through inline content: a run of text, or the start or end of a mark-up.

    `text` is what a reader sees of it (an image's alternative text, a tag's source); the source
    of a piece is the text at its span, and the spans of a block's pieces follow without a gap.
    """

    kind: PieceKind
    text: str
    span: Span


Run = tuple[PieceKind, str, int, int]
"""A piece's kind and text, and the start and end of its span."""


class Block(Struct, frozen=True, eq=False):
    """A block with inline content: a paragraph, a heading or a table cell."""

    kind: Literal["paragraph", "heading", "cell"]
    span: Span
    item: int | None
    """Index in `Document.items` of the innermost list item around it."""
    _runs: Callable[[], Sequence[Run]]

    def pieces(self) -> tuple[Piece, ...]:
        """Return its inline content in order, made anew at each call."""
        return tuple(
            [Piece(kind, text, Span(start, end)) for kind, text, start, end in self._runs()]
        )

    def runs(self) -> Sequence[Run]:
        """Return the same as plain tuples, for code that reads every block of a list."""
        return self._runs()


class ListItem(Struct, frozen=True, eq=False):
    """A list item with all that is nested in it."""

    span: Span
    """From the marker to the end of the last line with content."""
    marker: str
    """`-`, `*` or `+`, or the digits with their `.` or `)`."""
    ordered: bool
    indent: int
    """Columns before the marker on its line, tabs expanded, block quote marks included."""
    content: int
    """Offset of the first character after the marker and its spaces."""
    depth: int
    """Number of list items around it."""
    parent: int | None
    """Index in `Document.items` of the item around it."""
    list_id: int
    """Items of one list share it."""
    task: bool
    quoted: bool
    """Whether a block quote is around it."""


class Row(Struct, frozen=True, eq=False):
    """A table row with the spans of all cells that its line has, beyond the header's count too."""

    span: Span
    cells: tuple[Span, ...]


class Table(Struct, frozen=True, eq=False):
    """A GFM table; `rows[0]` is the header, the delimiter row is left out."""

    span: Span
    columns: int
    rows: tuple[Row, ...]


class ContentsItem(Struct, frozen=True, eq=False):
    """A line (or cell) of a table of contents."""

    link: Link
    depth: int
    span: Span
    item: int | None
    """Index in `Document.items`; none in a table and in raw HTML."""


class Contents(Struct, frozen=True, eq=False):
    """A table of contents: a list or table of in-page links, whatever is above it."""

    span: Span
    items: tuple[ContentsItem, ...]
    form: Literal["list", "table", "html"]
    section: Section
    """The section that it is in."""
