"""Write entries as a list writes its own.

Each shape that entries of the list have is a pattern. An entry is written in the shape that has
room for what it has and is the most usual; a link that no such shape has goes where the list puts
such links.
"""

from collections import Counter, defaultdict
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entry import Entry, Role
from awesomecheck.document.target import classify
from awesomecheck.document.tree import Document
from awesomecheck.document.venues import find_venue
from awesomecheck.regexes import regex
from awesomecheck.safety.markdown_text import markdown_text, markdown_url
from awesomecheck.templates.author_habits import AuthorHabits
from awesomecheck.templates.habits import has_words, most_common
from awesomecheck.templates.patterns import (
    REPOSITORY,
    Filled,
    Pattern,
    filled_by,
    mark_kinds,
    pattern_of,
    shape_fields,
    with_bare_links,
    with_date,
    written_date,
)
from awesomecheck.templates.shape import (
    END,
    FIELDS,
    START,
    Pair,
    Shape,
    ShapedEntry,
    pairs_of,
    shaped,
)
from awesomecheck.templates.values import EntryValues, LinkValue

_IMAGES = ("![", "[![", "<img", "<a")
_EMPTY = EntryValues()
_ENDS = ("?", "!")
_DIGIT = regex(r"\d")
_SYMBOL = regex(r"[\u2190-\u2bff\U0001f000-\U0001faff]|:[a-z_]+:")
"""A picture, such as a star or a check mark."""
_USUAL = 0.5
"""At least this share of entries has words that belong to the format, such as `Code:`."""
_LEAST = 0.05
"""At least this share of the entries of a section has fields that are usual there."""
_MOST_TRIED = 60
"""So many shapes, the most usual first, and those of the section."""


class WrittenEntry(Struct, frozen=True):
    """An entry as Markdown."""

    text: str
    example: Entry
    """An entry of the list that is written so."""
    left_out: tuple[LinkValue, ...] = ()
    """Links that the list has no place for."""


