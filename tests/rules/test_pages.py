"""The page of every rule: its examples are right."""

from dataclasses import fields
from typing import Any, cast

import pytest

from awesomecheck import Finding, Source, SuppressionRule, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.engine.registry import RegisteredRule, entry_points, load_rules
from awesomecheck.engine.rule_docs import Example, rule_docs
from tests.rules.conftest import fixed

REGISTRY = load_rules(entry_points())
EXAMPLES = [
    pytest.param(each, example, id=f"{name}-{number}")
    for name, each in REGISTRY.items()
    for number, example in enumerate(rule_docs(each.rule).examples)
]


def findings(registered: RegisteredRule, text: str, example: Example) -> list[Finding]:
    document = parse(Source.from_text(text))
    alone = not issubclass(registered.rule, SuppressionRule)
    chosen = [registered] if alone else list(REGISTRY.values())
    rules = [
        ActiveRule(each.name, example.with_options(each.rule), each.rule.severity)
        for each in chosen
    ]
    result = run_rules(document, rules, known=REGISTRY, verdicts=example.verdicts(document))
    assert not result.crashes
    return [finding for finding in result.findings if finding.rule == registered.name]


@pytest.mark.parametrize("name", REGISTRY)
def test_a_rule_has_a_page_with_examples(name: str) -> None:
    its_page = rule_docs(REGISTRY[name].rule)
    assert its_page.summary
    assert its_page.examples


@pytest.mark.parametrize("name", REGISTRY)
def test_a_page_names_options_as_the_configuration_does(name: str) -> None:
    rule = REGISTRY[name].rule
    attributes = {each.name for each in fields(cast("Any", rule)) if "_" in each.name}
    assert not [each for each in attributes if each in (rule.__doc__ or "")]


@pytest.mark.parametrize("name", REGISTRY)
def test_a_rule_has_one_name_everywhere(name: str) -> None:
    module = REGISTRY[name].rule.__module__
    assert module.rpartition(".")[2] == name.replace("-", "_")


@pytest.mark.parametrize(("registered", "example"), EXAMPLES)
def test_the_bad_example_is_reported(registered: RegisteredRule, example: Example) -> None:
    assert findings(registered, example.bad, example)


@pytest.mark.parametrize(("registered", "example"), EXAMPLES)
def test_the_good_example_is_clean(registered: RegisteredRule, example: Example) -> None:
    assert findings(registered, example.good, example) == []


@pytest.mark.parametrize(("registered", "example"), EXAMPLES)
def test_the_fixed_bad_example_is_the_good_one(
    registered: RegisteredRule, example: Example
) -> None:
    found = findings(registered, example.bad, example)
    if any(finding.fix for finding in found):
        assert fixed(example.bad, found) == example.good


def test_messages_are_fragments_on_one_line() -> None:
    for registered in REGISTRY.values():
        for example in rule_docs(registered.rule).examples:
            for finding in findings(registered, example.bad, example):
                assert not finding.message.endswith("."), finding
                assert "\n" not in finding.message, finding
