"""`awesomecheck rules` and `awesomecheck explain`."""

import json
from pathlib import Path

from click.testing import CliRunner
import pytest

from awesomecheck.cli.commands import main
from awesomecheck.engine.registry import entry_points, load_rules
from tests.conftest import Run

NAMES = list(load_rules(entry_points()))


def test_the_table_has_every_rule(run: Run) -> None:
    done = run("rules")
    assert done.returncode == 0
    for name in NAMES:
        assert f"  {name} " in done.stdout


def test_the_table_says_what_its_marks_mean(run: Run) -> None:
    last = run("rules").stdout.splitlines()[-1]
    assert last == "fix: --fix mends what has one right answer; fix?: only with --unsafe-fixes"


def test_the_table_is_there_for_programs(run: Run) -> None:
    rules = json.loads(run("rules", "--format", "json").stdout)
    assert [rule["name"] for rule in rules] == NAMES
    trailing = next(rule for rule in rules if rule["name"] == "trailing-space")
    assert trailing["fix"] == "safe"
    assert trailing["bundle"] == "markdown"


def test_severities_are_those_in_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".awesomecheck.yaml").write_text("rules:\n  trailing-space: off\n")
    for arguments, severity in ((["rules"], "off"), (["rules", "--isolated"], "warning")):
        rules = json.loads(run(*arguments, "--format", "json").stdout)
        [trailing] = [rule for rule in rules if rule["name"] == "trailing-space"]
        assert trailing["severity"] == severity


def test_a_rule_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:  # in this process, for there are many
        done = CliRunner().invoke(main, ["explain", name])
        assert done.exit_code == 0
        assert done.stdout.startswith(f"# {name}\n")
        assert "```bad" in done.stdout
        assert f"<!-- awesomecheck-disable-next-line {name} -->" in done.stdout


def test_an_unknown_rule_is_not_explained(run: Run) -> None:
    done = run("explain", "stale-content")
    assert done.returncode == 2
    assert "hint: did you mean `stale-contents`?" in done.stderr
