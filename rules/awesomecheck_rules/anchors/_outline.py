"""Which sections a table of contents should list and does not, told from those that it lists."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
import re
from typing import NamedTuple

from awesomecheck import Contents, Document, Link, Section
from awesomecheck_rules.anchors._entries import Entry, resolve
from awesomecheck_rules.anchors._places import Places, fragment_of, letters

_HALF = 0.5
"""Share of a section's subsections that are listed, from which on the others are missed."""
_HABIT = 0.9
"""Share of all headings of a level, from which on one left out is no choice."""
_LEAST_GROUPS = 3
_OFTEN = 3
"""Number of times that a heading is left out, from which on that is a choice."""
_LEAST_SHARED = 4
_ABOVE = 2000
"""Characters above a list that may name groups of it."""
_MOST_PER_ENTRY = 100
_MOST_PER_SECTION = 8
"""Tables of contents that a section is held against, on the average of a text."""
_REACH = 10
"""Entries looked at for the neighbours of one."""
_HOUSEKEEPING = re.compile(
    r"about(us)?|announcements?|authors?|changelog|codeofconduct|contact\w{0,20}|copyright"
    r"|(special)?(thanks|acknowledge?ments?)|(bibtex|citations?|cit(e|ing)(us|thiswork)?)"
    r"|(tableof)?contents?|toc|index|contribut(e|ing|ors?|ions?)(guide(lines)?)?|guidelines"
    r"|howto(cite|contribute|use)|credits|disclaimer|donat(e|ions?)|faq|feedback|footnotes"
    r"|furtherreading|history|introduction|(latest|recent)?(news|updates)|licen[cs](es?|ing)"
    r"|legend|maintainers?|meta|motivation|notes|overview|preface|references?|roadmap"
    r"|sponsors?|support(ers)?|star(s|history|gazers(overtime)?)|todo|whatsnew"
    r"|关于|参考|参与贡献|引用|更新(日志)?|版权|目[录錄次]|联系|致谢|许可证?|说明|贡献[者指南]*|貢献"
    r"|ライセンス"
)
"""Letters of headings that are about the list itself; contents often leave them out."""
_OMITTED = re.compile(r"<!--\s*(?:omit (?:in|from) toc|no-?toc|toc-?ignore)\b", re.IGNORECASE)
"""The comment by which makers of contents are told to leave a heading out."""
_NUMBERING = re.compile(r"[\W_]*(?:\d+(?:\.\d+)*[.)]?\s)?")
_BROKEN_LINK = re.compile(
    r"^[^\S\n]*(?:[-*+]|\d+[.)])[^\S\n]+(?P<label>[^\n#]*)[(（\[][^\S\n]?#.*$", re.MULTILINE
)
"""A line of a list that a slip keeps from being a link: `- [B] (#b)`, `- [B](#b`, `- B](#b)`."""
_TAG = re.compile(r"<[^<>]*>")


class Outline(NamedTuple):
    """All entries of a table of contents, and which sections it should list and does not."""

    contents: Contents
    sections: tuple[Section, ...]
    """Those inside the innermost section around the contents and all that it lists."""
    entries: tuple[Entry, ...]
    missing: tuple[Section, ...]
    """In document order; parents before their subsections."""


def outlines(document: Document, places: Places) -> Iterator[Outline]:
    """All tables of contents that lead to a section."""
    by_start = {
        section.heading.span.start: section for section in document.sections if section.heading
    }
    resolved = [
        tuple(resolve(document, contents, places, by_start)) for contents in document.contents
    ]
    everywhere = Counter(
        id(entry.aim) for entries in resolved for entry in entries if entry.aim is not None
    )
    linked = _first_links(document, places, by_start)
    budget = _MOST_PER_SECTION * len(document.sections)
    for contents, entries in zip(document.contents, resolved, strict=True):
        listed = [entry.section for entry in entries if entry.section is not None]
        if not listed:
            continue
        scope = _common([contents.section, *listed])
        first, last = _bounds(document, scope)
        # A few links somewhere in a long text are no contents of it, and cost would add up.
        if last - first > min(_MOST_PER_ENTRY * len(entries), budget):
            continue
        budget -= last - first
        sections = tuple(
            section
            for section in document.sections[first:last]
            if section is not scope and section.heading is not None
        )
        text_start = _first_start(contents, listed)
        own = Counter(id(entry.aim) for entry in entries if entry.aim is not None)
        known = frozenset(own) | _plain_lines(document, contents, sections)
        elsewhere = frozenset(
            id(section)
            for section in sections
            if everywhere[id(section)] > own[id(section)]
            or linked.get(id(section), len(document.text)) < text_start
        )
        missing = tuple(_Judge(document, contents, sections, known, elsewhere).missing())
        renamed = _renamed(entries, missing)
        found = {id(section) for section in renamed.values()}
        yield Outline(
            contents,
            sections,
            tuple(
                entry._replace(near=renamed[index], renamed=True) if index in renamed else entry
                for index, entry in enumerate(entries)
            ),
            tuple(section for section in missing if id(section) not in found),
        )


