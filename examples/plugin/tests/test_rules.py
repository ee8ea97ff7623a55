"""The rules report what their documentation says."""

from awesomecheck_style import RULES
import pytest

from awesomecheck import Rule, lint
from awesomecheck.testing import check_examples


@pytest.mark.parametrize("rule", RULES)
def test_examples(rule: type[Rule]) -> None:
    check_examples(rule)


def test_the_rules_are_installed() -> None:
    [file] = lint("- [Kite](https://kite.example) - Flies by itself!\n").files
    assert "excited-description" in [finding.rule for finding in file.findings]
