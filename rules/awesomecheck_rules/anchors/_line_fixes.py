"""Add and move lines of a table of contents, written like its other lines."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
import re
import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck import Document, Edit, Fix, Heading, Link, ListItem, Section, Span, regex
from awesomecheck_rules.anchors._anchor_targets import (
    AnchorTargets,
    encoded,
    fragment_of,
    letters_of,
)
from awesomecheck_rules.anchors._contents_lines import ContentsLine
from awesomecheck_rules.anchors._outline import Outline

_PLAIN_PREFIX = regex(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
_INDENT = regex(r"[ >]*")
_EMPHASIS = regex(r"[*_~`]*")
_HTML_LINE = regex(r"[ \t]*<li>(?:(?!<li\b).)*</li>[ \t]*", re.IGNORECASE)
_SPECIAL = regex(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w))")
_EMOJI = frozenset({"So", "Sk", "Cf", "Mn", "Zs"})


class _Position(Struct, frozen=True):
    """Where a new line goes."""

    offset: int
    above: bool
    """Whether it goes above the line at the offset, else below it."""
    depth: int
    template: int
    """Index of the line that it is written like."""
    outer: str | None = None
    """The line to be nested in, where the new line starts a nested list."""


class LineFixes:
    """Fixes for the lines of one table of contents."""

    def __init__(self, document: Document, outline: Outline, anchors: AnchorTargets) -> None:
        self._document = document
        self._outline = outline
        self._lines = outline.lines
        self._label = _label_style(outline.lines)
        self._anchor = _anchor_style(outline.lines, anchors)
        self._step = int(any(line.item.depth for line in outline.lines))
        """How much deeper the line of a subsection is."""
        self._by_section: dict[Section | None, int] = {}
        self._children: dict[Section | None, list[tuple[int, int]]] = {}
        self._depths: dict[int, list[int]] = {}
        self._lists: dict[int, list[ListItem]] = {}
        for item in document.items:
            self._lists.setdefault(item.list_id, []).append(item)
        for index, line in enumerate(outline.lines):
            self._depths.setdefault(line.item.depth, []).append(index)
            section = line.target
            if section is not None and section not in self._by_section:
                self._by_section[section] = index
                pair = (section.span.start, index)
                self._children.setdefault(section.parent, []).append(pair)
        self._names = Counter(_name(section) for section in self._by_section if section)
        for children in self._children.values():
            children.sort()

    def additions(self) -> Mapping[int, Fix]:
        """Return fixes for missing sections, by the section's offset.

        All lines for one position are one fix, which their sections share.
        """
        new: dict[Section | None, tuple[_Position, str]] = {}
        together: dict[tuple[int, bool], list[Section]] = {}
        numbers: Counter[object] = Counter()
        for section in self._outline.missing:
            if self._names[_name(section)] == 1:
                continue  # the heading is probably there twice by mistake
            position = self._position(section, new.get(section.parent))
            text = self._text(section, position, numbers) if position else None
            if position is not None and text is not None:
                new[section] = position, text
                together.setdefault((position.offset, position.above), []).append(section)
        fixes: dict[int, Fix] = {}
        for (offset, above), sections in together.items():
            lines = (new[section][1] for section in sections)
            text = "".join(f"{line}\n" if above else f"\n{line}" for line in lines)
            names = (section.heading.text_span for section in sections if section.heading)
            fix = Fix((Edit(Span(offset, offset), text),), repeats=tuple(names))
            fixes |= {section.span.start: fix for section in sections}
        return fixes

    def _position(self, section: Section, outer: tuple[_Position, str] | None) -> _Position | None:
        """Return where the line of a section goes; `outer` is the new line of its parent."""
        if outer is not None:
            return self._nested(*outer)
        before, after = self._siblings(section)
        if before is not None:
            end = self._subtree_end(before)
            return None if end is None else _Position(end, False, self._depth(before), before)
        if after is not None:
            start = self._document.line_span(self._lines[after].item.link.span.start).start
            return _Position(start, True, self._depth(after), after)
        parent = self._by_section.get(section.parent)
        if parent is None or self._outline.contents.form != "list":
            return None
        span = self._lines[parent].item.span
        position = _Position(
            self._document.line_span(span.end).end, False, self._depth(parent), parent
        )
        return self._nested(position, self._document.source.line_at(span.start))

    def _nested(self, outer: _Position, line: str) -> _Position | None:
        """Return the position below the line of the section around."""
        depth = outer.depth + self._step
        indices = self._depths.get(depth)
        if not indices:
            return None
        template = indices[max(bisect_right(indices, outer.template) - 1, 0)]
        return replace(outer, depth=depth, template=template, outer=line if self._step else None)

    def _siblings(self, section: Section) -> tuple[int | None, int | None]:
        """Return the lines of the sections before and after it in the same section."""
        children = self._children.get(section.parent, [])
        at = bisect_left(children, (section.span.start, -1))
        before = children[at - 1][1] if at else None
        return before, children[at][1] if at < len(children) else None

    def _text(self, section: Section, position: _Position, numbers: Counter[object]) -> str | None:
        """Return the text of a new line; None where it cannot be written like the others."""
        item = self._lines[position.template].item
        link = self._link(item.link, section.heading) if section.heading else None
        if link is None:
            return None
        if self._outline.contents.form == "html":
            span = Span(
                self._document.line_span(item.span.start).start,
                self._document.line_span(item.span.end).end,
            )
            source = self._document.slice(span)
            if position.outer is not None or not _HTML_LINE.fullmatch(source):
                return None
            return source.replace(self._document.slice(item.link.span), link, 1)
        prefix = self._prefix(position.template)
        if prefix is None or (position.outer is not None and not _nests(prefix, position.outer)):
            return None
        lead = self._document.slice(Span(item.span.start, item.link.span.start))
        tail = self._document.slice(Span(item.link.span.end, item.span.end))
        if not (_EMPHASIS.fullmatch(lead) and _EMPHASIS.fullmatch(tail)):
            return None
        numbered = self._numbered(prefix, section, position, numbers)
        return numbered and f"{numbered}{lead}{link}{tail}"

    def _numbered(
        self, prefix: str, section: Section, position: _Position, numbers: Counter[object]
    ) -> str | None:
        """Give a prefix the next number of its list; None where other items need a new one."""
        item = self._item(position.template)
        if item is None or not item.ordered:
            return prefix
        items = self._lists[item.list_id]
        if len(items) > 1 and items[0].marker == items[1].marker:
            return prefix  # all have the same number, which GitHub counts on by itself
        if position.outer is not None:  # a new list
            numbers[section.parent] += 1
            return prefix.replace(item.marker[:-1], str(numbers[section.parent]), 1)
        at = bisect_left(items, position.offset, key=lambda item: item.span.start)
        if at == 0:
            return None
        numbers[item.list_id, at] += 1
        number = int(items[at - 1].marker[:-1]) + numbers[item.list_id, at]
        if at < len(items) and number >= int(items[at].marker[:-1]):
            return None
        return prefix.replace(item.marker[:-1], str(number), 1)

    def _prefix(self, index: int) -> str | None:
        """Return the indent and marker of a line; None where it has more, such as a task box."""
        item = self._item(index)
        if item is None or item.task:
            return None
        prefix = self._document.slice(
            Span(self._document.line_span(item.span.start).start, item.content)
        )
        return prefix if _PLAIN_PREFIX.fullmatch(prefix) else None

    def _link(self, link: Link, heading: Heading) -> str | None:
        """Return a link to a heading, written like another one."""
        label = self._label(heading.text).strip()
        url = f"#{encoded(self._anchor(heading))}"
        source = self._document.slice(link.span)
        if link.form == "html":
            at = link.url_span.start - link.span.start
            rest = source[at + link.url_span.end - link.url_span.start :]
            if rest.count(link.text) != 1:
                return None
            escaped = label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return source[:at] + url + rest.replace(link.text, escaped)
        if link.form != "inline":
            return None
        inner = self._document.slice(Span(link.span.start + 1, link.url_span.start - 2))
        is_plain = link.text and link.text in inner
        lead, _, tail = inner.partition(link.text) if is_plain else ("", "", "")
        if not (_EMPHASIS.fullmatch(lead) and _EMPHASIS.fullmatch(tail)):
            lead = tail = ""
        text = label if "`" in lead else _SPECIAL.sub(r"\\\1", label)
        return f"[{lead}{text}{tail}]({url})"

    def move(self, index: int, after: int | None) -> Fix | None:
        """Move a line, with everything nested in it, below a sibling, or above all of them."""
        item = self._item(index)
        sibling = self._first_sibling(index) if after is None else after
        if item is None or item.ordered or not (self._prefix(index) and self._prefix(sibling)):
            return None
        start, end = (
            self._document.line_span(item.span.start).start,
            self._document.line_span(item.span.end).end,
        )
        offset = (
            self._document.line_span(self._lines[sibling].item.span.start).start
            if after is None
            else self._subtree_end(sibling)
        )
        if offset is None or start - 1 <= offset <= end + 1:
            return None
        lines = self._document.slice(Span(start, end))
        insertion = Edit(Span(offset, offset), f"{lines}\n" if after is None else f"\n{lines}")
        is_last = end == len(self._document.text)
        removal = Edit(Span(start - 1, end) if is_last else Span(start, end + 1), "")
        return Fix((insertion, removal) if offset < start else (removal, insertion))

    def _first_sibling(self, index: int) -> int:
        parent = self._lines[index].parent
        return next(
            at
            for at, line in enumerate(self._lines)
            if line.parent == parent and not line.grouped and at != index
        )

    def _depth(self, index: int) -> int:
        return self._lines[index].item.depth

    def _item(self, index: int) -> ListItem | None:
        number = self._lines[index].item.item
        return None if number is None else self._document.items[number]

    def _subtree_end(self, index: int) -> int | None:
        """Return the end of the last line nested in a line; None where that is not known."""
        item = self._item(index)
        if item is not None:
            return self._document.line_span(item.span.end).end
        following = self._lines[index + 1 : index + 2]
        if following and following[0].item.depth > self._depth(index):
            return None
        return self._document.line_span(self._lines[index].item.span.end).end


def _name(section: Section) -> tuple[Section | None, str]:
    return section.parent, letters_of(section.title)


def _nests(line: str, outer: str) -> bool:
    """Return whether a line below another one is an item nested in it."""
    prefix = _PLAIN_PREFIX.match(outer.expandtabs(4))
    indent = _INDENT.match(line.expandtabs(4))
    if prefix is None or indent is None:
        return False
    return prefix.end() <= indent.end() < prefix.end() + 4


def _label_style(lines: Sequence[ContentsLine]) -> Callable[[str], str]:
    """Return how most lines are named after headings: unchanged, without emoji or colon."""
    pairs = [
        (line.item.link.text, line.section.heading.text)
        for line in lines
        if line.section is not None and line.section.heading is not None
    ]
    styles: tuple[Callable[[str], str], ...] = (
        str,
        _without_emoji,
        lambda heading: _without_emoji(heading).rstrip(": "),
    )
    return max(styles, key=lambda style: sum(text == style(heading) for text, heading in pairs))


def _anchor_style(
    lines: Sequence[ContentsLine], anchors: AnchorTargets
) -> Callable[[Heading], str]:
    """Return which anchors most lines lead to: those of headings, or of tags beside them."""
    headings = [line.section.heading if line.section else None for line in lines]
    named = sum(
        heading is not None and fragment_of(line.item.link) == anchors.name_of(heading)
        for line, heading in zip(lines, headings, strict=True)
    )
    if 2 * named <= len(lines):
        return lambda heading: heading.anchor
    return lambda heading: anchors.name_of(heading) or heading.anchor


def _without_emoji(text: str) -> str:
    return text.strip("".join(char for char in text if unicodedata.category(char) in _EMOJI))
