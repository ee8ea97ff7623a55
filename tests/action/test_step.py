"""The step that checks: from inputs to annotations, outputs, a summary and an exit status."""

import json
from pathlib import Path
from typing import get_args

import pytest

from awesomecheck import UserError
from awesomecheck.cli import action
from awesomecheck.config.file_settings import FailOn
from tests.action.step import NEW, OLD, Place, Step, outputs_in
from tests.git import Repository
from tests.runner import ANNOTATIONS, Runner

CLEAN = "# List\n\n- [Ant](https://ant.example/) - Builds things.\n"
ERROR = CLEAN + "- [Bee](#nowhere) - Flies to things.\n"
WARNING = CLEAN + "- [Bee](https://bee.example/) - Flies to things. \n"
INFO = CLEAN + "- [Bee](https://bee.example/?utm_source=x) - Flies to things.\n"
COUNTS = ("findings", "errors", "warnings", "infos", "dead", "moved", "unsure")
OUTPUTS = {"exit-code", *COUNTS, "report-file", "sarif-file"}


def lines(step: Step) -> list[tuple[str, str, int]]:
    """Kind, file and line of annotations, in order."""
    return sorted(
        (each.kind, each.properties["file"], int(each.properties["line"]))
        for each in step.annotations
        if "file" in each.properties
    )


# What a contributor and a maintainer get


def test_a_contributor_sees_the_findings_on_the_changed_lines(pull_request: Place) -> None:
    step = pull_request.run()
    assert lines(step) == [("error", "README.md", 7), ("warning", "README.md", 7)]
    assert step.status == 1
    counts = dict.fromkeys(COUNTS, "0") | {"findings": "2", "errors": "1", "warnings": "1"}
    assert step.outputs == {"exit-code": "1", **counts, "report-file": "", "sarif-file": ""}
    assert "missing-anchor" in step.summary


def test_on_a_push_the_whole_list_is_reported(place: Place, repository: Repository) -> None:
    assert repository.top == place.checkout
    step = place.run()
    assert lines(step) == [("warning", "README.md", 6)]
    assert (step.status, step.outputs["warnings"]) == (0, "1")


@pytest.mark.parametrize(
    ("text", "error", "warning", "info"),
    [(CLEAN, 0, 0, 0), (INFO, 0, 0, 1), (WARNING, 0, 1, 1), (ERROR, 1, 1, 1)],
    ids=["clean", "info", "warning", "error"],
)
def test_the_workflow_says_what_fails(
    text: str, error: int, warning: int, info: int, place: Place
) -> None:
    place.write("README.md", text)
    fails = {"error": error, "warning": warning, "info": info, "never": 0}
    assert (*fails,) == get_args(FailOn)
    for fail_on, status in fails.items():
        step = place.run(fail_on=fail_on)
        assert (step.status, step.outputs["exit-code"]) == (status, str(error))


def test_reports_are_written_where_the_workflow_says(place: Place) -> None:
    place.write("README.md", ERROR)
    step = place.run(
        report_file="reports/list.md",
        sarif_file="list.sarif",
        args="--format junit=reports/junit.xml",
    )
    assert step.outputs["report-file"] == "reports/list.md"
    assert step.outputs["sarif-file"] == "list.sarif"
    assert (place.checkout / "reports/list.md").read_text() == step.summary
    assert json.loads((place.checkout / "list.sarif").read_text())["version"] == "2.1.0"
    assert (place.checkout / "reports/junit.xml").is_file()


def test_options_are_split_as_a_shell_does(place: Place) -> None:
    place.write("README.md", ERROR.replace("things.\n", "things. \n"))
    place.write("rules/one rule.yaml", "rules:\n  missing-anchor: off\n")
    step = place.run(args="--config 'rules/one rule.yaml' --ignore \"trailing-space\"")
    assert (step.status, step.outputs["findings"]) == (0, "0")
    step = place.run(args="  --select\n  anchors --no-links\n")
    assert (step.status, step.outputs["findings"]) == (1, "1")


def test_what_fixes_leave_counts(place: Place) -> None:
    place.write("README.md", WARNING)
    step = place.run(args="--fix", fail_on="warning")
    assert (step.status, step.outputs["warnings"]) == (0, "0")
    assert (place.checkout / "README.md").read_text() == WARNING.replace(" \n", "\n")


