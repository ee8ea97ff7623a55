"""Write the report as JUnit XML, for CI systems that only show test results.

Errors and warnings are failures; infos are skipped tests, which are shown but fail no build. There
is no standard schema: this is what GitLab, Jenkins' JUnit plugin and common GitHub Actions read.
GitLab shows the content of a failure, not its message, and of tests with the same name only the
first (https://docs.gitlab.com/ci/testing/unit_test_reports/). So a name says what a finding is
about, not where it is: it stays the same when lines move.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from awesomecheck.formats import Style
from awesomecheck.formats.fingerprint import Identified, identified
from awesomecheck.formats.report import FileReport, Report, shortened
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.escape import CONTROLS
from awesomecheck.safety.redact import masked

_INVALID = regex(rf"[{CONTROLS}\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot contain, and line breaks."""
_NAME = "awesomecheck"
_MOST_CHARACTERS = 80
"""Of a name; the subject of a finding may be a whole line."""
_LOOKED_AT = 1000
"""Characters of that line, so that no password is cut before it is recognised."""


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """Yield a test suite for each file, with a test for each finding, or one that passes."""
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
    yield text.replace("##", "#&#35;")  # GitHub's runner executes `##[command]`
    yield "\n"


def _add_file(root: Element, file: FileReport) -> None:
    path = _fit(repository_path(file.path))
    suite = SubElement(root, "testsuite", name=path)
    names: Counter[str] = Counter()
    for each in identified(file, path):
        line = str(file.position(each.finding).line)
        test = _add_test(suite, _name(each), path, names)
        test.set("line", line)
        _add_finding(test, each, path, file)
    if not file.findings:
        _add_test(suite, "no findings", path, names)
    _count(suite)


def _add_finding(test: Element, each: Identified, path: str, file: FileReport) -> None:
    finding = each.finding
    place = file.position(finding)
    where = f"{path}:{place.line}:{place.column}"
    message = _fit(finding.message)
    kind = "skipped" if finding.severity == "info" else "failure"
    outcome = SubElement(test, kind, message=message, type=finding.severity)
    outcome.text = f"{where} {finding.severity} {finding.rule} {message}"


def _add_run(root: Element, report: Report) -> None:
    """Add errors and notices that have no line."""
    suite = SubElement(root, "testsuite", name=_NAME)
    if report.notices:
        properties = SubElement(suite, "properties")
        for notice in report.notices:
            SubElement(properties, "property", name="notice", value=_fit(notice))
    names: Counter[str] = Counter()
    for error in report.errors:
        message = _fit(error.message)
        test = _add_test(suite, message, None, names)
        SubElement(test, "error", message=message, type="error").text = message
    _count(suite)


def _add_test(suite: Element, name: str, path: str | None, names: Counter[str]) -> Element:
    """Add a test with a name that is unique in the suite."""
    # Jenkins reads the part after the last dot of `classname` as the class.
    group = (path or _NAME).removesuffix(".md")
    test = SubElement(suite, "testcase", name=_unique(name, names), classname=group, time="0")
    if path is not None:
        test.set("file", path)
    return test


def _unique(name: str, names: Counter[str]) -> str:
    """Return a name, with a number if it is taken."""
    unique = short = shortened(name, _MOST_CHARACTERS)
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
    """Return a text as one line of valid XML, without passwords."""
    return _INVALID.sub(lambda found: " " if found[0].isspace() else "\ufffd", masked(text))
