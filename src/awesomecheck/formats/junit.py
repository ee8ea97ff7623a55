"""The report as JUnit XML, for CI systems that show the results of tests and nothing else.

Errors and warnings are failures; infos are skipped tests, which are shown and fail no build. There
is no one schema: this is what GitLab, Jenkins' JUnit plugin and the usual GitHub Actions read. Of
a failure GitLab shows the content, not the message, and of tests with one name it takes the first
(https://docs.gitlab.com/ci/testing/unit_test_reports/). So a name tells what a finding is about,
not where it is: it stays the same when lines move.
"""

from collections import Counter
from collections.abc import Iterator
import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from awesomecheck.formats import Style
from awesomecheck.formats.fingerprint import Identified, identified
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.redact import masked

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot say, and what ends a line."""
_NAME = "awesomecheck"
_MOST_CHARACTERS = 80
"""Of a name; what the finding is about may be a whole line."""
_LOOKED_AT = 1000
"""Characters of that line, so that no password is cut in two before it is known for one."""


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """A test suite for each file, with a test for each finding, or one that passes."""
    root = Element("testsuites")
    for file in report.files:
        _add_file(root, file)
    if report.errors or report.notices:
        _add_run(root, report)
    root.attrib |= {"name": _NAME, "time": "0"}
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.attrib[count]) for suite in root)))
    indent(root)
    text = tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield text.replace("##", "#&#35;")  # GitHub's runner obeys `##[command]`
    yield "\n"


def _add_file(root: Element, file: FileReport) -> None:
    path = _fit(repository_path(file.path))
    suite = SubElement(root, "testsuite", name=path)
    names: Counter[str] = Counter()
    for each in identified(file, path):
        line = str(file.document.source.position(each.finding.span.start).line)
        test = _add_test(suite, _name(each), path, names)
        test.set("line", line)
        _add_finding(test, each, path, file)
    if not file.findings:
        _add_test(suite, "no findings", path, names)
    _count(suite)


def _add_finding(test: Element, each: Identified, path: str, file: FileReport) -> None:
    finding = each.finding
    place = file.document.source.position(finding.span.start)
    where = f"{path}:{place.line}:{place.column}"
    message = _fit(finding.message)
    kind = "skipped" if finding.severity == "info" else "failure"
    outcome = SubElement(test, kind, message=message, type=finding.severity)
    outcome.text = f"{where} {finding.severity} {finding.rule} {message}"


def _add_run(root: Element, report: Report) -> None:
    """What went wrong but is about no line."""
    suite = SubElement(root, "testsuite", name=_NAME)
    if report.notices:
        properties = SubElement(suite, "properties")
        for notice in report.notices:
            SubElement(properties, "property", name="notice", value=_fit(notice))
    names: Counter[str] = Counter()
    for error in report.errors:
        message = _fit(error)
        test = _add_test(suite, message, None, names)
        SubElement(test, "error", message=message, type="error").text = message
    _count(suite)


def _add_test(suite: Element, name: str, path: str | None, names: Counter[str]) -> Element:
    """A test of a name that no other one of the suite has."""
    # Jenkins takes what is after the last dot of `classname` for the class.
    group = (path or _NAME).removesuffix(".md")
    test = SubElement(suite, "testcase", name=_unique(name, names), classname=group, time="0")
    if path is not None:
        test.set("file", path)
    return test


def _unique(name: str, names: Counter[str]) -> str:
    """A name as it is, or with a number behind it where it is taken."""
    short = name if len(name) <= _MOST_CHARACTERS else f"{name[: _MOST_CHARACTERS - 1]}…"
    unique = short
    while names[unique]:
        names[short] += 1
        unique = f"{short} ({names[short]})"
    names[unique] += 1
    return unique


def _name(each: Identified) -> str:
    subject = _fit(each.key.subject[:_LOOKED_AT])
    return f"{each.key.rule}: {subject}" if subject else each.key.rule


def _count(suite: Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for count, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"testcase/{kind}"))))
    suite.set("time", "0")


def _fit(text: str) -> str:
    """A text in one line that XML can hold, without passwords."""
    return _UNFIT.sub(lambda found: " " if found[0].isspace() else "\ufffd", masked(text))
