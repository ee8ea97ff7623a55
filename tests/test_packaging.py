"""What is built, installed and found: our own distribution, and packs of others."""

from collections.abc import Sequence
import json
from pathlib import Path
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv

from packaging.requirements import Requirement
import pytest

from tests.conftest import clean_environment

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LIST = "# List\n\n* [A](https://a.example/) \n"


def call(*command: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={key: value for key, value in clean_environment().items() if key != "PYTHONWARNINGS"},
        capture_output=True,
        text=True,
        check=False,
    )


def build(source: Path, target: Path, *kinds: str) -> list[Path]:
    """Build distributions without fetching anything: what building needs is installed here."""
    done = call(
        sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", target, cwd=source
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return sorted(target.iterdir())


class Environment:
    """A fresh virtual environment with this one's packages, such as pip, but no awesomecheck."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False, symlinks=True)
        self.python = folder / "bin" / "python"
        paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
        self.site = Path(paths["purelib"])
        dependencies = Path(sysconfig.get_path("purelib"))
        for each in dependencies.iterdir():
            if "awesomecheck" not in each.name:
                (self.site / each.name).symlink_to(each)

    def install(self, distribution: Path) -> None:
        done = call(
            self.python,
            *("-m", "pip", "install", "--no-deps", "--no-index", "--no-build-isolation"),
            distribution,
            cwd=self.site,
        )
        assert done.returncode == 0, done.stderr + done.stdout

    def awesomecheck(self, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
        return call(self.python.with_name("awesomecheck"), *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Path]:
    return build(ROOT, tmp_path_factory.mktemp("dist"), "--wheel", "--sdist")


@pytest.mark.parametrize("ending", [".whl", ".tar.gz"])
def test_what_is_built_can_be_installed_and_run(
    built: Sequence[Path], ending: str, tmp_path: Path
) -> None:
    [distribution] = [path for path in built if path.name.endswith(ending)]
    environment = Environment(tmp_path / "venv")
    environment.install(distribution)
    (tmp_path / "README.md").write_text(f"{LIST}\n## Porject\n")
    done = environment.awesomecheck("--no-links", cwd=tmp_path)
    assert "README.md:3:26: warning trailing-space" in done.stdout, done.stderr
    assert "`Porject` is probably `Project`" in done.stdout
    rules = json.loads(environment.awesomecheck("rules", "--format", "json", cwd=tmp_path).stdout)
    assert {"anchors", "links", "markdown"} <= {rule["bundle"] for rule in rules}
    shipped = environment.site / "awesomecheck"
    assert (shipped / "awesomecheck.schema.json").is_file()
    assert (shipped / "py.typed").is_file()
    assert (environment.site / "awesomecheck_rules" / "spelling" / "NOTICE.txt").is_file()
    (tmp_path / ".git").mkdir()
    assert environment.awesomecheck("init", "--github", cwd=tmp_path).returncode == 0
    for workflow in (tmp_path / ".github" / "workflows").iterdir():
        example = ROOT / "examples" / "workflows" / workflow.name
        assert workflow.read_bytes() == example.read_bytes()
    (tmp_path / ".awesomecheck.yaml").write_text("preset: minimal\n")
    assert environment.awesomecheck("--no-links", cwd=tmp_path).returncode == 0


def test_the_same_source_gives_the_same_files(built: Sequence[Path], tmp_path: Path) -> None:
    again = build(ROOT, tmp_path / "dist", "--wheel", "--sdist")
    assert [each.name for each in again] == [each.name for each in built]
    for one, other in zip(built, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


@pytest.mark.parametrize(("name", "wants"), [("action", True), ("release", False)])
def test_what_is_installed_by_hash_is_what_the_project_asks_for(name: str, wants: bool) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["dependency-groups"][name], *project["build-system"]["requires"]]
    asked += project["project"]["dependencies"] if wants else []
    text = (ROOT / ".ci" / f"{name}.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE))
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pinned[requirement.name]), "run .ci/lock"
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_example_of_a_plugin_is_found_and_passes_its_tests(
    built: Sequence[Path], tmp_path: Path
) -> None:
    environment = Environment(tmp_path / "venv")
    environment.install(next(path for path in built if path.suffix == ".whl"))
    environment.install(shutil.copytree(ROOT / "examples" / "plugin", tmp_path / "plugin"))
    done = call(
        environment.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path / "plugin"
    )
    assert done.returncode == 0, done.stdout
    (tmp_path / "README.md").write_text("# List\n\n* [A](https://a.example/) - Fast!\n")
    table = environment.awesomecheck("rules", cwd=tmp_path).stdout
    assert "style (awesomecheck-style)" in table
    assert "long-title" in table
    assert "words" in environment.awesomecheck("explain", "long-title", cwd=tmp_path).stdout
    found = environment.awesomecheck("--no-links", "--select", "style", cwd=tmp_path)
    assert "README.md:3:33: warning excited-description exclamation mark" in found.stdout
    environment.awesomecheck("--no-links", "--select", "style", "--fix", cwd=tmp_path)
    assert (tmp_path / "README.md").read_text().endswith(" - Fast.\n")
    (tmp_path / ".awesomecheck.yaml").write_text("rules:\n  long-title: {words: many}\n")
    refused = environment.awesomecheck("--no-links", cwd=tmp_path)
    assert refused.returncode == 2
    assert "words" in refused.stderr
