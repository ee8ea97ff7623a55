"""One run: texts, with what is known of their links, to a report or to fixed texts."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
import gc
from itertools import chain
import traceback

from awesomecheck.changes.attribution import attribute
from awesomecheck.changes.baseline import split
from awesomecheck.document import Document, Source, parse
from awesomecheck.engine.fix import Pass, UnfitFixes, next_pass
from awesomecheck.engine.linter import ActiveRule, Crash, run_rules
from awesomecheck.errors import UserError
from awesomecheck.formats.report import FileReport, LinkRow, Report
from awesomecheck.links.local_files import file_verdicts
from awesomecheck.rules import Finding, Verdicts
from awesomecheck.runs.fixes import FixedFile, fix_bug, verify
from awesomecheck.runs.texts import Answers, ListFile, Scope, rules_for

_NONE: tuple[Finding, ...] = ()
_NOT_CHECKED = Answers()


@dataclass(frozen=True, slots=True)
class Run:
    """Texts, each with its configuration, change and baseline, and the verdicts of their links.

    The one way to lint a text or to fix it: the command, the Action and the functions of the
    package make a `Run`.
    """

    files: tuple[ListFile, ...]
    scope: Scope = Scope.OFFLINE
    answers: Answers = _NOT_CHECKED
    errors: tuple[UserError, ...] = ()
    """Of texts that could not be read."""

    def lint(self) -> Report:
        """Run the rules over all texts."""
        with without_collection():
            return self.report([self.lint_file(file) for file in self.files])

    def fix(self, *, unsafe: bool = False) -> list[FixedFile]:
        """Apply the fixes of all texts.

        A text whose fixes cannot be verified stays as it is, with an error in its report.

        Args:
            unsafe: whether fixes that a reader might disagree with are applied too.
        """
        files: list[FixedFile] = []
        with without_collection():
            for file in self.files:
                try:
                    fixed = self._fixed(file, unsafe=unsafe)
                    verify(fixed)
                    files.append(fixed)
                except UnfitFixes as error:
                    rules = [each for each in error.rules if self._is_unfit(file, each, unsafe)]
                    files.append(
                        self.unfixed(file, [fix_bug(file, rules or error.rules, error.what)])
                    )
        return files

    def report(self, files: Sequence[FileReport], *, fixed: int | None = None) -> Report:
        """Put the reports on all files together."""
        errors = (*self.errors, *chain.from_iterable(file.errors for file in files))
        registries = (file.config.registry.items() for file in self.files)
        rules = dict(chain.from_iterable(registries))
        return Report(tuple(files), errors, fixed=fixed, rules=rules)

    def lint_file(self, file: ListFile, source: Source | None = None) -> FileReport:
        """Run the rules over a text, and leave out what its change or its baseline filters.

        Args:
            file: the text.
            source: what has become of it, where fixes have been applied.
        """
        document = file.document if source is None else parse(source)
        rules = rules_for(file.config.rules, document, self.scope)
        known = file.config.registry
        result = run_rules(document, rules, known=known, verdicts=self._verdicts(file, document))
        findings, outside, baselined = result.findings, _NONE, _NONE
        change = file.change and file.change.onto(document.source, with_new=True)
        if change is not None:
            findings, outside = attribute(
                findings, change, lambda: self._findings_before(file, change.old, rules)
            )
        if file.baseline:
            findings, baselined = split(findings, file.baseline, document, outside)
        return FileReport(
            path=document.source.path,
            document=document,
            findings=findings,
            suppressed=result.suppressed,
            outside_change=len(outside),
            baselined=baselined,
            links=tuple(self._rows(document)) if self.answers.checked else None,
            change=change,
            errors=tuple(_crash_error(document.source.path, crash) for crash in result.crashes),
        )

    def _fixed(self, file: ListFile, *, unsafe: bool, only: str | None = None) -> FixedFile:
        """Apply fixes, pass after pass, those of one rule or of all.

        Raises:
            UnfitFixes: they cannot be applied.
        """
        report = self.lint_file(file)
        passes: list[Pass] = []
        while not report.errors:
            found = [*report.findings, *report.baselined]
            chosen = [each for each in found if only in (None, each.rule)]
            step = next_pass(report.document, chosen, passes, unsafe=unsafe)
            if step is None:
                return FixedFile(file, report, tuple(passes))
            passes.append(step)
            report = self.lint_file(file, step.after)
        return self.unfixed(file, report.errors)

    def _is_unfit(self, file: ListFile, rule: str, unsafe: bool) -> bool:
        try:
            verify(self._fixed(file, unsafe=unsafe, only=rule))
        except UnfitFixes:
            return True
        return False

    def unfixed(self, file: ListFile, errors: Sequence[UserError]) -> FixedFile:
        """Return a text as it was, with why it was not fixed."""
        report = self.lint_file(file)
        told = {error.message for error in report.errors}
        new = tuple(error for error in errors if error.message not in told)
        return FixedFile(file, report._replace(errors=(*report.errors, *new)))

    def _findings_before(
        self, file: ListFile, old: Source, rules: Sequence[ActiveRule]
    ) -> Sequence[Finding]:
        """Return the findings on a text as it was before its change."""
        document = parse(old)
        verdicts = self._verdicts(file, document)
        return run_rules(document, rules, known=file.config.registry, verdicts=verdicts).findings

    def _verdicts(self, file: ListFile, document: Document) -> Verdicts:
        verdicts = dict(file_verdicts(document, file.path))
        if by_url := self.answers.verdicts:
            verdicts |= {link: by_url[link.url] for link in document.links if link.url in by_url}
        return verdicts

    def _rows(self, document: Document) -> Iterator[LinkRow]:
        """Yield a row for each distinct URL, at its first place."""
        by_url = self.answers.verdicts
        seen: set[str] = set()
        for link in document.links:
            if link.url in by_url and link.url not in seen:
                seen.add(link.url)
                yield LinkRow(link, by_url[link.url])


def _crash_error(path: str, crash: Crash) -> UserError:
    error = crash.error
    where = traceback.extract_tb(error.__traceback__)[-1]
    return UserError(
        f"{path}: the rule `{crash.rule}` failed: {type(error).__name__}: {error}"
        f" ({where.filename}:{where.lineno})",
        hint=f"a bug in the rule, not in the list; `--ignore {crash.rule}` leaves it out",
    )


@contextmanager
def without_collection() -> Generator[None]:
    """Keep Python from looking for cycles, which documents do not have, among all their parts.

    The search costs a third of a run over a long list, and its share grows with the list.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
