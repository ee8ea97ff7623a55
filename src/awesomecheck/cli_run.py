"""What `check` and `links` do: read, ask, judge, mend, report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import click

from awesomecheck.check import (
    Answers,
    Collected,
    Configs,
    Judge,
    Outcome,
    Scope,
    Target,
    ask,
    collect,
    file_report,
    judge,
    lint_all,
    without_collection,
)
from awesomecheck.cli_options import Arguments
from awesomecheck.config import Choice
from awesomecheck.errors import InputError, UserError, did_you_mean
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.formats.escape import defused, for_terminal
from awesomecheck.old_findings import Baselines, narrow
from awesomecheck.plugins import FORMAT_GROUP, EntryPoint, entry_points, in_group
from awesomecheck.report import Report
from awesomecheck.terminal import say, wants_color

if TYPE_CHECKING:
    from awesomecheck.mend import Mended

DONE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: no errors, errors, something went wrong, Ctrl-C as shells have it."""


def run(arguments: Arguments, scope: Scope, network: object = None) -> int:
    """Do what the command line says.

    Args:
        arguments: the options and paths.
        scope: which rules run, and whether links are asked.
        network: a `Network` in the place of the real one.

    Returns:
        The exit status.

    Raises:
        UserError: nothing could be done at all.
    """
    if arguments.isolated and arguments.config_path:
        raise click.UsageError("--isolated and --config exclude each other")
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    _keep_inputs(arguments)
    points = entry_points()
    render = _renderer(arguments.format_name, in_group(points, FORMAT_GROUP))
    choice = Choice(arguments.select, arguments.ignore)
    configs = Configs(points, choice, given=arguments.config_path, isolated=arguments.isolated)
    with without_collection():
        collected = collect(arguments.paths, configs, read_stdin, arguments.stdin_filename)
    if arguments.verbose:
        for line in chain.from_iterable(map(_about, collected.targets)):
            say(line)
    baselines = Baselines(arguments)
    collected.targets = baselines.known(narrow(arguments, collected.targets))
    answers = Answers()
    if scope is not Scope.OFFLINE:
        answers = _ask(arguments, collected, network)
    if answers.interrupted:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the report is short, and all there is
    judging = partial(judge, answers=answers, scope=scope)
    if arguments.diff:
        return _show_diff(arguments, collected, answers, judging)
    with without_collection():
        outcome = (
            _fix(arguments, collected, answers, judging)
            if arguments.fix and not answers.interrupted
            else lint_all(collected, answers, judging)
        )
    outcome = baselines.settle(collected, outcome, answers, scope)
    report = outcome.report
    if report.files or arguments.format_name != "text":
        _write(render(report, _style(arguments)), arguments)
    return _finish(outcome, answers, exit_zero=arguments.exit_zero)


def _keep_inputs(arguments: Arguments) -> None:
    """Refuse to write the report over a list."""
    output = arguments.output
    if output is not None and any(
        Path(each).resolve() == output.resolve() for each in arguments.paths if each != "-"
    ):
        raise UserError(f"{output}: the report would take the place of the list")


def report_error(error: UserError) -> None:
    """Print what went wrong and what to do, to stderr."""
    say(f"error: {error.message}")
    if error.hint:
        say(f"hint: {error.hint}")


def _finish(outcome: Outcome, answers: Answers, *, exit_zero: bool) -> int:
    for error in outcome.errors:
        report_error(error)
    if answers.interrupted:
        return INTERRUPTED
    if outcome.errors:
        return FAILED
    return FOUND if outcome.report.count("error") and not exit_zero else DONE


def _ask(arguments: Arguments, collected: Collected, network: object) -> Answers:
    """Check the links, with as much of a show as the terminal and the options allow."""
    from awesomecheck.links import Memory, Network, default_folder  # noqa: PLC0415
    from awesomecheck.progress import observer_for  # noqa: PLC0415

    way = network if isinstance(network, Network) else Network()
    if arguments.github_token_file:
        way = replace(way, github_token=_token(arguments.github_token_file))
    with observer_for(verbose=arguments.verbose, quiet=arguments.quiet) as observer:
        memory = None
        if not arguments.no_cache:
            memory = Memory.open(arguments.cache_dir or default_folder(), observer)
        try:
            max_age = 0.0 if arguments.refresh else arguments.max_age
            return ask(collected, way, memory, observer, max_age)
        finally:
            if memory is not None:
                memory.close()


