"""Apply fixes to a text, pass after pass, until nothing is left to fix."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.nodes import Span
from awesomecheck.document.parsed_text import parse
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.rules import Edit, Finding, Fix

MAX_PASSES = 20
"""Fixes that take more passes never end: one undoes what another does."""
_MOST_TRIALS = 100
"""Parses of a text in one pass in search of faulty fixes; then a whole group is left out."""
_UNWRITABLE = regex("[\0\r\ud800-\udfff]")
"""Characters that no edit may add: the text of a document has none of them."""


class Pass(Struct, frozen=True):
    """One round of edits."""

    before: Document
    after: Document
    fixed: Sequence[Finding]
    """The findings whose fixes were applied; several may share one fix."""


class LeftOut(Struct, frozen=True):
    """Findings whose fixes are not applied, because of a bug in their rules."""

    findings: Sequence[Finding]
    what: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of the fixes."""
        return tuple(sorted({fixer_of(finding) for finding in self.findings}))


class Step(Struct, frozen=True):
    """What came of the fixes of a text."""

    done: Pass | None
    """None if nothing is left to fix."""
    left_out: Sequence[LeftOut] = ()
    endless: frozenset[str] = frozenset()
    """The rules whose fixes undo each other, or never end: a bug in them; nothing is done."""


Verify = Callable[[Document, Document, Sequence[Finding]], Iterator[str]]
"""Yield what the fixes of some findings changed, from one text to the other, but may not."""


def fixer_of(finding: Finding) -> str:
    """Return the rule that the fix of a finding comes from."""
    return finding.fixer or finding.rule


def next_pass(
    document: Document,
    findings: Iterable[Finding],
    passes: Sequence[Pass],
    verify: Verify,
    *,
    unsafe: bool,
) -> Step:
    """Apply the fixes of the findings on a text, as many as do not overlap and can be verified.

    A fix that overlaps another is left to the next pass, after linting again; so the order of
    rules does not matter.

    Args:
        document: the text.
        findings: the findings on it.
        passes: the passes before, which led to this text.
        verify: checks the fixed text.
        unsafe: whether to apply fixes that a reader might disagree with, too.
    """
    trials = _Trials(document, verify)
    left = list(findings)
    while chosen := choose(left, unsafe=unsafe):
        trial = trials.reduce(_by_fix(chosen))
        if trial is not None:
            done = Pass(document, trial.after, trial.findings)
            if endless := _endless([*passes, done]):
                return Step(None, endless=endless)
            return Step(done, trials.left_out)
        # What overlaps a fix that is left out may be applied in its place.
        out = {id(finding) for each in trials.left_out for finding in each.findings}
        left = [each for each in left if id(each) not in out]
    return Step(None, trials.left_out)


def _endless(passes: Sequence[Pass]) -> frozenset[str]:
    """Return the rules of passes that led to a text that was there before, or of too many."""
    texts = [each.before.source.raw for each in passes]
    after = passes[-1].after.source.raw
    if after not in texts and len(passes) <= MAX_PASSES:
        return frozenset()
    cycle = passes[texts.index(after) if after in texts else -2 :]
    return frozenset(fixer_of(finding) for each in cycle for finding in each.fixed)


def _by_fix(findings: Iterable[Finding]) -> list[Sequence[Finding]]:
    """Return findings in groups that share a fix, in the order of the text."""
    groups: dict[Fix | None, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.fix, []).append(finding)
    return list(groups.values())


class _Trial(Struct, frozen=True):
    """Fixes, and the text that they lead to."""

    groups: Sequence[Sequence[Finding]]
    """The findings of each fix."""
    after: Document
    fault: str | None = None

    @property
    def findings(self) -> list[Finding]:
        return [finding for group in self.groups for finding in group]


