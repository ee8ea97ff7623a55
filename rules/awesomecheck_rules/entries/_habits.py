"""What most entries of a list do, and which entries do otherwise."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from awesomecheck import Document, Entry, share

_T = TypeVar("_T")

_FEWEST = 8
"""Fewer entries show no habit."""
_NEARLY_ALL = 0.9
_NEARLY_ALL_OF_SECTION = 0.95
"""A section that differs from its list needs a clearer habit."""


def habit(values: Iterable[_T], least_share: float = _NEARLY_ALL) -> tuple[_T, int, int] | None:
    """Return the value that nearly all have, how many have it, and how many there are."""
    counts = Counter(values)
    total = counts.total()
    if total < _FEWEST:
        return None
    value, count = counts.most_common(1)[0]
    return (value, count, total) if count >= least_share * total else None


def deviations(
    document: Document,
    entries: Iterable[Entry],
    read: Callable[[Entry], _T | None],
    expected: _T | None = None,
) -> Iterator[tuple[Entry, _T, str]]:
    """Yield the entries that differ from their section, or from the list if it shows no habit.

    Entries that a change added are compared with those of before.

    Args:
        document: the list.
        entries: those to compare.
        read: what an entry does; None where that is unclear.
        expected: what all entries have to do, whatever most of them do.

    Yields:
        the entry, what is expected, and how many do that: `83 of 84 entries`, or nothing.
    """
    sections: dict[int, list[tuple[Entry, _T]]] = {}
    for entry in entries:
        value = read(entry)
        if value is not None:
            sections.setdefault(id(entry.section), []).append((entry, value))
    known = {
        section: [value for entry, value in group if not document.is_new(entry.span.start)]
        for section, group in sections.items()
    }
    overall = habit(value for values in known.values() for value in values)
    for section, group in sections.items():
        usual, others = expected, ""
        if expected is None and (chosen := _habit_of(known[section], overall)) is not None:
            usual, count, total = chosen
            others = share(count, total) + ("" if chosen is overall else " in this section")
        for entry, value in group:
            if usual is not None and value != usual:
                yield entry, usual, others


def _habit_of(
    values: Sequence[_T], overall: tuple[_T, int, int] | None
) -> tuple[_T, int, int] | None:
    own = habit(values, _NEARLY_ALL_OF_SECTION)
    if overall is None or (own is not None and own[0] != overall[0]):
        return own
    alike = sum(value == overall[0] for value in values)
    return overall if alike * 2 >= len(values) else None


def because(others: str, verb: str) -> str:
    """Return the end of a message: ` (83 of 84 entries have one)`, or nothing."""
    return f" ({others} {verb})" if others else ""


def described(document: Document) -> list[Entry]:
    """Return the entries that name and describe a resource, as those of classic lists do."""
    return [entry for entry in document.entries if entry.heading and not entry.is_paper]
