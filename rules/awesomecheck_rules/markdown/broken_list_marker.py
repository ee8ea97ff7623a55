"""The rule `broken-list-marker`."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
import re

from awesomecheck import Block, Document, DocumentRule, Edit, Fix, ListItem, Problem, Span, regex
from awesomecheck_rules.markdown._lists import WORDS_THEN_LINK

_FEWEST_ITEMS = 3
"""Fewer items that begin with a link do not show that all have to."""
_LONGEST = 40
"""What is pointed at of a line without a marker."""
_DASHES = regex(r"^( *)(--|[–—•·‐−])[ ]+(?=[*_\[`\w])", re.MULTILINE)
_LINK = regex(r"(?:\*\*|__|[*_])?\[[^\[\]\n]+\]\((?!#)|(?:\*\*|__)[^*_\n]+(?:\*\*|__)")
"""A link, or bold text."""
_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />", ",")
"""What a line ends with whose text goes on below it."""
_LINE_START = regex(r"\n([ \t]*)(?=[*_\[]|[A-Z])")


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
    """Return the items around an offset, the one above it and the next one, in its section.

    Where the one above has none nested in it, what is nested in the item before it is one, too.
    """
    index = bisect_right(document.items, at, key=lambda item: item.span.start)
    near = list(document.items[index : index + 1])
    above = index - 1 if index else None
    if above is not None and (field := _field_above(document, above)) is not None:
        near.append(field)
    while above is not None:
        near.insert(0, document.items[above])
        above = document.items[above].parent
    section = document.section_at(at)
    return [item for item in near if document.section_at(item.span.start) is section]


def _field_above(document: Document, index: int) -> ListItem | None:
    """Return the first item nested in the item before another one, which has none nested."""
    items = document.items
    for item in reversed(items[:index]):
        if item.parent == items[index].parent:
            break
        if item.parent is not None and items[item.parent].list_id == items[index].list_id:
            return item
    return None


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
    """Yield lines that begin as the items around them do, but without a marker."""
    text = document.text
    looks = Counter(
        (item.list_id, look)
        for item in document.items
        if (look := _look(text, item.content)) is not None
    )
    counts = Counter(item.list_id for item in document.items)
    for at, item in (*_lazy_lines(document), *_paragraphs_between(document)):
        look = _look(text, at)
        alike = looks[item.list_id, look or ""]
        if item.ordered or item.quoted or look is None or look != _look(text, item.content):
            continue
        if alike >= _FEWEST_ITEMS and counts[item.list_id] - alike <= max(1, alike // 10):
            marker = text[item.span.start : item.content]
            message = f"no list marker: not rendered as an entry: add `{item.marker}`"
            indent = " " * (item.indent - (at - document.line_span(at).start))
            span = Span(at, min(document.line_span(at).end, at + _LONGEST))
            yield Problem(span, message, Fix((Edit(Span(at, at), indent + marker),)))


def _look(text: str, at: int) -> str | None:
    """Return how an item begins: the marks of a link or bold text, or the label after words."""
    if _LINK.match(text, at):
        return _opening(text, at)
    words = WORDS_THEN_LINK.match(text, at)
    return words[1] if words else None


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
