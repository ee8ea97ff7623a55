"""Compare a table of contents with the sections that it covers."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck import Contents, Document, Link, Section, regex
from awesomecheck_rules.anchors._anchor_targets import AnchorTargets, fragment_of, letters_of
from awesomecheck_rules.anchors._contents_lines import ContentsLine, resolve
from awesomecheck_rules.anchors._missing_sections import MissingSections

_LEAST_SHARED = 4
"""Letters that an old and a new name must share."""
_STEM = 5
"""Letters of a word that its forms share."""
_MOST_WORDS = 0.5
"""Names that share more of their words than this share are similar."""
_ABOVE = 2000
"""Characters above a list that may name groups of it."""
_MOST_PER_LINE = 100
_MOST_PER_SECTION = 8
"""Tables of contents that a section is compared with, on average."""
_REACH = 10
"""Lines searched for the neighbours of one."""
_BROKEN_LINK = regex(
    r"^[^\S\n]*(?:[-*+]|\d+[.)])[^\S\n]+(?P<label>[^\n#]*)[(（\[][^\S\n]?#.*$", re.MULTILINE
)
"""A line of a list with a mistyped link: `- [B] (#b)`, `- [B](#b`, `- B](#b)`."""
_TAG = regex(r"<[^<>]*>")
_WORD = regex(r"[^\W_]+")


class Outline(Struct, frozen=True):
    """The lines of a table of contents, and the sections that it covers."""

    contents: Contents
    sections: tuple[Section, ...]
    """Those in the innermost section around the contents and all that it lists."""
    lines: tuple[ContentsLine, ...]
    missing: tuple[Section, ...]
    """Sections that should be listed and are not, in document order."""


def outlines(document: Document, anchors: AnchorTargets) -> Iterator[Outline]:
    """Yield all tables of contents that link to a section."""
    by_start = {
        section.heading.span.start: section for section in document.sections if section.heading
    }
    resolved = [
        tuple(resolve(document, contents, anchors, by_start)) for contents in document.contents
    ]
    linked = _first_links(document, anchors, by_start)
    everywhere = Counter(target for lines in resolved for target in _targets(lines))
    budget = _MOST_PER_SECTION * len(document.sections)
    for contents, lines in zip(document.contents, resolved, strict=True):
        listed = [line.section for line in lines if line.section is not None]
        scope = _common([contents.section, *listed])
        first = bisect_left(document.sections, scope.span.start, key=_start)
        last = bisect_left(document.sections, scope.span.end, lo=first, key=_start)
        # A few links in a long text are no table of contents, and the cost would add up.
        if listed and last - first <= min(_MOST_PER_LINE * len(lines), budget):
            budget -= last - first
            sections = tuple(
                section
                for section in document.sections[first:last]
                if section is not scope and section.heading is not None
            )
            below = [each.span.start for each in listed if each.span.start >= contents.span.end]
            text_start = min(below, default=contents.span.end)
            own = Counter(_targets(lines))
            elsewhere = frozenset(
                section
                for section in sections
                if everywhere[section] > own[section]
                or linked.get(section, text_start) < text_start
            )
            beside = {each for each in sections if _is_linked_in(contents, linked.get(each))}
            unlinked = _named_without_link(document, contents, sections, anchors)
            named = frozenset(own) | beside | unlinked
            missing = MissingSections(document, contents, sections, named, elsewhere).find()
            yield _with_renamed(Outline(contents, sections, lines, tuple(missing)))


def _is_linked_in(contents: Contents, link: int | None) -> bool:
    """Return whether a link, by its offset, is in a table of contents: lines may have several."""
    return link is not None and contents.span.contains(link)


def _with_renamed(outline: Outline) -> Outline:
    """Take missing sections for renamed ones where a dangling line has a similar name."""
    renamed = _renamed(outline.lines, outline.missing)
    lines = (
        replace(line, near=renamed[index], renamed=True) if index in renamed else line
        for index, line in enumerate(outline.lines)
    )
    found = set(renamed.values())
    missing = (section for section in outline.missing if section not in found)
    return replace(outline, lines=tuple(lines), missing=tuple(missing))


def _start(section: Section) -> int:
    return section.span.start


def _targets(lines: Sequence[ContentsLine]) -> Iterator[Section]:
    return (line.target for line in lines if line.target is not None)


def ancestors(section: Section) -> Iterator[Section]:
    """Yield the sections around a section, from the innermost out."""
    while section.parent is not None:
        section = section.parent
        yield section


def _common(sections: Sequence[Section]) -> Section:
    """Return the innermost section around all of them."""
    common = sections[0]
    for section in sections[1:]:
        around = {section, *ancestors(section)}
        while common not in around and common.parent is not None:
            common = common.parent
    return common


def _named_without_link(
    document: Document, contents: Contents, sections: Sequence[Section], anchors: AnchorTargets
) -> frozenset[Section]:
    """Return the sections that the contents name without a link to their heading."""
    start = max(contents.section.own.start, contents.span.start - _ABOVE)
    lines = document.text[start : contents.span.end].splitlines()
    names = {letters_of(_TAG.sub("", line)) for line in lines}
    first = bisect_left(document.links, start, key=lambda link: link.span.start)
    last = bisect_left(document.links, contents.span.end, key=lambda link: link.span.start)
    links = document.links[first:last]
    names |= {letters_of(link.text) for link in links if not _leads_to_heading(link, anchors)}
    names.update(_broken_links(document, start, contents.span.end, links))
    return frozenset(section for section in sections if letters_of(section.title) in names)


def _leads_to_heading(link: Link, anchors: AnchorTargets) -> bool:
    """Return whether a link into the page leads to a heading, or nowhere."""
    target = anchors.exact(fragment_of(link)) if link.kind == "anchor" else None
    return link.kind == "anchor" and (target is None or target.heading is not None)


def _broken_links(
    document: Document, start: int, end: int, links: Sequence[Link]
) -> Iterator[str]:
    """Yield the names in lines with a mistyped link."""
    starts = [link.span.start for link in links]
    for match in _BROKEN_LINK.finditer(document.text, start, end):
        at = bisect_left(starts, match.start())
        if at == len(starts) or starts[at] >= match.end():
            yield letters_of(match["label"])


def _first_links(
    document: Document, anchors: AnchorTargets, by_start: Mapping[int, Section]
) -> Mapping[Section, int]:
    """Return the offset of the first link to each section, up to the last table of contents."""
    found: dict[Section, int] = {}
    end = document.contents[-1].span.end if document.contents else 0
    for link in document.links:
        if link.span.start >= end:
            break
        target = anchors.exact(fragment_of(link)) if link.kind == "anchor" else None
        if target is not None and target.heading is not None:
            section = by_start.get(target.heading.span.start)
            if section is not None:
                found.setdefault(section, link.span.start)
    return found


def _renamed(lines: Sequence[ContentsLine], missing: Sequence[Section]) -> dict[int, Section]:
    """Return the sections, by dangling line, that now have a similar name.

    Such a section is the only similar one that is missing between the neighbours of the line.
    """
    found: dict[int, Section] = {}
    if not missing:
        return found
    taken: set[Section] = set()
    starts = [section.span.start for section in missing]
    targets = [line.target for line in lines]
    for index, line in enumerate(lines):
        if not line.dangling or line.near is not None:
            continue
        before = next(filter(None, reversed(targets[max(0, index - _REACH) : index])), None)
        after = next(filter(None, targets[index + 1 : index + _REACH + 1]), None)
        first = bisect_left(starts, before.span.start) if before else 0
        last = bisect_left(starts, after.span.start) if after else len(starts)
        between = [
            section
            for section in missing[first : min(last, first + _REACH)]
            if _is_similar(line.item.link.text, section)
        ]
        if len(between) == 1 and between[0] not in taken:
            found[index] = between[0]
            taken.add(between[0])
    return found


def _is_similar(text: str, section: Section) -> bool:
    """Return whether one name begins or ends with the other, or they share most of its words."""
    old, new = letters_of(text), letters_of(section.title)
    shorter, longer = sorted((old, new), key=len)
    if len(shorter) >= _LEAST_SHARED and (longer.startswith(shorter) or longer.endswith(shorter)):
        return True
    words = sorted((_stems(text), _stems(section.title)), key=len)
    return len(words[0] & words[1]) > _MOST_WORDS * len(words[0])


def _stems(text: str) -> set[str]:
    """Return how the words of a name begin, so that `Models` and `Modelling` are one."""
    words = _WORD.findall(text.casefold())
    return {word[:_STEM] for word in words if len(word) > 1 and not word.isdecimal()}
