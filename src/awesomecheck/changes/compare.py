"""Compare two versions of a list: what became of its entries and sections, kind by kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from awesomecheck.changes.pairs import (
    EntryPairs,
    Version,
    letters_and_digits,
    pair_entries,
    pair_sections,
)
from awesomecheck.changes.pairs import versions as versions_of
from awesomecheck.changes.sequences import longest_run
from awesomecheck.document.entry import Entry, EntryLink, Field
from awesomecheck.document.nodes import Section, Span
from awesomecheck.document.tree import Document
from awesomecheck.document.venues import find_venue
from awesomecheck.regexes import regex
from awesomecheck.safety.redact import masked, redacted

ChangeKind = Literal[
    "entry-added",
    "entry-removed",
    "venue-given",
    "venue-changed",
    "venue-removed",
    "link-added",
    "link-changed",
    "link-removed",
    "name-changed",
    "title-changed",
    "authors-changed",
    "date-changed",
    "description-changed",
    "wording-changed",
    "entry-moved",
    "form-changed",
    "section-added",
    "section-removed",
    "section-renamed",
    "section-moved",
    "contents-changed",
    "other-lines",
    "blank-lines",
]
"""What happened, in the order of a summary."""
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

_WORD = regex(r"\w+")
_LONGEST_NAME = 100


class ListChange(NamedTuple):
    """One thing that a change does to a list."""

    kind: ChangeKind
    subject: str
    """The entry, by its name and title, or the section; empty for other lines."""
    section: str = ""
    """Where it is now, or was if it is removed."""
    line: int | None = None
    """In the new version."""
    old_line: int | None = None
    before: str = ""
    after: str = ""


def compare(old: Document, new: Document) -> tuple[ListChange, ...]:
    """Return what became of the entries and sections of a list, in the order of `CHANGE_KINDS`."""
    pairs = pair_entries(versions_of(old), versions_of(new))
    sections = pair_sections(old, new, pairs.kept)
    both = _Both(old, new)
    found = [
        *(both.change("entry-added", None, each.entry) for each in pairs.added),
        *(both.change("entry-removed", each.entry, None) for each in pairs.removed),
        *_altered(both, pairs),
        *_moved(both, pairs, sections),
        *_of_sections(both, sections),
    ]
    found += _of_other_lines(both, found)
    rank = {kind: number for number, kind in enumerate(CHANGE_KINDS)}
    return tuple(sorted(found, key=lambda each: rank[each.kind]))


class _Both(Struct, frozen=True):
    """The two versions of a list."""

    old: Document
    new: Document

    def change(
        self,
        kind: ChangeKind,
        old: Entry | None,
        new: Entry | None,
        before: str = "",
        after: str = "",
    ) -> ListChange:
        """Return a change of an entry."""
        entry = new or old
        return ListChange(
            kind,
            _name(entry) if entry else "",
            entry.section.title if entry else "",
            self.new.line_of(new.span) if new else None,
            self.old.line_of(old.span) if old else None,
            before,
            after,
        )


def _name(entry: Entry) -> str:
    """Return what a reader would call an entry by: `MAE: Masked Autoencoders Are …`."""
    parts = [masked(each.text) for each in (entry.name, entry.title) if each]
    if len(parts) == 2 and parts[1].startswith(parts[0]):
        parts = parts[1:]
    name = ": ".join(parts)
    if not name:
        name = next((each.link.text or redacted(each.link.url) for each in entry.links), "")
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"


# --- Entries ---


def _altered(both: _Both, pairs: EntryPairs) -> Iterator[ListChange]:
    for old, new in pairs.kept:
        if old.text == new.text:
            continue
        found = [] if _only_form(both, old.entry, new.entry) else [*_differences(old, new)]
        if not found:
            same = _said(both.old, old.entry) == _said(both.new, new.entry)
            found = [_Difference("form-changed" if same else "wording-changed")]
        for kind, before, after in found:
            yield both.change(kind, old.entry, new.entry, before, after)


def _only_form(both: _Both, old: Entry, new: Entry) -> bool:
    """Whether two versions have the same words and links, whatever they were read as."""
    return _targets(old) == _targets(new) and (
        _words(both.old, old, _addresses(old)) == _words(both.new, new, _addresses(new))
    )


def _said(document: Document, entry: Entry) -> Counter[str]:
    """Return the words of an entry but for those of its fields and labels."""
    fields: list[Field] = [
        each
        for each in (entry.name, entry.title, entry.venue, entry.year, entry.description)
        if each
    ]
    labels = [each.label.span for each in entry.links if each.label]
    listed = [entry.author_list] if entry.author_list else []
    spans = [*(each.span for each in fields), *labels, *listed, *_addresses(entry)]
    return _words(document, entry, spans)


def _words(document: Document, entry: Entry, without: Iterable[Span]) -> Counter[str]:
    """Return the words of an entry, without those of some spans."""
    words: Counter[str] = Counter()
    at = entry.span.start
    for span in sorted(without, key=lambda span: span.start):
        if span.start >= at:
            words.update(_WORD.findall(document.text[at : span.start].casefold()))
        at = max(at, span.end)
    words.update(_WORD.findall(document.text[at : entry.span.end].casefold()))
    return words


def _addresses(entry: Entry) -> list[Span]:
    return [each.link.url_span for each in entry.links if each.link.form != "reference"]


class _Difference(NamedTuple):
    kind: ChangeKind
    before: str = ""
    after: str = ""


def _differences(old: Version, new: Version) -> Iterator[_Difference]:
    """Yield how the fields of two versions of an entry differ."""
    one, other = old.entry, new.entry
    yield from _venues(one, other)
    yield from _links(one, other)
    fields: tuple[tuple[ChangeKind, Field | None, Field | None], ...] = (
        ("name-changed", one.name, other.name),
        ("title-changed", one.title, other.title),
        ("description-changed", one.description, other.description),
    )
    for kind, before, after in fields:
        texts = [masked(each.text) if each else "" for each in (before, after)]
        if letters_and_digits(texts[0]) != letters_and_digits(texts[1]):
            yield _Difference(kind, *texts)
    authors = [", ".join(author.text for author in each.authors) for each in (one, other)]
    if (
        letters_and_digits(authors[0]) != letters_and_digits(authors[1])
        or one.et_al != other.et_al
    ):
        yield _Difference("authors-changed", *authors)


def _venues(one: Entry, other: Entry) -> Iterator[_Difference]:
    before, after = _venue(one), _venue(other)
    dates = [(each.published, each.month) for each in (one, other)]
    if before == after:
        if dates[0] != dates[1]:
            yield _Difference("date-changed", _date(one), _date(other))
        return
    given = not before or _is_preprint(one)
    kind: ChangeKind = "venue-changed"
    if after and given and not _is_preprint(other):
        kind = "venue-given"
    elif not after:
        kind = "venue-removed"
    yield _Difference(kind, _venue_and_year(one), _venue_and_year(other))


def _venue(entry: Entry) -> str:
    if entry.venue is None:
        return ""
    known = find_venue(entry.venue.text)
    return known.name if known else letters_and_digits(entry.venue.text)


def _is_preprint(entry: Entry) -> bool:
    known = find_venue(entry.venue.text) if entry.venue else None
    return known is not None and known.kind == "preprint"


def _venue_and_year(entry: Entry) -> str:
    return f"{entry.venue.text if entry.venue else ''} {entry.published or ''}".strip()


def _date(entry: Entry) -> str:
    month = f"-{entry.month:02d}" if entry.month else ""
    return f"{entry.published or ''}{month}"


def _targets(entry: Entry) -> Counter[str]:
    return Counter(each.link.target.identity for each in entry.links)


def _links(one: Entry, other: Entry) -> Iterator[_Difference]:
    """Yield links that one version has and the other lacks, by what they offer."""
    gone, come = _targets(one) - _targets(other), _targets(other) - _targets(one)
    removed = [each for each in one.links if each.link.target.identity in gone]
    added = [each for each in other.links if each.link.target.identity in come]
    for link in removed:
        replaced = next((each for each in added if each.role == link.role), None)
        if replaced is not None:
            added.remove(replaced)
        kind: ChangeKind = "link-changed" if replaced else "link-removed"
        yield _Difference(kind, _link(link), _link(replaced) if replaced else "")
    for link in added:
        yield _Difference("link-added", "", _link(link))


def _link(link: EntryLink) -> str:
    return f"{link.role} {redacted(link.link.url)}"


def _moved(
    both: _Both, pairs: EntryPairs, sections: dict[Section, Section]
) -> Iterator[ListChange]:
    """Yield entries that are in another section, or in another place of theirs."""
    within: dict[Section, list[tuple[Entry, Entry]]] = {}
    for old, new in pairs.kept:
        one, other = old.entry, new.entry
        if sections.get(one.section) is other.section:
            within.setdefault(other.section, []).append((one, other))
        else:
            before, after = one.section.title, other.section.title
            yield both.change("entry-moved", one, other, before, after)
    for kept in within.values():
        stay = set(longest_run([one.span.start for one, _ in kept], strict=True))
        for at, (one, other) in enumerate(kept):
            if at not in stay:
                yield both.change("entry-moved", one, other)


# --- Sections and other lines ---


def _of_sections(both: _Both, sections: dict[Section, Section]) -> Iterator[ListChange]:
    kept = set(sections.values())
    for each in both.new.sections:
        if each not in kept:
            yield ListChange("section-added", each.title, line=both.new.line_of(each.span))
    for each in both.old.sections:
        if each not in sections:
            yield ListChange("section-removed", each.title, old_line=both.old.line_of(each.span))
    siblings: dict[Section | None, list[tuple[Section, Section]]] = {}
    back = {new: old for old, new in sections.items()}
    for new in both.new.sections[1:]:
        old = back.get(new)
        if old is None:
            continue
        places = both.new.line_of(new.span), both.old.line_of(old.span)
        if old.title != new.title:
            yield ListChange("section-renamed", new.title, "", *places, old.title, new.title)
        above = sections.get(old.parent) if old.parent else None
        if above is new.parent:
            siblings.setdefault(new.parent, []).append((old, new))
        elif new.parent in kept and old.parent in sections:
            titles = [each.parent.title if each.parent else "" for each in (old, new)]
            yield ListChange("section-moved", new.title, "", *places, *titles)
    for pairs in siblings.values():
        stay = set(longest_run([old.span.start for old, _ in pairs], strict=True))
        for at, (old, new) in enumerate(pairs):
            if at not in stay:
                lines = both.new.line_of(new.span), both.old.line_of(old.span)
                yield ListChange("section-moved", new.title, "", *lines)


def _of_other_lines(both: _Both, found: Sequence[ListChange]) -> Iterator[ListChange]:
    """Yield what changed in lines that are no entries, headings or contents."""
    old, new = _Lines.of(both.old), _Lines.of(both.new)
    if old.contents != new.contents:
        yield ListChange("contents-changed", "")
    removed, added = old.other - new.other, new.other - old.other
    if removed or added:
        yield ListChange("other-lines", "", before=str(removed.total()), after=str(added.total()))
    elif not found and old.contents == new.contents and both.old.source.raw != both.new.source.raw:
        yield ListChange("blank-lines", "")


class _Lines(Struct, frozen=True):
    """The lines of a list that are no entries and no headings."""

    contents: tuple[str, ...]
    other: Counter[str]

    @classmethod
    def of(cls, document: Document) -> "_Lines":
        covered = [entry.span for entry in document.entries]
        covered += [each.span for each in document.headings]
        skipped = _numbers(document, covered)
        listed = _numbers(document, [each.span for each in document.contents])
        contents: list[str] = []
        other: Counter[str] = Counter()
        for number, span in document.lines():
            line = document.slice(span).strip()
            if number in listed:
                contents.append(line)
            elif line and number not in skipped:
                other[line] += 1
        return cls(tuple(contents), other)


def _numbers(document: Document, spans: Iterable[Span]) -> set[int]:
    """Return the numbers of the lines of some spans."""
    numbers: set[int] = set()
    for span in spans:
        last = document.source.position(max(span.start, span.end - 1)).line
        numbers.update(range(document.line_of(span), last + 1))
    return numbers
