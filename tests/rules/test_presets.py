"""The presets that ship with the rules."""

from pathlib import Path

import yaml

from awesomecheck.config.config import load
from awesomecheck.config.rule_settings import Choice
from awesomecheck.engine.registry import entry_points
from awesomecheck_rules import presets


def test_minimal_has_the_rules_that_it_names_and_no_others(tmp_path: Path) -> None:
    config = tmp_path / ".awesomecheck.yaml"
    config.write_text("preset: minimal\nrules: {trailing-space: info}\n")
    active = [rule.name for rule in load(config, entry_points(), Choice()).rules]
    minimal = yaml.safe_load(Path(presets.__path__[0], "minimal.yaml").read_text("utf-8"))
    assert sorted(active) == sorted([*minimal["rules"], "trailing-space"])
