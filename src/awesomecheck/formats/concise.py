"""Write the report with one line for each finding, as editors and reviewdog read it."""

from collections.abc import Iterator

import click

from awesomecheck.document.source import Position
from awesomecheck.formats import Style
from awesomecheck.formats._summary import statistics, summary_lines
from awesomecheck.formats._terminal import COLORS
from awesomecheck.formats.report import Report
from awesomecheck.rules import Finding
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield `path:line:column: severity rule message`, also on a terminal."""
    if style.statistics:
        yield from statistics(report, style)
    else:
        for file in report.files:
            path = escape_for_terminal(file.path)
            for finding in file.findings:
                yield _line(path, file.position(finding), finding, style)
    if style.summary:
        if report.total:
            yield "\n"
        yield from summary_lines(report, style)


def _line(path: str, place: Position, finding: Finding, style: Style) -> str:
    where = f"{path}:{place.line}:{place.column}:"
    severity: str = finding.severity
    rule = finding.rule
    if style.color:
        where = click.style(where, bold=True)
        severity = click.style(severity, fg=COLORS[finding.severity])
        rule = click.style(rule, dim=True)
    message = escape_for_terminal(finding.message)
    return disarm_commands(f"{where} {severity} {rule} {message}") + "\n"
