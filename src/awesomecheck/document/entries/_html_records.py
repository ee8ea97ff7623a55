"""Records in raw HTML: rows of tables, items of lists, and `<details>`, whichever repeats."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from awesomecheck.document._html import scan
from awesomecheck.document.entries._headings import are_fields
from awesomecheck.document.entries._looks import Looker
from awesomecheck.document.entries._marks import BLOCK, IMAGE, LINK_END, PAD
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import WORD
from awesomecheck.document.entries._records import Record, holds_none
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.document.nodes import Span
from awesomecheck.document.tree import Document

_FEWEST = 2
"""So many rows or items of one table or list are records; one alone is layout."""
_EDGES = f"{BLOCK}{PAD} \t\n"
_FEWEST_ALONE = 3
"""So many tables of one row each are records; one alone is layout."""
_FEWEST_DETAILS = 3
_MOST_ALIKE = 2
"""So many are called the same where one is listed twice."""
_FEWEST_WORDS = 3
"""So many words a title has."""
_MEMBERS = frozenset(("tr", "li", "details"))
_CONTAINERS = frozenset(("table", "ul", "ol"))


class _Open(Struct):
    """An element whose end has not been seen yet."""

    name: str
    start: int
    nested: int | None = None
    """Where the first element inside it starts."""


class _Element(Struct, frozen=True):
    name: str
    container: int
    """Offset of what is around it; -1 where nothing is."""
    span: Span
    own_end: int
    """Where its own content ends: before a table or list inside it."""


def html_records(
    document: Document,
    plain: str,
    looker: Looker,
    html: Sequence[Span],
    others: Iterable[Record],
) -> list[Record]:
    """Return the rows and items of raw HTML that are records, and `<details>` without others."""
    taken = sorted(record.span.start for record in others)
    groups: dict[tuple[str, int], list[_Element]] = {}
    for each in _elements(document, html):
        if holds_none(taken, each.span):
            groups.setdefault((each.name, each.container), []).append(each)
    groups = _with_single_rows(groups)
    found: list[Record] = []
    for (name, _), elements in groups.items():
        alike = [each for each in elements if _is_record(plain, looker, each)]
        if name == "details":
            alike = _summed_up(plain, alike)
        if len(alike) >= _FEWEST and 2 * len(alike) >= len(elements) - 1:  # but for the header
            found += [_record(plain, each) for each in alike]
    return found


def _with_single_rows(
    groups: dict[tuple[str, int], list[_Element]],
) -> dict[tuple[str, int], list[_Element]]:
    """Return the groups, the rows that are alone in their tables as one, if there are several."""
    single = [group for (name, _), group in groups.items() if name == "tr" and len(group) == 1]
    if len(single) < _FEWEST_ALONE:
        return groups
    others = {key: group for key, group in groups.items() if key[0] != "tr" or len(group) > 1}
    return {("tr", -1): [each for group in single for each in group], **others}


def titles_in_summaries(
    document: Document, looker: Looker, plain: str, html: Sequence[Span]
) -> list[Record]:
    """Return `<details>` of which the summary is a title, and all the rest is its fields.

    What is in them would be taken for entries without a title. So is a summary that is an entry
    with its link, above links that are called alike below several of them: `GitHub`, `PyPI`.
    """
    details = [each for each in _elements(document, html) if each.name == "details"]
    titled = _summed_up(plain, [each for each in details if _has_title(looker, plain, each)])
    found = [_record(plain, each) for each in titled]
    if not found:
        found = [_summary(plain, each) for each in _linked_summaries(plain, looker, details)]
    return sorted(found, key=lambda record: record.span.start)


def _linked_summaries(
    plain: str, looker: Looker, details: Sequence[_Element]
) -> Iterator[_Element]:
    """Yield the `<details>` whose summary names what it links to, where the rest is labels."""
    below: dict[_Element, list[str]] = {}
    for each in details:
        start, end = _summary_bounds(plain, each)
        if any(WORD.search(link.text) and not link.image for link in looker.links(start, end)):
            links = looker.links(end, each.own_end)
            below[each] = [link.text.lower() for link in links if not link.image]
    counts = Counter(text for texts in below.values() for text in set(texts))
    alike = [
        each
        for each, texts in below.items()
        if texts and 2 * sum(counts[text] >= _FEWEST_DETAILS for text in texts) >= len(texts)
    ]
    if len(alike) >= _FEWEST_DETAILS and 2 * len(alike) >= len(below):
        yield from alike


def _summary_bounds(plain: str, element: _Element) -> tuple[int, int]:
    """Return where the first line of an element with a text is."""
    start, end = trimmed(plain, element.span.start, element.own_end, _EDGES)
    stop = plain.find(BLOCK, start, end)
    return trimmed(plain, start, stop if stop > 0 else end, _EDGES)


def _summary(plain: str, element: _Element) -> Record:
    return Record("html", element.span, *_summary_bounds(plain, element), ())


def _has_title(looker: Looker, plain: str, element: _Element) -> bool:
    start, end = trimmed(plain, element.span.start, element.own_end, _EDGES)
    below = plain.find(BLOCK, start, end)
    return (
        below > 0
        and len(WORD.findall(plain, start, below)) >= _FEWEST_WORDS
        and are_fields(looker, plain, start, below, end)
    )


def _summed_up(plain: str, elements: Sequence[_Element]) -> list[_Element]:
    """Return `<details>` that are told apart by their summaries, which name them: no `More`."""
    summaries = Counter(_first_line(plain, each) for each in elements)
    told_apart = len(summaries) >= _FEWEST_DETAILS and max(summaries.values()) <= _MOST_ALIKE
    return list(elements) if told_apart else []


def _first_line(plain: str, element: _Element) -> str:
    return shown(plain[slice(*_summary_bounds(plain, element))])


def _record(plain: str, element: _Element) -> Record:
    start, end = trimmed(plain, element.span.start, element.own_end, _EDGES)
    return Record("html", element.span, start, end, ())


def _elements(document: Document, html: Sequence[Span]) -> Iterator[_Element]:
    """Yield all rows, items and `<details>`, those inside others first."""
    opened: list[_Open] = []
    for name, closing, span in _tags(document.text, html):
        if closing or name in ("tr", "li"):
            stop = span.end if closing else span.start
            while opened and _ends(name, closing, opened[-1].name):
                last = opened.pop()
                if last.name in _MEMBERS:
                    around = opened[-1].start if opened else -1
                    own_end = stop if last.nested is None else last.nested
                    yield _Element(last.name, around, Span(last.start, stop), own_end)
                if last.name == name:
                    break
        if not closing:
            if opened and opened[-1].nested is None:
                opened[-1].nested = span.start
            opened.append(_Open(name, span.start))


def _tags(text: str, html: Sequence[Span]) -> Iterator[tuple[str, bool, Span]]:
    for block in html:
        for markup in scan(text[block.start : block.end]):
            if markup.name in _MEMBERS or markup.name in _CONTAINERS:
                span = Span(block.start + markup.start, block.start + markup.end)
                yield markup.name, markup.closing, span


def _ends(name: str, closing: bool, opened: str) -> bool:
    """Return whether a tag ends an open element: its own end, or the next row or item."""
    if closing:
        return opened == name or (opened in ("tr", "li") and name in _CONTAINERS)
    return opened == name


def _is_record(plain: str, looker: Looker, element: _Element) -> bool:
    start, end = element.span.start, element.own_end
    links = looker.links(start, end)
    named = [
        link
        for link in links
        if WORD.search(plain, link.span.start, plain.find(LINK_END, link.span.start))
    ]
    if not named or len(named) < len(links) - len(named):
        return False
    if plain.count(IMAGE, start, end) > 1 and plain.count(BLOCK, start, end) > 2:
        return False  # logos or portraits side by side
    look = looker.look(Span(*trimmed(plain, start, end, _EDGES)))
    return look.kind not in ("none", "label") and not look.prose
