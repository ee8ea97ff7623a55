"""The rule `out-of-order`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from awesomecheck import (
    Document,
    DocumentRule,
    Entry,
    Problem,
    RelatedPlace,
    Section,
    Span,
    counted,
    share,
)
from awesomecheck_rules.ordering import _keys, _orders
from awesomecheck_rules.ordering._groups import groups
from awesomecheck_rules.ordering._moves import Moves

Order = Literal["learn", "none", "name", "name-down", "year", "year-down", "date", "date-down"]

_WORDS = {
    ("name", False): "by name",
    ("name", True): "by name, from Z to A",
    ("year", False): "by year",
    ("year", True): "by year, latest first",
    ("date", False): "by arXiv date",
    ("date", True): "by arXiv date, latest first",
}
_MOST_PASSED = 8
"""An entry that has to move past more entries than these is clearly the one out of order."""


@dataclass(frozen=True, slots=True)
class OutOfOrder(DocumentRule):
    """An entry that breaks the order of its section.

    In a list ordered by name a reader looks for an entry in one place and does not find it; in a
    list ordered by date the newest entries are missed. With `order: learn` a section is compared
    with the order that it nearly has already: by name, by year, or by the month of its arXiv ids,
    up or down; or, in a list whose sections are nearly all in one order, with that one. A section
    without an order is ignored. As few entries as possible are reported. Entries without a year
    or an id may be anywhere, and entries with equal ones in any order.

    `order` may also demand one order for the whole list, and `sections` other ones under some
    headings: `{Books: name, Papers: year-down, News: none}`. Names are compared without case and
    accents; `articles` and `punctuation` say whether a leading `The` and punctuation as in
    `go-redis` count, and `auto` chooses what suits the section.

    The fix moves whole entries with all that is nested in them. It is safe within one list or
    table. There is none where something else is between the entries, or where numbers would have
    to change.

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
    touches = ("order",)

    order: Order = "learn"
    sections: Mapping[str, Order] = field(default_factory=dict[str, Order])
    articles: _keys.Counting = "auto"
    punctuation: _keys.Counting = "auto"

    def check(self, document: Document) -> Iterator[Problem]:
        for order, found in self._found(document):
            if found is not None and found.outliers:
                learned = order == "learn"
                wrong = _orders.misplaced(found) if learned else found.outliers
                yield from _problems(document, found, wrong, learned=learned)

    def grounds(self, document: Document) -> Iterator[str]:
        orders: Counter[str] = Counter()
        for order, found in self._found(document):
            if found is None:
                orders["not checked" if order == "none" else "in no order"] += 1
            else:
                orders[_WORDS[found.what, found.down]] += 1
        for words, count in orders.most_common():
            yield f"{counted(count, 'group')} of entries: {words}"

    def _found(self, document: Document) -> Iterator[tuple[Order, _orders.Ordered | None]]:
        """Yield each group of entries in the order that it has to have, if any."""
        given: dict[str, Order] = {
            heading.casefold(): order for heading, order in self.sections.items()
        }
        found: list[tuple[Order, list[_orders.Keys]]] = []
        for group in groups(document):
            if len(group) > 1:
                order = self._order_of(group[0].section, given)
                keys = _orders.candidates(document, group, self.articles, self.punctuation)
                found.append((order, list(keys)))
        habit = _orders.habit(candidates for order, candidates in found if order == "learn")
        for order, candidates in found:
            yield order, _in_force(order, candidates, habit)

    def _order_of(self, section: Section, given: Mapping[str, Order]) -> Order:
        for name in reversed(section.path):
            order = given.get(name.casefold())
            if order is not None:
                return order
        return self.order


def _in_force(
    order: Order, candidates: Sequence[_orders.Keys], habit: tuple[str, bool] | None
) -> _orders.Ordered | None:
    """Return a group in the order that it has to have."""
    if order == "none":
        return None
    if order != "learn":
        what, _, down = order.partition("-")
        keys = next(each for each in candidates if each.what == what)
        return _orders.in_order(keys, down=bool(down))
    found = _orders.learned(candidates)
    if found is None and habit is not None:
        return _orders.by_habit(candidates, habit[0], down=habit[1])
    return found


def _problems(
    document: Document, found: _orders.Ordered, wrong: Sequence[int], *, learned: bool
) -> Iterator[Problem]:
    if not wrong:
        return
    members, ranks = found.members, found.ranks
    out = set(found.outliers)
    run = [(ranks[each], each) for each in range(len(members)) if each not in out]
    after: dict[int, list[int]] = {}
    for each in sorted(wrong, key=lambda position: (ranks[position], position)):
        after.setdefault(bisect_left(run, (ranks[each], each)) - 1, []).append(each)
    moves = Moves(document, members)
    order = f"out of order {_WORDS[found.what, found.down]}"
    others = f" ({share(len(run), len(members))} are in order)" if learned else ""
    first = members[run[0][1]]
    for place, positions in after.items():
        anchor = members[run[place][1]] if place >= 0 else None
        fix = moves.fix([members[each] for each in positions], anchor, first)
        target = f"{'after' if anchor else 'before'} {_named(document, anchor or first)}"
        for each in positions:
            left = bisect_left(run, each, key=lambda member: member[1])
            start, stop = sorted((left, place + 1))
            passed = run[start:stop] if stop - start <= _MOST_PASSED else []
            side = "before" if place >= left else "after"
            instead = f"{order}: move {side} {_named(document, members[each])}"
            # Of two neighbours in the wrong order either could be the one to move.
            also = tuple([RelatedPlace(_span(members[other]), instead) for _, other in passed])
            yield Problem(_span(members[each]), f"{order}: move {target}{others}", fix, also=also)


def _span(entry: Entry) -> Span:
    return entry.heading.span if entry.heading else entry.span


def _named(document: Document, entry: Entry) -> str:
    name = f"`{entry.heading.text}`" if entry.heading else "the entry"
    return f"{name} on line {document.line_of(entry.span)}"
