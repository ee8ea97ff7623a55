"""Tell papers by their authors, behind `by` or below the title, where nothing else tells them.

Of tutorials and books, read the authors that are all of what is said of them: `by Jane Doe`.
"""

from collections import Counter
from collections.abc import Sequence

from awesomecheck.document.entries._authors import AuthorList, find_authors, is_full
from awesomecheck.document.entries._cut import BY, Cut, without_by
from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._reading import LETTER_OR_DIGIT, Reading
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
        record._replace(segments=tuple(without_by(plain, record.segments)), paper=True)
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


def name_authors(plain: str, readings: Sequence[Reading]) -> None:
    """Take descriptions of titles that are `by` and persons for authors, where several are."""
    found = [
        (reading, authors)
        for reading in readings
        if reading.title is not None and (authors := _described_by(plain, reading)) is not None
    ]
    last = Counter(_last(plain, authors) for _, authors in found if authors.several)
    for reading, authors in found if len(found) >= _FEWEST_BY else ():
        if last[_last(plain, authors)] < _FEWEST_OF_PUBLISHER:
            reading.authors, reading.description = authors, None


def _last(plain: str, authors: AuthorList) -> str:
    return plain[slice(*authors.names[-1])]


def _described_by(plain: str, reading: Reading) -> AuthorList | None:
    """Return the persons that a description says a work is by; None if it says more."""
    if reading.authors is not None or reading.description is None:
        return None
    start, end = reading.description
    by = BY.match(plain, start, end)
    authors = find_authors(plain, by.end(), end, after=f" .{PAD}{SPANS}") if by else None
    if authors is None or authors.open:
        return None
    names = [plain[slice(*name)] for name in authors.names]
    return authors if all(_PERSON.fullmatch(name) for name in names) else None
