"""What a run has to say, before it is written in any format."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from awesomecheck.changes.lines import Change
from awesomecheck.document import Document, Link, Source, Span
from awesomecheck.engine.registry import Registry
from awesomecheck.rules import SEVERITIES, Finding, Severity, Verdict


class LinkRow(NamedTuple):
    """A distinct URL of a file, where it stands first, and what is known of it."""

    link: Link
    verdict: Verdict


class FileReport(NamedTuple):
    """What is to be said of one file."""

    path: str
    document: Document
    findings: tuple[Finding, ...]
    suppressed: int = 0
    links: tuple[LinkRow, ...] | None = None
    """None where links were not checked."""
    elsewhere: int = 0
    """Number of findings that have nothing to do with the change that is looked at."""
    known: tuple[Finding, ...] = ()
    """Findings that the baseline keeps back."""
    change: Change | None = None
    """The change that is looked at; None where it is the whole file."""

    def count(self, severity: Severity) -> int:
        """The number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


class Report(NamedTuple):
    """What is to be said of a run."""

    files: tuple[FileReport, ...]
    errors: tuple[str, ...] = ()
    """Files that could not be read, and rules that failed."""
    fixed: int | None = None
    """The number of findings that were mended; None where nothing was to be."""
    notices: tuple[str, ...] = ()
    """Why the report says more or less than was hoped for."""
    rules: Registry = MappingProxyType({})
    """All rules that there are, switched on or not."""

    def count(self, severity: Severity) -> int:
        """The number of findings of a severity in all files."""
        return sum(file.count(severity) for file in self.files)

    @property
    def total(self) -> int:
        """The number of findings."""
        return sum(len(file.findings) for file in self.files)

    @property
    def fixable(self) -> int:
        """The number of findings with a safe fix."""
        return sum(is_fixable(finding) for finding in self.findings())

    @property
    def suppressed(self) -> int:
        """The number of findings that comments keep back."""
        return sum(file.suppressed for file in self.files)

    @property
    def elsewhere(self) -> int:
        """The number of findings that are left out as no part of the change."""
        return sum(file.elsewhere for file in self.files)

    @property
    def known(self) -> int:
        """The number of findings that baselines keep back."""
        return sum(len(file.known) for file in self.files)

    def findings(self) -> Iterator[Finding]:
        """All findings, file by file."""
        for file in self.files:
            yield from file.findings

    def by_rule(self) -> Mapping[str, int]:
        """The number of findings of each rule, most first."""
        counts = Counter(finding.rule for finding in self.findings())
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def severities(self) -> dict[Severity, int]:
        """The number of findings of each severity, the gravest first."""
        return {severity: self.count(severity) for severity in SEVERITIES}


def is_fixable(finding: Finding) -> bool:
    """Whether the finding can be mended without asking anybody."""
    return finding.fix is not None and finding.fix.safe


def first_line(source: Source, span: Span) -> Span:
    """What of a stretch is on its first line, where others mark it; the line break left out."""
    end = source.line_span(source.position(span.start).line)[1]
    return Span(span.start, max(span.start, min(span.end, end)))
