"""Tell which of several sections of one name each line of a table of contents is meant for."""

from collections import Counter
from collections.abc import Iterator, Sequence

from awesomecheck import Section
from awesomecheck_rules.anchors._anchor_targets import letters_of
from awesomecheck_rules.anchors._contents_lines import ContentsLine
from awesomecheck_rules.anchors._outline import Outline, ancestors

_MOST_NAMESAKES = 50
_REACH = 10
"""Lines searched for the neighbours of one."""


def intended_sections(outline: Outline) -> dict[int, Section]:
    """Return the unlisted sections that lines name while they link to another one, by line."""
    unlisted = _unlisted(outline)
    if not unlisted:
        return {}
    left = Counter(map(_link, outline.lines))
    found: dict[int, Section] = {}
    seen: set[tuple[int | None, int]] = set()
    for index, line in enumerate(outline.lines):
        parent = None if line.parent is None else outline.lines[line.parent]
        if line.heading is None or (parent is not None and parent.section is None):
            continue
        start, name = line.heading.span.start, letters_of(line.item.link.text)
        namesakes = unlisted.get(name, [])
        section = None
        if 0 < len(namesakes) <= _MOST_NAMESAKES:
            is_suspect = (line.parent, start) in seen or letters_of(line.heading.text) != name
            section = _intended(outline, index, namesakes, left[_link(line)] if is_suspect else 0)
        left[_link(line)] -= 1
        if section is not None:
            found[index] = section
            namesakes.remove(section)
        else:
            seen |= {(line.parent, start), (None, start)}
    return found


def _link(line: ContentsLine) -> tuple[int | None, int | None, str]:
    """Return what lines share that one of them was copied from the other."""
    heading = line.heading.span.start if line.heading else None
    return line.parent, heading, letters_of(line.item.link.text)


def _intended(
    outline: Outline, index: int, namesakes: Sequence[Section], suspects: int
) -> Section | None:
    """Return the one of some unlisted sections that a line is meant for, if not its own.

    `suspects` is the number of lines, from this one on, whose link is certainly wrong: as many
    sections are theirs in order.
    """
    line = outline.lines[index]
    if line.parent is not None and (outer := outline.lines[line.parent].section) is not None:
        namesakes = [section for section in namesakes if outer in ancestors(section)]
        if line.section is None or outer not in ancestors(line.section):
            return namesakes[0] if len(namesakes) == 1 else None
    if suspects and len(namesakes) in {1, suspects}:
        return namesakes[0]
    before, after = _neighbours(outline, index)
    if line.section is None or _belongs(line.section, before, after):
        return None
    fitting = [section for section in namesakes if _belongs(section, before, after)]
    return fitting[0] if len(fitting) == 1 else None


def _neighbours(outline: Outline, index: int) -> tuple[Section | None, Section | None]:
    """Return the sections of the lines around a line, in the same line, with other names."""
    lines, name = outline.lines, letters_of(outline.lines[index].item.link.text)
    if outline.contents.form == "table":
        return None, None

    def nearest(indices: Iterator[int]) -> Section | None:
        siblings = (lines[at] for at in indices if lines[at].parent == lines[index].parent)
        others = (line for line in siblings if letters_of(line.item.link.text) != name)
        return next((line.section for line in others if line.section is not None), None)

    above = range(index - 1, max(-1, index - 1 - _REACH), -1)
    below = range(index + 1, min(len(lines), index + 1 + _REACH))
    return nearest(iter(above)), nearest(iter(below))


def _belongs(section: Section, before: Section | None, after: Section | None) -> bool:
    """Return whether a section is between two others, and a sibling of one of them."""
    return (
        any(other is not None and other.parent is section.parent for other in (before, after))
        and (before is None or before.span.start < section.span.start)
        and (after is None or section.span.start < after.span.start)
    )


def _unlisted(outline: Outline) -> dict[str, list[Section]]:
    """Return the sections that are not in the table of contents, by name."""
    listed = {line.target for line in outline.lines}
    found: dict[str, list[Section]] = {}
    for section in outline.sections:
        if section not in listed:
            found.setdefault(letters_of(section.title), []).append(section)
    return found
