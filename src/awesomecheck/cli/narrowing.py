"""What the command line keeps back as old: what no change has touched, and what baselines know."""

from collections import Counter
from collections.abc import Iterable
import os
from pathlib import Path
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from awesomecheck.changes.baseline import Baseline, Judged, gone, keys_in, locate, read, renewed
from awesomecheck.cli.options import Arguments
from awesomecheck.cli.terminal import say
from awesomecheck.errors import MissingInputError, UserError, counted
from awesomecheck.formats.report import FileReport
from awesomecheck.runs.check import (
    Answers,
    Collected,
    Outcome,
    Scope,
    Target,
    open_urls,
    thorough_rules,
)
from awesomecheck.safety.file_source import Files

if TYPE_CHECKING:
    from awesomecheck.changes.find import Notice

_SURROUNDINGS = ("PRE_COMMIT_FROM_REF", "GITHUB_EVENT_NAME")


class Narrowed(NamedTuple):
    """The texts of a run, each with the change that alone is to be spoken of."""

    targets: tuple[Target, ...]
    notices: tuple[str, ...] = ()
    """Why it is more or less than was hoped for."""


def narrow(arguments: Arguments, targets: Iterable[Target]) -> Narrowed:
    """Find the change that is asked for, or that the surroundings know of.

    Raises:
        UserError: the change that is asked for cannot be found.
        click.UsageError: more than one is asked for.
    """
    targets = tuple(targets)
    _check_usage(arguments)
    asked = arguments.since is not None or arguments.staged or arguments.diff_file is not None
    whole = arguments.no_since or arguments.write_baseline or arguments.prune_baseline
    if whole or not (asked or any(name in os.environ for name in _SURROUNDINGS)):
        return Narrowed(targets)
    from awesomecheck.changes.find import Request, Text, find  # noqa: PLC0415 - few runs need it

    patch = arguments.diff_file
    request = Request(
        since=arguments.since,
        staged=arguments.staged,
        patch=None if patch is None else lambda: _patch(patch),
    )
    texts = [Text(target.path, target.document.source) for target in targets]
    found = find(request, texts, os.environ)
    pairs = zip(targets, found.changes, strict=True)
    return Narrowed(
        tuple(target._replace(change=change) for target, change in pairs),
        _told(found.notices, verbose=arguments.verbose),
    )


def without_deleted(errors: Iterable[UserError]) -> tuple[list[UserError], tuple[str, ...]]:
    """What went wrong, less the lists that this very change deletes; of these, notices.

    A workflow goes on naming such a list until somebody changes the workflow.
    """
    errors = list(errors)
    missing = [Path(error.name) for error in errors if isinstance(error, MissingInputError)]
    if not missing:
        return errors, ()
    from awesomecheck.changes.find import Notice, deleted  # noqa: PLC0415 - few runs need it

    gone = dict(deleted(missing, os.environ))
    hint = "it need not be named any more"
    notices = [
        Notice(f"{path}: deleted since {base.words}, so it is passed over", hint)
        for path, base in gone.items()
    ]
    kept = [
        error
        for error in errors
        if not (isinstance(error, MissingInputError) and Path(error.name) in gone)
    ]
    return kept, _told(notices)


def _told(notices: Iterable["Notice"], *, verbose: bool = False) -> tuple[str, ...]:
    """Tell people what they should know of, and give what the report is to say, too."""
    notices = tuple(notices)
    for notice in notices:
        if notice.weight != "detail" or verbose:
            say(notice.message)
            if notice.hint:
                say(f"hint: {notice.hint}")
    return tuple(
        f"{notice.message}; {notice.hint}" if notice.hint else notice.message
        for notice in notices
        if notice.weight == "problem"
    )