# Which files


def test_files_have_any_names(place: Place) -> None:
    names = ["a list.md", "100%25.md", "colon: and, comma.md", "-.md", "--fix", "-", "ü'\"$(x).md"]
    for name in names:
        place.write(name, WARNING)
    step = place.run(files="\n" + "\r\n\n  ".join(names) + "\n")
    assert lines(step) == sorted(("warning", name, 4) for name in names)
    assert (place.checkout / "a list.md").read_text() == WARNING


def test_a_folder_may_hold_names_that_no_input_can_have(place: Place) -> None:
    name = "folder/two\n::error::lines.md"
    place.write(name, WARNING)
    step = place.run(files="folder")
    [annotation] = step.annotations
    assert annotation.properties["file"] == name
    assert step.outputs["warnings"] == "1"


def test_a_list_that_the_pull_request_deletes_is_skipped(
    place: Place, repository: Repository
) -> None:
    repository.commit(GONE=OLD)
    (place.checkout / "folder").mkdir()
    (place.checkout / "folder" / "more.md").write_text(OLD)
    repository.commit()
    repository.git("checkout", "-q", "-b", "topic")
    (place.checkout / "GONE.md").unlink()
    (place.checkout / "folder" / "more.md").unlink()
    (place.checkout / "folder").rmdir()
    repository.commit(README=OLD + NEW)
    place.pull_request(repository)
    step = place.run(files="README.md\nGONE.md\nfolder/")
    assert (step.status, step.outputs["findings"]) == (1, "2")
    skipped = [each for each in step.of("warning") if "skipped: deleted" in each]
    assert [each.split(":")[0] for each in skipped] == ["GONE.md", "folder"]
    step = place.run(files="GONE.md")
    assert (step.status, step.outputs["findings"]) == (0, "0")
    step = place.run(files="NEVER.md\nGONE.md")
    assert step.status == 2
    assert any("NEVER.md: no such file" in each for each in step.of("error"))


def test_a_list_that_is_missing_on_a_push_is_an_error(
    place: Place, repository: Repository
) -> None:
    repository.commit(GONE=OLD)
    (place.checkout / "GONE.md").unlink()
    step = place.run(files="GONE.md")
    assert (step.status, step.of("error")) == (2, ["GONE.md: no such file or folder"])


def test_the_readme_that_is_meant_without_files_may_be_deleted(
    place: Place, repository: Repository
) -> None:
    repository.git("checkout", "-q", "-b", "topic")
    (place.checkout / "README.md").unlink()
    repository.commit()
    place.pull_request(repository)
    step = place.run()
    assert (step.status, step.outputs["findings"]) == (0, "0")
    assert step.of("error") == []
    assert any("README.md: skipped: deleted" in each for each in step.of("warning"))


def test_without_a_readme_the_input_to_set_is_named(place: Place, repository: Repository) -> None:
    repository.git("mv", "README.md", "LIST.md")
    step = place.run()
    assert step.status == 2
    assert "README.md: no such file or folder" in step.of("error")
    assert any("`files`" in each for each in step.of("error"))


