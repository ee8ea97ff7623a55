"""Decide what the segments of each record are: by what they look like, and as others around it.

A *layout* says of each segment whether it is a head (a title, or a name where nothing else is),
a name before a title, authors, a venue, or the start of a description. Each record can be read by
several layouts; what each segment looks like scores them. Records of one *shape*, the same styles
in the same order, then vote: a column in which most texts are lists of authors is authors, also
where one of them is a team that nobody would take for a person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from awesomecheck.document.entries._authors import AuthorList, find_authors
from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._cut import Cut, Segment, balanced
from awesomecheck.document.entries._venues import bare_venue, is_likely, trimmed

Layout = tuple[str, ...]
"""Of each segment `head`, `name`, `authors`, `venue`, `description` (with all that follows), or
`rest`."""
Shape = tuple[tuple[str, bool], ...]
"""The style of each segment, and whether it begins a line."""

_MOST_SEGMENTS = 5
"""How many segments of a record are looked at; what follows is prose or links."""
_WEIGHT = 5.0
"""What the vote of a shape counts beside the looks of one record."""
_WIDE_WEIGHT = 1.5
"""What the vote of the whole list counts."""
_TRIM = f" \n\t{SPANS}.:：,;，。|–—-\"“”'"


class Way(NamedTuple):
    """One way to read a record."""

    segments: tuple[Segment, ...]
    layout: Layout
    score: float
    authors: tuple[AuthorList | None, ...]


class _Look(NamedTuple):
    """How much a segment looks like each of the fields."""

    head: float
    name: float
    authors: float
    venue: float
    description: float
    rest: float
    list: AuthorList | None


def read_layouts(plain: str, records: Sequence[Cut]) -> list[Way | None]:
    """Return how each record is best read, None for one that has no segment."""
    ways = [list(_ways(plain, record)) for record in records]
    shapes = [_shape(record.segments) for record in records]
    by_shape: defaultdict[Shape, Counter[Layout]] = defaultdict(Counter)
    by_layout: Counter[Layout] = Counter()
    for found, shape in zip(ways, shapes, strict=True):
        if found:
            best, vote = _vote(found)
            by_shape[shape][best.layout] += vote
            by_layout[best.layout] += vote
    total = sum(by_layout.values()) or 1.0
    chosen: list[Way | None] = []
    for found, shape in zip(ways, shapes, strict=True):
        votes = by_shape[shape]
        own = sum(votes.values()) + 1.0

        def worth(way: Way, votes: Counter[Layout] = votes, own: float = own) -> float:
            shape_share = votes[way.layout] / own
            return way.score + _WEIGHT * shape_share + _WIDE_WEIGHT * by_layout[way.layout] / total

        chosen.append(max(found, key=worth, default=None))
    return chosen


def _vote(found: Sequence[Way]) -> tuple[Way, float]:
    """Return the reading that looks best, and how clear that is."""
    best = max(found, key=lambda way: way.score)
    others = [way.score for way in found if way.layout != best.layout]
    margin = best.score - max(others, default=best.score - 2)
    return best, min(1.0, 0.2 + margin / 2)


def _shape(segments: Sequence[Segment]) -> Shape:
    return tuple(
        [(segment.style, segment.before == "\n") for segment in segments[:_MOST_SEGMENTS]]
    )


def _ways(plain: str, record: Cut) -> Iterator[Way]:
    looks: dict[Segment, _Look] = {}
    for segments in _splits(plain, record):
        own = segments[:_MOST_SEGMENTS]
        seen: list[_Look] = []
        for index, segment in enumerate(own):
            look = looks.get(segment)
            if look is None:
                look = looks[segment] = _look(plain, segment, index, record)
            seen.append(look)
        best: dict[Layout, Way] = {}
        for layout, looked in _layouts(seen):
            score = looked + _fit(layout, own, record)
            if segments is not record.segments:
                score -= _SPLIT_COST
            if score > -4:
                authors = tuple([look.list for look in seen])
                best[layout] = Way(segments, layout, score, authors)
        yield from best.values()


_LEAST = -3.5
"""What looks less like a field than this is not tried as one."""


def _layouts(looks: Sequence[_Look]) -> Iterator[tuple[Layout, float]]:
    """Yield the layouts that segments may have, with the sum of what they look like."""
    pending: list[tuple[Layout, float]] = [((), 0.0)]
    for index, look in enumerate(looks):
        grown: list[tuple[Layout, float]] = []
        for fields, score in pending:
            if "head" in fields and look.description > _LEAST:
                yield (*fields, "description"), score + look.description
            for field, worth in (
                ("head", look.head),
                ("name", look.name),
                ("authors", look.authors),
                ("venue", look.venue),
            ):
                if worth > _LEAST and field not in fields and not (
                    field == "name" and "head" in fields
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


def _fit(layout: Layout, segments: Sequence[Segment], record: Cut) -> float:
    """Return what the fields of a layout are worth together, beside their looks."""
    total = 0.0
    if "head" not in layout:
        total -= 2.0
    if layout[0] == "rest":
        total -= 0.7
    if "head" in layout and not _is_paper(record):
        head = segments[layout.index("head")]
        if head.style in ("text", "tag", "code") and any(
            each.style == "link" and each.start > head.end and each.line == head.line
            for each in segments
        ):
            total -= 2.0
    if "name" in layout and not _is_paper(record) and "authors" not in layout:
        total -= 5.0
    if "name" in layout and segments[layout.index("name")].style == "link" == segments[layout.index("head")].style:
        total -= 2.0
    if "name" in layout and "rest" in layout[layout.index("name") : layout.index("head")]:
        total -= 1.5
    return total


def _splits(plain: str, record: Cut) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments as they are, and with one of them parted where a field may end."""
    segments = record.segments
    if not segments:
        return
    yield segments
    paper = _is_paper(record)
    for index, segment in enumerate(segments[:_MOST_SEGMENTS]):
        if segment.style in ("text", "em", "strong", "link"):
            for parted in _parted(plain, segment, index, paper=paper):
                yield (*segments[:index], *parted, *segments[index + 1 :])


_SENTENCE_END = re.compile(rf"[.,?!;:|][\"”]?[ \n{PAD}]++(?=[^\W\d_a-z])|[ \n]by[ \n]|[ \n][-–—][ \n]|[(]")
_NAME_END = re.compile(r"[ ][-–—][ ]|[:：][ ]|[ ]\|[ ]|：")
_MOST_TRIES = 40


def _parted(plain: str, segment: Segment, index: int, *, paper: bool) -> Iterator[tuple[Segment, ...]]:
    start, end = segment.start, segment.end
    text = plain[start:end]
    whole = _authors(plain, segment) if _may_list(text) else None
    if whole is not None and (len(whole.names) > 1 or whole.open):
        return
    if segment.style != "link" and _may_list(text):
        authors = find_authors(plain, start, end)
        if authors is not None and authors.end < end - 3 and (len(authors.names) > 1 or authors.open):
            after = plain[authors.end : end].lstrip(f" \n{SPANS}")[:1]
            if after in ".,:;|(–—-\"“" or authors.open:
                yield _two(plain, segment, authors.end, authors.end)
        for match, _ in zip(_SENTENCE_END.finditer(plain, start, end), range(_MOST_TRIES), strict=False):
            authors = find_authors(plain, match.end(), end)
            if authors is None or not (len(authors.names) > 1 or authors.open):
                continue
            if not plain[authors.end : end].strip(_TRIM):
                stop = match.start() + (plain[match.start()] in "?!")
                yield _two(plain, segment, stop, match.end())
                break
    if segment.style == "text" and index == 0:
        colon = _NAME_END.search(plain, start, end)
        before = colon.group().strip(" ") if colon else ""
        if colon is not None and colon.start() - start <= 60 and not (paper and before in ":："):
            first, second = _two(plain, segment, colon.start(), colon.end())
            yield first, second._replace(before=":" if before in ":：" else "|" if before == "|" else "-")


