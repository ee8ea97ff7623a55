"""Writes the lines of a table of contents as the others in it are written."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
import re
from typing import NamedTuple
import unicodedata

from awesomecheck import Document, Edit, Fix, Heading, ListItem, Section, Span
from awesomecheck_rules.anchors._arrangement import Misplaced
from awesomecheck_rules.anchors._entries import Entry
from awesomecheck_rules.anchors._numbering import numbered
from awesomecheck_rules.anchors._outline import Outline
from awesomecheck_rules.anchors._places import encoded

_PLAIN_PREFIX = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
_BLANKS = re.compile(r"[ >]*")
_MARKS = re.compile(r"[*_~`]*")
_HTML_LINE = re.compile(r"[ \t]*<li>(?:(?!<li\b).)*</li>[ \t]*", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w))")
_EMOJI = frozenset({"So", "Sk", "Cf", "Mn", "Zs"})


class _Spot(NamedTuple):
    """A place for new lines."""

    offset: int
    above: bool
    """Whether they stand above what is at the offset, else below."""
    depth: int
    template: int
    """Index of an entry to write the line like."""
    joins: bool
    """Whether they become items of the template's list, else of a new one."""
    outer: str | None = None
    """The line to be nested in, where the template is nested in another one."""


class Lines:
    """The lines of one table of contents."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self._document = document
        self._outline = outline
        self._entries = outline.entries
        self._by_section = {
            id(entry.aim): index
            for index, entry in reversed(list(enumerate(outline.entries)))
            if entry.aim is not None
        }
        self._label = _label_style(outline.entries)
        self._step = int(any(entry.item.depth for entry in outline.entries))
        """By how much deeper an entry stands than that of the section around its own."""
        self._children: dict[int, list[tuple[int, int]]] = {}
        self._depths: dict[int, list[int]] = {}
        self._lists: dict[int, list[ListItem]] = {}
        for index, entry in enumerate(self._entries):
            self._depths.setdefault(entry.item.depth, []).append(index)
            item = self._item(index)
            if item is not None:
                self._lists.setdefault(item.list_id, []).append(item)
            if entry.aim is not None and self._by_section[id(entry.aim)] == index:
                pair = (entry.aim.span.start, index)
                self._children.setdefault(id(entry.aim.parent), []).append(pair)
        for children in self._children.values():
            children.sort()

    def additions(self) -> dict[int, Fix]:
        """Fixes for missing sections, by the section's offset.

        Lines that belong at one place are one fix, which all their sections share.
        """
        spots: dict[int, _Spot] = {}
        written: dict[int, str] = {}
        runs: dict[tuple[int, bool], list[Section]] = {}
        for section in self._outline.missing:
            spot = self._spot(section, spots, written)
            if spot is None or section.heading is None:
                continue
            line = self._line(section.heading, spot.template)
            if line is None or (spot.outer is not None and not self._nests(line, spot.outer)):
                continue
            spots[id(section)] = spot
            written[id(section)] = line
            runs.setdefault((spot.offset, spot.above), []).append(section)
        renumbered = self._number(spots, written)
        fixes: dict[int, Fix] = {}
        together = [*(renumbered or ())]
        for (offset, above), run in runs.items():
            lines = [written[id(section)] for section in run]
            text = "".join(f"{line}\n" if above else f"\n{line}" for line in lines)
            edit = Edit(Span(offset, offset), text)
            # Lines of one numbered list are one fix: their numbers depend on each other.
            if any(self._is_numbered(spots[id(section)]) for section in run):
                together.append(edit)
            else:
                fixes |= dict.fromkeys((section.span.start for section in run), Fix((edit,)))
        if renumbered is not None and together:
            together.sort(key=lambda edit: (edit.span.start, edit.span.end))
            fix = Fix(tuple(together))
            starts = (section.span.start for run in runs.values() for section in run)
            fixes |= {start: fix for start in starts if start not in fixes}
        return fixes

    def _is_numbered(self, spot: _Spot) -> bool:
        """Whether a line of a list that counts is added."""
        item = self._item(spot.template)
        if item is None or not item.ordered:
            return False
        first, *others = self._lists[item.list_id]
        return not others or others[0].marker != first.marker

    def _number(
        self, spots: Mapping[int, _Spot], written: dict[int, str]
    ) -> tuple[Edit, ...] | None:
        """Put right numbers before the lines of sections, and before those that follow them.

        Returns:
            the edits of lines that were there; None where one of them, with others nested in
            it, would need another indent.
        """
        outer = {id(section.parent) for section in self._outline.missing}
        joined: dict[int, list[int]] = {}
        begun: dict[int, list[int]] = {}
        for section in self._outline.missing:
            spot = spots.get(id(section))
            item = self._item(spot.template) if spot else None
            if spot is not None and item is not None and self._is_numbered(spot):
                group = (
                    joined.setdefault(item.list_id, [])
                    if spot.joins
                    else begun.setdefault(id(section.parent), [])
                )
                group.append(id(section))
        lists: dict[int, list[ListItem]] = {number: [] for number in joined}
        for item in self._document.items:
            if item.list_id in lists:
                lists[item.list_id].append(item)
        edits: list[Edit] = []
        groups = [(lists[number], group) for number, group in joined.items()]
        for items, group in groups + [([], group) for group in begun.values()]:
            group.sort(key=lambda section: spots[section].offset)
            starts = [(item.span.start, int(item.marker[:-1])) for item in items]
            numbering = numbered(starts, [spots[section].offset for section in group])
            for key, new in zip(group, numbering.new, strict=True):
                template = self._item(spots[key].template)
                old = template.marker if template else ""
                written[key] = written[key].replace(old, f"{new}{old[-1:]}", 1)
                if len(old) != len(f"{new}.") and key in outer:
                    return None
            for index, new in numbering.changed.items():
                span, digits = items[index].span, items[index].marker[:-1]
                if len(str(new)) != len(digits) and "\n" in self._document.slice(span):
                    return None
                edits.append(Edit(Span(span.start, span.start + len(digits)), str(new)))
        return tuple(edits)

    def _spot(
        self, section: Section, spots: Mapping[int, _Spot], written: Mapping[int, str]
    ) -> _Spot | None:
        above = spots.get(id(section.parent))
        if above is not None:
            depth = above.depth + self._step
            template = self._at_depth(depth, above.template)
            line = written[id(section.parent)]
            return (
                None
                if template is None
                else _Spot(above.offset, above.above, depth, template, False, line)
            )
        before, after = self._siblings(section)
        if before is not None:
            end = self._subtree_end(before)
            return None if end is None else _Spot(end, False, self._depth(before), before, True)
        parent = self._by_section.get(id(section.parent))
        if parent is not None and self._outline.contents.form == "list":
            depth = self._depth(parent) + self._step
            template = after if after is not None else self._at_depth(depth, parent)
            end = self._line_end(self._entries[parent].item.span.end)
            line = self._document.source.line_at(self._entries[parent].item.span.start)
            joins = after is not None
            return None if template is None else _Spot(end, False, depth, template, joins, line)
        if after is not None:
            start = self._line_start(self._entries[after].item.link.span.start)
            return _Spot(start, True, self._depth(after), after, True)
        return None

    def _nests(self, line: str, outer: str) -> bool:
        """Whether a line, put below another one, is an item in that one's item."""
        if not self._step:
            return True
        match = _PLAIN_PREFIX.match(outer.expandtabs(4))
        blanks = _BLANKS.match(line.expandtabs(4))
        if match is None or blanks is None:
            return False
        return match.end() <= blanks.end() < match.end() + 4

    def _siblings(self, section: Section) -> tuple[int | None, int | None]:
        """The entries of the sections before and after it under the same section."""
        children = self._children.get(id(section.parent), [])
        at = bisect_left(children, (section.span.start, -1))
        before = children[at - 1][1] if at else None
        return before, children[at][1] if at < len(children) else None

    def _depth(self, index: int) -> int:
        return self._entries[index].item.depth

    def _at_depth(self, depth: int, near: int) -> int | None:
        """The entry of a depth that stands next before an entry, or else next after it."""
        indices = self._depths.get(depth, [])
        at = bisect_right(indices, near)
        return indices[at - 1] if at else next(iter(indices), None)

    def _line_start(self, offset: int) -> int:
        return self._document.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self._document.text.find("\n", offset)
        return len(self._document.text) if end < 0 else end

    def _item(self, index: int) -> ListItem | None:
        number = self._entries[index].item.item
        return self._document.items[number] if number is not None else None

    def _subtree_end(self, index: int) -> int | None:
        """The end of the last line that belongs to an entry, nested ones included."""
        item = self._item(index)
        if item is not None:
            return self._line_end(item.span.end)
        following = self._entries[index + 1 : index + 2]
        if self._outline.contents.form == "table" or (
            following and following[0].item.depth > self._depth(index)
        ):
            return None
        return self._line_end(self._entries[index].item.span.end)

    def _line(self, heading: Heading, template: int) -> str | None:
        """A line for a heading; None where the template's line has more than a link."""
        entry = self._entries[template].item
        label = self._label(heading.text).strip()
        if self._outline.contents.form == "html":
            span = Span(self._line_start(entry.span.start), self._line_end(entry.span.end))
            source = self._document.slice(span)
            if not _HTML_LINE.fullmatch(source):
                return None
            link = self._link(template, heading, label)
            return link and source.replace(self._document.slice(entry.link.span), link, 1)
        prefix = self._prefix(template)
        link = self._link(template, heading, label)
        if prefix is None or link is None:
            return None
        lead = self._document.slice(Span(entry.span.start, entry.link.span.start))
        tail = self._document.slice(Span(entry.link.span.end, entry.span.end))
        plain = _MARKS.fullmatch(lead) and _MARKS.fullmatch(tail)
        return f"{prefix}{lead}{link}{tail}" if plain else None

    def _prefix(self, template: int) -> str | None:
        """Indent and marker of a line."""
        item = self._item(template)
        if item is None or item.task:
            return None
        start = self._line_start(item.span.start)
        prefix = self._document.slice(Span(start, item.content))
        return prefix if _PLAIN_PREFIX.fullmatch(prefix) else None

    def _link(self, template: int, heading: Heading, label: str) -> str | None:
        link = self._entries[template].item.link
        url = f"#{encoded(heading.anchor)}"
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
        lead, _, tail = inner.partition(link.text) if link.text in inner else ("", "", "")
        if not (_MARKS.fullmatch(lead) and _MARKS.fullmatch(tail)):
            lead = tail = ""
        text = label if "`" in lead else _SPECIAL.sub(r"\\\1", label)
        return f"[{lead}{text}{tail}]({url})"

    def moved(self, move: Misplaced) -> Fix | None:
        """Moves an entry with all that is nested in it to where it belongs."""
        if self._outline.contents.form != "list":
            return None
        item = self._item(move.entry)
        target = self._target(move)
        if item is None or item.ordered or target is None:
            return None
        start = self._line_start(item.span.start)
        end = self._line_end(item.span.end)
        lines = self._document.slice(Span(start, end))
        old = self._document.slice(Span(start, item.content))
        if not _PLAIN_PREFIX.fullmatch(old):
            return None
        offset, above, new = target
        if move.wrong_parent:
            # A line that is nested no deeper than before would stay where it is.
            parent = self._entries[move.parent].item if move.parent is not None else None
            outer = None if parent is None else self._document.source.line_at(parent.span.start)
            if "\n" in lines or (outer is not None and not self._nests(new, outer)):
                return None
            lines = new + lines[len(old) :]
            if not above and offset in (start - 1, end):
                edit = Edit(Span(start, item.content), new)
                return Fix((edit,), safe=False) if new != old else None
        if start <= offset <= end:
            return None
        insertion = Edit(Span(offset, offset), f"{lines}\n" if above else f"\n{lines}")
        at_end = end == len(self._document.text)
        gone = (
            Span(start - 1, end)
            if at_end and start
            else Span(start, min(end + 1, len(self._document.text)))
        )
        edits = sorted((insertion, Edit(gone, "")), key=lambda edit: edit.span.start)
        return Fix(tuple(edits), safe=not move.wrong_parent)

    def _target(self, move: Misplaced) -> tuple[int, bool, str] | None:
        """Where an entry's lines belong, whether above that, and how they begin."""
        if move.after is not None:
            end = self._subtree_end(move.after)
            prefix = self._prefix(move.after)
            return None if end is None or prefix is None else (end, False, prefix)
        first = next(
            (
                index
                for index, entry in enumerate(self._entries)
                if entry.parent == move.parent and not entry.grouped and index != move.entry
            ),
            None,
        )
        if first is not None:
            prefix = self._prefix(first)
            start = self._line_start(self._entries[first].item.span.start)
            return None if prefix is None else (start, True, prefix)
        if move.parent is None:
            return None
        template = self._at_depth(self._depth(move.parent) + 1, move.parent)
        prefix = self._prefix(template) if template is not None else None
        end = self._line_end(self._entries[move.parent].item.span.end)
        return None if prefix is None else (end, False, prefix)


def _label_style(entries: Sequence[Entry]) -> "_Style":
    """How the contents takes over what headings say: whole, without emoji, without colon."""
    pairs = [
        (entry.item.link.text, entry.section.heading.text)
        for entry in entries
        if entry.section is not None and entry.section.heading is not None
    ]
    styles = [_Style(False, False), _Style(True, False), _Style(True, True)]
    return max(styles, key=lambda style: sum(text == style(heading) for text, heading in pairs))


class _Style(NamedTuple):
    without_emoji: bool
    without_colon: bool

    def __call__(self, heading: str) -> str:
        text = heading
        if self.without_emoji:
            start, end = 0, len(text)
            while start < end and unicodedata.category(text[start]) in _EMOJI:
                start += 1
            while end > start and unicodedata.category(text[end - 1]) in _EMOJI:
                end -= 1
            text = text[start:end]
        return text.rstrip(": ") if self.without_colon else text
