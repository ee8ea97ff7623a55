"""action.yml: as a file, its step that installs, and whole workflows that use it."""

from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.action.runs import run_workflow, shipped
from tests.action.step import ACTION, CHECK, INSTALL, NEW, OLD, ROOT
from tests.conftest import clean_environment
from tests.git import Repository
from tests.runner import Runner

pytestmark = pytest.mark.slow

_FENCE = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLE = (ROOT / "examples" / "workflows" / "awesomecheck.yml").read_text("utf-8")
IN_README = [
    block
    for block in _FENCE.findall((ROOT / "README.md").read_text("utf-8"))
    if "on: pull_request" in block
]
LINK = "- [Elk](https://192.168.0.1/elk) - In a private network, so not requested.\n"


def tool(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [Path(sys.executable).with_name(str(command[0])), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment({"PYTHONWARNINGS": ""}),
    )


# The file


def test_the_file_fits_its_schema() -> None:
    done = tool(
        "check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"
    )
    assert done.returncode == 0, done.stdout


def test_nothing_is_wrong_with_its_security() -> None:
    done = tool("zizmor", "--offline", "--no-config", "--persona", "pedantic", ROOT / "action.yml")
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize(
    "step",
    [step for step in ACTION["runs"]["steps"] if step.get("shell") == "bash"],
    ids=lambda step: step["name"],
)
def test_nothing_is_wrong_with_its_scripts(step: dict[str, str]) -> None:
    done = subprocess.run(
        [
            "shellcheck",
            "--shell=bash",
            "--exclude=SC2154",
            "-",
        ],
        input="set -eo pipefail\n" + step["run"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_input_reaches_the_step_that_checks_and_no_script() -> None:
    passed = {
        match[1]
        for value in CHECK["env"].values()
        if (match := re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value))
    }
    assert passed == ACTION["inputs"].keys()
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])
    assert not any("uses" in step for step in ACTION["runs"]["steps"])
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


# The step that installs


