"""Tables of findings in GitHub's Markdown: the most severe ones if not all of them fit."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, groupby, takewhile
from typing import NamedTuple

from awesomecheck.errors import counted
from awesomecheck.formats._gfm import code, prose
from awesomecheck.formats._on_github import page
from awesomecheck.formats.report import FileReport, Note, Report, is_fixable
from awesomecheck.rules import SEVERITIES, Finding, LinkRule, Severity
from awesomecheck.safety.redact import masked, redacted

ICONS: Mapping[Severity, str] = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}
FIXABLE = "🔧"

_FEW = 10
"""Up to this many findings of a file share one table, whatever their kinds."""
_MANY = 30
"""Of a file with more findings than this, tables of less severe kinds are folded."""
_LONG, _SHORT = 500, 120
"""The most characters of a message or URL, and of the headings above a finding."""
_MOST_FILES = 10
_HEADER = "| | Line | Finding | {} |\n| :-: | --: | :-- | :-- |\n"
_MORE = "\n… and {} more.\n"
_FIGURE_SPACE = "\u2007"
_WIDEST_RULE = 18
"""Characters of a rule's name to keep on one line; browsers break it at its hyphens."""
_KINDS = ("dead link", *SEVERITIES)
"""What has a table of its own, most severe first: dead links, then the others by severity."""
_DEAD = 0
_ALWAYS_OPEN = ("dead link", "error")
_OPEN = "\n#### {}\n\n", ""
_FOLDED = "\n<details>\n<summary><b>{}</b></summary>\n\n", "\n</details>\n"


class _Row(NamedTuple):
    kind: int
    file: int
    finding: int


def tables(report: Report, room: int) -> str:
    """Return a heading for each file with findings, and tables of them, grouped by section.

    Args:
        report: the findings.
        room: the most characters. Findings that do not fit are counted.
    """
    link_rules = {name for name, each in report.rules.items() if issubclass(each.rule, LinkRule)}
    with_page = {name for name in report.by_rule() if report.rule_url(name)}
    files = [_FileTables(file, link_rules, with_page) for file in report.files if file.findings]
    rows = sorted(
        _Row(kind, number, index)
        for number, file in enumerate(files)
        for index, kind in enumerate(file.kinds)
    )
    sizes = list(takewhile(lambda size: size <= room, accumulate(_sizes(files, rows))))
    shown, note = len(sizes), ""
    if shown < len(rows):
        room -= len(_note(files, rows, len(rows))) + len(_MORE.format(len(rows)))
        shown = sum(size <= room for size in sizes)
        note = _note(files, rows[shown:], len(rows))
    by_file = groupby(sorted(row[1:] for row in rows[:shown]), lambda place: place[0])
    parts = (files[index].text([finding for _, finding in own]) for index, own in by_file)
    return "".join(chain.from_iterable(parts)) + note


def definitions(report: Report) -> Iterator[str]:
    """Yield the link definitions by which names of rules in tables lead to their pages."""
    for name in report.by_rule():
        if url := report.rule_url(name):
            yield f"[{code(name)}]: {url}\n"


def _sizes(files: "Sequence[_FileTables]", rows: Sequence[_Row]) -> Iterator[int]:
    """Yield how many characters each row adds, with headings that no row before it has."""
    seen: set[object] = set()
    for row in rows:
        file = files[row.file]
        headings = {(row.file, *key): text for key, text in file.headings(row.finding).items()}
        new = sum(len(text) for key, text in headings.items() if key not in seen)
        seen |= headings.keys()
        yield len(file.row(row.finding)) + new


def _note(files: "Sequence[_FileTables]", left: Sequence[_Row], total: int) -> str:
    counts = sorted(Counter(row.file for row in left).items())
    places = [f"{code(files[each].path, _SHORT)} ({count})" for each, count in counts]
    if more := len(places[_MOST_FILES:]):
        places[_MOST_FILES:] = [f"and {counted(more, 'more file')}"]
    return (
        f"\n> [!NOTE]\n> {len(left)} of {counted(total, 'finding')} did not fit, the least severe"
        f" ones: {', '.join(places)}. `awesomecheck --format concise` lists all.\n"
    )


