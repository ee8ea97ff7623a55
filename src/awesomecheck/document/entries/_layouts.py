"""Decide what the segments of each record are: by what they look like, and as others around it.

A *layout* says of each segment whether it is a head (a title, or a name where nothing else is),
a name before a title, authors, a venue, or the start of a description. Each record can be read by
several layouts; what each segment looks like scores them. Records of one *shape*, the same styles
in the same order, then vote: a column in which most texts are lists of authors is authors, also
where one of them is a team that nobody would take for a person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._author_columns import with_author_columns
from awesomecheck.document.entries._authors import (
    AuthorList,
    as_inverted,
    is_inverted,
    surnames,
)
from awesomecheck.document.entries._by_authors import like_papers
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._initials import ALONE
from awesomecheck.document.entries._notes import with_names_behind, without_notes
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._places import without_places
from awesomecheck.document.entries._scores import Likeness, look_at, may_list
from awesomecheck.document.entries._splits import MOST_SEGMENTS, splits
from awesomecheck.document.entries._topics import without_topics
from awesomecheck.document.entries._whole_titles import with_whole_titles
from awesomecheck.regexes import regex

Layout = tuple[str, ...]
"""Of each segment `head`, `name`, `authors`, `venue`, `description` (with all that follows), or
`rest`."""
RecordShape = tuple[tuple[str, bool] | bool, ...]
"""The style of each segment, and whether it begins a line; then which of them are persons, where
only that sets books and tools apart."""

_WEIGHT = 5.0
"""What the vote of a shape counts beside the looks of one record."""
_WIDE_WEIGHT = 1.5
"""What the vote of the whole list counts."""
_SHARE_OF_PERSONS = 0.2
_LEAST_PERSONS = 5
"""How many of the records have persons in a list of books or courses: from a quarter to a half. In
lists of tools, where such words are a description (`Web Framework`), it is one in twenty, in the
one with most of them one in six."""


_score = attrgetter("score")


class Way(Struct, frozen=True):
    """One way to read a record."""

    segments: tuple[Segment, ...]
    layout: Layout
    score: float
    authors: tuple[AuthorList | None, ...]


def read_layouts(plain: str, records: Sequence[Cut]) -> list[Way | None]:
    """Return how each record is best read, None for one that has no segment."""
    records = without_notes(plain, records)
    records = like_papers(plain, _without_lead_ins(plain, records))
    records = with_names_behind(plain, with_whole_titles(plain, records))
    records = without_topics(plain, records)
    records = without_places(plain, with_author_columns(plain, records))
    looks = [_looks(plain, record) for record in records]
    alone = _marks_behind_authors(plain, records)
    ways = [list(_ways(plain, *each, alone=alone)) for each in zip(records, looks, strict=True)]
    shapes = [_shape(record.segments) for record in records]
    persons = [_persons(*each) for each in zip(records, looks, strict=True)]
    several = sum(len(each) > 1 for each in looks)
    if sum(map(any, persons)) >= max(_LEAST_PERSONS, _SHARE_OF_PERSONS * several):
        shapes = [(*shape, *each) for shape, each in zip(shapes, persons, strict=True)]
    else:
        ways = _without_persons(plain, records, ways)
    by_shape: defaultdict[RecordShape, defaultdict[Layout, float]] = defaultdict(
        lambda: defaultdict(float)
    )
    by_layout: defaultdict[Layout, float] = defaultdict(float)
    for found, shape in zip(ways, shapes, strict=True):
        if found:
            best, vote = _vote(found)
            by_shape[shape][best.layout] += vote
            by_layout[best.layout] += vote
    total = sum(by_layout.values()) or 1.0
    chosen: list[Way | None] = []
    for found, shape in zip(ways, shapes, strict=True):
        if len(found) < 2:
            chosen.append(found[0] if found else None)
            continue
        votes = by_shape[shape]
        own = sum(votes.values()) + 1.0
        worth = [
            way.score
            + _WEIGHT * votes.get(way.layout, 0.0) / own
            + _WIDE_WEIGHT * by_layout.get(way.layout, 0.0) / total
            for way in found
        ]
        chosen.append(found[worth.index(max(worth))])
    return _with_family_first(plain, chosen)


_FEWEST_INVERTED = 2


def _with_family_first(plain: str, ways: list[Way | None]) -> list[Way | None]:
    """Return the ways with `Doe, Jane` as one author if the list has family names first."""
    lists = [authors for way in ways if way for authors in way.authors if authors]
    inverted = sum(is_inverted(plain, authors) for authors in lists)
    if inverted < _FEWEST_INVERTED or 2 * inverted < sum(each.several for each in lists):
        return ways
    return [way and replace(way, authors=tuple(_family_first(plain, way))) for way in ways]


def _family_first(plain: str, way: Way) -> Iterator[AuthorList | None]:
    """Yield the lists of authors of a way where family names are first."""
    for field, segment, authors in zip(way.layout, way.segments, way.authors, strict=False):
        alone = None
        if authors is None and field == "authors":
            alone = surnames(plain, segment.start, segment.end)
        listed = authors or alone
        yield listed and as_inverted(plain, listed)


def _without_persons(plain: str, records: Sequence[Cut], ways: list[list[Way]]) -> list[list[Way]]:
    """Return the ways to read a list that names no persons: only its papers have authors."""
    others = {
        index: [way for way in found if not _names_nobody(plain, way)] or found
        for index, (record, found) in enumerate(zip(records, ways, strict=True))
        if not record.paper and not record.dates and not _is_quoted(plain, record)
    }
    if all(len(found) == len(ways[index]) for index, found in others.items()):
        return ways
    authors = sum(
        "authors" in max(found, key=_score).layout
        for index, found in enumerate(ways)
        if found and index not in others
    )
    if authors >= max(_LEAST_PERSONS, _SHARE_OF_PERSONS * len(records)):
        return ways
    return [others.get(index, found) for index, found in enumerate(ways)]


def _is_quoted(plain: str, record: Cut) -> bool:
    """Return whether a record begins with a title in quotes, as articles and talks do."""
    if not record.segments or record.segments[0].style not in ("link", "quote"):
        return False
    start = record.segments[0].start
    return any(map(plain[max(0, start - 3) : start].__contains__, _QUOTES))  # `"[Title](…)"`, too


def _names_nobody(plain: str, way: Way) -> bool:
    """Return whether a record is read with authors that no key and no initials tell."""
    if "authors" not in way.layout:
        return False
    at = way.layout.index("authors")
    authors = way.authors[at]
    if way.segments[at].key is not None:
        return False
    return authors is None or "." not in plain[authors.start : authors.end]


_LISTED_BEFORE = {
    ":": regex(r"[^:\n]{3,200}(?:,|&| and )[^:\n]{3,40}: "),
    ".": regex(rf"(?:(?>{ALONE})(?:, |,? (?:and|&) ))+{ALONE}\.? (?=\w)"),
}
"""Several authors, by what parts them from the title behind."""


def _marks_behind_authors(plain: str, records: Sequence[Cut]) -> str:
    """Return the marks that part authors from titles in most records: one person may be, too.

    So it is in `Jane Doe, Min Li: Trees`, and `.` in `Doe J, Li M. Trees`.
    """
    firsts = [each.segments[0] for each in records if each.segments]
    listing = [
        each for each in firsts if each.style == "text" and may_list(plain[each.start : each.end])
    ]
    counts = {
        mark: sum(listed.match(plain, each.start, each.end) is not None for each in listing)
        for mark, listed in _LISTED_BEFORE.items()
    }
    return "".join([mark for mark, count in counts.items() if 2 * count >= len(records)])


_LEAD_IN = regex(r"[^\W\d_]+(?: [a-z]+){1,3}")
_FEWEST_LED = 3


def _without_lead_ins(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return the records without the words that several begin with: `See also **Title**`."""
    texts = [
        plain[each.segments[0].start : each.segments[0].end]
        if len(each.segments) > 1 and each.segments[0].style == "text"
        else ""
        for each in records
    ]
    repeated = {text for text, count in Counter(texts).items() if count >= _FEWEST_LED}
    led = {text for text in repeated if _LEAD_IN.fullmatch(text)}
    if not led:
        return records
    return [
        replace(each, segments=each.segments[1:]) if text in led else each
        for text, each in zip(texts, records, strict=True)
    ]


