"""Edits applied to a text, pass after pass, until nothing is left to mend."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
import re
from typing import NamedTuple

from awesomecheck.document import Document, Source
from awesomecheck.rules import Edit, Finding, Fix

MAX_PASSES = 20
"""Fixes that have not settled by then never will: one undoes what another does."""

Judge = Callable[[Source], tuple[Document, Sequence[Finding]]]

_UNWRITABLE = re.compile("[\0\r\ud800-\udfff]")
"""What no text of a document holds, and no edit may bring in."""


class UnfitFixes(Exception):
    """Fixes that cannot be made: a defect of their rules."""

    def __init__(self, rules: Iterable[str], what: str) -> None:
        super().__init__(what)
        self.rules = tuple(sorted(set(rules)))
        self.what = what


class Pass(NamedTuple):
    """One round of edits."""

    before: Document
    after: Document
    mended: Sequence[Finding]
    """The findings whose fixes were made; some may share one."""


class Fixed(NamedTuple):
    """A text with its fixes applied."""

    after: Document
    findings: Sequence[Finding]
    """What there still is to find in `after`."""
    passes: Sequence[Pass]

    @property
    def source(self) -> Source:
        """The text as it is now."""
        return self.after.source

    @property
    def applied(self) -> Counter[str]:
        """The number of findings mended, by rule."""
        return Counter(finding.rule for each in self.passes for finding in each.mended)


def fix(source: Source, judge: Judge, *, unsafe: bool = False) -> Fixed:
    """Apply all fixes that the findings on a text carry.

    A fix whose edits overlap another's waits for the next pass, in which its finding is made
    anew; so the order of rules is of no account.

    Args:
        source: the text as it is.
        judge: parses a text and says what there is to find in it.
        unsafe: whether fixes that a reader might disagree with are wanted too.

    Raises:
        UnfitFixes: the edits of a fix overlap each other or lie outside the text, or there
            is no end to what is to be mended.
    """
    document, findings = judge(source)
    passes: list[Pass] = []
    seen = {document.source.raw: 0}
    while chosen := choose(findings, unsafe=unsafe):
        before = document
        after = apply(before.source, _edits(chosen, len(before.text)))
        if after.raw in seen or len(passes) == MAX_PASSES:
            circle = passes[seen.get(after.raw, -1) :]
            rules = {finding.rule for each in circle for finding in each.mended}
            rules.update(finding.rule for finding in chosen)
            raise UnfitFixes(rules, "the text changes at each pass, without end,")
        document, findings = judge(after)
        passes.append(Pass(before, document, chosen))
        seen[after.raw] = len(passes)
    return Fixed(document, findings, passes)


def _edits(findings: Iterable[Finding], length: int) -> list[Edit]:
    """The edits that mend some findings, those of a fix that several share only once."""
    edits: dict[Fix, None] = {}
    for finding in findings:
        if finding.fix is not None:
            if not _is_sound(finding.fix, length):
                raise UnfitFixes([finding.rule], "the text cannot be edited as it should")
            edits[finding.fix] = None
    return [edit for each in edits for edit in each.edits]


def _is_sound(fix: Fix, length: int) -> bool:
    """Whether the edits of a fix lie in the text, apart from each other, and can be written."""
    end = 0
    for edit in sorted(fix.edits, key=_place):
        if not end <= edit.span.start <= edit.span.end <= length:
            return False
        end = edit.span.end
    return not any(_UNWRITABLE.search(edit.text) for edit in fix.edits)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


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
    """The text with some edits made, which do not overlap; all other bytes stay as they are."""
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
    r"""The parts in one; a lone `\r` and a `\n` that come together stay two line breaks."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and joined[-1].endswith("\r") and part.startswith("\n"):
            joined.append("\r")
        joined.append(part)
    return "".join(joined)
