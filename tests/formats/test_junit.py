"""The report as CI systems read the results of tests."""

from pathlib import Path
import re
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
import pytest

from awesomecheck import Finding, Span
from awesomecheck.errors import UserError
from awesomecheck.formats import junit
from awesomecheck.formats.report import Report
from tests.conftest import RunCommand
from tests.formats.made import FAULTY, any_list, made_report, rendered, report

_COUNTS = {"tests", "failures", "errors"}
_SHAPE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"testsuite"}, set(), {"name", "time", *_COUNTS}),
    "testsuite": ({"testcase", "properties"}, {"name", *_COUNTS}, {"skipped", "time"}),
    "properties": ({"property"}, set(), set()),
    "property": (set(), {"name", "value"}, set()),
    "testcase": ({"failure", "error", "skipped"}, {"name"}, {"classname", "time", "file", "line"}),
    "failure": (set(), set(), {"message", "type"}),
    "error": (set(), set(), {"message", "type"}),
    "skipped": (set(), set(), {"message", "type"}),
}
"""Of each element its children, the attributes that it must have, and those that it may have.

What we write of the schema that Jenkins' xUnit plugin has (junit-10.xsd), and `file` and `line` of
a test case, which GitLab, CircleCI and reporters on GitHub read.
"""


def read(text: str) -> ET.Element:
    """The root of a document whose shape and whose counts are right."""
    assert text.isascii()
    root = ET.fromstring(text)  # noqa: S314 - our own
    assert root.tag == "testsuites"
    for element in root.iter():
        children, needed, more = _SHAPE[element.tag]
        assert {child.tag for child in element} <= children
        assert needed <= set(element.keys()) <= needed | more
    for suite in root:
        for count, path in (
            ("tests", "testcase"),
            ("failures", "testcase/failure"),
            ("errors", "testcase/error"),
            ("skipped", "testcase/skipped"),
        ):
            assert suite.attrib[count] == str(len(suite.findall(path)))
        names = [(case.attrib["classname"], case.attrib["name"]) for case in cases(suite)]
        assert len(set(names)) == len(names), "GitLab drops the second of two equal names"
    for count in _COUNTS:
        assert int(root.attrib[count]) == sum(int(suite.attrib[count]) for suite in root)
    return root


def cases(element: ET.Element) -> list[ET.Element]:
    return list(element.iter("testcase"))


def named(text: str) -> dict[str, str | None]:
    """The line of each test by its name."""
    root = read(rendered(junit, report(text)))
    return {case.attrib["name"]: case.get("line") for case in cases(root)}


def test_a_finding_is_a_failed_test() -> None:
    root = read(rendered(junit, report("# List\n\nA text [to](#nowhere).\n", "docs/a.md")))
    [suite] = root
    assert (suite.attrib["name"], suite.attrib["failures"]) == ("docs/a.md", "1")
    [case] = suite
    assert case.attrib == {
        "name": "missing-anchor: #nowhere",
        "classname": "docs/a",
        "time": "0",
        "file": "docs/a.md",
        "line": "3",
    }
    [failure] = case
    message = "no heading or HTML anchor `#nowhere` in this file: correct the link"
    assert failure.attrib == {"message": message, "type": "error"}
    assert failure.text == f"docs/a.md:3:13 error missing-anchor {message}"


def test_errors_and_warnings_fail_and_infos_are_skipped() -> None:
    shown = report(FAULTY)
    kinds = [next(iter(case)).tag for case in cases(read(rendered(junit, shown)))]
    assert kinds == [
        "skipped" if finding.severity == "info" else "failure" for finding in shown.findings()
    ]
    assert {"skipped", "failure"} == set(kinds)


def test_a_clean_list_is_a_test_that_passes() -> None:
    root = read(rendered(junit, report("# List\n")))
    [case] = cases(root)
    assert (case.attrib["name"], case.attrib["file"], len(case)) == (
        "no findings",
        "README.md",
        0,
    )
    assert root.attrib["failures"] == "0"


def test_names_stay_when_lines_move() -> None:
    before, after = named(FAULTY), named("A word.\n\n" + FAULTY)
    assert list(before) == list(after)
    assert all(int(after[name] or 0) == int(line or 0) + 2 for name, line in before.items())


def test_findings_on_equal_and_on_long_lines_have_names_of_their_own() -> None:
    line = "A line of more than a hundred characters, which would be too long for a name, " * 2
    names = named(f"# L\n\n{line} \n\n{line} \n\n{line}b \n")
    assert len(names) == 3
    assert all(len(name) < 100 for name in names)


def test_a_number_after_a_name_does_not_make_it_ambiguous() -> None:
    names = named("# L\n\nx (2) \n\nx \n\nx \n\nx (2) \n\nx \n")
    assert list(names) == [
        f"trailing-space: {name}" for name in ("x (2)", "x", "x (3)", "x (2) (2)", "x (4)")
    ]


def test_errors_are_errors_and_notices_are_properties() -> None:
    shown = Report((), (UserError("a.md: no such file"),) * 2, notices=("whole files",))
    [suite] = read(rendered(junit, shown))
    assert [case[0].attrib["message"] for case in cases(suite)] == ["a.md: no such file"] * 2
    assert suite.attrib["errors"] == "2"
    [notice] = suite.iter("property")
    assert notice.attrib == {"name": "notice", "value": "whole files"}


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("a\x00b\x1b[31m\ufffe\uffff\ud800c", "a�b�[31m���c"),
        ("one\n::error::two\r\nthree\u2028four\tfive", "one ::error::two  three four five"),
        ("<a & 'b' \"c\"> ]]> é 😀", "<a & 'b' \"c\"> ]]> é 😀"),
        ("##[error]x ###[y", "##[error]x ###[y"),
        ("at https://me:secret@example.org/", "at https://*********@example.org/"),
    ],
)
def test_text_that_xml_cannot_contain_is_replaced(message: str, shown: str) -> None:
    made = made_report("# L\n", [Finding("a-rule", "error", Span(0, 1), message)])
    written = rendered(junit, replace(made, errors=(UserError(message),), notices=(message,)))
    root = read(written)
    for outcome in (*root.iter("failure"), *root.iter("error")):
        assert outcome.attrib["message"] == shown
        assert (outcome.text or "").endswith(shown)
    assert not re.search(r"##\w*\[|^\s*::|secret", written, re.MULTILINE)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_list)
def test_any_list_gives_a_document_that_can_be_read(text: str) -> None:
    shown = report(text)
    written = rendered(junit, shown)
    lines = [case.attrib["line"] for case in cases(read(written)) if "line" in case.attrib]
    positions = [
        file.document.source.position(finding.span.start)
        for file in shown.files
        for finding in file.findings
    ]
    assert lines == [str(position.line) for position in positions]
    assert "secret" not in written


def test_a_file_with_an_odd_name_and_one_that_is_missing(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "a<&b.md").write_text(FAULTY, "utf-8")
    done = run("--no-links", "--format", "junit", "a<&b.md", "none.md")
    assert done.returncode == 2
    first, last = read(done.stdout)
    assert first.attrib["name"] == "a<&b.md"
    [error] = last.iter("error")
    assert "none.md: no such file" in error.attrib["message"]
