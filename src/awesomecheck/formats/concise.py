"""The report for people in a hurry: a line for each finding, and nothing else about it."""

from collections.abc import Iterator

from awesomecheck.formats import Style, text
from awesomecheck.formats.report import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """`path:line:column severity rule message`, at a terminal too."""
    yield from text.render(report, style._replace(source=False))
