"""The engine: rules that own a fault, rules that fail, the order of findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Problem,
    Rule,
    Source,
    Span,
    parse,
    rule_name,
)
from awesomecheck.engine.linter import ActiveRule, LintResult, run_rules


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


OWN = Fix((Edit(Span(2, 3), "own"),))
UNSAFE = Fix((Edit(Span(2, 3), "perhaps"),), safe=False)
OTHER = Fix((Edit(Span(0, 1), "other"),))


@dataclass(frozen=True, slots=True)
class OwningRule(DocumentRule):
    """Speaks of two characters, with the fix that it is given."""

    mend: str = ""

    def check(self, document: Document) -> Iterator[Problem]:  # noqa: ARG002
        yield Problem(Span(2, 4), "owned", {"own": OWN, "unsafe": UNSAFE}.get(self.mend))


@dataclass(frozen=True, slots=True)
class MendingRule(DocumentRule):
    """Speaks of a stretch, with a fix."""

    yields_to: ClassVar[tuple[str, ...]] = ("owning-rule",)
    start: int = 3
    end: int = 5
    safe: bool = True

    def check(self, document: Document) -> Iterator[Problem]:  # noqa: ARG002
        yield Problem(Span(self.start, self.end), "mended", Fix(OTHER.edits, self.safe))


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
    return run_rules(parse(Source.from_text(text)), active, known=())


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


@pytest.mark.parametrize(
    ("owner", "other", "mend"),
    [
        (OwningRule(), MendingRule(), OTHER),
        (OwningRule(mend="unsafe"), MendingRule(), OTHER),
        (OwningRule(mend="own"), MendingRule(), OWN),
        (OwningRule(), MendingRule(safe=False), None),
        (OwningRule(mend="unsafe"), MendingRule(safe=False), UNSAFE),
    ],
)
def test_an_owner_without_a_safe_fix_takes_that_of_the_finding_it_displaces(
    owner: OwningRule, other: MendingRule, mend: Fix | None
) -> None:
    for order in ((owner, other), (other, owner)):
        [finding] = run("01234567", *order).findings
        assert (finding.rule, finding.message, finding.fix) == ("owning-rule", "owned", mend)
        assert finding.fixer == ("mending-rule" if mend is OTHER else None)


def test_a_fix_of_another_place_is_not_taken() -> None:
    found = run("01234567", OwningRule(), MendingRule(start=4)).findings
    assert [(each.rule, each.fix) for each in found] == [
        ("owning-rule", None),
        ("mending-rule", OTHER),
    ]


def test_of_several_fixes_the_first_is_taken() -> None:
    @dataclass(frozen=True, slots=True)
    class ManyRule(DocumentRule):
        """Speaks of the place from afar, at last, and of others."""

        yields_to: ClassVar[tuple[str, ...]] = ("owning-rule",)

        def check(self, document: Document) -> Iterator[Problem]:
            for start, end in ((5, 6), (3, 8), (0, 1), (0, 7), (1, 2)):
                edit = Edit(Span(start, start), str(end))
                yield Problem(Span(start, min(end, len(document.text))), "many", Fix((edit,)))

    found = run("01234567", OwningRule(), ManyRule()).findings
    [finding] = [each for each in found if each.rule == "owning-rule"]
    assert finding.fix == Fix((Edit(Span(0, 0), "7"),))
    assert [each.span.start for each in found if each.rule == "many-rule"] == [0, 1, 5]


@pytest.mark.parametrize("late", [True, False])
def test_a_rule_that_fails_is_told_from_what_it_found(late: bool) -> None:
    result = run("01234567", FailingRule(late=late), BroadRule())
    [crash] = result.crashes
    assert crash.rule == "failing-rule"
    assert [each.rule for each in result.findings] == ["broad-rule"]
