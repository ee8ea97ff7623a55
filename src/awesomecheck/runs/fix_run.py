"""The fixes of a run: made, proved, then written or shown."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
import os
from pathlib import Path
import re
from typing import NamedTuple

from awesomecheck.document import Document, Source, parse
from awesomecheck.engine.fix import Fixed, UnfitFixes, fix
from awesomecheck.engine.fix_verify import Change, faults
from awesomecheck.engine.linter import LintResult
from awesomecheck.errors import InputError, UserError
from awesomecheck.rules import Finding, Fix, Touch
from awesomecheck.runs.check import Collected, Judge, Target, crash_error
from awesomecheck.safety.atomic_write import replace_file

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Mended(NamedTuple):
    """A text of a run as its fixes leave it."""

    target: Target
    fixed: Fixed
    result: LintResult
    """What there is to say of the text as it is now."""

    @property
    def after(self) -> Document:
        """The text as it is now."""
        return self.fixed.after

    @property
    def changed(self) -> bool:
        """Whether any fix was made."""
        return self.fixed.source.raw != self.target.document.source.raw


def mend_all(
    collected: Collected, judge: Judge, *, unsafe: bool
) -> tuple[list[Mended], list[UserError]]:
    """Make the fixes of all texts; a text whose fixes cannot be proved is left out, and told of.

    Args:
        collected: the texts.
        judge: finds what is wrong with a text.
        unsafe: whether fixes that a reader might disagree with are wanted too.
    """
    mended: list[Mended] = []
    errors: list[UserError] = []
    for target in collected.targets:
        try:
            mended.append(_proved(target, judge, unsafe=unsafe))
        except UserError as error:
            errors.append(error)
    return mended, errors


def _proved(target: Target, judge: Judge, *, unsafe: bool) -> Mended:
    results: list[LintResult] = []
    try:
        fixed = _fixed(target, judge, results, unsafe=unsafe)
    except UnfitFixes as error:
        raise _defect(target, error.rules, error.what) from error
    wrong = _fault(target, fixed)
    if wrong is None:
        return Mended(target, fixed, results[-1])
    guilty = [
        rule for rule in sorted(fixed.applied) if _is_faulty(target, judge, rule, unsafe=unsafe)
    ]
    raise _defect(target, guilty or sorted(fixed.applied), wrong)


def _fixed(
    target: Target,
    judge: Judge,
    results: list[LintResult],
    *,
    unsafe: bool,
    only: str | None = None,
) -> Fixed:
    def find(source: Source) -> tuple[Document, Sequence[Finding]]:
        same = source is target.document.source
        document = target.document if same else parse(source)
        result = judge(target._replace(document=document))
        if result.crashes:
            raise crash_error(target, result.crashes[0])
        results.append(result)
        found = (*result.findings, *result.known)
        chosen = [each for each in found if only in (None, each.rule)]
        return document, chosen

    return fix(target.document.source, find, unsafe=unsafe)


def _fault(target: Target, fixed: Fixed) -> str | None:
    """What the fixes change though their rules do not say so."""
    for each in fixed.passes:
        touches: dict[Fix, frozenset[Touch]] = {}
        for finding in each.mended:
            if finding.fix is not None:
                own = target.config.registry[finding.fixer or finding.rule].rule.touches
                touches[finding.fix] = touches.get(finding.fix, frozenset()).union(own)
        changes = [Change(fix.edits, allowed) for fix, allowed in touches.items()]
        for fault in faults(each.before, each.after, changes):
            return fault
    return None


def _is_faulty(target: Target, judge: Judge, rule: str, *, unsafe: bool) -> bool:
    try:
        fixed = _fixed(target, judge, [], unsafe=unsafe, only=rule)
    except UnfitFixes:
        return True
    return _fault(target, fixed) is not None


def _defect(target: Target, rules: Iterable[str], what: str) -> UserError:
    registry = target.config.registry
    names = ", ".join(f"`{rule}`" for rule in rules)
    sources = " and ".join(sorted({registry[rule].source for rule in rules}))
    return UserError(
        f"{target.document.source.path}: not fixed: {what} by the fixes of {names}",
        hint=f"a defect of {sources}, not of the list: please report it with the list;"
        f" until then `--ignore {','.join(rules)}` fixes the rest",
    )


def write_all(mended: Iterable[Mended]) -> tuple[list[Mended], list[UserError]]:
    """Write each text that was changed and is a file; those that could not be are left out."""
    done: list[Mended] = []
    errors: list[UserError] = []
    for each in mended:
        path = each.target.path
        try:
            if path is not None and each.changed and not each.target.piped:
                old, new = each.target.document.source.raw, each.fixed.source.raw
                replace_file(path, old.encode(), new.encode())
            done.append(each)
        except UserError as error:
            errors.append(InputError(error.message, hint=error.hint))
    return done, errors


def diff(mended: Iterable[Mended]) -> Iterator[str]:
    """A unified diff of what the fixes would change, as `patch -p1` and `git apply` take it."""
    for each in mended:
        if not each.changed:
            continue
        path = _from_here(each.target)
        old, new = _lines(each.target.document.source.raw), _lines(each.fixed.source.raw)
        for line in unified_diff(old, new, _quoted(f"a/{path}"), _quoted(f"b/{path}")):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _from_here(target: Target) -> str:
    """A path as a patch names it: from this folder, or else from the root of the repository."""
    shown = target.document.source.path
    if target.path is None:
        return shown
    path = Path(os.path.normpath(target.path.absolute()))
    roots = [parent for parent in path.parents if (parent / ".git").exists()]
    for base in (Path.cwd(), *roots[:1]):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return shown.lstrip("/")


def _quoted(path: str) -> str:
    """A path in one line, as git writes it: in quotes where it has control characters."""
    if not _CONTROL.search(path):
        return path
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _CONTROL.sub(lambda match: f"\\{ord(match.group()):03o}", escaped)
    return f'"{escaped}"'


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one, as `patch` has it."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines
