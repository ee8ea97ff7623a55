"""The nouns of an entry: one resource of a list, its fields and its links, each with its place.

All are frozen; every `Span` counts characters of `Source.text`. How entries are found is the
business of `awesomecheck.document.entries`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from awesomecheck.document.venues import Venue, find_venue
from awesomecheck.regexes import regex

if TYPE_CHECKING:
    from awesomecheck.document.nodes import Block, Link, Piece, Section, Span

_YEAR_HEADING = regex(
    r"\W{0,9}(?:[^\W\d]+\W{1,3}){0,3}((?:19|20)\d\d)年?(?:\W{1,3}(?:papers?|\d+)){0,3}\W{0,9}",
    re.IGNORECASE,
)
"""A heading that is a year, with at most three words before it."""

EntryForm = Literal["nested", "bullet", "numbered", "row", "paragraph", "heading", "html"]
"""How an entry is laid out.

- `nested`: a list item, numbered or not, with fields in items or paragraphs below its first line;
- `bullet`: a bullet whose fields are all in its own paragraph, hard breaks included;
- `numbered`: the same in a numbered list;
- `row`: a row of a table, fields by column;
- `paragraph`: a paragraph, with the list of its fields below it if there is one;
- `heading`: a heading with what is below it;
- `html`: a row or an item in raw HTML.
"""

Role = Literal[
    "paper",
    "code",
    "project",
    "dataset",
    "model",
    "demo",
    "video",
    "slides",
    "poster",
    "blog",
    "supplementary",
    "documentation",
    "bibtex",
    "review",
    "badge",
    "mention",
    "other",
]
"""What a link of an entry offers its reader.

`project` is the resource's own page, and so the link of a described entry whose host says no
more. `badge` is an image that only decorates, `mention` a link in the prose of a description,
`other` a labelled link whose label says something else.
"""


class Field(Struct, frozen=True):
    """A field as a reader reads it, and its position."""

    text: str
    """Mark-up left out, whitespace folded to single spaces."""
    span: Span
    """The source of the text without what sets it off: no brackets, emphasis or final period."""


class EntryLink(Struct, frozen=True):
    """A link of an entry, and the part that it plays there."""

    role: Role
    """By the label where that says something, else by the host, else by its place."""
    link: Link
    label: Field | None
    """The text that is the link's own, such as `code`; none where a field is the label: a name,
    a title, or a venue with its year. A badge's label is its alternative text."""
    label_role: Role | None
    """What the label alone says; a venue as the label says `paper`."""
    host_role: Role | None
    """What the host alone says: `paper` for arXiv, `code` for a GitHub repository."""


class Entry(Struct, frozen=True):
    """One resource of a list. A field that is not there is None, or empty."""

    form: EntryForm
    span: Span
    """The whole item, row, paragraph, section or element: from its marker to its last character,
    nested lines included."""
    section: Section
    """The innermost section around it; `section.path` names all above."""
    blocks: tuple[Block, ...]
    """The paragraphs or cells that it is made of, in order; none in raw HTML."""
    item: int | None
    """Index in `Document.items` of its list item; none in all but lists."""
    row: tuple[int, int] | None
    """Index in `Document.tables`, and in that table's `rows`."""
    name: Field | None
    """A short name: `MAE`; in a described entry the name of what it links to."""
    title: Field | None
    """The title of a paper. A described entry has a name and no title."""
    authors: tuple[Field, ...]
    """Each author as written; `et al.` is none."""
    author_list: Span | None
    """The whole stretch of the authors, separators, `and` and `et al.` included."""
    description: Field | None
    venue: Field | None
    """A conference, a journal or arXiv, as written, without its year."""
    year: Field | None
    """The digits as written: `2022` or `22`."""
    month: int | None
    """From 1 to 12, where the date of the year states it: `2023/05`, `May 2023`, `20230517`."""
    links: tuple[EntryLink, ...]
    """In the order of the text. An image inside a link is no link of its own."""

    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        """The inline content of each of `blocks`, made anew at each call."""
        return tuple(block.pieces() for block in self.blocks)

    @property
    def is_paper(self) -> bool:
        """Whether it is read as a paper: it has authors or a venue, or a title alone.

        What has a title and a description is an article, unless it leads to a paper.
        """
        if self.venue is not None or self.authors:
            return True
        return self.title is not None and (
            self.description is None or self.link("paper") is not None
        )

    @property
    def et_al(self) -> bool:
        """Whether the list of authors is left open: `et al.`, `and others`."""
        if self.author_list is None or not self.authors:
            return False
        return self.author_list.end - self.authors[-1].span.end > 2

    @property
    def heading(self) -> Field | None:
        """What a reader would call it by: its name, else its title."""
        return self.name or self.title

    @property
    def section_year(self) -> int | None:
        """The year that the innermost heading with one states: `2023`, `Papers of 2023`.

        None where the entry states its own year. `published` is never taken from headings.
        """
        if self.year is not None:
            return None
        found = (_YEAR_HEADING.fullmatch(title) for title in reversed(self.section.path))
        return next((int(match[1]) for match in found if match), None)

    @property
    def known_venue(self) -> Venue | None:
        """The venue that it names, if it is a known one."""
        return find_venue(self.venue.text) if self.venue else None

    @property
    def published(self) -> int | None:
        """The year as a number: two digits are taken as 1970 to 2069."""
        if self.year is None:
            return None
        number = int(self.year.text)
        if number >= 100:
            return number
        return number + (2000 if number < 70 else 1900)

    @property
    def layout(self) -> tuple[str, ...]:
        """The names of its fields, in the order of the text."""
        fields = {
            "name": self.name,
            "title": self.title,
            "authors": self.authors[0] if self.authors else None,
            "venue": self.venue,
            "year": self.year,
            "description": self.description,
        }
        starts = {name: field.span.start for name, field in fields.items() if field is not None}
        return tuple(sorted(starts, key=starts.__getitem__))

    def link(self, role: Role) -> EntryLink | None:
        """Return the first link of a role."""
        return next((each for each in self.links if each.role == role), None)
