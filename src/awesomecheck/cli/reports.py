"""Write the reports and patches of a run to a file or to standard output."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
import os
from pathlib import Path
import sys
from typing import Any, NamedTuple

import click
from msgspec.structs import replace

from awesomecheck.cli.requests import DEFAULT_FORMAT, Output, ReportRequest
from awesomecheck.cli.spool import Spool
from awesomecheck.cli.terminal import ColorWhen, wants_color
from awesomecheck.engine.registry import EntryPoint
from awesomecheck.errors import InternalError, UserError, as_internal_error, did_you_mean
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.runs.narrowing import in_hook
from awesomecheck.safety.atomic_write import write_file
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal, stop_commands

_FOR_PEOPLE = frozenset({DEFAULT_FORMAT, "concise"})


class Destination(NamedTuple):
    """A report to write, with the function that renders it."""

    output: Output
    render: Renderer


def prepare(
    outputs: Iterable[Output], formats: Mapping[str, EntryPoint]
) -> tuple[Destination, ...]:
    """Load the formats of all reports.

    Raises:
        UserError: there is no such format.
    """
    return tuple(Destination(each, _renderer(each.format, formats)) for each in outputs)


def _renderer(name: str, formats: Mapping[str, EntryPoint]) -> Renderer:
    if name not in formats:
        hint = did_you_mean(name, formats)
        if Path(__file__).parents[3].joinpath("pyproject.toml").is_file():  # an editable install
            hint += "; after registering a new format, run `pip install -e .`"
        raise UserError(f"unknown format `{name}`", hint=hint)
    return load_format(formats[name])


def write(
    report: Report,
    destinations: Sequence[Destination],
    request: ReportRequest,
    *,
    to_stderr: bool = False,
) -> Iterator[UserError]:
    """Write all reports, and yield an error for each that cannot be written.

    Args:
        report: the findings.
        destinations: the reports to write.
        request: how to print them.
        to_stderr: whether standard output has the fixed text.
    """
    for (format_name, path), render in destinations:
        if path is None and not report.files and format_name in _FOR_PEOPLE:
            continue  # errors only, which are on stderr
        style = _style(request, path)
        try:
            with _rendered(report, render, style) as (text, errors):
                yield from errors
                _write_pieces(text, path, to_stderr=to_stderr)
        except UserError as error:
            yield error


@contextmanager
def _rendered(
    report: Report, render: Renderer, style: Style
) -> Generator[tuple[Spool, Sequence[UserError]]]:
    """Return a report as text, without the files at which a bug in its format shows.

    Raises:
        InternalError: the format fails for other reasons.
    """
    with Spool() as text:
        try:
            text.write(render(report, style))
        except UserError:
            raise
        except Exception:  # found again, file by file
            text.clear()
            errors: list[UserError] = []
            files: list[FileReport] = []
            for file in report.files:
                try:
                    with as_internal_error(file.path):
                        "".join(render(replace(report, files=(file,)), style))
                    files.append(file)
                except InternalError as error:
                    errors.append(error)
            with as_internal_error("the report"):
                text.write(render(replace(report, files=tuple(files)), style))
            yield text, errors
        else:
            yield text, ()


def _style(request: ReportRequest, path: Path | None) -> Style:
    terminal = path is None and is_terminal()
    return Style(
        color=wants_color(request.color, terminal=terminal),
        terminal=terminal,
        width=_columns() if terminal else Style().width,
        statistics=request.statistics,
        summary=not request.quiet,
        brief=in_hook(os.environ),
        show_all=request.show_all or request.verbose,
        infos=request.infos,
        fixes=request.show_fixes,
        command=request.command,
    )


def _columns() -> int:
    import shutil  # noqa: PLC0415 - loads what reads archives

    return shutil.get_terminal_size().columns


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    # Python sets it to None if it was closed at the start.
    return sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison]


def write_out(text: str, path: Path | None, *, to_stderr: bool = False) -> None:
    """Write the output of a command to a file, or to standard output.

    Raises:
        UserError: the file cannot be written.
    """
    _write_pieces((text,), path, to_stderr=to_stderr)


def _write_pieces(pieces: Iterable[str], path: Path | None, *, to_stderr: bool) -> None:
    if path is None:
        for piece in pieces:
            click.echo(piece, nl=False, color=True, err=to_stderr)
        return
    write_file(path, (piece.encode(errors="backslashreplace") for piece in pieces))


def patch_shown(lines: Sequence[str], color: ColorWhen) -> None:
    """Print a patch: in colors and without control codes on a terminal, else as it is."""
    terminal = is_terminal()
    in_color = wants_color(color, terminal=terminal)
    shown = _for_people(lines, color=in_color) if terminal else stop_commands("".join(lines))
    click.echo(shown.encode(errors="surrogateescape"), nl=False)


_DIFF_STYLES: dict[str, dict[str, Any]] = {
    "---": {"bold": True},
    "+++": {"bold": True},
    "@@ ": {"fg": "cyan"},
    "-": {"fg": "red"},
    "+": {"fg": "green"},
}


def _for_people(lines: Iterable[str], *, color: bool) -> str:
    """Return a patch for a terminal: without control codes or workflow commands."""
    return "".join(_diff_line(line.removesuffix("\n"), color=color) + "\n" for line in lines)


def _diff_line(line: str, *, color: bool) -> str:
    shown = disarm_commands(escape_for_terminal(line))
    styles = (style for start, style in _DIFF_STYLES.items() if line.startswith(start))
    style = next(styles, None) if color else None
    return click.style(shown, **style) if style else shown
