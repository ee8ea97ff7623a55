"""The step that checks, as a process, and what a runner finds when it has ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path
import re

import yaml

from tests.conftest import clean_environment
from tests.forked import Forking
from tests.git import ENVIRONMENT, Repository
from tests.runner import Annotation, Runner
from tests.web import Web

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK, *_ = ACTION["runs"]["steps"]

OLD = """\
# List

## Tools

- [Ant](https://ant.example/) - Builds things.
- [Bee](https://bee.example/) - Flies to things.\x20
"""
"""A list with a warning on line 6."""
NEW = "- [Cat](#nowhere) - Catches things.\x20\n"
"""An entry with an error and a warning."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that has ended."""

    status: int
    log: str
    """What it printed, on both streams."""
    outputs: Mapping[str, str]
    summary: str

    @property
    def annotations(self) -> list[Annotation]:
        """What a runner shows beside the results."""
        return Runner().take(self.log).annotations

    def of(self, kind: str) -> list[str]:
        """The messages of one kind of annotations."""
        return [each.message for each in self.annotations if each.kind == kind]


def outputs_in(text: str) -> dict[str, str]:
    """What a runner reads in GITHUB_OUTPUT: `NAME<<DELIMITER`, lines, `DELIMITER`."""
    lines = iter(text.split("\n"))
    found: dict[str, str] = {}
    for line in filter(None, lines):
        name, delimiter = line.split("<<", 1)
        found[name] = "\n".join(iter(lines.__next__, delimiter))
    return found


def environment_of(inputs: Mapping[str, str]) -> dict[str, str]:
    """The variables that action.yml makes of inputs, with its defaults."""
    defaults = {name: each["default"] for name, each in ACTION["inputs"].items()}
    defaults["token"] = ""
    assert not inputs.keys() - defaults.keys()
    values = {**defaults, **inputs}
    variables: dict[str, str] = {}
    for variable, expression in CHECK["env"].items():
        if match := re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", expression):
            variables[variable] = values[match[1]]
    return variables


@dataclass(slots=True)
class Place:
    """A checkout, and the folder of a runner beside it."""

    folder: Path
    checkout: Path
    forking: Forking
    environment: dict[str, str] = field(default_factory=dict[str, str])
    """What differs from a push; empty values stand for variables that are not there."""

    @property
    def runner(self) -> Path:
        folder = self.folder / "runner"
        folder.mkdir(exist_ok=True)
        return folder

    def write(self, name: str, text: str) -> None:
        path = self.checkout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def pull_request(self, repository: Repository) -> None:
        """From now on it is one that merges the branch `topic` into `main`."""
        base, head = (repository.git("rev-parse", name) for name in ("main", "topic"))
        repository.git("checkout", "-q", "-b", "pull", "main")
        repository.git("merge", "-q", "--no-ff", "-m", "Merge", "topic")
        event = self.folder / "event.json"
        ends = {"head": {"sha": head}, "base": {"sha": base}}
        event.write_text(json.dumps({"pull_request": ends}))
        self.environment |= {
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_SHA": repository.git("rev-parse", "HEAD"),
        }

    def run(self, web: Web | None = None, /, **inputs: str) -> Step:
        """Run the step; inputs that have a hyphen in their name have an underscore here."""
        files = {name: self.runner / name for name in ("output", "summary")}
        for file in files.values():
            file.write_bytes(b"")
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        if web is None:
            named.setdefault("links", "false")
            module, arguments, path = "awesomecheck.cli.action", [], []
        else:
            module, arguments = "tests.action.in_web", [str(web.save(self.runner))]
            path = [str(self.checkout), str(ROOT)]
        variables = {
            **ENVIRONMENT,
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": "push",
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "RUNNER_TEMP": str(self.runner),
            "HOME": str(self.folder / "home"),
            **environment_of(named),
            **self.environment,
        }
        if web is not None:
            variables["SSL_CERT_FILE"] = str(self.runner / "root.pem")
        done = self.forking.run(
            arguments,
            module=module,
            path=path,
            cwd=self.checkout,
            env=clean_environment({name: value for name, value in variables.items() if value}),
            one_stream=True,
        )
        texts = {name: _text(file) for name, file in files.items()}
        return Step(
            done.returncode, done.stdout.decode(), outputs_in(texts["output"]), texts["summary"]
        )


def _text(file: Path) -> str:
    return file.read_bytes().decode()