_QUOTES = '"“«'


def _vote(found: Sequence[Way]) -> tuple[Way, float]:
    """Return the reading that looks best, and how clear that is."""
    best = max(found, key=_score)
    others = [way.score for way in found if way.layout != best.layout]
    margin = best.score - max(others, default=best.score - 2)
    return best, min(1.0, 0.2 + margin / 2)


def _looks(plain: str, record: Cut) -> dict[Segment, Likeness]:
    own = record.segments[:MOST_SEGMENTS]
    return {segment: look_at(plain, segment, place, record) for place, segment in enumerate(own)}


def _shape(segments: Sequence[Segment]) -> RecordShape:
    return tuple([(segment.style, segment.before == "\n") for segment in segments[:MOST_SEGMENTS]])


def _persons(record: Cut, looks: Mapping[Segment, Likeness]) -> tuple[bool, ...]:
    """Return which segments behind the head of a record without a paper look like persons."""
    if record.paper:
        return ()
    return (False, *[look.persons for look in list(looks.values())[1:]])


def _ways(
    plain: str, record: Cut, known: Mapping[Segment, Likeness], *, alone: str
) -> Iterator[Way]:
    looks = dict(known)
    for segments, cost in splits(plain, record, alone=alone):
        own = segments[:MOST_SEGMENTS]
        seen: list[Likeness] = []
        for index, segment in enumerate(own):
            look = looks.get(segment)
            if look is None:
                look = looks[segment] = look_at(plain, segment, index, record)
            seen.append(look)
        authors = tuple([look.list for look in seen])
        for layout, looked in _layouts(seen, own):
            score = looked + _fit(plain, layout, own, record)
            score -= cost
            if score > -4:
                yield Way(segments, layout, score, authors)


