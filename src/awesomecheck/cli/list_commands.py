"""The commands that maintain a list: what is in it, what changes, and what is to be added."""

import os
from pathlib import Path
import sys
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import click

from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli.failures import DONE, FAILED, FOUND, print_error
from awesomecheck.cli.options import (
    ConfigOption,
    config_options,
    differences_format_option,
    link_options,
    makes_no_request,
    needs_network,
    offline_option,
    output_option,
    peers_option,
    suggest_option,
)
from awesomecheck.cli.reports import is_terminal, write_out
from awesomecheck.cli.requests import (
    CheckRequest,
    check_offline,
    link_request,
    protect,
    read_stdin,
)
from awesomecheck.cli.terminal import say
from awesomecheck.document.source import SUFFIXES
from awesomecheck.engine.registry import entry_points
from awesomecheck.runs import inputs
from awesomecheck.runs.texts import Configs, Scope, read_texts
from awesomecheck.safety.escape import escape_for_terminal

if TYPE_CHECKING:
    from awesomecheck.links.network import Network


_diff_option = click.option(
    "--diff",
    is_flag=True,
    help="Print what would change, without writing files; exit with 1 if anything.",
)


@click.command("export")
@click.argument("paths", nargs=-1, metavar="[LIST]...", type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "jsonl", "csv", "bibtex"]),
    default="json",
    help="Output format; default: json.",
)
@output_option
@makes_no_request
def export_entries(paths: tuple[str, ...], format_name: str, output: Path | None) -> None:
    """Export the entries of lists as data.

    LIST is a file, or `-` for standard input; default: the README of this folder. With several
    lists, JSON and CSV name the file of each entry.
    """
    from awesomecheck.cli.export_command import export, read_lists  # noqa: PLC0415

    documents = read_lists(paths, read_stdin)
    protect((output,), (*paths, *(each.source.path for each in documents)))
    for each in documents:
        if not each.entries:
            say(f"{each.source.path}: no entries found")
    write_out(export(documents, format_name), output)


@click.command(short_help="Add papers or repositories by their ids, in the list's format.")
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
@_diff_option
@needs_network("`awesomecheck render` writes entries from data of yours")
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

    one = str(inputs.one_list(path, "awesomecheck add --to LIST.md"))
    settings = config.request(isolated=isolated)
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


