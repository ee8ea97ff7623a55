"""Write reports as text: each module of the entry-point group has `render(report, style)`."""

from collections.abc import Iterator
from typing import Protocol, cast

from msgspec import Struct

from awesomecheck.engine.registry import EntryPoint
from awesomecheck.errors import UserError
from awesomecheck.formats.report import Report


class CommandLine(Struct, frozen=True):
    """The command line of a run, to suggest others like it."""

    options: tuple[str, ...] = ()
    """Those that choose what is checked."""
    paths: tuple[str, ...] = ()
    narrowed: bool = False
    """Whether only the findings of a change are reported."""


class Style(Struct, frozen=True):
    """How to show a report."""

    color: bool = False
    terminal: bool = False
    """Whether a person reads it on a terminal: grouped by file, wrapped, and folded."""
    width: int = 100
    """Columns of the terminal."""
    statistics: bool = False
    """Whether to count findings by rule instead of listing them."""
    summary: bool = True
    """Whether to end with the number of findings."""
    brief: bool = False
    """Whether to say no more of files without findings than how many there are."""
    show_all: bool = False
    """Whether to list all findings on a terminal, however many a rule has."""
    infos: bool = False
    """Whether to list infos on a terminal."""
    fixes: bool = False
    """Whether to list what was fixed."""
    command: CommandLine | None = None
    """What to suggest on a terminal; None for no suggestions."""


class Renderer(Protocol):
    """The function `render` of a format's module."""

    def __call__(self, report: Report, style: Style) -> Iterator[str]:
        """Yield the report as pieces of text, including line breaks."""
        ...


def load_format(point: EntryPoint) -> Renderer:
    """Load a format that a package registers.

    Raises:
        UserError: the module does not load, or has no `render`.
    """
    render = getattr(point.load(), "render", None)
    if not callable(render):
        raise UserError(f"the format `{point.name}` of {point.distribution} has no `render`")
    return cast("Renderer", render)
