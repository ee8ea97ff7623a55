"""The rule `out-of-order`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from awesomecheck import (
    Document,
    DocumentRule,
    Entry,
    Place,
    Problem,
    Section,
    Span,
    Touch,
)
from awesomecheck_rules.ordering import _keys, _learn
from awesomecheck_rules.ordering._groups import groups
from awesomecheck_rules.ordering._moves import Moves

Order = Literal["learn", "none", "name", "name-down", "year", "year-down", "date", "date-down"]

_WORDS = {
    ("name", False): "by name",
    ("name", True): "by name, from Z to A",
    ("year", False): "by year",
    ("year", True): "by year, the latest first",
    ("date", False): "by the date of its arXiv id",
    ("date", True): "by the date of its arXiv id, the latest first",
}

_MOST_RIVALS = 8
"""More entries than these are not out of order for the sake of one."""


@dataclass(frozen=True, slots=True)
class OutOfOrder(DocumentRule):
    """An entry that stands out of the order of its section.

    In a list by name a reader looks for an entry where it belongs, and does not find it; in a list
    by date the newest entries are missed. With `order: learn` a section is held to the order that
    it nearly has already: by name, by year, or by the month of its arXiv ids, up or down; or, in
    a list whose sections are nearly all in one order, to that. A section in no order is left
    alone. The fewest entries are reported that have to move. Entries without a year or an id may
    stand anywhere, and equal ones in any order.

    `order` may also say one order for the whole list, and `sections` other ones for what stands
    under some headings: `{Books: name, Papers: year-down, News: none}`. Names are compared
    without case and accents; `articles` and `punctuation` say whether a leading `The` and marks
    as in `go-redis` count, and `auto` takes what suits the section.

    The fix moves whole entries with all that is nested in them. It is safe within one list or
    table, and absent where something else stands between the entries, or numbers would have to
    change.

    ```bad
    - [ack](https://beyondgrep.com) - Searches source code.
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    - [procs](https://github.com/dalance/procs) - Lists processes.
      - On macOS it needs root.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [exa](https://the.exa.website) - Lists files.
    - [fd](https://github.com/sharkdp/fd) - Finds files.
    - [fzf](https://github.com/junegunn/fzf) - Picks lines from anything.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [tldr](https://tldr.sh) - Explains commands by example.
    ```

    ```good
    - [ack](https://beyondgrep.com) - Searches source code.
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [exa](https://the.exa.website) - Lists files.
    - [fd](https://github.com/sharkdp/fd) - Finds files.
    - [fzf](https://github.com/junegunn/fzf) - Picks lines from anything.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [procs](https://github.com/dalance/procs) - Lists processes.
      - On macOS it needs root.
    - [tldr](https://tldr.sh) - Explains commands by example.
    ```
    """

    lists_only = True
    touches: ClassVar[tuple[Touch, ...]] = ("order",)

    order: Order = "learn"
    sections: Mapping[str, Order] = field(default_factory=dict[str, Order])
    articles: _keys.Counted = "auto"
    punctuation: _keys.Counted = "auto"

    def check(self, document: Document) -> Iterator[Problem]:
        for order, found in self._found(document):
            if found is not None and found.strays:
                learned = order == "learn"
                wrong = _learn.misplaced(found) if learned else found.strays
                yield from _problems(document, found, wrong, learned=learned)

    def grounds(self, document: Document) -> Iterator[str]:
        ways: Counter[str] = Counter()
        for order, found in self._found(document):
            if found is None:
                ways["as it comes" if order == "none" else "in no order that shows"] += 1
            else:
                ways[_WORDS[found.what, found.down]] += 1
        for way, count in ways.most_common():
            yield f"{count} {'row' if count == 1 else 'rows'} of entries: {way}"

    def _found(self, document: Document) -> Iterator[tuple[Order, _learn.Ordered | None]]:
        """Each row of entries in the order that it has to have, if any."""
        given: dict[str, Order] = {
            heading.casefold(): order for heading, order in self.sections.items()
        }
        rows: list[tuple[Order, list[_learn.Keys]]] = []
        for group in groups(document):
            if len(group) > 1:
                keys = _learn.candidates(document, group, self.articles, self.punctuation)
                rows.append((self._order_of(group[0].section, given), list(keys)))
        habit = _learn.habit(row for order, row in rows if order == "learn")
        for order, row in rows:
            yield order, _in_force(order, row, habit)

    def _order_of(self, section: Section, given: Mapping[str, Order]) -> Order:
        here: Section | None = section
        while given and here is not None:
            order = given.get(here.heading.text.casefold()) if here.heading else None
            if order is not None:
                return order
            here = here.parent
        return self.order


def _in_force(
    order: Order, row: Sequence[_learn.Keys], habit: tuple[str, bool] | None
) -> _learn.Ordered | None:
    """A row in the order that it has to have."""
    if order == "none":
        return None
    if order != "learn":
        what, _, down = order.partition("-")
        keys = next(each for each in row if each.what == what)
        return _learn.in_order(keys, down=bool(down))
    found = _learn.learned(row)
    return _learn.by_habit(row, habit[0], down=habit[1]) if found is None and habit else found


def _problems(
    document: Document, found: _learn.Ordered, wrong: Sequence[int], *, learned: bool
) -> Iterator[Problem]:
    if not wrong:
        return
    members, ranks = found.members, found.ranks
    out = set(found.strays)
    run = [(ranks[each], each) for each in range(len(members)) if each not in out]
    after: dict[int, list[int]] = {}
    for each in sorted(wrong, key=lambda position: (ranks[position], position)):
        after.setdefault(bisect_left(run, (ranks[each], each)) - 1, []).append(each)
    moves = Moves(document, members)
    total = len(members)
    count = f", as {total - len(out)} of {total} here are" if learned else ""
    for place, positions in after.items():
        anchor = members[run[place][1]] if place >= 0 else None
        first = members[run[0][1]]
        fix = moves.fix([members[each] for each in positions], anchor, first)
        where = f"after {_called(document, anchor)}" if anchor else "first"
        if anchor is None:
            where += f", before {_called(document, first)}"
        order = f"out of order {_WORDS[found.what, found.down]}"
        for each in positions:
            left = bisect_left(run, each, key=lambda member: member[1])
            rivals = [members[one] for _, one in run[min(left, place + 1) : max(left, place + 1)]]
            yield Problem(
                _called_at(members[each]),
                f"{order}: belongs {where}{count}",
                fix,
                also=_rivals(document, members[each], rivals, order, down=place >= left),
            )


def _rivals(
    document: Document, stray: Entry, rivals: Sequence[Entry], order: str, *, down: bool
) -> tuple[Place, ...]:
    """The entries that one would pass on its way to where it belongs, unless they are many.

    Of two neighbours in the wrong order either could be the one to move.
    """
    if len(rivals) > _MOST_RIVALS:
        return ()
    where = f"{'before' if down else 'after'} {_called(document, stray)}"
    return tuple(Place(_called_at(each), f"{order}: belongs {where}") for each in rivals)


def _called_at(entry: Entry) -> Span:
    return entry.heading.span if entry.heading else entry.span


def _called(document: Document, entry: Entry) -> str:
    line = document.source.position(entry.span.start).line
    name = entry.heading.text if entry.heading else "the entry"
    return f"“{name}” on line {line}"
