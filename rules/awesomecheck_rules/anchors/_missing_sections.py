"""Tell which sections a table of contents should list, from those that it does list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
import re

from msgspec import Struct

from awesomecheck import Contents, Document, Section, regex
from awesomecheck_rules.anchors._anchor_targets import letters_of

_HALF = 0.5
"""From this share of listed siblings on, the other siblings are missing."""
_NEARLY_ALL = 0.9
"""From this share of listed headings of a level on, one that is not listed is missing."""
_FEWEST_GROUPS = 3
_OFTEN = 3
"""From this number on, headings of one name that are not listed are left out on purpose."""
_ABOUT_THE_LIST = regex(
    r"(?=.)(?:about(us)?|announcements?|authors?|changelog|codeofconduct|contact\w{0,20}|copyright"
    r"|(special)?(thanks|acknowledge?ments?)|(bibtex|citations?|cit(e|ing)(us|thiswork)?)"
    r"|(tableof)?contents?|toc|index|contribut(e|ing|ors?|ions?)(guide(lines)?)?|guidelines"
    r"|howto(cite|contribute|use)|credits|disclaimer|donat(e|ions?)|faq|feedback|footnotes"
    r"|furtherreading|history|introduction|(latest|recent)?(news|updates)|licen[cs](es?|ing)"
    r"|legend|maintainers?|meta|motivation|notes|overview|preface|references?|roadmap"
    r"|sponsors?|support(ers)?|star(s|history|gazers(overtime)?)|todo|whatsnew)?"
    r"(?:关于|参考|参与贡献|引用|更新(日志)?|版权|目[录錄次]|联系|致谢|许可证?|说明|贡献[者指南]*|貢献"
    r"|赞助|捐[赠款]|打赏|ライセンス)?"
)
"""Letters of headings about the list itself, which tables of contents often leave out.

