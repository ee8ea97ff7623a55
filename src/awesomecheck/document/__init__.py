"""Text to `Document`: positions, sections, links, items, tables of contents."""

from awesomecheck.document.entry import Entry, EntryForm, EntryLink, Field, Role
from awesomecheck.document.kind import is_awesome_badge
from awesomecheck.document.nodes import (
    Anchor,
    Block,
    Comment,
    Contents,
    ContentsItem,
    Definition,
    Footnote,
    Heading,
    Link,
    LinkForm,
    ListItem,
    Piece,
    PieceKind,
    Row,
    Section,
    Span,
    Table,
)
from awesomecheck.document.parsed_text import parse
from awesomecheck.document.prose import prose_in
from awesomecheck.document.slug import slugify
from awesomecheck.document.source import Position, Source
from awesomecheck.document.target import Target, TargetKind, classify
from awesomecheck.document.tree import Document

__all__ = [
    "Anchor",
    "Block",
    "Comment",
    "Contents",
    "ContentsItem",
    "Definition",
    "Document",
    "Entry",
    "EntryForm",
    "EntryLink",
    "Field",
    "Footnote",
    "Heading",
    "Link",
    "LinkForm",
    "ListItem",
    "Piece",
    "PieceKind",
    "Position",
    "Role",
    "Row",
    "Section",
    "Source",
    "Span",
    "Table",
    "Target",
    "TargetKind",
    "classify",
    "is_awesome_badge",
    "parse",
    "prose_in",
    "slugify",
]
