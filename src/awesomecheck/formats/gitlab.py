"""Write the report for GitLab's code quality: a JSON array with an object for each finding.

GitLab reads the description, the name of the check, the fingerprint, the severity, the path and
the first line (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). Of
findings with the same fingerprint it keeps the last, and it stops at an invalid object.
"""

from collections.abc import Iterator

from awesomecheck.formats import Style
from awesomecheck.formats.fingerprint import identified
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.rules import Severity
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.escape import json_line

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
"""`critical` and `blocker` are too severe for a list."""


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """Yield the findings of all files, one on each line."""
    objects = (each for file in report.files for each in _objects(file))
    yield "[\n" + ",\n".join(map(json_line, objects)) + "\n]\n"


def _objects(file: FileReport) -> Iterator[dict[str, object]]:
    source = file.source
    path = repository_path(file.path)
    for each in identified(file, path):
        finding = each.finding
        first = file.position(finding).line
        last = source.position(max(finding.span.start, finding.span.end - 1)).line
        yield {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": each.fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": path, "lines": {"begin": first, "end": last}},
        }
