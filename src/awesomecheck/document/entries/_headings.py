"""Records that are headings with a little content each: where sibling headings repeat it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from awesomecheck.document.entries._cut import Cut, cut_record
from awesomecheck.document.entries._item_tree import ItemTree
from awesomecheck.document.entries._looks import Looker
from awesomecheck.document.entries._notes import AWARD
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._reading import LETTER_OR_DIGIT, WORD, make_parts
from awesomecheck.document.entries._records import Record, holds_none, of_blocks
from awesomecheck.document.entries._roles import names_host, role_of_label
from awesomecheck.document.entries._scores import is_person, whole_authors
from awesomecheck.document.entries._venues import bare_venue
from awesomecheck.document.nodes import Block, Section, Span
from awesomecheck.document.tree import Document

_FEWEST = 3
"""So many headings side by side, alike, are records; fewer are sections."""
_MARKER = 10
"""How far from the start of its line the text of a heading may be."""
_FEWEST_WORDS = 3
"""So many words a title has; a heading of fewer names a section."""
_MOST_BELOW = 4
_MOST_DESCRIBED = 8
_MOST_OF_VENUE = 6
_SENTENCE_ENDS = ".!?。"
_LONGEST = 3000
"""How many characters a record below its heading may have."""


class _Candidate(Struct, frozen=True):
    section: Section
    blocks: Sequence[Block]
    """The heading and what is below it, subsections left out."""
    linked: bool
    """Whether the heading is a link that names something: this alone tells much."""
    fits: bool


class _Titled(Struct, frozen=True):
    """A section without others in it."""

    section: Section
    blocks: Sequence[Block]
    """The heading and what is below it."""
    may_be_title: bool
    """Whether the heading has enough words, and something is below it."""


def titles_in_headings(
    document: Document, looker: Looker, plain: str, blocks: Sequence[Block]
) -> Iterator[Record]:
    """Yield the headings that are titles: below each is nothing but authors, dates and labels.

    What is below one would be taken for entries without a title.
    """
    levels: dict[int, dict[int, list[_Titled]]] = {}
    for section, own in leaves(document, blocks):
        parent, level = among(section)
        words = WORD.findall(plain, own[0].span.start, own[0].span.end)
        titled = _Titled(section, own, len(own) > 1 and len(words) >= _FEWEST_WORDS)
        levels.setdefault(level, {}).setdefault(parent, []).append(titled)
    for groups in levels.values():
        found: list[_Titled] = []
        small: list[_Titled] = []
        for group in groups.values():
            if len(group) < _FEWEST:
                small += group
            else:
                found += _titles(looker, plain, group, _FEWEST)
        found += _titles(looker, plain, small, 1 if found else _FEWEST)
        yield from (heading_record(document, each.section, each.blocks) for each in found)


def _titles(
    looker: Looker, plain: str, group: Sequence[_Titled], fewest: int
) -> Sequence[_Titled]:
    """Return the headings of a group with nothing but fields below them, where most are so."""
    described = [each for each in group if _is_described(looker, plain, each.blocks)]
    if len(described) >= _FEWEST and 3 * len(described) >= 2 * len(group):
        return described
    if sum(each.may_be_title for each in group) < fewest:
        return ()
    found = [each for each in group if _has_only_fields(looker, plain, each.blocks)]
    titles = sum(each.may_be_title for each in found)
    return found if titles >= fewest and 3 * len(found) >= 2 * len(group) else ()


def _is_described(looker: Looker, plain: str, own: Sequence[Block]) -> bool:
    """Return whether a sentence is below a heading, and then items that are labels or keys."""
    if not 3 <= len(own) <= _MOST_DESCRIBED or own[1].kind != "paragraph":
        return False
    if any(block.item is None for block in own[2:]) or own[1].item is not None:
        return False
    text, looks = own[1].span, [looker.look(block.span) for block in own[2:]]
    return (
        plain[text.end - 1] in _SENTENCE_ENDS
        and not looker.links(text.start, text.end)
        and any(look.kind in ("label", "key") and look.linked for look in looks)
        and all(look.kind in ("label", "key") or (look.key and not look.linked) for look in looks)
    )


def _has_only_fields(looker: Looker, plain: str, own: Sequence[Block]) -> bool:
    """Return whether fields are below a heading, and then at most notes: texts without a link."""
    if len(own) > 2 * _MOST_BELOW:
        return False
    last = max(1, len(own) - 1)
    while last > 1 and not looker.links(own[last].span.start, own[last].span.end):
        last -= 1
    start, below = own[0].span.start, own[1].span.start if len(own) > 1 else own[0].span.end
    return are_fields(looker, plain, start, below, own[min(last, len(own) - 1)].span.end)


def leaves(
    document: Document, blocks: Sequence[Block]
) -> Iterator[tuple[Section, Sequence[Block]]]:
    """Yield the sections without others in them, each with its blocks, the heading first."""
    starts = [block.span.start for block in blocks]
    for section in document.sections[1:]:
        if section.span.end == section.own.end:
            first = bisect_left(starts, section.own.start)
            own = blocks[first : bisect_left(starts, section.own.end, first)]
            if own and own[0].kind == "heading":
                yield section, own


def among(section: Section) -> tuple[int, int]:
    """Return what headings side by side have in common: what they are in, and their level."""
    parent = section.parent.own.start if section.parent else -1
    return parent, section.heading.level if section.heading else 0


def are_fields(looker: Looker, plain: str, start: int, below: int, end: int) -> bool:
    """Return whether all below a title is authors, dates or labels, and a link is among it."""
    parts, _ = make_parts(plain, looker.links(start, end))
    if not parts:
        return False
    cut = cut_record(plain, start, end, parts, frozenset())
    return all(
        _is_field(plain, segment) or _is_before_year(plain, segment, cut)
        for segment in cut.segments
        if segment.start >= below
    )


def _is_before_year(plain: str, segment: Segment, cut: Cut) -> bool:
    """Return whether a text is a venue that nobody knows, right before its year."""
    if len(plain[segment.start : segment.end].split()) > _MOST_OF_VENUE:
        return False
    following = next((date for date in cut.dates if date.start >= segment.end), None)
    return (
        following is not None
        and following.venue is None
        and LETTER_OR_DIGIT.search(plain, segment.end, following.start) is None
        and plain[segment.start].isupper()
    )


def _is_field(plain: str, segment: Segment) -> bool:
    if segment.key is not None or segment.style in ("code", "tag"):
        return True
    if WORD.search(plain, segment.start, segment.end) is None:  # a month in digits
        return True
    if AWARD.fullmatch(plain, segment.start, segment.end) or bare_venue(
        plain, segment.start, segment.end
    ):
        return True
    authors = whole_authors(plain, segment)
    return authors is not None and (
        authors.several or authors.open or is_person(plain[slice(*authors.names[0])])
    )


def heading_record(document: Document, section: Section, own: Sequence[Block]) -> Record:
    """Return the record of a heading and all below it."""
    start, end = section.own.start, section.own.end
    span = Span(start, len(document.text[start:end].rstrip()) + start)
    return of_blocks("heading", span, own)


def heading_records(
    document: Document,
    tree: ItemTree,
    plain: str,
    blocks: Sequence[Block],
    others: Iterable[Record],
) -> Iterator[Record]:
    """Yield the headings that are records, unless other records are below them."""
    taken = sorted(record.span.start for record in others)
    groups: dict[tuple[int, int], list[_Candidate]] = {}
    for each in _candidates(document, tree, plain, blocks):
        section = each.section
        if holds_none(taken, section.own):
            groups.setdefault((-1, 0) if each.linked else among(section), []).append(each)
    for group in groups.values():
        found = [each for each in group if each.fits]
        if len(found) >= _FEWEST and 2 * len(found) >= len(group):
            yield from (heading_record(document, each.section, each.blocks) for each in found)


def _candidates(
    document: Document, tree: ItemTree, plain: str, blocks: Sequence[Block]
) -> Iterator[_Candidate]:
    starts = [block.span.start for block in blocks]
    for section in document.sections[1:]:
        first = bisect_left(starts, section.own.start)
        own = blocks[first : bisect_left(starts, section.own.end, first)]
        if not own or own[0].kind != "heading" or own[0].span.start - section.own.start > _MARKER:
            continue
        if own[-1].span.end - own[0].span.start > _LONGEST:
            continue
        linked = _is_linked(tree, plain, own[0].span)
        is_leaf = section.span.end == section.own.end
        fits = linked or (is_leaf and (_is_labelled(tree, own) or _has_fields(tree, plain, own)))
        yield _Candidate(section, own, linked, fits)


def _is_linked(tree: ItemTree, plain: str, span: Span) -> bool:
    looker = tree.looker
    links = looker.links(span.start, span.end)
    kind = looker.look(span).kind
    return (
        (kind == "link" or (kind == "label" and names_host(links[0].text, links[0])))
        and links[0].target.host != ""
        and WORD.search(plain, links[0].span.start, links[0].span.end) is not None
        and not looker.has_words(links, span.start, span.end)
    )


def _is_labelled(tree: ItemTree, own: Sequence[Block]) -> bool:
    """Return whether a heading is a title with labelled links, and little is below it."""
    heading = own[0].span
    links = tree.looker.links(heading.start, heading.end)
    return (
        len(own) <= _MOST_BELOW
        and any(role_of_label(link.text) is not None for link in links)
        and tree.looker.has_words(links, heading.start, heading.end)
    )


def _has_fields(tree: ItemTree, plain: str, own: Sequence[Block]) -> bool:
    """Return whether most of what is below a heading is keyed or labelled, with a link in it."""
    heading, below = own[0].span, own[1:]
    if WORD.search(plain, heading.start, heading.end) is None or not below:
        return False
    looks = [tree.looker.look(block.span) for block in below]
    fields = [each for each in looks if each.kind in ("key", "label") or each.key in tree.keys]
    return 2 * len(fields) >= len(looks) and any(each.linked for each in fields)
