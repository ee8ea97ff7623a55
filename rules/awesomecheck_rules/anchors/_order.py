"""Find lines of a table of contents that are nested or ordered unlike their sections."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from awesomecheck import Section, longest_run
from awesomecheck_rules.anchors._contents_lines import ContentsLine
from awesomecheck_rules.anchors._outline import Outline, ancestors

_MOST_AGREE = 0.8
"""Share of lines that must follow the text before the others are reported."""
_LEAST_RIGHT = 3
"""Lines that must be nested like the text before a single other one is reported."""


def wrongly_nested(outline: Outline, wrong_links: Collection[int]) -> Mapping[int, int | None]:
    """Return the lines nested unlike the text, each with the line that it belongs under.

    Lines with wrong links are not checked.
    """
    lines, checked = outline.lines, _checked(outline, wrong_links)
    if all(line.parent is None for line in lines):
        return {}
    first: dict[Section, int] = {}
    for index, line in enumerate(lines):
        if line.section is not None:
            first.setdefault(line.section, index)
    wrong: dict[int, int | None] = {}
    with_nested: set[Section | None] = set()
    right: list[int] = []
    for index in checked:
        section, parent = lines[index].section, lines[index].parent
        outer = None if parent is None else lines[parent].section
        if section is None or (parent is not None and outer is None):
            continue
        expected = next((each for each in ancestors(section) if each in first), None)
        if expected is outer:
            right.append(index)
            with_nested.add(outer)
        elif expected is None or first[expected] != index:
            wrong[index] = None if expected is None else first[expected]
    if len(wrong) > (1 - _MOST_AGREE) * (len(right) + len(wrong)) and (
        len(wrong) > 1 or len(right) < _LEAST_RIGHT
    ):
        return {}
    return {
        index: parent
        for index, parent in wrong.items()
        if (parent is not None and lines[parent].section in with_nested)
        or _is_between(lines, right, index)
    }


def _is_between(lines: Sequence[ContentsLine], right: Sequence[int], index: int) -> bool:
    """Return whether only the indent of a line is wrong: its neighbours are in the right order."""
    at = bisect_left(right, index)
    before = _start(lines[right[at - 1]]) if at else -1
    start = _start(lines[index])
    return before < start and (at == len(right) or start < _start(lines[right[at]]))


def out_of_order(
    outline: Outline, wrong_links: Collection[int], nested: Collection[int]
) -> Iterator[tuple[int, int | None]]:
    """Yield the fewest lines that have to move, each with the sibling that it should follow.

    Lines with wrong links and wrongly nested ones are not checked.
    """
    checked = _checked(outline, wrong_links)
    siblings: dict[int | None, list[int]] = {}
    for index in checked:
        if index not in nested:
            siblings.setdefault(outline.lines[index].parent, []).append(index)
    moving = {index for group in siblings.values() for index in _fewest_moves(outline, group)}
    if len(moving) > max(1, (1 - _MOST_AGREE) * len(checked)):
        return
    for group in siblings.values():
        starts = {index: _start(outline.lines[index]) for index in group}
        staying = sorted((starts[index], index) for index in group if index not in moving)
        for index in group:
            if index in moving:
                at = bisect_left(staying, (starts[index], -1))
                yield index, staying[at - 1][1] if at else None


def _fewest_moves(outline: Outline, siblings: Sequence[int]) -> Iterator[int]:
    # Sections above the table of contents may be listed in any place.
    below = [
        index for index in siblings if _start(outline.lines[index]) >= outline.contents.span.end
    ]
    run = set(longest_run([_start(outline.lines[index]) for index in below], strict=True))
    return (index for at, index in enumerate(below) if at not in run)


def _checked(outline: Outline, wrong_links: Collection[int]) -> Sequence[int]:
    if outline.contents.form == "table":
        return ()
    return [
        index
        for index, line in enumerate(outline.lines)
        if line.section is not None and index not in wrong_links and not line.grouped
    ]


def _start(line: ContentsLine) -> int:
    return line.section.span.start if line.section else 0
