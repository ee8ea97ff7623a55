"""The command line: one function for each command."""

from collections.abc import Sequence
from itertools import pairwise
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from awesomecheck import __version__
from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli import check_command
from awesomecheck.cli.completion import SHELLS, complete_file, complete_rule
from awesomecheck.cli.fleet_commands import fleet
from awesomecheck.cli.list_commands import MAINTENANCE
from awesomecheck.cli.options import (
    ConfigOption,
    check_options,
    config_options,
    current_name,
    fix_options,
    makes_no_request,
    needs_network,
    offline_option,
    suggest_option,
)
from awesomecheck.cli.reports import is_terminal
from awesomecheck.cli.requests import check_offline, check_request
from awesomecheck.cli.terminal import escape_what_encodings_lack, say
from awesomecheck.config.config import Config, rule_hint
from awesomecheck.document.source import SUFFIXES
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError, counted, nearest
from awesomecheck.runs.texts import Configs, Scope

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_WITH_SERVER = "awesomecheck[lsp] @ git+https://github.com/awesomecheck/awesomecheck"


class _Commands(click.Group):
    """`awesomecheck README.md` means `awesomecheck check README.md`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        escape_what_encodings_lack()
        args = [*map(_or_file, args)]
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if not args and ctx.resilient_parsing:  # a shell completes the first word
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in own):
            if args and not ctx.resilient_parsing:
                self._check_word(args[0])
                self._check_place(args)
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def _check_word(self, word: str) -> None:
        """Refuse a word that is no file but almost a command, or an option without its dashes.

        Raises:
            UserError: it is one.
        """
        if word.startswith("-") or not word.isidentifier() or os.path.lexists(word):
            return
        found = nearest(word, self.commands)
        if any(f"--{word}" in option.opts for option in check.params):
            found = f"--{word}"
        if found:
            raise UserError(
                f"`{word}` is neither a command nor a file", hint=f"did you mean `{found}`?"
            )

    def _check_place(self, args: Sequence[str]) -> None:
        """Refuse a command behind options.

        Raises:
            UserError: it is there, and no file has its name.
        """
        valued = {name for each in check.params if not _is_flag(each) for name in each.opts}
        pairs = pairwise(["", *args])
        word = next((b for a, b in pairs if a not in valued and b[:1] != "-"), None)
        if word and word in self.commands and not os.path.lexists(word):
            raise UserError(
                f"`{word}` is a command, and comes before all options",
                hint=f"write `awesomecheck {word} …`; its options: `awesomecheck {word} --help`",
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the first word: a command, or an option or a file of `check`."""
        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            return [*found, complete_file(incomplete)]
        names = {item.value for item in found}
        options = check.shell_complete(click.Context(check, ctx), incomplete)
        return [*found, *(item for item in options if item.value not in names)]


def _is_flag(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)


def _or_file(argument: str) -> str:
    """Return an argument, with `./` before the name of a Markdown file that looks like an option.

    pre-commit and a shell's `*` pass file names, which a stranger may have chosen.
    """
    is_file = argument.startswith("-") and argument.lower().endswith(SUFFIXES)
    return f"./{argument}" if is_file and os.path.lexists(argument) else argument


@click.group(
    cls=_Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "token_normalize_func": current_name,
    },
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def commands() -> None:
    """Check awesome lists and paper lists: entries, order, anchors and links.

    `check` is the default command: `awesomecheck README.md`.
    """


@commands.command()
@fix_options
@offline_option("web links are not checked")
@check_options
@suggest_option("; --unsafe-fixes puts them in")
@click.pass_obj
def check(network: object, /, offline: bool, **options: Any) -> int:
    """Check lists and their links.

    PATH is a file, a folder (its Markdown files, except those in .gitignore) or `-` for standard
    input; default: the README of this folder.

    Exit status: 1 for findings at the severity of --fail-on, 2 for invalid usage, an invalid
    configuration or a failure, else 0.
    """
    if offline:
        check_offline(options)
    scope = Scope.OFFLINE if offline else Scope.ALL
    return check_command.check(check_request(scope, options), network)


@commands.command()
@check_options
@needs_network("`awesomecheck --offline` checks all but links to the web")
@suggest_option("; the findings name them")
@click.pass_obj
def links(network: object, /, **options: Any) -> int:
    """Check only the links of lists.

    PATH and exit status: as for `check`.
    """
    return check_command.check(check_request(Scope.LINKS, options), network)


