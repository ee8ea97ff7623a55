"""Entries that one slip keeps from being recognised, or from being read correctly."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from awesomecheck import Document, Edit, Span, counted
from awesomecheck.templates import (
    MIN_ENTRIES,
    FamilyKey,
    Formats,
    Shape,
    ShapedEntry,
    follows,
    plain_marker,
)
from awesomecheck_rules.entries._template.deviation import Deviation, is_emphasis, is_misread
from awesomecheck_rules.entries._template.messages import changed, missing, restyled
from awesomecheck_rules.entries._template.reread import Slip, reread

_FEWEST_HERE = 3
_FEWEST_FIELDS = 3
"""With fewer fields, what is between them says too little."""
_NEARLY_ALL = 0.9
_MOST_SHAPES = 4
_LONGEST_SHAPE = 200
"""Characters of all gaps of a shape."""
_LONGEST = 2_000
"""Characters of an entry; a longer one is something else."""


class _Usual(Struct, frozen=True):
    """How nearly all entries of a section are written."""

    shapes: tuple[Shape, ...]
    followers: int


def hidden_deviations(document: Document, formats: Formats) -> Iterator[Deviation]:
    """Yield one slip each of entries, and of items among them, that are not recognised for it.

    Only in sections where nearly all entries have the same fields.
    """
    usual = _usual_shapes(formats)
    if not usual:
        return
    items = [document.items[each.item] for each in document.entries if each.item is not None]
    lists = {item.list_id for item in items}
    for group in formats.habits.groups:
        here = usual.get(group.section)
        if here is None:
            continue
        is_fine = follows(group, formats)
        if is_fine and formats.habits.families[group.key].total >= MIN_ENTRIES:
            continue
        for entry in group.entries:
            if is_fine or is_misread(document, entry):
                yield from _reread(document, _whole(document, entry, lists), here)
    for span, section in _items_among_entries(document, lists):
        if section in usual:
            yield from _reread(document, span, usual[section])


def _usual_shapes(formats: Formats) -> Mapping[int, _Usual]:
    """Return how nearly all entries of a section are written, for each where they are alike."""
    habits = formats.habits
    totals: Counter[int] = Counter()
    shapes: dict[FamilyKey, Counter[Shape]] = {}
    for group in habits.groups:
        totals[group.section] += group.known
        fields = group.fields
        if "title" in fields and len(fields) >= _FEWEST_FIELDS and follows(group, formats):
            shapes.setdefault(group.key, Counter())[group.shape] += group.known
    found: dict[int, _Usual] = {}
    for (section, key), family in habits.section_families.items():
        fewest = max(_FEWEST_HERE, _NEARLY_ALL * (totals[section] - 1))
        if family.total >= fewest and key in shapes and habits.families[key].total >= MIN_ENTRIES:
            most = shapes[key].most_common(_MOST_SHAPES)
            usual = tuple(shape for shape, count in most if count > 1 and _is_short(shape))
            found[section] = _Usual(usual, family.total)
    return found


def _is_short(shape: Shape) -> bool:
    return sum(map(len, shape[::2])) <= _LONGEST_SHAPE


def _whole(document: Document, entry: ShapedEntry, lists: set[int]) -> Span:
    """Return where an entry is, or the item around it if that is meant to be an entry."""
    item = entry.entry.item
    parent = document.items[item].parent if item is not None else None
    if parent is not None and document.items[parent].list_id in lists:
        return document.items[parent].span
    return entry.entry.span


def _items_among_entries(document: Document, lists: set[int]) -> Iterator[tuple[Span, int]]:
    """Yield the items of lists of entries that neither are entries nor hold any, by section."""
    used: set[int] = set()
    for entry in document.entries:
        item = entry.item
        while item is not None and item not in used:
            used.add(item)
            item = document.items[item].parent
    for index, each in enumerate(document.items):
        if each.list_id in lists and index not in used:
            yield each.span, document.section_at(each.span.start).own.start


def _reread(document: Document, span: Span, usual: _Usual) -> Iterator[Deviation]:
    if span.end - span.start > _LONGEST:
        return
    plain = plain_marker(document.slice(span))
    slip = reread(plain, usual.shapes)
    if slip is None:
        return
    offset = span.end - len(plain)
    others = f"{counted(usual.followers, 'entry')} of this section"
    if slip.missing is not None:
        field, at = slip.missing
        message = missing(field).with_others(others)
        yield Deviation(Span(offset + at, offset + at + 1), message)
    else:
        yield _changed(document, slip, offset, others)


def _changed(document: Document, slip: Slip, offset: int, others: str) -> Deviation:
    edits: list[Edit] = []
    for change, at in slip.changes:
        start = offset + at + change.at
        edits.append(Edit(Span(start, start + len(change.found)), change.wanted))
    span = Span(edits[0].span.start, edits[-1].span.end)
    first, last = slip.changes[0][0], slip.changes[-1][0]
    words = restyled(first, last, slip.shape) if len(edits) > 1 else None
    if len(edits) == 1 and first.is_about_brackets:  # another rule reports broken links
        span = Span(*document.source.line_span(document.source.position(span.start).line))
    words = words or changed(first, slip.shape)
    return Deviation(
        span,
        words.with_others(others),
        tuple(edits) if slip.certain else (),
        safe=not is_emphasis(change for change, _ in slip.changes),
    )
