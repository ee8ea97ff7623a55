"""The lines of a table of contents, and the sections that they lead to."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from awesomecheck import Contents, ContentsItem, Document, Heading, Section
from awesomecheck_rules.anchors._places import Places, fragment_of


class Entry(NamedTuple):
    """A line of the contents and the section that it leads to."""

    item: ContentsItem
    parent: int | None
    """Index of the entry that it is nested in."""
    grouped: bool
    """Whether it is nested in something that is no entry: a group that the contents makes."""
    heading: Heading | None
    """Where its link leads; None where that is no heading, or nowhere."""
    section: Section | None
    """That heading's section; a heading in a list or a quote has none."""
    dangling: bool
    """Whether its link leads nowhere at all."""
    near: Section | None = None
    """Where a dangling link was meant to lead, as far as that is plain."""
    renamed: bool = False
    """Whether that is told from a like name and the place in the contents."""

    @property
    def aim(self) -> Section | None:
        """The section that it leads to, or was meant to."""
        return self.section or self.near


def resolve(
    document: Document, contents: Contents, places: Places, by_start: Mapping[int, Section]
) -> Iterator[Entry]:
    """The entries of a table of contents; `by_start` has the sections by where they start."""
    parents = _item_parents(document, contents) if contents.form == "list" else _by_depth(contents)
    for item, (parent, grouped) in zip(contents.items, parents, strict=True):
        fragment = fragment_of(item.link)
        place = places.exact(fragment) or places.lower(fragment)
        heading = place.heading if place else None
        dangling = place is None and not places.of_the_site(fragment)
        near = places.nearest(fragment, item.link.text) if dangling else None
        yield Entry(
            item,
            parent,
            grouped,
            heading,
            by_start.get(heading.span.start) if heading else None,
            dangling,
            by_start.get(near.heading.span.start) if near and near.heading else None,
        )


def _item_parents(document: Document, contents: Contents) -> Iterator[tuple[int | None, bool]]:
    by_item: dict[int, int] = {}
    for index, entry in enumerate(contents.items):
        item = entry.item if entry.item is not None else -1
        outer = document.items[item].parent
        parent = by_item.get(outer) if outer is not None else None
        by_item[item] = index
        yield parent, entry.depth > 0 and parent is None


def _by_depth(contents: Contents) -> Iterator[tuple[int | None, bool]]:
    above: list[int] = []
    for index, entry in enumerate(contents.items):
        while above and contents.items[above[-1]].depth >= entry.depth:
            above.pop()
        parent = above[-1] if above else None
        above.append(index)
        # What stands two deeper, or deep without anything above, has a line without link above.
        over = -1 if parent is None else contents.items[parent].depth
        yield parent, entry.depth > over + 1
