"""The commands for very many lists at once, which need the extra `fleet`."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from awesomecheck.cli.options import (
    ConfigOption,
    config_options,
    differences_format_option,
    duration_of,
    needs_network,
    output_option,
)
from awesomecheck.cli.reports import is_terminal
from awesomecheck.errors import UserError

if TYPE_CHECKING:
    from awesomecheck.fleet.run import LinkMode
    from awesomecheck.links.network import Network

_WITH_FLEET = "awesomecheck[fleet] @ git+https://github.com/awesomecheck/awesomecheck"


class _Folder(click.Path):
    """A folder; an empty name, which Python takes for the current folder, is a slip."""

    def convert(
        self,
        value: "str | os.PathLike[str]",
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "str | bytes | os.PathLike[str]":
        if not os.fspath(value):
            self.fail("the name of the folder is empty: `.` is the current one", param, ctx)
        return super().convert(value, param, ctx)


_FOLDER = _Folder(path_type=Path)


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


@fleet.command("run", short_help="Read very many lists, and check their links.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path())
@click.option(
    "--out",
    "folder",
    required=True,
    type=_Folder(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write tables and link caches to FOLDER; a run that was interrupted goes on there.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Start so many processes; default: as many as there are processors.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Use the workers of this scheduler of Dask, such as tcp://10.0.0.1:8786.",
)
@click.option(
    "--links",
    type=click.Choice(["none", "due", "all"]),
    default="due",
    help="Check no links, those that are due (default: a day after the last time), or all.",
)
@click.option(
    "--budget",
    type=duration_of,
    metavar="TIME",
    help="Stop checking links after this time, such as 6h; the next run begins with the rest.",
)
@needs_network("`--links none` checks no links; sources in the web are still read")
@config_options
@click.pass_obj
def fleet_run(
    network: object,
    /,
    sources: tuple[str, ...],
    folder: Path,
    workers: int | None,
    scheduler: str | None,
    links: "LinkMode",
    budget: float | None,
    config: ConfigOption,
    isolated: bool,
) -> int:
    """Read the lists of each SOURCE, then check their links, each host by one worker.

    SOURCE is a Markdown file, a folder of them, the URL of a repository of git or of a Markdown
    file, or a text file with such a URL, or `owner/repository`, on each line.

    Exit status: 0, whatever is found; 2 for invalid usage, a failure, or if no list can be read or
    no link be checked.
    """
    if workers is not None and scheduler is not None:
        raise click.UsageError("--workers and --scheduler cannot be used together")
    if links == "none" and budget is not None:
        raise click.UsageError("--budget is for checking links: leave out --links none")
    if budget is not None and budget < 1:
        raise UserError(
            "--budget: less than a second is no time to check links",
            hint="use `--links none` to check none",
        )
    with extra_needed():
        from awesomecheck.fleet.run import FleetRequest, run_fleet  # noqa: PLC0415 - an extra
    from awesomecheck.cli.fleet_run_command import show_run  # noqa: PLC0415 - checks do not need it

    request = FleetRequest(
        sources, folder, workers, scheduler, links, budget, config.request(isolated=isolated)
    )
    if callable(network):
        request = request._replace(network=cast("Callable[[], Network]", network))
    return show_run(partial(run_fleet, request))


@fleet.command("report", short_help="Write a page about all lists of a fleet.")
@click.argument("folder", metavar="FOLDER", type=_FOLDER)
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
@click.argument("old", metavar="OLD", type=_FOLDER)
@click.argument("new", metavar="NEW", type=_FOLDER)
@differences_format_option
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
