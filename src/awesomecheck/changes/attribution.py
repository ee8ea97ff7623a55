"""Which findings belong to a change, and where they are then reported."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
import re
from typing import NamedTuple

from awesomecheck.changes.lines import LineChange
from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source
from awesomecheck.rules import Finding

_HEADING = r"^[\s>]*#{1,6}(?:\s.*|$)|^[\s>]*(?:=+|-+)\s*$|<h[1-6]\b.*"
_DEFINITION = r"^\s*\[[^\]]+\]:"
_DEPENDENT: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(cause, re.IGNORECASE), re.compile(effect, re.IGNORECASE))
    for cause, effect in (
        (r"<!--.*(?:awesomecheck|lint)\b.*", ""),  # findings that it kept back
        (rf"{_HEADING}|\b(?:id|name)\s*=\s*\S+", "#"),  # links to an anchor; levels of headings
        (r"\(#[^)\s]*|=\s*[\"']?#[^\"'\s>]*", _HEADING),  # headings that the contents lack
        (_DEFINITION, r"\["),  # references to it
        (r"\[[^\]]+\]", _DEFINITION),  # definitions that nothing uses any more
    )
)
"""What a change may take away, and the lines that may have a fault for it, wherever they are."""


class Attributed(NamedTuple):
    """The findings on a text, split by whether a change caused them."""

    inside: tuple[Finding, ...]
    """In the order of the text."""
    outside: tuple[Finding, ...]


def attribute(
    findings: Iterable[Finding], change: LineChange, before: Callable[[], Iterable[Finding]]
) -> Attributed:
    """Part the findings of a change from all others.

    A finding belongs to the change where it lies on lines that this added or altered; where all
    places that it is at odds with do, it is reported at the first of those. What a change took
    away shows beside the gap or, if other lines depend on it, anywhere: such findings belong to
    the change where the text before it had none like them. A fix that would mend others along
    with them is left out.

    Args:
        findings: all there are on the text after the change.
        change: what was done to it.
        before: finds what was wrong with the text before; called only where that matters.
    """
    inside: list[Finding] = []
    outside: list[Finding] = []
    moved: set[tuple[str, Span]] = set()
    for finding in findings:
        placed = _placed(finding, change)
        if placed is None:
            outside.append(finding)
        elif placed is finding:
            inside.append(finding)
        elif (
            finding.rule,
            placed.span,
        ) not in moved:  # one entry is at odds with several old ones
            moved.add((finding.rule, placed.span))
            inside.append(placed)
    caused = list(_caused(outside, change, before))
    theirs = set(map(id, caused))
    elsewhere = tuple(finding for finding in outside if id(finding) not in theirs)
    shared = {id(finding.fix) for finding in elsewhere if finding.fix}
    mine = [
        replace(finding, fix=None) if id(finding.fix) in shared else finding
        for finding in sorted(inside + caused, key=lambda each: (each.span.start, each.rule))
    ]
    return Attributed(tuple(mine), elsewhere)


def _placed(finding: Finding, change: LineChange) -> Finding | None:
    """A finding at the place where a change is to blame for it, if there is one."""
    if change.touches(finding.span):
        return finding
    if finding.also and all(change.touches(place.span) for place in finding.also):
        first = finding.also[0]
        return replace(finding, span=first.span, message=first.message, fix=first.fix, also=())
    return None


def _caused(
    outside: Sequence[Finding], change: LineChange, before: Callable[[], Iterable[Finding]]
) -> Iterator[Finding]:
    """Those findings outside of a change that are there for what it took away."""
    suspects = set(map(id, _suspects(outside, change)))
    if not suspects:
        return
    known = Counter(_likeness(finding, change.old) for finding in before())
    for finding in outside:
        likeness = _likeness(finding, change.source)
        if known[likeness]:
            known[likeness] -= 1
        elif id(finding) in suspects:
            yield finding


def _suspects(outside: Sequence[Finding], change: LineChange) -> Iterator[Finding]:
    """The findings that what was taken away may be to blame for."""
    removed, added = list(change.removed()), list(change.added())
    effects = [
        effect for cause, effect in _DEPENDENT if _parts(cause, removed) - _parts(cause, added)
    ]
    near = change.beside_cuts()
    source = change.source
    for finding in outside:
        start = finding.span.start
        line = source.line_at(start) if effects else ""
        if source.position(start).line in near or any(each.search(line) for each in effects):
            yield finding


def _parts(pattern: re.Pattern[str], lines: Iterable[str]) -> Counter[str]:
    return Counter(match.group() for line in lines for match in pattern.finditer(line))


def _likeness(finding: Finding, source: Source) -> tuple[str, str]:
    return finding.rule, source.line_at(finding.span.start).strip()
