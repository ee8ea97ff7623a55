"""Options of the commands that check, and the typed requests made of them."""

from collections.abc import Callable, Mapping, Sequence
import os
from pathlib import Path
import re
import stat
import sys
from typing import Any, NamedTuple

import click

from awesomecheck.changes.lines import ChangeRequest
from awesomecheck.cli.terminal import ColorWhen
from awesomecheck.config.config import Choice
from awesomecheck.errors import InputError, UserError
from awesomecheck.runs.inputs import STDIN
from awesomecheck.runs.texts import BaselineMode, ConfigRequest, Scope

Command = Callable[..., Any]


DEFAULT_FORMAT = "text"


class Output(NamedTuple):
    """A report to write: its format and its file."""

    format: str
    path: Path | None = None
    """None for standard output."""


class LinkRequest(NamedTuple):
    """How to check links."""

    cache_dir: Path | None = None
    """None for the user's cache folder."""
    use_cache: bool = True
    max_age: float | None = None
    """In seconds; None for the configured one."""
    token_file: Path | None = None


class FixRequest(NamedTuple):
    """Whether and how to fix findings."""

    apply: bool = False
    diff: bool = False
    """Whether to print what fixes would change instead of applying them."""
    unsafe: bool = False


class ReportRequest(NamedTuple):
    """What to print, and where."""

    outputs: tuple[Output, ...] = (Output(DEFAULT_FORMAT),)
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    color: ColorWhen = "auto"
    exit_zero: bool = False


class CheckRequest(NamedTuple):
    """What to check and how, from a command line or the Action."""

    paths: tuple[str, ...]
    scope: Scope
    stdin_filename: str | None = None
    config: ConfigRequest = ConfigRequest()
    links: LinkRequest = LinkRequest()
    change: ChangeRequest = ChangeRequest()
    baseline: BaselineMode = "use"
    fix: FixRequest = FixRequest()
    report: ReportRequest = ReportRequest()


def check_request(scope: Scope, options: Mapping[str, Any]) -> CheckRequest:
    """Return the request for the parsed options of a command line.

    Raises:
        click.UsageError: options cannot be used together, or one lacks another.
        UserError: a file that an option names cannot be read.
    """
    _check_conflicts(options)
    return CheckRequest(
        paths=options["paths"],
        scope=scope,
        stdin_filename=options["stdin_filename"],
        config=ConfigRequest(
            options["config_path"],
            options["isolated"],
            Choice(options["select"], options["ignore"]),
        ),
        links=LinkRequest(
            cache_dir=options["cache_dir"],
            use_cache=not options["no_cache"],
            max_age=0.0 if options["refresh"] else options["max_age"],
            token_file=options["github_token_file"],
        ),
        change=ChangeRequest(
            since=options["since"],
            staged=options["staged"],
            patch=_patch(options["diff_file"]),
            whole=options["no_since"] or options["write_baseline"] or options["prune_baseline"],
        ),
        baseline=_baseline_mode(options),
        fix=FixRequest(
            options.get("fix", False),
            options.get("diff", False),
            options.get("unsafe_fixes", False),
        ),
        report=ReportRequest(
            outputs=_outputs(options["formats"], options["output"]),
            statistics=options["statistics"],
            quiet=options["quiet"],
            verbose=options["verbose"],
            color=options["color"],
            exit_zero=options["exit_zero"],
        ),
    )


def _baseline_mode(options: Mapping[str, Any]) -> BaselineMode:
    if options["write_baseline"]:
        return "write"
    if options["prune_baseline"]:
        return "prune"
    return "off" if options["isolated"] else "use"


_CHANGES = ("since", "staged", "diff_file")
_WRITES = ("write_baseline", "prune_baseline")
_EXCLUSIVE = (
    ("isolated", "config_path"),
    (*_CHANGES, *_WRITES),
    (*_CHANGES, "no_since"),
    (*_WRITES, "diff"),
    (*_WRITES, "isolated"),
    ("diff", "formats"),
)
"""Options of which at most one can be given."""
_NAMES = {"config_path": "--config", "formats": "--format"}


def _check_conflicts(options: Mapping[str, Any]) -> None:
    for group in _EXCLUSIVE:
        given = [name for name in group if options.get(name) not in (None, False, ())]
        if len(given) > 1:
            first, second = (_NAMES.get(each, f"--{each.replace('_', '-')}") for each in given[:2])
            raise click.UsageError(f"{first} and {second} cannot be used together")
    if options.get("unsafe_fixes") and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    if options["diff_file"] == STDIN and STDIN in options["paths"]:
        raise click.UsageError("standard input cannot be both the list and the patch")


def _patch(name: str | None) -> bytes | None:
    if name is None:
        return None
    if name == STDIN:
        return read_stdin()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UserError(f"--diff-file: {name} cannot be read: {error.strerror}") from error


def _outputs(formats: Sequence[Output], output: Path | None) -> tuple[Output, ...]:
    """Return the reports to write; `-o` is the file of those that name none."""
    given = formats or (Output(DEFAULT_FORMAT),)
    outputs = tuple(each if each.path else each._replace(path=output) for each in given)
    if output and all(each.path is not output for each in outputs):
        raise click.UsageError("-o has no effect: each --format names a file of its own")
    places = [place_of(each.path) for each in outputs]
    if len(set(places)) < len(places):
        raise click.UsageError(
            "two reports would go to the same place: use --format NAME=FILE for one of them"
        )
    return outputs


