"""Run rules on small documents."""

from collections.abc import Callable
from typing import Any

import pytest

from awesomecheck import Document, Facts, Finding, Rule, Source, Verdicts, parse, rule_name
from awesomecheck.engine.linter import ActiveRule, run_rules

Check = Callable[..., list[Finding]]


@pytest.fixture
def check() -> Check:
    """Lint a text with one rule; a rule that raises fails the test."""

    def run(
        rule: Rule,
        text: str,
        verdicts: Verdicts | None = None,
        facts: Callable[[Document], Facts] = lambda _: Facts(),
    ) -> list[Finding]:
        name = rule_name(type(rule))
        document = parse(Source.from_text(text))
        result = run_rules(
            document,
            [ActiveRule(name, rule, rule.severity)],
            known={name},
            verdicts=verdicts,
            facts=facts(document),
        )
        for crash in result.crashes:
            raise crash.error
        return list(result.findings)

    return run


def fixed(text: str, findings: list[Finding]) -> str:
    """Return the text with all fixes of some findings applied; they must not overlap."""
    edits = sorted(
        (edit for finding in findings if finding.fix for edit in finding.fix.edits),
        key=lambda edit: edit.span.start,
        reverse=True,
    )
    end: Any = len(text)
    for edit in edits:
        assert edit.span.end <= end
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        end = edit.span.start
    return text
