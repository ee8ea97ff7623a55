"""Headings that name something, above items that say what each of their links is.

    ### KiteSet

    ![kites](kites.png)

    - Paper: [Kites from Above](https://a.example)
    - Download: <https://b.example>

    > It has ten thousand kites.

Each item would be taken for an entry. Sections of entries have no key twice, and nothing that may
be a title above the items.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from awesomecheck.document.entries._headings import among, heading_record, leaves
from awesomecheck.document.entries._looks import KEY_BEFORE_COLON
from awesomecheck.document.entries._marks import IMAGE, PAD, SPANS
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import LETTER_OR_DIGIT
from awesomecheck.document.entries._records import Record
from awesomecheck.document.nodes import Block, Section
from awesomecheck.document.tree import Document

_FEWEST = 3
"""So many headings side by side with the same keys below them are entries."""
_MOST_ITEMS = 12
_LONGEST_KEY = 20
_FEWEST_WORDS = 5


class _Below(NamedTuple):
    """A section without others in it, and what is below its heading."""

    section: Section
    blocks: Sequence[Block]
    """The heading and its fields; no quotes."""
    keys: Sequence[str]
    """Those of its items, in lower case; empty for an item without one."""
    alone: bool
    """Whether nothing that may be a title is above the items."""


def headings_above_keys(
    document: Document, plain: str, blocks: Sequence[Block]
) -> Iterator[Record]:
    """Yield the headings that are entries with the items below them, in order."""
    groups: dict[tuple[int, int], list[_Below]] = {}
    for section, own in leaves(document, blocks):
        below = _below(document, plain, section, own)
        if below is not None:
            groups.setdefault(among(section), []).append(below)
    counts = Counter(key for group in groups.values() for each in group for key in set(each.keys))
    repeated = frozenset(key for key, count in counts.items() if key and count >= _FEWEST)
    for group in groups.values():
        some = [each for each in group if each.alone and _has_keys(each.keys, repeated)]
        most = [
            each
            for each in some
            if 2 * sum(map(repeated.__contains__, each.keys)) > len(each.keys)
        ]
        keys = {key for each in most for key in each.keys} & repeated
        if len(most) >= _FEWEST and 2 * len(most) > len(group) and len(keys) > 1:
            for each in some:
                yield heading_record(document, each.section, each.blocks)


def _has_keys(keys: Sequence[str], repeated: Container[str]) -> bool:
    """Return whether items of a section have keys that others have, and none has one twice."""
    known = [key for key in keys if key in repeated]
    return 0 < len(known) == len(set(known))


def _below(
    document: Document, plain: str, section: Section, own: Sequence[Block]
) -> _Below | None:
    """Return what is below a heading; None without few items, or without a key before a colon."""
    fields = [own[0], *(block for block in own[1:] if not _is_quoted(document, block))]
    roots: dict[int, Block] = {}
    alone = True
    for block in fields[1:]:
        item = document.items[block.item] if block.item is not None else None
        if item is None:
            alone = alone and bool(roots or _is_no_title(plain, block))
        elif item.parent is None:
            roots.setdefault(block.item or 0, block)
    if not 0 < len(roots) <= _MOST_ITEMS:
        return None
    keys = [_key(plain, block) for block in roots.values()]
    return _Below(section, fields, keys, alone) if any(keys) else None


def _key(plain: str, block: Block) -> str:
    start, end = block.span.start, block.span.end
    match = KEY_BEFORE_COLON.match(plain, start, end)
    if match is not None:
        return match[1].strip().lower()
    text = shown(plain[start:end]) if end - start <= _LONGEST_KEY else ""
    return text.lower()  # `Download`, above links


def _is_quoted(document: Document, block: Block) -> bool:
    start = block.span.start
    return ">" in document.text[document.text.rfind("\n", 0, start) + 1 : start]


def _is_no_title(plain: str, block: Block) -> bool:
    """Return whether a paragraph is a picture, or a sentence in plain words."""
    start, end = block.span.start, block.span.end
    text = plain[start:end].strip(f" \n\t{PAD}{SPANS}{IMAGE}")
    if not LETTER_OR_DIGIT.search(text):
        return True
    words = text.split()
    lower = sum(word[:1].islower() for word in words[1:])
    return text.endswith(".") and len(words) >= _FEWEST_WORDS and 2 * lower > len(words)
