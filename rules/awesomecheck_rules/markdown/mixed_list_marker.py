"""The rule `mixed-list-marker`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, regex, share
from awesomecheck_rules.markdown._lists import (
    Chain,
    ItemList,
    find_chains,
    known_items,
    marker_span,
    with_parents,
)

_BLANK_LINE = regex(r"\n[ \t>]*\n")
_THEMATIC_BREAK = regex(r"([-*][ \t]*){3,}")
_CLEAR_SHARE = 0.8
_FEWEST_LISTS = 5
_FEWEST_SECTIONS = 10


class MixedListMarker(DocumentRule):
    """A list that mixes `*`, `-` and `+`.

    A different marker starts a new list: what looks like one list in the source is rendered as
    two, with a gap between them. The marker that most items have is taken as the right one. Lists
    nested in the items of one list are compared with each other too, and so are the lists of
    sibling sections. A list may use one marker for each level, or a different one in a section of
    another kind.

    ```bad
    * [MAE](https://arxiv.org/abs/2111.06377)
    * [SimMIM](https://arxiv.org/abs/2111.09886)
    - [BEiT](https://arxiv.org/abs/2106.08254)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    * [SimMIM](https://arxiv.org/abs/2111.09886)
    * [BEiT](https://arxiv.org/abs/2106.08254)
    ```
    """

    learns = True
    touches = ("structure",)

    def check(self, document: Document) -> Iterator[Problem]:
        chains = find_chains(document)
        reported: set[int] = set()
        for problem, odd in _odd_lists(document, chains):
            if odd.first.list_id not in reported:
                reported.add(odd.first.list_id)
                yield problem


def _odd_lists(document: Document, chains: Sequence[Chain]) -> Iterator[tuple[Problem, ItemList]]:
    items = Counter(
        (each.depth, each.marker)
        for each in document.items
        if not document.is_new(each.span.start)
    )
    for chain in chains:
        if len(chain) > 1:
            yield from _odd_in_chain(document, chain, items)
    alone = {chain[0].first.list_id: chain[0] for chain in chains if len(chain) == 1}
    for group in (*_nested_groups(document, chains), *_section_groups(document, chains)):
        markers = Counter(each.first.marker for each in group)
        usual, count = markers.most_common(1)[0]
        for each in group:
            marker = each.first.marker
            if marker != usual:
                others = share(count, len(group), "similar list")
                message = f"list marker `{marker}`: use `{usual}` like {others}"
                fixable = each.first.list_id in alone
                fix = _with_marker(document, each, usual) if fixable else None
                yield Problem(marker_span(each.first), message, fix), each


def _odd_in_chain(
    document: Document, chain: Chain, items: Mapping[tuple[int, str], int]
) -> Iterator[tuple[Problem, ItemList]]:
    whole = Span(chain[0].span.start, chain[-1].span.end)
    for _, level in groupby(sorted(chain, key=_indent), key=_indent):
        lists = [each for each in level if not each.first.ordered]
        known = known_items(document, [item for each in lists for item in each.items])
        markers = Counter({each.first.marker: 0 for each in lists})
        markers.update(item.marker for item in known)
        usual = _usual(markers, chain[0].first.depth, items) if len(markers) > 1 else None
        if usual is None:
            continue
        joins = not _BLANK_LINE.search(document.text, whole.start, whole.end)
        for each in lists:
            marker = each.first.marker
            if marker != usual:
                remedy = f"use `{usual}` like the items around it"
                message = f"`{marker}` starts a new list here: {remedy}"
                fix = _with_marker(document, each, usual) if joins else None
                yield Problem(marker_span(each.first), message, fix), each


def _usual(markers: Counter[str], depth: int, items: Mapping[tuple[int, str], int]) -> str | None:
    """Return the marker of most items here; where it is close, of most in the document."""
    marker, count = markers.most_common(1)[0]
    if count >= _CLEAR_SHARE * markers.total():
        return marker
    counts = Counter({each: items[depth, each] for each in markers})
    marker, count = counts.most_common(1)[0]
    return marker if 3 * count >= 2 * counts.total() else None


def _indent(each: ItemList) -> int:
    return each.first.indent


def _nested_groups(document: Document, chains: Sequence[Chain]) -> Iterator[Sequence[ItemList]]:
    """Yield the lists nested in the items of one list, where nearly all have one marker."""
    groups: defaultdict[int, list[ItemList]] = defaultdict(list)
    for chain, parent in with_parents(document, chains):
        groups[parent[0].first.list_id] += [each for each in chain if not each.first.ordered]
    return (group for group in groups.values() if _has_habit(group, _FEWEST_LISTS, _CLEAR_SHARE))


def _section_groups(document: Document, chains: Sequence[Chain]) -> Iterator[Sequence[ItemList]]:
    """Yield similar lists of sibling sections, one in each, nearly all with one marker."""
    contents = {
        document.items[entry.item].list_id
        for contents in document.contents
        for entry in contents.items
        if entry.item is not None
    }
    lists: defaultdict[int, list[ItemList]] = defaultdict(list)
    for chain in chains:
        first = chain[0].first
        if first.parent is None and not first.quoted and first.list_id not in contents:
            lists[document.section_at(first.span.start).own.start].extend(chain)
    groups: defaultdict[tuple[int, int, bool], list[ItemList]] = defaultdict(list)
    for start, found in lists.items():
        section = document.section_at(start)
        if len(found) == 1 and section.heading and section.parent and not found[0].first.ordered:
            tall = _is_tall(document, found[0])
            groups[section.parent.own.start, section.heading.level, tall] += found
    return (group for group in groups.values() if _has_habit(group, _FEWEST_SECTIONS, 0.9))


def _is_tall(document: Document, each: ItemList) -> bool:
    """Return whether most items have several lines, like entries with authors and links."""
    return 2 * sum("\n" in document.slice(item.span) for item in each.items) > len(each.items)


def _has_habit(group: Sequence[ItemList], fewest: int, share: float) -> bool:
    if len(group) < fewest:
        return False
    markers = Counter(each.first.marker for each in group)
    return len(markers) > 1 and markers.most_common(1)[0][1] >= share * len(group)


def _with_marker(document: Document, each: ItemList, marker: str) -> Fix | None:
    """Replace the markers of a list, unless an item would become a ruler or a heading."""
    edits: list[Edit] = []
    for item in each.items:
        start = item.span.start
        rest = document.source.line_at(start)[document.source.position(start).column :]
        if not rest.strip() or _THEMATIC_BREAK.fullmatch(f"{marker}{rest}"):
            return None
        edits.append(Edit(Span(start, start + 1), marker))
    return Fix(tuple(edits))
