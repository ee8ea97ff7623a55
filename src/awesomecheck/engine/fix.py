"""Apply fixes to a text, pass after pass, until nothing is left to fix."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
import re
from typing import NamedTuple

from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.rules import Edit, Finding, Fix

MAX_PASSES = 20
"""Fixes that take more passes never end: one undoes what another does."""

_UNWRITABLE = re.compile("[\0\r\ud800-\udfff]")
"""Characters that no edit may add: the text of a document has none of them."""


class UnfitFixes(Exception):
    """Fixes that cannot be applied, because of a bug in their rules."""

    def __init__(self, rules: Iterable[str], what: str) -> None:
        super().__init__(what)
        self.rules = tuple(sorted(set(rules)))
        self.what = what


class Pass(NamedTuple):
    """One round of edits."""

    before: Document
    after: Source
    fixed: Sequence[Finding]
    """The findings whose fixes were applied; several may share one fix."""


def next_pass(
    document: Document, findings: Iterable[Finding], passes: Sequence[Pass], *, unsafe: bool
) -> Pass | None:
    """Apply the fixes of the findings on a text, as many as do not overlap.

    A fix that overlaps another is left to the next pass, after linting again; so the order of
    rules does not matter.

    Args:
        document: the text.
        findings: the findings on it.
        passes: the passes before, which led to this text.
        unsafe: whether to apply fixes that a reader might disagree with, too.

    Returns:
        The pass; None if nothing is left to fix.

    Raises:
        UnfitFixes: the edits of a fix overlap each other or are outside the text, or the passes
            never end.
    """
    chosen = choose(findings, unsafe=unsafe)
    if not chosen:
        return None
    after = apply(document.source, _edits(chosen, len(document.text)))
    texts = [*(each.before.source.raw for each in passes), document.source.raw]
    if after.raw in texts or len(passes) == MAX_PASSES:
        cycle = passes[texts.index(after.raw) if after.raw in texts else -1 :]
        fixed = [*chosen, *(finding for each in cycle for finding in each.fixed)]
        raise UnfitFixes((each.rule for each in fixed), "the text changes again and again")
    return Pass(document, after, chosen)


def _edits(findings: Iterable[Finding], length: int) -> list[Edit]:
    """Return the edits of findings, those of a shared fix once."""
    edits: dict[Fix, None] = {}
    for finding in findings:
        if finding.fix is not None:
            if not are_sound(finding.fix.edits, length):
                raise UnfitFixes([finding.rule], "edits overlap or are outside the text")
            edits[finding.fix] = None
    return [edit for each in edits for edit in each.edits]


def are_sound(edits: Iterable[Edit], length: int) -> bool:
    """Whether edits are inside a text of this length, do not overlap, and can be written."""
    end = 0
    for edit in sorted(edits, key=_range):
        if not end <= edit.span.start <= edit.span.end <= length or _UNWRITABLE.search(edit.text):
            return False
        end = edit.span.end
    return True


def _range(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def choose(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes can be applied together, in the order of the text."""
    wanted = [each for each in findings if each.fix and (each.fix.safe or unsafe)]
    wanted.sort(key=lambda finding: (_first(finding), finding.rule))
    edited = _EditedRanges()
    return [each for each in wanted if each.fix and edited.add(each.fix)]


def _first(finding: Finding) -> int:
    return min((edit.span.start for edit in finding.fix.edits), default=0) if finding.fix else 0


class _EditedRanges:
    """The ranges of a text that chosen fixes replace."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []
        self._fixes: set[Fix] = set()

    def add(self, fix: Fix) -> bool:
        """Add the ranges of a fix, all or none; return whether the fix is among the chosen ones.

        A fix that several findings share is added once, and fixes them all.
        """
        if fix in self._fixes:
            return True
        ranges = list(map(_range, fix.edits))
        if not ranges or any(map(self._overlaps, ranges)):
            return False
        for each in ranges:
            insort(self._ranges, each)
        self._fixes.add(fix)
        return True

    def _overlaps(self, edited: tuple[int, int]) -> bool:
        """Whether a range overlaps one of these, or inserts where one of these does."""
        start, end = edited
        index = bisect_left(self._ranges, edited)
        near = self._ranges[max(0, index - 1) : index + 1]
        return edited in near or any(start < right and left < end for left, right in near)


def apply(source: Source, edits: Iterable[Edit]) -> Source:
    """Return the text with edits applied that do not overlap; all other bytes stay."""
    raw, newline = source.raw, source.newline
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=_range):
        start, end = source.to_raw(edit.span.start), source.to_raw(edit.span.end)
        parts += (raw[position:start], edit.text.replace("\n", newline))
        position = end
    parts.append(raw[position:])
    return Source.from_text(_joined(parts), source.path)


def _joined(parts: Iterable[str]) -> str:
    r"""Join parts; a `\r` before a `\n` of the next part stays a line break of its own."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and joined[-1].endswith("\r") and part.startswith("\n"):
            joined.append("\r")
        joined.append(part)
    return "".join(joined)
