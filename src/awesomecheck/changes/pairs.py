"""Pair the entries and the sections of two versions of a list."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
import unicodedata

from msgspec import Struct

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Section
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_NOT_KEY = regex(r"[\W_]+")
_WORD = regex(r"\w+")
_ADDRESS = regex(r"https?://[^\s()<>]*")
_RUNNING_NUMBER = regex(r"\d{1,9}(?=[.)][ \t])|(?<=\|)[ \t]*\d+[ \t]*(?=\|)")
_NEAR = 4
"""So many entries around the same place are compared by their words."""
_LEAST_SHARED = 0.5
"""Of the words of two entries, if they have the same place and nothing else in common."""
_LEAST_ALIKE = 0.6
"""How similar two headings are, if one became the other."""


class Version(Struct, frozen=True):
    """An entry in one version of a list."""

    entry: Entry
    text: str
    """Its source, without the number of an item or a row."""

    def words(self) -> frozenset[str]:
        """Return the words of its text, those of addresses left out."""
        return frozenset(_WORD.findall(_ADDRESS.sub("", self.text.casefold())))


class EntryPairs(Struct, frozen=True):
    """Which entry of a list became which."""

    kept: tuple[tuple[Version, Version], ...]
    """In the order of the new list."""
    added: tuple[Version, ...]
    removed: tuple[Version, ...]


def letters_and_digits(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return _NOT_KEY.sub("", unicodedata.normalize("NFC", text).casefold())


def versions(document: Document) -> list[Version]:
    """Return the entries of a list, each with its text."""
    return [Version(entry, _text(document, entry)) for entry in document.entries]


def _text(document: Document, entry: Entry) -> str:
    """Return the source of an entry, with spaces before and after it on its lines."""
    line = document.line_span(entry.span.start)
    before = document.text[line.start : entry.span.start]
    end = document.line_span(max(entry.span.start, entry.span.end - 1)).end
    after = document.text[entry.span.end : end]
    written = document.slice(entry.span)
    number = "" if entry.form not in ("numbered", "row", "nested") else "0"
    plain = _RUNNING_NUMBER.sub("0", written, count=1) if number else written
    return (before if not before.strip() else "") + plain + (after if not after.strip() else "")


# --- Entries ---


def pair_entries(old: Sequence[Version], new: Sequence[Version]) -> EntryPairs:
    """Pair entries by their text, paper, title, links or name, and at last by their place.

    Entries that are equal pair in their order, those of one section first.
    """
    partner: dict[int, int] = {}  # by the index of the new entry, that of the old one
    left = _Left(list(range(len(old))), list(range(len(new))))
    for key in (_by_text, _by_paper, _by_title):
        for section in (True, False):
            left = _pair_by(key, old, new, left, partner, section=section)
    left = _pair_by_links(old, new, left, partner)
    left = _pair_by(_by_name, old, new, left, partner, section=True)
    left = _pair_by_place(old, new, left, partner)
    return EntryPairs(
        tuple((old[partner[at]], new[at]) for at in sorted(partner)),
        tuple(new[at] for at in left.new),
        tuple(old[at] for at in left.old),
    )


class _Left(Struct, frozen=True):
    """The indexes of entries without a partner."""

    old: list[int]
    new: list[int]


def _by_text(version: Version) -> Hashable | None:
    return version.text


def _by_paper(version: Version) -> Hashable | None:
    link = version.entry.link("paper")
    return link.link.target.identity if link else None


def _by_title(version: Version) -> Hashable | None:
    return letters_and_digits(version.entry.title.text) or None if version.entry.title else None


def _by_name(version: Version) -> Hashable | None:
    return letters_and_digits(version.entry.name.text) or None if version.entry.name else None


def _pair_by(
    key: Callable[[Version], Hashable | None],
    old: Sequence[Version],
    new: Sequence[Version],
    left: _Left,
    partner: dict[int, int],
    *,
    section: bool,
) -> _Left:
    """Pair entries with the same key, in their order, and return what is left."""
    if not left.old or not left.new:
        return left
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for at in left.old:
        if (found := key(old[at])) is not None:
            places[(old[at].entry.section.path if section else (), found)].append(at)
    taken: set[int] = set()
    unpaired: list[int] = []
    for at in left.new:
        found = key(new[at])
        place = (new[at].entry.section.path if section else (), found)
        same = places.get(place) if found is not None else None
        if same:
            partner[at] = same.popleft()
            taken.add(partner[at])
        else:
            unpaired.append(at)
    return _Left([at for at in left.old if at not in taken], unpaired)


def _pair_by_links(
    old: Sequence[Version], new: Sequence[Version], left: _Left, partner: dict[int, int]
) -> _Left:
    """Pair entries by a link that only one entry of each version has."""
    owners: tuple[dict[str, list[int]], ...] = ({}, {})
    for own, side, versions_ in ((owners[0], left.old, old), (owners[1], left.new, new)):
        for at in side:
            for identity in _identities(versions_[at].entry):
                own.setdefault(identity, []).append(at)
    taken: set[int] = set()
    unpaired: list[int] = []
    for at in left.new:
        candidates = (
            owners[0][identity][0]
            for identity in _identities(new[at].entry)
            if len(owners[1][identity]) == 1 and len(owners[0].get(identity, ())) == 1
        )
        found = next((each for each in candidates if each not in taken), None)
        if found is None:
            unpaired.append(at)
        else:
            partner[at] = found
            taken.add(found)
    return _Left([at for at in left.old if at not in taken], unpaired)


def _identities(entry: Entry) -> Iterable[str]:
    own = (each for each in entry.links if each.role not in ("badge", "mention"))
    return dict.fromkeys(each.link.target.identity for each in own)


def _pair_by_place(
    old: Sequence[Version], new: Sequence[Version], left: _Left, partner: dict[int, int]
) -> _Left:
    """Pair entries that follow the same entry and share most of their words."""
    becomes = {before: after for after, before in partner.items()}
    waiting: defaultdict[int, deque[int]] = defaultdict(deque)
    for at, place in _after(left.old, becomes):
        waiting[place].append(at)
    taken: set[int] = set()
    unpaired: list[int] = []
    for at, place in _after(left.new, {each: each for each in partner}):
        words = new[at].words()
        nearest = list(waiting[place])[:_NEAR]
        found = next((each for each in nearest if _agree(words, old[each].words())), None)
        if found is None:
            unpaired.append(at)
        else:
            partner[at] = found
            taken.add(found)
            waiting[place].remove(found)
    return _Left([at for at in left.old if at not in taken], unpaired)


def _after(left: Iterable[int], known: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield entries, each with the new index of the last paired one before it."""
    ordered = deque(sorted(known))
    last = -1
    for at in left:
        while ordered and ordered[0] < at:
            last = known[ordered.popleft()]
        yield at, last


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _LEAST_SHARED * len(one | other) > 0


