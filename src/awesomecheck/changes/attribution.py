"""Tell the findings that a change caused from all others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.origins import Origins
from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source
from awesomecheck.regexes import regex
from awesomecheck.rules import Finding

_NUMBER = regex(r"\d+")
_SCHEME = regex(r"https?://")
"""A link that is made secure is the same link."""


class Attributed(NamedTuple):
    """The findings on a text, by whether a change caused them."""

    inside: tuple[Finding, ...]
    """In the order of the text."""
    outside: tuple[Finding, ...]
    older: tuple[Finding, ...] = ()
    """Those outside that are on lines of the change."""


Before = Callable[[Collection[str]], Iterable[Finding]]
"""Returns the findings of some rules on the text before a change."""


def attribute(
    findings: Iterable[Finding],
    change: LineChange,
    origins: Origins,
    before: Before,
    learning: Collection[str] = (),
) -> Attributed:
    """Separate the findings that a change caused from all others.

    A change causes the findings that the text before did not have: those of the same rule on the
    same text, or with the same message, wherever this line is now. On lines that it left alone,
    it does not cause findings of rules that compare with what most of the list does. A finding
    whose related places are all on lines of the change is reported at the first of them. A fix
    that would also fix a finding outside is dropped.

    Args:
        findings: all findings on the new text.
        change: the change of the text.
        origins: where its lines were before.
        before: returns the findings of some rules on the old text; called only if needed.
        learning: the rules that compare with what most of the list does.
    """
    suspects = [_suspect(finding, change, origins, learning) for finding in findings]
    old = _found_before(suspects, change, origins, before)
    inside: list[Finding] = []
    outside: list[Finding] = []
    moved: set[tuple[str, Span]] = set()
    for each in suspects:
        placed = each.placed
        if placed is None or id(each) in old:
            outside.append(each.finding)
        elif placed is each.finding:
            inside.append(placed)
        elif (placed.rule, placed.span) not in moved:  # one entry conflicts with several old ones
            moved.add((placed.rule, placed.span))
            inside.append(placed)
    shared = {id(finding.fix) for finding in outside if finding.fix}
    own = [
        replace(finding, fix=None) if id(finding.fix) in shared else finding
        for finding in sorted(inside, key=lambda each: (each.span.start, each.rule))
    ]
    older = tuple(finding for finding in outside if change.touches(finding.span))
    return Attributed(tuple(own), tuple(outside), older)


class _Suspect(Struct, frozen=True):
    """A finding, and the one to report in its place if the text before did not have it."""

    finding: Finding
    placed: Finding | None


def _suspect(
    finding: Finding, change: LineChange, origins: Origins, learning: Collection[str]
) -> _Suspect:
    if change.touches(finding.span):
        return _Suspect(finding, finding)
    if finding.also and all(change.touches(place.span) for place in finding.also):
        first = finding.also[0]
        placed = replace(finding, span=first.span, message=first.message, fix=first.fix, also=())
        return _Suspect(finding, placed)
    line = change.source.position(finding.span.start).line
    left_alone = finding.rule in learning or line not in origins  # or edited after the change
    return _Suspect(finding, None if left_alone else finding)


def _found_before(
    suspects: Sequence[_Suspect], change: LineChange, origins: Origins, before: Before
) -> set[int]:
    """Return the ids of the suspects that the text before had; each of its findings once."""
    of_suspects = [
        (id(each), subject)
        for each in suspects
        if each.placed is not None
        for finding in {id(one): one for one in (each.finding, each.placed)}.values()
        for subject in _subjects(finding, _Version(change.source, origins))
    ]
    if not of_suspects:
        return set()
    rules = {subject.rule for _, subject in of_suspects}
    having: dict[_Subject, list[int]] = {}
    for number, finding in enumerate(before(rules)):
        for subject in _subjects(finding, _Version(change.old)):
            having.setdefault(subject, []).append(number)
    found: set[int] = set()
    taken: set[int] = set()
    for suspect, subject in sorted(of_suspects, key=lambda each: each[1].certainty):
        if suspect in found:
            continue
        numbers = having.get(subject, [])
        while numbers and numbers[-1] in taken:
            numbers.pop()
        if numbers:
            taken.add(numbers.pop())
            found.add(suspect)
    return found


class _Subject(Struct, frozen=True):
    """What a finding is about, to recognise it in another text."""

    certainty: int
    """0 for the highest."""
    rule: str
    url: str | None
    what: frozenset[tuple[int, str]]
    """Texts, or else what is wrong, each with its line in the text before the change."""


class _Version(Struct, frozen=True):
    """A text, and where its lines were before the change; None for the text before."""

    source: Source
    origins: Origins | None = None

    def of(self, span: Span) -> tuple[int, str] | None:
        """Return the text of a span, and the line where it was before."""
        here = self.source.position(span.start).line
        line = here if self.origins is None else self.origins.get(here)
        text = _SCHEME.sub("", " ".join(self.source.text[span.start : span.end].split()))
        return None if line is None else (line, text)


def _subjects(finding: Finding, version: _Version) -> Iterator[_Subject]:
    """Yield what may identify a finding: its text, its message, or the two lines in conflict."""
    own = version.of(finding.span)
    if own is None:
        return
    line, text = own
    rule, url = finding.rule, finding.url and _SCHEME.sub("", finding.url)
    if text:
        yield _Subject(0, rule, url, frozenset((own,)))
    message = _NUMBER.sub("", finding.message)
    yield _Subject(1, rule, url, frozenset(((line, message),)))
    for other in finding.also:
        there = version.of(other.span)
        if there is not None:
            yield _Subject(2, rule, None, frozenset(((line, ""), (there[0], ""))))
