"""The rule `out-of-order`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from msgspec import Struct

from awesomecheck import (
    Document,
    DocumentRule,
    Entry,
    Problem,
    RelatedPlace,
    Section,
    Severity,
    Span,
    counted,
    share,
)
from awesomecheck_rules.ordering import _collations, _declared, _orders
from awesomecheck_rules.ordering._groups import groups
from awesomecheck_rules.ordering._moves import Moves

Order = Literal["learn", "none", "name", "name-down", "year", "year-down", "date", "date-down"]

_WORDS = {"name": "by name", "year": "by year", "date": "by date", "id": "by arXiv date"}
_DOWN = {"name": ", from Z to A"}
_MOST_PASSED = 8
"""An entry that has to move past more entries than these is clearly the one out of order."""

_OFTEN = 3
"""A name of so many entries tells none of them from the others."""


class _Group(NamedTuple):
    """A group of entries in the order that it has to have."""

    order: Order
    """As configured."""
    found: _orders.Ordered | None = None
    said: _declared.Declared | None = None
    """What the list says, where the group itself does not show this order."""


class OutOfOrder(DocumentRule):
    """An entry that breaks the order of its section.

    In a list ordered by name a reader looks for an entry in one place and does not find it; in a
    list ordered by date the newest entries are missed. With `order: learn` a section is compared
    with the order that it nearly has already: by name, by the dates that its entries state (or
    else their years, or the months of their arXiv ids), up or down; or, in a list whose sections
    are nearly all in one order, with that one. An order is learned only if sections in no order
    would look like it less often than once in 1,000 times; no list is taken to be ordered from Z
    to A. What the list says counts, too: in its introduction, its guide for contributors or the
    section, as in `sorted alphabetically`, `newest first`, `按时间顺序`. Where a section does not
    show that order by itself this is an info, and a single one where it is far from it.

    As few entries as possible are reported, and only those that are out of place in every usual
    order of names: with and without case, accents, punctuation, spaces, leading articles and what
    follows a colon, by letters or by words, numbers by their digits or by value. So are those by
    year: an entry may also be where the date of its arXiv id belongs. Entries without a year or
    an id may be anywhere, and entries with equal ones in any order. A first entry that alone is
    out of place is taken to be there on purpose; a thematic break, or a paragraph that introduces
    what follows, ends a section's order.

    `order` may also demand one order for the whole list, and `sections` other ones under some
    headings: `{Books: name, Papers: year-down, News: none}`. Names are compared without case and
    accents; `articles` and `punctuation` say whether a leading `The` and punctuation as in
    `go-redis` count, and `auto` chooses what suits the section.

    The fix moves whole entries with all that is nested in them. It is safe within one list or
    table where no other entry is out of order, or the order is configured. There is none where
    something else is between the entries, or where numbers would have to change.

    ```options
    order: name
    ```

    ```bad
    - [ack](https://beyondgrep.com) - Searches source code.
    - [procs](https://github.com/dalance/procs) - Lists processes.
      - On macOS it needs root.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [tldr](https://tldr.sh) - Explains commands by example.
    ```

    ```good
    - [ack](https://beyondgrep.com) - Searches source code.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [procs](https://github.com/dalance/procs) - Lists processes.
      - On macOS it needs root.
    - [tldr](https://tldr.sh) - Explains commands by example.
    ```
    """

    lists_only = True
    learns = True
    touches = ("order",)

    order: Order = "learn"
    sections: Mapping[str, Order] = MappingProxyType({})
    articles: _collations.Counting = "auto"
    punctuation: _collations.Counting = "auto"

    def check(self, document: Document) -> Iterator[Problem]:
        names = Counter(each.heading.text for each in document.entries if each.heading)
        for order, found, said in self._groups(document):
            if found is None or not found.outliers:
                continue
            if said and not _orders.is_near(found):
                yield from _far(document, found, said)
                continue
            wrong = _orders.misplaced(found) if order == "learn" else found.outliers
            if wrong:
                yield from _problems(
                    document, _Report(found, wrong, order == "learn", said, names)
                )

    def grounds(self, document: Document) -> Iterator[str]:
        orders: Counter[str] = Counter()
        for order, found, said in self._groups(document):
            if found is not None:
                orders[_words(found) + (f" (`{said.words}`)" if said else "")] += 1
            else:
                orders["not checked" if order == "none" else "in no order"] += 1
        for words, count in orders.most_common():
            yield f"{counted(count, 'group')} of entries: {words}"

    def _groups(self, document: Document) -> Iterator[_Group]:
        """Yield each group of entries in the order that it has to have, if any."""
        given: dict[str, Order] = {
            heading.casefold(): order for heading, order in self.sections.items()
        }
        found: list[tuple[Order, Section, list[_orders.Keys], _orders.Ordered | None]] = []
        for group in groups(document):
            section = group[0].section
            order = self._order_of(section, given)
            if len(group) > (2 if order == "learn" else 1):
                keys = _orders.possible_keys(
                    document,
                    group,
                    self.articles,
                    self.punctuation,
                    names_down=order == "name-down",
                )
                candidates = list(keys)
                own = _orders.learned(document, candidates) if order == "learn" else None
                found.append((order, section, candidates, own))
        habit = _orders.usual_order(
            [_orders.settled(document, each, own) for each in candidates]
            for order, _, candidates, own in found
            if order == "learn"
        )
        said = _declared.declared(document)
        for order, section, candidates, own in found:
            if order == "learn":
                yield _learned(candidates, own, habit, _declared.in_force(said, section))
            else:
                yield _configured(candidates, order)

    def _order_of(self, section: Section, given: Mapping[str, Order]) -> Order:
        for name in reversed(section.path):
            order = given.get(name.casefold())
            if order is not None:
                return order
        return self.order


def _configured(candidates: Sequence[_orders.Keys], order: Order) -> _Group:
    if order == "none":
        return _Group(order)
    what, _, down = order.partition("-")
    kinds = ("date", "id") if what == "date" else (what,)
    keys = max(
        (each for each in candidates if each.what in kinds), key=lambda each: len(each.members)
    )
    return _Group(order, _orders.in_order(keys, down=bool(down)))


def _learned(
    candidates: Sequence[_orders.Keys],
    found: _orders.Ordered | None,
    habit: tuple[str, bool] | None,
    said: _declared.Declared | None,
) -> _Group:
    """Return a group in the order that it shows, that is said of it, or that its list has."""
    if said and said.kind == "none":
        return _Group("none")
    if said and (found is None or said.down not in (None, found.down)):
        return _Group("learn", _orders.by_words(candidates, said.kind, said.down), said)
    if found is None and habit is not None:
        found = _orders.by_habit(candidates, habit[0], down=habit[1])
    return _Group("learn", found)


class _Report(Struct, frozen=True):
    """Which entries of a group to report, and why."""

    found: _orders.Ordered
    wrong: Sequence[int]
    learned: bool
    said: _declared.Declared | None
    names: Mapping[str, int]
    """How many entries of the list each name is that of."""

    @property
    def severity(self) -> Severity | None:
        return "info" if self.said else None

    @property
    def safe(self) -> bool:
        """Whether the group is in order but for one entry, or the order is configured."""
        return not self.learned or (self.said is None and len(self.found.outliers) == 1)


def _far(
    document: Document, found: _orders.Ordered, said: _declared.Declared
) -> Iterator[Problem]:
    """Yield the problem of a group that is not in the order that the list states."""
    wrong = _orders.certain(found)
    if wrong:
        message = (
            f"{share(len(found.outliers), len(found.keys.members))} are out of order "
            f"{_words(found)}: sort them, as `{said.words}` on line "
            f"{document.line_of(said.span)} says"
        )
        yield Problem(_span(found.keys.members[wrong[0]]), message, severity="info")


def _problems(document: Document, report: _Report) -> Iterator[Problem]:
    found, wrong = report.found, report.wrong
    members, ranks = found.keys.members, found.ranks
    run = [(ranks[each], each) for each in found.run]
    after: dict[int, list[int]] = {}
    for each in sorted(wrong, key=lambda position: (ranks[position], position)):
        after.setdefault(bisect_left(run, (ranks[each], each)) - 1, []).append(each)
    moves = Moves(document, members)
    order = f"out of order {_words(found)}"
    others = f" ({share(len(run), len(members))} are in order)" if report.learned else ""
    first = members[found.run[0]]
    for place, positions in after.items():
        anchor = members[found.run[place]] if place >= 0 else None
        moved = [members[each] for each in positions]
        fix = moves.fix(moved, anchor, first, safe=report.safe)
        target = (
            f"{'after' if anchor else 'before'} {_named(document, anchor or first, report.names)}"
        )
        for each in positions:
            passed = found.passed(each)
            side = "before" if passed.step > 0 else "after"
            instead = f"{order}: move {side} {_named(document, members[each], report.names)}"
            # Of two neighbours in the wrong order either could be the one to move.
            places = sorted(passed) if len(passed) <= _MOST_PASSED else ()
            near = [members[found.run[place]] for place in places]
            yield Problem(
                _span(members[each]),
                f"{order}: move {target}{others}",
                fix,
                severity=report.severity,
                also=tuple([RelatedPlace(_span(other), instead) for other in near]),
            )


def _words(found: _orders.Ordered) -> str:
    what = found.keys.what
    return _WORDS[what] + (_DOWN.get(what, ", latest first") if found.down else "")


def _span(entry: Entry) -> Span:
    return entry.heading.span if entry.heading else entry.span


def _named(document: Document, entry: Entry, names: Mapping[str, int]) -> str:
    """Return what to call an entry: its name, or its title if others have the same name."""
    texts = [each.text for each in (entry.heading, entry.title) if each]
    name = next((f"`{text}`" for text in texts if names[text] < _OFTEN), "the entry")
    return f"{name} on line {document.line_of(entry.span)}"