def test_a_pull_request_that_touches_no_list(place: Place, repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(CONTRIBUTING="# Contributing\n")
    place.pull_request(repository)
    step = place.run(links="changed")
    assert (step.status, step.annotations) == (0, [])
    assert "nothing is reported: no list has changed" in step.log


# What may be wrong around it


def test_a_checkout_of_depth_1_is_reported_whole_without_links(pull_request: Place) -> None:
    clone = pull_request.folder / "clone"
    Repository(pull_request.folder).git(
        *("clone", "-q", "--depth", "1", "--branch", "pull"),
        f"file://{pull_request.checkout}",
        clone,
    )
    pull_request.checkout = clone
    step = pull_request.run(links="changed", args="--format json=../report.json")
    assert lines(step) == [
        ("error", "README.md", 7),
        ("warning", "README.md", 6),
        ("warning", "README.md", 7),
    ]
    [warning] = [each for each in step.of("warning") if "fetch-depth: 2" in each]
    assert "whole files are reported" in warning
    assert "links are not checked" in warning
    [file] = json.loads((pull_request.folder / "report.json").read_text())["files"]
    assert file["links"] == []


def test_without_a_file_of_the_event(pull_request: Place) -> None:
    for path in ("", "/nowhere/event.json"):
        pull_request.environment["GITHUB_EVENT_PATH"] = path
        assert len(lines(pull_request.run())) == 2


def test_outside_of_a_runner(place: Place) -> None:
    place.write("README.md", ERROR)
    names = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP", "GITHUB_EVENT_NAME")
    place.environment |= dict.fromkeys(names, "")
    step = place.run()
    assert (step.status, len(step.annotations)) == (1, 1)
    assert "Traceback" not in step.log


def test_nothing_is_left_behind(place: Place) -> None:
    place.write("README.md", ERROR)
    for temporary in ("", "/nowhere", str(place.runner)):
        place.environment["RUNNER_TEMP"] = temporary
        place.environment["TMPDIR"] = str(place.runner)
        place.run()
        assert [path.name for path in place.checkout.iterdir()] == ["README.md"]
        assert {path.name for path in place.runner.iterdir()} == {"output", "summary"}


def test_what_cannot_be_written_fails_nothing(place: Place) -> None:
    place.write("README.md", CLEAN)
    place.environment |= {
        "GITHUB_OUTPUT": str(place.folder),
        "GITHUB_STEP_SUMMARY": str(place.folder / "nowhere" / "summary"),
    }
    step = place.run()
    assert step.status == 0
    assert step.of("warning") == [f"outputs: {place.folder}: not written: Is a directory"]
    [notice] = step.of("notice")
    assert notice.startswith("job summary: ")
    assert notice.endswith("not written: No such file or directory")


def test_an_old_report_that_cannot_be_replaced_is_not_shown(place: Place) -> None:
    place.write("README.md", ERROR)
    place.write("report.md", "the report of yesterday\n")
    (place.checkout / "report.md").chmod(0o444)
    step = place.run(report_file="report.md")
    assert step.summary == ""
    assert step.outputs["report-file"] == ""
    assert "report.md: not written: Permission denied" in step.log


def test_a_summary_that_others_have_filled(place: Place) -> None:
    place.write("README.md", ERROR)
    full = place.folder / "full"
    full.write_bytes(b" " * 1024 * 1024)
    place.environment["GITHUB_STEP_SUMMARY"] = str(full)
    step = place.run()
    assert full.stat().st_size == 1024 * 1024
    assert step.of("notice") == ["the report is too long for the job summary"]
    assert step.status == 1


def test_ten_thousand_findings(place: Place) -> None:
    entries = (f"- [Tool {number}](#tool-{number}) - It works. \n" for number in range(5_000))
    place.write("README.md", "# List\n\n" + "".join(entries))
    step = place.run(report_file="report.md")
    runner = Runner().take(step.log)
    assert int(step.outputs["findings"]) >= 10_000
    assert not runner.lost
    assert len(step.of("error")) == 10
    assert 0 < len(step.summary.encode()) <= 1024 * 1024
    assert step.status == 1


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"links": "yes"}, "`links` has no value `yes`; choose from: changed, false, only, true"),
        ({"fail_on": "warnings"}, "`fail-on` has no value `warnings`; did you mean `warning`?"),
        ({"args": "--select 'anchors"}, "`args` cannot be split: No closing quotation"),
        ({"args": "--no-link"}, "--no-link"),
        ({"args": "--select"}, "`args`: Option '--select' requires an argument"),
        ({"args": "--help"}, "`args`: --help and --version are not supported"),
        (
            {"args": "--since main --staged"},
            "`args`: --since and --staged cannot be used together",
        ),
        ({"args": "--diff"}, "`args`: --diff is not supported"),
        ({"args": "--format text"}, "use --format NAME=FILE to write another report"),
        ({"args": "-o report.txt"}, "use --format NAME=FILE to write another report"),
        ({"args": "--format nothing=x"}, "unknown format `nothing`"),
        ({"args": "--select nothing"}, "nothing"),
        ({"links": "only", "args": "--fix"}, "--fix"),
        ({"report_file": "README.md"}, "README.md: would be overwritten, but is read"),
        ({"sarif_file": "README.md/x"}, "README.md/x: its folder cannot be created"),
        ({"report_file": "x", "sarif_file": "x"}, "two reports would go to the same place"),
        ({"report_file": "way/out"}, "way/out: is or contains a symbolic link"),
        ({"args": "--format json=link"}, "link: is or contains a symbolic link"),
        ({"token": "two\nlines"}, "`token` is not a token: it contains spaces or line breaks"),
        ({"files": "nothing.md"}, "nothing.md: no such file or folder"),
        ({"issue": "yes"}, "`issue` has no value `yes`; choose from: false, true"),
        ({"issue": "true"}, "`issue` is about links; set `links: only`"),
        ({"comment": "1"}, "`comment` has no value `1`"),
        ({"comment": "true"}, "`comment` is for a workflow on `workflow_run`"),
    ],
)
def test_a_mistake_is_named_and_always_fails(
    inputs: dict[str, str], message: str, place: Place
) -> None:
    place.write("README.md", CLEAN)
    (place.checkout / "way").symlink_to(place.folder)
    (place.checkout / "link").symlink_to(place.folder / "out")
    step = place.run(**{"fail_on": "never", **inputs})
    [error] = step.of("error")
    assert message in error
    assert (step.status, step.outputs["exit-code"]) == (2, "2")
    assert (place.checkout / "README.md").read_text() == CLEAN
    assert "Traceback" not in step.log
    assert not (place.folder / "out").exists()


