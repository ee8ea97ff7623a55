"""The rule `broken-list-marker`."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
import re

from awesomecheck import Block, Document, DocumentRule, Edit, Fix, ListItem, Problem, Span

_FEWEST_ITEMS = 3
"""Fewer items that begin with a link do not show that all have to."""
_DASHES = re.compile(r"^( *)(--|[–—•·‐−])[ ]+(?=[*_\[`\w])", re.MULTILINE)
_LINK = re.compile(r"(?:\*\*|__|[*_])?\[[^\[\]\n]+\]\((?!#)|(?:\*\*|__)[^*_\n]+(?:\*\*|__)")
"""A link, or bold text."""
_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />", ",")
"""What a line ends with whose text goes on below it."""
_LINE_START = re.compile(r"\n([ \t]*)(?=[*_\[])")


@dataclass(frozen=True, slots=True)
class BrokenListMarker(DocumentRule):
    """An entry with a list marker that is none, with two of them, or with none at all.

    Only `-`, `*`, `+` and numbers make list items. A line with `--`, `–` or `•` instead, or with
    nothing, is rendered as part of the entry above; and `- -` is a list in a list. A line without
    a marker is reported if it begins with a link or bold text, as all items around it do.

    ```bad
    - [MAE](https://arxiv.org/abs/2111.06377)
    -- [SimMIM](https://arxiv.org/abs/2111.09886)
    [BEiT](https://arxiv.org/abs/2106.08254)
    - - [iBOT](https://arxiv.org/abs/2111.07832)
    - [PeCo](https://arxiv.org/abs/2111.12710)
    - [CAE](https://arxiv.org/abs/2202.03026)
    ```

    ```good
    - [MAE](https://arxiv.org/abs/2111.06377)
    - [SimMIM](https://arxiv.org/abs/2111.09886)
    - [BEiT](https://arxiv.org/abs/2106.08254)
    - [iBOT](https://arxiv.org/abs/2111.07832)
    - [PeCo](https://arxiv.org/abs/2111.12710)
    - [CAE](https://arxiv.org/abs/2202.03026)
    ```
    """

    lists_only = True
    touches = ("structure", "marks")

    def check(self, document: Document) -> Iterator[Problem]:
        if document.items:
            yield from _dashes(document)
            yield from _doubled(document)
            yield from _missing(document)


def _around(document: Document, at: int) -> list[ListItem]:
    """Return the items that end last before an offset and the next one, in the same section."""
    index = bisect_right(document.items, at, key=lambda item: item.span.start)
    near = list(document.items[index : index + 1])
    above = index - 1 if index else None
    while above is not None:
        near.insert(0, document.items[above])
        above = document.items[above].parent
    section = document.section_at(at)
    return [item for item in near if document.section_at(item.span.start) is section]


def _dashes(document: Document) -> Iterator[Problem]:
    """Yield lines of a paragraph with dashes or dots where the items around have a marker."""
    text = document.text
    for match in _DASHES.finditer(text):
        block = document.block_at(match.end())
        if block is None or block.kind != "paragraph":
            continue
        for item in _around(document, match.end()):
            if _is_like(document, item, match, block) and not item.quoted:
                message = f"`{match[2]}` is no list marker: use `{item.marker}`"
                marker = text[item.span.start : item.content]
                span = Span(match.start(2), match.end())
                fix = None if item.ordered else Fix((Edit(span, marker),))
                yield Problem(Span(*match.span(2)), message, fix)
                break


def _is_like(document: Document, item: ListItem, match: re.Match[str], block: Block) -> bool:
    """Return whether an item is indented as a line with dashes, and begins alike."""
    text = document.text
    first, here = text[item.content : item.content + 1], text[match.end()]
    if item.indent != len(match[1]):
        return False
    if not here.isalnum():
        return first == here
    # Words alone may be a remark: they have to be in the item above, or directly above the other.
    is_near = block.item is not None or block.span.end + 1 == item.span.start - item.indent
    return first.isalnum() and is_near


def _doubled(document: Document) -> Iterator[Problem]:
    """Yield items whose first line has a second marker, in a list whose other items have one."""
    parents = {
        document.items[item.parent].span.start: item
        for item in document.items
        if item.parent is not None and document.items[item.parent].content == item.span.start
    }
    counts = Counter(item.list_id for item in document.items)
    doubled = Counter(item.list_id for item in document.items if item.span.start in parents)
    for item in document.items:
        inner = parents.get(item.span.start)
        if inner is None or item.ordered or inner.ordered:
            continue
        if counts[item.list_id] <= max(_FEWEST_ITEMS, 3 * doubled[item.list_id]):
            continue
        fix = Fix((Edit(Span(inner.span.start, inner.content), ""),))
        is_one_line = "\n" not in document.slice(item.span)
        span = Span(inner.span.start, inner.span.start + len(inner.marker))
        yield Problem(span, "list marker twice: remove one", fix if is_one_line else None)


def _missing(document: Document) -> Iterator[Problem]:
    """Yield lines that begin with a link as the items around them do, but without a marker."""
    text = document.text
    linked = Counter(
        item.list_id for item in document.items if _LINK.match(text, item.content) is not None
    )
    counts = Counter(item.list_id for item in document.items)

    def is_model(item: ListItem) -> bool:
        """Return whether the items of a list begin with a link."""
        alike = linked[item.list_id]
        others = counts[item.list_id] - alike
        return alike >= _FEWEST_ITEMS and others <= max(1, alike // 10)

    for at, item in (*_lazy_lines(document), *_paragraphs_between(document)):
        if item.ordered or item.quoted or not is_model(item):
            continue
        look = _LINK.match(text, at)
        if look is not None and _opening(text, at) == _opening(text, item.content):
            marker = text[item.span.start : item.content]
            message = f"no list marker: not rendered as an entry: add `{item.marker}`"
            indent = " " * (item.indent - (at - document.line_span(at).start))
            span = Span(at, look.end())
            yield Problem(span, message, Fix((Edit(Span(at, at), indent + marker),)))


def _opening(text: str, at: int) -> str:
    """Return the marks that a text begins with."""
    end = at
    while text[end : end + 1] in tuple("*_["):
        end += 1
    return text[at:end]


def _lazy_lines(document: Document) -> Iterator[tuple[int, ListItem]]:
    """Yield lines that belong to the item above though they are not indented, and that item."""
    text = document.text
    for block in document.blocks:
        if block.kind != "paragraph" or block.item is None:
            continue
        for match in _LINE_START.finditer(text, block.span.start, block.span.end):
            if not text.endswith(_BREAKS, block.span.start, match.start()):
                item = document.items[block.item]
                while item.parent is not None and item.indent > len(match[1]):
                    item = document.items[item.parent]
                if len(match[1]) == item.indent:
                    yield match.end(), item


def _paragraphs_between(document: Document) -> Iterator[tuple[int, ListItem]]:
    """Yield paragraphs of one line between two items that have the same marker and indent."""
    text = document.text
    paragraphs: list[Block] = [
        block
        for block in document.blocks
        if block.kind == "paragraph"
        and block.item is None
        and text[block.span.start] in "*_["
        and "\n" not in document.slice(block.span)
    ]
    for block in paragraphs:
        around = _around(document, block.span.start)
        for above, below in pairwise(around):
            alike = (above.marker, above.indent) == (below.marker, below.indent)
            between = (
                text[above.span.end : block.span.start] + text[block.span.end : below.span.start]
            )
            if alike and not between.strip():
                yield block.span.start, below
