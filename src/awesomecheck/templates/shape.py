"""The shape of an entry: its fields and links in order, and the text between them.

A shape has marks and gaps. A mark is a field, the label of a link, its address or a badge; a gap
is the source between two marks: punctuation, spaces, brackets, emphasis, line breaks with the
marker of a nested item. Gaps and marks alternate, with a gap at each end, so that a shape holds
the whole format of an entry and nothing of its content.
"""

from collections.abc import Collection
import re

from msgspec import Struct

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Link, ListItem
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

Shape = tuple[str, ...]
"""Gap, mark, gap, … gap. A mark is the name of a field, `badge`, `mention`, `=Code` for a label
that says what a link offers, `=` for any other label, or `@paper` for an address."""

Pair = tuple[str, str]
"""The kinds of two neighbouring marks: a list has habits about what is between them.

A field is its own kind; every label is `=`; an address is `@` and the kind of what is linked:
`@title`, `@=`. `START` and `END` are the ends of an entry.
"""

START = "^"
END = "$"
TEXT = "text"
"""In a template: words that are not a field; anything may be between the marks around them."""
FIELDS = ("name", "title", "authors", "description", "venue", "year")

_MARKER = regex(r"(?:[-*+]|\d{1,9}(?P<closing>[.)]))(?=[ \t])")
_SPACES_AT_END = regex(r" +\n")
_FIELD_SET = frozenset(FIELDS)


class ShapedEntry(Struct, frozen=True):
    """An entry with its shape, and where its marks are."""

    entry: Entry
    shape: Shape
    spans: tuple[tuple[int, int], ...]
    """Of each mark, in the order of the text."""

    def gap(self, index: int) -> tuple[int, int]:
        """Return where a gap is, which is before the mark of the same index or at the end."""
        start = self.spans[index - 1][1] if index else self.entry.span.start
        return start, self.spans[index][0] if index < len(self.spans) else self.entry.span.end


def shaped(document: Document, entry: Entry) -> ShapedEntry:
    """Return an entry with its shape, which starts after the indentation of the entry.

    List markers become `-` or `1.`, and spaces at the end of a line are left out if they do not
    break the line: other rules report those.
    """
    text = document.text
    marks: list[tuple[int, int, str]] = []
    references: list[tuple[int, int]] = []
    for name, field in (
        ("name", entry.name),
        ("title", entry.title),
        ("venue", entry.venue),
        ("year", entry.year),
        ("description", entry.description),
    ):
        if field is not None:
            start, end = field.span.start, field.span.end
            if text[start] in "*_":  # emphasis that is still part of the field
                start, end = _bare(text, start, end)
            marks.append((start, end, name))
    if entry.author_list is not None:
        marks.append((entry.author_list.start, entry.author_list.end, "authors"))
    for each in entry.links:
        link = each.link
        span = link.span
        label = each.label
        role = each.role
        if role == "badge" or (label is not None and label.span is span):
            marks.append((span.start, span.end, "badge"))
        elif role == "mention":
            marks.append((span.start, span.end, "mention"))
        elif (target := _target(document, link)) is None:
            marks.append((span.start, span.end, f"@{role}"))
        else:
            if label is not None:
                mark = f"={label.text}" if each.label_role is not None else "="
                marks.append((label.span.start, label.span.end, mark))
            marks.append((*target, f"@{role}"))
            if link.form == "reference":
                references.append(target)
    marks.sort()
    return _assembled(document, entry, marks, references)


def _target(document: Document, link: Link) -> tuple[int, int] | None:
    """Return where a link with a text has its URL, or the label of a definition in its place."""
    if link.form in ("inline", "html"):
        return link.url_span.start, link.url_span.end
    at = document.text.rfind("][", link.span.start, link.span.end)
    return (at + 2, link.span.end - 1) if link.form == "reference" and at >= 0 else None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while end - start > 2 and text[start] in "*_" and text[end - 1] == text[start]:
        start, end = start + 1, end - 1
    return start, end


def _assembled(
    document: Document,
    entry: Entry,
    marks: list[tuple[int, int, str]],
    references: Collection[tuple[int, int]],
) -> ShapedEntry:
    text = document.text
    position = entry.span.start
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end, mark in marks:
        if start >= position:
            parts += (text[position:start], mark)
            spans.append((start, end))
            position = end
        elif end > position and spans and mark[0] != "=":  # a link whose label ends the field
            spans[-1] = (spans[-1][0], end)
            position = end
    parts.append(text[position : max(position, entry.span.end)])
    if entry.item is not None:
        _normalise_item(parts, document.items[entry.item])
    for index, span in enumerate(spans) if references else ():
        if span in references:  # as if it had a URL: `](` before it and `)` after it
            parts[2 * index] = f"{parts[2 * index][:-1]}("
            parts[2 * index + 2] = f"){parts[2 * index + 2][1:]}"
    for index in range(0, len(parts), 2):
        if " \n" in parts[index]:
            parts[index] = _SPACES_AT_END.sub(_break, parts[index])
    return ShapedEntry(entry, tuple(parts), tuple(spans))


def _normalise_item(parts: list[str], item: ListItem) -> None:
    parts[0] = plain_marker(parts[0])
    if item.indent:
        margin = re.compile(rf"\n[ \t]{{1,{item.indent}}}")
        for index in range(0, len(parts), 2):
            if "\n" in parts[index]:
                parts[index] = margin.sub("\n", parts[index])


def plain_marker(gap: str) -> str:
    """Return a first gap with the list marker `-` or `1.`, whatever bullet or number it has."""
    if gap[:2] == "- ":
        return gap
    return _MARKER.sub(lambda match: f"1{match['closing']}" if match["closing"] else "-", gap, 1)


def _break(match: re.Match[str]) -> str:
    return "  \n" if len(match.group()) > 2 else "\n"


def mark_kind(mark: str, before: str, gap: str) -> str:
    """Return the kind of a mark, given the kind of the one before it and the gap between."""
    if mark[0] == "=":
        return "="
    if mark[0] == "@":
        return f"@{before}" if gap.endswith("](") else "@"
    return mark


def pairs_of(shape: Shape) -> tuple[tuple[Pair, str], ...]:
    """Return each gap of a shape with the kinds of the marks around it."""
    pairs: list[tuple[Pair, str]] = []
    left = START
    for index in range(1, len(shape), 2):
        gap = shape[index - 1]
        right = mark_kind(shape[index], left, gap)
        pairs.append(((left, right), gap))
        left = right
    pairs.append(((left, END), shape[-1]))
    return tuple(pairs)


def marks_around(shape: Shape, index: int) -> Pair:
    """Return the marks before and after a gap, or `START` and `END`."""
    at = 2 * index
    return shape[at - 1] if at else START, shape[at + 1] if at + 1 < len(shape) else END


def fields_of(shape: Shape) -> tuple[str, ...]:
    """Return the fields of a shape, without links and badges."""
    return tuple([mark for mark in shape[1::2] if mark in _FIELD_SET])


def name_of(mark: str) -> str:
    """Return what a reader would call a mark."""
    if mark[:1] == "=" and len(mark) > 1:
        return f"`{mark[1:]}`"
    if mark in ("=", "@other", "mention"):
        return "the link"
    return f"the {mark[1:]} link" if mark[:1] == "@" else f"the {mark}"