In one language, or in English and then in another: `Donate 赞助`.
"""
_ABOUT_A_LIST = regex(
    r"\b(?:contribut(?:e|ing|ors?|ions?)|inclusion|criteria|licen[cs](?:es?|ing)|submi(?:t|ssion)s?)\b",
    re.IGNORECASE,
)
"""Words of headings about the list itself where no entry is below: `Contribution Rules`."""
_OMIT_COMMENT = regex(r"<!--\s*(?:omit (?:in|from) toc|no-?toc|toc-?ignore)\b", re.IGNORECASE)
"""The comment that tells generators of tables of contents to leave out a heading."""
_NUMBERING = regex(r"[\W_]*(?:\d+(?:\.\d+)*[.)]?\s)?")


class _Group(Struct, frozen=True):
    """Sections of one level in one section."""

    sections: Sequence[Section]
    listed: int
    total: int
    """Without those that need not be listed, and those not listed that a change added."""

    @property
    def level(self) -> int:
        return _level(self.sections[0])

    @property
    def parent(self) -> Section | None:
        return self.sections[0].parent


_Levels = Mapping[int, tuple[float, int]]
"""Which share of each heading level is listed, and in how many groups."""


class MissingSections:
    """Distinguishes sections that were forgotten from those left out on purpose."""

    def __init__(
        self,
        document: Document,
        contents: Contents,
        sections: Sequence[Section],
        listed: frozenset[Section],
        elsewhere: frozenset[Section],
    ) -> None:
        """Count which `sections` are listed; `elsewhere` has those that another contents lists."""
        self._document = document
        self._listed = listed
        self._elsewhere = elsewhere
        self._scope = sections[0].parent if sections else None
        self._below = [each for each in sections if each.span.start >= contents.span.end]
        self._left_out = Counter(
            _theme(each) for each in sections if each not in listed and not self._is_new(each)
        )
        self._skipped = _with_most_below(sections, listed)

    def find(self) -> Iterator[Section]:
        """Yield the missing sections, in document order.

        A section is missing if enough of its siblings are listed; where none is, if nearly all
        other sections of its level are listed.
        """
        groups = tuple(self._groups())
        levels = self._levels(groups)
        missing: set[Section] = set()
        for group in groups:
            others = [section for section in group.sections if self._could_be_missing(section)]
            if others and self._are_missing(group, len(others), levels, missing):
                missing.update(others)
        yield from (each for each in self._below if each in missing)

    def _groups(self) -> Iterator[_Group]:
        groups: dict[tuple[Section | None, int], list[Section]] = {}
        for section in self._below:
            groups.setdefault((section.parent, _level(section)), []).append(section)
        for sections in groups.values():
            others = [section for section in sections if section not in self._listed]
            uncounted = sum(self._is_optional(each) or self._is_new(each) for each in others)
            yield _Group(sections, len(sections) - len(others), len(sections) - uncounted)

    def _levels(self, groups: Sequence[_Group]) -> _Levels:
        """Count each level, in groups where the section around or any section is listed."""
        counted: dict[int, list[_Group]] = {}
        for group in groups:
            if group.listed or group.parent == self._scope or group.parent in self._listed:
                counted.setdefault(group.level, []).append(group)
        levels: dict[int, tuple[float, int]] = {}
        for level, some in counted.items():
            total = sum(group.total for group in some)
            share = sum(group.listed for group in some) / total if total else 0.0
            levels[level] = share, sum(group.listed > 0 for group in some)
        return levels

    def _are_missing(
        self, group: _Group, others: int, levels: _Levels, missing: set[Section]
    ) -> bool:
        share, groups = levels.get(group.level, (0.0, 0))
        if group.parent in missing:
            return share >= _HALF
        if group.listed:
            return group.listed >= _HALF * group.total or (others == 1 and share >= _NEARLY_ALL)
        return group.parent in self._listed and groups >= _FEWEST_GROUPS and share >= _NEARLY_ALL

    def _could_be_missing(self, section: Section) -> bool:
        """Return whether nothing shows that a section was left out on purpose."""
        return not (
            section in self._listed
            or section in self._elsewhere
            or section in self._skipped
            or self._left_out[_theme(section)] >= _OFTEN
            or self._is_optional(section)
        )

    def _is_new(self, section: Section) -> bool:
        return self._document.is_new(section.span.start)

    def _is_optional(self, section: Section) -> bool:
        """Return whether it is about the list itself, has no name, or has the omit comment."""
        names = letters_of(section.title), letters_of(_NUMBERING.sub("", section.title, count=1))
        return (
            not names[0]
            or any(map(_ABOUT_THE_LIST.fullmatch, names))
            or (_ABOUT_A_LIST.search(section.title) is not None and not self._has_entry(section))
            or self._has_omit_comment(section)
        )

    def _has_entry(self, section: Section) -> bool:
        entries = self._document.entries
        index = bisect_left(entries, section.span.start, key=lambda entry: entry.span.start)
        return index < len(entries) and section.span.contains(entries[index].span.start)

    def _has_omit_comment(self, section: Section) -> bool:
        """Return whether it is in the line of the heading or the one above."""
        heading = section.heading.span if section.heading else section.span
        start = self._document.line_span(max(0, section.span.start - 1)).start
        end = self._document.line_span(heading.end).end
        return _OMIT_COMMENT.search(self._document.text, start, end) is not None


def _with_most_below(
    sections: Sequence[Section], listed: frozenset[Section]
) -> frozenset[Section | None]:
    """Return the sections of whose subsections at least half are listed."""
    below = Counter(section.parent for section in sections)
    found = Counter(section.parent for section in sections if section in listed)
    return frozenset(parent for parent, count in found.items() if count >= _HALF * below[parent])


def _level(section: Section) -> int:
    return section.heading.level if section.heading else 0


def _theme(section: Section) -> str:
    """Return what headings like `Further reading: HTTP` and `Further reading: DNS` share."""
    return letters_of(section.title.partition(":")[0])
