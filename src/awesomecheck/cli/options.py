"""The options of the commands that check, and how their values are read."""

from collections.abc import Callable, Sequence
from pathlib import Path
import re
from typing import Any, Literal, NamedTuple

import click

ColorWhen = Literal["auto", "always", "never"]
Command = Callable[..., Any]


DEFAULT_FORMAT = "text"


class Output(NamedTuple):
    """A format, and where the report in it goes."""

    format: str
    path: Path | None = None
    """None for standard output, or for where `--output` says."""


class Arguments(NamedTuple):
    """What the command line says, for any command that checks."""

    paths: tuple[str, ...]
    formats: tuple[Output, ...]
    output: Path | None
    config_path: Path | None
    isolated: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    statistics: bool
    exit_zero: bool
    stdin_filename: str | None
    cache_dir: Path | None
    no_cache: bool
    refresh: bool
    max_age: float | None
    github_token_file: Path | None
    quiet: bool
    verbose: bool
    color: ColorWhen
    since: str | None
    staged: bool
    diff_file: str | None
    no_since: bool
    write_baseline: bool
    prune_baseline: bool
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False


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
