"""The engine: rules that own a fault, rules that fail, the order of findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from awesomecheck import Document, DocumentRule, Problem, Rule, Source, Span, parse, rule_name
from awesomecheck.lint import ActiveRule, LintResult, lint


@dataclass(frozen=True, slots=True)
class BroadRule(DocumentRule):
    """Speaks of one stretch."""

    start: int = 2
    end: int = 6

    def check(self, document: Document) -> Iterator[Problem]:  # noqa: ARG002
        yield Problem(Span(self.start, self.end), "broad")


@dataclass(frozen=True, slots=True)
class YieldingRule(DocumentRule):
    """Speaks of every character, but where the broad rule speaks."""

    yields_to: ClassVar[tuple[str, ...]] = ("broad-rule",)

    def check(self, document: Document) -> Iterator[Problem]:
        for start in reversed(range(len(document.text))):
            yield Problem(Span(start, start + 1), "each")


@dataclass(frozen=True, slots=True)
class FailingRule(DocumentRule):
    """Raises, at once or after its first problem."""

    late: bool = True

    def check(self, document: Document) -> Iterator[Problem]:  # noqa: ARG002
        if not self.late:
            raise RecursionError
        return self._late()

    def _late(self) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "first")
        raise ValueError("then it fails")


def run(text: str, *rules: Rule) -> LintResult:
    active = [ActiveRule(rule_name(type(rule)), rule, "warning") for rule in rules]
    return lint(parse(Source.from_text(text)), active, known=())


def test_one_fault_is_one_finding() -> None:
    found = run("01234567", YieldingRule(), BroadRule()).findings
    assert [(each.rule, each.span.start) for each in found] == [
        ("yielding-rule", 0),
        ("yielding-rule", 1),
        ("broad-rule", 2),
        ("yielding-rule", 6),
        ("yielding-rule", 7),
    ]


def test_a_rule_yields_to_none_that_does_not_run() -> None:
    assert len(run("01234567", YieldingRule()).findings) == 8


def test_an_owned_place_may_be_empty() -> None:
    found = run("01234567", YieldingRule(), BroadRule(start=3, end=3)).findings
    assert [each.span.start for each in found if each.rule == "yielding-rule"] == list(range(8))


@pytest.mark.parametrize("late", [True, False])
def test_a_rule_that_fails_is_told_from_what_it_found(late: bool) -> None:
    result = run("01234567", FailingRule(late), BroadRule())
    [crash] = result.crashes
    assert crash.rule == "failing-rule"
    assert [each.rule for each in result.findings] == ["broad-rule"]
