"""What a run has found, before it is written in a format."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from awesomecheck.changes.baseline import FindingKey, finding_key, subjects_in
from awesomecheck.changes.lines import LineChange
from awesomecheck.document.nodes import Link, Span
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.source import Position, Source
from awesomecheck.document.tree import Document
from awesomecheck.engine.registry import Registry
from awesomecheck.errors import UserError
from awesomecheck.rules import SEVERITIES, Finding, Severity, Verdict, rule_url

_OURS = "awesomecheck"
"""The package whose rules have pages on the web."""


_NO_FIXES: Mapping[str, int] = MappingProxyType({})


class LinkRow(Struct, frozen=True):
    """A distinct URL of a file at its first place, and its verdict."""

    link: Link
    verdict: Verdict


class LinkRows:
    """The rows of a file, made anew at each use: those of many files fit no memory."""

    def __init__(self, text: ParsedText, verdicts: Mapping[str, Verdict]) -> None:
        self._text = text
        self._verdicts = verdicts

    def __iter__(self) -> Iterator[LinkRow]:
        """Yield a row for each distinct URL, at its first link."""
        seen: set[str] = set()
        for link in self._text.document.links:
            if link.url in self._verdicts and link.url not in seen:
                seen.add(link.url)
                yield LinkRow(link, self._verdicts[link.url])


class Note(Struct, frozen=True):
    """What reports say of a place beside the findings there."""

    subject: str
    """Identifies findings without a URL, as in a baseline."""
    headings: tuple[str, ...]
    """The headings above it, without the title of the list."""
    position: Position


def notes_on(document: Document, findings: Iterable[Finding]) -> dict[int, Note]:
    """Return notes on the places where findings start."""
    subject = subjects_in(document)
    levels = [section.heading.level for section in document.sections if section.heading]
    has_title = levels[:1] == [1] and levels.count(1) == 1
    return {
        start: Note(
            subject(start),
            document.section_at(start).path[int(has_title) :],
            document.source.position(start),
        )
        for start in {finding.span.start for finding in findings}
    }


class FileReport(Struct, frozen=True):
    """What was found in one file."""

    path: str
    text: ParsedText
    findings: tuple[Finding, ...]
    suppressed: int = 0
    links: Iterable[LinkRow] | None = None
    """None if links were not checked."""
    outside_change: int = 0
    """Number of findings that do not belong to the change under check."""
    older: tuple[Finding, ...] = ()
    """Those of them on lines that the change touches: they were there before."""
    baselined: tuple[Finding, ...] = ()
    """Findings that are in the baseline."""
    hidden: tuple[Finding, ...] = ()
    """Findings that are less severe than the configuration wants reported."""
    change: LineChange | None = None
    """The change under check; None for the whole file."""
    fixed: Mapping[str, int] = _NO_FIXES
    """Number of findings that were fixed, by rule."""
    errors: tuple[UserError, ...] = ()
    """Rules that failed, and why fixes could not be applied."""
    not_a_list: str = ""
    """Why rules about lists did not run; empty if they did, are all off, or there is no text."""
    notes: Mapping[int, Note] | None = None
    """Notes by offset; None where the document is at hand."""

    @property
    def source(self) -> Source:
        """The text that was checked."""
        return self.text.source

    @property
    def document(self) -> Document:
        """The document that was checked; parsed again where the run has many."""
        return self.text.document

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def position(self, finding: Finding) -> Position:
        """Return where a finding starts."""
        start = finding.span.start
        if self.notes is not None and start in self.notes:
            return self.notes[start].position
        return self.source.position(start)

    def noted(self) -> Mapping[int, Note]:
        """Return notes on the places of all findings but older ones, by offset."""
        if self.notes is not None:
            return self.notes
        findings = (*self.findings, *self.baselined, *self.hidden)
        return notes_on(self.document, findings) if findings else {}

    def keys(self) -> Callable[[Finding], FindingKey]:
        """Return a function from findings to what identifies them in a baseline."""
        notes = self.noted()
        return lambda finding: finding_key(finding, lambda start: notes[start].subject)


class Report(Struct, frozen=True):
    """What a run has found."""

    files: tuple[FileReport, ...]
    errors: tuple[UserError, ...] = ()
    """Of all files, and why some could not be read."""
    fixed: int | None = None
    """Number of findings that were fixed; None if fixing was not requested."""
    notices: tuple[str, ...] = ()
    """Why the report contains more or less than requested."""
    rules: Registry = MappingProxyType({})
    """All installed rules, also those that are off."""

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity in all files."""
        return sum(file.count(severity) for file in self.files)

    @property
    def total(self) -> int:
        """Number of findings."""
        return sum(len(file.findings) for file in self.files)

    @property
    def fixable(self) -> int:
        """Number of findings with a safe fix."""
        return sum(is_fixable(finding) for finding in self.findings())

    @property
    def unsafely_fixable(self) -> int:
        """Number of findings with a fix that may be wrong."""
        return sum(is_unsafely_fixable(finding) for finding in self.findings())

    @property
    def suppressed(self) -> int:
        """Number of findings that comments suppress."""
        return sum(file.suppressed for file in self.files)

    @property
    def outside_change(self) -> int:
        """Number of findings that do not belong to the change under check."""
        return sum(file.outside_change for file in self.files)

    @property
    def older(self) -> int:
        """Number of findings on lines of the change that were there before."""
        return sum(len(file.older) for file in self.files)

    @property
    def baselined(self) -> int:
        """Number of findings that are in a baseline."""
        return sum(len(file.baselined) for file in self.files)

    @property
    def hidden(self) -> int:
        """Number of findings that are less severe than the configuration wants reported."""
        return sum(len(file.hidden) for file in self.files)

    def findings(self) -> Iterator[Finding]:
        """Yield all findings, file by file."""
        for file in self.files:
            yield from file.findings

    def by_rule(self) -> Mapping[str, int]:
        """Return the number of findings of each rule, most first."""
        counts = Counter(finding.rule for finding in self.findings())
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def rule_url(self, name: str) -> str | None:
        """Return the URL of a rule's page; None for the rules of others."""
        registered = self.rules.get(name)
        return rule_url(name) if registered and registered.source == _OURS else None

    def severities(self) -> dict[Severity, int]:
        """Return the number of findings of each severity, most severe first."""
        return {severity: self.count(severity) for severity in SEVERITIES}


def is_fixable(finding: Finding) -> bool:
    """Whether a finding has a safe fix."""
    return finding.fix is not None and finding.fix.safe


def is_unsafely_fixable(finding: Finding) -> bool:
    """Whether a finding has a fix that may be wrong."""
    return finding.fix is not None and not finding.fix.safe


def first_line(source: Source, span: Span) -> Span:
    """Return the part of a span on its first line, without the line break."""
    end = source.line_span(source.position(span.start).line)[1]
    return Span(span.start, max(span.start, min(span.end, end)))


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, with `…` at its end if it was longer."""
    return text if len(text) <= most else f"{text[: max(0, most - 1)]}…"
