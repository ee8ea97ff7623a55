"""Records of keys and values, a paragraph each, and the first of them the title.

    **Title:** [Growing Elms](https://a.example)

    **Authors:** Ann Kauri, et al.

    **Description:** Shows how it is done.

Each value may go on over several paragraphs.
"""

from collections.abc import Iterator, Sequence

from awesomecheck.document.entries._reading import KEY, KEYS, LETTER_OR_DIGIT
from awesomecheck.document.entries._records import Record, of_blocks
from awesomecheck.document.nodes import Block, Span
from awesomecheck.document.tree import Document

_FEWEST = 3
"""So many records that are written like this are no chance."""
_FEWEST_KEYS = 3


def keyed_records(document: Document, plain: str, blocks: Sequence[Block]) -> Iterator[Record]:
    """Yield the records of a document that are written as keys and values, in order."""
    outside = [block for block in blocks if block.kind == "paragraph" and block.item is None]
    if sum(_key(plain, block) == "title" for block in outside) < _FEWEST:  # in most lists
        return
    found = [group for group in _groups(document, plain, blocks) if _has_values(plain, group)]
    if len(found) >= _FEWEST:
        for group in found:
            span = Span(group[0].span.start, group[-1].span.end)
            yield of_blocks("paragraph", span, group)


def _groups(document: Document, plain: str, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the paragraphs from each title up to the next, or to the end of its section."""
    group: list[Block] = []
    section = None
    for block in blocks:
        own = document.section_at(block.span.start)
        if own is not section or _key(plain, block) == "title":
            if group:
                yield group
            group = []
            section = own
        if block.kind == "paragraph" and (group or _key(plain, block) == "title"):
            group.append(block)
    if group:
        yield group


def _key(plain: str, block: Block) -> str | None:
    """Return what the key says that a paragraph outside any list begins with."""
    if block.kind != "paragraph" or block.item is not None:
        return None
    key = KEY.match(plain, block.span.start, block.span.end)
    return KEYS.get(key[1].lower(), "other") if key else None


def _has_values(plain: str, group: Sequence[Block]) -> bool:
    """Return whether a title has a text, and paragraphs with other keys below it."""
    key = KEY.match(plain, group[0].span.start, group[0].span.end)
    keys = [_key(plain, block) for block in group]
    return (
        key is not None
        and LETTER_OR_DIGIT.search(plain, key.end(), group[0].span.end) is not None
        and sum(each is not None for each in keys) >= _FEWEST_KEYS
        and any(each in ("authors", "venue", "description") for each in keys)
    )
