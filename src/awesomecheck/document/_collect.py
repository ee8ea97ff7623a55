"""Collect links, anchors, comments and HTML headings while a document is read in order."""

from collections.abc import Callable, Sequence
from functools import partial
from html import unescape

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token
from msgspec import Struct, field

from awesomecheck.document._html import Markup, scan
from awesomecheck.document._positions import Placement, destination_span
from awesomecheck.document._sections import FoundHeading
from awesomecheck.document.nodes import Anchor, Comment, Definition, Link, LinkForm, Span
from awesomecheck.document.target import classify
from awesomecheck.regexes import regex

_HEADING_TAG = regex(r"h[1-6]")
_SOURCE = regex(r"(?P<url>[^\s,](?:\S*[^\s,])?)(?:\s+[^,]*)?(?:,|$)")


class _OpenTag(Struct, frozen=True):
    """An `<a href>` or `<h2>` whose end has not been seen yet."""

    start: int
    end: int
    text_from: int
    level: int = 0
    url: str = ""
    url_span: Span = Span(0, 0)


class Collector(Struct):
    """Take inline tokens and HTML in document order; what they hold is in the lists."""

    definitions: dict[str, Definition]
    links: list[Link] = field(default_factory=list[Link])
    anchors: list[Anchor] = field(default_factory=list[Anchor])
    comments: list[Comment] = field(default_factory=list[Comment])
    headings: list[FoundHeading] = field(default_factory=list[FoundHeading])
    used_labels: set[str] = field(default_factory=set[str])
    details: list[int] = field(default_factory=list[int])
    """Offsets of `<details>` that are still open."""
    _seen: list[str] = field(default_factory=list[str])
    """What a reader sees, in pieces, as far back as something open may need it."""
    _images: set[int] = field(default_factory=set[int])
    """Indices in `_seen` of alternative texts, which are no part of a heading's anchor."""
    _link: _OpenTag | None = None
    _heading: _OpenTag | None = None

    def inline(self, tokens: Sequence[Token], content: str, placement: Placement) -> None:
        """Take the inline tokens of one block."""
        opened: list[tuple[Token, int]] = []
        for token in tokens:
            kind = token.type
            if kind in ("text", "code_inline", "text_special"):
                self._seen.append(token.content)
            elif kind == "link_open":
                opened.append((token, len(self._seen)))
            elif kind == "link_close":
                opening, text_from = opened.pop()
                text = "".join(self._seen[text_from:])
                self._markdown_link(opening, token, text, content, placement)
            elif kind == "image":
                self._image(token, content, placement)
            elif kind == "html_inline":
                start = (token.map or (0, 0))[0]
                self._html(token.content, partial(_from, placement, start))
            elif kind in ("softbreak", "hardbreak"):
                self._seen.append("\n")
        self._end_block()

    def html_block(self, html: str, place: Callable[[int], int]) -> None:
        """Take a block of raw HTML; `place` maps its offsets to those of the text."""
        self._html(html, place, with_text=True)
        self._end_block()

    def _html(self, html: str, place: Callable[[int], int], *, with_text: bool = False) -> None:
        shown = 0
        for markup in scan(html):
            if with_text and markup.start > shown:
                self._seen.append(unescape(html[shown : markup.start]))
            shown = markup.end
            self._markup(markup, place)
        if with_text:
            self._seen.append(unescape(html[shown:]))

    def _end_block(self) -> None:
        if self._link is not None:
            self._close_link(self._link.end)
        if self._heading is None:
            self._seen.clear()
            self._images.clear()

    def _markdown_link(
        self, opening: Token, closing: Token, text: str, content: str, placement: Placement
    ) -> None:
        start, inner = opening.map or (0, 0)
        label_end, end = closing.map or (0, 0)
        span = placement.span(start, end)
        form: LinkForm = "inline"
        label: str | None = None
        if opening.markup:
            form = "autolink" if opening.markup == "autolink" else "bare"
            url_span = placement.span(inner, label_end)
        else:
            place = (
                destination_span(content, label_end, end) if "label" not in opening.meta else None
            )
            if place is not None:
                url_span = placement.span(*place)
            else:
                form, label, url_span = "reference", *self._definition(opening, span)
        self._add(text, str(opening.attrs["href"]), span, url_span, form, label=label)

    def _image(self, token: Token, content: str, placement: Placement) -> None:
        start, end = token.map or (0, 0)
        span = placement.span(start, end)
        alternative = _plain(token.children or ())
        self._images.add(len(self._seen))
        self._seen.append(alternative)
        label_end = start + 2 + len(token.content)
        place = destination_span(content, label_end, end) if "label" not in token.meta else None
        form: LinkForm = "inline"
        label: str | None = None
        if place is not None:
            url_span = placement.span(*place)
        else:
            form, label, url_span = "reference", *self._definition(token, span)
        url = str(token.attrs["src"])
        self._add(alternative, url, span, url_span, form, image=True, label=label)

    def _definition(self, token: Token, fallback: Span) -> tuple[str, Span]:
        label = normalizeReference(str(token.meta.get("label", "")))
        self.used_labels.add(label)
        definition = self.definitions.get(label)
        return label, definition.url_span if definition else fallback

    def _add(
        self,
        text: str,
        url: str,
        span: Span,
        url_span: Span,
        form: LinkForm,
        *,
        image: bool = False,
        label: str | None = None,
    ) -> None:
        shown = text.replace("\n", " ")
        self.links.append(Link(shown, url, span, url_span, form, image, classify(url), label))

    def _markup(self, markup: Markup, place: Callable[[int], int]) -> None:
        start, end = place(markup.start), place(markup.end - 1) + 1
        name = markup.name
        if not name:
            self.comments.append(Comment(markup.comment, Span(start, end)))
            return
        if name == "details":
            if not markup.closing:
                self.details.append(start)
            elif self.details:
                self.details.pop()
        for key in ("id", "name"):
            attribute = markup.attributes.get(key)
            if attribute is not None and attribute.value:
                self.anchors.append(Anchor(attribute.value, Span(start, end)))
        if name == "a":
            self._anchor_tag(markup, start, end, place)
        elif name == "img":
            self._image_tag(markup, start, end, place)
        elif name == "source":
            self._sources(markup, start, end, place)
        elif name == "br":
            self._seen.append("\n")
        elif _HEADING_TAG.fullmatch(name):
            self._heading_tag(markup, start, end)

    def _anchor_tag(
        self, markup: Markup, start: int, end: int, place: Callable[[int], int]
    ) -> None:
        if self._link is not None:
            self._close_link(end if markup.closing else self._link.end)
        target = markup.attributes.get("href")
        if target is not None and not markup.closing:
            url_span = _attribute_span(target.start, target.end, place)
            self._link = _OpenTag(
                start, end, len(self._seen), url=target.value.strip(), url_span=url_span
            )

    def _close_link(self, end: int) -> None:
        opened, self._link = self._link, None
        if opened is not None:
            text = " ".join("".join(self._seen[opened.text_from :]).split())
            span = Span(opened.start, end)
            self._add(text, opened.url, span, opened.url_span, "html")

    def _image_tag(
        self, markup: Markup, start: int, end: int, place: Callable[[int], int]
    ) -> None:
        alternative = markup.attributes.get("alt")
        text = alternative.value if alternative else ""
        self._images.add(len(self._seen))
        self._seen.append(text)
        source = markup.attributes.get("src")
        if source is not None:
            url_span = _attribute_span(source.start, source.end, place)
            self._add(text, source.value.strip(), Span(start, end), url_span, "html", image=True)

    def _sources(self, markup: Markup, start: int, end: int, place: Callable[[int], int]) -> None:
        """Take the images of a `<picture>` for other screens: `srcset="a.png, b.png 2x"`."""
        sources = markup.attributes.get("srcset")
        if sources is None:
            return
        exact = len(sources.value) == sources.end - sources.start
        for match in _SOURCE.finditer(sources.value):
            at = sources.start + match.start("url") if exact else sources.start
            until = sources.start + match.end("url") if exact else sources.end
            url_span = _attribute_span(at, until, place)
            self._add("", match["url"], Span(start, end), url_span, "html", image=True)

    def _heading_tag(self, markup: Markup, start: int, end: int) -> None:
        if not markup.closing:
            self._heading = _OpenTag(start, end, len(self._seen), level=int(markup.name[1]))
            return
        opened, self._heading = self._heading, None
        if opened is not None:
            seen = enumerate(self._seen[opened.text_from :], start=opened.text_from)
            text = "".join(part for index, part in seen if index not in self._images)
            inner = Span(opened.end, max(opened.end, start))
            span = Span(opened.start, end)
            self.headings.append(FoundHeading(opened.level, text, span, inner, "html", True))


def _from(placement: Placement, start: int, offset: int) -> int:
    return placement.at(start + offset)


def _attribute_span(start: int, end: int, place: Callable[[int], int]) -> Span:
    return (
        Span(place(start), place(end - 1) + 1) if end > start else Span(place(start), place(start))
    )


def _plain(tokens: Sequence[Token]) -> str:
    """Return the alternative text of an image: its label without mark-up."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_plain(token.children or ()))
    return "".join(parts)
