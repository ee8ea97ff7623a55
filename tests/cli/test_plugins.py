"""Rules of one's own without packaging, and what happens when they are faulty."""

from pathlib import Path

import pytest

from tests.conftest import RunCommand

RULE = '''
from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Problem


@dataclass(frozen=True, slots=True)
class ShoutedHeading(DocumentRule):
    """A heading in capitals.

    ```bad
    # LIST
    ```

    ```good
    # List
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        for heading in document.headings:
            if heading.text.isupper():
                yield Problem(heading.text_span, "a heading in capitals")


RULES = (ShoutedHeading,)
'''
BARE = RULE.replace("@dataclass(frozen=True, slots=True)\n", "")
FAILING = RULE.replace(
    "for heading in document.headings:", "raise ValueError('oh no')\n        for heading in ():"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text("# LIST\n\nx \n")
    (tmp_path / ".awesomecheck.yaml").write_text("plugins: [my_rules]\n")
    return tmp_path


def test_a_module_beside_the_configuration_brings_rules(run: RunCommand, folder: Path) -> None:
    (folder / "my_rules.py").write_text(RULE)
    (folder / "sub").mkdir()
    done = run("--no-links", "../README.md", cwd=folder / "sub")
    assert "README.md:1:3: warning shouted-heading a heading in capitals" in done.stdout
    assert "shouted-heading" in run("rules").stdout


@pytest.mark.parametrize("rule", [RULE, BARE], ids=["dataclass", "no decorator"])
def test_the_fields_of_a_rule_are_its_options(run: RunCommand, folder: Path, rule: str) -> None:
    rule = rule.replace("    def check", "    said: str = 'loud'\n\n    def check")
    (folder / "my_rules.py").write_text(rule.replace('"a heading in capitals"', "self.said"))
    assert "warning shouted-heading loud" in run("--no-links").stdout
    configured = folder / ".awesomecheck.yaml"
    configured.write_text("plugins: [my_rules]\nrules: {shouted-heading: {said: shrill}}\n")
    assert "warning shouted-heading shrill" in run("--no-links").stdout
    configured.write_text("plugins: [my_rules]\nrules: {shouted-heading: {says: shrill}}\n")
    done = run("--no-links")
    assert "unknown option `says` of the rule `shouted-heading`" in done.stderr
    assert "choose from: said" in done.stderr


def test_a_value_without_a_type_is_no_option(run: RunCommand, folder: Path) -> None:
    rule = BARE.replace("    def check", "    said = 'x'\n\n    def check")
    (folder / "my_rules.py").write_text(rule)
    configured = folder / ".awesomecheck.yaml"
    configured.write_text("plugins: [my_rules]\nrules: {shouted-heading: {said: shrill}}\n")
    done = run("--offline")
    assert "unknown option `said` of the rule `shouted-heading`" in done.stderr
    assert "write `said: TYPE = ...` in `class ShoutedHeading`" in done.stderr


def test_rules_may_be_a_list(run: RunCommand, folder: Path) -> None:
    (folder / "my_rules.py").write_text(RULE.replace("(ShoutedHeading,)", "[ShoutedHeading]"))
    assert "shouted-heading" in run("--no-links").stdout


def test_a_preset_that_switches_other_rules_off_leaves_plugins_on(
    run: RunCommand, folder: Path
) -> None:
    (folder / "my_rules.py").write_text(RULE)
    config = folder / ".awesomecheck.yaml"
    config.write_text("preset: minimal\nplugins: [my_rules]\n")
    shown = run("--no-links").stdout
    assert "shouted-heading" in shown
    assert "trailing-space" not in shown


def test_a_rule_that_raises_is_named_and_the_others_go_on(run: RunCommand, folder: Path) -> None:
    (folder / "my_rules.py").write_text(FAILING)
    (folder / "b.md").write_text("y \n")
    done = run("--no-links", "README.md", "b.md")
    assert done.returncode == 2
    assert "error: README.md: the rule `shouted-heading` failed: ValueError: oh no" in done.stderr
    assert "error: b.md: the rule `shouted-heading` failed" in done.stderr
    assert "`--config rules.shouted-heading=off` skips it" in done.stderr
    assert "README.md:3:2: warning trailing-space" in done.stdout
    assert "b.md:1:2: warning trailing-space" in done.stdout
    assert run("--no-links", "--ignore", "shouted-heading").returncode == 0


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("RULES = ()", "`my_rules.RULES` is empty"),
        ("", "`my_rules.RULES` is missing"),
        ("RULES = 1", "`my_rules.RULES` is 1"),
        ("RULES = (int,)", "int: not derived from DocumentRule or LinkRule or FactRule or"),
        ("RULES = ['x']", "'x': not a class"),
        (RULE.replace("(ShoutedHeading,)", "[ShoutedHeading()]"), "an instance, not a class"),
        (RULE.replace("def check", "def chekc"), "ShoutedHeading: it has no method check"),
        (
            RULE.replace('    """A heading', '    least: int\n    """A heading'),
            "`least` has no default",
        ),
        (RULE.replace('    """A heading', '    ""\n    """A heading'), "it has no docstring"),
        ("raise RuntimeError('broken')", "cannot be imported: RuntimeError: broken"),
        ("import nothing_like_this", "cannot be imported: ModuleNotFoundError"),
        ("def", "cannot be imported: SyntaxError"),
        (RULE.replace("ShoutedHeading", "TrailingSpace"), "two rules are named `trailing-space`"),
    ],
)
def test_an_invalid_module_is_named(
    run: RunCommand, folder: Path, module: str, message: str
) -> None:
    (folder / "my_rules.py").write_text(module)
    done = run("--no-links")
    assert done.returncode == 2
    assert message in done.stderr
    assert "my_rules" in done.stderr
