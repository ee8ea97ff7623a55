"""Several reports of one run, each where it is wanted."""

import json
from pathlib import Path

import pytest

from tests.conftest import RunCommand

LIST = "# List\n\nSee [there](#nowhere).\n"


@pytest.fixture(autouse=True)
def file(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST)
    return path


def test_one_run_writes_several_reports(run: RunCommand, tmp_path: Path) -> None:
    done = run(
        "--no-links",
        "--format",
        "concise",
        "--format",
        "json=a report.json",
        "--format",
        "text=plain.txt",
    )
    assert done.returncode == 1
    assert done.stdout.startswith("README.md:3:13: error missing-anchor ")
    assert (tmp_path / "plain.txt").read_text() == done.stdout
    [finding] = json.loads((tmp_path / "a report.json").read_text())["files"][0]["findings"]
    assert finding["rule"] == "missing-anchor"


def test_a_file_for_every_report_leaves_standard_output_empty(
    run: RunCommand, tmp_path: Path
) -> None:
    done = run("--no-links", "--format", "json=report.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "report.json").read_text())["summary"]["errors"] == 1


def test_output_is_for_the_format_without_a_file(run: RunCommand, tmp_path: Path) -> None:
    done = run("--no-links", "--format", "json", "--format", "text=a.txt", "-o", "b.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "b.json").read_text())["version"] == 1
    assert "missing-anchor" in (tmp_path / "a.txt").read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "json", "--format", "text"),
        ("--format", "json=a", "--format", "text=a"),
        ("--format", "json=a", "--format", "text=./a"),
        ("--format", "json=a", "-o", "b"),
        ("--format", "json="),
        ("--format", "json=-", "--format", "text"),
        ("--diff", "--format", "json=a"),
        ("--format", "jsn"),
        ("--format", "json=/dev/stdout", "--format", "text"),
        ("--format", "json=README.md"),
        ("--format", "json=README.md", "."),
        ("-o", "README.md"),
        ("--diff", "-o", "README.md"),
    ],
)
def test_reports_that_cannot_be_kept_apart_are_refused(
    run: RunCommand, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run("--no-links", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert [each.name for each in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text() == LIST


def test_a_report_that_cannot_be_written_does_not_keep_the_others(
    run: RunCommand, tmp_path: Path
) -> None:
    done = run("--no-links", "--format", "json=no/such/folder.json", "--format", "text=a.txt")
    assert done.returncode == 2
    assert "no/such/folder.json: not written: No such file or directory" in done.stderr
    assert "missing-anchor" in (tmp_path / "a.txt").read_text()


def test_a_report_names_why_it_says_more_than_was_hoped_for(run: RunCommand) -> None:
    done = run("--no-links", "--format", "json", env={"GITHUB_EVENT_NAME": "pull_request"})
    [notice] = json.loads(done.stdout)["notices"]
    assert notice.startswith("whole files are reported: ")


def test_devices_take_several_reports(run: RunCommand) -> None:
    null = "json=/dev/null", "--format", "text=/dev/null"
    done = run("--no-links", "--format", "concise", "--format", *null)
    assert done.returncode == 1
    assert done.stdout.startswith("README.md:3:13: error missing-anchor ")


def test_a_link_that_leads_to_itself_is_no_place(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    done = run("--no-links", "--format", "json=loop")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: loop: not written: " in done.stderr
    (tmp_path / "folder").mkdir()
    piped = ("--stdin-filename", "../loop", "--format", "sarif", "-")
    done = run("--no-links", *piped, cwd=tmp_path / "folder", stdin=LIST)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(json.loads(done.stdout)["runs"][0]["results"]) == 1


@pytest.mark.parametrize("name", ["text", "concise"])
def test_if_no_file_was_read_only_the_error_is_printed(
    run: RunCommand, tmp_path: Path, name: str
) -> None:
    done = run("--no-links", "--format", name, "none.md")
    assert (done.returncode, done.stdout) == (2, "")
    report = tmp_path / "report.txt"
    report.write_text("of the last run")
    assert run("--no-links", "--format", f"{name}=report.txt", "none.md").returncode == 2
    assert "of the last run" not in report.read_text()


@pytest.mark.parametrize("target", ["../own.txt", ".git/config", "folder/own.txt"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-links", "-o", "report.md"),
        ("--no-links", "--format", "json=report.md"),
        ("--no-links", "--fix", "--diff", "-o", "report.md"),
        ("export", "-o", "report.md"),
        ("--no-links", "--fix", "report.md"),
    ],
)
def test_nothing_is_written_through_a_link_out_of_the_work_tree(
    run: RunCommand, tmp_path: Path, target: str, arguments: tuple[str, ...]
) -> None:
    place = tmp_path / "checkout"
    (place / ".git").mkdir(parents=True)
    (place / "README.md").write_text(LIST)
    (tmp_path / "folder").mkdir()
    (place / "folder").symlink_to("../folder")
    (place / "report.md").symlink_to(target)
    own = place / target
    own.write_text("mine \n")
    done = run(*arguments, cwd=place)
    assert done.returncode == 2
    assert "not written: a symbolic link leads out of the work tree" in done.stderr
    assert own.read_text() == "mine \n"
    assert (place / "report.md").is_symlink()


def test_a_link_that_stays_in_the_work_tree_is_written_through(
    run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "report.txt").symlink_to("reports.txt")
    assert run("--no-links", "-o", "report.txt").returncode == 1
    assert "missing-anchor" in (tmp_path / "reports.txt").read_text()
    assert run("--no-links", "-o", ".git/report.txt").returncode == 1
    assert "missing-anchor" in (tmp_path / ".git/report.txt").read_text()
