"""Find the lists of a document, and which of them directly follow one another."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesomecheck import Document, ListItem, Span, regex

WORDS_THEN_LINK = regex(r"(?:[^\s*_`\[\]]+ ){4}[^\n\[\]]*\[+([^\[\]\n]+)\]")
"""An item that begins with words, and the label of its first link: `A title. [[pdf](…)]`."""


class ItemList(Struct, frozen=True):
    """One list as GitHub renders it: a different marker starts a new list."""

    items: tuple[ListItem, ...]

    @property
    def first(self) -> ListItem:
        """The item that says what the list looks like."""
        return self.items[0]

    @property
    def span(self) -> Span:
        """From the first marker to the end of the last item."""
        return Span(self.items[0].span.start, self.items[-1].span.end)


Chain = Sequence[ItemList]
"""Lists of one level with only whitespace between them."""


def find_chains(document: Document) -> tuple[Chain, ...]:
    """Return all lists of a document, in chains, in document order."""
    found: dict[int, list[ListItem]] = {}
    for item in document.items:
        found.setdefault(item.list_id, []).append(item)
    chains: list[list[ItemList]] = []
    latest: dict[int | None, list[ItemList]] = {}
    for items in found.values():
        each = ItemList(tuple(items))
        chain = latest.get(each.first.parent)
        if chain is not None and _are_adjacent(document, chain[-1], each):
            chain.append(each)
        else:
            latest[each.first.parent] = chain = [each]
            chains.append(chain)
    return tuple(chains)


def _are_adjacent(document: Document, upper: ItemList, lower: ItemList) -> bool:
    if upper.first.quoted != lower.first.quoted:
        return False
    gap = document.text[upper.span.end : lower.span.start]
    return not gap.strip(" \t\n>" if lower.first.quoted else " \t\n")


def known_items(document: Document, items: Sequence[ListItem]) -> Sequence[ListItem]:
    """Return the items that were there before a change; all if none was."""
    return [item for item in items if not document.is_new(item.span.start)] or items


def marker_span(item: ListItem) -> Span:
    """Return where the marker of an item is."""
    return Span(item.span.start, item.span.start + len(item.marker))


def with_parents(document: Document, chains: Sequence[Chain]) -> Iterator[tuple[Chain, Chain]]:
    """Yield each nested chain with the chain that its parent item is in."""
    around = {each.first.list_id: chain for chain in chains for each in chain}
    for chain in chains:
        parent = chain[0].first.parent
        if parent is not None:
            yield chain, around[document.items[parent].list_id]
