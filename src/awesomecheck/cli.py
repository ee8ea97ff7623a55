"""The command line."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
import shutil
import sys
from typing import Any

import click

from awesomecheck import __version__
from awesomecheck.check import (
    Answers,
    Collected,
    Configs,
    Scope,
    Target,
    ask,
    collect,
    lint_all,
    without_collection,
)
from awesomecheck.cli_options import Arguments, check_options, config_options
from awesomecheck.config import Choice, Config
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.plugins import FORMAT_GROUP, EntryPoint, entry_points, in_group
from awesomecheck.terminal import say, wants_color

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


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
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def report_error(error: UserError) -> None:
    """Print what went wrong and what to do, to stderr."""
    say(f"error: {error.message}")
    if error.hint:
        say(f"hint: {error.hint}")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Check awesome lists and paper lists: entries, order, anchors and links.

    Without a command, `check` is meant: `awesomecheck README.md`.
    """


@main.command()
@check_options
@click.option("--no-links", is_flag=True, help="Check without the network.")
@click.pass_context
def check(context: click.Context, /, no_links: bool, **options: Any) -> None:
    """Check lists, their links too.

    PATH is a file, a folder (its Markdown files, less what .gitignore names) or `-`. Without one
    it is the README of this folder.

    Exit status: 0 without findings of errors, 1 with some, 2 where something went wrong.
    """
    _run(context, Arguments(**options), Scope.OFFLINE if no_links else Scope.ALL)


@main.command()
@check_options
@click.pass_context
def links(context: click.Context, /, **options: Any) -> None:
    """Check the links of lists, and nothing else.

    PATH and the exit status are those of `check`.
    """
    _run(context, Arguments(**options), Scope.LINKS)


@main.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table for people (the default), or JSON.",
)
@config_options
def rules(format_name: str, config_path: Path | None, isolated: bool) -> None:
    """Show all rules, with the severities in force in this folder."""
    from awesomecheck import catalogue  # noqa: PLC0415 - checks do without it

    cards = catalogue.cards(_config_here(config_path, isolated=isolated))
    if format_name == "json":
        import json  # noqa: PLC0415

        click.echo(json.dumps(catalogue.as_json(cards), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(catalogue.table(cards)))


@main.command()
@click.argument("rule")
@config_options
def explain(rule: str, config_path: Path | None, isolated: bool) -> None:
    """Show the page of RULE: what it finds, why, its options and examples."""
    from awesomecheck import catalogue  # noqa: PLC0415

    config = _config_here(config_path, isolated=isolated)
    if rule not in config.registry:
        raise UserError(f"there is no rule `{rule}`", hint=did_you_mean(rule, config.registry))
    active = {each.name: each for each in config.rules}
    card = catalogue.card(config.registry[rule], active.get(rule))
    click.echo("\n".join(catalogue.explanation(card)))


def _config_here(path: Path | None, *, isolated: bool) -> Config:

    return Configs(entry_points(), Choice(), given=path, isolated=isolated).of(Path())


def _run(context: click.Context, arguments: Arguments, scope: Scope) -> None:
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
    with without_collection():
        collected = collect(
            arguments.paths, configs, sys.stdin.buffer.read, arguments.stdin_filename
        )
    if arguments.verbose:
        for target in collected.targets:
            say(_about(target))
    answers = Answers() if scope is Scope.OFFLINE else _ask(context, arguments, collected)
    with without_collection():
        outcome = lint_all(collected, answers, scope)
    if outcome.report.files or arguments.format_name != "text":
        _write(render(outcome.report, _style(arguments)), arguments)
    for error in outcome.errors:
        report_error(error)
    if answers.interrupted:
        context.exit(INTERRUPTED)
    if outcome.errors:
        context.exit(2)
    if outcome.report.count("error") and not arguments.exit_zero:
        context.exit(1)


def _ask(context: click.Context, arguments: Arguments, collected: Collected) -> Answers:
    """Check the links, with as much of a show as the terminal and the options allow."""
    from awesomecheck.links import Memory, Network, default_folder  # noqa: PLC0415
    from awesomecheck.progress import observer_for  # noqa: PLC0415

    network = context.obj if isinstance(context.obj, Network) else Network()
    if arguments.github_token_file:
        network = replace(network, github_token=_token(arguments.github_token_file))
    with observer_for(verbose=arguments.verbose, quiet=arguments.quiet) as observer:
        memory = None
        if not arguments.no_cache:
            memory = Memory.open(arguments.cache_dir or default_folder(), observer)
        try:
            max_age = 0.0 if arguments.refresh else arguments.max_age
            return ask(collected, network, memory, observer, max_age)
        finally:
            if memory is not None:
                memory.close()


def _token(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"--github-token-file: {path} cannot be read: {error}") from error


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


def _style(arguments: Arguments) -> Style:

    terminal = arguments.output is None and sys.stdout.isatty()
    return Style(
        color=wants_color(arguments.color, terminal=terminal),
        source=terminal,
        width=shutil.get_terminal_size().columns,
        statistics=arguments.statistics,
        summary=not arguments.quiet,
    )


def _write(pieces: Iterable[str], arguments: Arguments) -> None:
    text = "".join(pieces)
    if arguments.output is None:
        click.echo(text, nl=False, color=True)
        return
    try:
        arguments.output.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{arguments.output}: cannot be written: {error.strerror}") from error
