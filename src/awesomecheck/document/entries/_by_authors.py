"""Tell papers by their authors, behind `by` or below the title, where nothing else tells them.

Of tutorials and books, read the authors that are all of what is said of them: `by Jane Doe`.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import AuthorList, find_authors, is_full
from awesomecheck.document.entries._cut import BY, Cut, without_by
from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._reading import LETTER_OR_DIGIT, Bounds, Reading
from awesomecheck.document.entries._roles import has_titles
from awesomecheck.document.nodes import Section
from awesomecheck.regexes import regex

_BEHIND_BY = regex(rf"\b[Bb]y[ \n\t{PAD}]+\Z")
_LONGEST_BY = 20
_FEWEST_BY = 3
_FEWEST_OF_PUBLISHER = 2
"""What ends the names of so many works is who publishes them: `Jane Doe, Casa do Vento`."""
_PERSON = regex(
    r"(?!.*\b(?:Academy|Blog|Books|College|Community|Company|Developers|Engineer(?:s|ing)|Foundation"
    r"|Group|Inc|Institute|Labs?|Media|Press|Research|School|Software|Studios?|Systems|Team"
    r"|Technologies|University)\b)"
    r"[^\W\d_a-z][^\W\d_]*\.?(?:[ -](?:d[aeo]|v[ao]n|den|der|[^\W\d_a-z][\w'’-]*\.?)){1,3}"
)
"""Two or more words of a name, and no company."""
_MOST_BEFORE_BY = 3
_AND = regex(r"\band\b|&")
_NOTHING_BEHIND = regex(rf"[ .{PAD}{SPANS}]*+")
_YEAR_BEHIND = regex(
    rf"[ {PAD}{SPANS}]*+(?:,[^,()\n]{{0,40}}\b|\([^()\n]{{0,40}}\b)(?:19|20)\d\d[).{PAD}{SPANS}]*+"
)
"""Where and when a talk was given, or who published a book."""
_MORE_BEHIND = regex(rf"[{PAD}{SPANS}]*+(?: [-–—] |[.:] )[ {PAD}{SPANS}]*+(?=[^\W_])")


class Credit(Struct, frozen=True):
    """Whom a work is by."""

    authors: AuthorList
    rest: tuple[int, int] | None
    """What else is said of it."""
    by: bool
    """Whether the word says so."""


def like_papers(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return records, as papers those with `by` somebody and a year behind the title.

    Those of one person are if most are told by their venue, their link, or `et al.` So are those
    without a link whose authors are on the next line, and, among papers, before the title.
    """
    listed = {
        index: authors
        for index, record in enumerate(records)
        if any(date.year for date in record.dates) and (authors := _behind_by(plain, record))
    }
    others = {index for index in listed if not records[index].paper}
    unsure = {
        index
        for index in others
        if not listed[index].open and not any(date.venue for date in records[index].dates)
    }
    if len(listed) < _FEWEST_BY or 3 * len(unsure) > len(listed):
        others -= unsure
    above = {index for index, record in enumerate(records) if _is_above_authors(plain, record)}
    if len(above) >= _FEWEST_BY:
        others |= above
    if 2 * sum(record.paper for record in records) > len(records):
        others |= {
            index for index, record in enumerate(records) if _begins_with_authors(plain, record)
        }
    if not others:
        return records
    return [
        replace(record, segments=tuple(without_by(plain, record.segments)), paper=True)
        if index in others
        else record
        for index, record in enumerate(records)
    ]


def _behind_by(plain: str, record: Cut) -> AuthorList | None:
    """Return the authors that are behind the head of a record and `by`."""
    for segment in record.segments[1:_MOST_BEFORE_BY]:
        by = BY.match(plain, segment.start, segment.end)
        start = by.end() if by else segment.start
        if by or _BEHIND_BY.search(plain, max(0, start - _LONGEST_BY), start):
            return find_authors(plain, start, segment.end)
    return None


def _begins_with_authors(plain: str, record: Cut) -> bool:
    """Return whether a record that is not told for a paper is authors, and a title behind them."""
    if record.paper or len(record.segments) != 1 or record.segments[0].style != "text":
        return False
    start, end = record.segments[0].start, record.segments[0].end
    authors = find_authors(plain, start, end)
    return (
        authors is not None
        and authors.start == start
        and len(authors.names) > 1
        and all(is_full(plain[slice(*name)]) for name in authors.names)
        and plain.startswith((". ", ": "), authors.end)
        and len(plain[authors.end : end].split()) > _FEWEST_BY
    )


def _is_above_authors(plain: str, record: Cut) -> bool:
    """Return whether a record without a link is a title, and authors on the next line."""
    if len(record.segments) < 2 or record.segments[1].before != "\n":  # most records
        return False
    title, below = record.segments[:2]
    if any(each.part for each in record.segments):
        return False
    if len(plain[title.start : title.end].split()) < _FEWEST_BY:
        return False
    authors = find_authors(plain, below.start, below.end)
    return (
        authors is not None
        and len(authors.names) > 1
        and not LETTER_OR_DIGIT.search(plain, authors.end, below.end)
        and all(is_full(plain[slice(*name)]) for name in authors.names)
    )


def name_authors(plain: str, readings: Sequence[Reading], sections: Sequence[Section]) -> None:
    """Take for authors the persons that descriptions of titles are, or begin with behind `by`.

    Several are, or those in a section of books, talks or articles.
    """
    _part_heads(plain, readings)
    found = [
        (reading, credit, has_titles(section))
        for reading, section in zip(readings, sections, strict=True)
        if reading.title is not None and (credit := credit_of(plain, reading)) is not None
    ]
    last = Counter(_publisher(plain, each.authors) for _, each, _ in found)
    for reading, credit, titled in found:
        if not titled and (len(found) < _FEWEST_BY or not credit.by):
            continue
        publisher = _publisher(plain, credit.authors)
        if publisher is None or last[publisher] < _FEWEST_OF_PUBLISHER:
            reading.authors, reading.description = credit.authors, credit.rest


_BY_AT_END = regex(rf"[ \n{PAD}]by[ \n{PAD}]+(?=[^\W\d_a-z])")


def _part_heads(plain: str, readings: Sequence[Reading]) -> None:
    """Part links before the persons that end several of them: `[Growing Trees by Jane Doe](…)`.

    Papers may be called so: `Growing Trees by Watering Leaves`.
    """
    found = [
        (reading, *parted) for reading in readings if (parted := _ending_in_by(plain, reading))
    ]
    for reading, head, authors in found if len(found) >= _FEWEST_BY else ():
        if reading.title is not None:
            reading.title = head
        else:
            reading.name = head
        reading.authors = authors


def _ending_in_by(plain: str, reading: Reading) -> tuple[Bounds, AuthorList] | None:
    """Return the name of a work, and the persons that end the text of its link."""
    head = reading.title or reading.name
    if head is None or reading.head_part is None or reading.authors or reading.published:
        return None
    ends = [by.span() for by in _BY_AT_END.finditer(plain, *head)]
    if not ends:
        return None
    stop, begin = ends[-1]
    authors = find_authors(plain, begin, head[1], after=f" .{PAD}{SPANS}")
    if authors is None or authors.open:
        return None
    if not all(_PERSON.fullmatch(plain, *name) for name in authors.names):
        return None
    return (head[0], stop), authors


def _publisher(plain: str, authors: AuthorList) -> str | None:
    """Return the last name where it may be that of a publisher: no `and` is before it."""
    *others, last = authors.names
    if not others or _AND.search(plain, others[-1][1], last[0]):
        return None
    return plain[slice(*last)]


def credit_of(plain: str, reading: Reading) -> Credit | None:
    """Return whom a description says a work is by; without `by`, nobody but where a year ends it.

    `by Jane Doe`, `by Jane Doe, 2019`, `by Jane Doe - Shows how it is done`; `Jane Doe, MapConf
    2019`.
    """
    if reading.authors is not None or reading.description is None:
        return None
    start, end = reading.description
    by = BY.match(plain, start, end)
    stop = reading.venue[0] if reading.venue and start < reading.venue[0] < end else end
    authors = find_authors(plain, by.end() if by else start, stop)
    if authors is None or authors.open:
        return None
    names = [plain[slice(*name)] for name in authors.names]
    if not all(_PERSON.fullmatch(name) for name in names):
        return None
    if by and _NOTHING_BEHIND.fullmatch(plain, authors.end, end):
        return Credit(authors, None, True)
    if _YEAR_BEHIND.fullmatch(plain, authors.names[-1][1], end):
        return Credit(authors, None, by is not None)
    more = _MORE_BEHIND.match(plain, authors.end, end) if by else None
    return Credit(authors, (more.end(), end), True) if more else None
