"""Findings as tables of GitHub's Markdown; the gravest of them where there is no room for all."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, groupby, takewhile
from typing import NamedTuple

from awesomecheck.document import Document
from awesomecheck.errors import counted
from awesomecheck.formats._gfm import code, prose
from awesomecheck.formats._on_github import page
from awesomecheck.formats.report import FileReport, Report, is_fixable
from awesomecheck.rules import SEVERITIES, Finding, LinkRule, Severity
from awesomecheck.safety.redact import masked, redacted

ICONS: Mapping[Severity, str] = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}
FIXABLE = "🔧"

_FEW = 10
"""So many findings of a file stand in one table, whatever their kinds."""
_MANY = 30
"""More findings of a file than so many are folded away, but for the gravest kinds."""
_LONG, _SHORT = 500, 120
"""The most characters of a message or an address, and of the headings above a finding."""
_MOST_FILES = 10
_HEADER = "| | Line | Finding | {} |\n| :-: | --: | :-- | :-- |\n"
_FIGURE_SPACE = "\u2007"
_WIDEST_RULE = 18
"""So many characters of a rule's name are kept in one line; browsers break it at its hyphens."""
_KINDS = ("dead link", *SEVERITIES)
"""What has a table of its own, from the gravest down: dead links, and the others by severity."""
_DEAD = 0
_ALWAYS_OPEN = ("dead link", "error")
_OPEN = "\n#### {}\n\n", ""
_FOLDED = "\n<details>\n<summary><b>{}</b></summary>\n\n", "\n</details>\n"


class _Row(NamedTuple):
    kind: int
    sheet: int
    finding: int


def tables(report: Report, room: int) -> str:
    """A heading for each file with findings, and tables of them, grouped by section.

    Args:
        report: what was found.
        room: the number of characters not to go beyond. What has to be left out is counted.
    """
    asking = {name for name, each in report.rules.items() if issubclass(each.rule, LinkRule)}
    sheets = [_Sheet(file, asking) for file in report.files if file.findings]
    rows = sorted(
        _Row(kind, number, index)
        for number, sheet in enumerate(sheets)
        for index, kind in enumerate(sheet.kinds)
    )

    def text(count: int) -> str:
        return "".join(_text(sheets, rows[:count], rows[count:]))

    sizes = accumulate(len(sheets[row.sheet].row(row.finding)) for row in rows)
    most = sum(1 for _ in takewhile(lambda size: size <= room, sizes))
    if most == len(rows) and len(text(most)) <= room:
        return text(most)
    # Each further row makes the text longer, so that the last that fits is found by halving.
    return text(bisect_right(range(1, most + 1), room, key=lambda count: len(text(count))))


def _text(
    sheets: "Sequence[_Sheet]", shown: Sequence[_Row], left: Sequence[_Row]
) -> Iterator[str]:
    for index, rows in groupby(sorted(shown, key=_place), lambda row: row.sheet):
        yield from sheets[index].text([row.finding for row in rows])
    if left:
        counts = sorted(Counter(row.sheet for row in left).items())
        places = [f"{code(sheets[each].path, _SHORT)} ({count})" for each, count in counts]
        if more := len(places[_MOST_FILES:]):
            places[_MOST_FILES:] = [f"and {counted(more, 'more file')}"]
        total = counted(len(shown) + len(left), "finding")
        yield f"\n> [!NOTE]\n> There is no room for {len(left)} of {total}, the least grave ones:"
        yield f" {', '.join(places)}. `awesomecheck --format concise` lists all.\n"


def _place(row: _Row) -> tuple[int, int]:
    return row.sheet, row.finding


class _Sheet:
    """The findings of a file, and the tables that show some of them."""

    def __init__(self, file: FileReport, asking: Collection[str]) -> None:
        dead = {redacted(row.link.url) for row in file.links or () if row.verdict.state == "dead"}
        self.path = file.path
        self.kinds = [
            _DEAD
            if finding.url in dead and finding.rule in asking
            else 1 + SEVERITIES.index(finding.severity)
            for finding in file.findings
        ]
        self._file = file
        self._totals = Counter(self.kinds)
        self._other = {
            finding.severity
            for kind, finding in zip(self.kinds, file.findings, strict=True)
            if kind == _DEAD
        }
        self._rows: dict[int, str] = {}
        self._labels: dict[int, str] = {}

    def text(self, chosen: Sequence[int]) -> Iterator[str]:
        """The heading, and tables of some of the findings, which are told by their index."""
        name = code(self.path, _LONG)
        yield f"\n### {f'[{name}]({self._page})' if self._page else name}\n"
        if len(self.kinds) <= _FEW:
            yield from ("\n", *self._table(chosen))
            return
        so_far = 0
        for kind in sorted({self.kinds[index] for index in chosen}):
            so_far += self._totals[kind]
            rows = [index for index in chosen if self.kinds[index] == kind]
            folded = so_far > _MANY and _KINDS[kind] not in _ALWAYS_OPEN
            before, after = _FOLDED if folded else _OPEN
            yield before.format(self._title(kind))
            yield from self._table(rows)
            if left := self._totals[kind] - len(rows):
                yield f"\n… and {left} more.\n"
            yield after

    def _title(self, kind: int) -> str:
        noun = _KINDS[kind]
        return counted(self._totals[kind], f"other {noun}" if noun in self._other else noun)

    def _table(self, chosen: Sequence[int]) -> Iterator[str]:
        width = max(_width(self._file.findings[index]) for index in chosen)
        yield _HEADER.format("Rule".ljust(width, _FIGURE_SPACE))
        for section, indices in groupby(chosen, self._section):
            if section:
                yield f"| | | **{section}** | |\n"
            yield from map(self.row, indices)

    def row(self, index: int) -> str:
        """The row of a finding."""
        if index not in self._rows:
            self._rows[index] = self._row(self._file.findings[index])
        return self._rows[index]

    def _row(self, finding: Finding) -> str:
        line = self._file.document.source.position(finding.span.start).line
        place = f"[{line}]({self._page}#L{line})" if self._page else str(line)
        message = prose(finding.message, _LONG)
        if finding.url and finding.url not in finding.message:
            message += f"<br>{code(redacted(finding.url), _LONG)}"
        rule = code(finding.rule, _SHORT) + (f"&nbsp;{FIXABLE}" if is_fixable(finding) else "")
        return f"| {ICONS[finding.severity]} | {place} | {message} | {rule} |\n"

    def _section(self, index: int) -> str:
        """The headings above a finding, the title of the whole list left out."""
        section = self._file.document.section_at(self._file.findings[index].span.start)
        if section.span.start not in self._labels:
            path = filter(None, section.path[self._titles :])
            self._labels[section.span.start] = prose(masked(" › ".join(path)), _SHORT)
        return self._labels[section.span.start]

    @cached_property
    def _titles(self) -> int:
        """How many headings stand above everything: one, where the list has a title."""
        return int(_has_title(self._file.document))

    @cached_property
    def _page(self) -> str | None:
        return page(self._file.document.source)


def _width(finding: Finding) -> int:
    """How many characters the rule of a finding should have beside each other."""
    mark = len(f" {FIXABLE} ") if is_fixable(finding) else 0
    return min(len(finding.rule), _WIDEST_RULE) + mark


def _has_title(document: Document) -> bool:
    levels = [section.heading.level for section in document.sections if section.heading]
    return levels[:1] == [1] and levels.count(1) == 1
