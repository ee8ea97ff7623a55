"""Runs rules over a document and signs what they report."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from awesomecheck.document import Document, Span
from awesomecheck.rule import (
    SEVERITIES,
    DocumentRule,
    Finding,
    LinkRule,
    Problem,
    Rule,
    Severity,
    SuppressionRule,
    Verdicts,
)
from awesomecheck.suppress import Suppressor


class ActiveRule(NamedTuple):
    """A rule with its options set, under its name and with its severity."""

    name: str
    rule: Rule
    severity: Severity


class Crash(NamedTuple):
    """A rule that raised: a defect of the rule, not of the list."""

    rule: str
    error: BaseException


class LintResult(NamedTuple):
    """What the rules say of one document."""

    findings: tuple[Finding, ...]
    """In the order of the text."""
    suppressed: int
    """Number of findings that comments in the document keep back."""
    crashes: tuple[Crash, ...]
    elsewhere: int = 0
    """Number of findings that no change is to blame for, where only a change is looked at."""
    known: tuple[Finding, ...] = ()
    """Findings that a baseline keeps back."""


def lint(
    document: Document,
    rules: Sequence[ActiveRule],
    *,
    known: Collection[str],
    verdicts: Verdicts | None = None,
) -> LintResult:
    """Run rules over a document.

    Args:
        document: the parsed list.
        rules: the rules to run.
        known: names of all rules there are, running or not, for suppression comments.
        verdicts: where links lead, as far as that is known.
    """
    crashes: list[Crash] = []
    found: dict[str, list[Finding]] = {}
    for active in rules:
        if not isinstance(active.rule, SuppressionRule):
            run = partial(_problems, active.rule, document, verdicts or {})
            found[active.name] = _signed(active, run, crashes)
    suppressor = Suppressor(document)
    findings = list(_owned(found, rules))
    kept = [finding for finding in findings if suppressor.keeps(finding)]
    suppressed = len(findings) - len(kept)
    # Where a link led yesterday it may lead again tomorrow: comments about that are left alone.
    judged = {each.name for each in rules if not isinstance(each.rule, LinkRule)} & set(found)
    suppressions = tuple(suppressor.suppressions(known, judged))
    for active in rules:
        if isinstance(active.rule, SuppressionRule) and suppressions:
            about = partial(active.rule.check, document, suppressions)
            kept += filter(suppressor.keeps, _signed(active, about, crashes))
    kept.sort(key=lambda finding: (finding.span.start, finding.rule, finding.span.end))
    return LintResult(tuple(kept), suppressed, tuple(crashes))


def _problems(rule: Rule, document: Document, verdicts: Verdicts) -> Iterable[Problem]:
    if isinstance(rule, DocumentRule):
        return rule.check(document)
    if isinstance(rule, LinkRule) and verdicts:
        return rule.check(document, verdicts)
    return ()


def _signed(
    active: ActiveRule, run: Callable[[], Iterable[Problem]], crashes: list[Crash]
) -> list[Finding]:
    try:
        return [
            Finding(
                rule=active.name,
                severity=_lesser(active.severity, each.severity),
                span=each.span,
                message=each.message,
                fix=each.fix,
                url=each.url,
                also=each.also,
            )
            for each in run()
        ]
    except (Exception, SystemExit) as error:
        crashes.append(Crash(active.name, error))
        return []


def _lesser(severity: Severity, own: Severity | None) -> Severity:
    if own is None or SEVERITIES.index(own) < SEVERITIES.index(severity):
        return severity
    return own


def _owned(
    found: Mapping[str, Sequence[Finding]], rules: Sequence[ActiveRule]
) -> Iterator[Finding]:
    """All findings but those of a fault that another rule owns and speaks of."""
    owners = {active.name: active.rule.yields_to for active in rules}
    for name, findings in found.items():
        spans = [each.span for owner in owners[name] for each in found.get(owner, ())]
        if not spans:
            yield from findings
            continue
        taken = _Stretches(spans)
        yield from (each for each in findings if not taken.touches(each.span))


class _Stretches:
    """A set of spans, merged where they overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda each: each.start):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Whether a span shares a character with any of them."""
        index = bisect_left(self._starts, max(span.end, span.start + 1))
        return index > 0 and self._ends[index - 1] > span.start
