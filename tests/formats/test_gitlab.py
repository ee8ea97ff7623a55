"""The report as GitLab's code quality widget reads it."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
import jsonschema
from jsonschema import Draft202012Validator
import pytest

from awesomecheck.formats import gitlab
from tests.conftest import RunCommand
from tests.formats.made import FAULTY, any_list, rendered, report
from tests.git import Repository

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
"""What https://docs.gitlab.com/ci/testing/code_quality/ demands and its parser checks."""


def read(text: str) -> list[dict[str, Any]]:
    """The entries by fingerprint, of which GitLab keeps the last, as its parser takes them."""
    assert text.isascii()
    entries: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(entries, SCHEMA, Draft202012Validator)
    kept = {entry["fingerprint"]: entry for entry in entries}
    assert len(kept) == len(entries)
    return list(kept.values())


def test_an_entry_says_what_gitlab_shows() -> None:
    [entry] = read(rendered(gitlab, report("# List\n\nA text [to](#nowhere).\n")))
    assert entry.pop("fingerprint")
    assert entry == {
        "description": "no heading or HTML anchor `#nowhere` in this file: correct the link",
        "check_name": "missing-anchor",
        "severity": "major",
        "location": {"path": "README.md", "lines": {"begin": 3, "end": 3}},
    }


def test_severities_are_gitlabs() -> None:
    shown = report(FAULTY)
    severities = [entry["severity"] for entry in read(rendered(gitlab, shown))]
    meant = {"error": "major", "warning": "minor", "info": "info"}
    assert severities == [meant[finding.severity] for finding in shown.findings()]
    assert set(severities) == {"major", "minor", "info"}


def test_a_clean_list_is_an_empty_array() -> None:
    assert read(rendered(gitlab, report("# List\n"))) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_list)
def test_any_list_gives_entries_that_gitlab_accepts(text: str) -> None:
    shown = report(text)
    written = rendered(gitlab, shown)
    assert len(read(written)) == shown.total
    assert "secret" not in written
    assert "##[" not in written


@pytest.mark.parametrize("name", ["a b.md", "100%.md", "a:b.md", "::error::.md", "ü.md"])
def test_paths_count_from_the_top_of_the_repository(
    run: RunCommand, tmp_path: Path, name: str
) -> None:
    Repository.init(tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / name).write_text(FAULTY, "utf-8")
    done = run("--no-links", "--format", "gitlab", f"./{name}", cwd=folder)
    assert {entry["location"]["path"] for entry in read(done.stdout)} == {f"docs/{name}"}


def test_a_name_that_is_not_utf_8_makes_a_report_that_parsers_accept(
    run: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "a\udcffb.md"
    try:
        path.write_text(FAULTY, "utf-8")
    except OSError:
        pytest.skip("the file system has no such names")
    done = run("--no-links", "--format", "gitlab", path.name)
    assert {entry["location"]["path"] for entry in read(done.stdout)} == {"a\ufffdb.md"}
