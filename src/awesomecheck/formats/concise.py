"""Write the report for people with one line for each finding."""

from collections.abc import Iterator

from awesomecheck.formats import Style, text
from awesomecheck.formats.report import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield `path:line:column severity rule message`, also on a terminal."""
    yield from text.render(report, style._replace(source=False))
