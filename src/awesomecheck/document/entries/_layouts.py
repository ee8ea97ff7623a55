"""Decide what the segments of each record are: by what they look like, and as others around it.

A *layout* says of each segment whether it is a head (a title, or a name where nothing else is),
a name before a title, authors, a venue, or the start of a description. Each record can be read by
several layouts; what each segment looks like scores them. Records of one *shape*, the same styles
in the same order, then vote: a column in which most texts are lists of authors is authors, also
where one of them is a team that nobody would take for a person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from awesomecheck.document.entries._authors import AuthorList, find_authors
from awesomecheck.document.entries._cut import Cut, Segment
from awesomecheck.document.entries._edges import balanced
from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._scores import Likeness, look_at, may_list
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

Layout = tuple[str, ...]
"""Of each segment `head`, `name`, `authors`, `venue`, `description` (with all that follows), or
`rest`."""
RecordShape = tuple[tuple[str, bool] | bool, ...]
"""The style of each segment, and whether it begins a line; then which of them are persons, where
only that sets books and tools apart."""

_MOST_SEGMENTS = 5
"""How many segments of a record are looked at; what follows is prose or links."""
_WEIGHT = 5.0
"""What the vote of a shape counts beside the looks of one record."""
_WIDE_WEIGHT = 1.5
"""What the vote of the whole list counts."""
_SHARE_OF_PERSONS = 0.2
_LEAST_PERSONS = 5
"""How many of the records have persons in a list of books or courses: from a quarter to a half. In
lists of tools, where such words are a description (`Web Framework`), it is one in twenty, in the
one with most of them one in six."""
_TRIM = f" \n\t{SPANS}.:：,;，。|–—-\"“”'"


class Way(NamedTuple):
    """One way to read a record."""

    segments: tuple[Segment, ...]
    layout: Layout
    score: float
    authors: tuple[AuthorList | None, ...]


def read_layouts(plain: str, records: Sequence[Cut]) -> list[Way | None]:
    """Return how each record is best read, None for one that has no segment."""
    looks = [_looks(plain, record) for record in records]
    ways = [list(_ways(plain, *each)) for each in zip(records, looks, strict=True)]
    shapes = [_shape(record.segments) for record in records]
    persons = [_persons(*each) for each in zip(records, looks, strict=True)]
    several = sum(len(each) > 1 for each in looks)
    if sum(map(any, persons)) >= max(_LEAST_PERSONS, _SHARE_OF_PERSONS * several):
        shapes = [(*shape, *each) for shape, each in zip(shapes, persons, strict=True)]
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
    return chosen


def _vote(found: Sequence[Way]) -> tuple[Way, float]:
    """Return the reading that looks best, and how clear that is."""
    best = max(found, key=lambda way: way.score)
    others = [way.score for way in found if way.layout != best.layout]
    margin = best.score - max(others, default=best.score - 2)
    return best, min(1.0, 0.2 + margin / 2)


def _looks(plain: str, record: Cut) -> dict[Segment, Likeness]:
    own = record.segments[:_MOST_SEGMENTS]
    return {segment: look_at(plain, segment, place, record) for place, segment in enumerate(own)}


def _shape(segments: Sequence[Segment]) -> RecordShape:
    return tuple(
        [(segment.style, segment.before == "\n") for segment in segments[:_MOST_SEGMENTS]]
    )


def _persons(record: Cut, looks: Mapping[Segment, Likeness]) -> tuple[bool, ...]:
    """Return which segments behind the head of a record without a paper look like persons."""
    if record.paper:
        return ()
    return (False, *[look.persons for look in list(looks.values())[1:]])


def _ways(plain: str, record: Cut, known: Mapping[Segment, Likeness]) -> Iterator[Way]:
    looks = dict(known)
    for segments, cost in _splits(plain, record):
        own = segments[:_MOST_SEGMENTS]
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
            if fields.count("rest") < 2 and look.rest > _LEAST:
                grown.append(((*fields, "rest"), score + look.rest))
        pending = grown
    for fields, score in pending:
        if "head" in fields or ("authors" in fields and "name" not in fields):
            yield fields, score


_SPLIT_COST = 0.8
"""What is off where a field must be looked for within one run of text."""


def _fit(plain: str, layout: Layout, segments: Sequence[Segment], record: Cut) -> float:
    """Return what the fields of a layout are worth together, beside their looks."""
    total = 0.0
    if "head" not in layout:
        total -= 2.0
    if layout[0] == "rest":
        total -= 0.7
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
    if place > titled:  # behind the title, in brackets
        return total + (0.5 if place == titled + 1 and _is_short_name(plain, name) else -5.0)
    if name.style == title.style == "link":
        total -= 2.0
    if segments[place + 1].before == ".":
        total -= 2.0
    if "rest" in layout[place:titled]:
        total -= 1.5
    if name.end - name.start > title.end - title.start:
        total -= 1.5
    return total


def _is_short_name(plain: str, name: Segment) -> bool:
    """Return whether a text is one word with two capitals, as the names of methods are."""
    text = plain[name.start : name.end]
    return " " not in text and sum(map(str.isupper, text)) > 1


def _splits(plain: str, record: Cut) -> Iterator[tuple[tuple[Segment, ...], float]]:
    """Yield the segments as they are, and with one of them parted where a field may end.

    Each with what that costs.
    """
    segments = record.segments
    if not segments:
        return
    yield segments, 0.0
    paper = record.paper
    for index, segment in enumerate(segments[:_MOST_SEGMENTS]):
        parts: list[tuple[Segment, ...]] = []
        cost = _SPLIT_COST
        if segment.style == "link" and (parted := _parted_by_initials(plain, segment)):
            parts.append(parted)
            cost = -_SPLIT_COST
        if paper and segment.style == "link" and " et al" in plain[segment.start : segment.end]:
            parts += _parted_by_authors(plain, segment)
        if paper and segment.style in ("text", "em", "strong"):
            if _may_end_in_authors(plain, segment):
                parts += _parted_by_authors(plain, segment)
            if plain[segment.end - 1] == ")":
                parts.append(_parted_by_brackets(plain, segment))
        if index == 0 and segment.style == "text":
            parts.append(_parted_by_name(plain, segment, paper=paper))
        for parted in parts:
            if parted:
                yield (*segments[:index], *parted, *segments[index + 1 :]), cost


_SENTENCE_END = regex(
    rf"[.,?!;:|][\"”]?[ \n{PAD}]++(?=[^\W\d_a-z])|[ \n]by[ \n]|[ \n][-–—][ \n]|[(]"
)
_NAME_END = regex(r"[ ][-–—][ ]|[:：][ ]|[ ]\|[ ]|：")
_NAME_IN_BRACKETS = regex(r" [(]((?=[^)]{0,20}[A-Z0-9][^)]{0,20}[A-Z])[A-Za-z][\w.+-]{1,20})[)]\Z")
_INITIALS = regex(r", (?=(?:[A-Z]\. ?){1,3}[^\W\d_a-z]['’\w-]+)")
"""Before `D. Doe`."""
_MOST_TRIES = 40
_LONGEST_NAME = 60
_BEFORE = {":": ":", "：": ":", "|": "|"}


def _parted_by_authors(plain: str, segment: Segment) -> Iterator[tuple[Segment, ...]]:
    """Yield a segment parted where a list of authors ends at its start, or starts at its end."""
    start, end = segment.start, segment.end
    authors = find_authors(plain, start, end)
    if authors is not None and authors.several:
        after = plain[authors.end : end].strip(_TRIM)
        if not after:
            return  # it is a list as a whole
        follows = plain[authors.end : end].lstrip(f" \n{SPANS}")[:1]
        if authors.open or follows in '.,:;|(–—-"“':
            yield _two(plain, segment, authors.end, authors.end)
    for match in islice(_SENTENCE_END.finditer(plain, start, end), _MOST_TRIES):
        authors = find_authors(plain, match.end(), end)
        if authors is None or plain[authors.end : end].strip(_TRIM):
            continue
        if authors.several or (
            " " in plain[authors.start : authors.end] and match.group()[0] in ".,;"
        ):
            stop = match.start() + (plain[match.start()] in "?!")
            yield _two(plain, segment, stop, match.end())
            return


def _parted_by_initials(plain: str, segment: Segment) -> tuple[Segment, ...]:
    """Return the text of a link parted before the authors that end it: `[Title, D. Doe](…)`."""
    comma = _INITIALS.search(plain, segment.start, segment.end)
    if comma is None or find_authors(plain, comma.end(), segment.end, after=_TRIM) is None:
        return ()
    return _two(plain, segment, comma.start(), comma.end())


def _may_end_in_authors(plain: str, segment: Segment) -> bool:
    text = plain[segment.start : segment.end]
    return may_list(text) or ". " in text


def _parted_by_brackets(plain: str, segment: Segment) -> tuple[Segment, ...]:
    """Return a segment parted before the name in brackets that ends it: `Title (Name)`."""
    name = _NAME_IN_BRACKETS.search(plain, segment.start, segment.end)
    if name is None:
        return ()
    parted = _two(plain, segment, name.start(), name.start(1))
    if len(parted) < 2:
        return ()
    return parted[0], parted[1]._replace(before="(", end=name.end(1))


def _parted_by_name(plain: str, segment: Segment, *, paper: bool) -> tuple[Segment, ...]:
    """Return a segment parted behind a name: `Name - description`, `Name: description`.

    The title of a paper keeps its colon.
    """
    separator = _NAME_END.search(plain, segment.start, segment.end)
    if separator is None or separator.start() - segment.start > _LONGEST_NAME:
        return ()
    mark = separator.group().strip(" ")
    if paper and mark in ":：":
        return ()
    parted = _two(plain, segment, separator.start(), separator.end())
    if len(parted) < 2:
        return ()
    return parted[0], parted[1]._replace(before=_BEFORE.get(mark, "-"))


def _two(plain: str, segment: Segment, stop: int, begin: int) -> tuple[Segment, ...]:
    first = segment._replace(end=trimmed(plain, segment.start, stop, _TRIM)[1], ends_line=False)
    start, end = trimmed(plain, begin, segment.end, _TRIM)
    start, end = balanced(plain, start, end)
    second = segment._replace(
        start=start,
        end=end,
        before=".",
        key=None,
        part=None,
        style="text" if segment.style == "link" else segment.style,
    )
    return tuple([each for each in (first, second) if each.start < each.end])
