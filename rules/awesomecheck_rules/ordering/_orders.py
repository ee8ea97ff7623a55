"""Which order a group of entries is in, by its own evidence or by that of the whole list."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from awesomecheck import Document, Entry, longest_run
from awesomecheck_rules.ordering import _keys

_FEWEST = 8
"""Entries that a group needs to show an order by itself."""
_FEWEST_DATES = 12
_TOLERANCE = {"name": 10, "year": 10, "date": 33}
"""In a group that is nearly in order, one of so many may be out of order. Dates of ids need more
certainty, because many lists are ordered by the day that an entry was added."""
_MOST_WRONG = 0.3
"""A group with more steps the wrong way is in no order, however its names are compared."""
_FEW_WRONG = 3
_BEYOND_LATIN = "\u0250"
_FEWEST_RISES = 30
_MOST_FALLS = 0.05
"""A list is in an order if so many steps go the right way and no larger share the wrong way."""
_TOLERANCE_OF_HABIT = 4
"""In such a list, one of so many may be out of order in any group."""
_FEWEST_IN_BLOCK = 4
"""So many misplaced entries side by side, in order among themselves, are a separate part."""


class Keys(NamedTuple):
    """What a group could be ordered by."""

    what: str
    """`name`, `year` or `date`."""
    members: Sequence[Entry]
    """The entries that have such a key."""
    values: Sequence[Any]
    rises: int
    """How often a key is higher than the one before it."""
    falls: int


class Ordered(NamedTuple):
    """A group that is in order, except for its outliers."""

    what: str
    down: bool
    members: Sequence[Entry]
    ranks: Sequence[int]
    """The keys as numbers that rise where the order is kept."""
    outliers: Sequence[int]
    """Positions of the fewest entries that would have to move."""


def candidates(
    document: Document,
    group: Sequence[Entry],
    articles: _keys.Counting,
    punctuation: _keys.Counting,
) -> Iterator[Keys]:
    """Yield everything that a group could be ordered by."""
    text = document.text
    names = [(entry, key) for entry in group if (key := _keys.name(text, entry)) is not None]
    yield _by_name(_of_one_script(names), articles, _keys.spellings(punctuation))
    numbers: Mapping[str, Callable[[Entry], int | None]] = {
        "year": lambda entry: entry.published,
        "date": _keys.month,
    }
    for what, key_of in numbers.items():
        keyed = [(entry, number) for entry in group if (number := key_of(entry)) is not None]
        yield _keys_of(what, [entry for entry, _ in keyed], [key for _, key in keyed])


def _of_one_script(names: list[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
    """Return the names without those in another script than most, which may be anywhere."""
    latin = [pair for pair in names if pair[1][:1] < _BEYOND_LATIN]
    others = [pair for pair in names if pair[1][:1] >= _BEYOND_LATIN]
    return latin if len(latin) >= len(others) else others


def _keys_of(what: str, members: Sequence[Entry], values: Sequence[Any]) -> Keys:
    rises = sum(one < two for one, two in pairwise(values))
    falls = sum(two < one for one, two in pairwise(values))
    return Keys(what, members, values, rises, falls)


def _by_name(
    names: Sequence[tuple[Entry, str]], articles: _keys.Counting, spellings: _keys.Spellings
) -> Keys:
    """Return names, compared in the way in which they are most in order."""
    best: Keys | None = None
    members = [entry for entry, _ in names]
    for read in _keys.readings([name for _, name in names], articles):
        for spell in spellings:
            keys = _keys_of("name", members, [spell(name) for name in read])
            wrong = min(keys.rises, keys.falls)
            if best is None or wrong < min(best.rises, best.falls):
                best = keys
            if wrong == 0 or wrong > max(_FEW_WRONG, _MOST_WRONG * len(names)):
                break
    return best or Keys("name", (), (), 0, 0)


def habit(groups: Iterable[Sequence[Keys]]) -> tuple[str, bool] | None:
    """Return the order that nearly all groups of a list are in, and whether it goes down."""
    rises: Counter[str] = Counter()
    falls: Counter[str] = Counter()
    for group in groups:
        for keys in group:
            rises[keys.what] += keys.rises
            falls[keys.what] += keys.falls
    found: list[tuple[int, str, bool]] = []
    for what in rises:
        for down, right, wrong in ((False, rises, falls), (True, falls, rises)):
            clear = wrong[what] <= _MOST_FALLS * (right[what] + wrong[what])
            if clear and right[what] >= _FEWEST_RISES and what != "date":
                found.append((right[what], what, down))
    return max(found)[1:] if found else None


def learned(group: Sequence[Keys]) -> Ordered | None:
    """Return the order that a group shows by itself: the one with the fewest outliers."""
    best: Ordered | None = None
    for keys in group:
        size = len(keys.values)
        if size < (_FEWEST_DATES if keys.what == "date" else _FEWEST):
            continue
        most = max(1, size // _TOLERANCE[keys.what])
        for down, wrong in ((False, keys.falls), (True, keys.rises)):
            if wrong > 2 * most:  # moving one entry removes two falls at most
                continue
            evidence = _evidence(keys.values)
            found = in_order(keys, down=down)
            if len(found.outliers) > min(most, evidence // (_FEWEST - 1)):
                continue
            fewer = best is None or len(found.outliers) < len(best.outliers)
            if evidence >= _FEWEST - 1 and fewer:
                best = found
    return best


def _evidence(keys: Sequence[Any]) -> int:
    """Return how many keys differ from the most frequent one; 0 if there are only two keys.

    Keys that are all the same are in any order.
    """
    counts = Counter(keys)
    return len(keys) - max(counts.values()) if len(counts) > 2 else 0


def by_habit(group: Sequence[Keys], what: str, *, down: bool) -> Ordered | None:
    """Return a group in the order of its list, if it is nearly in that order."""
    for keys in group:
        if keys.what == what and len(keys.values) > 2:
            most = max(1, len(keys.values) // _TOLERANCE_OF_HABIT)
            if (keys.rises if down else keys.falls) <= 2 * most:
                found = in_order(keys, down=down)
                return found if len(found.outliers) <= most else None
    return None


def in_order(keys: Keys, *, down: bool) -> Ordered:
    """Return a group compared with an order; equal keys are in order."""
    if (keys.rises if down else keys.falls) == 0:
        return Ordered(keys.what, down, keys.members, (), ())
    by_key = {key: rank for rank, key in enumerate(sorted(set(keys.values), reverse=down))}
    ranks = [by_key[key] for key in keys.values]
    run = set(longest_run(ranks, strict=False))
    outliers = [each for each in range(len(ranks)) if each not in run]
    return Ordered(keys.what, down, keys.members, ranks, outliers)


def misplaced(found: Ordered) -> list[int]:
    """Return the outliers whose place nothing else explains."""
    blocks: list[list[int]] = []
    for each in found.outliers:
        if blocks and blocks[-1][-1] == each - 1 and found.ranks[each - 1] <= found.ranks[each]:
            blocks[-1].append(each)
        else:
            blocks.append([each])
    return [
        each
        for block in blocks
        if len(block) < _FEWEST_IN_BLOCK
        for each in block
        if found.what == "name" or not _explained(found, each)
    ]


def _explained(found: Ordered, outlier: int) -> bool:
    """Return whether a paper is in order by the year of its preprint instead of its venue's.

    Or, in a group ordered by the dates of preprints, the other way round.
    """
    members, out = found.members, set(found.outliers)
    month, year = _keys.month(members[outlier]), members[outlier].published
    if month is None or year is None or _year_of(month) == year:
        return False
    left = next((each for each in range(outlier - 1, -1, -1) if each not in out), None)
    right = next((each for each in range(outlier + 1, len(members)) if each not in out), None)
    years = [
        _year_of(_keys.month(members[each]) or 0)
        if (found.what == "date") != (each == outlier)
        else members[each].published or 0
        for each in (left, outlier, right)
        if each is not None
    ]
    return years == sorted(years, reverse=found.down)


def _year_of(month: int) -> int:
    return 2000 + (month - 1) // 12
