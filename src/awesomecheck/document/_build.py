"""Build a `Document` from block tokens: one walk over them, in order."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, Literal

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token
from msgspec.structs import replace

from awesomecheck.document._collect import Collector
from awesomecheck.document._definitions import find_definitions, make_footnote, mark_used
from awesomecheck.document._markdown import Parser
from awesomecheck.document._positions import (
    Placement,
    block_span,
    make_runs,
    place_cell,
    place_html,
    place_lines,
    split_row,
    stripped,
    visible_text,
)
from awesomecheck.document._sections import FoundHeading, make_sections, number_headings
from awesomecheck.document.contents import find_contents
from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Block, Definition, ListItem, Row, Span, Table
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_SPACES = regex(r"[ \t]*")


def _find_entries(document: Document) -> tuple[Entry, ...]:
    # Many runs never ask for entries, and the module that finds them takes time to load.
    from awesomecheck.document.entries._find import find_entries  # noqa: PLC0415

    return find_entries(document)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser()


def parse(source: Source) -> Document:
    """Return the document of a text; use the function of the package, which loads this one."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(source.text, env)
    builder = _Builder(source, parser, env, find_definitions(tokens, source))
    builder.walk(tokens)
    return builder.finish()


class _Builder:
    def __init__(
        self, source: Source, parser: Parser, env: dict[str, Any], definitions: list[Definition]
    ) -> None:
        self.source = source
        self.parser = parser
        self.env = env
        self.definitions = definitions
        self.collector = Collector(
            {each.label: each for each in definitions if not each.overridden}
        )
        self.blocks: list[Block] = []
        self.items: list[ListItem] = []
        self.tables: list[Table] = []
        self.headings: list[FoundHeading] = []
        self.code: list[Span] = []
        self.html: list[Span] = []
        self.footnotes: list[Token] = []
        self.front_matter: Span | None = None
        self.outermost: list[Span] = []
        self._item_starts: Iterator[int] = iter(env.get("item_starts", ()))
        self._open_items: list[int] = []
        self._lists: list[int] = []
        self._list_count = 0
        self._quotes = 0
        self._open_footnotes = 0
        self._heading: Token | None = None
        self._cells: list[Span] = []
        self._column = 0
        self._rows: list[Row] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.level == 0 and token.nesting >= 0 and token.map:
                self.outermost.append(block_span(token, self.source))
            take = _TAKE.get(token.type)
            if take is not None:
                take(self, token)

    def inline(self, token: Token) -> None:
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
    ) -> list[Token]:
        tokens = self.parser.parse_inline(token, self.env)
        self.collector.inline(tokens, token.content, placement)
        self._take_html_headings()
        item = self._open_items[-1] if self._open_items else None
        self.blocks.append(Block(kind, span, item, partial(make_runs, tokens, placement)))
        return tokens

    def _is_top_level(self) -> bool:
        return not (self._open_items or self._quotes or self._open_footnotes)

    def _markdown_heading(
        self, heading: Token, tokens: list[Token], span: Span, start: int
    ) -> None:
        self.headings.append(
            FoundHeading(
                int(heading.tag[1]),
                visible_text([each for each in tokens if each.type != "image"]),
                Span(start, block_span(heading, self.source).end),
                span,
                "atx" if heading.markup.startswith("#") else "setext",
                self._is_top_level(),
            )
        )

    def open_heading(self, token: Token) -> None:
        self._heading = token

    def close_heading(self, _: Token) -> None:
        self._heading = None

    def open_table(self, _: Token) -> None:
        self._rows = []

    def open_row(self, token: Token) -> None:
        start = int(token.meta["start"])
        end = self.source.line_span((token.map or [0])[0] + 1)[1]
        span = stripped(self.source.text[start:end], start)
        self._cells = list(split_row(self.source.text[span.start : span.end], span.start))
        self._column = 0
        self._rows.append(Row(span, tuple(self._cells)))

    def _cell(self, token: Token) -> None:
        if self._column < len(self._cells):
            cell = self._cells[self._column]
            raw = self.source.text[cell.start : cell.end]
            self._block("cell", token, place_cell(raw, cell.start), cell)
        self._column += 1

    def close_table(self, _: Token) -> None:
        rows = tuple(self._rows)
        span = Span(rows[0].span.start, rows[-1].span.end)
        self.tables.append(Table(span, len(rows[0].cells), rows))
        self._cells = []

    def open_list(self, _: Token) -> None:
        self._list_count += 1
        self._lists.append(self._list_count)

    def close_list(self, _: Token) -> None:
        self._lists.pop()

    def open_item(self, token: Token) -> None:
        text = self.source.text
        start = next(self._item_starts)
        line_start = self.source.line_starts[(token.map or [0])[0]]
        ordered = bool(token.info)
        marker = token.info + token.markup if ordered else token.markup
        after = start + len(marker)
        before = text[line_start:start]
        spaces = _SPACES.match(text, after)
        self.items.append(
            ListItem(
                span=Span(start, max(after, block_span(token, self.source).end)),
                marker=marker,
                ordered=ordered,
                indent=len(before.expandtabs(4) if "\t" in before else before),
                content=spaces.end() if spaces else after,
                depth=len(self._open_items),
                parent=self._open_items[-1] if self._open_items else None,
                list_id=self._lists[-1],
                task="checked" in token.meta,
                quoted=self._quotes > 0,
            )
        )
        self._open_items.append(len(self.items) - 1)

    def close_item(self, _: Token) -> None:
        self._open_items.pop()

    def open_quote(self, _: Token) -> None:
        self._quotes += 1

    def close_quote(self, _: Token) -> None:
        self._quotes -= 1

    def open_footnote(self, token: Token) -> None:
        self._open_footnotes += 1
        self.footnotes.append(token)

    def close_footnote(self, _: Token) -> None:
        self._open_footnotes -= 1

    def html_block(self, token: Token) -> None:
        self.html.append(block_span(token, self.source))
        content = token.content
        if token.map and token.map[1] == len(self.source.line_starts):
            content = content.removesuffix("\n")  # which the parser added
        place = place_html(content, token, self.source)
        self.collector.html_block(content, place.at)
        self._take_html_headings()

    def _take_html_headings(self) -> None:
        found = self.collector.headings
        if found:
            top_level = self._is_top_level()
            self.headings += [replace(each, top_level=top_level) for each in found]
            found.clear()

    def code_block(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        start = self.source.line_starts[first]
        self.code.append(Span(start, self.source.line_span(max(1, last))[1]))

    def take_front_matter(self, token: Token) -> None:
        self.front_matter = block_span(token, self.source)

    def finish(self) -> Document:
        headings = number_headings(self.headings)
        references = self.env.get("footnotes", {}).get("refs", {})
        document = Document(
            source=self.source,
            headings=headings,
            sections=make_sections(headings, len(self.source.text)),
            links=tuple(sorted(self.collector.links, key=lambda link: link.span.start)),
            anchors=tuple(self.collector.anchors),
            definitions=mark_used(self.definitions, self.collector.used_labels),
            footnotes=tuple(
                make_footnote(each, self.source, references) for each in self.footnotes
            ),
            comments=tuple(self.collector.comments),
            blocks=tuple(self.blocks),
            items=tuple(self.items),
            tables=tuple(self.tables),
            contents=(),
            code=tuple(self.code),
            html=tuple(self.html),
            front_matter=self.front_matter,
            outermost=tuple(self.outermost),
            _find_entries=_find_entries,
        )
        return replace(document, contents=find_contents(document))


_TAKE: dict[str, Callable[[_Builder, Token], None]] = {
    "inline": _Builder.inline,
    "heading_open": _Builder.open_heading,
    "heading_close": _Builder.close_heading,
    "bullet_list_open": _Builder.open_list,
    "bullet_list_close": _Builder.close_list,
    "ordered_list_open": _Builder.open_list,
    "ordered_list_close": _Builder.close_list,
    "list_item_open": _Builder.open_item,
    "list_item_close": _Builder.close_item,
    "blockquote_open": _Builder.open_quote,
    "blockquote_close": _Builder.close_quote,
    "footnote_reference_open": _Builder.open_footnote,
    "footnote_reference_close": _Builder.close_footnote,
    "table_open": _Builder.open_table,
    "table_close": _Builder.close_table,
    "tr_open": _Builder.open_row,
    "html_block": _Builder.html_block,
    "fence": _Builder.code_block,
    "code_block": _Builder.code_block,
    "front_matter": _Builder.take_front_matter,
}
