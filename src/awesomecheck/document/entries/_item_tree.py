"""The list items of a document as a tree: what each is like, and which list nothing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._looks import Look, Looker
from awesomecheck.document.entries._roles import role_of_host, role_of_words
from awesomecheck.document.entries._unlisted import introduction
from awesomecheck.document.nodes import Block, ListItem, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_FEWEST_PARENTS = 3
"""A nested link alone whose text is below so many items is a label."""
_FEWEST_KEYS = 5
"""A text before a colon that so many items share is a key, and no name."""
_FEWEST_PARTS = 3
"""So many items that lead to headings of one page by its address are a table of contents."""
_SHARE_OF_PARTS = 0.6
_OWN_PAGE = regex(
    r"(?:\.?/)?(?:contributing|licen[sc]e|code[-_]of[-_]conduct|change-?log)(?:\.md|\.txt)?",
    re.IGNORECASE,
)

_FOLDER = regex(r"(?:tree/(?:[^/]+/)*[^/.]+/?)?")
_ABOUT_REPOSITORY = regex(
    r"(?:stargazers|watchers|network|forks|graphs|issues|pulls|commits)(?:/|\Z)", re.IGNORECASE
)
"""Pages of a repository to which the badges at the top of its README lead."""


class ItemTree(Struct, frozen=True):
    """The list items of a document, with what each has of its own and below it."""

    items: Sequence[ListItem]
    blocks: Mapping[int, Sequence[Block]]
    children: Mapping[int, Sequence[int]]
    looks: Mapping[int, Look]
    """The look of the first block of each item that has one."""
    keys: frozenset[str]
    """What comes before a colon in many items."""
    left_out: frozenset[int]
    """Items of tables of contents and of block quotes."""
    linked: frozenset[int]
    """Items of whose own blocks one has a link that leaves the page."""
    looker: Looker

    def text(self, index: int) -> Span:
        """Return the span of the first block of an item."""
        return self.blocks[index][0].span

    def is_linked(self, index: int) -> bool:
        """Return whether one of an item's own blocks has a link that leaves the page."""
        return index in self.linked

    def is_part(self, index: int) -> bool:
        """Return whether an item is a labelled part of a record: `[code](…)`, `Paper: …`."""
        look = self.looks.get(index)
        return look is not None and (look.kind in ("label", "key") or look.key in self.keys)

    def share_labels(self, parts: Iterable[Iterable[int]]) -> bool:
        """Return whether most parts of several records have a label that others have, too.

        `PyTorch` and `Keras` may be names: below each group are others.
        """
        counts = Counter([label for each in parts for label in set(map(self._label, each))])
        return 2 * sum(n for n in counts.values() if n > 1) >= counts.total()

    def _label(self, index: int) -> str:
        span = self.blocks[index][0].span
        links = self.looker.links(span.start, span.end)
        return self.looks[index].key or (links[0].text.strip("[] ").lower() if links else "")

    def is_about_the_list(self, index: int) -> bool:
        """Return whether an item leads to the licence of its own repository, or the like."""
        span = self.blocks[index][0].span
        return any(
            "://" not in link.url and _OWN_PAGE.fullmatch(link.url)
            for link in self.looker.links(span.start, span.end)
        )

    def all_below(self, index: int) -> Iterator[int]:
        """Yield an item and all nested in it, in order."""
        pending = [index]
        while pending:
            index = pending.pop()
            yield index
            pending += reversed(self.children.get(index, ()))

    def all_blocks(self, index: int) -> list[Block]:
        """Return the blocks of an item and of all nested in it, in order."""
        found = [block for each in self.all_below(index) for block in self.blocks.get(each, ())]
        return sorted(found, key=_start)


def make_tree(document: Document, looker: Looker, blocks: Sequence[Block]) -> ItemTree:
    """Return the items of a document; those of tables of contents and of quotes are left out."""
    own: dict[int, list[Block]] = {}
    children: dict[int, list[int]] = {}
    for block in blocks:
        if block.item is not None and block.kind != "heading":
            own.setdefault(block.item, []).append(block)
    for index, item in enumerate(document.items):
        if item.parent is not None:
            children.setdefault(item.parent, []).append(index)
    left_out = {
        each.item for table in document.contents for each in table.items if each.item is not None
    }
    left_out |= _into_the_page(document)
    left_out.update(_into_the_repository(document, own, looker))
    quoted = {index for index, item in enumerate(document.items) if item.quoted}
    if 2 * len(quoted) < len(document.items):
        left_out |= quoted
    looks = {index: looker.look(each[0].span) for index, each in own.items()}
    for index in (
        *_repeated_labels(document, own, looks, looker),
        *_recordings(document, own, looks, looker),
    ):
        looks[index] = replace(looks[index], kind="label")
    keys = Counter([look.key for look in looks.values() if look.key])
    repeated = frozenset(key for key, count in keys.items() if count >= _FEWEST_KEYS)
    linked = frozenset(
        index for index, each in own.items() if looker.links(each[0].span.start, each[-1].span.end)
    )
    return ItemTree(
        document.items, own, children, looks, repeated, frozenset(left_out), linked, looker
    )