class _FileTables:
    """Tables of some of a file's findings, which are given by their indices."""

    def __init__(
        self, file: FileReport, link_rules: Collection[str], with_page: Collection[str]
    ) -> None:
        dead = {redacted(row.link.url) for row in file.links or () if row.verdict.state == "dead"}
        self.path = file.path
        self.kinds = [
            _DEAD
            if finding.url in dead and finding.rule in link_rules
            else 1 + SEVERITIES.index(finding.severity)
            for finding in file.findings
        ]
        self._file = file
        self._with_page = with_page
        self._totals = Counter(self.kinds)
        self._is_small = len(self.kinds) <= _FEW

    def text(self, chosen: Sequence[int]) -> Iterator[str]:
        """Yield the heading, and the tables of some findings."""
        yield self._heading
        for table, indices in groupby(sorted(chosen, key=self._table), self._table):
            own = list(indices)
            before, after = self._frame(table)
            yield before
            for section, rows in groupby(own, self._section):
                yield section
                yield from map(self.row, rows)
            left = (len(self.kinds) if self._is_small else self._totals[table]) - len(own)
            yield _MORE.format(left) if left else ""
            yield after

    def headings(self, index: int) -> dict[tuple[object, ...], str]:
        """Return all that is above the row of a finding, under keys that rows share."""
        table, section = self._table(index), self._section(index)
        return {
            (): self._heading,
            (table,): "".join(self._frame(table)),
            (table, section): section,
        }

    def row(self, index: int) -> str:
        """Return the row of a finding."""
        finding = self._file.findings[index]
        line = self._file.position(finding).line
        place = f"[{line}]({self._page}#L{line})" if self._page else str(line)
        message = prose(finding.message, _LONG)
        if finding.url and finding.url not in finding.message:
            message += f"<br>{code(redacted(finding.url), _LONG)}"
        rule = code(finding.rule, _SHORT)
        if finding.rule in self._with_page:
            rule = f"[{rule}]"
        rule += f"&nbsp;{FIXABLE}" if is_fixable(finding) else ""
        return f"| {ICONS[finding.severity]} | {place} | {message} | {rule} |\n"

    def _table(self, index: int) -> int:
        return 0 if self._is_small else self.kinds[index]

    @cached_property
    def _heading(self) -> str:
        name = code(self.path, _LONG)
        return f"\n### {f'[{name}]({self._page})' if self._page else name}\n"

    def _frame(self, table: int) -> tuple[str, str]:
        """Return what is before and after the rows of a table."""
        if self._is_small:
            return f"\n{self._header}", ""
        so_far = sum(count for kind, count in self._totals.items() if kind <= table)
        folded = so_far > _MANY and _KINDS[table] not in _ALWAYS_OPEN
        before, after = _FOLDED if folded else _OPEN
        noun = _KINDS[table]
        title = counted(self._totals[table], f"other {noun}" if noun in self._others else noun)
        return before.format(title) + self._header, after

    @cached_property
    def _others(self) -> Collection[str]:
        """The severities of dead links, which other findings have too."""
        kinds = zip(self.kinds, self._file.findings, strict=True)
        return {finding.severity for kind, finding in kinds if kind == _DEAD}

    @cached_property
    def _header(self) -> str:
        width = max(map(_width, self._file.findings))
        return _HEADER.format("Rule".ljust(width, _FIGURE_SPACE))

    def _section(self, index: int) -> str:
        """Return a row with the headings above a finding, without the title of the list."""
        path = self._notes[self._file.findings[index].span.start].headings
        label = prose(masked(" › ".join(filter(None, path))), _SHORT)
        return f"| | | **{label}** | |\n" if label else ""

    @cached_property
    def _notes(self) -> Mapping[int, Note]:
        return self._file.noted()

    @cached_property
    def _page(self) -> str | None:
        return page(self._file.source)


def _width(finding: Finding) -> int:
    """Return how many characters of a finding's rule should fit on one line."""
    mark = len(f" {FIXABLE} ") if is_fixable(finding) else 0
    return min(len(finding.rule), _WIDEST_RULE) + mark
