"""Verify fixed texts, and write them or return them as a patch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.config.config import Config
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.engine.fix import LeftOut, Pass, fixer_of
from awesomecheck.errors import InputError, UserError
from awesomecheck.formats.report import FileReport
from awesomecheck.regexes import regex
from awesomecheck.rules import Finding, Fix, Touch
from awesomecheck.runs.texts import ListFile
from awesomecheck.safety.atomic_write import replace_file
from awesomecheck.safety.checkout import work_tree

_MOST_LINES = 5
"""Line numbers in a message."""
_CONTROL = regex(r"[\x00-\x1f\x7f]")


class FixedFile(Struct, frozen=True):
    """A text of a run with its fixes applied."""

    file: ListFile
    report: FileReport
    """The findings that are left in the fixed text."""
    passes: tuple[Pass, ...] = ()
    first: tuple[Finding, ...] = ()
    """The findings on the text as it was, the fixes that were not asked for left out."""
    kept: bool = False
    """Whether the text stays as it was: the report on one that failed has no text."""

    @property
    def source(self) -> Source:
        """The fixed text."""
        return self.file.text.source if self.kept else self.report.source

    @property
    def changed(self) -> bool:
        """Whether the text is another one than before."""
        return self.source.raw != self.file.text.source.raw

    @property
    def applied(self) -> Counter[str]:
        """The number of findings fixed, by rule: of those that a check names, as it counts them.

        The fix of one may be part of that of another, or bring up a third.
        """
        if not self.passes:  # fixed in another process, perhaps
            return Counter(self.report.fixed)
        own = Counter(finding.rule for each in self.passes for finding in each.fixed)
        left = Counter(each.rule for each in (*self.report.findings, *self.report.baselined))
        gone = Counter(each.rule for each in self.first) - left
        named = Counter(each.rule for each in self.first if each.fix)
        return named & (own | gone)

    def with_error(self, error: UserError) -> "FixedFile":
        """Add an error to the report."""
        return replace(self, report=replace(self.report, errors=(*self.report.errors, error)))

    def without_fixes(self, left_out: Iterable[LeftOut]) -> "FixedFile":
        """Report fixes that are not applied as errors, and their findings without them."""
        bugs: dict[tuple[str, ...], list[LeftOut]] = {}
        for each in left_out:
            bugs.setdefault(each.rules, []).append(each)
        fixed = self
        for rules, group in bugs.items():
            found = [finding for each in group for finding in each.findings]
            lines = sorted({self.report.position(finding).line for finding in found})
            fixed = fixed.with_error(fix_bug(self.file, rules, group[0].what, lines))
        out = {
            id(finding) for group in bugs.values() for each in group for finding in each.findings
        }
        findings, baselined = (
            tuple(replace(each, fix=None) if id(each) in out else each for each in some)
            for some in (self.report.findings, self.report.baselined)
        )
        report = replace(fixed.report, findings=findings, baselined=baselined)
        return replace(fixed, report=report) if out else self


def unverified(
    file: ListFile, before: Document, after: Document, fixed: Sequence[Finding]
) -> Iterator[str]:
    """Yield what fixes changed besides what their rules declare."""
    from awesomecheck.engine.fix_verify import (  # noqa: PLC0415 - loads the Markdown parser
        AllowedChange,
        forbidden_changes,
    )

    touches: dict[Fix, frozenset[Touch]] = {}
    for finding in fixed:
        if finding.fix is not None:
            own = file.config.registry[fixer_of(finding)].rule.touches
            touches[finding.fix] = touches.get(finding.fix, frozenset()).union(own)
    allowed = [AllowedChange(fix.edits, own) for fix, own in touches.items()]
    return forbidden_changes(before, after, allowed)


def without_fix(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """Yield findings, without the fixes that the configuration does not want."""
    for finding in findings:
        wanted = finding.fix is None or config.fixes(fixer_of(finding))
        yield finding if wanted else replace(finding, fix=None, fixer=None)


def without_unsafe(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, without fixes that may be wrong."""
    for finding in findings:
        is_unsafe = finding.fix is not None and not finding.fix.safe
        yield replace(finding, fix=None) if is_unsafe else finding


def fix_bug(
    file: ListFile, rules: Sequence[str], what: str, lines: Sequence[int] = ()
) -> UserError:
    """Return the error for rules whose fixes, on some lines or all, are not applied."""
    registry = file.config.registry
    names = ", ".join(f"`{rule}`" for rule in rules)
    sources = " and ".join(sorted({registry[rule].source for rule in rules}))
    place = f"{_numbers(lines)} " if lines else ""
    return UserError(
        f"{file.name}: {place}not fixed: bug in the fixes of {names}: {what}",
        hint=f"report it to {sources} with the list; all other fixes are applied",
    )


def _numbers(lines: Sequence[int]) -> str:
    """Return line numbers for a message: `lines 3, 5 and 8`, the first few of them."""
    shown = [str(line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"{len(lines) - _MOST_LINES} more")
    *most, last = shown
    return f"lines {', '.join(most)} and {last}" if most else f"line {last}"


def write_fixed(fixed: FixedFile) -> None:
    """Write a fixed text to its file if it changed.

    Raises:
        InputError: it cannot be written; the file is unchanged.
    """
    path = fixed.file.path
    if path is None or fixed.file.piped or not fixed.changed:
        return
    old, new = fixed.file.text.source.raw, fixed.source.raw
    try:
        replace_file(path, old.encode(), new.encode())
    except UserError as error:
        raise InputError(error.message, hint=error.hint) from error


def patch_of(files: Iterable[FixedFile]) -> Iterator[str]:
    """Yield a unified diff of what fixes changed, for `patch -p1` and `git apply`."""
    from difflib import unified_diff  # noqa: PLC0415 - only for patches

    for each in files:
        if not each.changed:
            continue
        path = _from_here(each.file)
        old, new = _lines(each.file.text.source.raw), _lines(each.source.raw)
        for line in unified_diff(old, new, _quoted(f"a/{path}"), _quoted(f"b/{path}")):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _from_here(file: ListFile) -> str:
    """Return a path for a patch: relative to this folder, else to the root of the work tree."""
    shown = file.name
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
