"""Tell the findings that a change caused from all others."""

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
        (r"<!--.*(?:awesomecheck|lint)\b.*", ""),  # findings that it suppressed
        (rf"{_HEADING}|\b(?:id|name)\s*=\s*\S+", "#"),  # links to an anchor; heading levels
        (r"\(#[^)\s]*|=\s*[\"']?#[^\"'\s>]*", _HEADING),  # headings missing in the contents
        (_DEFINITION, r"\["),  # references to it
        (r"\[[^\]]+\]", _DEFINITION),  # unused definitions
    )
)
"""What a change may remove, and the lines anywhere that this may cause a problem in."""


class Attributed(NamedTuple):
    """The findings on a text, by whether a change caused them."""

    inside: tuple[Finding, ...]
    """In the order of the text."""
    outside: tuple[Finding, ...]


def attribute(
    findings: Iterable[Finding], change: LineChange, before: Callable[[], Iterable[Finding]]
) -> Attributed:
    """Separate the findings that a change caused from all others.

    A change causes the findings on lines that it added or modified, and those whose related places
    are all on such lines: these are reported at the first of the places. Removed lines cause
    findings beside the gap and, if other lines depend on them, anywhere: findings that the old
    text did not have. A fix that would also fix a finding outside is dropped.

    Args:
        findings: all findings on the new text.
        change: the change of the text.
        before: returns the findings on the old text; called only if needed.
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
        elif (finding.rule, placed.span) not in moved:  # one entry conflicts with several old ones
            moved.add((finding.rule, placed.span))
            inside.append(placed)
    caused = list(_caused(outside, change, before))
    caused_ids = set(map(id, caused))
    others = tuple(finding for finding in outside if id(finding) not in caused_ids)
    shared = {id(finding.fix) for finding in others if finding.fix}
    own = [
        replace(finding, fix=None) if id(finding.fix) in shared else finding
        for finding in sorted(inside + caused, key=lambda each: (each.span.start, each.rule))
    ]
    return Attributed(tuple(own), others)


def _placed(finding: Finding, change: LineChange) -> Finding | None:
    """Return a finding at the place where a change caused it, if there is one."""
    if change.touches(finding.span):
        return finding
    if finding.also and all(change.touches(place.span) for place in finding.also):
        first = finding.also[0]
        return replace(finding, span=first.span, message=first.message, fix=first.fix, also=())
    return None


def _caused(
    outside: Sequence[Finding], change: LineChange, before: Callable[[], Iterable[Finding]]
) -> Iterator[Finding]:
    """Yield the findings outside of a change that its removed lines caused."""
    suspects = set(map(id, _suspects(outside, change)))
    if not suspects:
        return
    old = Counter(_content(finding, change.old) for finding in before())
    for finding in outside:
        content = _content(finding, change.source)
        if old[content]:
            old[content] -= 1
        elif id(finding) in suspects:
            yield finding


def _suspects(outside: Sequence[Finding], change: LineChange) -> Iterator[Finding]:
    """Yield the findings that removed lines may have caused."""
    removed, added = list(change.removed()), list(change.added())
    effects = [
        effect for cause, effect in _DEPENDENT if _matches(cause, removed) - _matches(cause, added)
    ]
    near = change.beside_removed()
    source = change.source
    for finding in outside:
        start = finding.span.start
        line = source.line_at(start) if effects else ""
        if source.position(start).line in near or any(each.search(line) for each in effects):
            yield finding


def _matches(pattern: re.Pattern[str], lines: Iterable[str]) -> Counter[str]:
    return Counter(match.group() for line in lines for match in pattern.finditer(line))


def _content(finding: Finding, source: Source) -> tuple[str, str]:
    return finding.rule, source.line_at(finding.span.start).strip()
