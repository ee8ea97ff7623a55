"""The hooks, as pre-commit and prek run them in somebody's repository."""

from collections.abc import Mapping
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

from tests.conftest import HANGS
from tests.git import ENVIRONMENT, Repository

ROOT = Path(__file__).parent.parent
OLD = "# Tools\n\nSee [below](#nowhere).\n\n- [Alpha](https://alpha.example) - What it is. \n"
"""It has an error on line 3, and a warning with a fix on line 5."""
FIXED = OLD.replace(". \n", ".\n")
GUIDE = (
    "# How we work\n\n"
    + "We are many, and like it.\n" * 20
    + "\n"
    + "- [Forum](https://forum.example): where we talk\n" * 2
)
"""As a list it would have a duplicate."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Hooks:
    """This project as a repository of hooks, and where what it needs is installed."""

    source: Repository
    home: Path

    def run(
        self, tool: str, *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Run pre-commit or prek; both streams are in `stdout`."""
        return subprocess.run(
            [Path(sys.executable).with_name(tool), *arguments],
            cwd=cwd,
            env=self.environment | dict(env or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=HANGS,
        )

    @property
    def environment(self) -> dict[str, str]:
        homes = {"PRE_COMMIT_HOME": self.home / "pre-commit", "PREK_HOME": self.home / "prek"}
        quick = {"PIP_NO_COMPILE": "0"}  # what pip takes for yes
        return os.environ | ENVIRONMENT | quick | {name: str(home) for name, home in homes.items()}


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    folder = tmp_path_factory.mktemp("hooks")
    source = Repository.init(folder / "awesomecheck")
    listed = ("ls-files", "--cached", "--others", "--exclude-standard", "-z")
    for name in filter(None, Repository(ROOT).git(*listed).split("\0")):
        if (ROOT / name).is_file():
            target = source.top / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    source.commit()
    return Hooks(source, folder)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.init(tmp_path / "list")


def write(repository: Repository, **files: str) -> None:
    for name, content in files.items():
        (repository.top / f"{name}.md").write_text(content)


def parts(output: str) -> dict[str, str]:
    """What is said of each hook, from its line of dots on."""
    found: dict[str, str] = {}
    name = ""
    for line in output.splitlines():
        if "...." in line:
            name = line.partition("..")[0]
        if name:
            found[name] = found.get(name, "") + line + "\n"
    return found


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_all_hooks_are_tried_on_what_is_staged(
    hooks: Hooks, repository: Repository, tool: str
) -> None:
    write(repository, README=OLD, CONTRIBUTING=GUIDE, other=OLD)
    repository.git("add", "README.md", "CONTRIBUTING.md")
    done = hooks.run(tool, "try-repo", hooks.source.top, cwd=repository.top)
    said = parts(done.stdout)
    assert list(said) == [
        "awesomecheck",
        "awesomecheck --no-since",
        "awesomecheck --fix",
    ], done.stdout
    assert done.returncode == 1
    assert "Failed" in said["awesomecheck"].splitlines()[0]
    assert "README.md:3:13: error missing-anchor" in said["awesomecheck"]
    assert "2 findings in 2 files" in said["awesomecheck"]
    assert "files were modified by this hook" in said["awesomecheck --fix"]
    assert "1 fixed" in said["awesomecheck --fix"]
    assert (repository.top / "README.md").read_text() == FIXED
    assert (repository.top / "CONTRIBUTING.md").read_text() == GUIDE
    assert (repository.top / "other.md").read_text() == OLD


@pytest.fixture
def installed(hooks: Hooks, repository: Repository) -> Repository:
    """A repository with a list and all hooks; its own options go with those of the hooks."""
    write(repository, README=OLD)
    settings = {
        "repos": [
            {
                "repo": str(hooks.source.top),
                "rev": hooks.source.git("rev-parse", "HEAD"),
                "hooks": [
                    {"id": "awesomecheck", "stages": ["pre-commit", "pre-push"]},
                    {"id": "awesomecheck-all", "stages": ["manual"]},
                    {"id": "awesomecheck-fix"},
                    {"id": "awesomecheck-links"},
                ],
            }
        ]
    }
    (repository.top / ".pre-commit-config.yaml").write_text(json.dumps(settings))  # JSON is YAML
    repository.commit()
    return repository


def test_a_commit_is_checked_for_staged_changes_only(hooks: Hooks, installed: Repository) -> None:
    path = installed.top / "README.md"
    assert hooks.run("pre-commit", "install", cwd=installed.top).returncode == 0
    staged = OLD + "- [Beta](https://beta.example) - What it is. \n"
    path.write_text(staged)
    installed.git("add", "-A")
    unstaged = "# Drawing [board](#gone)\n" + staged
    path.write_text(unstaged)
    done = subprocess.run(
        ["git", "commit", "-m", "Add Beta"],
        cwd=installed.top,
        env=hooks.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = parts(done.stdout)
    assert done.returncode == 1, done.stdout
    assert "Passed" in said["awesomecheck"].splitlines()[0]
    assert "README.md:6:45: warning trailing-space" in said["awesomecheck"]
    assert "(2 outside the change)" in said["awesomecheck"]
    assert "files were modified by this hook" in said["awesomecheck --fix"]
    assert path.read_text().startswith(unstaged.removesuffix(" \n"))  # what was there is back


def test_a_push_is_checked_for_its_commits_and_links_manually(
    hooks: Hooks, installed: Repository, tmp_path: Path
) -> None:
    gate = "- [Gate](https://127.0.0.1/) - What it is. \n"
    write(installed, README=OLD + gate, gate=gate)
    installed.commit()
    pushed = ("--hook-stage", "pre-push", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    done = hooks.run("pre-commit", "run", *pushed, "awesomecheck", cwd=installed.top)
    assert "README.md:6:43: warning trailing-space" in done.stdout
    assert "(2 outside the change)" in done.stdout
    assert "gate.md:1:43: warning trailing-space" in done.stdout
    whole = hooks.run(
        "pre-commit",
        "run",
        "--hook-stage",
        "pre-push",
        "--all-files",
        "awesomecheck",
        cwd=installed.top,
    )
    assert "README.md:3:13: error missing-anchor" in whole.stdout
    assert whole.returncode == 1
    links = hooks.run(
        *("pre-commit", "run", "--hook-stage", "manual", "awesomecheck-links"),
        *("--files", "gate.md"),
        cwd=installed.top,
        env={"XDG_CACHE_HOME": str(tmp_path)},
    )
    assert list(parts(links.stdout)) == ["awesomecheck links"]
    assert "1 link: 1 unsure" in links.stdout
    assert "trailing-space" not in links.stdout
    assert links.returncode == ("no network" in links.stdout)


OLD_ENTRY = "- [Name {0}](http://github.com/a/{0}) - What it is. \n"
OLD_LIST = "# Tools\n\n" + "".join(OLD_ENTRY.format(number) for number in range(170))
"""A list with 340 findings."""


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_a_contributor_of_an_old_list_sees_what_he_added(
    hooks: Hooks, repository: Repository, tool: str
) -> None:
    path = repository.top / "README.md"
    path.write_text(OLD_LIST)
    settings = {
        "repos": [
            {
                "repo": str(hooks.source.top),
                "rev": hooks.source.git("rev-parse", "HEAD"),
                "hooks": [
                    {"id": "awesomecheck"},
                    {"id": "awesomecheck-all", "stages": ["manual"]},
                ],
            }
        ]
    }
    (repository.top / ".pre-commit-config.yaml").write_text(json.dumps(settings))
    repository.commit()
    path.write_text(OLD_LIST + "- [New](#new) - What it is.\n")
    repository.git("add", "README.md")
    own = hooks.run(tool, "run", cwd=repository.top)
    assert own.returncode == 1
    assert "README.md:173:9: error missing-anchor" in own.stdout
    assert own.stdout.count("README.md:") == 1
    assert "1 finding in 1 file" in own.stdout
    shown = [line for line in own.stdout.splitlines() if not line.startswith("[INFO]")]
    assert len(shown) < 12
    repository.git("reset", "-q", "--hard")
    path.write_text(OLD_LIST + "- [New](https://github.com/a/new) - What it is.\n")
    repository.git("add", "README.md")
    good = hooks.run(tool, "run", cwd=repository.top)
    assert good.returncode == 0, good.stdout
    lines = good.stdout.splitlines()
    [said] = [line for line in lines[1:] if line and not line.startswith("- ")]
    assert said.strip().startswith("No findings in 1 file (340 ")
    repository.commit()
    whole = hooks.run(tool, "run", "--all-files", cwd=repository.top)
    assert whole.stdout.count("README.md:") >= 340
    assert "outside the change" not in whole.stdout
    manual = ("run", "--hook-stage", "manual", "awesomecheck-all", "--all-files")
    assert hooks.run(tool, *manual, cwd=repository.top).stdout.count("README.md:") >= 340
