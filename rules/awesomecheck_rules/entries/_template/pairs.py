"""Fixes that would leave a bracket or a mark of emphasis without its other half."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from awesomecheck import Document, Edit

_BRACKETS = (("[", "]"), ("(", ")"))
_TWINS = ("**", "`")


def unpairing(document: Document, fixes: Sequence[Sequence[Edit]]) -> set[int]:
    """Return indices of fixes that together leave more halves of pairs in a block than before."""
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


def _unpair(document: Document, edits: Iterable[Edit]) -> bool:
    ordered = sorted(set(edits), key=lambda edit: (edit.span.start, edit.span.end))
    line_start = document.text.rfind("\n", 0, ordered[0].span.start) + 1
    line_end = document.text.find("\n", ordered[-1].span.end)
    end = len(document.text) if line_end < 0 else line_end
    parts: list[str] = []
    position = line_start
    for edit in ordered:
        parts += (document.text[position : edit.span.start], edit.text)
        position = max(position, edit.span.end)
    fixed = "".join([*parts, document.text[position:end]])
    before = _halves(document.text[line_start:end])
    return any(new > old for new, old in zip(_halves(fixed), before, strict=True))


def _touches_pairs(document: Document, edits: Sequence[Edit]) -> bool:
    changed = "".join(edit.text + document.slice(edit.span) for edit in edits)
    return any(mark in changed for mark in "[]()*`")


def _halves(text: str) -> Iterator[int]:
    """Yield for each kind of pair how many halves have no other half."""
    for opening, closing in _BRACKETS:
        yield abs(text.count(opening) - text.count(closing))
    for twin in _TWINS:
        yield text.count(twin) % 2
