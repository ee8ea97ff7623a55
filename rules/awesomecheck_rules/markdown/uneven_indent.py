"""The rule `uneven-indent`."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from awesomecheck import Document, DocumentRule, Fix, ListItem, Problem, Span, counted, regex
from awesomecheck_rules.markdown._lists import (
    WORDS_THEN_LINK,
    Chain,
    ItemList,
    find_chains,
    known_items,
    marker_span,
    with_parents,
)
from awesomecheck_rules.markdown._shift import shifted, width

_DEEP_BULLET = regex(r"\n(?=[ >]{4}|[ >]{0,3}\t)[ \t>]*([-*+])[ \t]+\S")
_FEWEST_ITEMS = 3
_FEWEST_LISTS = 10
_FEW_NESTED = 2
_MANY_AROUND = 20
_FEW_OF_ONE = 5
"""An owner of more repositories has unrelated ones."""
_LOOK = regex(r"[*_`\[]+")
_NAME = regex(r"\W*((?:[\w.+'-]+(?: (?=[\w]))?)+)")
"""The words that an item begins with, up to a mark."""
_REPOSITORY = regex(r"https?://(?:www\.)?git(?:hub|lab)\.com/([^/\s)]+)/([^/\s)#]+)")


class UnevenIndent(DocumentRule):
    """A list item indented unlike the other items.

    One space too many or too few makes a nested item a sibling, a separate list, part of the text
    above, or code; and even where it does not, the list is harder to edit. Items of one list are
    compared with each other, and nested lists with nearly all others of the document. An item
    that alone is nested in one that looks like it is reported too, unless it belongs there. Any
    indentation is fine if it is consistent.

    ```bad
    * [MAE](https://arxiv.org/abs/2111.06377)
     * [SimMIM](https://arxiv.org/abs/2111.09886)
    * [BEiT](https://arxiv.org/abs/2106.08254)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    * [SimMIM](https://arxiv.org/abs/2111.09886)
    * [BEiT](https://arxiv.org/abs/2106.08254)
    ```

    ```bad
    - [MAE](https://arxiv.org/abs/2111.06377)
          - [code](https://github.com/facebookresearch/mae)

    1. [BEiT](https://arxiv.org/abs/2106.08254)
      - [code](https://github.com/microsoft/unilm)
    ```

    ```good
    - [MAE](https://arxiv.org/abs/2111.06377)
      - [code](https://github.com/facebookresearch/mae)

    1. [BEiT](https://arxiv.org/abs/2106.08254)
       - [code](https://github.com/microsoft/unilm)
    ```
    """

    learns = True
    touches = ("structure",)

    def check(self, document: Document) -> Iterator[Problem]:
        chains = find_chains(document)
        nested = list(with_parents(document, chains))
        reported: set[int] = set()
        for problem in (
            *_separate_lists(document, chains, len(nested)),
            *_uneven_items(document, chains, nested),
            *_uneven_lists(document, nested),
            *_lone_nested_items(document),
        ):
            if problem.span.start not in reported:
                reported.add(problem.span.start)
                yield problem
        yield from _rendered_as_text(document)


def _separate_lists(document: Document, chains: Sequence[Chain], nested: int) -> Iterator[Problem]:
    """Report items whose indent means nested, but which start a new list beside the one above."""
    found: list[Problem] = []
    for chain in chains:
        for upper, lower in pairwise(chain):
            above, item = upper.items[-1], lower.first
            if item.indent <= above.indent or _on_one_line(document, above, item):
                continue
            found.append(Problem(marker_span(item), _too_little(item, above)))
    if len(found) <= max(1, nested):
        yield from found


def _uneven_items(
    document: Document, chains: Sequence[Chain], nested: Sequence[tuple[Chain, Chain]]
) -> Iterator[Problem]:
    """Report items indented more or less than most of their list."""
    steps: defaultdict[int, set[int]] = defaultdict(set)
    for chain, _ in nested:
        parent = document.items[chain[0].first.parent or 0]
        steps[parent.list_id].add(_step(document, chain[0]))
    for each in (each for chain in chains for each in chain):
        if len({item.indent for item in each.items}) == 1 or _is_right_aligned(each):
            continue
        known = known_items(document, each.items)
        indents = Counter(item.indent for item in known)
        usual, count = indents.most_common(1)[0]
        if len(each.items) < _FEWEST_ITEMS or 3 * count < 2 * len(known):
            continue
        nests = steps[each.first.list_id]
        for index, item in enumerate(each.items):
            if item.indent == usual:
                continue
            if index and item.indent - usual in nests:
                # Indented like the nested items: to remove the indent would be wrong.
                yield Problem(marker_span(item), _too_little(item, each.items[index - 1]))
                continue
            yield Problem(
                marker_span(item),
                f"indented by {counted(item.indent, 'space')}:"
                f" use {usual} like {count} of {len(known)} items of this list",
                _moved(document, each, index, usual, safe=not nests),
            )


def _uneven_lists(document: Document, nested: Sequence[tuple[Chain, Chain]]) -> Iterator[Problem]:
    """Report nested lists indented unlike nearly all similar ones."""
    groups: defaultdict[tuple[int, str, int], list[Chain]] = defaultdict(list)
    for chain, _ in nested:
        first = chain[0].first
        parent = document.items[first.parent or 0]
        if not _on_one_line(document, parent, first):
            marker = "1" if parent.ordered else parent.marker
            groups[parent.depth, marker, width(parent)].append(chain)
    roots = _roots(document)
    for group in groups.values():
        steps = Counter(_step(document, chain[0]) for chain in group)
        usual, count = steps.most_common(1)[0]
        if count == len(group) or len(group) < _FEWEST_LISTS or count < 0.9 * len(group):
            continue
        places = [
            (roots[chain[0].first.parent or 0], _step(document, chain[0])) for chain in group
        ]
        here = Counter(places)
        for chain, (root, step) in zip(group, places, strict=True):
            if step == usual or (here[root, step] > 1 and here[root, step] >= here[root, usual]):
                continue
            yield Problem(
                marker_span(chain[0].first),
                f"nested list indented by {counted(step, 'space')}:"
                f" use {usual} like {count} of {len(group)} similar lists",
                _list_moved(document, chain, usual),
            )


def _lone_nested_items(document: Document) -> Iterator[Problem]:
    """Report items that alone are nested so deep, though they look like the item around them.

    What belongs to an item names it: an extension of `Zeek`, a second repository of its owner.
    """
    items = [
        item
        for item in document.items  # one with a mistyped link is a line of the contents, too
        if not _is_in_contents(document, item.span.start)
    ]
    counts = Counter(item.depth for item in items)
    siblings = Counter(item.parent for item in items)
    for deepest in items:
        if deepest.parent is None or counts[deepest.depth] > _FEW_NESTED:
            continue
        item, upper = deepest, document.items[deepest.parent]
        if counts[upper.depth] < _MANY_AROUND:
            continue
        above = document.items[upper.parent] if upper.parent is not None else None
        if above is not None and _is_like(document, upper, above):
            alike = [each for each in items if each.depth == upper.depth]
            if sum(_is_like_above(document, each) for each in alike) > _FEW_NESTED:
                continue
            item, upper = upper, above  # its own fields are the deepest items
        elif above is not None and _is_like(document, item, above):
            upper = above  # between them are the fields of the item above
        elif siblings[item.parent] > 1:
            continue  # one item may slip in too far, several are there for a reason
        if _is_like(document, item, upper) and not _belongs(document, item, upper):
            message = "nested in the item above, as no other item is: remove the indent"
            yield Problem(marker_span(item), message, _unnested(document, item, upper))


def _is_in_contents(document: Document, offset: int) -> bool:
    contents = document.contents
    at = bisect_right(contents, offset, key=lambda each: each.span.start) - 1
    return at >= 0 and contents[at].span.contains(offset)


def _is_like_above(document: Document, item: ListItem) -> bool:
    return item.parent is not None and _is_like(document, item, document.items[item.parent])


def _is_like(document: Document, item: ListItem, upper: ListItem) -> bool:
    """Return whether two items have the same marker, and begin with the same marks.

    Without marks, they begin with some words before a link of the same name.
    """
    text = document.text
    kinds = [each.marker if not each.ordered else "1" for each in (item, upper)]
    looks = [_LOOK.match(text, each.content) for each in (item, upper)]
    if not any(looks):
        looks = [
            WORDS_THEN_LINK.match(text, each.content, each.span.end) for each in (item, upper)
        ]
    labels = {look[look.lastindex or 0] for look in looks if look}
    return kinds[0] == kinds[1] and all(looks) and len(labels) == 1


def _belongs(document: Document, item: ListItem, upper: ListItem) -> bool:
    """Return whether one of two items names the other, or has the same owner."""
    above = document.text[upper.content : item.span.start]
    here = document.slice(Span(item.content, item.span.end))
    for one, other in ((above, here), (here, above)):
        name = _NAME.match(one)
        if name and len(name[1]) > 2 and name[1].casefold() in other.casefold():
            return True
    repositories = [set(_REPOSITORY.findall(each)) for each in (above, here)]
    owners = [{owner for owner, _ in each} for each in repositories]
    return not repositories[0].isdisjoint(repositories[1]) or any(
        document.text.count(f"/{owner}/") <= _FEW_OF_ONE for owner in owners[0] & owners[1]
    )


def _unnested(document: Document, item: ListItem, upper: ListItem) -> Fix | None:
    fix = shifted(document, (item,), upper.indent - item.indent)
    return replace(fix, safe=False) if fix and not item.ordered else None


def _rendered_as_text(document: Document) -> Iterator[Problem]:
    """Report lines that look like items but are part of a paragraph, or code in an item."""
    if not document.items:
        return
    starts = {item.span.start for item in document.items}
    for match in _DEEP_BULLET.finditer(document.text):
        at = match.start(1)
        if at in starts:
            continue
        block = document.block_at(at)
        span = Span(at, at + 1)
        if block is not None and block.kind == "paragraph" and block.span.start < at:
            yield Problem(
                span,
                "shown as part of the text above, not as a list item: indent it less",
            )
        elif _starts_code_in_item(document, match.start() + 1):
            yield Problem(span, "shown as code, not as a list item: indent it less")


def _starts_code_in_item(document: Document, line_start: int) -> bool:
    index = bisect_right(document.code, line_start, key=lambda span: span.start) - 1
    if index < 0 or document.code[index].start != line_start:
        return False
    inner = bisect_right(document.items, line_start, key=lambda item: item.span.start) - 1
    around = inner if inner >= 0 else None
    while around is not None and document.items[around].span.end <= line_start:
        around = document.items[around].parent
    return around is not None


def _too_little(item: ListItem, above: ListItem) -> str:
    return (
        f"indented by {counted(item.indent, 'space')}, too little to be nested in the item above:"
        f" use {above.indent + width(above)}"
    )


def _moved(
    document: Document, each: ItemList, index: int, indent: int, *, safe: bool
) -> Fix | None:
    """Indent an item with everything in it, unless it would become nested in the one before."""
    item = each.items[index]
    if index and indent >= each.items[index - 1].indent + width(each.items[index - 1]):
        return None
    fix = shifted(document, (item,), indent - item.indent)
    return replace(fix, safe=safe) if fix else None


def _list_moved(document: Document, chain: Chain, step: int) -> Fix | None:
    """Indent a nested list with everything in it, where it stays nested in the same item."""
    first = chain[0].first
    parent = document.items[first.parent or 0]
    if len(chain) > 1 or not 0 <= step - width(parent) <= 3:
        return None
    return shifted(document, chain[0].items, parent.indent + step - first.indent)


def _on_one_line(document: Document, upper: ListItem, lower: ListItem) -> bool:
    return "\n" not in document.text[upper.span.start : lower.span.start]


def _is_right_aligned(each: ItemList) -> bool:
    """Return whether numbers of different lengths end in one column."""
    return each.first.ordered and len({it.indent + len(it.marker) for it in each.items}) == 1


def _step(document: Document, each: ItemList) -> int:
    return each.first.indent - document.items[each.first.parent or 0].indent


def _roots(document: Document) -> Sequence[int]:
    """Return the outermost list of each item."""
    roots: list[int] = []
    for item in document.items:
        roots.append(item.list_id if item.parent is None else roots[item.parent])
    return roots
