"""The comment on a pull request, made from a report that the pull request may have forged."""

from collections.abc import Sequence
from dataclasses import replace
import io
import json
import re
import sys
from typing import Any
import zipfile

import pytest

from tests.workflows.github_api import BOT, LONGEST_BODY, REPOSITORY, GitHub
from tests.workflows.running import ACTION, Runner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a runner with bash"),
]
MARKER = "<!-- awesomecheck -->"
FINDING = {
    "rule": "missing-anchor",
    "severity": "error",
    "message": "no heading or HTML anchor `#a` in this file: correct the link",
    "line": 3,
    "column": 5,
}
SHOWN = f"    README.md:3:5 error missing-anchor {FINDING['message']}\n"
RUN = {
    "RUN_ID": "5",
    "HEAD_OWNER": "guest",
    "HEAD_REPOSITORY": "99",
    "HEAD_BRANCH": "patch-1",
    "HEAD_SHA": "a" * 40,
}


def report(*findings: dict[str, Any], path: str = "README.md") -> bytes:
    return json.dumps({"files": [{"path": path, "findings": findings}]}).encode()


def leave(github: GitHub, data: bytes, *, size: int | None = None) -> None:
    """Have an artifact with a report."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("awesomecheck-report.json", data)
    leave_raw(github, file.getvalue(), size=size)


def leave_raw(github: GitHub, data: bytes, *, size: int | None = None) -> None:
    artifact = {
        "id": 11,
        "name": "awesomecheck-report",
        "size_in_bytes": len(data) if size is None else size,
        "expired": False,
        "data": data,
    }
    github.artifacts[:] = [artifact]


@pytest.fixture
def pull(github: GitHub) -> GitHub:
    github.pull(owner="guest", branch="patch-1", sha="a" * 40)
    return github


def comment(runner: Runner, **run: str) -> Sequence[int]:
    """All steps of the workflow that would run; their exit statuses."""
    (runner.folder / "output").write_text("")
    fetched = runner.run(ACTION, "Fetch the report", **RUN | run)
    if fetched.returncode or "pull" not in runner.outputs:
        return (fetched.returncode,)
    read = runner.run(ACTION, "Read the findings")
    assert re.fullmatch(r"(The report cannot be read: \w+\n)?", read.stdout + read.stderr)
    if read.returncode:
        return (0, read.returncode)
    number = runner.outputs["pull"]
    done = runner.run(ACTION, "Write or update the comment", PULL=number, RUN_ID=RUN["RUN_ID"])
    return (0, 0, done.returncode)


def test_findings_are_written_as_code(pull: GitHub, runner: Runner) -> None:
    leave(pull, report(FINDING, FINDING | {"line": 4}))
    assert comment(runner) == (0, 0, 0)
    [written] = pull.comments
    assert written["issue"] == 7
    assert written["body"] == (
        f"{MARKER}\nawesomecheck: findings in the changes of this pull request:\n\n"
        f"{SHOWN}{SHOWN.replace(':3:', ':4:')}\n"
        f"[The run](https://github.com/{REPOSITORY}/actions/runs/5) annotates the lines."
        " Trust it no more than the pull request, which can change it.\n"
    )


def test_a_later_run_updates_its_own_comment_alone(pull: GitHub, runner: Runner) -> None:
    other = pull.comment(7, "guest", f"{MARKER}\nlook-alike")
    another = pull.comment(7, BOT, "of another workflow")
    leave(pull, report(FINDING))
    comment(runner)
    leave(pull, report(FINDING | {"line": 9}))
    comment(runner)
    assert [each["body"] for each in (other, another)] == [
        f"{MARKER}\nlook-alike",
        "of another workflow",
    ]
    [own] = [each for each in pull.comments if each not in (other, another)]
    assert "README.md:9:5" in own["body"]
    assert "README.md:3:5" not in own["body"]
    leave(pull, report())
    comment(runner)
    assert own["body"] == (f"{MARKER}\nawesomecheck: no findings are left in this pull request.\n")


def test_a_clean_pull_request_gets_no_comment(pull: GitHub, runner: Runner) -> None:
    leave(pull, report())
    assert comment(runner) == (0, 0, 0)
    assert pull.changes == []


def test_its_own_comment_is_found_behind_many_others(pull: GitHub, runner: Runner) -> None:
    for _ in range(7):
        pull.comment(7, "guest", "I see.")
    leave(pull, report(FINDING))
    comment(runner)
    pull.largest_page = 3
    comment(runner)
    assert len(pull.comments) == 8


@pytest.mark.parametrize(
    "run",
    [
        {"HEAD_SHA": "b" * 40},  # pushed to since
        {"HEAD_REPOSITORY": "98"},  # another fork of the same owner
        {"HEAD_BRANCH": "patch-1&state=all"},
        {"HEAD_OWNER": "stranger"},
        {"HEAD_OWNER": "", "HEAD_REPOSITORY": "", "HEAD_BRANCH": "patch-1"},  # fork is gone
    ],
)
def test_only_the_pull_request_of_the_run_is_commented_on(
    pull: GitHub, runner: Runner, run: dict[str, str]
) -> None:
    leave(pull, report(FINDING))
    assert comment(runner, **run) == (0,)
    assert pull.changes == []


def test_a_closed_pull_request_is_left_alone(github: GitHub, runner: Runner) -> None:
    github.pull(owner="guest", branch="patch-1", sha="a" * 40, state="closed")
    leave(github, report(FINDING))
    assert comment(runner) == (0,)
    assert github.changes == []


def test_a_branch_named_like_a_command_is_a_name(github: GitHub, runner: Runner) -> None:
    branch = '$(touch${IFS}owned)`touch${IFS}owned`";touch${IFS}owned;#&x=1'
    github.pull(owner="guest", branch=branch, sha="a" * 40)
    leave(github, report(FINDING))
    assert comment(runner, HEAD_BRANCH=branch) == (0, 0, 0)
    assert len(github.comments) == 1
    assert not list(runner.folder.rglob("owned*"))


def test_forged_text_stays_in_its_block_of_code(pull: GitHub, runner: Runner) -> None:
    hostile = (
        "@everyone\n\n# Log in\n\n[here](https://evil.example) <img src=x> ```\n~~~\n"
        "\u2028- [ ] x\u202egpj\u2029\x00\x1b[31m\u200b--> $(touch owned)"
    )
    forged = dict.fromkeys(FINDING, hostile)
    leave(pull, report(forged, path=hostile))
    assert comment(runner) == (0, 0, 0)
    [written] = pull.comments
    first, second, blank, *block, blank_too, last = written["body"].splitlines()
    assert (first, blank, blank_too) == (MARKER, "", "")
    assert second == "awesomecheck: findings in the changes of this pull request:"
    assert last.startswith("[The run](https://github.com/")
    [line] = block
    assert line.startswith("    @everyone  # Log in")
    assert line.isprintable()
    assert not (runner.folder / "owned").exists()


def test_a_long_report_is_cut(pull: GitHub, runner: Runner) -> None:
    leave(pull, report(*[FINDING | {"message": "漢" * 2_000}] * 120))
    assert comment(runner) == (0, 0, 0)
    [written] = pull.comments
    assert len(written["body"].encode()) < LONGEST_BODY
    assert written["body"].count("    README.md:3:5 ") == 50
    assert "\nAnd 70 more.\n" in written["body"]


def test_a_long_path_is_not_repeated_for_each_finding(pull: GitHub, runner: Runner) -> None:
    leave(pull, report(*[dict.fromkeys(FINDING, "")] * 20_000, path="x" * 2_000_000))
    small = replace(runner, address_space=str(2 << 20))  # of the 40 GB of all the paths
    assert comment(small) == (0, 0, 0)
    [written] = pull.comments
    assert written["body"].count("    " + "x" * 300 + "\n") == 50
    assert "\nAnd 19950 more.\n" in written["body"]


@pytest.mark.parametrize("size", [1_000_000, 10_000_000_000])
def test_a_large_artifact_is_not_fetched(pull: GitHub, runner: Runner, size: int) -> None:
    leave(pull, report(FINDING), size=size)
    assert comment(runner) == (0,)
    assert pull.changes == []


def test_a_run_without_a_report_has_nothing_to_say(pull: GitHub, runner: Runner) -> None:
    assert comment(runner) == (0,)
    assert pull.changes == []
    assert pull.changes == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no json",
        b"[" * 100_000,
        b'{"files": 3}',
        b'{"files": [{"path": "x", "findings": [{}]}]}',
        b'{"files": [{"path": "x", "findings": ["##[error]x\\n::error::x"]}]}',
        b" " * 50_000_000 + b'{"files": []}',
    ],
    ids=["empty", "text", "deep", "number", "bare", "commands", "bomb"],
)
def test_what_is_no_report_is_not_commented_on(pull: GitHub, runner: Runner, data: bytes) -> None:
    leave(pull, data)
    assert comment(runner) == (0, 1)
    assert pull.changes == []


def test_what_is_no_archive_is_not_commented_on(pull: GitHub, runner: Runner) -> None:
    leave_raw(pull, b"#!/bin/sh\ntouch owned\n")
    assert comment(runner) == (0, 1)
    assert not list(runner.folder.rglob("owned*"))
