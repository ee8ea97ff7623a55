"""Options of the commands that check."""

from collections.abc import Callable, Sequence
import os
from pathlib import Path
from typing import Any, get_args

import click
from msgspec import Struct

from awesomecheck.cli.completion import complete_format, complete_path, complete_rules
from awesomecheck.cli.requests import DEFAULT_FORMAT, Output
from awesomecheck.config.file_settings import FailOn
from awesomecheck.config.overrides import Override, parse_override
from awesomecheck.engine.registry import FORMAT_GROUP, entry_points, in_group
from awesomecheck.errors import UserError
from awesomecheck.links.durations import duration
from awesomecheck.rules import SEVERITIES
from awesomecheck.runs.texts import ConfigRequest

Command = Callable[..., Any]


def duration_of(value: str) -> float:
    """Return the seconds of a duration: `90`, `90s`, `30m`, `12h`, `7d`, `2w`."""
    seconds = duration(value)
    if seconds is None:
        raise click.BadParameter(f"{value!r} is not a duration, such as 90s, 30m, 12h or 7d")
    return seconds


def _processes(value: str) -> int:
    """Return a number of processes."""
    if not value.isdecimal() or not int(value):
        raise click.BadParameter(f"{value!r} is not a number of processes: 1 or more")
    return int(value)


class _FormatOption(click.Option):
    """`--format`: its help names the installed formats."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help with the names of the formats."""
        record = super().get_help_record(ctx)
        formats = ", ".join(in_group(entry_points(), FORMAT_GROUP))
        return record and (record[0], f"{record[1]} Formats: {formats}.")


def _output(value: str) -> Output:
    """Return the report of `NAME` or `NAME=FILE`; `NAME=-` means the same as `NAME`."""
    name, equals, file = value.partition("=")
    if equals and not file:
        raise click.BadParameter(f"{value!r}: missing file name after `=`")
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


class ConfigOption(Struct, frozen=True):
    """The uses of `--config`."""

    path: Path | None = None
    overrides: tuple[Override, ...] = ()

    def request(self, *, isolated: bool) -> ConfigRequest:
        """Return the configuration that is asked for, with all rules that it turns on."""
        return ConfigRequest(self.path, isolated, overrides=self.overrides)


def _config(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> ConfigOption:
    """Return the file and the keys of all uses of `--config`; a file that exists has priority."""
    paths: list[Path] = []
    overrides: list[Override] = []
    for value in values:
        path = Path(value)
        if value and path.is_dir():
            raise click.BadParameter(f"{value!r} is a folder", context, parameter)
        override = None if not value or os.path.lexists(value) else parse_override(value)
        if override:
            overrides.append(override)
        elif value and path.exists():
            paths.append(path)
        else:
            raise UserError(
                f"--config: {value or '(empty)'}: no such file",
                hint="name a file that exists, or set a key: `--config rules.trailing-space=off`",
            )
    if len(paths) > 1:
        raise click.BadParameter("only one file can be used", context, parameter)
    return ConfigOption(paths[0] if paths else None, tuple(overrides))


def config_options(command: Command) -> Command:
    """Add `--config` and `--isolated`."""
    return _with(
        command,
        click.option(
            "--config",
            "config",
            multiple=True,
            type=click.Path(),
            callback=_config,
            shell_complete=complete_path,
            metavar="FILE|KEY=VALUE",
            help="Use this configuration file for all lists, or set a key of the configuration:"
            " `rules.trailing-space=off`. May be given several times.",
        ),
        click.option(
            "--isolated",
            is_flag=True,
            help="Ignore all configuration files; `--config KEY=VALUE` still counts.",
        ),
    )


def offline_option(effect: str) -> Callable[[Command], Command]:
    """Return `--offline` with what it does to a command."""
    return click.option("--offline", is_flag=True, help=f"Make no request: {effect}.")


makes_no_request = click.option(
    "--offline", is_flag=True, hidden=True, expose_value=False, help="It is so anyway."
)


def needs_network(hint: str) -> Callable[[Command], Command]:
    """Return an option that refuses `--offline`, as a command does nothing then."""

    def refuse(_context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value:
            raise UserError("--offline: nothing is left to do without the network", hint=hint)

    return click.option(
        "--offline", is_flag=True, hidden=True, expose_value=False, callback=refuse
    )


_FORMER_NAMES = {"no-links": "offline"}
"""Options by names that they had before, or have elsewhere, which still count."""


def current_name(name: str) -> str:
    """Return the name of an option, for click to look up."""
    return _FORMER_NAMES.get(name, name)


output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)
differences_format_option = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Output format; default: text.",
)
peers_option = click.option(
    "--peers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also believe what several other lists say, the Markdown files of FOLDER: venues of"
    " preprints, code of papers.",
)