# --- Sections ---


def pair_sections(
    old: Document, new: Document, kept: Iterable[tuple[Version, Version]]
) -> dict[Section, Section]:
    """Return which section became which: the same path, the same entries, title or text."""
    partner: dict[Section, Section] = {old.sections[0]: new.sections[0]}
    taken: set[Section] = {new.sections[0]}

    def pair(one: Section, other: Section) -> None:
        if one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)

    def left(document: Document) -> list[Section]:
        gone = partner if document is old else taken
        return [each for each in document.sections if each not in gone]

    for key in (_path, _votes(kept), _title, _own_text):
        places: defaultdict[Hashable, deque[Section]] = defaultdict(deque)
        for section in left(old):
            places[key(old, section)].append(section)
        for section in left(new):
            found = key(new, section)
            if found is not None and places.get(found):
                pair(places[found].popleft(), section)
    before = {
        section: previous
        for document in (old, new)
        for previous, section in pairwise(document.sections)
    }
    for section in left(new):
        for other in left(old):
            follows = partner.get(before[other]) is before[section]
            if follows and _level(other) == _level(section) and _alike(other, section):
                pair(other, section)
                break
    return partner


def _path(_: Document, section: Section) -> Hashable | None:
    return section.path


def _title(_: Document, section: Section) -> Hashable | None:
    return section.title


def _own_text(document: Document, section: Section) -> Hashable | None:
    _, _, text = document.slice(section.own).partition("\n")
    return text.strip() or None


def _votes(
    kept: Iterable[tuple[Version, Version]],
) -> Callable[[Document, Section], Hashable | None]:
    """Return a key that two sections share if most entries of the one are in the other."""
    counts: Counter[tuple[Section, Section]] = Counter()
    totals: Counter[Section] = Counter()
    for one, other in kept:
        for pair in zip(_around(one.entry.section), _around(other.entry.section), strict=False):
            counts[pair] += 1
            totals.update(pair)
    keys: dict[Section, Hashable] = {}
    for pair, count in counts.most_common():
        if 2 * count > max(totals[pair[0]], totals[pair[1]]):
            for section in pair:
                keys.setdefault(section, pair)
    return lambda _, section: keys.get(section)


def _around(section: Section) -> list[Section]:
    """Return the sections around an entry, from the outermost."""
    found: list[Section] = []
    at: Section | None = section
    while at is not None:
        found.append(at)
        at = at.parent
    return found[::-1]


def _level(section: Section) -> int:
    return section.heading.level if section.heading else 0


def _alike(one: Section, other: Section) -> bool:
    matcher = SequenceMatcher(None, one.title.casefold(), other.title.casefold(), autojunk=False)
    return matcher.ratio() >= _LEAST_ALIKE
