"""Edits applied to a text, pass after pass, until nothing is left to mend."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from awesomecheck.document import Document, Source
from awesomecheck.rule import Edit, Finding, Fix

MAX_PASSES = 20
"""Fixes that have not settled by then never will: one undoes what another does."""

Judge = Callable[[Source], tuple[Document, Sequence[Finding]]]


class Fixed(NamedTuple):
    """A text with its fixes applied."""

    source: Source
    before: Document
    after: Document
    findings: Sequence[Finding]
    """What there still is to find in `after`."""
    applied: Counter[str]
    """The number of findings mended, by rule."""
    restless: tuple[str, ...]
    """Rules whose fixes did not settle; empty where all is well."""


def fix(source: Source, judge: Judge, *, unsafe: bool = False) -> Fixed:
    """Apply all fixes that the findings on a text carry.

    A fix whose edits overlap another's waits for the next pass, in which its finding is made
    anew; so the order of rules is of no account.

    Args:
        source: the text as it is.
        judge: parses a text and says what there is to find in it.
        unsafe: whether fixes that a reader might disagree with are wanted too.
    """
    before, findings = judge(source)
    document = before
    applied: Counter[str] = Counter()
    seen = {source.raw}
    for _ in range(MAX_PASSES):
        chosen = choose(findings, unsafe=unsafe)
        if not chosen:
            return Fixed(source, before, document, findings, applied, ())
        fixes = dict.fromkeys(finding.fix for finding in chosen if finding.fix)
        source = apply(source, (edit for each in fixes for edit in each.edits))
        applied.update(finding.rule for finding in chosen)
        if source.raw in seen:
            break
        seen.add(source.raw)
        document, findings = judge(source)
    restless = sorted({finding.rule for finding in choose(findings, unsafe=unsafe)})
    return Fixed(source, before, document, findings, applied, tuple(restless))


def choose(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings whose fixes can be applied together, the first in the text before others."""
    wanted = [each for each in findings if each.fix and (each.fix.safe or unsafe)]
    wanted.sort(key=lambda finding: (_first(finding), finding.rule))
    taken = _Taken()
    return [each for each in wanted if each.fix and taken.take(each.fix)]


def _first(finding: Finding) -> int:
    return min((edit.span.start for edit in finding.fix.edits), default=0) if finding.fix else 0


class _Taken:
    """Stretches of a text that edits have laid hold of."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int]] = []
        self._fixes: set[Fix] = set()

    def take(self, fix: Fix) -> bool:
        """Lay hold of the stretches of a fix; false, and nothing done, where one is taken.

        A fix that several findings share is taken once, and mends them all.
        """
        if fix in self._fixes:
            return True
        stretches = [(edit.span.start, edit.span.end) for edit in fix.edits]
        if not stretches or any(self._clashes(stretch) for stretch in stretches):
            return False
        for stretch in stretches:
            insort(self._stretches, stretch)
        self._fixes.add(fix)
        return True

    def _clashes(self, stretch: tuple[int, int]) -> bool:
        start, end = stretch
        index = bisect_left(self._stretches, stretch)
        near = self._stretches[max(0, index - 1) : index + 1]
        return any((start < right and left < end) or start == left for left, right in near)


def apply(source: Source, edits: Iterable[Edit]) -> Source:
    """The text with some edits made, which do not overlap; all other bytes stay as they are."""
    raw = source.raw
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda each: (each.span.start, each.span.end)):
        start, end = source.to_raw(edit.span.start), source.to_raw(edit.span.end)
        parts += (raw[position:start], edit.text.replace("\n", source.newline))
        position = end
    parts.append(raw[position:])
    return Source.from_text("".join(parts), source.path)
