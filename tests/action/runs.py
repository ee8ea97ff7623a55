"""Whole workflows, run by act (https://nektosact.com) on this machine, without containers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Any

from tests.action.step import ROOT
from tests.conftest import clean_environment
from tests.git import ENVIRONMENT, Repository
from tests.runner import Annotation

ACT = Path(sys.executable).with_name("act")
SHIPPED = ("action.yml", "pyproject.toml", "README.md", "LICENSE", "src", "rules", "examples")
"""What of this repository the Action needs."""


@dataclass(frozen=True, slots=True)
class Job:
    """What act tells of a workflow with one job."""

    events: tuple[Mapping[str, Any], ...]

    @property
    def annotations(self) -> list[Annotation]:
        """In their order."""
        return [
            Annotation(event["command"], event["arg"], event.get("kvPairs") or {})
            for event in self.events
            if event.get("command") in ("error", "warning", "notice")
        ]

    @property
    def summary(self) -> str:
        """What the job page shows."""
        return next(
            (event["content"] for event in self.events if event.get("command") == "summary"), ""
        )

    @property
    def log(self) -> str:
        """What the steps have printed."""
        return "".join(event["msg"] for event in self.events if event.get("raw_output"))

    def outputs(self, step: str) -> dict[str, str]:
        """The outputs of a step, by its id or its number from 0."""
        return {
            event["name"]: event["arg"]
            for event in self.events
            if event.get("command") == "set-output" and event["stepID"] == [step]
        }

    def results(self) -> dict[str, str]:
        """How each step of the workflow has ended, and each step within an action."""
        return {
            "/".join(event["stepID"]): event["stepResult"]
            for event in self.events
            if event.get("stage") == "Main" and "stepResult" in event
        }

    def seconds(self) -> dict[str, float]:
        """How long each step took."""
        return {
            "/".join(event["stepID"]): event["executionTime"] / 1e9
            for event in self.events
            if event.get("stage") == "Main" and "executionTime" in event
        }


def shipped(folder: Path) -> Path:
    """A copy of what the Action is made of."""
    folder.mkdir()
    ignored = shutil.ignore_patterns("__pycache__")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    return folder


def run_workflow(
    workflow: str,
    repository: Repository,
    folder: Path,
    *,
    event: str = "pull_request",
    uses: Iterable[str] = ("awesomecheck/awesomecheck@v0",),
) -> Job:
    """Run a workflow on a repository; nothing is left anywhere but in a folder.

    Args:
        workflow: its text. What it takes from `actions/checkout` is the repository as it is.
        repository: where it runs.
        folder: for all that is written.
        event: what starts it.
        uses: as what the workflow names this repository.
    """
    for name in ("home", "temporary"):
        (folder / name).mkdir()
    (folder / "workflow.yml").write_text(workflow, "utf-8")
    (folder / "event.json").write_text(json.dumps({event: {"number": 1}, "number": 1}))
    action = shipped(folder / "action")
    done = subprocess.run(
        [
            *(ACT, event, "--json", "--directory", repository.top),
            *("--workflows", folder / "workflow.yml", "--eventpath", folder / "event.json"),
            *("--platform", "ubuntu-latest=-self-hosted", "--action-offline-mode"),
            *("--no-cache-server", "--action-cache-path", folder / "act"),
            *(f"--local-repository={name}={action}" for name in uses),
        ],
        env=clean_environment(
            {
                **ENVIRONMENT,
                **_pip(),
                "PYTHONWARNINGS": "",  # those of what pip builds are none of ours
                "HOME": str(folder / "home"),
                "XDG_CACHE_HOME": str(folder / "home" / "cache"),
                "XDG_CONFIG_HOME": str(folder / "home" / "config"),
                "TMPDIR": str(folder / "temporary"),
            }
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    return Job(tuple(json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"))


def _pip() -> dict[str, str]:
    """Where pip keeps its cache and its configuration, though the home is another one."""
    home = Path.home()
    cache = os.environ.get("PIP_CACHE_DIR", home / ".cache" / "pip")
    config = home / ".config" / "pip" / "pip.conf"
    found = {"PIP_CONFIG_FILE": str(config)} if config.is_file() else {}
    return {"PIP_CACHE_DIR": str(cache), **found}
