"""Run rules over a document, and collect their findings."""

from bisect import bisect_left
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.nodes import Span
from awesomecheck.document.tree import Document
from awesomecheck.engine.suppressions import Suppressor
from awesomecheck.errors import UserError
from awesomecheck.rules import (
    NOTHING_KNOWN,
    SEVERITIES,
    DocumentRule,
    FactRule,
    Facts,
    Finding,
    LinkRule,
    Problem,
    RepositoryFiles,
    RepositoryRule,
    Rule,
    Severity,
    SuppressionRule,
    Verdicts,
)
from awesomecheck.safety.redact import masked, redacted


class ActiveRule(NamedTuple):
    """A rule with its name, options and severity."""

    name: str
    rule: Rule
    severity: Severity
    named: bool = False
    """Whether `--select` names it, so that it also runs outside of lists."""
    by_badge: bool = False
    """Whether only the awesome badge of a list turns it on."""


class Crash(Struct, frozen=True):
    """An exception in a rule: a bug in the rule, not in the list."""

    rule: str
    error: BaseException


class ProblemError(ValueError):
    """A rule yields a problem that cannot be one of the document."""


class LintResult(Struct, frozen=True):
    """The findings on one document."""

    findings: tuple[Finding, ...]
    """In the order of the text."""
    suppressed: int
    """Number of findings that comments in the document suppress."""
    crashes: tuple[Crash, ...]


def run_rules(
    document: Document,
    rules: Sequence[ActiveRule],
    *,
    known: Collection[str],
    verdicts: Verdicts | None = None,
    files: RepositoryFiles | None = None,
    facts: Facts = NOTHING_KNOWN,
) -> LintResult:
    """Run rules over a document.

    Args:
        document: the parsed list.
        rules: the rules to run.
        known: names of all rules, on or off, for suppression comments.
        verdicts: the verdicts of links that were checked.
        files: files of the repository; None where they are not known.
        facts: what is known of papers.

    Raises:
        UserError: what a rule needs to know cannot be read.
    """
    crashes: list[Crash] = []
    found: dict[str, list[Finding]] = {}
    for active in rules:
        if not isinstance(active.rule, SuppressionRule):
            found[active.name] = []
            with _collecting_crash(active.name, crashes):
                problems = _problems(active.rule, document, verdicts, files, facts)
                found[active.name] = [_finding(active, each, document) for each in problems]
    suppressor = Suppressor(document)
    findings = list(_owned(found, rules))
    kept = suppressor.filter(findings)
    suppressed = len(findings) - len(kept)
    # A link may fail again tomorrow: comments about links count as used.
    uncertain = {each.name for each in rules if isinstance(each.rule, LinkRule | FactRule)}
    certain = set(found) - uncertain
    suppressions = tuple(suppressor.suppressions(known, certain))
    for active in rules:
        if isinstance(active.rule, SuppressionRule) and suppressions:
            with _collecting_crash(active.name, crashes):
                about = active.rule.check(document, suppressions)
                kept += suppressor.filter([_finding(active, each, document) for each in about])
    kept.sort(key=lambda finding: (finding.span.start, finding.rule, finding.span.end))
    return LintResult(tuple(kept), suppressed, tuple(crashes))


@contextmanager
def _collecting_crash(rule: str, crashes: list[Crash]) -> Generator[None]:
    """Collect what a rule raises, so that the others still run."""
    try:
        yield
    except UserError:
        raise
    except (Exception, SystemExit) as error:
        crashes.append(Crash(rule, error))


def _problems(
    rule: Rule,
    document: Document,
    verdicts: Verdicts | None,
    files: RepositoryFiles | None,
    facts: Facts,
) -> Iterable[Problem]:
    if isinstance(rule, DocumentRule):
        return rule.check(document)
    if isinstance(rule, LinkRule) and verdicts:
        return rule.check(document, verdicts)
    if isinstance(rule, FactRule):
        return rule.check(document, facts)
    if isinstance(rule, RepositoryRule) and files is not None:
        return rule.check(document, files)
    return ()