def _repeated_labels(
    document: Document,
    own: Mapping[int, Sequence[Block]],
    looks: Mapping[int, Look],
    looker: Looker,
) -> list[int]:
    """Return the nested items that are a link alone, of a text that is in others: `[Notes](…)`."""
    found: dict[str, list[int]] = {}
    for index, look in looks.items():
        if look.kind == "link" and document.items[index].parent is not None:
            span = own[index][0].span
            links = looker.links(span.start, span.end)
            if len(links) == 1 and not looker.has_words(links, span.start, span.end):
                found.setdefault(links[0].text.lower(), []).append(index)
    parents = {
        text: {document.items[index].parent for index in indices}
        for text, indices in found.items()
    }
    return [
        index
        for text, indices in found.items()
        if len(parents[text]) >= _FEWEST_PARENTS
        for index in indices
    ]


_MOST_RECORDINGS = 2
"""So many talks below an item may be its own; more are those of a conference or a channel."""


def _recordings(
    document: Document,
    own: Mapping[int, Sequence[Block]],
    looks: Mapping[int, Look],
    looker: Looker,
) -> Iterator[int]:
    """Yield the items below one with a link that are only a link to its talk: `[At KITE](…)`.

    None in a list where one of the items above has more talks than one thing has.
    """
    found: dict[int, dict[int, list[int]]] = {}
    for index, look in looks.items():
        parent = document.items[index].parent
        above = looks.get(parent) if parent is not None else None
        if parent is None or look.kind != "link" or above is None or not above.linked:
            continue
        span = own[index][0].span
        links = looker.links(span.start, span.end)
        if len(links) == 1 and not looker.has_words(links, span.start, span.end):
            role = role_of_host(links[0]) or role_of_words(links[0].text)
            if role in ("video", "slides"):
                of_list = found.setdefault(document.items[parent].list_id, {})
                of_list.setdefault(parent, []).append(index)
    for talks in found.values():
        if all(len(indices) <= _MOST_RECORDINGS for indices in talks.values()):
            yield from chain.from_iterable(talks.values())


def _into_the_page(document: Document) -> set[int]:
    """Return the items that lead to a heading of the list by the full address of its page.

    Where most such links of a page do, the others lead to headings that have been renamed.
    """
    headings = {heading.anchor for heading in document.headings}
    found: dict[str, set[int]] = {}
    leading: Counter[str] = Counter()
    for link in document.links:
        page, _, part = link.url.partition("#")
        block = document.block_at(link.span.start) if page and part else None
        if block is not None and block.item is not None:
            found.setdefault(page, set()).add(block.item)
            leading[page] += part.lower() in headings
    return {
        item
        for page, items in found.items()
        if leading[page] >= max(_FEWEST_PARTS, _SHARE_OF_PARTS * len(items))
        for item in items
    }


def _into_the_repository(
    document: Document, own: Mapping[int, Sequence[Block]], looker: Looker
) -> Iterator[int]:
    """Yield the items that lead to folders of the list's own repository, as a table of contents.

    Within a table of contents that leads into the page, so do those that lead to files.
    """
    lists = [each.span for each in document.contents if each.form == "list"]
    starts = [each.start for each in lists]
    repository = _own_repository(document)
    parts: list[int] = []
    for index, blocks in own.items():
        span = blocks[0].span
        links = looker.links(span.start, span.end)
        if not links:
            continue
        target = links[0].target
        around = bisect_right(starts, span.start) - 1
        if links[0].kind == "file" and around >= 0 and lists[around].contains(span.start):
            yield index
        elif (
            target.kind == "github"
            and target.id.lower() == repository
            and _FOLDER.fullmatch(target.path)
        ):
            parts.append(index)
    if len(parts) >= _FEWEST_PARTS:
        yield from parts


def _own_repository(document: Document) -> str | None:
    """Return the repository to whose stars, issues and the like the introduction links."""
    span = introduction(document)
    if span is None:
        return None
    found = {
        link.target.id.lower()
        for link in document.links
        if link.target.kind == "github"
        and span.contains(link.span.start)
        and _ABOUT_REPOSITORY.match(link.target.path)
    }
    return found.pop() if len(found) == 1 else None


def _start(block: Block) -> int:
    return block.span.start
