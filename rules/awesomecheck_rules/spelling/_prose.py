"""Find the prose of a list: its headings, and the titles and descriptions of its entries."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from awesomecheck import Document, Entry, Field, Heading, Span, regex

_TOKEN = regex(r"\S+")
_NO_WORD = regex(r"[@#/\\<>{}=_|$~^\d]|\w[.:](?!js\b|JS\b)\w|www\.|^\W*[.-]\w")
"""What an address, a handle, code, a path or a formula has, and a word has not."""


_TITLE_SPACES = 2


class Passage(Struct, frozen=True):
    """A heading, a title or a description."""

    place: Literal["heading", "title", "description"]
    span: Span
    heading: Heading | None = None


class Prose:
    """The passages of a document, and the words in them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        found = [
            Passage("heading", heading.text_span, heading)
            for heading in document.headings
            if heading.form != "html"
        ]
        for entry in document.entries:
            if entry.blocks and entry.form != "heading":
                found += _fields(entry)
        self.passages = sorted(found, key=lambda each: each.span.start)

    def at(self, offset: int) -> Passage | None:
        """Return the passage around an offset."""
        index = bisect_right(self.passages, offset, key=lambda each: each.span.start) - 1
        passage = self.passages[index] if index >= 0 else None
        return passage if passage and passage.span.contains(offset) else None

    def tokens(self, passage: Passage) -> Iterator[Span]:
        """Yield what spaces separate in the plain text of a passage, unless it is no word.

        Code, addresses, handles and raw HTML are left out.
        """
        for start, end in self._texts(passage.span):
            for token in _TOKEN.finditer(self._document.text, start, end):
                if not _NO_WORD.search(token.group()):
                    yield Span(*token.span())

    def _texts(self, span: Span) -> Iterator[tuple[int, int]]:
        """Yield the parts of a stretch that are plain text."""
        blocks = self._document.blocks
        at = max(0, bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1)
        while at < len(blocks) and blocks[at].span.start < span.end:
            for kind, _, start, end in blocks[at].runs():
                if kind == "text" and start < span.end and end > span.start:
                    yield max(start, span.start), min(end, span.end)
            at += 1


def title_of(entry: Entry) -> Field | None:
    """Return the title of an entry, or its name if that is a title: `A Guide to Salad`."""
    name = entry.name
    return name if entry.title is None and name is not None and is_title(name) else entry.title


def is_title(name: Field) -> bool:
    """Return whether the name of an entry has so many words that it is a title."""
    return name.text.count(" ") >= _TITLE_SPACES


def distinct_words(text: str) -> str:
    """Return what spaces separate in a text, each once and a line each, but for addresses.

    That is much less than the text: what is not in it is nowhere in the prose.
    """
    plain: list[str] = []
    for token in set(text.replace("</", " ").replace("/>", " ").split()):
        if "/" not in token:
            plain.append(token)
        elif "](" in token:
            head, _, rest = token.partition("](")
            tail = rest[rest.rfind(")") + 1 :]
            if "/" not in head:
                plain.append(head)
            if tail and "/" not in tail:
                plain.append(tail)
    return "\n".join(plain)


def places(text: str, word: str) -> Iterator[Span]:
    """Yield where a word is, and no letter or digit around it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield Span(start, end)
        start = text.find(word, end)


def _fields(entry: Entry) -> Iterator[Passage]:
    title = title_of(entry)
    if title is not None:
        yield Passage("title", title.span)
    if entry.description is not None:
        yield Passage("description", entry.description.span)