class _Trials:
    """The search for the fixes of a text that can be verified together."""

    def __init__(self, document: Document, verify: Verify) -> None:
        self._document = document
        self._verify = verify
        self._count = 0
        self.left_out: list[LeftOut] = []

    def reduce(self, groups: Sequence[Sequence[Finding]]) -> _Trial | None:
        """Return the result of as many fixes as possible, by halves; what fails is left out.

        Fixes that fail only together with others are left to the next pass.
        """
        trial = self._try(groups)
        if trial.fault is None:
            return trial
        if len(groups) == 1 or self._count >= _MOST_TRIALS:
            self.left_out.append(LeftOut(trial.findings, trial.fault))
            return None
        middle = len(groups) // 2
        first, second = self.reduce(groups[:middle]), self.reduce(groups[middle:])
        if first is None or second is None:
            return first or second
        both = self._try([*first.groups, *second.groups])
        return first if both.fault else both

    def _try(self, groups: Sequence[Sequence[Finding]]) -> _Trial:
        self._count += 1
        trial = _Trial(groups, self._document)
        fixes = [group[0].fix for group in groups]
        edits = [edit for fix in fixes if fix for edit in fix.edits]
        if not are_sound(edits, len(self._document.text)):
            return replace(trial, fault="edits overlap or are outside the text")
        try:
            after = parse(apply(self._document.source, edits))
            fault = next(self._verify(self._document, after, trial.findings), None)
        except Exception as error:  # a bug costs the fix that brings it up, not the others
            return replace(trial, fault=f"the fixed text cannot be checked: {error!r}")
        return _Trial(groups, after, fault)


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
        self._repeated: list[tuple[int, int]] = []
        self._fixes: set[Fix] = set()

    def add(self, fix: Fix) -> bool:
        """Add the ranges of a fix, all or none; return whether the fix is among the chosen ones.

        A fix that several findings share is added once, and fixes them all.
        """
        if fix in self._fixes:
            return True
        ranges = list(map(_range, fix.edits))
        repeated = [(span.start, span.end) for span in fix.repeats]
        if not ranges or any(_overlaps(each, self._ranges) for each in [*ranges, *repeated]):
            return False
        if any(_overlaps(each, self._repeated) for each in ranges):
            return False
        for each in ranges:
            insort(self._ranges, each)
        for each in repeated:
            if not _overlaps(each, self._repeated):
                insort(self._repeated, each)
        self._fixes.add(fix)
        return True


def _overlaps(edited: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a range overlaps one of others, or inserts where one of these does."""
    start, end = edited
    index = bisect_left(ranges, edited)
    near = ranges[max(0, index - 1) : index + 1]
    return edited in near or any(start < right and left < end for left, right in near)


class NamedLines:
    """The lines that the first findings of a rule name or fix, while fixes change the text.

    Fixes make a list more regular, and so bring up findings on what did not stand out before:
    those are for the next run, as nobody has read of them.
    """

    def __init__(self, document: Document, findings: Iterable[Finding]) -> None:
        self._ranges: dict[str, list[tuple[int, int]]] = {_ALL: []}
        for finding in findings:
            if finding.fix:
                spans = (finding.span, *map(_span, finding.fix.edits))
                unsafe = () if finding.fix.safe else (_ALL,)
                for rule in {finding.rule, fixer_of(finding), *unsafe}:
                    self._ranges.setdefault(rule, []).extend(_lines(document, spans))
                moved = (edit.span for edit in finding.fix.edits if "\n" in edit.text)
                self._ranges[_ALL].extend(_lines(document, moved))
            else:
                unfixed = self._ranges.setdefault(_UNFIXED + finding.rule, [])
                unfixed.extend(_lines(document, [finding.span]))
        self._ranges = {rule: [*_joined_ranges(own)] for rule, own in self._ranges.items()}

    def include(self, finding: Finding, yields_to: Sequence[str] = ()) -> bool:
        """Return whether a finding on the text as it is now is on a line that its rule named.

        So is one on a line that a rule named to which its rule yields: it may have been there. A
        finding that had no fix may have got one since, but only an unsafe one is made.
        """
        rules = [_ALL, fixer_of(finding), *yields_to]
        if finding.fix and not finding.fix.safe:
            rules.append(_UNFIXED + finding.rule)
        return any(_has(self._ranges.get(rule, ()), finding.span) for rule in rules)

    def follow(self, findings: Iterable[Finding]) -> None:
        """Go along with the fixes of a pass."""
        fixes = {finding.fix for finding in findings if finding.fix}
        edits = sorted((edit for fix in fixes for edit in fix.edits), key=_range)
        ends = [edit.span.end for edit in edits]
        growth = (len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
        shifts = list(accumulate(growth, initial=0))
        for ranges in self._ranges.values():
            ranges[:] = [
                (start + shifts[bisect_left(ends, start)], end + shifts[bisect_right(ends, end)])
                for start, end in ranges
            ]


_ALL = ""
"""Stands for all rules: where lines are moved to, which findings on them go along with, and where
unsafe fixes are, which change what rules compare."""

_UNFIXED = "unfixed "
"""Before a rule, stands for its findings that had no fix."""


def _has(ranges: Sequence[tuple[int, int]], span: Span) -> bool:
    index = bisect_right(ranges, (span.end, span.end + 1)) - 1
    return index >= 0 and span.start <= ranges[index][1]


def _lines(document: Document, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Yield the lines that spans are on."""
    for span in spans:
        start = document.line_span(span.start).start
        yield start, document.line_span(max(span.start, span.end)).end


def _joined_ranges(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges in order, those that overlap or touch as one."""
    joined: tuple[int, int] | None = None
    for start, end in sorted(ranges):
        if joined and start <= joined[1]:
            joined = (joined[0], max(joined[1], end))
        else:
            if joined:
                yield joined
            joined = (start, end)
    if joined:
        yield joined


def _span(edit: Edit) -> Span:
    return edit.span


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
