"""Resolve the lines of a table of contents to the sections that they link to."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from awesomecheck import Contents, ContentsItem, Document, Heading, Section
from awesomecheck_rules.anchors._anchor_targets import AnchorTarget, AnchorTargets, fragment_of


class ContentsLine(Struct, frozen=True):
    """A line of a table of contents and the section that it links to."""

    item: ContentsItem
    parent: int | None
    """Index of the line that it is nested in."""
    grouped: bool
    """Whether it is nested in a line without a link, which only groups others."""
    heading: Heading | None
    """What it links to; None where that is no heading, or does not exist."""
    section: Section | None
    """The section of the heading; None for a heading in a list or quote."""
    dangling: bool
    """Whether its link leads nowhere."""
    near: Section | None = None
    """The section that a dangling link was probably meant for."""
    renamed: bool = False
    """Whether `near` is inferred from a similar name and the position of the line."""

    @property
    def target(self) -> Section | None:
        """The section that it links to, or was meant to."""
        return self.section or self.near


def resolve(
    document: Document, contents: Contents, anchors: AnchorTargets, by_start: Mapping[int, Section]
) -> Iterator[ContentsLine]:
    """Yield the lines of a table of contents; `by_start` has the sections by their start."""
    parents = _item_parents(document, contents) if contents.form == "list" else _by_depth(contents)
    lines: list[ContentsLine] = []
    for item, (parent, grouped) in zip(contents.items, parents, strict=True):
        fragment = fragment_of(item.link)
        target = anchors.exact(fragment) or anchors.lower(fragment)
        others = anchors.again(fragment)
        if target is not None and others and parent is not None:
            target = _named_below(lines[parent].section, (target, *others)) or target
        heading = target.heading if target else None
        dangling = target is None and not anchors.is_on_site(fragment)
        near = anchors.meant_by(item.link) if dangling else None
        line = ContentsLine(
            item,
            parent,
            grouped,
            heading,
            by_start.get(heading.span.start) if heading else None,
            dangling,
            by_start.get(near.heading.span.start) if near and near.heading else None,
        )
        lines.append(line)
        yield line


def _named_below(outer: Section | None, targets: Sequence[AnchorTarget]) -> AnchorTarget | None:
    """Return the one target in a section: of tags with one name, its line means that one."""
    found = [
        each
        for each in targets
        if outer and each.heading and outer.span.contains(each.heading.span.start)
    ]
    return found[0] if len(found) == 1 else None


def _item_parents(document: Document, contents: Contents) -> Iterator[tuple[int | None, bool]]:
    outers = [
        document.items[-1 if each.item is None else each.item].parent for each in contents.items
    ]
    own = {each.item for each in contents.items}
    # One line around all of them, such as the name of the list, groups nothing.
    is_whole = len({outer for outer in outers if outer not in own}) == 1
    by_item: dict[int, int] = {}
    for index, (line, outer) in enumerate(zip(contents.items, outers, strict=True)):
        parent = by_item.get(outer) if outer is not None else None
        if line.item is not None:
            by_item[line.item] = index
        yield parent, line.depth > 0 and parent is None and not is_whole


def _by_depth(contents: Contents) -> Iterator[tuple[int | None, bool]]:
    above: list[int] = []
    for index, line in enumerate(contents.items):
        while above and contents.items[above[-1]].depth >= line.depth:
            above.pop()
        parent = above[-1] if above else None
        above.append(index)
        # A line two levels deeper than its parent has a line without a link in between.
        outer_depth = -1 if parent is None else contents.items[parent].depth
        yield parent, line.depth > outer_depth + 1