def _may_list(text: str) -> bool:
    return any(mark in text for mark in (",", " and ", "et al", "el al", "&", "、", ";", "，"))


def _two(plain: str, segment: Segment, stop: int, begin: int) -> tuple[Segment, ...]:
    first = segment._replace(end=trimmed(plain, segment.start, stop, _TRIM)[1], ends_line=False)
    start, end = trimmed(plain, begin, segment.end, _TRIM)
    start, end = balanced(plain, start, end)
    second = segment._replace(start=start, end=end, before=".", key=None, part=None, style="text" if segment.style == "link" else segment.style)
    return tuple([each for each in (first, second) if each.start < each.end])


_CAPITALS = re.compile(r"[A-Z]\w*[A-Z]|\d")
_SMALL = frozenset("a an the of for and or in on to with via from by at as is are be using towards how do does what why we into over under through between not it its".split())
_END = re.compile(r"[.!?。][\"”)]?\Z")


def _look(plain: str, segment: Segment, index: int, record: Cut) -> _Look:
    text = shown(plain[segment.start : segment.end])
    words = text.split()
    count = len(words) if text.isascii() else len(words) + sum("\u3040" <= each <= "\u9fff" for each in text) // 3
    listed = _authors(plain, segment) if count <= 5 or _may_list(text) else None
    many = listed is not None and (len(listed.names) > 1 or listed.open)
    titled = _titled(words)
    styled = segment.style in ("link", "quote", "strong")
    paper = _is_paper(record)
    tag = segment.style in ("tag", "code")
    later = segment.before == "\n"
    return _Look(
        head=_head(segment, index, count, titled, styled=styled, paper=paper, many=many, tag=tag),
        name=_name(segment, index, text, count, many=many),
        authors=_as_authors(segment, listed, count, text, many=many, titled=titled, paper=paper, begins=listed is None and _begins_listed(plain, segment)),
        venue=_as_venue(plain, segment, count, paper=paper),
        description=_as_description(segment, index, text, words, count, titled, record, many=many, later=later, person=listed is not None and 2 <= count <= 4 and titled == 1.0),
        rest=0.0 if tag else -0.4 - 0.12 * min(count, 10),
        list=listed,
    )


def _is_paper(record: Cut) -> bool:
    return record.leads_to_paper or any(date.known for date in record.dates)


def _titled(words: Sequence[str]) -> float:
    """Return which share of the longer words begins in upper case."""
    longer = [word for word in words[1:] if word.lower() not in _SMALL and word[:1].isalpha()]
    if not longer:
        return 0.5
    return sum(word[0].isupper() for word in longer) / len(longer)


def _head(
    segment: Segment, index: int, count: int, titled: float,
    *, styled: bool, paper: bool, many: bool, tag: bool,
) -> float:
    score = 1.0 + 1.2 * styled + 0.6 * (index == 0)
    if segment.key == "title":
        return 8.0
    if segment.key is not None:
        return -6.0
    if segment.ends_line and paper:
        score += 0.8
    if count >= 3:
        score += 0.6
    if segment.part is not None and segment.part.host_role == "paper":
        score += 0.8
    if paper and count >= 3:
        score += 0.4 + 0.6 * (titled > 0.6)
    if count > 22:
        score -= 0.25 * (count - 22)
    if many:
        score -= 0.8 if segment.style == "link" else 2.5
    if count == 1 and segment.style == "text" and index > 0:
        score -= 2.5
    if tag:
        score -= 2.0
    return score


def _name(segment: Segment, index: int, text: str, count: int, *, many: bool) -> float:
    if segment.key is not None or count > 8:
        return -6.0
    score = 0.3 + 0.5 * (segment.style in ("strong", "link", "code", "tag")) - 0.5 * index
    if count <= 2:
        score += 0.8
    elif count > 4:
        score -= 0.5 * (count - 4)
    if _CAPITALS.search(text):
        score += 0.3
    if many:
        score -= 2.0
    return score


def _as_authors(
    segment: Segment, listed: AuthorList | None, count: int, text: str,
    *, many: bool, titled: float, paper: bool, begins: bool,
) -> float:
    if segment.key == "authors":
        return 8.0
    if segment.key is not None or segment.style == "tag":
        return -6.0
    if many and listed is not None:
        score = _sure(text, listed) - 0.8 * (segment.style in ("strong", "link", "quote"))
        if segment.style == "link":
            score -= 3.0
        return score if paper else score - 1.5
    if segment.style == "link" or count > 8:
        return -6.0
    if begins:
        return -4.0
    score = -1.0 - (0.5 * (count - 3) if count > 3 else 0.0)
    if segment.style in ("strong", "quote", "code"):
        score -= 2.0
    if segment.style == "em":
        score += 1.2
    person = listed is not None and 2 <= count <= 4 and titled == 1.0
    if not paper and not person:
        score -= 1.5
    if listed is not None:
        score += 0.8 + 0.4 * (2 <= count <= 3)
    elif titled < 0.5 or not text[:1].isupper():
        score -= 2.0
    return score


def _sure(text: str, listed: AuthorList) -> float:
    """Return how much a list of several names looks like persons: most have two words."""
    if listed.open:
        return 4.0
    full = sum(" " in name or "." in name for name in re.split(r",|;| and | & ", text))
    share = min(1.0, full / len(listed.names))
    return 4.0 * share - 1.0 if len(listed.names) == 2 else 1.0 + 3.0 * share


def _as_venue(plain: str, segment: Segment, count: int, *, paper: bool) -> float:
    if segment.key == "venue":
        return 8.0
    if segment.key is not None or segment.style == "link":
        return -6.0
    if bare_venue(plain, segment.start, segment.end) is not None:
        return 3.0 if paper else -1.0
    if count > 12 or not paper:
        return -6.0
    score = -1.8 - 0.15 * count
    if is_likely(plain, segment.start, segment.end):
        score += 1.5
    return score


def _as_description(
    segment: Segment, index: int, text: str, words: Sequence[str], count: int, titled: float, record: Cut,
    *, many: bool, later: bool, person: bool,
) -> float:
    if segment.key == "description":
        return 8.0
    if segment.key is not None or index == 0:
        return -6.0
    score = {":": 1.0, "-": 1.6, "\n": 0.6, ",": -0.8, "|": 0.2}.get(segment.before, 0.0)
    score += 0.6 if count >= 4 else -0.5 if count < 2 else 0.0
    if segment.style in ("strong", "quote", "tag"):
        score -= 0.8
    if titled < 0.4 and count >= 4:
        score += 0.8
    elif titled > 0.75 and count >= 4 and record.leads_to_paper:
        score -= 0.8
    if many:
        score -= 3.0
    elif person:
        score -= 1.0
    if segment.part is not None and segment.part.host_role == "paper":
        score -= 3.0
    if record.leads_to_paper and segment.ends_line and not later:
        score -= 0.6
    if any(date.start > segment.end and date.known for date in record.dates) and not later:
        score -= 1.0
    return score


def _begins_listed(plain: str, segment: Segment) -> bool:
    """Return whether a list of authors begins a segment, and more follows."""
    authors = find_authors(plain, segment.start, segment.end)
    return authors is not None and authors.open


def _authors(plain: str, segment: Segment) -> AuthorList | None:
    """Return the list of authors that a segment is, if it can be one as a whole."""
    authors = find_authors(plain, segment.start, segment.end)
    if authors is None or plain[authors.end : segment.end].strip(_TRIM + "*†‡§¶"):
        return None
    return authors
