"""The shape of an entry: which fields stand where, and what stands between them.

A shape is made of marks and gaps. A mark is a field, the label of a link, its address or a
badge; a gap is the source between two marks: punctuation, blanks, brackets, emphasis, line
breaks with the marker of a nested item. Gaps and marks take turns, and a gap comes first and
last, so that a shape says all about the format of an entry and nothing about its content.
"""

import re
from typing import NamedTuple

from awesomecheck.document import Document, Entry, ListItem

Form = tuple[str, ...]
"""Gap, mark, gap, … gap. A mark is the name of a field, `badge`, `mention`, `=Code` for a label
that says what a link offers, `=` for any other label, or `@paper` for an address."""

Pair = tuple[str, str]
"""The kinds of two marks that follow each other: what stands between them is a habit of a list.

A field is of its own kind; every label is `=`; an address is `@` and the kind of what is linked:
`@title`, `@=`. `START` and `END` are the ends of an entry.
"""

START = "^"
END = "$"
TEXT = "text"
"""In a template: words that are no field; between the marks around them anything may stand."""
FIELDS = ("name", "title", "authors", "description", "venue", "year")

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}(?P<closing>[.)]))(?=[ \t])")
_BLANKS_AT_END = re.compile(r" +\n")
_FIELD_SET = frozenset(FIELDS)


class Shape(NamedTuple):
    """The form of one entry, and where each of its parts stands."""

    entry: Entry
    form: Form
    spans: tuple[tuple[int, int], ...]
    """Of each mark, in the order of the text; gaps are what is between."""

    def gap(self, index: int) -> tuple[int, int]:
        """Where the gap before the mark of an index stands; the last one ends the entry."""
        start = self.spans[index - 1][1] if index else self.entry.span.start
        return start, self.spans[index][0] if index < len(self.spans) else self.entry.span.end


def shape_of(document: Document, entry: Entry) -> Shape:
    """The shape of an entry, without the indentation and the marker of the entry itself.

    Markers read `-` or `1.`, and blanks that a line ends in are left out where they do not break
    the line: other rules speak of those.
    """
    text = document.text
    marks: list[tuple[int, int, str]] = []
    for name, field in (
        ("name", entry.name),
        ("title", entry.title),
        ("venue", entry.venue),
        ("year", entry.year),
        ("description", entry.description),
    ):
        if field is not None:
            start, end = field.span.start, field.span.end
            if text[start] in "*_":  # emphasis that the reading has left in
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
        elif role == "mention" or link.form not in ("inline", "html"):
            word = "mention" if role == "mention" else f"@{role}"
            marks.append((span.start, span.end, word))
        else:
            if label is not None:
                word = f"={label.text}" if each.label_role is not None else "="
                marks.append((label.span.start, label.span.end, word))
            marks.append((link.url_span.start, link.url_span.end, f"@{role}"))
    marks.sort()
    return _assembled(document, entry, marks)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while end - start > 2 and text[start] in "*_" and text[end - 1] == text[start]:
        start, end = start + 1, end - 1
    return start, end


def _assembled(document: Document, entry: Entry, marks: list[tuple[int, int, str]]) -> Shape:
    text = document.text
    position = entry.span.start
    form: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end, word in marks:
        if start >= position:
            form += (text[position:start], word)
            spans.append((start, end))
            position = end
        elif end > position and spans and word[0] != "=":  # a link whose label ends the field
            spans[-1] = (spans[-1][0], end)
            position = end
    form.append(text[position : max(position, entry.span.end)])
    if entry.item is not None:
        _normalise_item(form, document.items[entry.item])
    for index in range(0, len(form), 2):
        if " \n" in form[index]:
            form[index] = _BLANKS_AT_END.sub(_break, form[index])
    return Shape(entry, tuple(form), tuple(spans))


def _normalise_item(form: list[str], item: ListItem) -> None:
    form[0] = plain_marker(form[0])
    if item.indent:
        margin = re.compile(rf"\n[ \t]{{1,{item.indent}}}")
        for index in range(0, len(form), 2):
            if "\n" in form[index]:
                form[index] = margin.sub("\n", form[index])


def plain_marker(gap: str) -> str:
    """A first gap with the marker that stands for all of its kind."""
    if gap[:2] == "- ":
        return gap
    return _MARKER.sub(lambda match: f"1{match['closing']}" if match["closing"] else "-", gap, 1)


def _break(match: re.Match[str]) -> str:
    return "  \n" if len(match.group()) > 2 else "\n"


def kind_of(mark: str, before: str, gap: str) -> str:
    """The kind of a mark, given the kind of the one before and the gap between."""
    if mark[0] == "=":
        return "="
    if mark[0] == "@":
        return f"@{before}" if gap.endswith("](") else "@"
    return mark


def pairs_of(form: Form) -> list[tuple[Pair, str]]:
    """Each gap of a form with the kinds of the marks around it."""
    pairs: list[tuple[Pair, str]] = []
    left = START
    for index in range(1, len(form), 2):
        gap = form[index - 1]
        right = kind_of(form[index], left, gap)
        pairs.append(((left, right), gap))
        left = right
    pairs.append(((left, END), form[-1]))
    return pairs


def core_of(form: Form) -> tuple[str, ...]:
    """The fields of a form, without links and badges."""
    return tuple([mark for mark in form[1::2] if mark in _FIELD_SET])