_LEAST = -3.5
"""What looks less like a field than this is not tried as one."""


def _layouts(
    looks: Sequence[Likeness], segments: Sequence[Segment]
) -> Iterator[tuple[Layout, float]]:
    """Yield the layouts that segments may have, with the sum of what they look like."""
    pending: list[tuple[Layout, float]] = [((), 0.0)]
    for look, segment in zip(looks, segments, strict=True):
        grown: list[tuple[Layout, float]] = []
        tried = [
            (field, worth)
            for field, worth in (
                ("head", look.head),
                ("name", look.name),
                ("authors", look.authors),
                ("venue", look.venue),
            )
            if worth > _LEAST
        ]
        for fields, score in pending:
            headed = "head" in fields
            if headed and look.description > _LEAST:
                yield (*fields, "description"), score + look.description
            for field, worth in tried:
                if field not in fields and not (
                    field == "name" and headed and segment.before != "("
                ):
                    grown.append(((*fields, field), score + worth))
            if look.rest > _LEAST and (segment.key == "other" or fields.count("rest") < 2):
                grown.append(((*fields, "rest"), score + look.rest))
        pending = grown
    for fields, score in pending:
        if "head" in fields or ("authors" in fields and "name" not in fields):
            yield fields, score


def _fit(plain: str, layout: Layout, segments: Sequence[Segment], record: Cut) -> float:
    """Return what the fields of a layout are worth together, beside their looks."""
    total = 0.0
    if "head" not in layout:
        total -= 2.0
    if layout[0] == "rest":
        first = segments[0].part
        total -= 2.7 if first is not None and first.host_role == "paper" else 0.7
    if "head" in layout and not record.paper:
        head = segments[layout.index("head")]
        if head.style in ("text", "tag", "code") and any(
            each.style == "link" and each.start > head.end and each.line == head.line
            for each in segments
        ):
            total -= 2.0
    if "name" in layout:
        total += _fit_name(plain, layout, segments, record)
    return total


def _fit_name(plain: str, layout: Layout, segments: Sequence[Segment], record: Cut) -> float:
    """Return how well a name and a title go together."""
    place, titled = layout.index("name"), layout.index("head")
    name, title = segments[place], segments[titled]
    total = 0.0
    if not record.paper and "authors" not in layout:
        total -= 5.0
    if name.key == "behind":
        return total + 0.5
    if place > titled:  # behind the title, in brackets
        return total + (0.5 if place == titled + 1 and _is_short_name(plain, name) else -5.0)
    if name.style == title.style == "link":
        total -= 2.0
    if name.style == "link" and "authors" in layout[place:titled]:
        total -= 3.0  # it is the title, and where they work is behind them
    if segments[place + 1].before == ".":
        total -= 2.0
    if "rest" in layout[place:titled]:
        total -= 1.5
    if name.end - name.start > title.end - title.start:
        total -= 1.5
    return total


_FIRST_CJK = "\u3040"
"""The first letter of scripts in which whole sentences have no space."""


def _is_short_name(plain: str, name: Segment) -> bool:
    """Return whether a text is one word with two capitals, as the names of methods are."""
    text = plain[name.start : name.end]
    return " " not in text and sum(map(str.isupper, text)) > 1 and max(text) < _FIRST_CJK
