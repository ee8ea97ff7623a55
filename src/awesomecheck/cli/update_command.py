"""The command `update`: what a maintainer of a list does once a month."""

from collections.abc import Callable, Iterator, Mapping, Sequence
import os

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.changes.compare import compare
from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli.answers import watch_links, with_sources
from awesomecheck.cli.failures import DONE, FAILED, FOUND, INTERRUPTED, print_error
from awesomecheck.cli.reports import patch_shown, write_out
from awesomecheck.cli.requests import CheckRequest
from awesomecheck.cli.terminal import say
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError
from awesomecheck.formats.list_changes import ChangedList, as_text
from awesomecheck.runs.fixes import FixedFile, patch_of, write_fixed
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import Answers, Configs, ListFile, Scope, read_texts

UPDATES: Mapping[str, str] = {
    "repositories": "renamed-repository",
    "links": "moved-link",
    "published": "published-preprint",
    "code": "code-available",
    "contents": "stale-contents",
    "order": "out-of-order",
}
"""What is updated, and the rule that finds it."""
_UNSAFE = frozenset({"published-preprint", "code-available"})
"""Rules whose fixes a maintainer looks at, which is what the command is for."""


class UpdateRequest(Struct, frozen=True):
    """What to update, and whether to write it."""

    check: CheckRequest
    kinds: tuple[str, ...] = ()
    """None for all."""
    diff: bool = False


def update_list(request: UpdateRequest, network: object, stdin: Callable[[], bytes]) -> int:
    """Fix what has become outdated, and say in words what that was.

    Args:
        request: what to update.
        network: a `Network` that replaces the real one.
        stdin: reads standard input.

    Returns:
        The exit status.
    """
    check = request.check
    configs = Configs(entry_points(), check.config, trusted_files(os.environ))
    texts = read_texts(check.paths, configs, stdin)
    wanted = {UPDATES[kind] for kind in request.kinds or UPDATES}
    files = tuple(file.with_only(wanted) for file in texts.files)
    answers = Answers()
    if check.scope is not Scope.OFFLINE:
        answers = watch_links(files, check.scope, check, network)
    answers = with_sources(answers, files, check)
    errors = list(texts.errors)
    if answers.interrupted:
        say("interrupted: nothing is written")
        return INTERRUPTED
    fixed = [_updated(file, check.scope, answers) for file in files]
    for each in fixed:
        errors += each.report.errors
    written = [each for each in fixed if each.changed and not each.report.errors]
    if request.diff:
        patch_shown([line for each in written for line in patch_of([each])], check.report.color)
    else:
        errors += _write(written)
    _summarise(fixed, written, to_stderr=request.diff)
    for error in errors:
        print_error(error)
    if errors:
        return FAILED
    return FOUND if request.diff and written else DONE


def _updated(file: ListFile, scope: Scope, answers: Answers) -> FixedFile:
    """Apply the safe fixes of all rules, then those that a maintainer is to look at."""
    [safe] = Run((file,), scope, answers).fix()
    unsafe = file.with_only(_UNSAFE)._replace(text=safe.report.text)
    if safe.report.errors or not unsafe.config.rules:
        return safe
    [both] = Run((unsafe,), scope, answers).fix(unsafe=True)
    return replace(both, file=file, passes=(*safe.passes, *both.passes))


def _write(files: Sequence[FixedFile]) -> Iterator[UserError]:
    for each in files:
        try:
            write_fixed(each)
        except UserError as error:
            yield error


def _summarise(
    fixed: Sequence[FixedFile], written: Sequence[FixedFile], *, to_stderr: bool
) -> None:
    """Print what changed: in one line, then line by line, as a commit message has it."""
    changed = [
        ChangedList(each.report.path, compare(each.file.document, each.report.document))
        for each in written
    ]
    if changed:
        write_out("".join(f"{line}\n" for line in as_text(changed)), None, to_stderr=to_stderr)
    for each in fixed:
        if not each.changed and not each.report.errors:
            say(f"{each.report.path}: nothing to update")