@commands.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Output format; default: text.",
)
@config_options
def rules(format_name: str, config: ConfigOption, isolated: bool) -> None:
    """List all rules, with their severities in this folder."""
    from awesomecheck.cli import rules_command  # noqa: PLC0415 - checks do not need it

    cards = rules_command.all_cards(_config_here(config, isolated=isolated))
    if format_name == "json":
        import json  # noqa: PLC0415

        click.echo(json.dumps(rules_command.as_json(cards), indent=2, ensure_ascii=False))
    elif is_terminal():
        rules_command.print_table(cards)
    else:
        click.echo("\n".join(rules_command.lines_of_table(cards)))


@commands.command(short_help="Create a configuration file, or workflows for GitHub.")
@click.argument("path", required=False, metavar="[LIST]", type=click.Path())
@click.option(
    "--github",
    is_flag=True,
    help="Create GitHub Actions workflows instead: one for pull requests, one for all links.",
)
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="SOURCE",
    type=click.Path(),
    help="Carry over settings: lychee.toml, .lycheeignore, the JSON file of markdown-link-check,"
    " or a command in quotes: 'awesome_bot OPTIONS'. May be given several times.",
)
@makes_no_request
def init(path: str | None, github: bool, sources: tuple[str, ...]) -> None:
    """Create `.awesomecheck.yaml` beside LIST, with the templates that its entries follow.

    The default LIST is the README of this folder. Existing files are not overwritten.
    """
    if github and sources:
        raise click.UsageError("--github and --from cannot be used together")
    if github:
        _write_workflows(path)
        return
    from awesomecheck.cli.init_command import write_config  # noqa: PLC0415
    from awesomecheck.migrate import read  # noqa: PLC0415

    migration = read(sources)
    target, what, reason = write_config(path, migration)
    carried = f", {counted(migration.size, 'setting')} carried over" if sources else ""
    say(f"{target}: created with {what}{carried}")
    for remark in (*filter(None, [reason]), *migration.remarks):
        say(remark)


def _write_workflows(path: str | None) -> None:
    from awesomecheck.cli.init_workflows import write_workflows  # noqa: PLC0415

    done = write_workflows(path)
    for target in done.kept:
        say(f"{target}: already exists, not overwritten")
    for target in done.written:
        say(f"{target}: created")
    for other, tool in done.others:
        say(f"{other}: mentions {tool}; remove it if awesomecheck replaces it")
    say("there is no release yet: until the first, write `@main` for `@v0` in them")
    say("next: commit and push; then each pull request is checked, and all links twice a week")
    say("problems with links go to an issue: enable Issues in the repository's settings")
    say("if Settings > Actions restricts actions, allow actions/* and awesomecheck/*")


@commands.command(short_help="Show the documentation of a rule.")
@click.argument("rule", shell_complete=complete_rule)
@config_options
def explain(rule: str, config: ConfigOption, isolated: bool) -> None:
    """Show the documentation of RULE: what it finds, why, its options and examples."""
    from awesomecheck.cli import rules_command  # noqa: PLC0415

    here = _config_here(config, isolated=isolated)
    if rule not in here.registry:
        raise UserError(f"unknown rule `{rule}`", hint=rule_hint(rule, here.registry))
    active = {each.name: each for each in here.rules}
    card = rules_command.card(here.registry[rule], active.get(rule), here.registry)
    if is_terminal():
        rules_command.print_explanation(card)
    else:
        click.echo(rules_command.explanation(card))


@commands.command(short_help="Print a script for completion in a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print a script that completes commands, options, files, rules and formats in SHELL.

    Its first lines say where to add it.
    """
    from awesomecheck.cli.completion_scripts import script  # noqa: PLC0415 - checks do not need it

    click.echo(script(shell, commands), nl=False)


@commands.command()
def server() -> None:
    """Start a language server for editors, on standard input and output.

    It needs the extra `lsp`: https://awesomecheck.github.io/awesomecheck/editors/
    """
    try:
        from awesomecheck.server.server import make_server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise UserError(
            f"the language server needs {error.name}, which is not installed",
            hint=f"install it: `python3 -m pip install '{_WITH_SERVER}'`",
        ) from error
    make_server().start_io()


def _config_here(option: ConfigOption, *, isolated: bool) -> Config:
    request = option.request(isolated=isolated)
    return Configs(entry_points(), request, trusted_files(os.environ)).of(Path())


for _each in (*MAINTENANCE, fleet):
    commands.add_command(_each)