def _bounds(document: Document, scope: Section) -> tuple[int, int]:
    """Which of a document's sections stand in one of them, that one included."""
    first = bisect_left(document.sections, scope.span.start, key=_start)
    return first, bisect_left(document.sections, scope.span.end, lo=first, key=_start)


def _start(section: Section) -> int:
    return section.span.start


def _first_start(contents: Contents, listed: Sequence[Section]) -> int:
    """Where the text begins that a table of contents stands above."""
    below = (each.span.start for each in listed if each.span.start >= contents.span.end)
    return min(below, default=contents.span.end)


def ancestors(section: Section) -> Iterator[Section]:
    """The sections around a section, from the innermost out."""
    while section.parent is not None:
        section = section.parent
        yield section


def _common(sections: Sequence[Section]) -> Section:
    """The innermost section around all of them."""
    common = sections[0]
    for section in sections[1:]:
        around = {id(section), *map(id, ancestors(section))}
        while id(common) not in around and common.parent is not None:
            common = common.parent
    return common


def _plain_lines(
    document: Document, contents: Contents, sections: Sequence[Section]
) -> frozenset[int]:
    """The sections that the contents names without a link into the page."""
    start = max(contents.section.own.start, contents.span.start - _ABOVE)
    lines = document.text[start : contents.span.end].splitlines()
    names = {letters(_TAG.sub("", line)) for line in lines}
    first = bisect_left(document.links, start, key=lambda link: link.span.start)
    last = bisect_left(document.links, contents.span.end, key=lambda link: link.span.start)
    links = document.links[first:last]
    names |= {letters(link.text) for link in links if link.kind != "anchor"}
    names.update(_broken_links(document, start, contents.span.end, links))
    return frozenset(
        id(section)
        for section in sections
        if section.heading is not None and letters(section.heading.text) in names
    )


def _broken_links(
    document: Document, start: int, end: int, links: Sequence[Link]
) -> Iterator[str]:
    """What lines name that hold no link, but something that was meant to lead into the page."""
    starts = [link.span.start for link in links]
    for match in _BROKEN_LINK.finditer(document.text, start, end):
        at = bisect_left(starts, match.start())
        if at == len(starts) or starts[at] >= match.end():
            yield letters(match["label"])


def _first_links(
    document: Document, places: Places, by_start: Mapping[int, Section]
) -> Mapping[int, int]:
    """The offset of the first link to each section, of those above the end of all contents."""
    found: dict[int, int] = {}
    end = document.contents[-1].span.end if document.contents else 0
    for link in document.links:
        if link.span.start >= end:
            break
        place = places.exact(fragment_of(link)) if link.kind == "anchor" else None
        if place is not None and place.heading is not None:
            found.setdefault(id(by_start.get(place.heading.span.start)), link.span.start)
    return found


@dataclass(slots=True)
class _Tally:
    listed: int = 0
    total: int = 0
    groups: int = 0

    @property
    def share(self) -> float:
        return self.listed / self.total if self.total else 0.0


