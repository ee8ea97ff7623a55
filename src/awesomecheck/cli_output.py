"""Where the reports of a run go: each in its format, to a file or to standard output."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
import shutil
import sys
from typing import NamedTuple

import click

from awesomecheck.cli_options import DEFAULT_FORMAT, Arguments, Output
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.plugins import EntryPoint
from awesomecheck.report import Report
from awesomecheck.terminal import wants_color


class Destination(NamedTuple):
    """A report to write: how, and where to."""

    output: Output
    render: Renderer


def prepare(arguments: Arguments, formats: Mapping[str, EntryPoint]) -> tuple[Destination, ...]:
    """All reports that the command line asks for, their formats loaded.

    Raises:
        UserError: there is no such format.
        click.UsageError: two reports would go to one place.
    """
    outputs = [
        each if each.path else each._replace(path=arguments.output)
        for each in arguments.formats or (Output(DEFAULT_FORMAT),)
    ]
    places = [each.path and each.path.resolve() for each in outputs]
    if len(set(places)) < len(places):
        raise click.UsageError(
            "two reports cannot go to one place; --format NAME=FILE sends one to a file"
        )
    if arguments.output and arguments.output.resolve() not in places:
        raise click.UsageError("-o goes with a --format that has no file of its own")
    return tuple(Destination(each, _renderer(each.format, formats)) for each in outputs)


def keep_inputs(destinations: Iterable[Destination], lists: Iterable[Path | None]) -> None:
    """Refuse to write a report over a list.

    Raises:
        UserError: a report would take the place of a list.
    """
    inputs = {path.resolve() for path in lists if path}
    for (_, path), _ in destinations:
        if path and path.resolve() in inputs:
            raise UserError(f"{path}: the report would take the place of the list")


def _renderer(name: str, formats: Mapping[str, EntryPoint]) -> Renderer:
    if name not in formats:
        raise UserError(f"there is no format `{name}`", hint=did_you_mean(name, formats))
    return load_format(formats[name])


def write(
    report: Report, destinations: Sequence[Destination], arguments: Arguments
) -> Iterator[UserError]:
    """Write all reports; what keeps one from being written does not keep the others."""
    to_stderr = arguments.fix and "-" in arguments.paths
    for (format_name, path), render in destinations:
        if not report.files and format_name == DEFAULT_FORMAT:
            continue  # errors alone, which people are told on stderr
        text = "".join(render(report, _style(arguments, path)))
        try:
            write_out(text, path, to_stderr=to_stderr)
        except UserError as error:
            yield error


def _style(arguments: Arguments, path: Path | None) -> Style:
    terminal = path is None and is_terminal()
    return Style(
        color=wants_color(arguments.color, terminal=terminal),
        source=terminal,
        width=shutil.get_terminal_size().columns,
        statistics=arguments.statistics,
        summary=not arguments.quiet,
    )


def is_terminal() -> bool:
    """Whether a person sees standard output."""
    # Python has none where none was open when it started.
    return sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison]


def write_out(text: str, path: Path | None, *, to_stderr: bool = False) -> None:
    """Write what a command has to say to a file, or to standard output where there is none.

    Raises:
        UserError: the file cannot be written.
    """
    if path is None:
        click.echo(text, nl=False, color=True, err=to_stderr)
        return
    try:
        path.write_text(text, "utf-8", errors="backslashreplace")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error
