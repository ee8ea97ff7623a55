"""`awesomecheck rules` and `awesomecheck explain`."""

from io import StringIO
import json
from pathlib import Path

from click.testing import CliRunner
import pytest
from rich.console import Console

from awesomecheck.cli.commands import commands
from awesomecheck.cli.rules_command import all_cards, card, print_explanation, print_table
from awesomecheck.config.config import default
from awesomecheck.config.rule_settings import Choice
from awesomecheck.engine.registry import entry_points, load_rules
from tests.conftest import RunCommand

NAMES = list(load_rules(entry_points()))


def test_the_table_has_every_rule(run: RunCommand) -> None:
    done = run("rules")
    assert done.returncode == 0
    for name in NAMES:
        assert f"  {name} " in done.stdout


def test_the_table_says_what_its_marks_mean(run: RunCommand) -> None:
    last = run("rules").stdout.splitlines()[-1]
    assert last == (
        "fix: fixed by --fix; fix?: only with --unsafe-fixes;"
        " *: only in lists with the awesome badge"
    )


def test_the_table_is_there_for_programs(run: RunCommand) -> None:
    rules = json.loads(run("rules", "--format", "json").stdout)
    assert [rule["name"] for rule in rules] == NAMES
    trailing = next(rule for rule in rules if rule["name"] == "trailing-space")
    assert trailing["fix"] == "safe"
    assert trailing["bundle"] == "markdown"


def test_severities_are_those_in_force(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / ".awesomecheck.yaml").write_text("rules:\n  trailing-space: off\n")
    for arguments, severity in ((["rules"], "off"), (["rules", "--isolated"], "warning")):
        rules = json.loads(run(*arguments, "--format", "json").stdout)
        [trailing] = [rule for rule in rules if rule["name"] == "trailing-space"]
        assert trailing["severity"] == severity


def test_a_rule_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:  # in this process, for there are many
        done = CliRunner().invoke(commands, ["explain", name])
        assert done.exit_code == 0
        assert done.stdout.startswith(f"# {name}\n")
        assert "**Bad:**\n\n```" in done.stdout
        assert f"<!-- awesomecheck-disable-next-line {name} -->" in done.stdout


def test_an_unknown_rule_is_not_explained(run: RunCommand) -> None:
    done = run("explain", "stale-content")
    assert done.returncode == 2
    assert "hint: did you mean `stale-contents`?" in done.stderr


def test_the_table_fits_a_terminal() -> None:
    cards = all_cards(default(entry_points(), Choice()))
    console = Console(width=60, record=True, file=StringIO())
    print_table(cards, console)
    shown = console.export_text()
    assert max(map(len, shown.splitlines())) <= 60
    assert all(f"  {name} " in shown for name in NAMES)


def test_a_page_is_rendered_for_a_terminal() -> None:
    registry = default(entry_points(), Choice()).registry
    console = Console(width=60, record=True, file=StringIO())
    print_explanation(card(registry["trailing-space"], None, registry), console)
    shown = console.export_text()
    assert "trailing-space" in shown
    assert "# trailing-space" not in shown
    assert "```" not in shown
    assert max(map(len, shown.splitlines())) <= 60