@click.command(short_help="Fix what has become outdated, and say in words what it was.")
@click.argument("paths", nargs=-1, metavar="[LIST]...", type=click.Path())
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(["repositories", "links", "published", "code", "contents", "order"]),
    help="Update only this: repositories (renamed), links (moved), published (preprints), code"
    " (that came out), contents or order. May be given several times.",
)
@peers_option
@_diff_option
@offline_option("web links are not checked")
@link_options
@config_options
@click.pass_obj
def update(
    network: object,
    /,
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    diff: bool,
    peers: Path | None,
    offline: bool,
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
    if offline:
        check_offline(options)
    request = CheckRequest(
        paths or (str(inputs.default_path(Path(), "awesomecheck update LIST.md")),),
        Scope.OFFLINE if offline else Scope.ALL,
        config=config.request(isolated=isolated),
        links=link_request(options),
        peers=peers,
    )
    return update_command.update_list(
        update_command.UpdateRequest(request, kinds, diff), network, read_stdin
    )


@click.command("render", short_help="Write entries from data in the format of a list.")
@click.argument("data", metavar="DATA", type=click.Path())
@click.option(
    "--template-from",
    "template",
    metavar="LIST",
    type=click.Path(),
    help="The list whose format to use; default: the README of this folder.",
)
@output_option
@makes_no_request
def render_entries(data: str, template: str | None, output: Path | None) -> int:
    """Write the entries of DATA in the format of a list, below the headings of their sections.

    DATA is what `awesomecheck export` writes as JSON or JSON lines; `-` for standard input. What
    is optional in the format is left out where the data lacks it.
    """
    from awesomecheck.cli.render_command import render, template_of  # noqa: PLC0415 - as below

    protect((output,), (data, template_of(template)))
    rendered = render(data, template, read_stdin)
    write_out(rendered.text, output)
    for error in rendered.errors:
        print_error(error)
    return FAILED if rendered.errors else 0


@click.command("changes", short_help="Say in words what a change does to a list.")
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
@differences_format_option
@output_option
@makes_no_request
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
    from awesomecheck.runs.sides import find_sides  # noqa: PLC0415 - as above

    compared = find_sides(old, new, lists, read_stdin)
    protect((output,), (old, new, *(each.path for each in compared)))
    write_out(changes(compared, format_name), output)


@click.command(short_help="Examine a list against the awesome guidelines.")
@click.argument("name", required=False, metavar="[PATH|URL]", type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Output format; default: text. Use markdown for a pull request or a review.",
)
@click.option("--links", is_flag=True, help="Check the links of the list, too.")
@offline_option("what GitHub knows is left open")
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


@click.command(short_help="Write a page about the health of a list.")
@click.argument("path", required=False, metavar="[LIST]", type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["html", "markdown"]),
    help="Output format; default: markdown for a FILE that ends in .md, else html.",
)
@output_option
@click.option(
    "--badge",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write a badge about the links, as SVG.",
)
@offline_option("use what the link cache knows, however old")
@peers_option
@link_options
@suggest_option("; the page names them")
@config_options
@click.pass_obj
def report(
    network: object,
    /,
    path: str | None,
    format_name: Literal["html", "markdown"] | None,
    output: Path | None,
    badge: Path | None,
    offline: bool,
    peers: Path | None,
    config: ConfigOption,
    isolated: bool,
    **options: Any,
) -> int:
    """Write a page about the health of a list: what to do, what changed, and what is in it.

    LIST is a file, a folder with a README, or `-` for standard input; default: the README of this
    folder. The page is one HTML file that loads nothing; as Markdown it is the body of an issue.
    """
    from awesomecheck.cli import report_command  # noqa: PLC0415 - checks do not need it

    if offline:
        check_offline(options)
        if options["no_cache"]:
            raise click.UsageError("--offline needs the link cache: leave out --no-cache")
    if format_name is None:
        is_markdown = output is not None and output.suffix.lower() in SUFFIXES
        format_name = "markdown" if is_markdown else "html"
    if format_name == "html" and output is None and is_terminal():
        raise click.UsageError("name a file for the page, `-o report.html`, or a --format")
    check = CheckRequest(
        (
            path
            if path == inputs.STDIN
            else str(inputs.one_list(path, "awesomecheck report LIST.md")),
        ),
        Scope.OFFLINE if offline else Scope.ALL,
        config=config.request(isolated=isolated),
        links=link_request(options),
        peers=peers,
    )
    request = report_command.HealthRequest(check, format_name, output, badge)
    return report_command.write_health(request, network, read_stdin)


@click.command(short_help="Show what is known of published papers, offline.")
@click.argument("titles", nargs=-1, metavar="[TITLE]...")
@click.option("--author", default="", metavar="NAME", help="First author of the papers.")
@click.option("--version", is_flag=True, help="Print what the data is and how old, in one line.")
@makes_no_request
def facts(titles: tuple[str, ...], author: str, version: bool) -> int:
    """Show where papers were published, from the data that comes with awesomecheck.

    TITLE is the whole title of a paper, in quotes. Without one, the venues and years of the data
    are listed. Exit status: 1 if a title is not known.
    """
    from awesomecheck.cli import facts_command  # noqa: PLC0415 - checks do not need it
    from awesomecheck.facts import published_titles  # noqa: PLC0415 - opens the data

    if titles and version:
        raise click.UsageError("--version takes no title")
    if author and not titles:
        raise click.UsageError("--author needs the title of a paper")
    data = published_titles()
    if version:
        click.echo(facts_command.version(data))
        return DONE
    if not titles:
        click.echo("\n".join(facts_command.coverage(data)))
        return DONE
    click.echo("\n".join(facts_command.answers(data, titles, author)))
    if all(data.published(title, author) for title in titles):
        return DONE
    if len(titles) > 1 and data.papers(whole := " ".join(titles)):
        say(f'hint: put the title in quotes: `awesomecheck facts "{whole}"`')
    return FOUND


MAINTENANCE: Final = (
    export_entries,
    add,
    update,
    render_entries,
    list_changes,
    submit,
    report,
    facts,
)
