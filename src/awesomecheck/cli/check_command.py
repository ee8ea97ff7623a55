"""What `check` and `links` do: read, ask, judge, mend, report."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
import os
from pathlib import Path
import signal
import sys
from typing import TYPE_CHECKING

import click

from awesomecheck.changes.trusted_files import believed
from awesomecheck.cli import reports as cli_output
from awesomecheck.cli.narrowing import Baselines, narrow, without_deleted
from awesomecheck.cli.options import Arguments
from awesomecheck.cli.terminal import say
from awesomecheck.config.config import Choice
from awesomecheck.document.kind import kind_of
from awesomecheck.engine.registry import FORMAT_GROUP, Registry, entry_points, in_group
from awesomecheck.errors import InputError, UserError
from awesomecheck.formats.report import Report
from awesomecheck.runs.check import (
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
    rules_for,
    without_collection,
)
from awesomecheck.safety.escape import defused, fenced, for_terminal

if TYPE_CHECKING:
    from awesomecheck.runs.fix_run import Mended

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
    _check_usage(arguments)
    points = entry_points()
    outputs = cli_output.prepare(arguments, in_group(points, FORMAT_GROUP))
    choice = Choice(arguments.select, arguments.ignore)
    files = believed(os.environ)
    configs = Configs(
        points, choice, given=arguments.config_path, isolated=arguments.isolated, files=files
    )
    collected = _read(arguments, configs, scope)
    cli_output.keep_inputs(outputs, (target.path for target in collected.targets))
    baselines = Baselines(arguments, files)
    collected.errors, deletions = without_deleted(collected.errors)
    narrowed = narrow(arguments, collected.targets)
    collected.targets = baselines.known(narrowed.targets)
    notices = narrowed.notices
    if scope is Scope.CHANGED and not any(target.change for target in collected.targets):
        scope = Scope.OFFLINE
        notices = tuple(f"{notice}; links are not checked" for notice in notices)
    answers = Answers()
    if scope is not Scope.OFFLINE:
        answers = _ask(arguments, collected, scope, network)
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
    report = outcome.report._replace(notices=(*deletions, *notices), rules=_rules(collected))
    outcome = outcome._replace(
        errors=(*outcome.errors, *cli_output.write(report, outputs, arguments))
    )
    return _finish(outcome, answers, exit_zero=arguments.exit_zero)


def _check_usage(arguments: Arguments) -> None:
    if arguments.isolated and arguments.config_path:
        raise click.UsageError("--isolated and --config exclude each other")
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if arguments.diff and arguments.formats:
        raise click.UsageError("--diff shows a patch and no report, so that it has no --format")


def _read(arguments: Arguments, configs: Configs, scope: Scope) -> Collected:
    """All lists of the run; with --verbose it is told what is in force for each."""
    with without_collection():
        collected = collect(arguments.paths, configs, read_stdin, arguments.stdin_filename)
    if arguments.verbose:
        for line in chain.from_iterable(_about(target, scope) for target in collected.targets):
            say(line)
    return collected


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


def _ask(arguments: Arguments, collected: Collected, scope: Scope, network: object) -> Answers:
    """Check the links, with as much of a show as the terminal and the options allow."""
    from awesomecheck.cli.progress import observer_for  # noqa: PLC0415
    from awesomecheck.links.checker import Cache, Network, default_folder  # noqa: PLC0415

    way = network if isinstance(network, Network) else Network()
    if arguments.github_token_file:
        way = replace(way, github_token=_token(arguments.github_token_file))
    with observer_for(verbose=arguments.verbose, quiet=arguments.quiet) as observer:
        cache = None
        if not arguments.no_cache:
            cache = Cache.open(arguments.cache_dir or default_folder(), observer)
        try:
            max_age = 0.0 if arguments.refresh else arguments.max_age
            only_changed = scope is Scope.CHANGED
            return ask(collected, way, cache, observer, max_age, only_changed=only_changed)
        finally:
            if cache is not None:
                cache.close()


def _token(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"--github-token-file: {path} cannot be read: {error}") from error


def _show_diff(
    arguments: Arguments, collected: Collected, answers: Answers, judging: Judge
) -> int:
    from awesomecheck.runs.fix_run import diff, mend_all  # noqa: PLC0415 - most runs mend nothing

    with without_collection():
        mended, errors = mend_all(collected, judging, unsafe=arguments.unsafe_fixes)
    lines = list(diff(mended))
    if arguments.output is None:
        click.echo(_harmless(lines).encode(errors="surrogateescape"), nl=False)
    else:
        cli_output.write_out("".join(lines), arguments.output)
    outcome = Outcome(Report(()), (*collected.errors, *errors))
    status = _finish(outcome, answers, exit_zero=False)
    return status or (FOUND if lines and not arguments.exit_zero else DONE)


def _harmless(lines: Iterable[str]) -> str:
    """A patch for people to look at, or one that still applies; neither gives commands."""
    if cli_output.is_terminal():
        return "".join(defused(for_terminal(line.removesuffix("\n"))) + "\n" for line in lines)
    return fenced("".join(lines))


def _fix(arguments: Arguments, collected: Collected, answers: Answers, judging: Judge) -> Outcome:
    """Mend the texts, and report what is left to people."""
    from awesomecheck.runs.fix_run import mend_all, write_all  # noqa: PLC0415

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
    reports = [
        file_report(each.after, each.result, answers, each.target.change) for each in mended
    ]
    report = outcome.report._replace(
        files=(*reports, *outcome.report.files),
        errors=(*outcome.report.errors, *(error.message for error in errors)),
        fixed=_count(mended),
    )
    return Outcome(report, (*outcome.errors, *errors))


def _count(mended: "Iterable[Mended]") -> int:
    return sum(each.fixed.applied.total() for each in mended)


def _rules(collected: Collected) -> Registry:
    """All rules that any configuration of the run knows."""
    return dict(chain.from_iterable(each.config.registry.items() for each in collected.targets))


def _about(target: Target, scope: Scope) -> Iterator[str]:
    """What is in force for a list, and what its rules hold it against."""
    config = target.config
    path = target.document.source.path
    rules = rules_for(target, scope)
    yield (
        f"{path}: configuration: {config.name}; preset: {config.preset};"
        f" rules: {len(rules)} of {len(config.registry)}"
    )
    kind = kind_of(target.document)
    if not kind.is_list:
        yield (
            f"{path}: taken for no list, for {kind.reason}:"
            " rules about lists run only where --select names each"
        )
    for active in rules:
        for line in active.rule.grounds(target.document):
            yield f"{path}: {active.name}: {line}"


def read_stdin() -> bytes:
    """All of standard input.

    Raises:
        InputError: there is none.
    """
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise InputError("-: there is no standard input")
    return sys.stdin.buffer.read()