def _check_usage(arguments: Arguments) -> None:
    changes = [
        *(["--since"] if arguments.since is not None else []),
        *(["--staged"] if arguments.staged else []),
        *(["--diff-file"] if arguments.diff_file is not None else []),
    ]
    writes = [
        *(["--write-baseline"] if arguments.write_baseline else []),
        *(["--prune-baseline"] if arguments.prune_baseline else []),
    ]
    whole = ["--no-since"] if arguments.no_since else []
    unfit = [
        *(["--diff"] if arguments.diff else []),
        *(["--isolated"] if arguments.isolated else []),
    ]
    for names in (changes + writes, changes + whole, writes + unfit if writes else []):
        if len(names) > 1:
            raise click.UsageError(f"{names[0]} and {names[1]} exclude each other")
    if arguments.diff_file == "-" and "-" in arguments.paths:
        raise click.UsageError("standard input cannot be both the list and the patch")


def _patch(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UserError(f"--diff-file: {name} cannot be read: {error.strerror}") from error


class Baselines:
    """The baselines of a run's lists; each is read once."""

    def __init__(self, arguments: Arguments, files: Files) -> None:
        self._arguments = arguments
        self._files = files
        if files.distrust and (arguments.write_baseline or arguments.prune_baseline):
            raise UserError(f"no baseline is written: {files.distrust}")
        self._read: dict[Path, Baseline] = {}

    def known(self, targets: Iterable[Target]) -> list[Target]:
        """The texts of a run, each with what its baseline knows of it.

        Raises:
            UserError: a baseline cannot be read.
        """
        if self._arguments.isolated:
            return list(targets)
        return [
            target._replace(known=self._of(target, target.path).of(target.path))
            if target.path
            else target
            for target in targets
        ]

    def settle(
        self, collected: Collected, outcome: Outcome, answers: Answers, scope: Scope
    ) -> Outcome:
        """Write the baselines where that is asked for, and tell of what is in them for nothing.

        Raises:
            UserError: a baseline cannot be written.
        """
        writing, pruning = self._arguments.write_baseline, self._arguments.prune_baseline
        if (writing or pruning) and (outcome.errors or answers.interrupted):
            say("the baseline is left as it is, for not everything could be checked")
            return outcome
        targets = {target.document.source.path: target for target in collected.targets}
        files: list[FileReport] = []
        for file in outcome.report.files:
            target = targets[file.path]
            if target.path is None or target.known is None or target.change is not None:
                files.append(file)
                continue
            judged = _judged(target, file, answers, scope)
            stale = gone(target.known, judged)
            baseline = self._of(target, target.path)
            if writing:
                baseline.put(target.path, renewed(target.known, judged))
                files.append(file._replace(findings=(), known=(*file.findings, *file.known)))
                continue
            if pruning:
                baseline.put(target.path, target.known - stale)
            elif stale and not self._arguments.quiet:
                say(_about_stale(file.path, stale.total()))
            files.append(file)
        if writing or pruning:
            self._save()
        return outcome._replace(report=outcome.report._replace(files=tuple(files)))

    def _of(self, target: Target, path: Path) -> Baseline:
        place, exists = locate(path.parent, target.config.path, self._files)
        if place not in self._read:
            self._read[place] = read(place, self._files) if exists else Baseline(place)
        return self._read[place]

    def _save(self) -> None:
        for baseline in self._read.values():
            if baseline.raw is None and not self._arguments.write_baseline:
                say(f"{baseline.path}: there is no baseline to prune")
                continue
            baseline.forget_missing()
            if baseline.save() and not self._arguments.quiet:
                count = sum(counts.total() for counts in baseline.files.values())
                say(f"{baseline.path}: written, with {counted(count, 'finding')}")


def _judged(target: Target, file: FileReport, answers: Answers, scope: Scope) -> Judged:
    key = keys_in(file.document)
    return Judged(
        found=Counter(map(key, (*file.findings, *file.known))),
        rules=thorough_rules(target, answers, scope),
        open=open_urls(file.document, answers),
    )


def _about_stale(path: str, count: int) -> str:
    verb = "occurs" if count == 1 else "occur"
    return (
        f"{path}: {counted(count, 'finding')} of the baseline no longer {verb};"
        " --prune-baseline drops what is gone"
    )
