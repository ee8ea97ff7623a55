"""Which order a row of entries is in, by its own evidence or by that of the whole list."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from awesomecheck import Document, Entry
from awesomecheck_rules.ordering import _keys
from awesomecheck_rules.ordering._runs import ranks, strays, telling, turns

_LEAST = 8
"""Entries that a row must have to show an order by itself."""
_TOLERANCE = {"name": 10, "year": 10, "date": 33}
"""One of so many may be out of order in a row that is nearly in order. Dates of ids want more
certainty, as many a list goes by the day that an entry came in."""
_LEAST_DATES = 12
_FEW = 3
_HOPELESS = 0.3
"""A row that goes the wrong way so often is in no order, however its names are compared."""
_BEYOND_LATIN = "\u0250"
_LEAST_RISES = 30
_MOST_FALLS = 0.05
"""A list is in an order where its rows go the right way so often, and the wrong way so seldom."""
_SHORT = 4
"""In such a list, one of so many may be out of order in any row."""


class Keys(NamedTuple):
    """What a row could be in order by."""

    what: str
    """`name`, `year` or `date`."""
    members: Sequence[Entry]
    """The entries that have such a key."""
    values: Sequence[Any]
    rises: int
    falls: int


class Ordered(NamedTuple):
    """A row that is in order, but for its strays."""

    what: str
    down: bool
    members: Sequence[Entry]
    ranks: Sequence[int]
    """Rising in the order."""
    strays: Sequence[int]
    """Positions of those that would have to move."""


def candidates(
    document: Document,
    group: Sequence[Entry],
    articles: _keys.Counted,
    punctuation: _keys.Counted,
) -> Iterator[Keys]:
    """Everything that a row could be in order by."""
    text = document.text
    names = [(entry, key) for entry in group if (key := _keys.name(text, entry)) is not None]
    yield _by_name(_of_one_script(names), articles, _keys.spellings(punctuation))
    for what, key_of in (("year", _keys.year), ("date", _keys.month)):
        keyed = [(entry, number) for entry in group if (number := key_of(entry)) is not None]
        yield _keys_of(what, keyed)


def _of_one_script(names: list[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
    """Names without those that begin in another script than most: those may stand anywhere."""
    latin = [pair for pair in names if pair[1][:1] < _BEYOND_LATIN]
    if len(latin) == len(names):
        return names
    others = [pair for pair in names if pair[1][:1] >= _BEYOND_LATIN]
    return latin if len(latin) >= len(others) else others


def _keys_of(what: str, keyed: Sequence[tuple[Entry, Any]]) -> Keys:
    values = [key for _, key in keyed]
    return Keys(what, [entry for entry, _ in keyed], values, *turns(values))


def _by_name(
    names: Sequence[tuple[Entry, str]], articles: _keys.Counted, spellings: _keys.Spellings
) -> Keys:
    """Names in that way of comparing them in which they are most in order."""
    best: Keys | None = None
    members = [entry for entry, _ in names]
    for read in _keys.readings([name for _, name in names], articles):
        for spell in spellings:
            values = [spell(name) for name in read]
            keys = Keys("name", members, values, *turns(values))
            wrong = min(keys.rises, keys.falls)
            if best is None or wrong < min(best.rises, best.falls):
                best = keys
            if wrong == 0 or wrong > max(_FEW, _HOPELESS * len(names)):
                break
    return best or Keys("name", (), (), 0, 0)


def habit(rows: Iterable[Sequence[Keys]]) -> tuple[str, bool] | None:
    """The order that nearly all rows of a list are in, and whether it goes down."""
    rises: Counter[str] = Counter()
    falls: Counter[str] = Counter()
    for row in rows:
        for keys in row:
            rises[keys.what] += keys.rises
            falls[keys.what] += keys.falls
    found: list[tuple[int, str, bool]] = []
    for what in rises:
        for down, right, wrong in ((False, rises, falls), (True, falls, rises)):
            clear = wrong[what] <= _MOST_FALLS * (right[what] + wrong[what])
            if clear and right[what] >= _LEAST_RISES and what != "date":
                found.append((right[what], what, down))
    return max(found)[1:] if found else None


def learned(row: Sequence[Keys]) -> Ordered | None:
    """The order that a row shows by itself: the one that leaves the fewest strays."""
    best: Ordered | None = None
    for keys in row:
        size = len(keys.values)
        if size < (_LEAST_DATES if keys.what == "date" else _LEAST):
            continue
        most = max(1, size // _TOLERANCE[keys.what])
        for down, wrong in ((False, keys.falls), (True, keys.rises)):
            if wrong > 2 * most:  # to take one entry out mends two falls at best
                continue
            evidence = telling(keys.values)
            found = in_order(keys, down=down)
            if len(found.strays) > min(most, evidence // (_LEAST - 1)):
                continue
            if evidence >= _LEAST - 1 and (best is None or len(found.strays) < len(best.strays)):
                best = found
    return best


def by_habit(row: Sequence[Keys], what: str, *, down: bool) -> Ordered | None:
    """A row in the order of its list, if it is anything like it."""
    for keys in row:
        if keys.what == what and len(keys.values) > 2:
            most = max(1, len(keys.values) // _SHORT)
            if (keys.rises if down else keys.falls) <= 2 * most:
                found = in_order(keys, down=down)
                return found if len(found.strays) <= most else None
    return None


_BLOCK = 4
"""So many strays side by side, in order among themselves, are a part of their own."""


def misplaced(found: Ordered) -> list[int]:
    """The strays whose place nothing else explains."""
    blocks: list[list[int]] = []
    for each in found.strays:
        if blocks and blocks[-1][-1] == each - 1 and found.ranks[each - 1] <= found.ranks[each]:
            blocks[-1].append(each)
        else:
            blocks.append([each])
    return [
        each
        for block in blocks
        if len(block) < _BLOCK
        for each in block
        if found.what == "name" or not _explained(found, each)
    ]


def _explained(found: Ordered, stray: int) -> bool:
    """Whether a paper stands where it does by its preprint's year, or by its venue's."""
    members, out = found.members, set(found.strays)
    month, year = _keys.month(members[stray]), _keys.year(members[stray])
    if month is None or year is None or _year_of(month) == year:
        return False
    by_date = found.what == "date"
    own = year if by_date else _year_of(month)
    left = next((each for each in range(stray - 1, -1, -1) if each not in out), None)
    right = next((each for each in range(stray + 1, len(members)) if each not in out), None)
    years = [
        _year_of(_keys.month(members[each]) or 0) if by_date else _keys.year(members[each]) or 0
        for each in (left, right)
        if each is not None
    ]
    years.insert(1 if left is not None else 0, own)
    return years == sorted(years, reverse=found.down)


def _year_of(month: int) -> int:
    return 2000 + (month - 1) // 12


def in_order(keys: Keys, *, down: bool) -> Ordered:
    """A row held to an order."""
    if (keys.rises if down else keys.falls) == 0:
        return Ordered(keys.what, down, keys.members, (), ())
    numbers = ranks(keys.values, down=down)
    return Ordered(keys.what, down, keys.members, numbers, strays(numbers))
