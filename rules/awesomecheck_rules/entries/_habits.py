"""What most entries of a list do, and which do not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from awesomecheck import Document, Entry

_T = TypeVar("_T")

_LEAST = 8
"""Fewer say nothing of a habit."""
_SHARE = 0.9
_SECTION_SHARE = 0.95
"""A section that differs from its list has to be surer of it."""


def habit(values: Iterable[_T], share: float = _SHARE) -> tuple[_T, int, int] | None:
    """The value that nearly all have, how many have it, and how many there are."""
    counts = Counter(values)
    total = counts.total()
    if total < _LEAST:
        return None
    value, count = counts.most_common(1)[0]
    return (value, count, total) if count >= share * total else None


def deviations(
    entries: Iterable[Entry], read: Callable[[Entry], _T | None]
) -> Iterator[tuple[Entry, _T, str]]:
    """Entries unlike the others of their section, or of the list where the section has no habit.

    Args:
        entries: those to compare.
        read: what an entry does; None where nothing can be said of it.

    Yields:
        the entry, what the others do, and how many of them: `83 of 84 in this list`.
    """
    sections: dict[int, list[tuple[Entry, _T]]] = {}
    for entry in entries:
        value = read(entry)
        if value is not None:
            sections.setdefault(id(entry.section), []).append((entry, value))
    overall = habit(value for group in sections.values() for _, value in group)
    for group in sections.values():
        chosen = _habit_of(group, overall)
        if chosen is None:
            continue
        usual, count, total = chosen
        where = "in this list" if chosen is overall else "in this section"
        for entry, value in group:
            if value != usual:
                yield entry, usual, f"{count} of {total} {where}"


def _habit_of(
    group: Sequence[tuple[Entry, _T]], overall: tuple[_T, int, int] | None
) -> tuple[_T, int, int] | None:
    own = habit((value for _, value in group), _SECTION_SHARE)
    if overall is None or (own is not None and own[0] != overall[0]):
        return own
    alike = sum(1 for _, value in group if value == overall[0])
    return overall if alike * 2 >= len(group) else None


def described(document: Document) -> list[Entry]:
    """The entries that say of a named resource what it is, as classic lists do."""
    return [entry for entry in document.entries if entry.name and not entry.is_paper]
