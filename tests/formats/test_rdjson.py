"""The report as reviewdog reads it."""

import json
from pathlib import Path
import re
from typing import Any

from hypothesis import HealthCheck, example, given, settings
import pytest

from awesomecheck import Edit, Finding, Fix, RelatedPlace, Span
from awesomecheck.formats import rdjson
from tests.conftest import RunCommand
from tests.formats.made import FAULTY, UNORDERED, any_list, fixed, made_report, rendered, report
from tests.git import Repository

_MESSAGES: dict[str, dict[str, str]] = {
    "DiagnosticResult": {"diagnostics": "Diagnostic*", "source": "Source", "severity": "Severity"},
    "Diagnostic": {
        "message": "string",
        "location": "Location",
        "severity": "Severity",
        "source": "Source",
        "code": "Code",
        "suggestions": "Suggestion*",
        "original_output": "string",
        "related_locations": "RelatedLocation*",
    },
    "Location": {"path": "string", "range": "Range"},
    "RelatedLocation": {"message": "string", "location": "Location"},
    "Range": {"start": "Position", "end": "Position"},
    "Position": {"line": "int32", "column": "int32"},
    "Suggestion": {"range": "Range", "text": "string"},
    "Source": {"name": "string", "url": "string"},
    "Code": {"value": "string", "url": "string"},
}
"""The fields of reviewdog.proto."""


def check(value: Any, kind: str) -> None:
    """Refuse what Go's `protojson` refuses: unknown fields, wrong types, half characters."""
    if kind.endswith("*"):
        assert isinstance(value, list)
        for each in value:  # pyright: ignore[reportUnknownVariableType]
            check(each, kind.removesuffix("*"))
    elif kind == "string":
        assert isinstance(value, str)
        assert not re.search("[\ud800-\udfff]", value)
    elif kind == "int32":
        assert type(value) is int
        assert 1 <= value < 2**31
    elif kind == "Severity":
        assert value in {"ERROR", "WARNING", "INFO"}
    else:
        assert value.keys() <= _MESSAGES[kind].keys()
        for name, each in value.items():
            check(each, _MESSAGES[kind][name])


def read(text: str) -> list[dict[str, Any]]:
    """The diagnostics."""
    assert text.isascii()
    result = json.loads(text)
    check(result, "DiagnosticResult")
    assert result["source"] == {"name": "awesomecheck"}
    diagnostics: list[dict[str, Any]] = result["diagnostics"]
    return diagnostics


def applied(data: bytes, suggestion: dict[str, Any]) -> bytes:
    """The file with a suggestion taken: lines end in LF, columns count bytes."""
    starts = [0, *(match.end() for match in re.finditer(b"\n", data))]

    def offset(place: dict[str, int]) -> int:
        return starts[place["line"] - 1] + place["column"] - 1

    start, end = offset(suggestion["range"]["start"]), offset(suggestion["range"]["end"])
    text: str = suggestion["text"]
    assert start <= end <= len(data)
    return data[:start] + text.encode() + data[end:]


def suggested(text: str) -> dict[str, bytes]:
    """What each rule's first suggestion makes of a list."""
    results: dict[str, bytes] = {}
    for each in read(rendered(rdjson, report(text))):
        for suggestion in each.get("suggestions", ()):
            results.setdefault(each["code"]["value"], applied(text.encode(), suggestion))
    return results


def test_a_diagnostic_says_what_reviewdog_shows() -> None:
    [diagnostic] = read(rendered(rdjson, report("# List\n\né [to](#nowhere).\n", "docs/a.md")))
    assert diagnostic == {
        "message": "no heading or HTML anchor `#nowhere` in this file: correct the link",
        "location": {
            "path": "docs/a.md",
            "range": {"start": {"line": 3, "column": 9}, "end": {"line": 3, "column": 17}},
        },
        "severity": "ERROR",
        "code": {
            "value": "missing-anchor",
            "url": "https://awesomecheck.github.io/awesomecheck/rules/missing-anchor/",
        },
    }


def test_columns_count_bytes_of_utf_8_with_the_mark_before_the_first_line() -> None:
    def column(text: str) -> int:
        [found] = [
            each
            for each in read(rendered(rdjson, report(text)))
            if each["code"]["value"] == "trailing-space"
        ]
        place: int = found["location"]["range"]["start"]["column"]
        return place

    assert column("ab \n") == 3
    assert column("aé中😀 \n") == 1 + 1 + 2 + 3 + 4
    assert column("\ufeffab \n") == 6
    assert column("\ufeffa\n\nab \n") == 3
    assert column(f"# L\n\n{'é' * 9000} \n") == 18001


def test_a_finding_over_several_lines_is_shown_on_the_first() -> None:
    finding = Finding("a-rule", "info", Span(2, 12), "a message")
    [diagnostic] = read(rendered(rdjson, made_report("# List\n\nwords\n", [finding])))
    assert diagnostic["severity"] == "INFO"
    assert diagnostic["location"]["range"] == {
        "start": {"line": 1, "column": 3},
        "end": {"line": 1, "column": 7},
    }


