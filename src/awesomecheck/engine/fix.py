"""Fixes applied to a text, pass after pass, until nothing is left to fix."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
import re
from typing import NamedTuple

from awesomecheck.document import Document, Source
from awesomecheck.rules import Edit, Finding, Fix

MAX_PASSES = 20
"""Fixes that have not settled by then never will: one undoes what another does."""

_UNWRITABLE = re.compile("[\0\r\ud800-\udfff]")
"""What no text of a document has, and no edit may add."""


class UnfitFixes(Exception):
    """Fixes that cannot be applied: a defect of their rules."""

    def __init__(self, rules: Iterable[str], what: str) -> None:
        super().__init__(what)
        self.rules = tuple(sorted(set(rules)))
        self.what = what


class Pass(NamedTuple):
    """One round of edits."""

    before: Document
    after: Source
    fixed: Sequence[Finding]
    """The findings whose fixes were applied; some may share one."""


def next_pass(
    document: Document, findings: Iterable[Finding], passes: Sequence[Pass], *, unsafe: bool
) -> Pass | None:
    """Apply the fixes that the findings on a text carry, as many as go together.

    A fix whose edits overlap another's waits for the next pass, in which its finding is made
    anew; so the order of rules does not matter.

    Args:
        document: the text as it is.
        findings: what is wrong with it.
        passes: the passes so far, which led to this text.
        unsafe: whether fixes that a reader might disagree with are applied too.

    Returns:
        The pass; None where there is nothing left to fix.

    Raises:
        UnfitFixes: the edits of a fix overlap each other or are outside the text, or the passes
            go round in a circle.
    """
    chosen = choose(findings, unsafe=unsafe)
    if not chosen:
        return None
    after = apply(document.source, _edits(chosen, len(document.text)))
    texts = [*(each.before.source.raw for each in passes), document.source.raw]
    if after.raw in texts or len(passes) == MAX_PASSES:
        circle = passes[texts.index(after.raw) if after.raw in texts else -1 :]
        rules = {finding.rule for each in circle for finding in each.fixed}
        rules.update(finding.rule for finding in chosen)
        raise UnfitFixes(rules, "the text changes at each pass, without end,")
    return Pass(document, after, chosen)


def _edits(findings: Iterable[Finding], length: int) -> list[Edit]:
    """Return the edits that fix some findings, those of a fix that several share only once."""
    edits: dict[Fix, None] = {}
    for finding in findings:
        if finding.fix is not None:
            if not are_sound(finding.fix.edits, length):
                raise UnfitFixes([finding.rule], "the text cannot be edited as it should")
            edits[finding.fix] = None
    return [edit for each in edits for edit in each.edits]


def are_sound(edits: Iterable[Edit], length: int) -> bool:
    """Whether edits are in a text of so many characters, do not overlap, and can be written."""
    end = 0
    for edit in sorted(edits, key=_place):
        if not end <= edit.span.start <= edit.span.end <= length or _UNWRITABLE.search(edit.text):
            return False
        end = edit.span.end
    return True


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def choose(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes can be applied together, the first in the text first."""
    wanted = [each for each in findings if each.fix and (each.fix.safe or unsafe)]
    wanted.sort(key=lambda finding: (_first(finding), finding.rule))
    taken = _Taken()
    return [each for each in wanted if each.fix and taken.take(each.fix)]


def _first(finding: Finding) -> int:
    return min((edit.span.start for edit in finding.fix.edits), default=0) if finding.fix else 0


class _Taken:
    """The stretches of a text that chosen edits replace."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int]] = []
        self._fixes: set[Fix] = set()

    def take(self, fix: Fix) -> bool:
        """Take the stretches of a fix; return False, and take none, where one is taken.

        A fix that several findings share is taken once, and fixes them all.
        """
        if fix in self._fixes:
            return True
        stretches = list(map(_place, fix.edits))
        if not stretches or any(self._clashes(stretch) for stretch in stretches):
            return False
        for stretch in stretches:
            insort(self._stretches, stretch)
        self._fixes.add(fix)
        return True

    def _clashes(self, stretch: tuple[int, int]) -> bool:
        """Whether a stretch overlaps one that is taken, or inserts where another does."""
        start, end = stretch
        index = bisect_left(self._stretches, stretch)
        near = self._stretches[max(0, index - 1) : index + 1]
        return stretch in near or any(start < right and left < end for left, right in near)


def apply(source: Source, edits: Iterable[Edit]) -> Source:
    """Return the text with edits applied, which do not overlap; all other bytes stay."""
    raw, newline = source.raw, source.newline
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=_place):
        start, end = source.to_raw(edit.span.start), source.to_raw(edit.span.end)
        parts += (raw[position:start], edit.text.replace("\n", newline))
        position = end
    parts.append(raw[position:])
    return Source.from_text(_joined(parts), source.path)


def _joined(parts: Iterable[str]) -> str:
    r"""Join parts; a lone `\r` and a `\n` that come together stay two line breaks."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and joined[-1].endswith("\r") and part.startswith("\n"):
            joined.append("\r")
        joined.append(part)
    return "".join(joined)
