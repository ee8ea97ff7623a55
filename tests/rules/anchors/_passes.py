"""Applies fixes as a user's `--fix` would: pass after pass, overlapping edits later."""

from awesomecheck import Finding, Rule
from tests.rules.conftest import Check

MOST_PASSES = 20


def mended(check: Check, rule: Rule, text: str) -> str:
    """The text when no fix of a rule is left; fails where that never comes."""
    for _ in range(MOST_PASSES):
        findings = [finding for finding in check(rule, text) if finding.fix]
        if not findings:
            return text
        text = _applied(text, findings)
    raise AssertionError(f"still not done after {MOST_PASSES} passes:\n{text}")


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
