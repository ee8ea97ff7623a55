"""The link check's issue: opened once, kept up to date, closed, opened again."""

from pathlib import Path
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import RunCommand
from tests.workflows.github_api import BOT, GitHub
from tests.workflows.running import ACTION, Runner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a runner with bash"),
]
MARKER = "<!-- awesomecheck -->"
REPORT = (
    f"{MARKER}\n\n## Links\n\n| line | link |\n| --- | --- |\n| 3 | https://a.example is dead |\n"
)


def check(
    runner: Runner, report: str = REPORT, *, errors: int = 1, warnings: int = 0
) -> "subprocess.CompletedProcess[str]":
    """A run of the workflow's last step."""
    (runner.folder / "report.md").write_text(report, "utf-8")
    done = runner.run(
        ACTION,
        "Open, update or close the issue",
        ERRORS=str(errors),
        WARNINGS=str(warnings),
        REPORT="report.md",
    )
    assert done.returncode == 0, done.stderr
    return done


def only(github: GitHub) -> dict[str, Any]:
    [issue] = github.issues.values()
    return issue


def test_the_first_run_opens_an_issue_and_makes_its_label(github: GitHub, runner: Runner) -> None:
    done = check(runner)
    issue = only(github)
    assert issue["title"] == "Dead and moved links"
    assert issue["body"] == REPORT
    assert [label["name"] for label in issue["labels"]] == ["awesomecheck"]
    assert [label["name"] for label in github.labels] == ["awesomecheck"]
    assert done.stdout == f"Opened {issue['html_url']}\n"


def test_a_label_that_is_there_stays_as_it_is(github: GitHub, runner: Runner) -> None:
    mine = {"name": "awesomecheck", "color": "000000", "description": "mine"}
    github.labels.append(mine)
    check(runner)
    assert github.labels == [mine]
    assert only(github)["state"] == "open"


def test_the_same_report_changes_nothing(github: GitHub, runner: Runner) -> None:
    check(runner)
    github.changes.clear()
    done = check(runner)
    assert github.changes == []
    assert done.stdout == ""


def test_another_report_takes_the_place_of_the_old_one(github: GitHub, runner: Runner) -> None:
    check(runner)
    check(runner, other := f"{MARKER}\nOther links.\n", errors=0, warnings=2)
    assert only(github)["body"] == other
    assert github.comments == []


def test_a_clean_run_closes_it_with_a_comment(github: GitHub, runner: Runner) -> None:
    check(runner)
    check(runner, errors=0)
    issue = only(github)
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    [comment] = github.comments
    assert comment["issue"] == issue["number"]
    github.changes.clear()
    check(runner, errors=0)
    assert github.changes == []


def test_what_rots_again_opens_it_again(github: GitHub, runner: Runner) -> None:
    check(runner)
    check(runner, errors=0)
    check(runner)
    issue = only(github)
    assert issue["state"] == "open"
    assert issue["body"] == REPORT


def test_a_clean_list_has_no_issue(github: GitHub, runner: Runner) -> None:
    check(runner, errors=0)
    assert github.changes == []


def test_issues_of_others_are_left_alone(github: GitHub, runner: Runner) -> None:
    github.labels.append({"name": "awesomecheck"})
    labels = [{"name": "awesomecheck"}]
    others = [
        github.issue(labels=labels, body=f"{MARKER}\nlook-alike"),  # by a reader
        github.issue(labels=labels, user={"login": BOT}, body="of another workflow"),
        github.issue(labels=labels, user={"login": BOT}, body=None),
        github.issue(labels=labels, user={"login": BOT}, body=f"quotes {MARKER}"),
        github.issue(user={"login": BOT}, body=f"{MARKER}\nwithout the label"),
        github.issue(labels=labels, user={"login": BOT}, body=MARKER, pull_request={}),
    ]
    before = [dict(each) for each in others]
    check(runner)
    check(runner, errors=0)
    assert others == before
    assert len(github.issues) == len(others) + 1
    assert github.issues[len(others) + 1]["state"] == "closed"


def test_it_is_found_behind_many_others(github: GitHub, runner: Runner) -> None:
    check(runner)
    for _ in range(7):
        github.issue(labels=[{"name": "awesomecheck"}])
    github.largest_page = 3
    check(runner, new := f"{MARKER}\nNew.\n")
    assert github.issues[1]["body"] == new
    assert len(github.issues) == 8


def test_where_issues_are_off_it_says_so(github: GitHub, runner: Runner) -> None:
    github.has_issues = False
    done = check(runner)
    assert done.stdout.startswith(
        "::warning title=awesomecheck::Issues are disabled in this repository"
    )
    assert github.changes == []


def test_hostile_text_stays_text(github: GitHub, runner: Runner) -> None:
    hostile = (
        f"{MARKER}\n"
        "$(touch owned) `touch owned` ; touch owned\n::error::x\n##[error]x\n@file=/etc/passwd\n"
        f"-f state=closed\n{MARKER}\n\"quoted\" 'quoted' \\n %0A — ünïcode 漢字\ntrue\n"
    )
    done = check(runner, hostile)
    assert only(github)["body"] == hostile
    assert "::error" not in done.stdout + done.stderr
    assert not (runner.folder / "owned").exists()
    assert check(runner, hostile).stdout == ""


def test_the_real_report_is_the_body_of_an_issue(
    github: GitHub, runner: Runner, run: RunCommand, tmp_path: Path
) -> None:
    lines = "".join(f"* [a{number}](#b{number}) - One.\n" for number in range(5_000))
    (tmp_path / "README.md").write_text(f"# List\n\n## Things\n\n{lines}")
    run("--no-links", "--format", "markdown=real.md")
    report = (tmp_path / "real.md").read_text("utf-8")
    check(runner, report)
    assert only(github)["body"] == report
    check(runner, f"{report}\n\nMore.\n")
    assert only(github)["body"].endswith("More.\n")


def test_a_failed_look_up_opens_no_second_issue(github: GitHub, runner: Runner) -> None:
    check(runner)
    github.broken = ("GET", "/issues")
    (runner.folder / "report.md").write_text("x")
    done = runner.run(
        ACTION, "Open, update or close the issue", ERRORS="1", WARNINGS="0", REPORT="report.md"
    )
    assert done.returncode != 0
    assert len(github.issues) == 1