def place_of(path: Path | None) -> object:
    """Return what identifies a file, whatever its name; None for standard output.

    Devices such as /dev/null can take several reports.
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
    except (AttributeError, OSError, ValueError):  # no stdout, or not a file
        return False


def read_stdin() -> bytes:
    """Read all of standard input.

    Raises:
        InputError: there is none.
    """
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise InputError("-: standard input is closed")
    return sys.stdin.buffer.read()


_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[smhdw]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


class Duration(click.ParamType[float]):
    """A duration in seconds, or with a unit: `90s`, `30m`, `12h`, `7d`, `2w`."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return seconds."""
        match = _DURATION.fullmatch(str(value).strip().lower())
        if match is None:
            self.fail(f"{value!r} is not a duration, such as 90s, 30m, 12h or 7d", param, ctx)
        return float(match["number"]) * _SECONDS[match["unit"]]


class _OutputType(click.ParamType[Output]):
    """`NAME` or `NAME=FILE`; `NAME=-` means the same as `NAME`."""

    name = "format"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        """Return the format and its file."""
        name, equals, file = str(value).partition("=")
        if equals and not file:
            self.fail(f"{value!r}: missing file name after `=`", param, ctx)
        return Output(name, Path(file) if file and file != "-" else None)


def _names(
    context: click.Context,
    parameter: click.Parameter,
    values: Sequence[str],
) -> tuple[str, ...]:
    """Return the names from all uses of an option, each a comma-separated list."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if values and not names:
        raise click.BadParameter("missing rule name", context, parameter)
    return names


_FILE = click.Path(dir_okay=False, path_type=Path)


def config_options(command: Command) -> Command:
    """Add `--config` and `--isolated`."""
    return _with(
        command,
        click.option(
            "--config",
            "config_path",
            type=_FILE,
            metavar="FILE",
            help="Use this configuration file for all lists.",
        ),
        click.option("--isolated", is_flag=True, help="Ignore all configuration files."),
    )


def check_options(command: Command) -> Command:
    """Add the options that `check` and `links` share."""
    command = _with(
        command,
        click.option(
            "--cache-dir",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Folder of the link cache; default: awesomecheck in the user's cache folder.",
        ),
        click.option("--no-cache", is_flag=True, help="Do not read or write the link cache."),
        click.option(
            "--refresh", is_flag=True, help="Check links again, even those in the cache."
        ),
        click.option(
            "--max-age",
            type=Duration(),
            metavar="TIME",
            help="Use cached results up to this age: 90s, 30m, 12h, 7d; default: 1d.",
        ),
        click.option(
            "--github-token-file",
            type=_FILE,
            metavar="FILE",
            help="Read the token for GitHub's API from FILE; default: $GITHUB_TOKEN.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print findings only."),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            help="Print settings, learned formats and each checked link.",
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Use colors; auto: on a terminal, and as NO_COLOR and FORCE_COLOR say.",
        ),
    )
    return _report_options(_change_options(config_options(command)))


def _change_options(command: Command) -> Command:
    """Add the options that limit the report to a change, or to findings not in a baseline."""
    return _with(
        command,
        click.option(
            "--since",
            metavar="REVISION",
            help="Report only findings on lines changed since REVISION (compared with the merge"
            " base), or caused by those changes.",
        ),
        click.option("--staged", is_flag=True, help="The same for changes staged in git."),
        click.option(
            "--diff-file",
            metavar="FILE",
            help="The same for the changes of a unified diff; `-` reads standard input.",
        ),
        click.option(
            "--no-since",
            is_flag=True,
            help="Report all findings, also in pre-commit and in pull requests on GitHub.",
        ),
        click.option(
            "--write-baseline",
            is_flag=True,
            help="Write all findings to .awesomecheck-baseline.json; later runs hide them.",
        ),
        click.option(
            "--prune-baseline",
            is_flag=True,
            help="Remove findings that no longer occur from the baseline.",
        ),
    )


def fix_options(command: Command) -> Command:
    """Add `--fix`, `--unsafe-fixes` and `--diff`."""
    return _with(
        command,
        click.option("--fix", is_flag=True, help="Fix what has one right answer."),
        click.option(
            "--unsafe-fixes",
            is_flag=True,
            help="Apply fixes that may be wrong, too; needs --fix or --diff.",
        ),
        click.option(
            "--diff",
            is_flag=True,
            help="Print what --fix would change, without writing files; exit with 1 if anything.",
        ),
    )


def _report_options(command: Command) -> Command:
    return _with(
        command,
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option(
            "--format",
            "formats",
            type=_OutputType(),
            multiple=True,
            metavar="NAME[=FILE]",
            help="Format of the report: text (the default), concise, json, markdown, github,"
            " gitlab, junit, rdjson, sarif, or one of a plugin; with =FILE, write it to FILE."
            " May be given several times.",
        ),
        click.option(
            "-o",
            "--output",
            type=_FILE,
            metavar="FILE",
            help="Write the report to FILE instead of standard output.",
        ),
        click.option(
            "--select",
            multiple=True,
            callback=_names,
            metavar="RULE,...",
            help="Run only these rules or bundles, even if the configuration disables them.",
        ),
        click.option(
            "--ignore",
            multiple=True,
            callback=_names,
            metavar="RULE,...",
            help="Do not run these rules or bundles.",
        ),
        click.option(
            "--statistics",
            is_flag=True,
            help="Print the number of findings of each rule instead of the findings.",
        ),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are errors."),
        click.option(
            "--stdin-filename",
            metavar="NAME",
            help="Treat standard input (`-`) as this file: in reports, for its configuration and"
            " its relative links.",
        ),
    )


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
