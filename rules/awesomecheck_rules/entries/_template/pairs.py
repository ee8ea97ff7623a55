"""Marks that come in pairs, and edits that would leave one without its other half."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
import re

from awesomecheck import Document, Edit, Span, regex

_MARKS_AT_END = regex(r"[^\w\s]+\Z")
_MOST = 6
"""Of marks in a row."""
_BRACKETS = ("[]", "()")
_TWINS = ("**", "__", "*", "_", "`")
_MARKER = regex(r"^[ \t]*[*+-][ \t]", re.MULTILINE)
_OTHER_HALF = dict(zip("[](){}“”", "][)(}{”“", strict=True))
_QUOTES = frozenset('"“”«»')


def unpaired(text: str) -> tuple[int, ...]:
    """Return how many halves are alone, for each kind of pair; the brackets come first."""
    alone = [_unpaired_brackets(text, *pair) for pair in _BRACKETS]
    words = _MARKER.sub("", text)
    return (*alone, *(words.count(twin) % 2 for twin in _TWINS))


def _unpaired_brackets(text: str, opening: str, closing: str) -> int:
    waiting = alone = 0
    for char in text:
        if char == opening:
            waiting += 1
        elif char == closing:
            alone += not waiting
            waiting -= waiting > 0
    return alone + waiting


def is_half(source: str, found: str, wanted: str) -> bool:
    """Return whether marks are halves of pairs that are complete in a source.

    Quotes are, where they are to be left out.
    """
    marks = (wanted + found).strip()
    if not marks or not set(marks) <= set('[](){}*_~`"“”') or not _QUOTES.isdisjoint(wanted):
        return False
    return all(
        source.count(mark) == source.count(_OTHER_HALF[mark])
        if mark in _OTHER_HALF
        else source[1:].count(mark) % 2 == 0
        for mark in marks
    )


def unpairs_brackets(document: Document, span: Span, edits: Sequence[Edit]) -> bool:
    """Return whether edits leave at least as many brackets alone as there were, and some."""
    before, after = document.slice(span), _edited(document, span, edits)
    left = sum(unpaired(after)[: len(_BRACKETS)]) if after != before else 0
    return left > 0 and left >= sum(unpaired(before)[: len(_BRACKETS)])


def repeats_marks(document: Document, edits: Sequence[Edit]) -> bool:
    """Return whether what edits would insert is there: all marks, or one quotation mark."""
    return bool(edits) and (
        all(_is_there(document, each) for each in edits)
        or any(_doubles_quote(document, each) for each in edits)
    )


def _doubles_quote(document: Document, edit: Edit) -> bool:
    """Return whether an edit adds a quotation mark to one that is read as part of a field."""
    marks, text = edit.text.strip(), document.text
    before, after = (
        text[max(0, edit.span.start - 1) : edit.span.start],
        text[edit.span.end : edit.span.end + 1],
    )
    return not _QUOTES.isdisjoint(marks) and (
        (before in _QUOTES and marks[0] in _QUOTES) or (after in _QUOTES and marks[-1] in _QUOTES)
    )


def _is_there(document: Document, edit: Edit) -> bool:
    start, marks = edit.span.start, edit.text.strip()
    if start < edit.span.end or not marks:
        return False
    before = _MARKS_AT_END.search(document.text, max(0, start - _MOST), start)
    if before is None or before.group().endswith(marks):
        return False  # `*` becomes `**`
    return marks in before.group()


def unpairing(document: Document, fixes: Sequence[Sequence[Edit]]) -> set[int]:
    """Return the indices of fixes of a block that together break more pairs than there were."""
    by_block: dict[int, list[int]] = {}
    for index, edits in enumerate(fixes):
        if edits:
            start = edits[0].span.start
            block = bisect_left(document.blocks, start, key=lambda each: each.span.end)
            by_block.setdefault(block, []).append(index)
    return {
        index
        for own in by_block.values()
        if _unpair(document, [edit for index in own for edit in fixes[index]])
        for index in own
        if _touches_pairs(document, fixes[index])
    }


def _unpair(document: Document, edits: Sequence[Edit]) -> bool:
    text = document.text
    start = text.rfind("\n", 0, min(edit.span.start for edit in edits)) + 1
    end = text.find("\n", max(edit.span.end for edit in edits))
    lines = Span(start, end if end >= 0 else len(text))
    before, after = unpaired(document.slice(lines)), unpaired(_edited(document, lines, edits))
    return any(new > old for new, old in zip(after, before, strict=True))


def _touches_pairs(document: Document, edits: Sequence[Edit]) -> bool:
    changed = "".join(edit.text + document.slice(edit.span) for edit in edits)
    return any(mark in changed for mark in "[]()*_`")


def _edited(document: Document, span: Span, edits: Iterable[Edit]) -> str:
    """Return the text of a span after edits in it."""
    parts: list[str] = []
    position = span.start
    for edit in sorted(set(edits), key=lambda edit: (edit.span.start, edit.span.end)):
        parts += (document.text[position : edit.span.start], edit.text)
        position = max(position, edit.span.end)
    return "".join([*parts, document.text[position : span.end]])
