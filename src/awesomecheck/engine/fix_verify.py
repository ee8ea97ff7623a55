"""Verify that fixes change only what their rules may change."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
import re

from msgspec import Struct

from awesomecheck.document.nodes import Span
from awesomecheck.document.renderer import HtmlRenderer
from awesomecheck.document.tree import Document
from awesomecheck.errors import counted
from awesomecheck.regexes import regex
from awesomecheck.rules import Edit, Touch

_TAG = regex(r"<[^>]*>")
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_URL = regex(r"(?:https?://|www\.)[^\s<]*", re.IGNORECASE)
_ADDRESS = regex(r"""\b(?:href|src)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s<>"']+)""", re.IGNORECASE)
_WORD = regex(r"[^\W_]+")
_WHITESPACE = regex(r"(<pre\b.*?(?:</pre>|\Z))|\s+", re.DOTALL | re.IGNORECASE)


class AllowedChange(Struct, frozen=True):
    """An applied fix, and what its rules may change."""

    edits: Sequence[Edit]
    touches: frozenset[Touch]


def forbidden_changes(
    before: Document, after: Document, changes: Sequence[AllowedChange]
) -> Iterator[str]:
    """Yield what fixes changed though their rules may not change it.

    Headings, entries and links are counted in the whole text. The rendered page is compared where
    edits were made, by what the rules of these edits may change.

    Args:
        before: the text before the fixes.
        after: the fixed text, not written yet.
        changes: all fixes that were applied.
    """
    touches = frozenset[Touch]().union(*(change.touches for change in changes))
    outlines = _outline(before, touches), _outline(after, touches)
    if outlines[0] != outlines[1] and not ("headings" in touches and _is_part_of(*outlines)):
        yield "the headings change"
    if "removals" not in touches:
        yield from _lost_entries(before, after)
        for label in _footnotes(before) - _footnotes(after):
            yield f"the footnote `{label}` is removed"
    yield from _link_changes(before, after, touches)
    for allowed, old, new in _changed_pages(before, after, changes):
        yield from _page_changes(old, new, allowed)


def _outline(document: Document, touches: Collection[Touch]) -> list[tuple[int, list[str]]]:
    levels, words = "structure" not in touches, "wording" not in touches
    return [
        (each.level if levels else 0, _words(each.text, urls=False) if words else [])
        for each in document.headings
    ]


def _is_part_of(old: Sequence[object], new: Sequence[object]) -> bool:
    """Return whether all of one sequence are in the other, in the same order."""
    remaining = iter(new)
    return all(each in remaining for each in old)


def _lost_entries(before: Document, after: Document) -> Iterator[str]:
    """Yield removed entries, not those that are only parsed differently now: their names stay."""
    if len(after.entries) < len(before.entries):
        lost = _names(before) - _names(after)
        texts = ["".join(_COMMENT.sub("", each.text).split()) for each in (before, after) if lost]
        for name in lost:
            old, new = (text.count("".join(name.split())) for text in texts)
            if new < old:
                yield f"the entry `{name}` is removed"


def _names(document: Document) -> Counter[str]:
    return Counter(entry.heading.text for entry in document.entries if entry.heading)


def _footnotes(document: Document) -> set[str]:
    return {footnote.label for footnote in document.footnotes if footnote.used}


def _link_changes(before: Document, after: Document, touches: Collection[Touch]) -> Iterator[str]:
    old = Counter(link.url for link in before.links)
    new = Counter(link.url for link in after.links)
    if "links" not in touches:
        yield from _differences("link", old, new, touches)
    elif new.total() < old.total() and "removals" not in touches:
        yield f"{counted(old.total() - new.total(), 'link')} removed"


def _page_changes(old: str, new: str, touches: Collection[Touch]) -> Iterator[str]:
    """Yield what fixes may not change between two parts of the rendered page."""
    if set(touches) <= {"links"}:
        if touches:
            old, new = (_URL.sub("", _without_addresses(page)) for page in (old, new))
        if _shown(old) != _shown(new):
            yield "the rendered page changes"
        return
    if "links" not in touches:
        links = [Counter(_addresses(page)) for page in (old, new)]
        yield from _differences("link", links[0], links[1], touches)
    if "wording" not in touches:
        words = [_words(page, urls="links" not in touches) for page in (old, new)]
        yield from _word_changes(words[0], words[1], touches)


def _addresses(page: str) -> Iterator[str]:
    """Yield what the tags of a page lead to; its words may look like that, too."""
    for tag in _TAG.findall(page):
        yield from _ADDRESS.findall(tag)


def _without_addresses(page: str) -> str:
    return _TAG.sub(lambda tag: _ADDRESS.sub("", tag[0]), page)


def _shown(page: str) -> str:
    """Return HTML with whitespace collapsed as browsers do, outside of `pre`."""
    return _WHITESPACE.sub(lambda match: match[1] or " ", page).strip()