def _finding(active: ActiveRule, problem: Problem, document: Document) -> Finding:
    _check_kind(problem)
    end = len(document.text)
    for span in _spans(problem):
        if not 0 <= span.start <= span.end <= end:
            raise ProblemError(
                f"it reports {span.start} to {span.end} of a text of {end} characters"
            )
    return Finding(
        rule=active.name,
        severity=_lower(active.severity, problem.severity),
        span=problem.span,
        message=masked(problem.message),
        fix=problem.fix,
        url=problem.url and redacted(problem.url),
        also=problem.also,
    )


def _check_kind(problem: object) -> None:
    """Require that a rule, which may be of a plugin, yields problems with a place and a message.

    Raises:
        ProblemError: it yields something else.
    """
    if not isinstance(problem, Problem):
        raise ProblemError(f"it yields {type(problem).__name__} instead of Problem")
    _require_kind("span", problem.span, Span)
    _require_kind("message", problem.message, str)


def _require_kind(what: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        found = type(value).__name__
        raise ProblemError(f"the {what} of its problem is {found} instead of {kind.__name__}")


def _spans(problem: Problem) -> Iterator[Span]:
    """Yield all that a problem says of the text, with what its fixes replace."""
    yield problem.span
    yield from (place.span for place in problem.also)
    for fix in (problem.fix, *(place.fix for place in problem.also)):
        if fix is not None:
            yield from (edit.span for edit in fix.edits)


def _lower(severity: Severity, own: Severity | None) -> Severity:
    return SEVERITIES[max(map(SEVERITIES.index, (severity, own or severity)))]


def _owned(
    found: Mapping[str, Sequence[Finding]], rules: Sequence[ActiveRule]
) -> Iterator[Finding]:
    """Yield all findings but those that yield to a finding of another rule.

    If that one has no safe fix, it takes over the safe fix of the finding that yields.
    """
    owners = {active.name: active.rule.yields_to for active in rules}
    kept: dict[str, list[Finding]] = {name: [] for name in found}
    fixes: dict[str, list[Finding]] = {}
    for name, findings in found.items():
        taken = [(owner, _Index(found[owner])) for owner in owners[name] if found.get(owner)]
        for each in findings:
            above = [owner for owner, index in taken if index.touches(each.span)]
            if not above:
                kept[name].append(each)
            elif _has_safe_fix(each):
                for owner in above:
                    fixes.setdefault(owner, []).append(each)
    for name, findings in kept.items():
        yield from _with_fixes(findings, _Index(fixes[name])) if name in fixes else findings


def _with_fixes(findings: Iterable[Finding], yielding: "_Index") -> Iterator[Finding]:
    """Yield findings, those without a safe fix with that of a finding that yields to them."""
    for each in findings:
        other = None if _has_safe_fix(each) else yielding.first_at(each.span)
        yield each if other is None else replace(each, fix=other.fix, fixer=other.rule)


def _has_safe_fix(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


class _Index:
    """Findings by position."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = sorted(findings, key=lambda each: each.span.start)
        self._starts = [each.span.start for each in self._findings]
        self._reach = list(accumulate((each.span.end for each in self._findings), max))
        """The maximum end of the findings up to each."""

    def touches(self, span: Span) -> bool:
        """Whether a span shares a character with any of them."""
        index = self._started(span)
        return index > 0 and self._reach[index - 1] > span.start

    def first_at(self, span: Span) -> Finding | None:
        """Return the first one that shares a character with a span."""
        index = self._started(span)
        first: Finding | None = None
        while index > 0 and self._reach[index - 1] > span.start:
            index -= 1
            if self._findings[index].span.end > span.start:
                first = self._findings[index]
        return first

    def _started(self, span: Span) -> int:
        """Return the number of findings that start before a span ends."""
        return bisect_left(self._starts, max(span.end, span.start + 1))
