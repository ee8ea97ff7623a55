"""Whole workflows to copy, run by act with our Action in them."""

from collections.abc import Mapping
import io
from pathlib import Path
import subprocess
import sys
import zipfile

import pytest

from tests.action.runs import act
from tests.git import Repository
from tests.workflows.github_api import REPOSITORY, GitHub
from tests.workflows.running import ACTION, EXAMPLES, Runner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a runner with bash"),
]
GOOD = "# List\n\n* [Elk](elk.md) - A deer.\n"
BAD = f"{GOOD}* [Gnu](gnu.md) - Not there.\n"

RESTORE = """
name: A stand-in for actions/cache/restore
inputs: {path: {}, key: {}, restore-keys: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {KEYS: "${{ inputs.restore-keys }}"}
      run: |
        for kept in "$CACHES/$KEYS"*; do
          if [ -d "$kept" ]; then mkdir -p ~/.cache && cp -r "$kept" ~/.cache/awesomecheck; fi
        done
"""
SAVE = """
name: A stand-in for actions/cache/save
inputs: {path: {}, key: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {KEY: "${{ inputs.key }}"}
      run: mv ~/.cache/awesomecheck "$CACHES/$KEY"
"""
UPLOAD = """
name: A stand-in for actions/upload-artifact
inputs: {name: {}, path: {}, if-no-files-found: {}, retention-days: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {FILE: "${{ inputs.path }}"}
      run: cp "$FILE" "$UPLOADS"
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository.init(tmp_path / "list")
    repository.git("remote", "add", "origin", f"https://github.com/{REPOSITORY}")
    repository.commit(README=GOOD, elk="An elk.\n")
    return repository


def run(
    workflow: Path, event: str, repository: Repository, runner: Runner, others: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run a workflow in which `others` stand for actions that are not ours, as their text."""
    local: dict[str, Path] = {}
    for name, text in others.items():
        owner, project, *inner = name.partition("@")[0].split("/")
        place = (runner.folder / project).joinpath(*inner)
        place.mkdir(parents=True)
        (place / "action.yml").write_text(text)
        local[f"{owner}/{project}@{name.partition('@')[2]}"] = runner.folder / project
    folders = dict.fromkeys(("CACHES", "UPLOADS"), str(runner.folder))
    return act(
        *(workflow, event, repository, runner.folder, "--secret", "GITHUB_TOKEN=token"),
        others=local,
        environment={**runner.connected(), **folders},
    )


def uses(workflow: Path, name: str) -> str:
    """An action with the version that a workflow names."""
    text = workflow.read_text("utf-8")
    return f"{name}@{text.partition(f'uses: {name}@')[2].split()[0]}"


def test_the_link_check_opens_an_issue_and_knows_what_earlier_runs_have_learned(
    github: GitHub, runner: Runner, repository: Repository
) -> None:
    workflow = EXAMPLES / "awesomecheck-links.yml"
    others = {
        uses(workflow, "actions/cache/restore"): RESTORE,
        uses(workflow, "actions/cache/save"): SAVE,
    }
    earlier = runner.folder / "awesomecheck-links-0"
    earlier.mkdir()
    (earlier / "mark").touch()
    repository.commit(README=BAD)
    done = run(workflow, "workflow_dispatch", repository, runner, others)
    assert done.returncode == 0, done.stdout
    [issue] = github.issues.values()
    assert issue["state"] == "open"
    assert "`gnu.md`" in issue["body"]
    [kept] = set(runner.folder.glob("awesomecheck-links-*")) - {earlier}
    assert {path.name for path in kept.iterdir()} > {"mark"}


def test_a_report_becomes_a_comment(
    github: GitHub, runner: Runner, repository: Repository
) -> None:
    workflow = EXAMPLES / "awesomecheck-report.yml"
    repository.commit(README=f"{GOOD}* [Gnu](#gnu) - Not there.\n")
    others = {uses(workflow, "actions/upload-artifact"): UPLOAD}
    done = run(workflow, "pull_request", repository, runner, others)
    assert done.returncode == 1, done.stdout  # the check fails, and the report is left

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.write(runner.folder / "awesomecheck-report.json", "awesomecheck-report.json")
    github.pull(owner="guest", branch="gnu", sha="a" * 40)
    artifact = {"id": 1, "name": "awesomecheck-report", "size_in_bytes": 9, "expired": False}
    github.artifacts.append({**artifact, "data": data.getvalue()})
    origin = {"HEAD_OWNER": "guest", "HEAD_REPOSITORY": "99", "HEAD_BRANCH": "gnu"}
    for name, values in (
        ("Fetch the report", {**origin, "HEAD_SHA": "a" * 40, "RUN_ID": "5"}),
        ("Read the findings", {}),
        ("Write or update the comment", {"PULL": "7", "RUN_ID": "5"}),
    ):
        step = runner.run(ACTION, name, **values)
        assert step.returncode == 0, step.stderr
    [written] = github.comments
    assert "\n\n    README.md:4:9 error missing-anchor " in written["body"]