class _Judge:
    """Tells a section that was forgotten from one that was left out on purpose."""

    def __init__(
        self,
        document: Document,
        contents: Contents,
        sections: Sequence[Section],
        listed: frozenset[int],
        elsewhere: frozenset[int],
    ) -> None:
        self._text = document.text
        self._listed = listed
        self._elsewhere = elsewhere
        self._scope = sections[0].parent if sections else None
        self._below = [each for each in sections if each.span.start >= contents.span.end]
        self._left_out = Counter(_theme(each) for each in sections if id(each) not in listed)
        self._skipped = _with_most_below(sections, listed)

    def missing(self) -> Iterator[Section]:
        """The sections that contents of this habit would list.

        Told from the subsections of one section that are listed and those that are not; where
        none of them is, from what is done with other sections of that level.
        """
        groups = self._groups()
        levels = self._levels(groups)
        missing: set[int] = set()
        for group in groups:
            others = [section for section in group if self._could_be_missed(section)]
            if others and self._are_missed(group, len(others), levels, missing):
                missing.update(map(id, others))
        yield from (each for each in self._below if id(each) in missing)

    def _groups(self) -> Sequence[Sequence[Section]]:
        """Sections after the contents, those of one level under one section together."""
        groups: dict[tuple[int, int], list[Section]] = {}
        for section in self._below:
            groups.setdefault((id(section.parent), _level(section)), []).append(section)
        return list(groups.values())

    def _levels(self, groups: Sequence[Sequence[Section]]) -> dict[int, _Tally]:
        """What is done with each level, where the section above is listed or something is."""
        levels: dict[int, _Tally] = {}
        for group in groups:
            parent = group[0].parent
            counted = _Tally(*self._count(group))
            if counted.listed or parent is self._scope or id(parent) in self._listed:
                tally = levels.setdefault(_level(group[0]), _Tally())
                tally.listed += counted.listed
                tally.total += counted.total
                tally.groups += counted.listed > 0
        return levels

    def _count(self, group: Sequence[Section]) -> tuple[int, int]:
        """How many of a group are listed, and of how many that could be."""
        listed = sum(id(section) in self._listed for section in group)
        optional = sum(
            id(section) not in self._listed and self._is_optional(section) for section in group
        )
        return listed, len(group) - optional

    def _are_missed(
        self,
        group: Sequence[Section],
        others: int,
        levels: dict[int, _Tally],
        missing: set[int],
    ) -> bool:
        parent = group[0].parent
        level = levels.get(_level(group[0]), _Tally())
        if id(parent) in missing:
            return level.share >= _HALF
        listed, total = self._count(group)
        if listed:
            return listed >= _HALF * total or (others == 1 and level.share >= _HABIT)
        return (
            id(parent) in self._listed and level.groups >= _LEAST_GROUPS and level.share >= _HABIT
        )

    def _could_be_missed(self, section: Section) -> bool:
        """Whether nothing tells that a section was left out on purpose.

        It is in no other contents, its subsections are not listed without it, and others of its
        name are not left out too.
        """
        return not (
            id(section) in self._listed
            or id(section) in self._elsewhere
            or id(section) in self._skipped
            or self._left_out[_theme(section)] >= _OFTEN
            or self._is_optional(section)
        )

    def _is_optional(self, section: Section) -> bool:
        """Whether it is about the list itself, has no name, or is marked to be left out."""
        text = section.heading.text if section.heading else ""
        name = letters(text)
        return (
            not name
            or _HOUSEKEEPING.fullmatch(name) is not None
            or _HOUSEKEEPING.fullmatch(letters(_NUMBERING.sub("", text, count=1))) is not None
            or _OMITTED.search(self._text, *self._lines(section)) is not None
        )

    def _lines(self, section: Section) -> tuple[int, int]:
        """The heading's line and the one above it."""
        text = self._text
        start = text.rfind("\n", 0, max(0, section.span.start - 1)) + 1
        heading_end = section.heading.span.end if section.heading else section.span.start
        end = text.find("\n", heading_end)
        return start, end if end >= 0 else len(text)


def _with_most_below(sections: Sequence[Section], listed: frozenset[int]) -> frozenset[int]:
    """The sections of whose subsections at least half are listed."""
    below = Counter(id(section.parent) for section in sections)
    found = Counter(id(section.parent) for section in sections if id(section) in listed)
    return frozenset(parent for parent, count in found.items() if count >= _HALF * below[parent])


def _level(section: Section) -> int:
    return section.heading.level if section.heading else 0


def _theme(section: Section) -> str:
    """What many headings may share: `Further reading: HTTP` and `Further reading: DNS`."""
    return letters(section.heading.text.partition(":")[0]) if section.heading else ""


def _renamed(entries: Sequence[Entry], missing: Sequence[Section]) -> dict[int, Section]:
    """Dangling entries, by index, of sections that now have a longer or a shorter name.

    Such a section is the only one missing between the neighbours of its entry.
    """
    found: dict[int, Section] = {}
    taken: set[int] = set()
    starts = [section.span.start for section in missing]
    aims = [entry.aim for entry in entries]
    for index, entry in enumerate(entries):
        if not missing or not entry.dangling or entry.near is not None:
            continue
        around = aims[max(0, index - _REACH) : index + _REACH + 1]
        middle = min(index, _REACH)
        before = next((aim for aim in reversed(around[:middle]) if aim), None)
        after = next((aim for aim in around[middle + 1 :] if aim), None)
        first = bisect_left(starts, before.span.start) if before else 0
        last = bisect_left(starts, after.span.start) if after else len(starts)
        between = [
            section
            for section in missing[first : min(last, first + _REACH)]
            if _is_alike(entry.item.link.text, section)
        ]
        if len(between) == 1 and id(between[0]) not in taken:
            found[index] = between[0]
            taken.add(id(between[0]))
    return found


def _is_alike(text: str, section: Section) -> bool:
    """Whether one name begins or ends with the other."""
    old, new = letters(text), letters(section.heading.text if section.heading else "")
    shorter, longer = sorted((old, new), key=len)
    return len(shorter) >= _LEAST_SHARED and (
        longer.startswith(shorter) or longer.endswith(shorter)
    )
