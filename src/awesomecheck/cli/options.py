"""The options of the commands that check, and the requests that they stand for."""

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
    """A format, and where the report in it goes."""

    format: str
    path: Path | None = None
    """None for standard output."""


class LinkRequest(NamedTuple):
    """How links are checked."""

    cache_dir: Path | None = None
    """None for the user's cache folder."""
    use_cache: bool = True
    max_age: float | None = None
    """Seconds; None for what the configuration says."""
    token_file: Path | None = None


class FixRequest(NamedTuple):
    """What is done about findings."""

    apply: bool = False
    diff: bool = False
    """Whether to show what fixes would change, and to write nothing."""
    unsafe: bool = False


class ReportRequest(NamedTuple):
    """What is printed, how and where to."""

    outputs: tuple[Output, ...] = (Output(DEFAULT_FORMAT),)
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    color: ColorWhen = "auto"
    exit_zero: bool = False


class CheckRequest(NamedTuple):
    """What `check` or `links` is asked to do, by a command line or by the Action."""

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
    """Make the request that the options of a command line stand for.

    Raises:
        click.UsageError: options exclude each other, or lack something.
        UserError: a file that an option names cannot be read.
    """
    _exclude_each_other(options)
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
"""Options of which at most one is given."""
_NAMES = {"config_path": "--config", "formats": "--format"}


def _exclude_each_other(options: Mapping[str, Any]) -> None:
    for group in _EXCLUSIVE:
        given = [name for name in group if options.get(name) not in (None, False, ())]
        if len(given) > 1:
            first, second = (_NAMES.get(each, f"--{each.replace('_', '-')}") for each in given[:2])
            raise click.UsageError(f"{first} and {second} exclude each other")
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
    """Return all reports that are asked for; `-o` is for those without a file of their own."""
    given = formats or (Output(DEFAULT_FORMAT),)
    outputs = tuple(each if each.path else each._replace(path=output) for each in given)
    if output and all(each.path is not output for each in outputs):
        raise click.UsageError("-o needs a --format without a file of its own")
    places = [place_of(each.path) for each in outputs]
    if len(set(places)) < len(places):
        raise click.UsageError(
            "two reports cannot go to one place; --format NAME=FILE writes one to a file"
        )
    return outputs


def place_of(path: Path | None) -> object:
    """Return what tells a file from others, by whatever name; None for standard output.

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


def read_stdin() -> bytes:
    """Read all of standard input.

    Raises:
        InputError: there is none.
    """
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise InputError("-: there is no standard input")
    return sys.stdin.buffer.read()


_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[smhdw]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


class Duration(click.ParamType[float]):
    """A time span in seconds, or with a unit: `90s`, `30m`, `12h`, `7d`, `2w`."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Seconds."""
        match = _DURATION.fullmatch(str(value).strip().lower())
        if match is None:
            self.fail(f"{value!r} is no time span; write 90s, 30m, 12h or 7d", param, ctx)
        return float(match["number"]) * _SECONDS[match["unit"]]


class _OutputType(click.ParamType[Output]):
    """`NAME` or `NAME=FILE`; `NAME=-` is standard output, as `NAME` is."""

    name = "format"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        """The format and its file."""
        name, equals, file = str(value).partition("=")
        if equals and not file:
            self.fail(f"{value!r} names no file after `=`", param, ctx)
        return Output(name, Path(file) if file and file != "-" else None)


def _words(
    context: click.Context,
    parameter: click.Parameter,
    values: Sequence[str],
) -> tuple[str, ...]:
    """Words given with commas, with several options, or both."""
    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    if values and not words:
        raise click.BadParameter("names no rule", context, parameter)
    return words


_FILE = click.Path(dir_okay=False, path_type=Path)


def config_options(command: Command) -> Command:
    """`--config` and `--isolated`."""
    return _with(
        command,
        click.option(
            "--config",
            "config_path",
            type=_FILE,
            metavar="FILE",
            help="Use this configuration for all files.",
        ),
        click.option("--isolated", is_flag=True, help="Use no configuration file."),
    )


def check_options(command: Command) -> Command:
    """The options that `check` and `links` share."""
    command = _with(
        command,
        click.option(
            "--cache-dir",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Where verdicts of links are kept; by default the user's cache folder.",
        ),
        click.option(
            "--no-cache", is_flag=True, help="Neither use nor keep verdicts of other runs."
        ),
        click.option("--refresh", is_flag=True, help="Ask again, whatever earlier runs found."),
        click.option(
            "--max-age",
            type=Duration(),
            metavar="TIME",
            help="How long a verdict is not asked again: 90s, 30m, 12h, 7d; 1d by default.",
        ),
        click.option(
            "--github-token-file",
            type=_FILE,
            metavar="FILE",
            help="A file with a token for GitHub's API; by default GITHUB_TOKEN has it.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print findings, and nothing else."),
        click.option("-v", "--verbose", is_flag=True, help="Say what is done, and why."),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Whether to use colors; auto asks the terminal, NO_COLOR and FORCE_COLOR.",
        ),
    )
    return _report_options(_old_findings_options(config_options(command)))


def _old_findings_options(command: Command) -> Command:
    """What keeps findings back that are none of this change's."""
    return _with(
        command,
        click.option(
            "--since",
            metavar="REVISION",
            help="Speak only of lines changed since HEAD parted from this revision.",
        ),
        click.option("--staged", is_flag=True, help="Speak only of lines that are staged in git."),
        click.option(
            "--diff-file",
            metavar="FILE",
            help="Speak only of lines that this patch, a unified diff, has changed; `-` reads it.",
        ),
        click.option(
            "--no-since",
            is_flag=True,
            help="Speak of whole files, in pre-commit and in pull requests on GitHub too.",
        ),
        click.option(
            "--write-baseline",
            is_flag=True,
            help="Note all findings in .awesomecheck-baseline.json, which keeps them back later.",
        ),
        click.option(
            "--prune-baseline",
            is_flag=True,
            help="Drop from the baseline what is not found any more.",
        ),
    )


def fix_options(command: Command) -> Command:
    """`--fix`, `--unsafe-fixes` and `--diff`."""
    return _with(
        command,
        click.option("--fix", is_flag=True, help="Mend what has one right answer."),
        click.option(
            "--unsafe-fixes",
            is_flag=True,
            help="Mend also what a reader might want otherwise; goes with --fix or --diff.",
        ),
        click.option(
            "--diff",
            is_flag=True,
            help="Show what --fix would change, and write nothing; exit with 1 if it is anything.",
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
            help="How the report is written: text (the default), concise, json, markdown, github,"
            " gitlab, junit, rdjson, sarif, or a format of a plugin. With =FILE it goes to a file;"
            " several formats are written in one run.",
        ),
        click.option(
            "-o",
            "--output",
            type=_FILE,
            metavar="FILE",
            help="Write the report to FILE, not to standard output.",
        ),
        click.option(
            "--select",
            multiple=True,
            callback=_words,
            metavar="RULE,...",
            help="Run only these rules or bundles, whatever the configuration says.",
        ),
        click.option(
            "--ignore",
            multiple=True,
            callback=_words,
            metavar="RULE,...",
            help="Leave these rules or bundles out.",
        ),
        click.option(
            "--statistics", is_flag=True, help="Count the findings by rule, do not list them."
        ),
        click.option(
            "--exit-zero", is_flag=True, help="Exit with 0 though there are findings of errors."
        ),
        click.option(
            "--stdin-filename",
            metavar="NAME",
            help="The name of what `-` reads: for the report, the configuration, relative links.",
        ),
    )


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
