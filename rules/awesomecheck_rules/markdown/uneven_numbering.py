"""The rule `uneven-numbering`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesomecheck import Document, DocumentRule, Edit, Fix, ListItem, Problem, RelatedPlace
from awesomecheck_rules.markdown._lists import known_items, marker_span

_FEWEST_ITEMS = 6
_ONE_NUMBER = 2
"""So many steps are odd if one number is wrong: that to it, and that from it."""
_FEW = 0.1


class UnevenNumbering(DocumentRule):
    """A number of a list that repeats or skips, where the list counts on.

    GitHub numbers the items by itself, from the first number on: what is written differs from
    what is shown, and a number somebody refers to is another one. Lists whose items all have the
    same number (`1.`) are fine, and so is any number to begin with.

    ```bad
    1. [MAE](https://arxiv.org/abs/2111.06377)
    2. [SimMIM](https://arxiv.org/abs/2111.09886)
    2. [BEiT](https://arxiv.org/abs/2106.08254)
    4. [iBOT](https://arxiv.org/abs/2111.07832)
    5. [PeCo](https://arxiv.org/abs/2111.12710)
    6. [CAE](https://arxiv.org/abs/2202.03026)
    ```

    ```good
    1. [MAE](https://arxiv.org/abs/2111.06377)
    2. [SimMIM](https://arxiv.org/abs/2111.09886)
    3. [BEiT](https://arxiv.org/abs/2106.08254)
    4. [iBOT](https://arxiv.org/abs/2111.07832)
    5. [PeCo](https://arxiv.org/abs/2111.12710)
    6. [CAE](https://arxiv.org/abs/2202.03026)
    ```
    """

    severity = "info"
    lists_only = True
    learns = True

    def check(self, document: Document) -> Iterator[Problem]:
        lists: defaultdict[int, list[ListItem]] = defaultdict(list)
        for item in document.items:
            if item.ordered:
                lists[item.list_id].append(item)
        for items in lists.values():
            known = known_items(document, items)
            steps = [_number(below) - _number(above) for above, below in pairwise(known)]
            odd = len(steps) - steps.count(1)
            if len(known) >= _FEWEST_ITEMS and odd <= max(_ONE_NUMBER, _FEW * len(steps)):
                yield from _uneven(items)


def _uneven(items: Sequence[ListItem]) -> Iterator[Problem]:
    """Yield the items whose number is not the next one of the item above."""
    numbers = [_number(item) for item in items]
    for index in range(1, len(items)):
        above, item = items[index - 1], items[index]
        right = numbers[index - 1] + 1
        if numbers[index] == right:
            continue
        here = f"`{item.marker}` after `{above.marker}`"
        if numbers[index + 1 : index + 2] in ([], [right + 1]):
            numbers[index] = right  # what follows counts on from it
            message = f"{here}: write `{right}{item.marker[-1]}`"
            yield Problem(marker_span(item), message, _renumbered(item, right))
        else:
            there = f"`{above.marker}` before `{item.marker}`: number the items below anew"
            also = (RelatedPlace(marker_span(above), there),)
            message = f"{here}: number this item and those below anew"
            yield Problem(marker_span(item), message, also=also)


def _renumbered(item: ListItem, number: int) -> Fix | None:
    """Return a fix of a number, unless another length would need another indent below."""
    marker = f"{number}{item.marker[-1]}"
    if len(marker) != len(item.marker):
        return None
    return Fix((Edit(marker_span(item), marker),))


def _number(item: ListItem) -> int:
    return int(item.marker[:-1])
