"""Verify fixed texts, and write them or return them as a patch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
import os
from pathlib import Path
import re
from typing import NamedTuple

from awesomecheck.document.source import Source
from awesomecheck.engine.fix import Pass, UnfitFixes
from awesomecheck.engine.fix_verify import AllowedChange, forbidden_changes
from awesomecheck.errors import InputError, UserError
from awesomecheck.formats.report import FileReport
from awesomecheck.rules import Fix, Touch
from awesomecheck.runs.texts import ListFile
from awesomecheck.safety.atomic_write import replace_file
from awesomecheck.safety.checkout import work_tree

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class FixedFile(NamedTuple):
    """A text of a run with its fixes applied."""

    file: ListFile
    report: FileReport
    """The findings that are left in the fixed text."""
    passes: tuple[Pass, ...] = ()

    @property
    def source(self) -> Source:
        """The fixed text."""
        return self.report.document.source

    @property
    def changed(self) -> bool:
        """Whether any fix was applied."""
        return bool(self.passes)

    @property
    def applied(self) -> Counter[str]:
        """The number of findings fixed, by rule."""
        return Counter(finding.rule for each in self.passes for finding in each.fixed)


def verify(fixed: FixedFile) -> None:
    """Check that fixes changed only what their rules declare.

    Raises:
        UnfitFixes: they changed more.
    """
    documents = [*(each.before for each in fixed.passes), fixed.report.document]
    for each, after in zip(fixed.passes, documents[1:], strict=True):
        for what in forbidden_changes(each.before, after, _allowed(fixed.file, each)):
            raise UnfitFixes(fixed.applied, what)


def _allowed(file: ListFile, step: Pass) -> list[AllowedChange]:
    touches: dict[Fix, frozenset[Touch]] = {}
    for finding in step.fixed:
        if finding.fix is not None:
            own = file.config.registry[finding.fixer or finding.rule].rule.touches
            touches[finding.fix] = touches.get(finding.fix, frozenset()).union(own)
    return [AllowedChange(fix.edits, allowed) for fix, allowed in touches.items()]


def fix_bug(file: ListFile, rules: Sequence[str], what: str) -> UserError:
    """Return the error for rules whose fixes cannot be applied."""
    registry = file.config.registry
    names = ", ".join(f"`{rule}`" for rule in rules)
    sources = " and ".join(sorted({registry[rule].source for rule in rules}))
    return UserError(
        f"{file.document.source.path}: not fixed: bug in the fixes of {names}: {what}",
        hint=f"report it to {sources} with the list; until then, fix the rest with"
        f" `--ignore {','.join(rules)}`",
    )


def write_fixed(fixed: FixedFile) -> None:
    """Write a fixed text to its file if it changed.

    Raises:
        InputError: it cannot be written; the file is unchanged.
    """
    path = fixed.file.path
    if path is None or fixed.file.piped or not fixed.changed:
        return
    old, new = fixed.file.document.source.raw, fixed.source.raw
    try:
        replace_file(path, old.encode(), new.encode())
    except UserError as error:
        raise InputError(error.message, hint=error.hint) from error


def patch_of(files: Iterable[FixedFile]) -> Iterator[str]:
    """Yield a unified diff of what fixes changed, for `patch -p1` and `git apply`."""
    for each in files:
        if not each.changed:
            continue
        path = _from_here(each.file)
        old, new = _lines(each.file.document.source.raw), _lines(each.source.raw)
        for line in unified_diff(old, new, _quoted(f"a/{path}"), _quoted(f"b/{path}")):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _from_here(file: ListFile) -> str:
    """Return a path for a patch: relative to this folder, else to the root of the work tree."""
    shown = file.document.source.path
    if file.path is None:
        return shown
    path = Path(os.path.normpath(file.path.absolute()))
    for base in filter(None, (Path.cwd(), work_tree(path))):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return shown.lstrip("/")


def _quoted(path: str) -> str:
    """Return a path in one line, as git writes it: quoted if it has control characters."""
    if not _CONTROL.search(path):
        return path
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _CONTROL.sub(lambda match: f"\\{ord(match.group()):03o}", escaped)
    return f'"{escaped}"'


def _lines(text: str) -> list[str]:
    """Return lines with their ends; only a line feed ends one, as for `patch`."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines
