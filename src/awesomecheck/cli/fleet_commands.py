"""The commands for very many lists at once, which need the extra `fleet`."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click

from awesomecheck.cli.options import output_option
from awesomecheck.cli.reports import is_terminal
from awesomecheck.errors import UserError

_WITH_FLEET = "awesomecheck[fleet] @ git+https://github.com/awesomecheck/awesomecheck"


@click.group(short_help="Check very many lists, on all processors or on a cluster.")
def fleet() -> None:
    """Check very many lists, on all processors of this machine or on a cluster.

    It needs the extra `fleet`: https://awesomecheck.github.io/awesomecheck/fleet/
    """


@contextmanager
def extra_needed() -> Generator[None]:
    """Say how to install what a command imports beyond the other commands.

    Raises:
        UserError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(
            f"`awesomecheck fleet` needs {error.name}, which is not installed",
            hint=f"install it: `python3 -m pip install '{_WITH_FLEET}'`",
        ) from error


_folder = click.Path(path_type=Path)


@fleet.command("report", short_help="Write a page about all lists of a fleet.")
@click.argument("folder", metavar="FOLDER", type=_folder)
@output_option
@click.option(
    "--top",
    type=click.IntRange(1, 10_000),
    default=50,
    metavar="N",
    help="The most rows of each table; default: 50. The Parquet files in FOLDER have all.",
)
def fleet_report(folder: Path, output: Path | None, top: int) -> int:
    """Write a page about all lists of a fleet.

    It has the worst lists, the rules, hosts and dead links, what many lists share, and papers on
    whose venue or year they differ. FOLDER is what `fleet run --out` filled, even if the run has
    not finished. The page is one HTML file that loads nothing.

    Exit status: 2 if something could not be read (what could is on the page), else 0.
    """
    if output is None and is_terminal():
        raise click.UsageError("name a file for the page: `-o index.html`")
    with extra_needed():
        from awesomecheck.cli import fleet_report_command  # noqa: PLC0415 - loads pyarrow
    return fleet_report_command.write_report(folder, output, top)


@fleet.command(short_help="Say what changed between two runs of a fleet.")
@click.argument("old", metavar="OLD", type=_folder)
@click.argument("new", metavar="NEW", type=_folder)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Output format; default: text.",
)
@output_option
@click.option(
    "--top",
    type=click.IntRange(1),
    metavar="N",
    help="The most lists and links of each kind; default: 20, and all as JSON.",
)
def diff(old: Path, new: Path, format_name: str, output: Path | None, top: int | None) -> None:
    """Say what changed from the fleet in the folder OLD to that in NEW.

    Lists and dead links that came and went, and by rule the findings of lists that both have: a
    finding is the same if its list, rule and message are.

    Exit status: 0 whatever changed, 2 if OLD or NEW cannot be read.
    """
    with extra_needed():
        from awesomecheck.cli import fleet_report_command  # noqa: PLC0415 - loads pyarrow
    fleet_report_command.write_diff((old, new), format_name, output, top)