def link_options(command: Command) -> Command:
    """Add the options of checking links."""
    return _with(
        command,
        click.option(
            "--cache-dir",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Folder of the caches; default: awesomecheck in the user's cache folder.",
        ),
        click.option("--no-cache", is_flag=True, help="Do not read or write the caches."),
        click.option("--refresh", is_flag=True, help="Check again what is in the cache."),
        click.option(
            "--max-age",
            type=duration_of,
            metavar="TIME",
            help="Use cached results up to this age: 90s, 30m, 12h, 7d; default: 1d.",
        ),
        click.option(
            "--deadline",
            type=duration_of,
            metavar="TIME",
            help="Stop making requests after this time, and use what is known: 90s, 20m.",
        ),
        click.option(
            "--github-token-file",
            type=_FILE,
            metavar="FILE",
            help="Read the token for GitHub's API from FILE; default: $GITHUB_TOKEN.",
        ),
    )


def suggest_option(use: str) -> Callable[[Command], Command]:
    """Return `--suggest` with what a command does with the copies."""
    return click.option(
        "--suggest", is_flag=True, help=f"Look for archived copies of dead links{use}."
    )


def check_options(command: Command) -> Command:
    """Add the options that `check` and `links` share."""
    command = _with(
        command,
        click.option("-q", "--quiet", is_flag=True, help="Print findings only."),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            help="Print settings, how entries are read, learned formats, each checked link and all"
            " findings.",
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Use colors; auto: on a terminal, and as NO_COLOR and FORCE_COLOR say.",
        ),
    )
    command = _change_options(peers_option(config_options(link_options(command))))
    return _report_options(command)


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
            type=click.Path(),
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
            help="Write .awesomecheck-baseline.json with all findings; later runs hide them.",
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
        _rules_option("--fixable", "Fix only findings of these rules or bundles."),
        _rules_option(
            "--unfixable",
            "Do not fix findings of these rules or bundles; it has priority over --fixable.",
        ),
        click.option(
            "--show-fixes", is_flag=True, help="List how many findings of each rule were fixed."
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
        click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path()),
        click.option(
            "--format",
            "formats",
            cls=_FormatOption,
            type=_output,
            shell_complete=complete_format,
            multiple=True,
            metavar="NAME[=FILE]",
            help=f"Format of the report; default: {DEFAULT_FORMAT}. With =FILE, write it to FILE."
            " May be given several times.",
        ),
        click.option(
            "-o",
            "--output",
            type=_FILE,
            metavar="FILE",
            help="Write the report to FILE instead of standard output.",
        ),
        _rules_option(
            "--select", "Run only these rules or bundles, even if the configuration disables them."
        ),
        _rules_option(
            "--ignore", "Do not run these rules or bundles; it has priority over --select."
        ),
        click.option(
            "--statistics",
            is_flag=True,
            help="Print the number of findings of each rule instead of the findings.",
        ),
        click.option(
            "--show-all",
            is_flag=True,
            help="List all findings on a terminal, not only the first five of a rule in a file.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice(get_args(FailOn)),
            help="Exit with 1 for findings of this severity or a higher one; default: error.",
        ),
        click.option(
            "--min-severity",
            type=click.Choice(SEVERITIES),
            help="Leave out findings of a lower severity; default: info.",
        ),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
        click.option(
            "--show-settings",
            is_flag=True,
            help="Print the settings of each list as a configuration, and check nothing.",
        ),
        click.option(
            "--show-files", is_flag=True, help="Print the files to check, and check nothing."
        ),
        click.option(
            "--jobs",
            type=_processes,
            metavar="N",
            help="Lint long lists in at most N processes; default: one for each processor.",
        ),
        click.option(
            "--stdin-filename",
            type=click.Path(),
            metavar="NAME",
            help="Treat standard input (`-`) as this file: in reports, for its configuration and"
            " its relative links.",
        ),
    )


def _rules_option(name: str, about: str) -> Callable[[Command], Command]:
    """Return an option that takes the names of rules and bundles."""
    return click.option(
        name,
        multiple=True,
        callback=_names,
        shell_complete=complete_rules,
        metavar="RULE,...",
        help=about,
    )


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
