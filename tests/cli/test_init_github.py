"""`awesomecheck init --github`, as a process."""

from pathlib import Path
import shutil

import pytest
import yaml

from tests.conftest import RunCommand
from tests.git import Repository

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "workflows"
NAMES = ("awesomecheck.yml", "awesomecheck-links.yml")
LIST = "# List\n\n* [a](https://a.example) - One.\n"
FOLDER = Path(".github", "workflows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Repository.init(tmp_path)
    (tmp_path / "README.md").write_text(LIST)
    return tmp_path


def files_input(workflow: Path) -> str:
    """What the Action of a workflow is given to check."""
    [job] = yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values()
    [step] = [each for each in job["steps"] if each.get("uses", "").startswith("awesomecheck/")]
    value = step["with"]["files"]
    assert isinstance(value, str)
    return value


def test_it_writes_the_examples_and_says_what_is_next(folder: Path, run: RunCommand) -> None:
    done = run("init", "--github")
    assert done.returncode == 0
    for name in NAMES:
        assert (folder / FOLDER / name).read_bytes() == (EXAMPLES / name).read_bytes()
        assert f"{FOLDER / name}: created\n" in done.stderr
    assert "next: commit and push" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == [".git", ".github", "README.md"]


def test_it_writes_no_configuration_and_minds_none(folder: Path, run: RunCommand) -> None:
    (folder / ".awesomecheck.yaml").write_text("preset: minimal\n")
    assert run("init", "--github").returncode == 0
    assert (folder / ".awesomecheck.yaml").read_text() == "preset: minimal\n"


def test_a_file_that_is_there_stays(folder: Path, run: RunCommand) -> None:
    (folder / FOLDER).mkdir(parents=True)
    mine = folder / FOLDER / NAMES[0]
    mine.write_text("mine\n")
    done = run("init", "--github")
    assert done.returncode == 0
    assert mine.read_text() == "mine\n"
    assert f"{FOLDER / NAMES[0]}: already exists, not overwritten\n" in done.stderr
    assert f"{FOLDER / NAMES[1]}: created\n" in done.stderr


def test_where_all_are_there_it_fails(folder: Path, run: RunCommand) -> None:
    run("init", "--github")
    done = run("init", "--github", folder)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: {FOLDER / NAMES[0]} and {FOLDER / NAMES[1]}: already exist, not overwritten\n"
        "hint: delete the files to create them again\n"
    )


def test_a_link_to_nowhere_is_a_file_that_is_there(folder: Path, run: RunCommand) -> None:
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / NAMES[0]).symlink_to(folder / "elsewhere")
    assert run("init", "--github").returncode == 0
    assert not (folder / "elsewhere").exists()


