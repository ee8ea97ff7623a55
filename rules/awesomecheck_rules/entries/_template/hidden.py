"""Deviations of what a slip keeps from being read as an entry, or from being read right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from awesomecheck import Document, Edit, Span
from awesomecheck.templates import (
    END,
    FEWEST,
    START,
    Form,
    Formats,
    Key,
    Shape,
    be,
    described,
    follows,
    name_of,
    plain_marker,
    style_of_pair,
    without_role,
)
from awesomecheck_rules.entries._template.deviation import Deviation, is_misread, missing_message
from awesomecheck_rules.entries._template.reread import Slip, reread

_FEWEST_HERE = 3
_FEWEST_FIELDS = 3
"""With less, what is between the fields says too little."""
_NEARLY_ALL = 0.9
_MOST_FORMS = 4
_LONGEST_FORM = 200
"""Characters between the fields of a form."""
_LONGEST = 2_000
"""Characters of an entry; a longer one is of another kind."""


class _Usual(NamedTuple):
    """How nearly all entries of a section are written."""

    forms: tuple[Form, ...]
    followers: int


def hidden_deviations(document: Document, formats: Formats) -> Iterator[Deviation]:
    """One slip each of entries, and of items among them, that cannot be read for it.

    Only in sections where nearly all entries have the same fields.
    """
    usual = _usual_forms(formats)
    if not usual:
        return
    lists = _lists_of_entries(document)
    for kind in formats.learned.kinds:
        here = usual.get(kind.section)
        if here is None:
            continue
        unsaid = follows(kind, formats)
        if unsaid and formats.learned.families[kind.key].total >= FEWEST:
            continue
        for shape in kind.shapes:
            if unsaid or is_misread(document, shape):
                yield from _reread(document, _whole(document, shape, lists), here)
    for span, section in _items_among_entries(document, lists, usual):
        yield from _reread(document, span, usual[section])


def _whole(document: Document, shape: Shape, lists: set[int]) -> Span:
    """Where an entry stands, or the item around it if that is what was meant for an entry."""
    entry = shape.entry
    parent = document.items[entry.item].parent if entry.item is not None else None
    if parent is not None and document.items[parent].list_id in lists:
        return document.items[parent].span
    return entry.span


def _is_short(form: Form) -> bool:
    return sum(map(len, form[::2])) <= _LONGEST_FORM


def _lists_of_entries(document: Document) -> set[int]:
    return {
        document.items[entry.item].list_id for entry in document.entries if entry.item is not None
    }


def _usual_forms(formats: Formats) -> Mapping[int, _Usual]:
    learned = formats.learned
    totals: Counter[int] = Counter()
    forms: dict[Key, Counter[Form]] = {}
    for kind in learned.kinds:
        totals[kind.section] += len(kind.shapes)
        core = kind.key[1]
        if "title" in core and len(core) >= _FEWEST_FIELDS and follows(kind, formats):
            forms.setdefault(kind.key, Counter())[kind.form] += len(kind.shapes)
    found: dict[int, _Usual] = {}
    for section, key, count in learned.totals():
        total = totals[section]
        if (
            count >= max(_FEWEST_HERE, _NEARLY_ALL * (total - 1))
            and key in forms
            and learned.families[key].total >= FEWEST
        ):
            most = forms[key].most_common(_MOST_FORMS)
            found[section] = _Usual(
                tuple(form for form, times in most if times > 1 and _is_short(form)), count
            )
    return found


def _items_among_entries(
    document: Document, lists: set[int], usual: Mapping[int, _Usual]
) -> Iterator[tuple[Span, int]]:
    """The items of lists of entries that are no entries and hold none."""
    owners = {entry.item for entry in document.entries}
    above: set[int] = set()
    for owner in owners:
        parent = document.items[owner].parent if owner is not None else None
        while parent is not None and parent not in above:
            above.add(parent)
            parent = document.items[parent].parent
    for index, item in enumerate(document.items):
        if item.list_id in lists and index not in owners and index not in above:
            section = document.section_at(item.span.start).own.start
            if section in usual:
                yield item.span, section


def _reread(document: Document, span: Span, usual: _Usual) -> Iterator[Deviation]:
    if span.end - span.start > _LONGEST:
        return
    source = document.slice(span)
    plain = plain_marker(source)
    slip = reread(plain, usual.forms)
    if slip is None:
        return
    offset = span.end - len(plain)
    if slip.missing is not None:
        field, at = slip.missing
        place = Span(offset + at, offset + at + 1)
        unlike = f", unlike {usual.followers} entries here"
        yield Deviation(place, missing_message(field) + unlike)
    else:
        yield _changed(document, slip, offset, usual)


def _changed(document: Document, slip: Slip, offset: int, usual: _Usual) -> Deviation:
    edits: list[Edit] = []
    for change, at in slip.changes:
        start = offset + at + change.at
        edits.append(Edit(Span(start, start + len(change.found)), change.wanted))
    change = slip.changes[0][0]
    index = 2 * change.number
    left = slip.form[index - 1] if index else START
    right = slip.form[index + 1] if index + 1 < len(slip.form) else END
    than = f"{usual.followers} entries here"
    span = Span(edits[0].span.start, edits[-1].span.end)
    if len(slip.changes) == 1:
        message = described(change, *(without_role(mark, slip.form) for mark in (left, right)))
        message += f", {'as in' if message.startswith('expected') else 'unlike'} {than}"
        if change.is_about_brackets:  # of broken links another rule speaks
            line = document.source.line_span(document.source.position(span.start).line)
            span = Span(*line)
    else:
        style = style_of_pair(change, slip.changes[1][0])
        message = f"{name_of(right)} {be(right)} {style}, unlike {than}"
    return Deviation(span, message, tuple(edits) if slip.certain else ())
