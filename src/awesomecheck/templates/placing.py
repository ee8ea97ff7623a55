"""Find where a new entry belongs among the entries of its section, and write it there."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Section, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.rules import Edit

_CLEAR, _CLEAR_NAMES = 0.6, 0.9
"""At least this share of neighbours is in order, if there is one: by dates, by names."""
_FEWEST = 3
_BETWEEN_SECTIONS = 2
"""Line breaks before a heading; an empty section may have more."""
_NUMBER = regex(r"\A(\d+)(?=[.)][ \t])")
_ARXIV_ID = regex(r"\d{4}\.\d{4,5}")

OrderKey = Callable[[Entry], Any]


def edits_for(
    document: Document, section: Section, entry: Entry | None, text: str, example: Entry
) -> tuple[Edit, ...]:
    """Return the edits that put an entry into a section; later numbers of its list go up by one.

    Args:
        document: the list.
        section: where to put it.
        entry: it, as read from its text; None to put it at the end.
        text: its Markdown.
        example: an entry that is written in the same way.
    """
    peers = [
        each
        for each in document.entries
        if each.section is section and each.form == example.form and _depth(document, each) == 0
    ]
    if not peers:
        at = _end_of(document, section)
        empty = document.text[at : section.own.end].count("\n")
        return (Edit(Span(at, at + (empty > _BETWEEN_SECTIONS)), f"\n\n{text}"),)
    place = len(peers) if entry is None else _place(document, peers, entry)
    indent = _indent(document, peers[0])
    lines = f"{indent}{text}"
    between = "\n" * _line_breaks(document, peers)
    if place == len(peers):
        last = peers[-1]
        at = document.line_span(max(last.span.start, last.span.end - 1)).end
        number = _number(document, last)
        lines = _numbered(lines, number + 1 if number is not None else None)
        return (Edit(Span(at, at), between + lines),)
    following = peers[place]
    number = _number(document, following)
    at = document.line_span(following.span.start).start
    first = Edit(Span(at, at), _numbered(lines, number) + between)
    return (first, *_renumbered(document, peers[place:]))


def _depth(document: Document, entry: Entry) -> int:
    """Return how deep the list item of an entry is nested in that of another entry's list."""
    return document.items[entry.item].depth if entry.item is not None else 0


def _end_of(document: Document, section: Section) -> int:
    text = document.text[section.own.start : section.own.end]
    return section.own.start + len(text.rstrip())


def _indent(document: Document, entry: Entry) -> str:
    line = document.line_span(entry.span.start)
    before = document.text[line.start : entry.span.start]
    return before if not before.strip() else ""


def _line_breaks(document: Document, peers: Sequence[Entry]) -> int:
    """Return how many line breaks most entries have between them."""
    counts: dict[int, int] = {}
    for one, other in pairwise(peers):
        gap = document.text[one.span.end : other.span.start]
        if not gap.strip():
            counts[gap.count("\n")] = counts.get(gap.count("\n"), 0) + 1
    return max(1, max(counts, key=counts.__getitem__, default=1))


# --- Numbers ---


def _number(document: Document, entry: Entry) -> int | None:
    found = _NUMBER.match(document.slice(entry.span)) if entry.form != "row" else None
    return int(found[1]) if found else None


def _numbered(text: str, number: int | None) -> str:
    if number is None:
        return text
    stripped = text.lstrip()
    return text[: len(text) - len(stripped)] + _NUMBER.sub(str(number), stripped)


def _renumbered(document: Document, entries: Sequence[Entry]) -> Iterator[Edit]:
    """Yield the numbers of the entries that follow, where they go up by one."""
    before: int | None = None
    for entry in entries:
        number = _number(document, entry)
        if number is None or (before is not None and number != before + 1):
            return
        before = number
        start = entry.span.start
        yield Edit(Span(start, start + len(str(number))), str(number + 1))


# --- Order ---


def _place(document: Document, peers: Sequence[Entry], entry: Entry) -> int:
    """Return before which of some entries a new one belongs."""
    for key, falls in _orders(document):
        value = key(entry)
        values = [key(each) for each in peers]
        known = [each for each in values if each is not None]
        if value is None or 2 * len(known) < len(values):
            continue
        right, pairs = _in_order(known, falls=falls)
        if 2 * right >= pairs:
            return _least_inversions(values, value, falls=falls)
    years = [year for each in (peers[0], peers[-1]) if (year := _year(each)) is not None]
    return 0 if len(years) == 2 and years[0] > years[1] else len(peers)


def _orders(document: Document) -> list[tuple[OrderKey, bool]]:
    """Return the keys by which most sections are in order, and whether they fall; best first.

    Of dates the more exact one comes first: years are in order where dates are.
    """
    sections: dict[Section, list[Entry]] = {}
    for entry in document.entries:
        sections.setdefault(entry.section, []).append(entry)
    found: list[tuple[OrderKey, bool]] = []
    for key, least in ((_name, _CLEAR_NAMES), *((each, _CLEAR) for each in _DATES)):
        for falls in (False, True):
            right = pairs = 0
            for own in sections.values():
                known = [value for each in own if (value := key(each)) is not None]
                in_order, compared = _in_order(known, falls=falls)
                right, pairs = right + in_order, pairs + compared
            if pairs >= _FEWEST and right >= least * pairs:
                found.append((key, falls))
    return found


def _in_order(values: Sequence[Any], *, falls: bool) -> tuple[int, int]:
    """Return how many neighbours are in order, and how many there are; equal ones say nothing."""
    pairs = [(one, other) for one, other in pairwise(values) if one != other]
    return sum(bool(one > other) == falls for one, other in pairs), len(pairs)


def _least_inversions(values: Sequence[Any], value: Any, *, falls: bool) -> int:
    """Return where the fewest entries are on the wrong side of a value.

    Of equally good places it is the last one, or the first one where the newest come first.
    """

    def is_after(other: Any) -> bool:
        return bool(other < value if falls else other > value)

    wrong = sum(each is not None and each != value and not is_after(each) for each in values)
    fewest, best = wrong, 0
    for at, each in enumerate(values):
        if each is not None and each != value:
            wrong += 1 if is_after(each) else -1
        if wrong < fewest or (wrong == fewest and not falls):
            fewest, best = wrong, at + 1
    return best


def _arxiv_date(entry: Entry) -> str | None:
    for link in entry.links:
        target = link.link.target
        if link.role == "paper" and target.kind == "arxiv" and _ARXIV_ID.fullmatch(target.id):
            return target.id
    return None


def _stated_date(entry: Entry) -> tuple[int, int] | None:
    if entry.published is None or entry.month is None:
        return None
    return entry.published, entry.month


def _year(entry: Entry) -> int | None:
    return entry.published


def _name(entry: Entry) -> str | None:
    heading = entry.heading
    return heading.text.casefold() if heading else None


_DATES: tuple[OrderKey, ...] = (_arxiv_date, _stated_date, _year)
"""The most exact first."""
