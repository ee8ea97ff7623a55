"""Whole workflows, run by act (https://nektosact.com) on this machine, without containers."""

from collections.abc import Mapping
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
from types import MappingProxyType
from typing import Any

from tests.action.step import ROOT
from tests.conftest import HANGS, clean_environment
from tests.git import ENVIRONMENT, Repository
from tests.runner import Annotation

ACT = Path(sys.executable).with_name("act")
SHIPPED = (
    *("action.yml", "pyproject.toml", "README.md", "LICENSE"),
    *(".ci", "src", "rules", "examples"),
)
"""What of this repository the Action needs."""


@dataclass(frozen=True, slots=True)
class Job:
    """What act reports about a workflow with one job."""

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
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Job:
    """Run a workflow that uses our Action on a repository.

    Args:
        workflow: its text. What it takes from `actions/checkout` is the repository as it is.
        repository: where it runs.
        folder: for all that is written.
        event: what starts it.
        environment: more variables for act and the steps.
    """
    file = folder / "workflow.yml"
    file.write_text(workflow, "utf-8")
    done = act(file, event, repository, folder, "--json", environment=environment)
    return Job(tuple(json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"))


def act(
    workflow: Path,
    event: str,
    repository: Repository,
    folder: Path,
    *options: str,
    others: Mapping[str, Path] = MappingProxyType({}),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> "subprocess.CompletedProcess[str]":
    """Run a workflow; both streams are in `stdout`, and nothing is left but in a folder.

    Args:
        workflow: the file.
        event: what starts it.
        repository: where it runs.
        folder: for all that is written.
        options: those of act.
        others: actions of others that it uses, with their versions, and what stands for them.
        environment: more variables for act and the steps.
    """
    for name in ("home", "temporary"):
        (folder / name).mkdir()
    (folder / "event.json").write_text(json.dumps({event: {"number": 1}, "number": 1}))
    local = {"awesomecheck/awesomecheck@v0": shipped(folder / "action"), **others}
    return subprocess.run(
        [
            *(ACT, event, "--directory", repository.top),
            *options,
            *("--workflows", workflow, "--eventpath", folder / "event.json"),
            *("--platform", "ubuntu-latest=-self-hosted", "--action-offline-mode"),
            *("--no-cache-server", "--action-cache-path", folder / "act"),
            *(f"--local-repository={name}={place}" for name, place in local.items()),
        ],
        env=clean_environment(
            {
                **ENVIRONMENT,
                **_pip(),
                **environment,
                "PYTHONWARNINGS": "",  # those of what pip builds are none of ours
                "HOME": str(folder / "home"),
                "XDG_CACHE_HOME": str(folder / "home" / ".cache"),
                "XDG_CONFIG_HOME": str(folder / "home" / ".config"),
                "TMPDIR": str(folder / "temporary"),
            }
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=HANGS,
    )


def _pip() -> dict[str, str]:
    """Where pip keeps its cache and its configuration, though the home is another one."""
    home = Path.home()
    cache = os.environ.get("PIP_CACHE_DIR", home / ".cache" / "pip")
    config = home / ".config" / "pip" / "pip.conf"
    found = {"PIP_CONFIG_FILE": str(config)} if config.is_file() else {}
    return {"PIP_CACHE_DIR": str(cache), **found}