class EntryWriter:
    """Writes entries as one list does."""

    __slots__ = (
        "_arxiv_urls",
        "_authors",
        "_by_fields",
        "_document",
        "_ends",
        "_gaps",
        "_labels",
        "_venues",
        "_years",
    )

    def __init__(self, document: Document) -> None:
        self._document = document
        shapes: defaultdict[Shape, list[ShapedEntry]] = defaultdict(list)
        self._gaps: defaultdict[Pair, Counter[str]] = defaultdict(Counter)
        self._labels: defaultdict[Role, Counter[str]] = defaultdict(Counter)
        self._years: Counter[int] = Counter()
        self._ends: Counter[bool] = Counter()
        """Whether there is a period after a title that ends with a question mark."""
        self._authors = AuthorHabits()
        self._venues: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """How often each spelling of a venue is used, by its name."""
        self._arxiv_urls: Counter[str] = Counter()
        for entry in document.entries:
            if not entry.blocks:
                continue
            each = with_date(with_bare_links(shaped(document, entry)))
            shapes[each.shape].append(each)
            for pair, gap in pairs_of(each.shape):
                self._gaps[pair][gap] += 1
                if pair[0] == "title" and entry.title and entry.title.text[-1:] in _ENDS:
                    self._ends[gap.startswith(".")] += 1
            if entry.year:
                self._years[len(entry.year.text)] += 1
            self._authors.add(document, entry)
            if entry.venue:
                self._venues[_venue_key(entry.venue.text)][entry.venue.text] += 1
            for link in entry.links:
                if link.label and link.label_role:
                    self._labels[link.role][link.label.text] += 1
                url, target = link.link.url, link.link.target
                if link.role == "paper" and target.host == "arxiv.org" and target.id:
                    paper = rf"{re.escape(target.id)}(?:v\d+)?"
                    self._arxiv_urls[re.sub(paper, REPOSITORY, url)] += 1
        self._by_fields: defaultdict[frozenset[str], list[Pattern]] = defaultdict(list)
        for shape, own in sorted(shapes.items(), key=lambda each: -len(each[1])):
            if any(self._is_content(pair, gap) for pair, gap in pairs_of(shape)):
                continue
            pattern = pattern_of(document, shape, own)
            if not all(each.startswith(_IMAGES) for each in pattern.badges):
                continue
            self._by_fields[frozenset(shape_fields(shape))].append(pattern)

    def _is_content(self, pair: Pair, gap: str) -> bool:
        """Whether a gap has words that say something of one entry: no other one gets them."""
        counts = self._gaps[pair]
        says_something = has_words(gap.removeprefix("1")) or _SYMBOL.search(gap) is not None
        return says_something and (
            _DIGIT.search(gap.removeprefix("1")) is not None
            or counts[gap] < max(2, _USUAL * counts.total())
        )

    def write(self, values: EntryValues) -> WrittenEntry | None:
        """Return an entry with all its fields; None if no entry of the list has these fields."""
        repository = values.repository
        best: tuple[tuple[int, ...], Filled, Pattern] | None = None
        tried = 0
        for pattern in self._by_fields.get(frozenset(values.fields), ()):
            if tried >= _MOST_TRIED and values.section not in pattern.by_section:
                continue
            tried += 1
            filled = filled_by(pattern, values, repository)
            if filled is not None:
                rank = self._rank(filled, pattern, values)
                if best is None or rank > best[0]:
                    best = rank, filled, pattern
        return self._written(best[2], best[1], values) if best else None

    def _rank(self, filled: Filled, pattern: Pattern, values: EntryValues) -> tuple[int, ...]:
        """Return how well a pattern serves: links used, then how usual it is here and overall."""
        here = pattern.by_section.get(values.section, 0)
        return len(filled.links), here > 0, here, pattern.followers

    # --- What entries usually have ---

    def usual(self, values: EntryValues) -> EntryValues:
        """Return what entries of a section usually have of some values, spelt as the list does."""
        fields = self._usual_fields(values)
        if fields is not None:
            rest = (name for name in FIELDS if name not in fields)
            values = replace(values, **{name: getattr(_EMPTY, name) for name in rest})
        venue = self._venues.get(_venue_key(values.venue))
        links = tuple(
            replace(link, url=self._arxiv_url(link.url)) if link.role == "paper" else link
            for link in values.links
        )
        return replace(values, venue=most_common(venue) if venue else values.venue, links=links)

    def missing(self, values: EntryValues) -> tuple[str, ...]:
        """Return the fields and links that are missing for any usual entry of a section."""
        if self._usual_fields(values) is not None:
            fields = frozenset(self.usual(values).fields)
            if self.write(self.usual(values)) is not None:
                return ()
            pattern = next(iter(self._by_fields.get(fields, ())), None)
            roles = [mark[1:] for mark in pattern.shape[1::2] if mark[0] == "@"] if pattern else []
            has = {link.role for link in values.links}
            return tuple(dict.fromkeys(role for role in roles if role not in has))
        counts = self._field_counts(values.section)
        if not counts:
            return ()
        [(most, _)] = counts.most_common(1)
        return tuple(name for name in FIELDS if name in most and name not in values.fields)

    def _usual_fields(self, values: EntryValues) -> frozenset[str] | None:
        """Return the fields that most entries of a section have of those that values has."""
        counts = self._field_counts(values.section)
        least = _LEAST * counts.total()
        for fields, count in counts.most_common():
            if count >= least and fields <= frozenset(values.fields):
                return fields
        return None

    def _field_counts(self, section: tuple[str, ...]) -> Counter[frozenset[str]]:
        """Return how many entries of a section, or else of the list, have which fields."""
        here: Counter[frozenset[str]] = Counter()
        overall: Counter[frozenset[str]] = Counter()
        for fields, patterns in self._by_fields.items():
            here[fields] = sum(each.by_section.get(section, 0) for each in patterns)
            overall[fields] = sum(each.followers for each in patterns)
        return +here or +overall

    def _arxiv_url(self, url: str) -> str:
        """Return the address of a paper on arXiv as the list writes such: its abstract or PDF."""
        target = classify(url)
        if target.kind != "arxiv" or not self._arxiv_urls:
            return url
        return most_common(self._arxiv_urls).replace(REPOSITORY, target.id)

    # --- The text ---

    def _written(self, pattern: Pattern, filled: Filled, values: EntryValues) -> WrittenEntry:
        parts = list(pattern.shape)
        rest = [link for link in values.links if link not in filled.links]
        kinds = [START, *mark_kinds(pattern.shape)]
        badges = iter(filled.badges)
        texts = [
            next(badges)
            if mark == "badge"
            else self._mark_text(mark, filled.at.get(index), values)
            for index, mark in enumerate(parts[1::2])
        ]
        if values.title[-1:] in _ENDS and "title" in parts[1::2] and not self._keeps_period:
            place = 2 * parts[1::2].index("title") + 2
            parts[place] = parts[place].removeprefix(".")
        left_out: list[LinkValue] = []
        for link in rest:
            addition = self._addition(kinds[-1], link)
            if addition is None:
                left_out.append(link)
                continue
            before, words, between, after = addition
            parts[-1:] = [before, "=", between, "@", after]
            texts += [words, markdown_url(link.url)]
            kinds += ["=", "@="]
        gaps = [written_date(gap, values) for gap in parts[::2]]
        for index, mark in enumerate(parts[1::2]):
            if mark == "authors" and values.et_al and gaps[index + 1][:1] != ".":
                texts[index] += "" if texts[index].endswith(".") else "."
        text = "".join(
            gap + (texts[index] if index < len(texts) else "") for index, gap in enumerate(gaps)
        )
        return WrittenEntry(self._placed(text, pattern), pattern.example.entry, tuple(left_out))

    def _addition(self, left: str, link: LinkValue) -> tuple[str, str, str, str] | None:
        """Return what is before, in, within and after a link that is added at the end."""
        label = link.label
        if link.any_label:
            label = self.label_for(link.role)
        before, within, after = (
            self._gaps.get(pair) for pair in ((left, "="), ("=", "@="), ("@=", END))
        )
        if label is None or not before or not within or not after:
            return None
        gaps = [most_common(each) for each in (before, within, after)]
        if any(map(has_words, gaps)):
            return None
        return gaps[0], markdown_text(label), gaps[1], gaps[2]

    @property
    def _keeps_period(self) -> bool:
        return self._ends[True] > self._ends[False]

    def label_for(self, role: Role) -> str | None:
        """Return the words by which the list calls links of a role, if it has any."""
        return most_common(self._labels[role]) if self._labels.get(role) else None

    def _mark_text(
        self,
        mark: str,
        link: LinkValue | None,
        values: EntryValues,
    ) -> str:
        if mark[0] == "@" and link is not None:
            return markdown_url(link.url)
        if mark[0] == "=":
            if link is None or link.any_label or link.label is None:
                return mark[1:]
            return markdown_text(link.label)
        if mark == "authors":
            return self._authors.written(values.authors, et_al=values.et_al)
        if mark == "year":
            short = self._years[2] > self._years[4]
            return f"{(values.year or 0) % 100:02d}" if short else str(values.year)
        return markdown_text(getattr(values, mark))

    def _placed(self, text: str, pattern: Pattern) -> str:
        """Return an entry with the marker and the indentation of the example."""
        entry = pattern.example.entry
        if entry.item is None:
            return text
        item = self._document.items[entry.item]
        if item.ordered:
            return text
        if text.startswith("-"):
            text = item.marker + text[1:]
        return text.replace("\n", "\n" + " " * item.indent) if item.indent else text


def _venue_key(text: str) -> str:
    known = find_venue(text)
    return known.name if known else text
