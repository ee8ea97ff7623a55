"""The rule `out-of-order`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from awesomecheck import Document, DocumentRule, Entry, Problem, Section, Touch, UserError
from awesomecheck_rules.ordering import _keys, _learn
from awesomecheck_rules.ordering._groups import groups
from awesomecheck_rules.ordering._moves import Moves

_ORDERS = ("name", "name-down", "year", "year-down", "date", "date-down", "none")
_WORDS = {
    ("name", False): "by name",
    ("name", True): "by name, from Z to A",
    ("year", False): "by year",
    ("year", True): "by year, the latest first",
    ("date", False): "by the date of its arXiv id",
    ("date", True): "by the date of its arXiv id, the latest first",
}


@dataclass(frozen=True, slots=True)
class OutOfOrder(DocumentRule):
    """An entry that stands out of the order of its section.

    In a list by name a reader looks for an entry where it belongs, and does not find it; in a list
    by date the newest entries are missed. With `order: learn` a section is held to the order that
    it nearly has already: by name, by year, or by the month of its arXiv ids, up or down; or, in
    a list whose sections are nearly all in one order, to that. A section in no order is left
    alone. The fewest entries are reported that have to move. Entries without a year or an id may
    stand anywhere, and equal ones in any order.

    `order` may also say one order for the whole list, and `sections` other ones for some:
    `Books = name`, `Papers = year-down`, `News = none`. A section has the order of the one above
    it. Names are compared without case and accents; `articles` and `punctuation` say whether a
    leading `The` and marks as in `go-redis` count, and `auto` takes what suits the section.

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

    touches: ClassVar[tuple[Touch, ...]] = ("order",)

    order: Literal[
        "learn", "name", "name-down", "year", "year-down", "date", "date-down", "none"
    ] = "learn"
    sections: tuple[str, ...] = ()
    articles: _keys.Counted = "auto"
    punctuation: _keys.Counted = "auto"

    def __post_init__(self) -> None:
        for each in self.sections:
            if each.rpartition("=")[2].strip() not in (*_ORDERS, "learn") or "=" not in each:
                orders = ", ".join(_ORDERS)
                raise UserError(
                    f"`{each}` gives no order to a section",
                    hint=f"write `Heading = order` with one of {orders}",
                )

    def check(self, document: Document) -> Iterator[Problem]:
        spellings = _keys.spellings(self.articles, self.punctuation)
        given = {
            heading.strip().casefold(): order.strip()
            for heading, _, order in (each.rpartition("=") for each in self.sections)
        }
        rows = [
            (
                self._order_of(group[0].section, given),
                list(_learn.candidates(document, group, spellings)),
            )
            for group in groups(document)
            if len(group) > 1
        ]
        habit = _learn.habit(row for order, row in rows if order == "learn")
        for order, row in rows:
            found = _in_force(order, row, habit)
            if found is not None and found.strays:
                learned = order == "learn"
                wrong = _learn.misplaced(found) if learned else found.strays
                yield from _problems(document, found, wrong, learned=learned)

    def _order_of(self, section: Section, given: dict[str, str]) -> str:
        here: Section | None = section
        while given and here is not None:
            order = given.get(here.heading.text.casefold()) if here.heading else None
            if order is not None:
                return order
            here = here.parent
        return self.order


def _in_force(
    order: str, row: Sequence[_learn.Keys], habit: tuple[str, bool] | None
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
        message = f"out of order {_WORDS[found.what, found.down]}: belongs {where}{count}"
        for each in positions:
            heading = members[each].heading
            span = heading.span if heading else members[each].span
            yield Problem(span, message, fix)


def _called(document: Document, entry: Entry) -> str:
    line = document.source.position(entry.span.start).line
    name = entry.heading.text if entry.heading else "the entry"
    return f"“{name}” on line {line}"
