"""Records in paragraphs outside any list: alone, or with a list of their fields below.

Paragraphs of one section decide together, and prose that merely has links is none of them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from awesomecheck.document.entries._item_tree import ItemTree
from awesomecheck.document.entries._looks import Look, Looker, LookKind
from awesomecheck.document.entries._marks import (
    CODE,
    EM_START,
    ENDS,
    HARD_BREAK,
    IMAGE,
    LINK_START,
    PAD,
    STRONG_END,
)
from awesomecheck.document.entries._numbered import behind_number, numbered_rows
from awesomecheck.document.entries._reading import SENTENCE
from awesomecheck.document.entries._records import Record, broken_lines, of_blocks
from awesomecheck.document.entries._roles import role_of_host
from awesomecheck.document.entries._set_off import (
    is_label,
    is_set_off,
    leads_to_paper,
    set_off,
)
from awesomecheck.document.entries._unlinked import ends_in_venue
from awesomecheck.document.entries._venues import dated
from awesomecheck.document.nodes import Block, Link, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_FEWEST = 2
"""So many paragraphs of one kind are records; one alone is prose."""
_FEWEST_ALIKE = 3
"""So many paragraphs of a section that are written as entries are."""
_LONGEST_TEXT = 450
"""How many characters a title in plain text may have, with all that is in its paragraph."""
_AFTER_HEAD = regex(
    rf"[{PAD}{ENDS}\s.*†]*+(?:\Z|[,:：\-–—|\[(·•{HARD_BREAK}{LINK_START}{IMAGE}{CODE}{EM_START}])"
)
"""What comes after the title of an entry; in prose a sentence goes on."""


_JOINT = regex(rf"[{PAD}{ENDS}\s,:：.|*_–—-]*+")
"""What may be between a name in bold and the link of its title."""
_REST_OF_LINE = regex(rf"{PAD}*+(?:[^\n{HARD_BREAK}]{PAD}*+){{0,60}}?{HARD_BREAK}")
"""Stars and a licence behind the name, on a line of its own."""
_POINTING = regex("[👉☞→➡⇒➜➔➤►▶]")
_CLAUSE = regex(rf"[{PAD}{ENDS}\s*_]*+,[{PAD}{ENDS}\s*_]*+(?:[a-z]+\s++){{2,}}")
"""A sentence that goes on after bold words and a comma."""


class _Votes(NamedTuple):
    named: int
    texts: int
    records: int


class _Above(Struct, frozen=True):
    """A paragraph, or a line of one, with the list items directly below it."""

    span: Span
    blocks: tuple[Block, ...]
    """The paragraph; none for a line of one."""
    look: Look
    quoted: bool
    """Whether it is in a block quote: a note, where most are in none."""
    roots: tuple[int, ...]
    numbered: bool = False
    """Whether it is one of a row of records with running numbers in one paragraph."""


def paragraph_records(
    document: Document,
    plain: str,
    tree: ItemTree,
    blocks: Sequence[Block],
    taken: Container[int],
) -> tuple[list[Record], set[int]]:
    """Return the paragraphs that are records, and the list items that are their fields.

    `taken` are items that are records, or fields of others.
    """
    found = list(_paragraphs(document, plain, tree, blocks, taken))
    if 2 * sum(each.quoted for each in found) < len(found):
        found = [each for each in found if not each.quoted]
    kinds = _kinds_with_fields(tree, found)
    alike = set_off(
        document, plain, tree.looker, [(each.span, each.look.linked) for each in found]
    )
    labelled = _with_parts(document, plain, tree, found)
    records: list[Record] = []
    claimed: set[int] = set()
    for each in found:
        votes = _votes(tree, each)
        is_head = _is_head(plain, tree.looker, each)
        if each.span in labelled or (
            is_head and each.look.kind in kinds and _are_fields(each, votes)
        ):
            records.append(_with_items(tree, each))
            claimed.update(each.roots)
        elif each.numbered or (
            not votes.records
            and (each.span in alike or (is_head and _is_alone(plain, tree.looker, each)))
        ):
            span = each.span
            start = behind_number(plain, span) if each.numbered else span.start
            records.append(Record("paragraph", span, start, span.end, each.blocks))
    return (records, claimed) if len(records) >= _FEWEST else ([], set())


def _with_parts(
    document: Document, plain: str, tree: ItemTree, found: Sequence[_Above]
) -> set[Span]:
    """Return the paragraphs above lists of labelled parts and no entry, where these repeat.

    They do where several are in one section: one alone may be what a heading names.
    """
    above = [
        each
        for each in found
        if each.roots
        and not each.look.prose
        and plain[each.span.end - 1] not in ":："
        and (votes := _votes(tree, each)).named > 0 == votes.records
    ]
    counts = Counter([document.section_at(each.span.start).own.start for each in above])
    parts = [[root for root in each.roots if tree.is_part(root)] for each in above]
    if max(counts.values(), default=0) < _FEWEST or len(above) < _FEWEST_ALIKE:
        return set()
    return {each.span for each in above} if tree.share_labels(parts) else set()


def _paragraphs(
    document: Document,
    plain: str,
    tree: ItemTree,
    blocks: Sequence[Block],
    taken: Container[int],
) -> Iterator[_Above]:
    """Yield the paragraphs outside any list, each with the list items right below it.

    Where each line of a paragraph is like an entry, the lines are yielded in its place.
    """
    roots = [index for index, item in enumerate(tree.items) if item.parent is None]
    starts = [tree.items[index].span.start for index in roots]
    text = document.text
    outside = [block for block in blocks if block.kind == "paragraph" and block.item is None]
    found = [tree.looker.look(block.span) for block in outside]
    labels = _labels_below(text, outside, found)
    rows = numbered_rows(plain, outside, partial(_is_record, plain, tree.looker))
    for index, block in enumerate(outside):
        start = block.span.start
        quoted = ">" in text[text.rfind("\n", 0, start) + 1 : start]
        if index in rows:
            for line in rows[index]:
                yield _Above(line, (), tree.looker.look(line), quoted, (), numbered=True)
            continue
        lines = broken_lines(plain, block.span)
        looks = [tree.looker.look(line) for line in lines] if len(lines) > 1 else []
        if _are_alike(plain, tree.looker, lines, looks):
            for line, look in zip(lines, looks, strict=True):
                yield _Above(line, (), look, quoted, ())
            continue
        look = found[index]
        if look.kind in ("none", "label", "key") or _points(plain, tree.looker, block.span):
            continue
        own = (block, outside[index + 1]) if index + 1 in labels else (block,)
        position = own[-1].span.end
        at = first = bisect_left(starts, position)
        while (
            at < len(roots) and roots[at] not in taken and not text[position : starts[at]].strip()
        ):
            position = tree.items[roots[at]].span.end
            at += 1
        yield _Above(Span(start, own[-1].span.end), own, look, quoted, tuple(roots[first:at]))


def _points(plain: str, looker: Looker, span: Span) -> bool:
    """Return whether all of a paragraph is an arrow to another page of the list: `→ [More](…)`."""
    links = looker.links(span.start, span.end)
    return (
        len(links) == 1
        and links[0].target.kind == "file"
        and _POINTING.search(plain, span.start, links[0].span.start) is not None
        and not looker.has_words(links, span.start, span.end)
        and role_of_host(links[0]) is None
    )


def _is_record(plain: str, looker: Looker, line: Span) -> bool:
    return is_set_off(plain, looker, line) or ends_in_venue(plain, line)


def _labels_below(text: str, blocks: Sequence[Block], looks: Sequence[Look]) -> set[int]:
    """Return the paragraphs of labelled links alone right below another, where several are."""
    found = {
        index
        for index in range(1, len(blocks))
        if looks[index].kind == "label"
        and looks[index - 1].kind not in ("none", "label", "key")
        and not looks[index - 1].prose
        and not text[blocks[index - 1].span.end : blocks[index].span.start].strip()
    }
    return found if len(found) >= _FEWEST_ALIKE else set()


def _lead_to_papers(looker: Looker, spans: Sequence[Span]) -> bool:
    return all(leads_to_paper(looker, span) for span in spans)


def _are_alike(plain: str, looker: Looker, lines: Sequence[Span], looks: Sequence[Look]) -> bool:
    """Return whether each line of a paragraph is like an entry, and not a part of one."""
    if looks and all(look.kind == "link" for look in looks):
        return True
    if not looks or (len(looks) < _FEWEST_ALIKE and not _lead_to_papers(looker, lines)):
        return False
    return all(
        look.kind not in ("none", "label", "key") and is_set_off(plain, looker, line)
        for line, look in zip(lines, looks, strict=True)
    )


def _kinds_with_fields(tree: ItemTree, found: Sequence[_Above]) -> set[LookKind]:
    """Return what paragraphs begin with where the lists below them are mostly their fields."""
    votes: dict[LookKind, list[_Votes]] = {}
    for each in found:
        if each.roots:
            votes.setdefault(each.look.kind, []).append(_votes(tree, each))
    return {kind for kind, own in votes.items() if _have_fields(kind, own)}


def _have_fields(kind: LookKind, votes: Sequence[_Votes]) -> bool:
    named = sum(each.named for each in votes)
    fields = named + sum(each.texts for each in votes)
    return (
        len(votes) >= _FEWEST
        and fields > sum(each.records for each in votes)
        and (kind == "link" or 2 * named > fields)  # else notes below the name of a group
    )


def _votes(tree: ItemTree, each: _Above) -> _Votes:
    """Return how many items below a paragraph are labelled fields, texts, and records."""
    named = texts = records = 0
    for index in each.roots:
        look = tree.looks.get(index)
        if look is None or index in tree.left_out:
            continue
        if tree.is_part(index):
            named += 1
        elif not look.linked or look.prose:
            texts += 1
        elif look.kind != "url":
            records += 1
    return _Votes(named, texts, records)


def _are_fields(each: _Above, votes: _Votes) -> bool:
    fields = votes.named + votes.texts
    return fields > 0 and fields >= votes.records and (each.look.linked or votes.named > 0)


def _with_items(tree: ItemTree, each: _Above) -> Record:
    blocks = [*each.blocks, *(block for root in each.roots for block in tree.all_blocks(root))]
    end = tree.items[each.roots[-1]].span.end if each.roots else each.span.end
    return of_blocks("paragraph", Span(each.span.start, end), blocks)


def _is_head(plain: str, looker: Looker, each: _Above) -> bool:
    """Return whether a paragraph begins with a name or a title, and no sentence goes on there."""
    start, end = each.span.start, each.span.end
    links = looker.links(start, end)
    if each.look.prose or (links and _is_row_of_links(looker, links, start, end)):
        return False
    if each.look.kind == "strong":
        bold = plain.find(STRONG_END, start)
        return (
            _AFTER_HEAD.match(plain, bold, end) is not None
            and _CLAUSE.match(plain, bold, end) is None
        )
    if each.look.kind in ("link", "url"):
        return SENTENCE.match(plain, links[0].span.end, end) is None
    return len(plain[start:end].replace(PAD, "")) <= _LONGEST_TEXT


def _is_alone(plain: str, looker: Looker, each: _Above) -> bool:
    """Return whether a paragraph that begins with a name or a title is an entry without a list."""
    start, end = each.span.start, each.span.end
    links = looker.links(start, end)
    if not links:
        return False
    first = links[0]
    match each.look.kind:
        case "link":
            after = _AFTER_HEAD.match(plain, first.span.end, end) or _REST_OF_LINE.match(
                plain, first.span.end, end
            )
            sentence = any(SENTENCE.match(plain, link.span.end, end) for link in links)
            return (after is not None and not sentence) or _is_dated(plain, first.span.end, end)
        case "strong":
            bold = plain.find(STRONG_END, start)
            return not any(SENTENCE.match(plain, link.span.end, end) for link in links) and (
                any(is_label(link) or role_of_host(link) == "paper" for link in links)
                or _is_dated(plain, start, end)
                or _JOINT.fullmatch(plain, bold, max(bold, first.span.start)) is not None
            )
        case "text" if each.look.named:
            return True
        case "text":
            return all(map(is_label, links)) and _is_dated(plain, start, end)
        case _:
            return False


def _is_row_of_links(looker: Looker, links: Sequence[Link], start: int, end: int) -> bool:
    """Return whether a paragraph is links alone, as of badges or of other pages."""
    names = sum(not is_label(link) for link in links)
    return names > 1 and not looker.has_words(links, start, end)


def _is_dated(plain: str, start: int, end: int) -> bool:
    return any(found.likely or found.venue is None for found in dated(plain, start, end))
