"""Find one's way in a list: its outline, the anchors of its headings, and their new names."""

from collections.abc import Iterator, Sequence

from lsprotocol import types

from awesomecheck.document import parse
from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Heading, Section, Span
from awesomecheck.engine.fix import apply
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.rules import Edit
from awesomecheck.server.opened import Opened

_ANCHOR_START = regex(r"\]\(\s*#([^\s()#]*)\Z")


def outline(opened: Opened) -> list[types.DocumentSymbol]:
    """Return the sections with their entries and subsections."""
    document = opened.document
    entries: dict[int, list[Entry]] = {}
    for entry in document.entries:
        entries.setdefault(id(entry.section), []).append(entry)
    children: dict[int, list[Section]] = {}
    for section in document.sections[1:]:
        children.setdefault(id(section.parent), []).append(section)

    def below(section: Section) -> list[types.DocumentSymbol]:
        found = [_entry(opened, entry) for entry in entries.get(id(section), ())]
        return [*found, *map(symbol, children.get(id(section), ()))]

    def symbol(section: Section) -> types.DocumentSymbol:
        heading = section.heading
        return types.DocumentSymbol(
            name=section.title or "(no title)",
            kind=types.SymbolKind.Namespace,
            range=opened.range(section.span),
            selection_range=opened.range(heading.text_span if heading else section.span),
            children=below(section),
        )

    return below(document.sections[0])


def _entry(opened: Opened, entry: Entry) -> types.DocumentSymbol:
    named = entry.name or entry.title
    return types.DocumentSymbol(
        name=(named.text if named else "") or "(no title)",
        detail=entry.title.text if entry.name and entry.title else None,
        kind=types.SymbolKind.Field,
        range=opened.range(entry.span),
        selection_range=opened.range(
            named.span if named and _is_inside(named.span, entry.span) else entry.span
        ),
    )


def _is_inside(span: Span, around: Span) -> bool:
    return around.start <= span.start and span.end <= around.end


def anchors(
    opened: Opened, line: str, position: types.Position
) -> list[types.CompletionItem] | None:
    """Return the anchors that a link may lead to; None where none is being written.

    Args:
        opened: the list.
        line: the text of the line up to the cursor, as it is now.
        position: of the cursor.
    """
    written = _ANCHOR_START.search(line)
    if written is None:
        return None
    width = opened.codec.client_num_units(written[1])
    start = types.Position(position.line, position.character - width)
    return [
        types.CompletionItem(
            label=f"#{name}",
            detail=text,
            kind=types.CompletionItemKind.Reference,
            filter_text=name,
            text_edit=types.TextEdit(types.Range(start, position), name),
        )
        for name, text in _named_anchors(opened)
    ]


def _named_anchors(opened: Opened) -> Iterator[tuple[str, str]]:
    for heading in opened.document.headings:
        yield heading.anchor, f"{'#' * heading.level} {heading.text}"
    for anchor in opened.document.anchors:
        yield anchor.name, "HTML anchor"


def heading_at(opened: Opened, position: types.Position) -> Heading | None:
    """Return the heading whose text is at a position."""
    offset = opened.offset(position)
    for heading in opened.document.headings:
        if heading.text_span.start <= offset <= heading.text_span.end:
            return heading
    return None


def renamed(opened: Opened, heading: Heading, name: str) -> types.WorkspaceEdit:
    """Return the changes that rename a heading, with its line in the contents and its anchor.

    Where its anchor makes that of another heading change, links to that one follow, too.

    Raises:
        UserError: this is no name for a heading.
    """
    document = opened.document
    name = " ".join(name.split())
    if not name:
        raise UserError("a heading needs a name")
    heading_edit = Edit(heading.text_span, name)
    after = parse(apply(document.source, [heading_edit]))
    old, new = document.headings, after.headings
    if [each.level for each in old] != [each.level for each in new]:
        raise UserError(f"with the name `{name}` this is no heading any more")
    moved = {
        before.anchor: now.anchor
        for before, now in zip(old, new, strict=True)
        if before.anchor != now.anchor
    }
    edits = [heading_edit, *_links(opened, moved)]
    edits += _contents_lines(opened, heading, name)
    return types.WorkspaceEdit(changes={opened.uri: opened.text_edits(edits)})


def _links(opened: Opened, moved: dict[str, str]) -> Iterator[Edit]:
    document = opened.document
    places = [(link.url, link.url_span) for link in document.links if link.form != "reference"]
    places += [(each.url, each.url_span) for each in document.definitions]
    for url, span in places:
        anchor = moved.get(url[1:]) if url.startswith("#") else None
        if anchor is not None and document.slice(span) == url:
            yield Edit(span, f"#{anchor}")


def _contents_lines(opened: Opened, heading: Heading, name: str) -> Iterator[Edit]:
    document = opened.document
    old = document.slice(heading.text_span)
    for contents in document.contents:
        for item in contents.items:
            if item.link.url != f"#{heading.anchor}" or item.link.text != heading.text:
                continue
            start = document.text.find(old, item.link.span.start, item.link.url_span.start)
            if start >= 0:
                yield Edit(Span(start, start + len(old)), name)


def fold_ranges(opened: Opened) -> Sequence[types.FoldingRange]:
    """Return the lines of each section, to fold them."""
    found: list[types.FoldingRange] = []
    for section in opened.document.sections[1:]:
        start = section.span.start
        first = opened.position(start).line
        last = opened.position(start + len(opened.document.slice(section.span).rstrip())).line
        if last > first:
            found.append(types.FoldingRange(first, last))
    return found
