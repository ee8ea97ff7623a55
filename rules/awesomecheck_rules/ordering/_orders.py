"""Which order a group of entries is in, by its own evidence or by that of the whole list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import pairwise, zip_longest
from math import lgamma, log
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck import Document, Entry, longest_run
from awesomecheck_rules.ordering import _collations, _keys

_CHANCE = {"name": log(1e-3), "year": log(1e-3), "date": log(1e-3), "id": log(1e-6)}
"""An order is learned only where no order at all would look like it less often than this."""
_TOLERANCE = {"name": 10, "year": 10, "date": 6, "id": 33}
"""In a group that is nearly in order, one of so many may be out of order. Dates of ids need more
certainty here and above, because many lists are ordered by the day that an entry was added."""
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
_MOST_PINNED = 3
"""At most so many entries at the start are kept there on purpose."""
_APART = 24
"""So many months pass at most between a preprint and its publication."""
_SURE = 0.75
"""Where so many dates agree with the ids, the others may be slips."""
_COMPARED = 8
"""Of the entries that a misplaced one has to move past, so many are compared in every way."""


Above = Callable[[int, int], bool]
"""Whether the entry at one position comes after that at another one, in every usual order."""


class Keys(Struct, frozen=True):
    """What a group could be ordered by."""

    what: str
    """`name`, `year`, `date` (that the entries state) or `id` (a date as well)."""
    members: Sequence[Entry]
    """The entries that have such a key."""
    values: Sequence[Any]
    rises: int
    """How often a key is higher than the one before it."""
    falls: int
    above: Above
    misplaced: Callable[[Sequence[int], Sequence[int]], set[int]] = lambda _, outliers: set(
        outliers
    )
    """Returns which outliers of a run in order may be out of place."""


class Ordered(Struct, frozen=True):
    """A group that is in order, except for its outliers."""

    keys: Keys
    down: bool
    ranks: Sequence[int]
    """The keys as numbers that rise where the order is kept."""
    run: Sequence[int]
    """Positions of most entries that are in order."""
    outliers: Sequence[int]
    """Positions of the fewest entries that would have to move."""

    def passed(self, outlier: int) -> range:
        """Return which places of the run an outlier has to move past, the nearest first."""
        here = bisect_left(self.run, outlier)
        there = bisect_left(
            self.run, (self.ranks[outlier], outlier), key=lambda each: (self.ranks[each], each)
        )
        return range(here, there) if here < there else range(here - 1, there - 1, -1)


def possible_keys(
    document: Document,
    group: Sequence[Entry],
    articles: _collations.Counting,
    punctuation: _collations.Counting,
    *,
    names_down: bool = False,
) -> Iterator[Keys]:
    """Yield everything that a group could be ordered by."""
    text = document.text
    names = [(entry, key) for entry in group if (key := _keys.name(text, entry)) is not None]
    yield _by_name(_of_one_script(names), articles, punctuation, down=names_down)
    stated = _keys.stated_months(text, group)
    dated = [
        (entry, _Dates(month, entry.published, _keys.id_month(entry)))
        for entry, month in zip_longest(group, stated)
    ]
    by_stated = _without_slips(dated) if _keys.state_dates(stated) else ()
    yield _by_date("date", by_stated, lambda dates: dates.stated, _is_above_as_stated)
    yield _by_date("year", dated, lambda dates: dates.year, _is_above_by_year)
    yield _by_date("id", () if stated else dated, lambda dates: dates.id, _is_above_by_id)


def _of_one_script(names: list[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
    """Return the names without those in another script than most, which may be anywhere."""
    latin = [pair for pair in names if pair[1][:1] < _BEYOND_LATIN]
    others = [pair for pair in names if pair[1][:1] >= _BEYOND_LATIN]
    return latin if len(latin) >= len(others) else others


class _Dates(Struct, frozen=True):
    """What is known of the date of an entry; months count from the year 0."""

    stated: int | None
    year: int | None
    id: int | None

    @property
    def month(self) -> int | None:
        return self.stated or self.id

    @property
    def first(self) -> int:
        """The year in which a paper appeared: its preprint's, or else its venue's."""
        years = [self.year] if self.year else []
        return min([*years, (self.month - 1) // 12] if self.month else years, default=0)

    @property
    def is_doubtful(self) -> bool:
        """Whether the date is so far from that of the id that one of them is probably a slip."""
        return bool(self.stated and self.id and abs(self.stated - self.id) > _APART)


def _without_slips(
    dated: Sequence[tuple[Entry, _Dates]],
) -> Sequence[tuple[Entry, _Dates]]:
    """Return the entries without the few whose date is far from that of their id."""
    sure = [pair for pair in dated if not pair[1].is_doubtful]
    return sure if len(sure) >= _SURE * len(dated) else dated


def _by_date(
    what: str,
    group: Sequence[tuple[Entry, _Dates]],
    value: Callable[[_Dates], int | None],
    is_above: Callable[[_Dates, _Dates], bool],
) -> Keys:
    keyed = [(entry, dates, key) for entry, dates in group if (key := value(dates)) is not None]
    known = [dates for _, dates, _ in keyed]

    def above(one: int, two: int) -> bool:
        return is_above(known[one], known[two])

    return _keys_of(what, [entry for entry, _, _ in keyed], [key for _, _, key in keyed], above)


def _is_above_by_year(one: _Dates, two: _Dates) -> bool:
    """Return whether one paper is later by year, by when it appeared, and by month.

    A paper without a month may have appeared in the year before.
    """
    mine, other = one.month, two.month
    if mine and other and mine <= other:
        return False
    least = 1 if mine is None and other else 0
    return (one.year or 0) > (two.year or 0) + least and one.first > two.first + least


def _is_above_by_id(one: _Dates, two: _Dates) -> bool:
    """Return whether one paper is later by the dates of ids, and its year does not deny it."""
    years = one.year is None or two.year is None or one.year >= two.year
    return (one.id or 0) > (two.id or 0) and years


def _is_above_as_stated(one: _Dates, two: _Dates) -> bool:
    return (one.stated or 0) > (two.stated or 0)


def _keys_of(what: str, members: Sequence[Entry], values: Sequence[Any], above: Above) -> Keys:
    rises = sum(one < two for one, two in pairwise(values))
    falls = sum(two < one for one, two in pairwise(values))
    return Keys(what, members, values, rises, falls, above)


def _by_name(
    names: Sequence[tuple[Entry, str]],
    articles: _collations.Counting,
    punctuation: _collations.Counting,
    *,
    down: bool,
) -> Keys:
    """Return names, compared in the way in which they are most in order."""
    members, texts = [entry for entry, _ in names], [name for _, name in names]
    agreement = _collations.Agreement(texts, articles, punctuation)
    best, least = Keys("name", (), (), 0, 0, agreement.above), len(names) + 1
    most = max(min(_FEW_WRONG, len(names) // 3), _MOST_WRONG * len(names))
    for read in _collations.readings(texts, articles):
        for collation in _collations.candidates(texts, punctuation):
            keys = _keys_of("name", members, [collation(name) for name in read], agreement.above)
            wrong = keys.rises if down else keys.falls
            if wrong < least:
                best, least = keys, wrong
            if wrong == 0 or wrong > most:
                break
    return replace(best, misplaced=agreement.misplaced)


def usual_order(groups: Iterable[Sequence[Keys]]) -> tuple[str, bool] | None:
    """Return the order that nearly all groups of a list are in, and whether it goes down."""
    rises: Counter[str] = Counter()
    falls: Counter[str] = Counter()
    for group in groups:
        for keys in group:
            rises[keys.what] += keys.rises
            falls[keys.what] += keys.falls
    found: list[tuple[int, str, bool]] = []
    for what in rises:
        for down in _directions(what):
            right, wrong = (falls, rises) if down else (rises, falls)
            clear = wrong[what] <= _MOST_FALLS * (right[what] + wrong[what])
            if clear and right[what] >= _FEWEST_RISES and what != "id":
                found.append((right[what], what, down))
    return max(found)[1:] if found else None


def _directions(what: str) -> Sequence[bool]:
    """Return whether an order may go down: no list is ordered from Z to A on purpose."""
    return (False,) if what == "name" else (False, True)


def known(document: Document, keys: Keys) -> Keys:
    """Return the keys of the entries that show an order: those that no change added."""
    if not document.new:
        return keys
    return _without(keys, lambda place: document.is_new(keys.members[place].span.start))


def settled(document: Document, keys: Keys, found: Ordered | None) -> Keys:
    """Return these without the entries that are reported by the group's own order.

    So a list shows the same order before they are moved and after.
    """
    if found is None or found.keys is not keys or not found.outliers:
        return known(document, keys)
    wrong = set(misplaced(found))
    return _without(
        keys, lambda place: place in wrong or document.is_new(keys.members[place].span.start)
    )


def _without(keys: Keys, is_left_out: Callable[[int], bool]) -> Keys:
    left = [place for place in range(len(keys.members)) if not is_left_out(place)]
    if len(left) == len(keys.members):
        return keys
    members, values = [keys.members[each] for each in left], [keys.values[each] for each in left]
    return _keys_of(keys.what, members, values, keys.above)


def learned(document: Document, group: Sequence[Keys]) -> Ordered | None:
    """Return the order that a group shows by itself: the one with the fewest outliers.

    Entries that a change added are compared with it, unless all are.
    """
    best: tuple[int, Keys, bool] | None = None
    for keys in group:
        old = known(document, keys)
        values = old.values or keys.values
        most = max(1, len(values) // _TOLERANCE[keys.what])
        for down in _directions(keys.what):
            found = nearly_in_order(old if old.values else keys, most, down=down)
            fewer = found and (best is None or len(found.outliers) < best[0])
            if found and fewer and _chance(values, len(found.outliers)) <= _CHANCE[keys.what]:
                best = len(found.outliers), keys, down
    return in_order(best[1], down=best[2]) if best else None


def _chance(values: Sequence[Any], outliers: int) -> float:
    """Return the logarithm of a bound for how often no order would look like this order.

    Of the n! / (a! b! …) ways to arrange n keys, of which a, b, … are equal, those with k entries
    out of order are no more than the ways to choose these and to put them anywhere:
    C(n, k) · n! / (n - k)!.
    """
    size, rest = len(values), len(values) - outliers
    equal = sum(lgamma(count + 1) for count in Counter(values).values())
    chosen = lgamma(size + 1) - lgamma(outliers + 1) - lgamma(rest + 1)
    return chosen + equal - lgamma(rest + 1)


def nearly_in_order(keys: Keys, most: int, *, down: bool) -> Ordered | None:
    """Return a group compared with an order, if no more entries than `most` are out of it."""
    if (keys.rises if down else keys.falls) > 2 * most:  # moving one removes two falls at most
        return None
    found = in_order(keys, down=down)
    return found if len(found.outliers) <= most else None


def by_habit(group: Sequence[Keys], what: str, *, down: bool) -> Ordered | None:
    """Return a group in the order of its list, if it is nearly in that order."""
    for keys in group:
        if keys.what == what and len(keys.values) > 2:
            return nearly_in_order(
                keys, max(1, len(keys.values) // _TOLERANCE_OF_HABIT), down=down
            )
    return None


def by_words(group: Sequence[Keys], kind: str, down: bool | None) -> Ordered | None:
    """Return a group in the order that its list states, read in the way that suits it best."""
    best: Ordered | None = None
    size = max(len(keys.members) for keys in group)
    for keys in group:
        if (keys.what == "name") != (kind == "name") or len(keys.members) <= max(2, size // 2):
            continue
        for each in _directions(keys.what):
            if down in (None, each):
                found = in_order(keys, down=each)
                if best is None or len(found.outliers) < len(best.outliers):
                    best = found
    return best


def is_near(found: Ordered) -> bool:
    """Return whether only a few entries of a group are out of order."""
    return len(found.outliers) <= max(1, len(found.keys.members) // _TOLERANCE_OF_HABIT)


def in_order(keys: Keys, *, down: bool) -> Ordered:
    """Return a group compared with an order; equal keys are in order."""
    size = len(keys.values)
    if (keys.rises if down else keys.falls) == 0:
        return Ordered(keys, down, range(size), range(size), ())
    by_key = {key: rank for rank, key in enumerate(sorted(set(keys.values), reverse=down))}
    ranks = [by_key[key] for key in keys.values]
    run = longest_run(ranks, strict=False)
    kept = set(run)
    return Ordered(keys, down, ranks, run, [each for each in range(size) if each not in kept])


def misplaced(found: Ordered) -> list[int]:
    """Return the outliers whose place nothing else explains, in any usual order."""
    wrong = certain(found)
    pinned = _pinned(found, wrong)
    return [each for each in wrong if each not in pinned]


def certain(found: Ordered) -> list[int]:
    """Return the outliers that are out of place in every usual order and form no separate part."""
    blocks: list[list[int]] = []
    for each in found.outliers:
        if blocks and blocks[-1][-1] == each - 1 and found.ranks[each - 1] <= found.ranks[each]:
            blocks[-1].append(each)
        else:
            blocks.append([each])
    parts = {each for block in blocks if len(block) >= _FEWEST_IN_BLOCK for each in block}
    wrong = found.keys.misplaced(found.run, found.outliers) - parts
    return [each for each in sorted(wrong) if _is_certain(found, each)]


def _is_certain(found: Ordered, outlier: int) -> bool:
    """Return whether an outlier is out of place in every usual order.

    So is a name if any entry says so that it has to move past. Of dates most of these have to,
    because a venue's year and the date of a preprint are often in different orders.
    """
    passed = [found.run[place] for place in found.passed(outlier)[:_COMPARED]]
    above = found.keys.above
    if (passed[0] > outlier) != found.down:
        agree = sum(above(outlier, each) for each in passed)
    else:
        agree = sum(above(each, outlier) for each in passed)
    return agree > 0 if found.keys.what == "name" else agree > len(passed) / 2


def _pinned(found: Ordered, wrong: Sequence[int]) -> Set[int]:
    """Return which entries seem to be at the start on purpose, or to be misplaced only by these.

    In a list of the latest entries first, one that belongs a few lines further down is not.
    """
    if (
        not found.down
        and list(wrong) == [1]
        and list(found.passed(1)) == [0]
        and found.run[0] == 0
    ):
        return {1}
    start = {each for place, each in enumerate(wrong) if place == each}
    if len(start) > _MOST_PINNED:
        return set()
    far = all(len(found.passed(each)) > len(found.run) // 2 for each in start)
    return start if far or not found.down else set()
