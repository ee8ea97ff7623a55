"""Whole workflows to copy, run by act with our Action in them."""

from collections.abc import Mapping
import io
import json
import os
from pathlib import Path
import subprocess
import sys
import zipfile

import pytest

from tests.action.runs import shipped
from tests.conftest import clean_environment
from tests.git import ENVIRONMENT, Repository
from tests.workflows.github_api import REPOSITORY, GitHub
from tests.workflows.running import EXAMPLES, Runner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a runner with bash")
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


def act(
    workflow: Path, event: str, repository: Repository, runner: Runner, others: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run a workflow in which `others` stand for actions that are not ours, as their text."""
    folder = runner.folder / "act"
    folder.mkdir(exist_ok=True)
    if not (folder / "awesomecheck").exists():
        shipped(folder / "awesomecheck")
    local = {"awesomecheck/awesomecheck@v0": folder / "awesomecheck"}
    for name, text in others.items():
        owner, project, *inner = name.partition("@")[0].split("/")
        place = (folder / project).joinpath(*inner)
        place.mkdir(parents=True, exist_ok=True)
        (place / "action.yml").write_text(text)
        local[f"{owner}/{project}@{name.partition('@')[2]}"] = folder / project
    (folder / "event.json").write_text(json.dumps({"number": 1, "pull_request": {"number": 1}}))
    return subprocess.run(
        [
            *(Path(sys.executable).with_name("act"), event, "--directory", repository.top),
            *("--workflows", workflow, "--eventpath", folder / "event.json"),
            *("--platform", "ubuntu-latest=-self-hosted", "--action-offline-mode"),
            *("--no-cache-server", "--action-cache-path", folder / "cache"),
            *("--secret", "GITHUB_TOKEN=token"),
            *(f"--local-repository={name}={place}" for name, place in local.items()),
        ],
        env=clean_environment(
            {
                **ENVIRONMENT,
                **runner.connected(),
                "PIP_CACHE_DIR": os.environ.get(
                    "PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip")
                ),
                "PYTHONWARNINGS": "",
                "CACHES": str(runner.folder),
                "UPLOADS": str(runner.folder),
            }
        ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def uses(workflow: Path, name: str) -> str:
    """An action with the version that a workflow names."""
    text = workflow.read_text("utf-8")
    return f"{name}@{text.partition(f'uses: {name}@')[2].split()[0]}"


def test_the_link_check_opens_and_closes_its_issue(
    github: GitHub, runner: Runner, repository: Repository
) -> None:
    workflow = EXAMPLES / "awesomecheck-links.yml"
    others = {
        uses(workflow, "actions/cache/restore"): RESTORE,
        uses(workflow, "actions/cache/save"): SAVE,
    }
    repository.commit(README=BAD)
    done = act(workflow, "workflow_dispatch", repository, runner, others)
    assert done.returncode == 0, done.stdout
    [issue] = github.issues.values()
    assert issue["state"] == "open"
    assert "`gnu.md`" in issue["body"]
    [kept] = runner.folder.glob("awesomecheck-links-*")
    assert list(kept.iterdir())
    kept.rename(kept.with_name("awesomecheck-links-0"))  # an earlier run's

    repository.commit(README=GOOD)
    done = act(workflow, "workflow_dispatch", repository, runner, others)
    assert done.returncode == 0, done.stdout
    assert issue["state"] == "closed"
    assert len(github.comments) == 1


def test_a_report_becomes_a_comment(
    github: GitHub, runner: Runner, repository: Repository
) -> None:
    workflow = EXAMPLES / "awesomecheck-report.yml"
    repository.commit(README=f"{GOOD}* [Gnu](#gnu) - Not there.\n")
    others = {uses(workflow, "actions/upload-artifact"): UPLOAD}
    done = act(workflow, "pull_request", repository, runner, others)
    assert done.returncode == 1, done.stdout  # the check fails, and the report is left

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.write(runner.folder / "awesomecheck-report.json", "awesomecheck-report.json")
    github.pull(owner="guest", branch="gnu", sha="a" * 40)
    artifact = {"id": 1, "name": "awesomecheck-report", "size_in_bytes": 9, "expired": False}
    github.artifacts.append({**artifact, "data": data.getvalue()})
    comment = EXAMPLES / "awesomecheck-comment.yml"
    run = {"HEAD_OWNER": "guest", "HEAD_REPOSITORY": "99", "HEAD_BRANCH": "gnu"}
    for name, values in (
        ("Fetch the report", {**run, "HEAD_SHA": "a" * 40, "RUN_ID": "5"}),
        ("Read the findings", {}),
        ("Write or update the comment", {"PULL": "7", "RUN_ID": "5"}),
    ):
        step = runner.run(comment, name, **values)
        assert step.returncode == 0, step.stderr
    [written] = github.comments
    assert "\n\n    README.md:4:9 error missing-anchor " in written["body"]
