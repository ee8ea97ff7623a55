"""The top of a list: its title, and what comes before its first section."""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck import Block, Document, Heading, Link, Span

BADGE_URL = "https://awesome.re/badge.svg"
LIST_URL = "https://awesome.re"

_BADGE_IMAGE = re.compile(r"//awesome\.re/badge|/sindresorhus/awesome[/@]\S*/badge", re.IGNORECASE)
_AWESOME = re.compile(r"\bawesome\b", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:table of )?contents?|toc|index|目录|目次|目錄|索引|índice|sommaire|inhalt"
)
_CONTRIBUTING = re.compile(
    r"(?:how to )?contribut(?:e|ing|ions?)(?: guide(?:line)?s?)?|contribut(?:e|ing) to .*"
)
_FOOTNOTES = frozenset(("footnotes", "footnote"))
_MARKS = re.compile(r"<!--.*?-->|:[a-z0-9_+-]+:|[^\w\s&/'’.()-]|_|\ufe0f", re.DOTALL)
_HTML = re.compile(r"<!--.*?-->|<(?:h\d)\b.*?</h\d>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDLESS_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces between words."""
_CHARACTERS_A_WORD = 2
_FEWEST_WORDS = 2


class Top(NamedTuple):
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


def is_badge(link: Link) -> bool:
    """Return whether an image is the awesome badge, under any of its URLs so far."""
    return link.image and _BADGE_IMAGE.search(link.url) is not None


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


def prose_in(document: Document, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield the paragraphs with sentences in a part of a list, apart from lists and headings."""
    for block in document.blocks:
        if block.span.start >= span.end:
            break
        if block.kind == "paragraph" and block.item is None and block.span.start >= span.start:
            text = _prose(block)
            if text:
                yield block.span, text
    for html in document.html:
        if span.start <= html.start < span.end:
            text = " ".join(_HTML.sub(" ", document.slice(html)).split())
            if _count(text) >= _FEWEST_WORDS:
                yield html, text


def _prose(block: Block) -> str:
    """Return the words of a paragraph; empty where they are only links, or too few."""
    depth = outside = 0
    parts: list[str] = []
    for kind, text, _, _ in block.runs():
        if kind == "link_open":
            depth += 1
        elif kind == "link_close":
            depth -= 1
        elif kind in ("text", "code", "break"):
            parts.append(text)
            outside += 0 if depth else _count(text)
    whole = " ".join("".join(parts).split())
    is_prose = outside >= 1 and (_count(whole) >= _FEWEST_WORDS or whole.endswith("."))
    return whole if is_prose and not _CONTENTS.fullmatch(_words(whole)) else ""


def _count(text: str) -> int:
    """Return about how many words a text has."""
    wordless = len(_WORDLESS_SCRIPT.findall(text))
    return len(_WORD.findall(text)) + wordless // _CHARACTERS_A_WORD
