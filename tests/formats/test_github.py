"""Annotations, as a runner of GitHub Actions reads them from our output."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
import subprocess

from msgspec.structs import replace
import pytest

from awesomecheck import Finding, Severity, Source, Span
from awesomecheck.changes.lines import Hunk, LineChange
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.errors import UserError
from awesomecheck.formats import Style
from awesomecheck.formats.github import render
from awesomecheck.formats.report import FileReport, Report
from tests.runner import FINDS, Annotation, Find, Runner

TEXT = "# List\n\nSee [there](#nowhere).\n"
PLAIN = Style()
COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def wrong(
    start: int = 0, end: int = 1, message: str = "wrong", severity: Severity = "error"
) -> Finding:
    return Finding("a-rule", severity, Span(start, end), message)


def file(*findings: Finding, path: str = "list.md", text: str = TEXT) -> FileReport:
    return FileReport(path, ParsedText(Source.from_text(text, path)), findings)


def many(
    count: int, severity: Severity = "error", path: str = "list.md", lines: Sequence[int] = ()
) -> FileReport:
    """A finding on each line, some of which a change has added."""
    text = "x\n" * count
    findings = [wrong(2 * at, 2 * at + 1, f"wrong {at + 1}", severity) for at in range(count)]
    report = file(*findings, path=path, text=text)
    blocks = tuple(Hunk(line, 1) for line in lines)
    source = report.document.source
    return replace(
        report, change=LineChange(source, Source.from_text(""), blocks) if lines else None
    )


def shown(report: Report, style: Style = PLAIN, find: Find = str.find) -> Runner:
    runner = Runner(find).take("".join(render(report, style)))
    assert not runner.stopped
    assert not runner.lost
    return runner


def only(report: Report, find: Find = str.find) -> Annotation:
    [annotation] = shown(report, find=find).annotations
    return annotation


@pytest.mark.parametrize("severity", COMMANDS)
def test_a_finding_is_an_annotation_with_its_place(severity: Severity) -> None:
    found = wrong(TEXT.index("(#") + 1, TEXT.index(")"), "no such anchor", severity)
    assert only(Report((file(found),))) == Annotation(
        COMMANDS[severity],
        "list.md:3:13 a-rule no such anchor",
        {
            "file": "list.md",
            "line": "3",
            "endLine": "3",
            "col": "13",
            "endColumn": "21",
            "title": "awesomecheck (a-rule)",
        },
    )


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (2, 6, {"line": "1", "endLine": "1", "col": "3", "endColumn": "7"}),
        (2, 7, {"line": "1", "endLine": "1", "col": "3", "endColumn": "7"}),
        (2, 8, {"line": "1", "endLine": "1", "col": "3", "endColumn": "7"}),
        (2, 9, {"line": "1", "endLine": "3"}),
        (2, 2, {"line": "1", "endLine": "1", "col": "3", "endColumn": "3"}),
        (6, 7, {"line": "1", "endLine": "1", "col": "7", "endColumn": "7"}),
        (len(TEXT), len(TEXT), {"line": "4", "endLine": "4", "col": "1", "endColumn": "1"}),
    ],
)
def test_columns_are_given_within_a_line(start: int, end: int, place: dict[str, str]) -> None:
    properties = dict(only(Report((file(wrong(start, end)),))).properties)
    del properties["file"], properties["title"]
    assert properties == place


@pytest.mark.parametrize("find", FINDS)
@pytest.mark.parametrize(
    "path",
    [
        "my list.md",
        "a:b::c.md",
        "100%25.md",
        "a,title=b.md",
        "line\nbreak\r\n.md",
        "::error::x.md",
        "::",
        "##[error]x.md",
        " blanks .md ",
        "a=b.md",
        "long" * 1_000,
        "論文.md",
        "\u0301accent.md",
        "\u200dzero.md",
    ],
)
def test_paths_arrive_as_they_are(path: str, find: Find) -> None:
    annotation = only(Report((file(wrong(), path=path),)), find)
    assert annotation.properties["file"] == path
    assert annotation.properties["title"] == "awesomecheck (a-rule)"
    assert annotation.message.endswith(":1:1 a-rule wrong")


@pytest.mark.parametrize(
    ("path", "shown"),
    [("=x.md", "=x.md"), ("\x1b]0;x\x07.md", "\\u001b]0;x\\u0007.md"), ("\x9b2J", "\\u009b2J")],
)
def test_a_path_that_no_property_can_contain_is_in_the_message(path: str, shown: str) -> None:
    annotation = only(Report((file(wrong(), path=path),)))
    assert annotation.message == f"{shown}:1:1 a-rule wrong"
    assert "file" not in annotation.properties


@pytest.mark.parametrize("message", ["50%", "%0A::error::", "a%25b", "a::b, c=d: e"])
def test_messages_arrive_as_they_are(message: str) -> None:
    annotation = only(Report((file(wrong(message=message)),)))
    assert annotation.message == f"list.md:1:1 a-rule {message}"


def test_paths_count_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "list.md").write_text(TEXT)
    monkeypatch.chdir(tmp_path / "docs")
    annotation = only(Report((file(wrong()),)))
    assert annotation.properties["file"] == "docs/list.md"
    assert annotation.message.startswith("docs/list.md:1:1 ")


def test_ten_findings_are_ten_annotations() -> None:
    runner = shown(Report((many(10),)))
    assert [each.properties.get("line") for each in runner.annotations] == [
        str(line) for line in range(1, 11)
    ]
    assert runner.groups == {}


def test_the_tenth_annotation_counts_those_in_the_log() -> None:
    report = Report((many(11), many(12, "warning", "b.md"), many(3, "info", "c.md")))
    runner = shown(report)
    assert Counter(each.kind for each in runner.annotations) == {
        "error": 10,
        "warning": 10,
        "notice": 3,
    }
    assert runner.annotations[9] == Annotation(
        "error",
        "2 more errors in list.md: see the log of this step",
        {"title": "awesomecheck"},
    )
    assert runner.annotations[19].message == ("3 more warnings in b.md: see the log of this step")
    assert runner.groups == {
        "2 more errors, 3 more warnings": [
            "list.md:10:1: error a-rule wrong 10",
            "list.md:11:1: error a-rule wrong 11",
            "b.md:10:1: warning a-rule wrong 10",
            "b.md:11:1: warning a-rule wrong 11",
            "b.md:12:1: warning a-rule wrong 12",
        ]
    }
    assert runner.log[-2] == "##[endgroup]"
    assert runner.log[-1] == ("26 findings in 3 files: 11 errors, 12 warnings, 3 info.")


def test_some_files_of_findings_in_the_log_are_named() -> None:
    report = Report(tuple(many(10, path=f"{name}.md") for name in "abcdef"))
    assert shown(report).annotations[9].message == (
        "51 more errors in a.md, b.md, c.md, 3 other files: see the log of this step"
    )


def test_findings_on_lines_of_the_change_come_first() -> None:
    report = Report((many(20), many(20, path="b.md", lines=[3, 19])))
    runner = shown(report)
    assert [
        (each.properties["file"], each.properties["line"]) for each in runner.annotations[:9]
    ] == [("b.md", "3"), ("b.md", "19"), *(("list.md", str(line)) for line in range(1, 8))]
    [group] = runner.groups.values()
    assert len(group) == 31
    assert group[0] == "list.md:8:1: error a-rule wrong 8"


def test_problems_of_the_run_are_annotations_without_a_place() -> None:
    report = Report(
        (file(wrong()),),
        errors=(UserError("a%0Ab.md: cannot be read"),),
        notices=("whole files are reported: the clone is shallow; use fetch-depth: 2",),
    )
    error, finding, notice = shown(report).annotations
    assert error == Annotation("error", "a%0Ab.md: cannot be read", {"title": "awesomecheck"})
    assert finding.message.startswith("list.md:1:1")
    assert notice == Annotation(
        "warning",
        "whole files are reported: the clone is shallow; use fetch-depth: 2",
        {"title": "awesomecheck"},
    )


def test_problems_of_the_run_share_the_ten() -> None:
    report = Report(
        (many(5),), errors=tuple(UserError(f"{number}.md: no") for number in range(12))
    )
    runner = shown(report)
    assert [each.message for each in runner.annotations] == [
        *(f"{number}.md: no" for number in range(9)),
        "8 more errors in list.md: see the log of this step",
    ]
    assert runner.groups["8 more errors"][:3] == [
        "error: 9.md: no",
        "error: 10.md: no",
        "error: 11.md: no",
    ]


def test_nothing_found_is_a_line_in_the_log() -> None:
    runner = shown(Report((file(),)))
    assert (runner.log, runner.executed) == (["No findings in 1 file."], [])
    assert shown(Report((file(),)), Style(summary=False)).log == []


def test_the_summary_can_be_left_out() -> None:
    report = Report((file(wrong()),))
    assert shown(report).log[1:] == ["1 finding in 1 file: 1 error."]
    assert shown(report, Style(summary=False)).log[1:] == []


def test_statistics_take_the_place_of_findings() -> None:
    report = Report((many(12), many(3, path="b.md")), errors=(UserError("c.md: cannot be read"),))
    runner = shown(report, Style(statistics=True))
    assert [each.message for each in runner.annotations] == ["c.md: cannot be read"]
    assert (runner.log[1], runner.groups) == ("15 error   a-rule", {})
    assert runner.log[-1].startswith("15 findings in 2 files")


def test_ten_thousand_findings_are_few_commands_and_all_in_the_log() -> None:
    kinds: tuple[Severity, ...] = ("error", "warning", "info")
    report = Report(tuple(many(3_334, kind, f"{kind}.md", [3_000]) for kind in kinds))
    runner = shown(report)
    assert len(runner.executed) == 30 + 2
    assert [each.properties["line"] for each in runner.annotations[::10]] == ["3000"] * 3
    [(title, group)] = runner.groups.items()
    assert title == "3325 more errors, 3325 more warnings, 3325 more notices"
    assert len([line for line in group if line]) == 3 * (3_334 - 9)
