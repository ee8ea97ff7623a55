"""From block tokens to a `Document`: one walk over the tokens, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
import re
from typing import Any, Literal, NamedTuple

from markdown_it.common.utils import MD_TRIM_CHARS, normalizeReference
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from awesomecheck.document._collect import Collector
from awesomecheck.document._inline import (
    Placement,
    make_runs,
    place_cell,
    place_lines,
    visible_text,
)
from awesomecheck.document._markdown import Parser
from awesomecheck.document.contents import Layout, find_contents
from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import (
    Block,
    Definition,
    Footnote,
    Heading,
    ListItem,
    Row,
    Run,
    Section,
    Span,
    Table,
)
from awesomecheck.document.slug import Slugger, slugify
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document

_INTERESTING = re.compile(r"[\[<]|https?://|www\.", re.IGNORECASE)
"""Without any of these, inline content holds no link, no image and no HTML."""
_BLANKS = re.compile(r"[ \t]*")
_CELL_EDGE = re.compile(r"\\?\|")
_LABEL_END = re.compile(r"\]:[ \t]*(?:\n[ \t>]*)?")


def _find_entries(document: Document) -> tuple[Entry, ...]:
    # Many a check never asks for entries, and what finds them takes its time to load.
    from awesomecheck.document.entries import find_entries  # noqa: PLC0415

    return find_entries(document)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser()


def parse(source: Source) -> Document:
    """Read a text as GitHub would.

    Args:
        source: the text with its line breaks normalised.
    """
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(source.text, env)
    builder = _Builder(source, parser, env)
    builder.walk(tokens)
    return builder.finish()


class _RawHeading(NamedTuple):
    level: int
    text: str
    span: Span
    text_span: Span
    form: Literal["atx", "setext", "html"]
    top_level: bool


@dataclass(slots=True)
class _Builder:
    source: Source
    parser: Parser
    env: dict[str, Any]
    blocks: list[Block] = field(default_factory=list[Block])
    items: list[ListItem] = field(default_factory=list[ListItem])
    tables: list[Table] = field(default_factory=list[Table])
    headings: list[_RawHeading] = field(default_factory=list[_RawHeading])
    code: list[Span] = field(default_factory=list[Span])
    html: list[Span] = field(default_factory=list[Span])
    definitions: list[Definition] = field(default_factory=list[Definition])
    footnotes: list[Token] = field(default_factory=list[Token])
    front_matter: Span | None = None
    outermost: list[Span] = field(default_factory=list[Span])
    collector: Collector = field(init=False)
    _open_items: list[int] = field(default_factory=list[int])
    _lists: list[int] = field(default_factory=list[int])
    _list_count: int = 0
    _quotes: int = 0
    _footnotes: int = 0
    _heading: Token | None = None
    _cells: list[Span] = field(default_factory=list[Span])
    _column: int = 0
    _rows: list[Row] = field(default_factory=list[Row])

    def walk(self, tokens: Sequence[Token]) -> None:
        self.definitions = list(self._definitions(tokens))
        winners: dict[str, Definition] = {}
        for definition in self.definitions:
            winners.setdefault(definition.label, definition)
        self.collector = Collector(winners)
        starts = iter(self.env.get("item_starts", ()))
        for token in tokens:
            if token.level == 0 and token.nesting >= 0 and token.map:
                self.outermost.append(self._line_span(token))
            match token.type:
                case "inline":
                    self._inline(token)
                case "list_item_open":
                    self._open_item(token, next(starts))
                case "list_item_close":
                    self._open_items.pop()
                case "bullet_list_open" | "ordered_list_open":
                    self._list_count += 1
                    self._lists.append(self._list_count)
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "footnote_reference_open":
                    self._footnotes += 1
                    self.footnotes.append(token)
                case "footnote_reference_close":
                    self._footnotes -= 1
                case "heading_open":
                    self._heading = token
                case "heading_close":
                    self._heading = None
                case "tr_open":
                    self._open_row(token)
                case "table_open":
                    self._rows = []
                case "table_close":
                    self._close_table()
                case "html_block":
                    self._html_block(token)
                case "fence" | "code_block":
                    self.code.append(self._whole_lines(token))
                case "front_matter":
                    self.front_matter = self._line_span(token)
                case _:
                    pass

    def _whole_lines(self, token: Token) -> Span:
        first, last = token.map or [0, 0]
        return Span(self.source.line_starts[first], self.source.line_span(max(1, last))[1])

    def _line_span(self, token: Token) -> Span:
        first, last = token.map or [0, 0]
        starts = self.source.line_starts
        end = starts[last] if last < len(starts) else len(self.source.text)
        return Span(
            starts[first], len(self.source.text[starts[first] : end].rstrip()) + starts[first]
        )

    def _inline(self, token: Token) -> None:
        if "starts" not in token.meta:
            self._cell(token)
            return
        starts = token.meta["starts"]
        content = token.content
        heading = self._heading
        if heading is not None and heading.markup.startswith("#"):
            at = starts[0] + len(heading.markup)
            line_end = self.source.line_span((heading.map or [0])[0] + 1)[1]
            rest = self.source.text[at:line_end]
            placement = Placement((0,), (at + len(rest) - len(rest.lstrip(MD_TRIM_CHARS)),))
        else:
            placement = place_lines(content, starts, self.source.text)
        span = placement.span(0, len(content)) if content else Span(starts[0], starts[0])
        tokens = self._block("paragraph" if heading is None else "heading", token, placement, span)
        if heading is not None:
            self._markdown_heading(heading, tokens, span, starts[0])

    def _block(
        self,
        kind: Literal["paragraph", "heading", "cell"],
        token: Token,
        placement: Placement,
        span: Span,
    ) -> list[Token] | None:
        content = token.content
        tokens: list[Token] | None = None
        if kind == "heading" or _INTERESTING.search(content):
            tokens = self.parser.parse_inline(token, self.env)
            self.collector.inline(tokens, content, placement)
        parser, env = self.parser, self.env

        def runs() -> Sequence[Run]:
            inline = tokens if tokens is not None else parser.parse_inline(token, env)
            return make_runs(inline, placement)

        item = self._open_items[-1] if self._open_items else None
        self.blocks.append(Block(kind, span, item, runs))
        return tokens

    def _markdown_heading(
        self, heading: Token, tokens: list[Token] | None, span: Span, start: int
    ) -> None:
        text = visible_text([each for each in tokens or () if each.type != "image"])
        whole = self._line_span(heading)
        self.headings.append(
            _RawHeading(
                int(heading.tag[1]),
                text,
                Span(start, whole.end),
                span,
                "atx" if heading.markup.startswith("#") else "setext",
                not (self._open_items or self._quotes or self._footnotes),
            )
        )

    def _cell(self, token: Token) -> None:
        if self._column < len(self._cells):
            cell = self._cells[self._column]
            raw = self.source.text[cell.start : cell.end]
            self._block("cell", token, place_cell(raw, cell.start), cell)
        self._column += 1

    def _open_row(self, token: Token) -> None:
        start = int(token.meta["start"])
        end = self.source.line_span((token.map or [0])[0] + 1)[1]
        line = self.source.text[start:end]
        text = line.strip(MD_TRIM_CHARS)
        start += len(line) - len(line.lstrip(MD_TRIM_CHARS))
        self._cells = list(split_row(text, start))
        self._column = 0
        self._rows.append(Row(Span(start, start + len(text)), tuple(self._cells)))

    def _close_table(self) -> None:
        rows = tuple(self._rows)
        span = Span(rows[0].span.start, rows[-1].span.end)
        self.tables.append(Table(span, len(rows[0].cells), rows))
        self._cells = []

    def _open_item(self, token: Token, start: int) -> None:
        text = self.source.text
        first = (token.map or [0])[0]
        line_start = self.source.line_starts[first]
        ordered = bool(token.info)
        marker = token.info + token.markup if ordered else token.markup
        after = start + len(marker)
        before = text[line_start:start]
        blanks = _BLANKS.match(text, after)
        self.items.append(
            ListItem(
                span=Span(start, max(after, self._line_span(token).end)),
                marker=marker,
                ordered=ordered,
                indent=len(before.expandtabs(4) if "\t" in before else before),
                content=blanks.end() if blanks else after,
                depth=len(self._open_items),
                parent=self._open_items[-1] if self._open_items else None,
                list_id=self._lists[-1],
                task="checked" in token.meta,
                quoted=self._quotes > 0,
            )
        )
        self._open_items.append(len(self.items) - 1)

    def _html_block(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        content = token.content
        lines = content.split("\n")
        breaks: list[int] = []
        shifts: list[int] = []
        offset = 0
        for number, line in enumerate(lines[: last - first], start=first + 1):
            # What was stripped was stripped in front: the ends of a line agree.
            end = self.source.line_span(number)[1]
            breaks.append(offset)
            shifts.append(end - len(line) - offset)
            offset += len(line) + 1
        self.html.append(self._line_span(token))
        before = len(self.collector.headings)
        self.collector.html_block(content, Placement(tuple(breaks), tuple(shifts)))
        self._html_headings(before)

    def _html_headings(self, before: int) -> None:
        nested = bool(self._open_items or self._quotes or self._footnotes)
        for found in self.collector.headings[before:]:
            self.headings.append(
                _RawHeading(
                    found.level, found.text, found.span, found.text_span, "html", not nested
                )
            )

    def _definitions(self, tokens: Sequence[Token]) -> Sequence[Definition]:
        found: list[Definition] = []
        seen: set[str] = set()
        for token in tokens:
            if token.type == "definition":
                written = str(token.meta["label"])
                label = normalizeReference(written)
                span = self._line_span(token)
                opening = self.source.text.find(f"[{written}]:", span.start, span.end)
                if opening >= 0:  # it is not where a label goes over several lines of a quote
                    span = Span(opening, span.end)
                url_span = self._definition_url(span, len(written) if opening >= 0 else None)
                found.append(
                    Definition(label, str(token.meta["url"]), span, url_span, False, label in seen)
                )
                seen.add(label)
        return found

    def _definition_url(self, span: Span, label: int | None) -> Span:
        text = self.source.text
        match = _LABEL_END.match(text, span.start + 1 + label) if label is not None else None
        if match is None:
            return span
        start = match.end()
        end = parseLinkDestination(text, start, span.end).pos
        if text.startswith("<", start):
            return Span(start + 1, max(start + 1, end - 1))
        return Span(start, max(start, end))

    def _footnote(self, token: Token) -> Footnote:
        label = str(token.meta["label"])
        lines = self._line_span(token)
        start = self.source.text.index(f"[^{label}]:", lines.start)
        return Footnote(
            label, Span(start, lines.end), self.env["footnotes"]["refs"][f":{label}"] >= 0
        )

    def finish(self) -> Document:
        used = self.collector.used_labels
        definitions = tuple(
            Definition(
                each.label,
                each.url,
                each.span,
                each.url_span,
                each.label in used and not each.overridden,
                each.overridden,
            )
            for each in self.definitions
        )
        headings = _anchored(self.headings)
        sections = _sections(headings, len(self.source.text))
        links = tuple(sorted(self.collector.links, key=lambda link: link.span.start))
        layout = Layout(self.source.text, self.blocks, self.items, self.tables, self.html)
        contents = find_contents(layout, links, sections)
        return Document(
            source=self.source,
            headings=headings,
            sections=sections,
            links=links,
            anchors=tuple(self.collector.anchors),
            definitions=definitions,
            footnotes=tuple(map(self._footnote, self.footnotes)),
            comments=tuple(self.collector.comments),
            blocks=tuple(self.blocks),
            items=tuple(self.items),
            tables=tuple(self.tables),
            contents=contents,
            code=tuple(self.code),
            html=tuple(self.html),
            front_matter=self.front_matter,
            outermost=tuple(self.outermost),
            _find_entries=_find_entries,
        )


def split_row(text: str, start: int) -> Sequence[Span]:
    """The cells of a table row's source, blanks around them left out, as GFM splits them."""
    edges = [match.start() for match in _CELL_EDGE.finditer(text) if match.group() == "|"]
    bounds: list[tuple[int, int]] = []
    left = 0
    for edge in [*edges, len(text)]:
        bounds.append((left, edge))
        left = edge + 1
    if bounds and bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    return [_stripped(text, left, right, start) for left, right in bounds]


def _stripped(text: str, left: int, right: int, offset: int) -> Span:
    cell = text[left:right]
    lead = len(cell) - len(cell.lstrip(MD_TRIM_CHARS))
    if lead == len(cell):
        return Span(offset + left, offset + left)
    return Span(offset + left + lead, offset + left + len(cell.rstrip(MD_TRIM_CHARS)))


def _anchored(raw: Sequence[_RawHeading]) -> tuple[Heading, ...]:
    slugger = Slugger()
    found: list[Heading] = []
    for each in sorted(raw, key=lambda heading: heading.span.start):
        slug = slugify(each.text)
        found.append(
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
    return tuple(found)


def _sections(headings: Sequence[Heading], length: int) -> tuple[Section, ...]:
    tops = [heading for heading in headings if heading.top_level]
    starts = [heading.span.start for heading in tops]
    own_ends = [*starts, length]
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
