"""The command line: one function for each command."""

import os
from pathlib import Path
import sys
from typing import TYPE_CHECKING, Any, cast

import click

from awesomecheck import __version__
from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli import check_command
from awesomecheck.cli.completion import SHELLS, complete_file, complete_rule
from awesomecheck.cli.failures import FAILED, print_error
from awesomecheck.cli.options import (
    ConfigOption,
    check_options,
    config_options,
    fix_options,
    link_options,
)
from awesomecheck.cli.reports import is_terminal, write_out
from awesomecheck.cli.requests import (
    CheckRequest,
    check_no_links,
    check_request,
    link_request,
    place_of,
    read_stdin,
)
from awesomecheck.cli.terminal import escape_what_encodings_lack, say
from awesomecheck.config.config import Config, rule_hint
from awesomecheck.document.source import SUFFIXES
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError, counted, nearest
from awesomecheck.runs import inputs
from awesomecheck.runs.texts import ConfigRequest, Configs, Scope, read_texts
from awesomecheck.safety.escape import escape_for_terminal

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from awesomecheck.links.network import Network


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
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def _check_word(self, word: str) -> None:
        """Refuse a word that is no file but almost a command.

        Raises:
            UserError: it is one.
        """
        if word.startswith("-") or not word.isidentifier() or os.path.lexists(word):
            return
        if found := nearest(word, self.commands):
            raise UserError(
                f"`{word}` is neither a command nor a file", hint=f"did you mean `{found}`?"
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the first word: a command, or an option or a file of `check`."""
        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            return [*found, complete_file(incomplete)]
        names = {item.value for item in found}
        options = check.shell_complete(click.Context(check, ctx), incomplete)
        return [*found, *(item for item in options if item.value not in names)]


def _or_file(argument: str) -> str:
    """Return an argument, with `./` before the name of a Markdown file that looks like an option.

    pre-commit and a shell's `*` pass file names, which a stranger may have chosen.
    """
    is_file = argument.startswith("-") and argument.lower().endswith(SUFFIXES)
    return f"./{argument}" if is_file and os.path.lexists(argument) else argument


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def commands() -> None:
    """Check awesome lists and paper lists: entries, order, anchors and links.

    `check` is the default command: `awesomecheck README.md`.
    """


@commands.command()
@fix_options
@click.option("--no-links", is_flag=True, help="Do not check web links; needs no network.")
@check_options
@click.pass_obj
def check(network: object, /, no_links: bool, **options: Any) -> int:
    """Check lists and their links.

    PATH is a file, a folder (its Markdown files, except those in .gitignore) or `-` for standard
    input; default: the README of this folder.

    Exit status: 1 for findings at the severity of --fail-on, 2 for invalid usage, an invalid
    configuration or a failure, else 0.
    """
    if no_links:
        check_no_links(options)
    scope = Scope.OFFLINE if no_links else Scope.ALL
    return check_command.check(check_request(scope, options), network)


@commands.command()
@check_options
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
        click.echo("\n".join(rules_command.table(cards)))


_output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)


@commands.command("export")
@click.argument("paths", nargs=-1, metavar="[LIST]...", type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "jsonl", "csv", "bibtex"]),
    default="json",
    help="Output format; default: json.",
)
@_output_option
def export_entries(paths: tuple[str, ...], format_name: str, output: Path | None) -> None:
    """Export the entries of lists as data.

    LIST is a file, or `-` for standard input; default: the README of this folder. With several
    lists, JSON and CSV name the file of each entry.
    """
    from awesomecheck.cli.export_command import export, read_lists  # noqa: PLC0415

    documents = read_lists(paths, read_stdin)
    for name, document in zip(dict.fromkeys(paths or ("README.md",)), documents, strict=True):
        if not document.entries:
            say(f"{name}: no entries found")
    write_out(export(documents, format_name), output)


@commands.command(short_help="Add papers or repositories by their ids, in the list's format.")
@click.argument("references", nargs=-1, required=True, metavar="REF...")
@click.option(
    "--to",
    "path",
    metavar="LIST",
    type=click.Path(),
    help="The list; default: the README of this folder.",
)
@click.option(
    "--section", metavar="NAME", help="The section to add to; a part of its name will do."
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=VALUE",
    help="A field or a link that is not known or is to be another one: `name=MAE`,"
    " `code=https://…`. May be given several times.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Print what would change, without writing files; exit with 1 if anything.",
)
@link_options
@config_options
@click.pass_obj
def add(
    network: object,
    /,
    references: tuple[str, ...],
    path: str | None,
    section: str | None,
    fields: tuple[str, ...],
    diff: bool,
    config: ConfigOption,
    isolated: bool,
    **options: Any,
) -> int:
    """Add papers or repositories to a list, in its format and where its order wants them.

    REF is an arXiv id, a URL of a paper on arXiv, OpenReview or Hugging Face, a DOI, a repository
    on GitHub, or a title that `awesomecheck facts` knows. Several are looked up in one batch. On
    a terminal, what is missing is asked for. Nothing is written if one of them cannot be added.
    """
    from awesomecheck.cli import add_command  # noqa: PLC0415 - checks do not need it

    one = str(inputs.one_list(path))
    settings = ConfigRequest(config.path, isolated, overrides=config.overrides)
    configs = Configs(entry_points(), settings, trusted_files(os.environ))
    texts = read_texts((one,), configs, read_stdin)
    for error in texts.errors:
        raise error
    request = CheckRequest((one,), Scope.ALL, config=settings, links=link_request(options))
    [file] = texts.files
    return add_command.add_entries(
        add_command.AddRequest(references, request, section, fields, diff),
        file,
        network,
        _ask if is_terminal() and sys.stdin.isatty() else None,
    )


def _ask(about: str) -> str:
    return str(click.prompt(escape_for_terminal(about), err=True))


@commands.command(short_help="Fix what has become outdated, and say in words what it was.")
@click.argument("paths", nargs=-1, metavar="[LIST]...", type=click.Path())
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(["repositories", "links", "published", "contents", "order"]),
    help="Update only this: repositories (renamed), links (moved), published (preprints),"
    " contents or order. May be given several times.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Print what would change, without writing files; exit with 1 if anything.",
)
@click.option("--no-links", is_flag=True, help="Do not check web links; needs no network.")
@link_options
@config_options
@click.pass_obj
def update(
    network: object,
    /,
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    diff: bool,
    no_links: bool,
    config: ConfigOption,
    isolated: bool,
    **options: Any,
) -> int:
    """Fix what has become outdated in lists, and say in words what it was.

    LIST is a file or a folder; default: the README of this folder. What is printed is a message
    for a commit: one line, then each change.
    """
    from awesomecheck.cli import update_command  # noqa: PLC0415 - checks do not need it

    if inputs.STDIN in paths:
        raise click.UsageError("standard input cannot be updated: name a file")
    request = CheckRequest(
        paths,
        Scope.OFFLINE if no_links else Scope.ALL,
        config=ConfigRequest(config.path, isolated, overrides=config.overrides),
        links=link_request(options),
    )
    return update_command.update_list(
        update_command.UpdateRequest(request, kinds, diff), network, read_stdin
    )


@commands.command("render", short_help="Write entries from data in the format of a list.")
@click.argument("data", metavar="DATA", type=click.Path())
@click.option(
    "--template-from",
    "template",
    metavar="LIST",
    type=click.Path(),
    help="The list whose format to use; default: the README of this folder.",
)
@_output_option
def render_entries(data: str, template: str | None, output: Path | None) -> int:
    """Write the entries of DATA in the format of a list, below the headings of their sections.

    DATA is what `awesomecheck export` writes as JSON or JSON lines; `-` for standard input. What
    is optional in the format is left out where the data lacks it.
    """
    from awesomecheck.cli.render_command import render  # noqa: PLC0415 - checks do not need it

    if output and place_of(output) == place_of(inputs.one_list(template)):
        raise UserError(f"{output}: the entries would overwrite the list")
    rendered = render(data, template, read_stdin)
    write_out(rendered.text, output)
    for error in rendered.errors:
        print_error(error)
    return FAILED if rendered.errors else 0


@commands.command("changes", short_help="Say in words what a change does to a list.")
@click.argument("old", required=False, metavar="[OLD]", type=click.Path())
@click.argument("new", required=False, metavar="[NEW]", type=click.Path())
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="LIST",
    type=click.Path(),
    help="The list to compare in two revisions; default: the README of this folder. May be given"
    " several times.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Output format; default: text.",
)
@_output_option
def list_changes(
    old: str | None,
    new: str | None,
    lists: tuple[str, ...],
    format_name: str,
    output: Path | None,
) -> None:
    """Say in words what a change does to a list: entries added, given a venue, moved, removed.

    OLD and NEW are revisions of git (`main`, `HEAD~3`, `main:README.md`) or files; OLD may be a
    patch, `-` for one on standard input, or a range (`main..HEAD`). Default: what was done since
    the last commit.
    """
    from awesomecheck.cli.changes_command import changes  # noqa: PLC0415 - checks do not need it

    write_out(changes(old, new, lists, format_name, read_stdin), output)


@commands.command(short_help="Examine a list against the awesome guidelines.")
@click.argument("name", required=False, metavar="[PATH|URL]", type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Output format; default: text. Use markdown for a pull request or a review.",
)
@click.option("--links", is_flag=True, help="Check the links of the list, too.")
@click.option("--offline", is_flag=True, help="Make no request, not to GitHub either.")
@click.pass_obj
def submit(
    network: object, /, name: str | None, format_name: str, links: bool, offline: bool
) -> int:
    """Examine a list against each requirement of the list of awesome lists.

    PATH is a list or its folder; default: the README of this folder. URL is that of a repository
    on GitHub. Each requirement is met (✓), not met (✗), or unsure or for a person to judge (?).
    Configuration files are not used. The entry for the list of lists is printed last.

    Exit status: 1 if a requirement is not met, 2 for invalid usage or a failure, else 0.
    """
    if links and offline:
        raise click.UsageError("--links and --offline cannot be used together")
    from awesomecheck.cli.submit_command import submission  # noqa: PLC0415 - checks do not need it
    from awesomecheck.submission.render import render  # noqa: PLC0415

    found = submission(name, cast("Network | None", network), offline=offline, links=links)
    click.echo(render(format_name, found.answers, found.entry, found.path))
    return int(any(each.state == "not met" for each in found.answers))


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
    target, templates = write_config(path, migration)
    carried = f", {counted(migration.size, 'setting')} carried over" if sources else ""
    say(f"{target}: created with {templates}{carried}")
    for remark in migration.remarks:
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


@commands.command(short_help="Show what is known of published papers, offline.")
@click.argument("titles", nargs=-1, metavar="[TITLE]...")
@click.option("--author", default="", metavar="NAME", help="First author of the papers.")
@click.option("--version", is_flag=True, help="Print what the data is and how old, in one line.")
def facts(titles: tuple[str, ...], author: str, version: bool) -> int:
    """Show where papers were published, from the data that comes with awesomecheck.

    TITLE is the whole title of a paper, in quotes. Without one, the venues and years of the data
    are listed. Exit status: 1 if a title is not known.
    """
    from awesomecheck.cli import facts_command  # noqa: PLC0415 - checks do not need it
    from awesomecheck.facts import published_titles  # noqa: PLC0415 - opens the data

    data = published_titles()
    if version:
        click.echo(facts_command.version(data))
        return check_command.DONE
    if not titles:
        click.echo("\n".join(facts_command.coverage(data)))
        return check_command.DONE
    click.echo("\n".join(facts_command.answers(data, titles, author)))
    known = all(data.published(title, author) for title in titles)
    return check_command.DONE if known else check_command.FOUND


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
    request = ConfigRequest(option.path, isolated, overrides=option.overrides)
    return Configs(entry_points(), request, trusted_files(os.environ)).of(Path())