def _word_changes(old: list[str], new: list[str], touches: Collection[Touch]) -> Iterator[str]:
    if {"additions", "order", "removals"} & set(touches):
        yield from _differences("word", Counter(old), Counter(new), touches)
    elif old != new:
        yield "the words of the page change"


def _differences(
    what: str, old: Counter[str], new: Counter[str], touches: Collection[Touch]
) -> Iterator[str]:
    lost, added = old - new, new - old
    if lost and "removals" not in touches:
        yield f"the {what} `{next(iter(lost))}` is removed"
    if added and "additions" not in touches:
        yield f"the {what} `{next(iter(added))}` is added"


def _words(page: str, *, urls: bool = True) -> list[str]:
    text = _TAG.sub(" ", page)
    return _WORD.findall(text if urls else _URL.sub("", text))


def _changed_pages(
    before: Document, after: Document, changes: Sequence[AllowedChange]
) -> Iterator[tuple[frozenset[Touch], str, str]]:
    """Yield the old and the new HTML of the edited regions, by what may change in them."""
    regions = _regions(before, after, [edit for change in changes for edit in change.edits])
    pages: dict[frozenset[Touch], tuple[list[str], list[str]]] = {}
    # New definitions on both sides: changes of definitions show in the count of links.
    renderer = HtmlRenderer(after.definitions)
    for region, touches in zip(regions, _touches(regions, changes), strict=True):
        old, new = pages.setdefault(touches, ([], []))
        old.append(_page(before, region.old, renderer))
        new.append(_page(after, region.new, renderer))
    for touches, (old, new) in pages.items():
        yield touches, "\n".join(old), "\n".join(new)


def _page(document: Document, span: Span, renderer: HtmlRenderer) -> str:
    # A line break first, so that nothing at the top is taken for front matter.
    return _COMMENT.sub("", renderer.render("\n" + document.slice(span)))


class _Region(Struct, frozen=True):
    """A part of the text with edits, which no block and no outermost list item crosses.

    All other text is the same, and parsed the same, before and after.
    """

    old: Span
    new: Span


def _regions(before: Document, after: Document, edits: Iterable[Edit]) -> list[_Region]:
    edits = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    lengths = (len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
    shifts = list(accumulate(lengths, initial=0))
    cuts = sorted(_cuts(before).intersection(_old_offsets(_cuts(after), edits, shifts)))
    found: list[_Region] = []
    for number, edit in enumerate(edits):
        # With the line after it, which changes if the space between two blocks does.
        left = bisect_left(cuts, edit.span.start)
        right = bisect_right(cuts, edit.span.end + 1)
        start = cuts[left - 1] if left else 0
        end = cuts[right] if right < len(cuts) else len(before.text)
        new_start, new_end = start + shifts[number], end + shifts[number + 1]
        if found and start < found[-1].old.end:
            last = found.pop()
            start, new_start = last.old.start, last.new.start
        found.append(_Region(Span(start, end), Span(new_start, new_end)))
    return found


def _old_offsets(
    offsets: Iterable[int], edits: Sequence[Edit], shifts: Sequence[int]
) -> Iterator[int]:
    """Yield the offsets in the old text of offsets in the new one, but for text that edits add."""
    ends = [edit.span.end + shift for edit, shift in zip(edits, shifts[1:], strict=True)]
    for offset in offsets:
        number = bisect_right(ends, offset)
        if number == len(edits) or offset <= edits[number].span.start + shifts[number]:
            yield offset - shifts[number]


def _cuts(document: Document) -> set[int]:
    """Return the line starts of outermost blocks and outermost list items."""
    starts = {span.start for span in document.outermost}
    notes = [note.span for note in document.footnotes]
    for item in document.items:
        if not item.depth and not item.quoted:
            note = bisect_right(notes, item.span.start, key=lambda span: span.start) - 1
            if note < 0 or not notes[note].contains(item.span.start):
                starts.add(document.text.rfind("\n", 0, item.span.start) + 1)
    return starts


def _touches(
    regions: Sequence[_Region], changes: Iterable[AllowedChange]
) -> Iterator[frozenset[Touch]]:
    """Return what may change in each region; regions with edits of one fix are one group."""
    starts = [region.old.start for region in regions]
    groups = list(range(len(regions)))
    allowed: list[frozenset[Touch]] = [frozenset()] * len(regions)

    def group(number: int) -> int:
        while groups[number] != number:
            groups[number] = number = groups[groups[number]]
        return number

    for change in changes:
        first, *others = {
            group(max(0, bisect_right(starts, edit.span.start) - 1)) for edit in change.edits
        }
        allowed[first] = allowed[first].union(change.touches, *(allowed[each] for each in others))
        for other in others:
            groups[other] = first
    return (allowed[group(number)] for number in range(len(regions)))
