"""One run: lint or fix texts, with the verdicts of their links."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
import gc
from itertools import chain
import traceback
from typing import NamedTuple, TypedDict

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.changes.baseline import split
from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.origins import Origins, new_lines, origins_of
from awesomecheck.config.config import Config
from awesomecheck.document import parse
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.engine.fix import NamedLines, Pass, fixer_of, next_pass
from awesomecheck.engine.linter import ActiveRule, Crash, LintResult, ProblemError, run_rules
from awesomecheck.engine.registry import RegisteredRule, Registry
from awesomecheck.errors import UserError, as_internal_error
from awesomecheck.formats.report import FileReport, LinkRows, Report
from awesomecheck.links.local_files import file_verdicts
from awesomecheck.rules import (
    NOTHING_KNOWN,
    SEVERITIES,
    FactRule,
    Facts,
    Finding,
    RepositoryFiles,
    RepositoryRule,
    Severity,
    SuppressionRule,
    Verdicts,
)
from awesomecheck.runs.fixes import FixedFile, fix_bug, unverified, without_fix, without_unsafe
from awesomecheck.runs.paper_facts import known_facts
from awesomecheck.runs.repository import repository_files
from awesomecheck.runs.texts import Answers, ListFile, Scope, rules_for, why_not_a_list

_NONE: tuple[Finding, ...] = ()
_NOT_CHECKED = Answers()
_ENDLESS = "the text changes again and again"


class _Known(TypedDict):
    """Arguments of `run_rules`."""

    known: Collection[str]
    verdicts: Verdicts
    files: RepositoryFiles | None
    facts: Facts


class Run(Struct, frozen=True):
    """Texts, each with its configuration, change and baseline, and the verdicts of their links.

    The command line, the Action and the library all lint and fix with it.
    """

    files: tuple[ListFile, ...]
    scope: Scope = Scope.OFFLINE
    answers: Answers = _NOT_CHECKED
    errors: tuple[UserError, ...] = ()
    """Of texts that could not be read."""

    def lint(self) -> Report:
        """Run the rules on all texts."""
        with without_collection():
            return self.report([self.lint_file(file) for file in self.files])

    def fix(self, *, unsafe: bool = False) -> list[FixedFile]:
        """Apply the fixes of all texts.

        A fix that cannot be verified is not applied, and is an error of the text's report.

        Args:
            unsafe: whether to apply fixes that may be wrong, too.
        """
        with without_collection():
            return [self._fixed(file, unsafe=unsafe) for file in self.files]

    def report(self, files: Sequence[FileReport], *, fixed: int | None = None) -> Report:
        """Return the report on all files."""
        errors = (*self.errors, *chain.from_iterable(file.errors for file in files))
        configs = {id(file.config): file.config for file in self.files}
        return Report(tuple(files), errors, fixed=fixed, rules=_Rules(configs.values()))

    def lint_file(self, file: ListFile, fixed: Document | None = None) -> FileReport:
        """Run the rules on a text, and filter findings by its change and its baseline.

        If that fails, the report has only an error.

        Args:
            file: the text.
            fixed: the text after fixes; None for the text as read.
        """
        try:
            with as_internal_error(file.name):
                document = fixed or file.document
                change = file.change and file.change.onto(document.source, with_new=True)
                origins: Origins = origins_of(change) if change else {}
                if change is not None:
                    from awesomecheck.changes.renames import (  # noqa: PLC0415 - few runs have a change
                        renamed_headings,
                    )

                    document = replace(
                        document,
                        new=new_lines(change, origins),
                        renamed=renamed_headings(document, change, origins),
                    )
                rules = rules_for(file.config.rules, document, self.scope)
                result = run_rules(document, rules, **self._known(file, document, rules))
                text = ParsedText.of(document) if fixed or change else file.text
                return self._filtered(file, text, rules, result, change, origins)
        except UserError as error:
            return failure_report(file, error)

    def _filtered(
        self,
        file: ListFile,
        text: ParsedText,
        rules: Sequence[ActiveRule],
        result: LintResult,
        change: LineChange | None,
        origins: Origins,
    ) -> FileReport:
        """Return the report on a text: the findings of its change that are not in its baseline."""
        document = text.document
        findings = tuple(without_fix(result.findings, file.config))
        outside, older, baselined = _NONE, _NONE, _NONE
        if change is not None:
            from awesomecheck.changes.attribution import attribute  # noqa: PLC0415 - as above

            before = partial(self._findings_before, file, change.old, rules)
            learning = {active.name for active in rules if active.rule.learns}
            findings, outside, older = attribute(findings, change, origins, before, learning)
        if file.baseline:
            findings, baselined = split(findings, file.baseline, document, outside)
        findings, hidden = by_severity(findings, file.config.min_severity)
        return FileReport(
            path=file.name,
            text=text,
            findings=findings,
            hidden=hidden,
            suppressed=result.suppressed,
            outside_change=len(outside),
            older=older,
            baselined=baselined,
            links=LinkRows(text, self.answers.verdicts) if self.answers.checked else None,
            change=change,
            errors=tuple(_crash_error(file.name, crash) for crash in result.crashes),
            not_a_list=why_not_a_list(file.config.rules, document) if document.blocks else "",
        )

    def _fixed(
        self, file: ListFile, *, unsafe: bool, without: frozenset[str] = frozenset()
    ) -> FixedFile:
        """Apply the fixes of all rules but some, pass after pass."""
        try:
            with as_internal_error(file.name):
                report = self.lint_file(file)
                passes: list[Pass] = []
                first = (*report.findings, *report.baselined)
                named = NamedLines(report.document, first)
                verify = partial(unverified, file)
                while not report.errors:
                    found = self._applicable(report, file, named, without)
                    step = next_pass(report.document, found, passes, verify, unsafe=unsafe)
                    if step.endless:
                        fixed = self._fixed(file, unsafe=unsafe, without=without | step.endless)
                        return fixed.with_error(fix_bug(file, sorted(step.endless), _ENDLESS))
                    if step.done is None:
                        wanted = tuple(without_unsafe(first) if not unsafe else first)
                        fixed = FixedFile(file, report, tuple(passes), wanted)
                        return fixed.without_fixes(step.left_out)
                    passes.append(step.done)
                    named.follow(step.done.fixed)
                    report = self.lint_file(file, step.done.after)
                return self.unfixed(file, report.errors)
        except UserError as error:
            return self.unfixed(file, [error])

    @staticmethod
    def _applicable(
        report: FileReport, file: ListFile, named: NamedLines, without: Collection[str]
    ) -> Iterator[Finding]:
        """Yield the findings whose fixes may be applied in a pass."""
        registry = file.config.registry
        old = by_severity(report.baselined, file.config.min_severity).reported
        for each in (*report.findings, *old):
            fixer = fixer_of(each)
            rule = registry[fixer].rule
            if fixer not in without and (not rule.learns or named.include(each, rule.yields_to)):
                yield each

    def unfixed(self, file: ListFile, errors: Sequence[UserError]) -> FixedFile:
        """Return the unchanged text, with errors that say why."""
        report = self.lint_file(file)
        reported = {error.message for error in report.errors}
        new = tuple(error for error in errors if error.message not in reported)
        return FixedFile(file, replace(report, errors=(*report.errors, *new)), kept=True)

    def _findings_before(
        self, file: ListFile, old: Source, rules: Sequence[ActiveRule], names: Collection[str]
    ) -> Sequence[Finding]:
        """Return the findings of some rules on the text before its change."""
        document = parse(old)
        if not any(
            isinstance(each.rule, SuppressionRule) and each.name in names for each in rules
        ):
            rules = [each for each in rules if each.name in names]
        return run_rules(document, rules, **self._known(file, document, rules)).findings

    def _known(self, file: ListFile, document: Document, rules: Sequence[ActiveRule]) -> _Known:
        """Return what rules may ask for, besides the document."""
        verdicts = self._verdicts(file, document)
        return {
            "known": file.config.registry,
            "verdicts": verdicts,
            "files": self._files(file, rules),
            "facts": self._facts(document, verdicts, rules),
        }

    def _facts(self, document: Document, verdicts: Verdicts, rules: Sequence[ActiveRule]) -> Facts:
        """Return what is known of papers, where a rule may ask for it."""
        if not any(isinstance(each.rule, FactRule) for each in rules):
            return NOTHING_KNOWN
        return known_facts(document, verdicts, self.answers)

    def _verdicts(self, file: ListFile, document: Document) -> Verdicts:
        verdicts = dict(file_verdicts(document, file.path))
        if by_url := self.answers.verdicts:
            verdicts |= {link: by_url[link.url] for link in document.links if link.url in by_url}
        return verdicts

    @staticmethod
    def _files(file: ListFile, rules: Sequence[ActiveRule]) -> RepositoryFiles | None:
        needed = any(isinstance(each.rule, RepositoryRule) for each in rules)
        if not needed or file.repository is not None:
            return file.repository
        return repository_files(file.path)


class _Rules(Mapping[str, RegisteredRule]):
    """The rules of all configurations of a run, loaded where a format asks for them."""

    def __init__(self, configs: Iterable[Config]) -> None:
        self._configs = configs

    @cached_property
    def _rules(self) -> Registry:
        return dict(chain.from_iterable(each.registry.items() for each in self._configs))

    def __getitem__(self, name: str) -> RegisteredRule:
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def failure_report(file: ListFile, error: UserError) -> FileReport:
    """Return the report on a text that could not be checked."""
    nothing = ParsedText(Source.from_text("", file.name))
    nothing.note_entries(0)
    return FileReport(file.name, nothing, (), errors=(error,))


def _crash_error(path: str, crash: Crash) -> UserError:
    error = crash.error
    what = str(error)
    if not isinstance(error, ProblemError):
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"
    return UserError(
        f"{path}: the rule `{crash.rule}` failed: {what}",
        hint=f"a bug in the rule: please report it; `--config rules.{crash.rule}=off` skips it",
    )


class BySeverity(NamedTuple):
    """Findings that are reported, and those that are not severe enough."""

    reported: tuple[Finding, ...]
    hidden: tuple[Finding, ...]


def by_severity(findings: Sequence[Finding], least: Severity) -> BySeverity:
    """Separate findings from those that are less severe."""
    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    return BySeverity(
        tuple(each for each in findings if each.severity in wanted),
        tuple(each for each in findings if each.severity not in wanted),
    )


@contextmanager
def without_collection() -> Generator[None]:
    """Pause the garbage collector: documents have no cycles.

    It takes a third of a run on a long list, and more on a longer one.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