def test_other_places_are_related_locations_and_not_endless() -> None:
    places = tuple(
        RelatedPlace(Span(8, 9), f"see https://a:secret@b.c/{each}") for each in range(50)
    )
    finding = Finding("a-rule", "error", Span(0, 1), "a message", also=places)
    written = rendered(rdjson, made_report("# List\n\nwords\n", [finding]))
    [diagnostic] = read(written)
    related = diagnostic["related_locations"]
    assert 1 < len(related) < 50
    assert related[0]["location"]["range"]["start"] == {"line": 3, "column": 1}
    assert "secret" not in written


def test_safe_fixes_are_suggestions() -> None:
    assert suggested("# L\n\nx \n") == {"trailing-space": b"# L\n\nx\n"}
    assert (
        suggested("\ufeffé \r\n\r\n😀 \r\n")["trailing-space"] == "\ufeffé\r\n\r\n😀 \r\n".encode()
    )
    assert suggested("# L\n\ntext")["missing-final-newline"] == b"# L\n\ntext\n"
    moved = suggested(UNORDERED)["out-of-order"].decode().splitlines()
    assert [line for line in moved if "Golf" in line] == [moved[10]]
    assert suggested("# L\r\n\r\ntext")["missing-final-newline"] == b"# L\r\n\r\ntext\r\n"


def test_unsafe_fixes_are_none() -> None:
    fix = Fix((Edit(Span(0, 1), "##"),), safe=False)
    [diagnostic] = read(rendered(rdjson, made_report("# L\n", [made(fix)])))
    assert "suggestions" not in diagnostic


def made(fix: Fix) -> Finding:
    return Finding("a-rule", "error", Span(0, 1), "a message", fix)


def test_several_edits_make_one_suggestion_where_they_are_near_each_other() -> None:
    text = "# L\r\n\r\none é two\r\nthree\n" + "\nline" * 30
    near = Fix((Edit(Span(18, 18), "!\n"), Edit(Span(5, 8), "1")))
    [diagnostic] = read(rendered(rdjson, made_report(text, [made(near)])))
    [suggestion] = diagnostic["suggestions"]
    assert applied(text.encode(), suggestion) == fixed(text, made(near))
    far = Fix((Edit(Span(5, 8), "1"), Edit(Span(100, 101), "2")))
    [diagnostic] = read(rendered(rdjson, made_report(text, [made(far)])))
    assert "suggestions" not in diagnostic


def test_a_fix_that_findings_share_is_suggested_once() -> None:
    fixes = [Fix((Edit(Span(0, 1), "##"),)) for _ in range(2)]
    findings = [made(fixes[0]), made(fixes[0]), made(fixes[1])]
    diagnostics = read(rendered(rdjson, made_report("# L\n", findings)))
    assert ["suggestions" in each for each in diagnostics] == [True, False, False]


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(Span(5, 9), "http://me:secret@a.b/"),),
        (Edit(Span(13, 13), "secret@"),),
        (Edit(Span(9, 13), "://me:secret"),),
        (Edit(Span(5, 9), "one"), Edit(Span(40, 43), "two")),
    ],
)
def test_no_suggestion_writes_a_password(edits: tuple[Edit, ...]) -> None:
    text = "# L\n\nhttp://me@a.b and http://me:secret@a.b end\n"
    written = rendered(rdjson, made_report(text, [made(Fix(edits))]))
    [diagnostic] = read(written)
    assert "suggestions" not in diagnostic
    assert "secret" not in written


def test_files_whose_lines_others_count_differently_have_no_suggestions() -> None:
    diagnostics = read(rendered(rdjson, report("# L\r\rx \n\ny \n")))
    assert diagnostics
    assert not any("suggestions" in each for each in diagnostics)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_list)
@example(FAULTY)
@example(UNORDERED.replace("\n", "\r\n"))
def test_any_list_gives_diagnostics_whose_suggestions_do_what_fix_does(text: str) -> None:
    shown = report(text)
    written = rendered(rdjson, shown)
    diagnostics = read(written)
    assert len(diagnostics) == shown.total
    for finding, diagnostic in zip(shown.findings(), diagnostics, strict=True):
        assert diagnostic["code"]["value"] == finding.rule
        for suggestion in diagnostic.get("suggestions", ()):
            assert finding.fix
            assert finding.fix.safe
            assert applied(text.encode(), suggestion) == fixed(text, finding)
    assert "secret" not in written
    assert "##[" not in written


def test_paths_count_from_the_folder_in_which_reviewdog_runs_too(
    run: RunCommand, tmp_path: Path
) -> None:
    Repository.init(tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a b.md").write_text(FAULTY, "utf-8")
    done = run("--no-links", "--format", "rdjson", "a b.md", cwd=folder)
    assert {each["location"]["path"] for each in read(done.stdout)} == {"a b.md"}


def test_a_suggestion_is_what_the_command_writes(run: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    text = "\ufeff# List\r\n\r\n* [é 😀](https://example.org/) \r\n"
    path.write_bytes(text.encode())
    done = run("--no-links", "--select", "trailing-space", "--format", "rdjson")
    [diagnostic] = read(done.stdout)
    [suggestion] = diagnostic["suggestions"]
    run("--no-links", "--select", "trailing-space", "--fix")
    assert applied(text.encode(), suggestion) == path.read_bytes() != text.encode()
