"""The page of every rule: its examples are right."""

from importlib.resources import files
from pathlib import Path

import pytest

from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.engine.rule_docs import rule_docs
from awesomecheck.rules import options_of
from awesomecheck.testing import check_examples, findings

REGISTRY = load_rules(entry_points())


@pytest.mark.parametrize("name", REGISTRY)
def test_a_rule_has_a_page_with_examples(name: str) -> None:
    its_page = rule_docs(REGISTRY[name].rule)
    assert its_page.summary
    assert its_page.examples


@pytest.mark.parametrize("name", REGISTRY)
def test_a_page_names_options_as_the_configuration_does(name: str) -> None:
    rule = REGISTRY[name].rule
    attributes = {name for name in options_of(rule) if "_" in name}
    assert not [each for each in attributes if each in (rule.__doc__ or "")]


@pytest.mark.parametrize("name", REGISTRY)
def test_a_rule_has_one_name_everywhere(name: str) -> None:
    module = REGISTRY[name].rule.__module__
    assert module.rpartition(".")[2] == name.replace("-", "_")


@pytest.mark.parametrize("bundle", sorted({each.bundle for each in REGISTRY.values()}))
def test_each_rule_of_a_bundle_is_in_its_rules(bundle: str) -> None:
    folder = Path(str(files(f"awesomecheck_rules.{bundle}")))
    rules = {path.stem.replace("_", "-") for path in folder.glob("[!_]*.py")}
    assert rules <= {*REGISTRY}, f"not in `RULES` of awesomecheck_rules/{bundle}/__init__.py"


@pytest.mark.parametrize("name", REGISTRY)
def test_the_examples_are_right(name: str) -> None:
    check_examples(REGISTRY[name].rule)


def test_messages_are_fragments_on_one_line() -> None:
    for registered in REGISTRY.values():
        for example in rule_docs(registered.rule).examples:
            for finding in findings(registered.rule, example.bad, example):
                assert not finding.message.endswith("."), finding
                assert "\n" not in finding.message, finding