def _token(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"--github-token-file: {path} cannot be read: {error}") from error


def _show_diff(
    arguments: Arguments, collected: Collected, answers: Answers, judging: Judge
) -> int:
    from awesomecheck.mend import diff, mend_all  # noqa: PLC0415 - most runs mend nothing

    with without_collection():
        mended, errors = mend_all(collected, judging, unsafe=arguments.unsafe_fixes)
    lines = list(diff(mended))
    if arguments.output is None:
        patch = "".join(map(_harmless, lines))
        click.echo(patch.encode(errors="surrogateescape"), nl=False)
    else:
        _write(lines, arguments)
    outcome = Outcome(Report(()), (*collected.errors, *errors))
    status = _finish(outcome, answers, exit_zero=False)
    return status or (FOUND if lines and not arguments.exit_zero else DONE)


def _harmless(line: str) -> str:
    """A line of a patch as it is, but for what a terminal or GitHub's runner would obey."""
    if _is_terminal():
        return for_terminal(line.removesuffix("\n")) + "\n"
    return defused(line)


def _fix(arguments: Arguments, collected: Collected, answers: Answers, judging: Judge) -> Outcome:
    """Mend the texts, and report what is left to people."""
    from awesomecheck.mend import mend_all, write_all  # noqa: PLC0415

    mended, errors = mend_all(collected, judging, unsafe=arguments.unsafe_fixes)
    mended, unwritten = write_all(mended)
    done = {id(each.target): each for each in mended}
    left: list[Target] = []
    for target in collected.targets:
        source = target.document.source
        if id(target) in done:
            source = done[id(target)].fixed.source
        else:
            left.append(target)
        if target.piped:  # as it came, where it cannot be mended
            click.echo(source.raw.encode(), nl=False)
    outcome = lint_all(Collected(left, collected.errors), answers, judging)
    told = set(outcome.report.errors)  # of rules that failed, by now a second time
    errors = [error for error in (*errors, *unwritten) if error.message not in told]
    reports = [file_report(each.after, each.result, answers) for each in mended]
    report = outcome.report._replace(
        files=(*reports, *outcome.report.files),
        errors=(*outcome.report.errors, *(error.message for error in errors)),
        fixed=_count(mended),
    )
    return Outcome(report, (*outcome.errors, *errors))


def _count(mended: "Iterable[Mended]") -> int:
    return sum(each.fixed.applied.total() for each in mended)


def _renderer(name: str, formats: Mapping[str, EntryPoint]) -> Renderer:
    if name not in formats:
        raise UserError(f"there is no format `{name}`", hint=did_you_mean(name, formats))
    return load_format(formats[name])


def _about(target: Target) -> Iterator[str]:
    """What is in force for a list, and what its rules hold it against."""
    config = target.config
    path = target.document.source.path
    source = config.path or "none"
    yield (
        f"{path}: configuration: {source}; preset: {config.preset};"
        f" rules: {len(config.rules)} of {len(config.registry)}"
    )
    for active in config.rules:
        for line in active.rule.grounds(target.document):
            yield f"{path}: {active.name}: {line}"


def _is_terminal() -> bool:
    # Python has no standard output where none was open when it started.
    return sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison]


def read_stdin() -> bytes:
    """All of standard input.

    Raises:
        InputError: there is none.
    """
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise InputError("-: there is no standard input")
    return sys.stdin.buffer.read()


def _style(arguments: Arguments) -> Style:
    terminal = arguments.output is None and _is_terminal()
    return Style(
        color=wants_color(arguments.color, terminal=terminal),
        source=terminal,
        width=shutil.get_terminal_size().columns,
        statistics=arguments.statistics,
        summary=not arguments.quiet,
    )


def _write(pieces: Iterable[str], arguments: Arguments) -> None:
    to_stderr = arguments.fix and "-" in arguments.paths
    write_out("".join(pieces), arguments.output, to_stderr=to_stderr)


def write_out(text: str, path: Path | None, *, to_stderr: bool = False) -> None:
    """Write what a command has to say to a file, or to standard output where there is none.

    Raises:
        UserError: the file cannot be written.
    """
    if path is None:
        click.echo(text, nl=False, color=True, err=to_stderr)
        return
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error
