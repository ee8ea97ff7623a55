"""Findings to text. Each module of the entry-point group has `render(report, style)`."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, cast

from awesomecheck.engine.registry import EntryPoint
from awesomecheck.errors import UserError
from awesomecheck.formats.report import Report


class Style(NamedTuple):
    """How a report is to be shown."""

    color: bool = False
    source: bool = False
    """Whether to quote the line of each finding, as a person at a terminal likes it."""
    width: int = 100
    """Columns of the terminal."""
    statistics: bool = False
    """Count by rule in place of single findings."""
    summary: bool = True
    """Whether to close with the number of findings."""


class Renderer(Protocol):
    """What a format's module offers under the name `render`."""

    def __call__(self, report: Report, style: Style) -> Iterator[str]:
        """The report as pieces of text, line breaks included."""
        ...


def load_format(point: EntryPoint) -> Renderer:
    """The renderer that a package registers.

    Raises:
        UserError: the module does not load, or has no `render`.
    """
    render = getattr(point.load(), "render", None)
    if not callable(render):
        raise UserError(f"the format `{point.name}` of {point.distribution} has no `render`")
    return cast("Renderer", render)
