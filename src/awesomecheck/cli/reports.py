"""Where the reports of a run go: each in its format, to a file or to standard output."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import os
from pathlib import Path
import shutil
import stat
import sys
from typing import NamedTuple

import click

from awesomecheck.cli.options import DEFAULT_FORMAT, Arguments, Output
from awesomecheck.cli.terminal import wants_color
from awesomecheck.engine.registry import EntryPoint
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.formats.report import Report
from awesomecheck.safety.checkout import check_target

_FOR_PEOPLE = frozenset({DEFAULT_FORMAT, "concise"})


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
    places = [_place(each.path) for each in outputs]
    if len(set(places)) < len(places):
        raise click.UsageError(
            "two reports cannot go to one place; --format NAME=FILE sends one to a file"
        )
    if arguments.output and all(each.path is not arguments.output for each in outputs):
        raise click.UsageError("-o goes with a --format that has no file of its own")
    return tuple(Destination(each, _renderer(each.format, formats)) for each in outputs)


def keep_inputs(destinations: Iterable[Destination], lists: Iterable[Path | None]) -> None:
    """Refuse to write a report over a list.

    Raises:
        UserError: a report would take the place of a list.
    """
    inputs = {_place(path) for path in lists if path}
    for (_, path), _ in destinations:
        if path and _place(path) in inputs:
            raise UserError(f"{path}: the report would take the place of the list")


def _place(path: Path | None) -> object:
    """What tells a file from others, by whatever name; standard output where there is none.

    Devices such as /dev/null take any number of reports.
    """
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return os.path.realpath(path)
    if stat.S_ISCHR(status.st_mode):
        return object()
    return None if _is_stdout(status) else (status.st_dev, status.st_ino)


def _is_stdout(status: os.stat_result) -> bool:
    try:
        return os.path.samestat(status, os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):  # there is none, or it is no file
        return False


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
        if path is None and not report.files and format_name in _FOR_PEOPLE:
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
    check_target(path)
    try:
        path.write_text(text, "utf-8", errors="backslashreplace")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error
