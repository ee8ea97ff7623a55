"""The command line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import sys
from typing import Any, Literal

import click

from awesomecheck import __version__, catalogue
from awesomecheck.check import Configs, Target, collect, lint_all
from awesomecheck.config import Choice, Config
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.formats.escape import defused, for_terminal
from awesomecheck.plugins import FORMAT_GROUP, EntryPoint, entry_points, in_group

ColorWhen = Literal["auto", "always", "never"]
Command = Callable[..., Any]


class _Commands(click.Group):
    """`awesomecheck README.md` means `awesomecheck check README.md`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            report_error(error)
            ctx.exit(2)


def report_error(error: UserError) -> None:
    """Print what went wrong and what to do, to stderr."""
    click.echo(defused(f"error: {for_terminal(error.message)}"), err=True)
    if error.hint:
        click.echo(defused(f"hint: {for_terminal(error.hint)}"), err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Check awesome lists and paper lists: entries, order, anchors and links.

    Without a command, `check` is meant: `awesomecheck README.md`.
    """


def _words(
    context: click.Context,  # noqa: ARG001 - click's interface
    parameter: click.Parameter,  # noqa: ARG001
    values: Sequence[str],
) -> tuple[str, ...]:
    """Words given with commas, with several options, or both."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _check_options(command: Command) -> Command:
    """The options that `check` and `links` share."""
    options = [
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option(
            "--format",
            "format_name",
            default="text",
            metavar="NAME",
            help="How the report is written: text (the default), json, or a format of a plugin.",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write the report to FILE, not to standard output.",
        ),
        click.option(
            "--config",
            "config_path",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Use this configuration for all files.",
        ),
        click.option("--isolated", is_flag=True, help="Use no configuration file."),
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
        click.option("-q", "--quiet", is_flag=True, help="Print findings, and nothing else."),
        click.option("-v", "--verbose", is_flag=True, help="Say what is done, and why."),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Whether to use colors; auto asks the terminal, NO_COLOR and FORCE_COLOR.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@_check_options
@click.option("--no-links", is_flag=True, help="Check without the network.")
@click.pass_context
def check(context: click.Context, /, no_links: bool, **options: Any) -> None:  # noqa: ARG001
    """Check lists, their links too.

    PATH is a file, a folder (its Markdown files, less what .gitignore names) or `-`. Without one
    it is the README of this folder.

    Exit status: 0 without findings of errors, 1 with some, 2 where something went wrong.
    """
    _run(context, Arguments(**options))


def _config_options(command: Command) -> Command:
    for option in (
        click.option("--isolated", is_flag=True, help="Use no configuration file."),
        click.option(
            "--config",
            "config_path",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Use this configuration, not the one of this folder.",
        ),
    ):
        command = option(command)
    return command


@main.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table for people (the default), or JSON.",
)
@_config_options
def rules(format_name: str, config_path: Path | None, isolated: bool) -> None:
    """Show all rules, with the severities in force in this folder."""
    cards = catalogue.cards(_config_here(config_path, isolated=isolated))
    if format_name == "json":
        click.echo(json.dumps(catalogue.as_json(cards), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(catalogue.table(cards)))


@main.command()
@click.argument("rule")
@_config_options
def explain(rule: str, config_path: Path | None, isolated: bool) -> None:
    """Show the page of RULE: what it finds, why, its options and examples."""
    config = _config_here(config_path, isolated=isolated)
    if rule not in config.registry:
        raise UserError(f"there is no rule `{rule}`", hint=did_you_mean(rule, config.registry))
    active = {each.name: each for each in config.rules}
    card = catalogue.card(config.registry[rule], active.get(rule))
    click.echo("\n".join(catalogue.explanation(card)))


def _config_here(path: Path | None, *, isolated: bool) -> Config:

    return Configs(entry_points(), Choice(), given=path, isolated=isolated).of(Path())


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line says, for any command that checks."""

    paths: tuple[str, ...]
    format_name: str
    output: Path | None
    config_path: Path | None
    isolated: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    statistics: bool
    exit_zero: bool
    stdin_filename: str | None
    quiet: bool
    verbose: bool
    color: ColorWhen


def _run(context: click.Context, arguments: Arguments) -> None:

    if arguments.isolated and arguments.config_path:
        raise click.UsageError("--isolated and --config exclude each other")
    points = entry_points()
    render = _renderer(arguments.format_name, in_group(points, FORMAT_GROUP))
    configs = Configs(
        points,
        Choice(arguments.select, arguments.ignore),
        given=arguments.config_path,
        isolated=arguments.isolated,
    )
    collected = collect(arguments.paths, configs, sys.stdin.buffer.read, arguments.stdin_filename)
    if arguments.verbose:
        for target in collected.targets:
            _notice(_about(target))
    outcome = lint_all(collected)
    if outcome.report.files or arguments.format_name != "text":
        _write(render(outcome.report, _style(arguments)), arguments)
    for error in outcome.errors:
        report_error(error)
    if outcome.errors:
        context.exit(2)
    if outcome.report.count("error") and not arguments.exit_zero:
        context.exit(1)


def _renderer(name: str, formats: Mapping[str, EntryPoint]) -> Renderer:

    if name not in formats:
        raise UserError(f"there is no format `{name}`", hint=did_you_mean(name, formats))
    return load_format(formats[name])


def _about(target: Target) -> str:
    config = target.config
    source = config.path or "none"
    return (
        f"{target.document.source.path}: configuration: {source}; preset: {config.preset};"
        f" rules: {len(config.rules)} of {len(config.registry)}"
    )


def _notice(message: str) -> None:

    click.echo(defused(for_terminal(message)), err=True)


def _style(arguments: Arguments) -> Style:

    terminal = arguments.output is None and sys.stdout.isatty()
    return Style(
        color=_wants_color(arguments.color, terminal=terminal),
        source=terminal,
        width=shutil.get_terminal_size().columns,
        statistics=arguments.statistics,
        summary=not arguments.quiet,
    )


def _wants_color(when: ColorWhen, *, terminal: bool) -> bool:
    """https://no-color.org and https://bixense.com/clicolors; `--color` comes first."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0" or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _write(pieces: Iterable[str], arguments: Arguments) -> None:
    text = "".join(pieces)
    if arguments.output is None:
        click.echo(text, nl=False, color=True)
        return
    try:
        arguments.output.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{arguments.output}: cannot be written: {error.strerror}") from error
