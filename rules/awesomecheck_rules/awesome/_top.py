"""The top of a list: its title, and what comes before its first section."""

from collections.abc import Iterator, Sequence
import re

from msgspec import Struct

from awesomecheck import Document, Heading, Link, Span, prose_in, regex

BADGE_URL = "https://awesome.re/badge.svg"
LIST_URL = "https://awesome.re"

_AWESOME = regex(r"\bawesome\b", re.IGNORECASE)
_CONTENTS = regex(r"(?:table of )?contents?|toc|index|目录|目次|目錄|索引|índice|sommaire|inhalt")
_CONTRIBUTING = regex(
    r"(?:how to )?contribut(?:e|ing|ions?)(?: guide(?:line)?s?)?|contribut(?:e|ing) to .*"
)
_FOOTNOTES = frozenset(("footnotes", "footnote"))
_MARKS = regex(r"<!--.*?-->|:[a-z0-9_+-]+:|[^\w\s&/'’.()-]|_|\ufe0f", re.DOTALL)


class Top(Struct, frozen=True):
    """The top of a list."""

    title: Heading | None
    """None where it is an image or a text of another kind."""
    span: Span
    """All before the first section."""

    @property
    def place(self) -> Span:
        """The title, or the start of the text: where what is missing is reported."""
        return self.title.text_span if self.title else Span(0, 0)


def top_of(document: Document) -> Top:
    """Return the top of a list."""
    headings = [each for each in document.headings if each.top_level]
    title = _title(document, headings)
    sections = (each for each in headings if each is not title and each.text)
    first = next(sections, None)
    return Top(title, Span(0, first.span.start if first else len(document.text)))


def _title(document: Document, headings: Sequence[Heading]) -> Heading | None:
    """Return the first heading of level 1 with a text, else one that only has an image.

    A heading below the contents is a section, and the name of an awesome list is the title,
    whatever its level.
    """
    contents = document.contents[0].span.start if document.contents else len(document.text)
    title: Heading | None = None
    for heading in headings:
        if is_contents(heading) or heading.span.start > contents:
            break
        if heading.level == 1 and not heading.text:
            title = title or heading
            continue
        if heading.level == 1 or (title is None and _AWESOME.search(heading.text)):
            return heading
        break
    return title


def is_contents(heading: Heading) -> bool:
    """Return whether a heading is that of a table of contents."""
    return _CONTENTS.fullmatch(bare_name(heading)) is not None


def bare_name(heading: Heading) -> str:
    """Return the words of a heading in lower case, without emoji and other marks."""
    return _words(heading.text)


def is_contributing(heading: Heading) -> bool:
    """Return whether a heading is that of the notes for contributors."""
    return _CONTRIBUTING.fullmatch(bare_name(heading)) is not None


def unlisted(name: str) -> bool:
    """Return whether contents do not list a section of this name."""
    words = _words(name)
    return words in _FOOTNOTES or _CONTRIBUTING.fullmatch(words) is not None


def _words(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).casefold().split())


def images_in(document: Document, span: Span) -> Iterator[tuple[Link, Link | None]]:
    """Yield the images in a part of a list, each with the link around it."""
    around: Link | None = None
    for link in document.links:
        if link.span.start >= span.end:
            return
        if not link.image:
            around = link
        elif link.span.start >= span.start:
            is_inside = around is not None and link.span.end <= around.span.end
            yield link, around if is_inside else None


def prose_above(document: Document, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield the paragraphs with sentences in a part of a list; not the name of its contents."""
    for place, text in prose_in(document, span):
        if not _CONTENTS.fullmatch(_words(text)):
            yield place, text
