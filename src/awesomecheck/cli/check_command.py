"""The commands `check` and `links`: read texts, check links, lint or fix, report."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
import os
from pathlib import Path
import stat
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli import reports
from awesomecheck.cli.answers import watch_links, with_sources
from awesomecheck.cli.failures import DONE, FAILED, FOUND, INTERRUPTED, print_error
from awesomecheck.cli.requests import CheckRequest, protect, read_stdin
from awesomecheck.cli.terminal import say
from awesomecheck.config.file_settings import FailOn
from awesomecheck.document.entry import Entry
from awesomecheck.document.kind import kind_of
from awesomecheck.engine.registry import FORMAT_GROUP, EntryPoint, entry_points, in_group
from awesomecheck.errors import (
    InternalError,
    MissingInputError,
    UserError,
    as_internal_error,
    counted,
)
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.runs.baselines import Baselines
from awesomecheck.runs.inputs import STDIN, default_path, expand
from awesomecheck.runs.narrowing import in_hook, narrow, without_deleted
from awesomecheck.runs.run import Run, by_severity
from awesomecheck.runs.texts import Answers, Configs, ListFile, Scope, Texts, read_texts, rules_for
from awesomecheck.safety.file_source import DISK
from awesomecheck.safety.runner import on_ci

if TYPE_CHECKING:
    from awesomecheck.changes.find import ChangeNotice
    from awesomecheck.runs.config_cache import ConfigCache
    from awesomecheck.runs.fixes import FixedFile
    from awesomecheck.runs.result_cache import ResultCache


def check(request: CheckRequest, network: object = None) -> int:
    """Carry out a request.

    Args:
        request: what to check and report.
        network: a `Network` that replaces the real one.

    Returns:
        The exit status.

    Raises:
        UserError: nothing could be checked.
    """
    points = entry_points()
    destinations = reports.prepare(request.report.outputs, in_group(points, FORMAT_GROUP))
    trusted = trusted_files(os.environ)
    results = _result_cache(request)
    known = _config_cache(results, points, request) if trusted is DISK else None
    configs = Configs(points, request.config, trusted, known)
    texts = read_texts(request.paths, configs, read_stdin, request.stdin_filename)
    if request.report.verbose:
        for file in texts.files:
            with suppress(InternalError), as_internal_error(file.name):
                _print_settings(file, request.scope)  # a rule that fails is reported by the run
    if request.report.only:
        from awesomecheck.cli.show_command import (  # noqa: PLC0415 - checks do not need it
            files_shown,
            settings_shown,
        )

        shown = files_shown if request.report.only == "files" else settings_shown
        reports.write_out("".join(shown(texts.files)), None)
        return _finish(texts.errors, Answers(), DONE)
    outputs = [output.path for output in request.report.outputs]
    protect(outputs, inputs_of(texts.files, request))
    baselines = Baselines(request.baseline, trusted)
    texts, deletions = without_deleted(texts, os.environ)
    narrowed = narrow(request.change, texts.files, os.environ)
    skipped = tuple(_skipped_plugins(texts.files, trusted.distrust_reason))
    for notice in skipped:
        say(notice)
    _print_notices([*deletions, *narrowed.notices], verbose=request.report.verbose)
    files = baselines.attach(narrowed.files)
    scope, suffix = _scope(request.scope, files, texts)
    answers = Answers()
    if scope is not Scope.OFFLINE:
        answers = watch_links(files, scope, request, network)
    answers = with_sources(answers, files, request)
    run = Run(files, scope, answers, texts.errors)
    if request.fix.diff:
        return _show_diff(run, request)
    fixes = request.fix.apply and not answers.interrupted
    report = _fix(run, request) if fixes else _linter(run, request, results)()
    report, messages = baselines.settle(run, report)
    if not request.report.quiet:
        for message in messages:
            say(message)
    if request.report.verbose:
        _print_older(report)
    notices = (*skipped, *_for_report(deletions), *_for_report(narrowed.notices, suffix))
    report = replace(report, notices=notices)
    to_stderr = fixes and any(file.piped for file in files)
    unwritten = list(reports.write(report, destinations, request.report, to_stderr=to_stderr))
    found = not request.report.exit_zero and any(
        fails(each, file.config.fail_on)
        for each, file in zip(report.files, run.files, strict=True)
    )
    status = FOUND if found else DONE
    if scope is Scope.LINKS and answers.none_checked:
        status = FAILED  # the notice about the network has said why
    return _finish([*report.errors, *unwritten], answers, status)


def _scope(wanted: Scope, files: Sequence[ListFile], texts: Texts) -> tuple[Scope, str]:
    """Return which links are checked, and what notices of the report add if none are.

    Raises:
        UserError: only links are to be checked, and a path does not exist.
    """
    if wanted is Scope.CHANGED and not any(file.change for file in files):
        return Scope.OFFLINE, "; links are not checked"
    missing = _missing(texts) if wanted is not Scope.OFFLINE else None
    if missing is None:
        return wanted, ""
    if wanted is Scope.LINKS:
        raise missing
    if files:
        say(f"links are not checked: {missing.message}")
    return Scope.OFFLINE, ""


def _missing(texts: Texts) -> UserError | None:
    """Return the error for a path that does not exist, with those for others."""
    errors = [error for error in texts.errors if isinstance(error, MissingInputError)]
    if not errors:
        return None
    first, *others = errors
    return UserError(first.message, hint=first.hint, others=tuple(others))


def inputs_of(files: Iterable[ListFile], request: CheckRequest) -> Iterator[str | Path | None]:
    """Yield the files that a run reads besides its cache; `-` for standard input."""
    for file in files:
        yield STDIN if file.piped else file.path
        yield file.config.path
    yield request.links.token_file
    if request.peers:
        yield from expand(str(request.peers))


def fails(file: FileReport, least: FailOn) -> bool:
    """Whether a file has findings with which a run fails."""
    return least != "never" and bool(by_severity(file.findings, least).reported)


def _finish(errors: Iterable[UserError], answers: Answers, status: int) -> int:
    """Print errors, and return the exit status."""
    for error in errors:
        print_error(error)
        status = FAILED
    return INTERRUPTED if answers.interrupted else status


def _show_diff(run: Run, request: CheckRequest) -> int:
    """Print what fixes would change, or write it to the file of `-o`."""
    from awesomecheck.runs.fixes import patch_of  # noqa: PLC0415 - loads difflib

    fixed = _fixer(run, request)()
    lines: list[str] = []
    unshown: list[UserError] = []
    for each in fixed:
        try:
            with as_internal_error(each.report.path):
                lines += patch_of([each])
        except InternalError as error:
            unshown.append(error)
    [output] = request.report.outputs
    if output.path is None:
        reports.patch_shown(lines, request.report.color)
    else:
        reports.write_out("".join(lines), output.path)
    report = run.report([each.report for each in fixed])
    found = lines and not request.report.exit_zero
    status = _finish([*report.errors, *unshown], run.answers, FOUND if found else DONE)
    if not request.report.quiet:
        say(_would_fix(fixed, report, unsafe=request.fix.unsafe))
    return status


def _would_fix(fixed: "Sequence[FixedFile]", report: Report, *, unsafe: bool) -> str:
    """Return in a sentence what `--fix` would do."""
    count = sum(each.applied.total() for each in fixed)
    files = sum(each.changed for each in fixed)
    more = 0 if unsafe else report.unsafely_fixable
    if not count and not more:
        return "nothing to fix"
    said = f"would fix {counted(count, 'finding')} in {counted(files, 'file')}"
    return f"{said}; {more} more with --unsafe-fixes" if more else said


def _linter(
    run: Run, request: CheckRequest, results: "ResultCache | None"
) -> Callable[[], Report]:
    """Return how to lint: simply one list, in several processes or with a cache much text."""
    if len(run.files) == 1 and results is None:
        return run.lint
    from awesomecheck.runs import many  # noqa: PLC0415 - most runs have one list

    return partial(many.lint_files, run, request.jobs, results)


_LEAST_CACHED = 100_000
"""Bytes for which looking up results is faster than linting."""


def _result_cache(request: CheckRequest) -> "ResultCache | None":
    """Return the results of earlier runs.

    On CI there are none: a pull request could fill a folder that other runs restore.
    """
    links, fix = request.links, request.fix
    offline = request.scope is Scope.OFFLINE and request.peers is None
    if not (links.use_cache and offline) or fix.apply or fix.diff or on_ci(os.environ):
        return None
    if not _may_be_long(request.paths):
        return None
    from awesomecheck.links.cache_folder import default_folder  # noqa: PLC0415 - as below
    from awesomecheck.runs.result_cache import ResultCache  # noqa: PLC0415 - loads hashlib, json

    notify = say if request.report.verbose else None
    with suppress(UserError):  # a user without a home
        return ResultCache.open(default_folder(), links.cache_dir, notify)
    return None


def _config_cache(
    results: "ResultCache | None", points: Sequence[EntryPoint], request: CheckRequest
) -> "ConfigCache | None":
    """Return the configurations of earlier runs, which are kept with their results."""
    if results is None:
        return None
    from awesomecheck.runs.config_cache import ConfigCache  # noqa: PLC0415 - few runs have results

    return ConfigCache(results, points, request.config)


def _may_be_long(paths: Sequence[str]) -> bool:
    """Whether texts may be so long that results are looked up; a folder may have many."""
    size = 0
    for name in paths or [os.curdir]:
        with suppress(OSError, UserError, ValueError):  # ValueError: a NUL character
            path = Path(name) if paths else default_path(Path(name))
            status = path.stat()
            size += _LEAST_CACHED if stat.S_ISDIR(status.st_mode) else status.st_size
    return size >= _LEAST_CACHED


def _fixer(run: Run, request: CheckRequest) -> "Callable[[], Sequence[FixedFile]]":
    """Return how to fix: simply one list, in several processes much text."""
    if len(run.files) == 1:
        return partial(run.fix, unsafe=request.fix.unsafe)
    from awesomecheck.runs import many  # noqa: PLC0415 - most runs have one list

    return partial(many.fix_files, run, unsafe=request.fix.unsafe, jobs=request.jobs)


def _fix(run: Run, request: CheckRequest) -> Report:
    """Fix the texts, write them, and report the remaining findings."""
    from awesomecheck.runs.fixes import write_fixed  # noqa: PLC0415

    files: list[FileReport] = []
    count = 0
    for fixed in _fixer(run, request)():
        if fixed.file.piped:
            click.echo(fixed.source.raw.encode(), nl=False)
        try:
            with as_internal_error(fixed.report.path):
                write_fixed(fixed)
            files.append(replace(fixed.report, fixed=fixed.applied))
            count += fixed.applied.total()
        except UserError as error:
            files.append(run.unfixed(fixed.file, [error]).report)
    return run.report(files, fixed=count)


def _skipped_plugins(files: Iterable[ListFile], reason: str | None) -> Iterator[str]:
    """Yield a notice for each configuration whose plugins are left out."""
    names = {file.config.name: file.config.skipped_plugins for file in files}
    for name, plugins in names.items():
        if plugins:
            listed = ", ".join(f"`{plugin}`" for plugin in plugins)
            yield f"{name}: plugins are off ({listed}): {reason}; install them as packages"


def _print_notices(notices: Iterable["ChangeNotice"], *, verbose: bool) -> None:
    for notice in notices:
        quiet = notice.weight == "detail" or (notice.weight == "notice" and in_hook(os.environ))
        if verbose or not quiet:
            say(notice.message)
            if notice.hint:
                say(f"hint: {notice.hint}")


def _for_report(notices: Iterable["ChangeNotice"], suffix: str = "") -> Iterator[str]:
    """Yield the problems among notices, for the report."""
    for notice in notices:
        if notice.weight == "problem":
            hint = f"; {notice.hint}" if notice.hint else ""
            yield f"{notice.message}{hint}{suffix}"


def _print_older(report: Report) -> None:
    """Print the findings on lines of the change that were there before."""
    for file in report.files:
        for finding in file.older:
            place = file.position(finding)
            say(
                f"{file.path}:{place.line}:{place.column} {finding.severity} {finding.rule}"
                f" {finding.message} (older than the change)"
            )


def _print_settings(file: ListFile, scope: Scope) -> None:
    """Print the settings of a list, and the formats and orders that its rules learned."""
    config = file.config
    path = file.name
    rules = rules_for(config.rules, file.document, scope)
    say(
        f"{path}: configuration: {config.name}; preset: {config.preset};"
        f" rules: {len(rules)} of {len(config.registry)}"
    )
    kind = kind_of(file.document)
    if not kind.is_list:
        say(
            f"{path}: not checked as a list: {kind.reason};"
            " rules about lists run only where --select names each"
        )
    if layouts := _layouts(file.document.entries):
        say(f"{path}: {layouts}")
    for active in rules:
        for line in active.rule.grounds(file.document):
            say(f"{path}: {active.name}: {line}")


_MOST_LAYOUTS = 5
_FORMS: dict[str, str] = {
    "nested": "nested items",
    "bullet": "bullets",
    "numbered": "numbered items",
    "row": "table rows",
    "paragraph": "paragraphs",
}


def _layouts(entries: Sequence[Entry]) -> str:
    """Return which fields entries were read as, the most common first."""
    counts = Counter([(entry.layout, entry.form) for entry in entries])
    said = [
        f"{count} as {', '.join(layout)} ({_FORMS[form]})"
        for (layout, form), count in counts.most_common(_MOST_LAYOUTS)
    ]
    if len(counts) > _MOST_LAYOUTS:
        rest = sum(count for _, count in counts.most_common()[_MOST_LAYOUTS:])
        said.append(f"{rest} in other ways")
    return f"{counted(len(entries), 'entry')} read: {'; '.join(said)}" if said else ""
