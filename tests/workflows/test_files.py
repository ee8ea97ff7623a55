"""Check all workflow files, ours and those to copy, by schemas and linters."""

import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from awesomecheck.cli.init_workflows import NAMES
from awesomecheck.formats.markdown import MARKER
from tests.conftest import RunCommand
from tests.git import Repository
from tests.workflows.running import ACTION, EXAMPLES, ROOT, steps

OURS = ROOT / ".github" / "workflows"
COPIED = sorted(EXAMPLES.glob("*.yml"))
ALL = [*COPIED, *sorted(OURS.glob("*.yml"))]
PINNED = re.compile(r"uses: [\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
LOCAL = re.compile(r"uses: \./")
each_file = pytest.mark.parametrize("path", ALL, ids=[path.name for path in ALL])


def tool(name: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a program that is installed for the tests."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert found, f"{name} is among what the tests need"
    return subprocess.run(
        [found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def written(run: RunCommand, tmp_path: Path) -> list[Path]:
    """The workflows that `init --github` writes for a list with an awkward name."""
    Repository.init(tmp_path)
    name = 'my "list": {{ a }} #1 \' $(x).md'
    (tmp_path / name).write_text("# List\n\n* [a](https://a.example) - One.\n")
    assert run("init", "--github", name).returncode == 0
    return [tmp_path / ".github" / "workflows" / each for each in NAMES]


def test_all_follow_the_schema(written: list[Path]) -> None:
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *ALL, *written)
    assert done.returncode == 0, done.stdout


def test_dependabot_follows_its_schema() -> None:
    path = ROOT / ".github" / "dependabot.yml"
    done = tool("check-jsonschema", "--builtin-schema", "vendor.dependabot", path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["1-false-alarm", "2-link", "3-bug", "4-idea"])
def test_forms_of_issues_follow_their_schema(name: str) -> None:
    path = ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", path)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing_in_ours() -> None:
    done = tool("zizmor", "--offline", "--persona", "auditor", "--format", "json", ROOT)
    assert json.loads(done.stdout) == []


def test_zizmor_finds_nothing_in_those_to_copy(written: list[Path]) -> None:
    settings = str(ROOT / "examples" / "zizmor.yml")
    options = ("--offline", "--persona", "auditor", "--format", "json", "--config", settings)
    done = tool("zizmor", *options, *COPIED, *written)
    assert json.loads(done.stdout) == []


@each_file
def test_shellcheck_finds_nothing(path: Path, tmp_path: Path) -> None:
    scripts = [each for each in steps(path) if each.get("shell", "bash") == "bash"]
    for number, each in enumerate(each for each in scripts if "run" in each):
        script = tmp_path / f"{number}.bash"
        script.write_text(f"#!/bin/bash\n{each['run']}", "utf-8")
        done = tool("shellcheck", script)
        assert done.returncode == 0, done.stdout


@each_file
def test_no_value_is_pasted_into_a_script(path: Path) -> None:
    assert not [each["run"] for each in steps(path) if "${{" in each.get("run", "")]


@each_file
def test_rights_are_given_one_by_one_and_time_is_limited(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 60


@each_file
def test_a_checkout_keeps_no_token(path: Path) -> None:
    for each in steps(path):
        if each.get("uses", "").startswith("actions/checkout@"):
            assert each["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", sorted(OURS.glob("*.yml")), ids=lambda path: path.name)
def test_ours_run_other_actions_by_hash(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses: " in line:
            assert PINNED.search(line) or LOCAL.search(line), line


def test_those_to_copy_name_an_action_by_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for path in COPIED:
        for name, version in re.findall(r"uses: ([\w-]+/[\w-]+)\S*@(\S+)", path.read_text()):
            versions.setdefault(name, set()).add(version)
    assert versions.pop("awesomecheck/awesomecheck") == {"v0"}
    assert all(len(each) == 1 for each in versions.values()), versions


def test_the_inputs_and_outputs_are_the_actions() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    for path in ALL:
        for each in steps(path):
            if each.get("uses", "").startswith("awesomecheck/") or each.get("uses") == "./":
                assert set(each.get("with", {})) <= set(action["inputs"])
        for name in re.findall(r"steps\.awesomecheck\.outputs\.([\w-]+)", path.read_text()):
            assert name in action["outputs"]


def test_the_links_are_checked_before_their_cache_is_dropped() -> None:
    schedule = yaml.safe_load((EXAMPLES / "awesomecheck-links.yml").read_text())[True]["schedule"]
    [days] = [each["cron"].split()[-1] for each in schedule]
    first, second = map(int, days.split(","))
    assert max(second - first, first + 7 - second) <= 6


def test_the_cache_is_fetched_and_kept_under_the_same_name() -> None:
    restore, save = (
        each
        for each in steps(EXAMPLES / "awesomecheck-links.yml")
        if each.get("uses", "").startswith("actions/cache/")
    )
    assert restore["uses"].startswith("actions/cache/restore@")
    assert save["if"] == "always()"
    assert restore["with"]["path"] == save["with"]["path"] == "~/.cache/awesomecheck"
    assert restore["with"]["key"] == save["with"]["key"]
    assert save["with"]["key"].startswith(restore["with"]["restore-keys"])


def test_the_comment_follows_the_report() -> None:
    report = yaml.safe_load((EXAMPLES / "awesomecheck-report.yml").read_text())
    comment = yaml.safe_load((EXAMPLES / "awesomecheck-comment.yml").read_text())
    assert comment[True]["workflow_run"]["workflows"] == [report["name"]]
    *_, upload = steps(EXAMPLES / "awesomecheck-report.yml")
    text = ACTION.read_text("utf-8")
    assert f"-f name={upload['with']['name']} " in text
    assert f'archive.open("{upload["with"]["path"]}")' in text


def test_the_mark_is_the_reports_first_line() -> None:
    assert ACTION.read_text("utf-8").count(f'startswith("{MARKER}")') == 2