@pytest.mark.parametrize("name", [".github", ".github/workflows"])
def test_a_folder_that_leads_out_of_the_work_tree_gets_nothing(
    folder: Path, run: RunCommand, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(elsewhere)
    done = run("init", "--github")
    assert done.returncode == 2
    assert "not written: a symbolic link leads out of the work tree" in done.stderr
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "LIST.md",
        "docs/my list: 100 % [x] & more #1.md",
        "docs/'quoted' \"twice\" \\ back.md",
        "- dash.md",
        "yes",
        "12.5",
        "null",
        "~",
        "{a: b}.md",
        "$(touch owned) ${HOME} `touch owned`.md",
        "{{ github.token }}.md",
        "\\1 \\g<0>.md",
        "漢字 – ünïcode 🎉.md",
        "%0A::error::.md",
    ],
)
def test_the_path_of_another_list_is_its_input(folder: Path, run: RunCommand, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(LIST)
    done = run("init", "--github", f"./{name}")
    assert done.returncode == 0, done.stderr
    for each in NAMES:
        assert files_input(folder / FOLDER / each) == name
        written = (folder / FOLDER / each).read_text("utf-8").splitlines()
        example = (EXAMPLES / each).read_text("utf-8").splitlines()
        assert sum(a != b for a, b in zip(written, example, strict=True)) == 1


@pytest.mark.parametrize("name", ["${{ github.token }}.md", "a\nb.md", "a\x85b.md", "a\u202eb.md"])
def test_a_name_that_a_workflow_cannot_contain_is_refused(
    folder: Path, run: RunCommand, name: str
) -> None:
    (folder / name).write_text(LIST)
    done = run("init", "--github", name)
    assert done.returncode == 2
    assert "a workflow cannot contain this file name" in done.stderr
    assert "hint: rename the file" in done.stderr
    assert not (folder / ".github").exists()


def test_a_name_with_spaces_around_it_is_refused(folder: Path, run: RunCommand) -> None:
    (folder / " x").write_text(LIST)
    assert run("init", "--github", " x").returncode == 2


def test_they_are_created_at_the_root_from_any_folder(folder: Path, run: RunCommand) -> None:
    inner = folder / "docs" / "list"
    inner.mkdir(parents=True)
    (inner / "README.md").write_text(LIST)
    done = run("init", "--github", cwd=inner)
    assert done.returncode == 0, done.stderr
    assert files_input(folder / FOLDER / NAMES[0]) == "docs/list/README.md"
    assert f"../../{FOLDER / NAMES[0]}: created\n" in done.stderr
    assert not (inner / ".github").exists()


@pytest.mark.parametrize("name", ["README.md", ".", "./README.md", "docs/../README.md"])
def test_the_readme_at_the_root_needs_no_input(folder: Path, run: RunCommand, name: str) -> None:
    (folder / "docs").mkdir()
    assert run("init", "--github", name).returncode == 0
    assert files_input(folder / FOLDER / NAMES[0]) == ""


def test_a_readme_that_only_docs_has_needs_none_either(folder: Path, run: RunCommand) -> None:
    (folder / "docs").mkdir()
    shutil.move(folder / "README.md", folder / "docs")
    assert run("init", "--github").returncode == 0
    assert files_input(folder / FOLDER / NAMES[0]) == ""


def test_outside_a_repository_it_says_so(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST)
    done = run("init", "--github")
    assert done.returncode == 2
    assert done.stderr == (
        "error: README.md: not in a git repository\nhint: run `git init` first\n"
    )


def test_a_list_that_is_not_there_is_an_error(folder: Path, run: RunCommand) -> None:
    done = run("init", "--github", "missing.md")
    assert (done.returncode, done.stderr) == (2, "error: missing.md: no such file\n")
    assert not (folder / ".github").exists()


def test_a_place_that_cannot_be_written_is_an_error(folder: Path, run: RunCommand) -> None:
    (folder / ".github").write_text("a file\n")
    done = run("init", "--github")
    assert done.returncode == 2
    assert f"error: {FOLDER / NAMES[0]}: not written: " in done.stderr


def test_workflows_that_mention_other_checkers_are_named(folder: Path, run: RunCommand) -> None:
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / "links.yaml").write_text(
        "steps:\n  - uses: lycheeverse/lychee-action@v2\n  - run: npx awesome-lint\n"
    )
    (folder / FOLDER / "old.yml").write_bytes(b"\xff\n- run: awesome_bot README.md\n")
    (folder / FOLDER / "notes.txt").write_text("awesome_bot\n")
    done = run("init", "--github")
    assert [line for line in done.stderr.splitlines() if "mentions" in line] == [
        f"{FOLDER}/links.yaml: mentions awesome-lint; remove it if awesomecheck replaces it",
        f"{FOLDER}/links.yaml: mentions lychee; remove it if awesomecheck replaces it",
        f"{FOLDER}/old.yml: mentions awesome_bot; remove it if awesomecheck replaces it",
    ]


def test_help_says_that_it_creates_workflows(run: RunCommand) -> None:
    assert "Create GitHub Actions workflows instead" in run("init", "--help").stdout