def test_an_invalid_configuration_always_fails(place: Place) -> None:
    place.write("README.md", CLEAN)
    place.write(".awesomecheck.yaml", "rules:\n  missing-anker: off\n")
    step = place.run(fail_on="never")
    [error] = step.of("error")
    assert error.startswith(".awesomecheck.yaml:2: ")
    assert "missing-anchor" in error
    assert step.outputs == {"exit-code": "2"}
    assert step.status == 2


# What nobody may make of it


def test_no_list_commands_the_runner(place: Place) -> None:
    hostile = "\n\n".join(
        f"{start}{name}{end}" for name in ("set-output name=exit-code", "add-mask", "error")
        for start, end in (("::", "::x"), ("  ::", "::x"), ("x ##[", "]x"))
    )  # fmt: skip
    place.write("README.md", f"# List\n\n{hostile} \n\n- [##[error]x](#::error::) - y. \n")
    step = place.run()
    runner = Runner().take(step.log)
    assert len(runner.annotations) == int(step.outputs["findings"]) > 0
    assert {each.name for each in runner.executed} <= {*ANNOTATIONS, "group", "endgroup"}


def test_no_value_sets_another_output(place: Place) -> None:
    place.write("README.md", CLEAN)
    name = "report\nfindings=7\nfindings<<x\n7\nx\n.md"
    step = place.run(report_file=name)
    assert step.outputs.keys() == OUTPUTS
    assert step.outputs["report-file"] == name
    assert step.outputs["findings"] == "0"


def test_nothing_of_the_checkout_is_executed(place: Place, repository: Repository) -> None:
    trap = "raise SystemExit(f'{__name__} of the checkout')\n"
    for name in ("awesomecheck/__init__", "click", "json", "sitecustomize", "usercustomize"):
        place.write(f"{name}.py", trap)
    place.write("trap.pth", "import click\n")
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(README=OLD + NEW)
    place.pull_request(repository)
    place.environment["PYTHONPATH"] = str(place.checkout)
    assert len(lines(place.run())) == 2


def test_a_bug_fails_the_step_without_a_command_for_the_runner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise LookupError("it holds\n::add-mask::of the list ##[error]x")

    monkeypatch.setattr(action, "check", broken)
    monkeypatch.chdir(tmp_path)
    output = tmp_path / "output"
    assert action.act({"GITHUB_OUTPUT": str(output)}) == 2
    printed = capsys.readouterr()
    runner = Runner().take(printed.err).take(printed.out)
    [executed] = runner.executed
    assert executed.data.startswith("a bug in awesomecheck: LookupError")
    assert outputs_in(output.read_text()) == {"exit-code": "2"}


def test_a_home_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", lost)
    with pytest.raises(UserError, match="`cache`: `~` cannot be expanded"):
        action.read_inputs({"INPUT_CACHE": "~/.cache/awesomecheck"})
