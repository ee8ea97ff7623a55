"""Where entries are not written as the list writes them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck import Document, Edit, Span, regex, share
from awesomecheck.templates import (
    CLEAR_SHARE,
    FIELDS,
    MIN_ENTRIES,
    Formats,
    GapChange,
    Habits,
    Match,
    MissingField,
    OddGap,
    ShapedEntry,
    ShapeGroup,
    match_group,
    most_common,
)
from awesomecheck_rules.entries._template.messages import Words, changed, missing, restyled
from awesomecheck_rules.entries._template.pairs import is_half, unpairs_brackets
from awesomecheck_rules.entries._template.wording import Wording

_ABBREVIATION = regex(r"\b(?:al|[JS]r|[A-Z])$")
_LETTERS = regex(r"[^\W\d_]{2}")
_CAMEL = regex(r"[a-z][A-Z]")
_FEWEST_LABELS = 3
_EMPHASIS = frozenset("*_")


class Deviation(Struct, frozen=True):
    """One way in which an entry is not written as the others are."""

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    """What makes it like the others; none if that is for a person to say."""
    safe: bool = True
    """False if it is a matter of taste, which somebody may have chosen for this entry."""


def format_deviations(document: Document, formats: Formats) -> Iterator[Deviation]:
    """Yield where entries differ from their formats, in no order."""
    wording = Wording(document, formats.habits)
    matches = [(group, match_group(group, formats)) for group in formats.habits.groups]
    joins = _other_joins(matches)
    for group, found in matches:
        has_habits = formats.configured_for(group) is None
        labels = _odd_labels(group, formats.habits) if has_habits else []
        if not (any(found) or labels):
            continue
        for entry in group.entries:
            for label in labels:
                yield from _relabelled(document, entry, label)
            yield from _missing(document, entry, found.missing)
            odd = [each for each in found.odd if wording.allows(group, entry, each)]
            if odd and not is_misread(document, entry):
                yield from _reformatted(document, entry, odd, joins)


def _other_joins(matches: Iterable[tuple[ShapeGroup, Match]]) -> frozenset[str]:
    """Return what is between venue and year of several entries that differ from the others.

    Both ways are of the list, then: that most entries win is a matter of taste.
    """
    joins: Counter[str] = Counter()
    for group, found in matches:
        for odd in found.odd:
            if _joins_year(odd):
                joins[odd.change.actual] += len(group.entries)
    return frozenset(join for join, count in joins.items() if count > 1)


def _joins_year(odd: OddGap) -> bool:
    """Return whether a gap is between venue and year, and the entries show how it should be."""
    return odd.habit is not None and (odd.left, odd.right) == ("venue", "year")


def is_misread(document: Document, entry: ShapedEntry) -> bool:
    """Return whether a field holds a link or a bracket: then the link is broken, not the rest."""
    for mark, (start, end) in zip(entry.shape[1::2], entry.spans, strict=True):
        if mark in FIELDS and mark != "description":
            words = document.text[start:end]
            if "://" in words or words.count("[") != words.count("]"):
                return True
    return False


def is_emphasis(changes: Iterable[GapChange]) -> bool:
    """Return whether changes are about emphasis alone."""
    marks = "".join(each.wanted + each.found for each in changes).split()
    return bool(marks) and _EMPHASIS.issuperset("".join(marks))


def _missing(
    document: Document, entry: ShapedEntry, fields: Sequence[MissingField]
) -> Iterator[Deviation]:
    venue = entry.entry.venue
    for each in fields:
        if each.field == "year" and venue is not None and venue.text[-2:].isdigit():
            continue  # it is a part of the venue: `ICML2022`
        if _is_in_text(document, entry, each):
            continue
        others = share(each.followers, each.total) if each.total else None
        yield Deviation(Span(*entry.gap(each.number)), missing(each.field).with_others(others))


def _is_in_text(document: Document, entry: ShapedEntry, missing: MissingField) -> bool:
    """Return whether the text before may end in a venue that is not known as such."""
    if missing.field != "venue" or not missing.number or not missing.separator.strip(" ,"):
        return False
    start, end = entry.spans[missing.number - 1]
    _, _, rest = document.text[start:end].rpartition(missing.separator)
    return start + len(rest) < end and _LETTERS.search(rest) is not None


class _Label(Struct, frozen=True):
    """A label that is nearly always spelt in another case."""

    number: int
    """Of its mark, from 0."""
    spelling: str
    followers: int
    total: int


def _odd_labels(group: ShapeGroup, habits: Habits) -> list[_Label]:
    odd: list[_Label] = []
    for index, mark in enumerate(group.shape[1::2]):
        if mark[0] != "=" or len(mark) == 1:
            continue
        counts = habits.labels[mark.lower()]
        usual, total = most_common(counts), sum(counts.values())
        if usual == mark or counts[usual] < max(MIN_ENTRIES, CLEAR_SHARE * total):
            continue
        own = habits.section_labels[group.section, mark.lower()]
        if own[mark] < _FEWEST_LABELS or 2 * own[mark] <= sum(own.values()):
            odd.append(_Label(index, usual[1:], counts[usual], total))
    return odd


def _relabelled(document: Document, entry: ShapedEntry, label: _Label) -> Iterator[Deviation]:
    span = Span(*entry.spans[label.number])
    written = document.slice(span)
    if len(_CAMEL.findall(written)) > len(_CAMEL.findall(label.spelling)):
        return  # `PyTorch` is right, however many write `Pytorch`
    if written.lower() == label.spelling.lower():
        words = Words(f"use the label `{label.spelling}` instead of `{written}`", "{} do")
        message = words.with_others(share(label.followers, label.total))
        yield Deviation(span, message, (Edit(span, label.spelling),), safe=False)


def _reformatted(
    document: Document, entry: ShapedEntry, odd: Sequence[OddGap], joins: frozenset[str]
) -> Iterator[Deviation]:
    """Yield the deviations of gaps: two that set off what is between them are one."""
    rest = list(odd)
    edits = [_edit(document, entry, each.change) for each in odd if each.change.is_about_brackets]
    if unpairs_brackets(document, entry.entry.span, [each for each in edits if each]):
        # A bracket is missing elsewhere, and the entry is misread because of that.
        rest = [each for each in odd if not each.change.is_about_brackets]
    while rest:
        first = rest.pop(0)
        for other in rest:
            words = restyled(first.change, other.change, entry.shape)
            if words is not None:
                rest.remove(other)
                if not _is_highlight(first.change, other.change):
                    yield _paired(document, entry, first, other, words)
                break
        else:
            # Where both halves of a pair are there, the entry is built in another way.
            own = document.slice(entry.entry.span)
            if not is_half(own, first.change.found, first.change.wanted):
                taste = _joins_year(first) and first.change.actual in joins
                change = _without_own_period(document, entry, first.change)
                if change.found != change.wanted:
                    odd_gap = replace(first, change=change)
                    yield replace(_single(document, entry, odd_gap), safe=not taste)


def _without_own_period(document: Document, entry: ShapedEntry, change: GapChange) -> GapChange:
    """Return a change that leaves an abbreviation before the gap its period, as in `et al.`."""
    start = entry.gap(change.number)[0]
    if change.at or not change.found.startswith(".") or change.wanted.startswith("."):
        return change
    if not _ABBREVIATION.search(document.text, max(0, start - 8), start):
        return change
    return replace(change, at=1, found=change.found[1:])


_QUOTES = ('"', "“")


def _is_highlight(opening: GapChange, closing: GapChange) -> bool:
    """Return whether emphasis sets off what the list has without any: its editor means that.

    Quotes are `wrapped_texts`'s to report.
    """
    if (opening.wanted + closing.wanted).strip():
        return False
    return is_emphasis([opening, closing]) or opening.found.strip() in _QUOTES


def _others(odd: OddGap) -> str | None:
    return share(odd.habit.followers, odd.habit.total) if odd.habit else None


def _paired(
    document: Document, entry: ShapedEntry, opening: OddGap, closing: OddGap, words: Words
) -> Deviation:
    edits = [_edit(document, entry, each.change) for each in (opening, closing)]
    start, end = entry.spans[opening.change.number]
    span = Span(start, max(end, entry.spans[closing.change.number - 1][1]))
    made = tuple([each for each in edits if each])
    return Deviation(
        span,
        words.with_others(_others(opening)),
        made if all(edits) else (),
        safe=opening.habit is None or not is_emphasis([opening.change, closing.change]),
    )


def _single(document: Document, entry: ShapedEntry, odd: OddGap) -> Deviation:
    change = odd.change
    message = changed(change, entry.shape).with_others(_others(odd))
    edit = _edit(document, entry, change)
    if edit is None:
        return Deviation(Span(*entry.gap(change.number)), message)
    span = edit.span
    if "\n" in change.actual[: change.at + 1] and not (change.found + change.wanted).strip():
        span = Span(span.start, entry.gap(change.number)[1])
    elif change.is_about_brackets:
        span = _link_around(entry, change)
    return Deviation(span, message, (edit,))


def _link_around(entry: ShapedEntry, change: GapChange) -> Span:
    """Return the link that lacks a bracket: another rule may report it at any of the others."""
    marks = entry.shape[1::2]
    closes = set((change.found + change.wanted).strip()) <= {"]", ")"}
    first = last = max(0, change.number - closes)
    while first > 0 and "[" not in entry.shape[2 * first]:
        first -= 1
    while last < len(marks) and marks[last][0] != "@":
        last += 1
    return Span(entry.gap(first)[0], entry.gap(min(last + 1, len(marks)))[1])


def _edit(document: Document, entry: ShapedEntry, change: GapChange) -> Edit | None:
    """Return the edit that makes a gap as expected, if the source has it as the shape has."""
    start, end = entry.gap(change.number)
    source = document.text[start:end]
    from_end = "\n" not in change.actual[change.at :] and "\n" not in change.wanted
    at = end - (len(change.actual) - change.at) if from_end else start + change.at
    span = Span(at, at + len(change.found))
    if at < start or document.slice(span) != change.found:
        return None
    if not from_end and source[: change.at] != change.actual[: change.at]:
        return None
    return Edit(span, change.wanted)
