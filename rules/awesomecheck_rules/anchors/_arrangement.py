"""Entries of a table of contents that do not stand where their sections do."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from awesomecheck import longest_run
from awesomecheck_rules.anchors._entries import Entry
from awesomecheck_rules.anchors._outline import Outline, ancestors

_MOST_AGREE = 0.8
"""Share of entries that must follow the text before those that do not are faults."""
_LEAST_RIGHT = 3
"""Entries that must be nested as the text is for a single one that is not to be a fault."""


class Misplaced(NamedTuple):
    """An entry and where it belongs; all are indices of entries."""

    entry: int
    parent: int | None
    """What it should be nested in; None for the outermost level."""
    after: int | None
    """The sibling that it should follow; None where it should come first."""
    wrong_parent: bool
    """Whether it is nested in something else now; else only the order is wrong."""


def misplaced(outline: Outline, faulty: frozenset[int]) -> Iterator[Misplaced]:
    """The fewest entries that would have to move for the contents to follow the text.

    Args:
        outline: the contents.
        faulty: indices of entries that lead to a wrong section, and so cannot be judged.
    """
    if outline.contents.form == "table":
        return
    entries = outline.entries
    judged = [
        index
        for index, entry in enumerate(entries)
        if entry.section is not None and index not in faulty and not entry.grouped
    ]
    nested = dict(_wrongly_nested(entries, judged))
    in_place = [index for index in judged if index not in nested]
    disordered = list(_out_of_order(outline, in_place))
    if len(disordered) > max(1, (1 - _MOST_AGREE) * len(judged)):
        disordered = []
    moving = set(disordered)
    staying: dict[int | None, list[tuple[int, int]]] = {}
    for index in in_place:
        if index not in moving:
            pair = (_start(entries[index]), index)
            staying.setdefault(entries[index].parent, []).append(pair)
    for siblings in staying.values():
        siblings.sort()
    moves = [*nested.items(), *((index, entries[index].parent) for index in disordered)]
    for index, parent in moves:
        siblings = staying.get(parent, [])
        at = bisect_left(siblings, (_start(entries[index]), -1))
        after = siblings[at - 1][1] if at else None
        yield Misplaced(index, parent, after, index in nested)


def _wrongly_nested(
    entries: Sequence[Entry], judged: Sequence[int]
) -> Iterator[tuple[int, int | None]]:
    """Entries, by index, with what they should be nested in.

    An entry counts if only its indent is wrong, or if what it should be nested in has others
    nested in it: else the contents groups as it likes.
    """
    if all(entry.parent is None for entry in entries):
        return
    first: dict[int, int] = {}
    for index, entry in enumerate(entries):
        if entry.section is not None:
            first.setdefault(id(entry.section), index)
    wrong: dict[int, int | None] = {}
    with_nested: set[int] = set()
    right: list[int] = []
    for index in judged:
        section, parent = entries[index].section, entries[index].parent
        outer = None if parent is None else entries[parent].section
        if section is None or (parent is not None and outer is None):
            continue
        expected = next((each for each in ancestors(section) if id(each) in first), None)
        if expected is outer:
            right.append(index)
            with_nested.update(() if outer is None else (id(outer),))
        elif expected is None or first[id(expected)] != index:
            wrong[index] = None if expected is None else first[id(expected)]
    single = len(wrong) == 1 and len(right) >= _LEAST_RIGHT
    if not single and len(wrong) > (1 - _MOST_AGREE) * (len(right) + len(wrong)):
        return
    for index, expected_parent in wrong.items():
        at = bisect_left(right, index)
        start = _start(entries[index])
        before = _start(entries[right[at - 1]]) if at else -1
        after = _start(entries[right[at]]) if at < len(right) else start + 1
        place = None if expected_parent is None else id(entries[expected_parent].section)
        if place in with_nested or before < start < after:
            yield index, expected_parent


def _out_of_order(outline: Outline, in_place: Sequence[int]) -> Iterator[int]:
    entries = outline.entries
    siblings: dict[int | None, list[int]] = {}
    for index in in_place:
        # What stands above the contents may be listed wherever it suits.
        if _start(entries[index]) >= outline.contents.span.end:
            siblings.setdefault(entries[index].parent, []).append(index)
    for group in siblings.values():
        rise = set(longest_run([_start(entries[index]) for index in group], strict=True))
        yield from (index for at, index in enumerate(group) if at not in rise)


def _start(entry: Entry) -> int:
    return entry.section.span.start if entry.section else 0
