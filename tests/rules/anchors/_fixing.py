"""Apply fixes like `--fix`: in several passes, overlapping edits in a later one."""

from awesomecheck import Finding, Rule
from tests.rules.conftest import Check

MOST_PASSES = 20


def fix_all(check: Check, rule: Rule, text: str) -> str:
    """Return the text when no fix of a rule is left; fail if that never happens."""
    for _ in range(MOST_PASSES):
        findings = [finding for finding in check(rule, text) if finding.fix]
        if not findings:
            return text
        text = _applied(text, findings)
    raise AssertionError(f"still fixes after {MOST_PASSES} passes:\n{text}")


def _applied(text: str, findings: list[Finding]) -> str:
    taken: list[tuple[int, int]] = []
    edits: list[tuple[int, int, str]] = []
    for finding in findings:
        if finding.fix is None:
            continue
        own = [(edit.span.start, edit.span.end, edit.text) for edit in finding.fix.edits]
        if any(start <= end2 and start2 <= end for start, end, _ in own for start2, end2 in taken):
            continue
        edits += own
        taken += [(start, end) for start, end, _ in own]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
