"""Records in Markdown lists: items, each with the nested items that are its fields.

Whether nested items are fields of the item around them, or records of their own, all items of
one look in a section decide together.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from awesomecheck.document.entries._authors import find_authors, name_and_authors
from awesomecheck.document.entries._item_tree import ItemTree
from awesomecheck.document.entries._looks import Look
from awesomecheck.document.entries._own_links import own_links
from awesomecheck.document.entries._records import Record, of_blocks
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._unlinked import (
    ends_in_venue,
    has_authors_below,
    is_citation,
    is_title_and_venue,
    is_titled,
    may_cite,
    opens_with_known,
)
from awesomecheck.document.entry import EntryForm
from awesomecheck.document.nodes import Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_MOST_SHAPES = 20
_Place = tuple[int | None, int]
"""The item around an item, and its list."""
_Parent = Literal["linked", "strong", "authors", "plain"]
"""What an item with nested items is like: it has a link, is in bold, names authors, or neither."""
_FEW = 2
"""So many nested items with a text and a link may be fields of one record; more are records."""
_TEXT_EDGES = " .,:;：，。-–*_"
_FEWEST_PARENTS = 3
"""Where a section has fewer items of one look, those of the whole document decide with them."""
_FEWEST_TITLE_WORDS = 2
_FEWEST_PAPERS = 2
_YEAR = regex(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_FEWEST_LINKED = 3
"""So many items with a link, written like it, make an item without one a record."""
_Family = tuple[int, _Parent]
"""A section, by its start, and what the items in it are like."""


class _Votes(NamedTuple):
    fields: int
    records: int
    parents: int = 1
    """How many items with nested ones have cast them."""


def item_records(
    document: Document, plain: str, tree: ItemTree, claimed: Container[int]
) -> Iterator[Record]:
    """Yield the list items that are records, in order; none of those that others have claimed."""
    with_fields = _with_fields(document, plain, tree)
    shapes = _shapes(tree)
    authored = _above_authors(plain, tree)
    cited = _citations(plain, tree) | _dated_first(plain, tree) | authored
    cited |= _with_venues_behind(plain, tree)
    pending = [
        index
        for index, item in enumerate(tree.items)
        if item.parent is None and index not in claimed
    ]
    pending.reverse()
    while pending:
        index = pending.pop()
        children = tree.children.get(index, ())
        own = tree.blocks.get(index, ())
        if own and index not in tree.left_out:
            if index in with_fields or (index in authored and children):
                span = tree.items[index].span
                yield of_blocks("nested", span, tree.all_blocks(index), index)
                continue
            grouped = _grouped(tree, index)
            if grouped:
                yield from grouped
            elif _is_record(tree, index, shapes) or index in cited:
                yield _leaf(tree, index)
        pending += reversed(children)


def _leaf(tree: ItemTree, index: int) -> Record:
    item, own = tree.items[index], tree.blocks[index]
    form: EntryForm = "numbered" if item.ordered else "bullet"
    if len(own) > 1:
        form = "nested"
    span = Span(item.span.start, own[-1].span.end) if index in tree.children else item.span
    return of_blocks(form, span, own, index)


def _is_record(tree: ItemTree, index: int, shapes: Mapping[_Place, list[tuple[str, int]]]) -> bool:
    look = tree.looks[index]
    if look.kind == "key":
        return tree.items[index].parent is None and _is_key_of_title(tree, index)
    if look.kind == "none":
        return False
    if tree.is_linked(index):
        return not look.prose and not tree.is_about_the_list(index)
    if index in tree.children or _place(tree, index) not in shapes:
        return False
    shape = tree.looker.shape(tree.blocks[index][0].span)
    alike = sum(count for each, count in shapes[_place(tree, index)] if each.startswith(shape))
    return alike >= _FEWEST_LINKED and (shape != "" or look.dated)


def _is_key_of_title(tree: ItemTree, index: int) -> bool:
    """Return whether an item is `Paper: [Title](…)`, and no link of another entry."""
    span = tree.blocks[index][0].span
    first = next(iter(tree.looker.links(span.start, span.end)), None)
    return (
        first is not None
        and role_of_label(tree.looks[index].key) == "paper"
        and len(first.text.split()) >= _FEWEST_TITLE_WORDS
    )


def _citations(plain: str, tree: ItemTree) -> set[int]:
    """Return the items that cite papers without a link, by themselves or as most beside them."""
    places: dict[_Place, list[int]] = {}
    for index, look in tree.looks.items():
        if look.kind != "none" and not any(map(tree.is_linked, tree.children.get(index, ()))):
            places.setdefault(_place(tree, index), []).append(index)
    found: set[int] = set()
    others: list[int] = []
    for indices in places.values():
        unlinked = [index for index in indices if not tree.is_linked(index)]
        cited = {index for index in unlinked if is_citation(plain, tree.text(index))}
        found |= cited
        others += [index for index in unlinked if index not in cited]
        records = len(indices) - len(unlinked) + len(cited)
        if len(cited) >= _FEWEST_LINKED and records * 2 > len(indices):
            found |= {index for index in unlinked if is_titled(plain, tree.text(index))}
        published = [index for index in unlinked if ends_in_venue(plain, tree.text(index))]
        if len(published) >= _FEWEST_LINKED and 2 * len(published) > len(unlinked):
            found.update(unlinked)
        elif len(indices) - len(unlinked) >= _FEWEST_LINKED:
            found.update(published)
        found.update(each for each in unlinked if tree.looker.ends_in_byline(tree.text(each)))
    if len(found) > max(_FEWEST_LINKED, len(others)):  # it is a list of such
        found.update(each for each in others if may_cite(plain, tree.text(each)))
    return found


def _dated_first(plain: str, tree: ItemTree) -> set[int]:
    """Return the items without a link that begin with a venue and its year, as those around do.

    `18-OSDI-Title`, `[NSDI'23] Title`, `ICML 2019: Title`: most of their venues are known ones.
    """
    places: dict[_Place, list[int]] = {}
    opened: dict[int, bool] = {}
    for index, look in tree.looks.items():
        if look.kind != "none" and not tree.is_linked(index) and index not in tree.left_out:
            places.setdefault(_place(tree, index), []).append(index)
            known = opens_with_known(plain, tree.text(index))
            if known is not None:
                opened[index] = known
    if sum(opened.values()) < _FEWEST_LINKED or 2 * sum(opened.values()) <= len(opened):
        return set()
    return {
        index
        for indices in places.values()
        if 2 * sum(index in opened for index in indices) > len(indices)
        for index in indices
        if index in opened
    }


def _with_venues_behind(plain: str, tree: ItemTree) -> set[int]:
    """Return the items that are a title, set off, and a venue without a link.

    So are most without a link in their lists, and there are several.
    """
    unlinked: Counter[_Place] = Counter()
    found: dict[_Place, list[int]] = {}
    for index, look in tree.looks.items():
        if look.kind in ("none", "link") or tree.is_linked(index) or index in tree.left_out:
            continue
        place = _place(tree, index)
        unlinked[place] += 1
        if is_title_and_venue(plain, tree.text(index)):
            found.setdefault(place, []).append(index)
    most = [
        index for place, own in found.items() if 2 * len(own) > unlinked[place] for index in own
    ]
    return set(most) if len(most) >= _FEWEST_LINKED else set()


def _above_authors(plain: str, tree: ItemTree) -> set[int]:
    """Return the items without a link that are a title and, on the next line, its authors.

    So are most in their lists, and there are several.
    """
    places: dict[_Place, list[int]] = {}
    for index, look in tree.looks.items():
        if look.kind != "none" and index not in tree.left_out:
            places.setdefault(_place(tree, index), []).append(index)
    found: set[int] = set()
    for indices in places.values():
        own = {index for index in indices if _is_above_authors(plain, tree, index)}
        if 2 * len(own) > len(indices):
            found |= own
    return found if len(found) >= _FEWEST_LINKED else set()


def _is_above_authors(plain: str, tree: ItemTree, index: int) -> bool:
    children = tree.children.get(index, ())
    if len(children) > _FEW or any(map(tree.is_linked, (index, *children))):
        return False
    below = [block.span for each in children[:1] for block in tree.blocks.get(each, ())]
    return has_authors_below(plain, [*(block.span for block in tree.blocks[index]), *below])


def _place(tree: ItemTree, index: int) -> _Place:
    item = tree.items[index]
    return item.parent, item.list_id


def _shapes(tree: ItemTree) -> dict[_Place, list[tuple[str, int]]]:
    """Return how most items with a link are written, where one without is beside them."""
    places = {_place(tree, index) for index in tree.looks if not tree.is_linked(index)}
    found: dict[_Place, Counter[str]] = {}
    for index, look in tree.looks.items():
        place = _place(tree, index)
        if place in places and tree.is_linked(index) and not look.prose:
            shape = tree.looker.shape(tree.blocks[index][0].span)
            found.setdefault(place, Counter())[shape] += 1
    return {place: counts.most_common(_MOST_SHAPES) for place, counts in found.items()}


def _grouped(tree: ItemTree, index: int) -> list[Record]:
    """Return the paragraphs of an item that are records below the name of their group."""
    own = tree.blocks[index]
    if len(own) <= _FEW or tree.looks[index].linked:
        return []
    later = [tree.looker.look(block.span) for block in own[1:]]
    if sum(look.kind == "link" for look in later) * 2 <= len(later):
        return []
    return [
        of_blocks("paragraph", block.span, (block,))
        for block, look in zip(own[1:], later, strict=True)
        if look.kind == "link"
    ]


def _with_fields(document: Document, plain: str, tree: ItemTree) -> set[int]:
    """Return the items whose nested items are their fields."""
    ballots: dict[int, tuple[_Family, _Votes]] = {}
    for index, children in tree.children.items():
        if index in tree.looks and index not in tree.left_out:
            parent = _parent(plain, tree, index)
            section = document.section_at(tree.items[index].span.start).own.start
            papers = _own_papers(plain, tree, index, children)
            own = (
                own_links(plain, tree, index, children) if parent != "linked" else frozenset[int]()
            )
            ballots[index] = (section, parent), _votes(tree, parent, children, papers, own)
    sections: dict[_Family, _Votes] = {}
    everywhere: dict[_Parent, _Votes] = {}
    for family, votes in ballots.values():
        sections[family] = _sum(sections.get(family), votes)
        everywhere[family[1]] = _sum(everywhere.get(family[1]), votes)
    found: set[int] = set()
    for index, (family, votes) in ballots.items():
        total = sections[family]
        if total.parents < _FEWEST_PARENTS:
            total = everywhere[family[1]]
        if _are_fields(family[1], votes, total):
            found.add(index)
    return found


def _sum(total: _Votes | None, votes: _Votes) -> _Votes:
    if total is None:
        return votes
    return _Votes(*(one + other for one, other in zip(total, votes, strict=True)))


def _are_fields(parent: _Parent, votes: _Votes, total: _Votes) -> bool:
    """Return whether the nested items of an item are fields, by its own votes and by all."""
    if parent == "linked" and not (votes.fields and votes.records):
        return votes.fields > 0  # lists mix such items, and each is clear by itself
    return 0 < total.fields >= total.records


def _parent(plain: str, tree: ItemTree, index: int) -> _Parent:
    look = tree.looks[index]
    span = tree.blocks[index][0].span
    if look.linked or plain.find("://", span.start, span.end) >= 0:
        return "linked"  # `[https://…]` is no link on GitHub, but meant as one
    _, authors = name_and_authors(plain, span.start, span.end)
    if authors is not None and authors.several:
        return "authors"
    return "strong" if look.kind == "strong" else "plain"


def _own_papers(plain: str, tree: ItemTree, index: int, children: Sequence[int]) -> list[int]:
    """Return the nested items that are papers of their own, as the one above is.

    Below a name in bold, one is its title; several are of a group.
    """
    found = [each for each in children if _is_paper(plain, tree, each)]
    if len(found) >= _FEWEST_PAPERS or (found and _is_paper(plain, tree, index)):
        return found
    return []


def _is_paper(plain: str, tree: ItemTree, index: int) -> bool:
    """Return whether an item is a title, its year, and a labelled link to the paper."""
    look = tree.looks.get(index)
    if look is None or look.kind != "text" or not look.linked or look.prose:
        return False
    span = tree.blocks[index][0].span
    links = tree.looker.links(span.start, span.end)
    if role_of_label(links[0].text) != "paper":
        return False
    before = links[0].span.start
    if _YEAR.search(plain, span.start, before) is None:
        return False
    authors = find_authors(plain, span.start, before)
    return authors is None or not authors.several


def _votes(
    tree: ItemTree,
    parent: _Parent,
    children: Sequence[int],
    papers: Container[int],
    own: Container[int],
) -> _Votes:
    """Return how many nested items look like fields of such an item, and how many like records.

    `papers` are those that are papers of their own, `own` those with the link of the item.
    """
    seen = [(child, tree.looks[child]) for child in children if child in tree.looks]
    looks = [look for _, look in seen]
    few_texts = sum(map(_is_linked_text, looks)) <= _FEW
    one_link = sum(look.kind == "link" for look in looks) == 1
    fields = records = 0
    for child, look in seen:
        match look.kind:
            case _ if look.key in tree.keys or child in own:
                fields += 1
            case "link" if parent in ("strong", "authors") and one_link:
                fields += len(looks) > 1  # the title of what the bold name names
            case "link":
                records += 1
            case "label" | "key":
                fields += 1
            case "url" if parent == "plain":
                records += 1
            case "text" if look.prose and parent != "linked":
                pass
            case "text" | "strong" if look.linked:
                is_field = parent == "linked" or (parent != "plain" and few_texts)
                is_field = is_field and child not in papers
                fields += is_field
                records += not is_field
            case "strong" if parent == "strong":
                pass  # the name of a group within one
            case "text" if parent != "linked":
                pass  # a field, the name of a group, or a note on it
            case _:
                fields += 1
    return _Votes(fields, records)


def _is_linked_text(look: Look | None) -> bool:
    return look is not None and look.linked and look.kind in ("text", "strong")