def install(
    action: Path, tmp_path: Path, **environment: str
) -> "subprocess.CompletedProcess[str]":
    for name in ("runner", "checkout"):
        (tmp_path / name).mkdir()
    script = tmp_path / "script.sh"
    script.write_text(INSTALL["run"])
    return subprocess.run(
        [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", script],
        cwd=tmp_path / "checkout",
        env=clean_environment(
            {
                "GITHUB_ACTION_PATH": str(action),
                "GITHUB_OUTPUT": str(tmp_path / "output"),
                "RUNNER_TEMP": str(tmp_path / "runner"),
                "PYTHONWARNINGS": "",
                **environment,
            }
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            'test "$1" = -V && echo Python 3.10.12 && exit; exit 1',
            "this runner has Python 3.10.12",
        ),
        (None, "this runner has none"),
    ],
    ids=["old", "missing"],
)
def test_a_runner_without_a_python_that_is_new_enough(
    script: str | None, said: str, tmp_path: Path
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    if script:
        program(programs, "python3", script)
    done = install(tmp_path, tmp_path, PATH=str(programs))
    [error] = Runner().take(done.stdout).annotations
    assert (done.returncode, error.kind) == (1, "error")
    assert "Python 3.11 or newer is required" in error.message
    assert said in error.message
    assert "actions/setup-python" in error.message


def test_a_python_that_can_make_no_environment(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    program(programs, "python", 'test "$2" = -c && exit; echo ensurepip is not available; exit 1')
    (programs / "mktemp").symlink_to(shutil.which("mktemp") or "")
    (programs / "cat").symlink_to(shutil.which("cat") or "")
    done = install(tmp_path, tmp_path, PATH=str(programs))
    [error] = Runner().take(done.stdout).annotations
    assert done.returncode == 1
    assert "cannot create a virtual environment" in error.message
    assert "ensurepip is not available" in done.stdout


def test_what_pip_says_is_shown_where_it_fails(tmp_path: Path) -> None:
    done = install(shipped(tmp_path / "action"), tmp_path, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    [error] = Runner().take(done.stdout).annotations
    assert done.returncode == 1
    assert "cannot be installed" in error.message
    assert "No matching distribution found for ada-url" in done.stdout
    assert not (tmp_path / "output").exists()


# Whole workflows


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository as it is checked out for a pull request that adds two entries to a list."""
    repository = Repository.init(tmp_path / "repository")
    repository.commit(README=OLD)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(README=OLD + NEW + LINK)
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "topic")
    return repository


def test_the_workflow_that_users_copy(repository: Repository, tmp_path: Path) -> None:
    job = run_workflow(EXAMPLE, repository, tmp_path)
    *on_page, last = job.annotations
    assert [(each.kind, each.message.split(" ")[:2]) for each in on_page] == [
        ("error", ["README.md:7:9", "missing-anchor"]),
        ("warning", ["README.md:7:36", "trailing-space"]),
    ]
    assert [each.properties["line"] for each in on_page] == ["7", "7"]
    assert {each.properties["file"] for each in on_page} == {"README.md"}
    offline = last.message == "no network: no link could be checked"  # where tests have none
    if not offline:
        assert last.message.startswith("README.md:8:9 unsure-link ")
    infos = "0" if offline else "1"
    found = str(2 + int(infos))
    counts = {"findings": found, "errors": "1", "warnings": "1", "infos": infos, "unsure": "1"}
    none = {"dead": "0", "moved": "0", "report-file": "", "sarif-file": ""}
    assert job.outputs("1") == {"exit-code": "1", **counts, **none}
    assert "missing-anchor" in job.summary
    ends = {"0": "success", "1/install": "success", "1/check": "failure", "1": "failure"}
    assert job.results() == ends


def test_the_readme_shows_the_same_workflow_in_short() -> None:
    [block] = IN_README
    shown, whole = map(yaml.safe_load, (block, EXAMPLE))
    [short], [long] = shown.pop("jobs").values(), whole["jobs"].values()
    assert shown.items() == {key: whole[key] for key in shown}.items()
    assert short["runs-on"] == long["runs-on"]
    for step, other in zip(short["steps"], long["steps"], strict=True):
        assert step["uses"] == other["uses"]
        assert step.get("with", {}).items() <= other["with"].items()
    assert long["steps"][-1]["with"] == {"files": ACTION["inputs"]["files"]["default"]}


def test_nothing_of_the_checkout_is_executed(repository: Repository, tmp_path: Path) -> None:
    executed = tmp_path / "executed"
    files = {
        **dict.fromkeys(
            ("awesomecheck/__init__", "click", "pip", "venv", "json", "sitecustomize", "setup"),
            f"open({str(executed)!r}, 'w')\n",
        ),
        "pip.conf": "[global]\nindex-url = http://127.0.0.1:9/\n",
        "pyproject.toml": "[build-system]\nrequires = ['nothing']\n",
    }
    for name, text in files.items():
        path = repository.top / (name if "." in name else f"{name}.py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    for name in ("python3", "python", "git", "cat", "mktemp"):
        program(repository.top, name, f"touch {executed}; exit 1")
    repository.commit()
    script = f"touch {executed}"
    workflow = f"""
on: push
jobs:
  lists:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: awesomecheck/awesomecheck@v0
        with:
          links: false
          fail-on: never
          files: |
            README.md
            $({script})`{script}`'"; {script}; #.md
          args: --cache-dir '$({script}); {script}'
"""
    job = run_workflow(workflow, repository, tmp_path, event="push")
    assert job.results()["1/install"] == "success"
    [missing] = [each.message for each in job.annotations if "file" not in each.properties]
    assert missing.endswith("; #.md: no such file or folder")
    assert (job.outputs("1")["exit-code"], job.outputs("1")["warnings"]) == ("2", "2")
    assert not executed.exists()
