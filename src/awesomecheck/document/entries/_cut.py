"""Cut a record into segments: the texts that may be its fields, and the dates between them."""

from collections import deque
from collections.abc import Iterator, Sequence
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import find_authors
from awesomecheck.document.entries._bylines import Byline, byline_in, date_of
from awesomecheck.document.entries._dates import (
    Date,
    find_dates,
    label_dates,
    publication_at_end,
    venue_line,
)
from awesomecheck.document.entries._edges import without_number, without_separators
from awesomecheck.document.entries._keys import heads_note, key_of
from awesomecheck.document.entries._marks import (
    OPENERS,
    PAD,
    SPANS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._pieces import Segment, pieces, with_byline
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import LETTER_OR_DIGIT, Part, leads_to_paper
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._runs import SEPARATORS, StyledRun, find_runs
from awesomecheck.document.entries._venues import bare_venue, venue_in_brackets
from awesomecheck.document.venues import find_venue
from awesomecheck.regexes import regex


class Cut(Struct, frozen=True):
    """A record, cut."""

    segments: tuple[Segment, ...]
    dates: tuple[Date, ...]
    leads_to_paper: bool
    """Whether one of its links is to a paper, by its label or its host."""
    paper: bool
    """Whether it has the link or the venue of a paper."""


_VENUE_STYLES = ("text", "em", "code", "tag", "strong")
_FEWEST_TITLE_WORDS = 4
_LONGEST_VENUE = 100
_NUMBER = regex(
    rf"[ {PAD}]*+(?:{STRONG_START}{PAD}*+\[\d{{1,3}}\]{PAD}*+{STRONG_END}|\[\d{{1,3}}\])[ {PAD}]++"
)
"""The number of an entry before it: `[12]`."""
_NOTE_BEHIND = regex(r" ?[(（][^()（）]{2,40}[)）]\Z")
_PARTING = regex(f"[{re.escape(OPENERS + SEPARATORS)}]")
_BEFORE = {**dict.fromkeys(OPENERS, "("), "：": ":", **dict.fromkeys("–—=→", "-")}


def cut_record(
    plain: str,
    start: int,
    end: int,
    parts: Sequence[Part],
    keys: frozenset[str],
    bylines: Sequence[Byline] = (),
) -> Cut:
    """Return the segments of a record in order, without its dates and labelled links.

    `keys` are those of the document's lines: what is behind one that says nothing to us is no
    field. `bylines` are those of the document.
    """
    paper = leads_to_paper(parts)
    byline = byline_in(bylines, start, end) if bylines else None
    if byline and not (
        paper or byline.place in ("below", "linked") or (byline.place == "end" and not parts)
    ):
        byline = None
    number = _NUMBER.match(plain, start, end)
    start = number.end() if number else start
    runs = find_runs(plain, start, end, parts, paper=paper)
    if byline:
        runs = with_byline(plain, runs, byline)
    dates = _dates(plain, runs, byline)
    segments = _segments(plain, start, runs, dates, keys, byline)
    venues = {
        segment: date
        for index, segment in enumerate(segments)
        if len(segments) > 1
        and (date := _dated(plain, segment, index, paper=paper)) is not None
        and not _says_what_is_linked(plain, segments[0], date)
    }
    if venues and len(venues) < len(segments):
        segments = _with_line_ends([each for each in segments if each not in venues], [*venues])
        dates += venues.values()
    leads = paper or (not parts and bool(dates))
    known = any(date.known for date in dates)
    if paper or known:
        segments = tuple(without_by(plain, segments))
    if paper:
        segments = _without_publications(plain, segments, dates)
    return Cut(segments, tuple(dates), leads, leads or known)


BY = regex(rf"[Bb]y[ \n\t{PAD}]+(?=[{SPANS}]*[^\W\d_a-z])")


def without_by(plain: str, segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments without the `by` before authors."""
    return [
        replace(segment, start=by.end())
        if plain.startswith(("by", "By"), segment.start)
        and (by := BY.match(plain, segment.start, segment.end))
        else segment
        for segment in segments
    ]


def _without_publications(
    plain: str, segments: Sequence[Segment], dates: list[Date]
) -> tuple[Segment, ...]:
    """Return the segments without the publications that end them; those are added to `dates`."""
    found: list[Segment] = []
    for segment in segments:
        is_text = segment.style == "text"
        date = publication_at_end(plain, segment.start, segment.end) if is_text else None
        if date is None and is_text and not (found or dates):
            date = _venue_in_brackets(plain, segment)
        if date is None:
            found.append(segment)
        else:
            found.append(replace(segment, end=date.start))
            dates.append(date)
    return tuple(found)


def _venue_in_brackets(plain: str, title: Segment) -> Date | None:
    venue = venue_in_brackets(plain, title.start, title.end)
    return Date(*venue.span(), venue.span(1), None, True) if venue else None


def _dated(plain: str, segment: Segment, index: int, *, paper: bool) -> Date | None:
    """Return the date that a whole segment is: a venue, or a line such as `MDPI Entropy 2019`."""
    if segment.style not in _VENUE_STYLES or segment.key not in (None, "venue"):
        return None
    if segment.end - segment.start > _LONGEST_VENUE:
        return None
    if not paper and sum(map(str.isupper, plain[segment.start : segment.end])) < 2:
        return None
    venue = bare_venue(plain, segment.start, segment.end)
    if (
        venue is None
        and index > 0
        and plain[segment.end - 1] in ")）"
        and (note := _NOTE_BEHIND.search(plain, segment.start, segment.end))
    ):
        venue = bare_venue(plain, segment.start, note.start())
    if venue is not None:
        return Date(segment.start, segment.end, venue, None, True)
    if index == 0 or not paper:
        return None
    return venue_line(plain, segment.start, segment.end)


def _says_what_is_linked(plain: str, first: Segment, date: Date) -> bool:
    """Return whether a venue is what the link before it is short for: `[NSDI](…) - Symposium`."""
    if first.style != "link" or date.venue is None:
        return False
    linked = find_venue(plain[first.start : first.end])
    return linked is not None and linked is find_venue(plain[slice(*date.venue)])


def _dates(plain: str, runs: Sequence[StyledRun], byline: Byline | None) -> list[Date]:
    """Return the dates of a record that something sets off from the text around them."""
    found: list[Date] = []
    named = byline.start if byline else -1
    index = 0
    while index < len(runs):
        run = runs[index]
        if byline and run.start == named:
            found.append(date_of(byline))
            index += 1
            continue
        if run.style in ("label", "link"):
            if run.style == "link":
                found += [
                    _behind_aside(plain, date, run)
                    for date in find_dates(plain, run.start, run.end)
                    if date.known or date.start > run.start or plain[date.start] in OPENERS
                ]
            elif run.part and run.part.dated:
                found += label_dates(plain, run.start, run.end, whole=run.part.venue)
            index += 1
            continue
        last = index
        while last + 1 < len(runs) and runs[last + 1].line == runs[index].line:
            if runs[last + 1].style in ("label", "link") or runs[last + 1].start == named:
                break
            last += 1
        dates = find_dates(plain, runs[index].start, runs[last].end)
        if index == 0 and not dates and last + 1 < len(runs):
            dates = _before_title(plain, run, runs[last + 1])
        if index == 0 and dates and _is_named(plain, dates[0], runs[0]):
            dates[0] = _year_alone(plain, dates[0])
        found += dates
        index = last + 1
    return _of_byline(plain, found, byline) if byline else found


_ASIDE = regex(r"[(（][^()（）]*\w[^()（）]*\Z")
_LONGEST_ASIDE = 40


def _behind_aside(plain: str, date: Date, run: StyledRun) -> Date:
    """Return the year of brackets with other words, `(Berlin, 2014)`, which cuts no title."""
    before = max(run.start, date.start - _LONGEST_ASIDE)
    if (
        date.venue is None
        and plain[date.end : date.end + 1] in (")", "）")
        and _ASIDE.search(plain, before, date.start)
    ):
        return replace(date, start=run.end, end=run.end)
    return date


def _of_byline(plain: str, dates: Sequence[Date], byline: Byline) -> list[Date]:
    """Return the dates of a record without those behind its byline that are of other years."""
    year = plain[byline.year[1] - 2 : byline.year[1]]
    return [
        date
        for date in dates
        if date.start < byline.end or date.year is None or plain[slice(*date.year)][-2:] == year
    ]


def _before_title(plain: str, first: StyledRun, title: StyledRun) -> list[Date]:
    """Return the venue before a linked title: `Cluster Computing 2019, [Title](…)`."""
    words = plain[title.start : title.end].split()
    if title.part is None or title.part.host_role != "paper" or len(words) < _FEWEST_TITLE_WORDS:
        return []
    date = venue_line(plain, *without_separators(plain, first.start, first.end))
    return [date] if date and date.year else []


def _is_named(plain: str, date: Date, first: StyledRun) -> bool:
    """Return whether a record begins with its name and a year in brackets: `PartNet (2015)`."""
    return (
        date.venue is not None
        and date.year is not None
        and not date.known
        and not LETTER_OR_DIGIT.search(plain, first.start, date.venue[0])
        and "(" in plain[date.venue[1] : date.year[0]]
    )


def _year_alone(plain: str, date: Date) -> Date:
    if date.venue is None:
        return date
    return replace(date, start=plain.index("(", date.venue[1]), venue=None)


def _segments(
    plain: str,
    start: int,
    runs: Sequence[StyledRun],
    dates: Sequence[Date],
    keys: frozenset[str],
    byline: Byline | None,
) -> tuple[Segment, ...]:
    found: list[Segment] = []
    previous = start
    key: str | None = None
    pending = deque(dates)
    after = start
    for run in runs:
        if run.style == "label":
            _end_line(found, run.line)
            previous = run.part.link.span.end if run.part else run.end
            continue
        if byline and run.start == byline.start:
            key = "byline"
        for first, last, date in _stretches(run, pending, after):
            for piece in pieces(plain, first, last, run):
                before = _between(plain, previous, piece.start, found, run.line)
                is_by = bool(found) and _is_by(plain, previous, piece)
                previous = piece.end
                is_key = not found and plain[piece.end : piece.end + 1] in (":", "：")
                begin, said = key_of(plain, piece, keys if before == "\n" else frozenset())
                if said in (None, "other") and (found or is_key) and _is_label(plain, piece):
                    continue
                if said is None and before == "\n" and heads_note(plain, found, piece):
                    begin, said = piece.end, "description"
                if not found:
                    begin = without_number(plain, begin, piece.end)
                key = said or ("authors" if is_by else key)
                if begin < piece.end:
                    found.append(
                        Segment(begin, piece.end, piece.style, before, run.line, piece.part, key)
                    )
                    key = None
            if date is not None:
                _end_line(found, run.line)
                previous = after = date.end
                key = None
    return _with_line_ends(found)


_BY_ALONE = regex(rf"[ {PAD}{SPANS}]by[ {PAD}{SPANS}]*\Z")


def _is_by(plain: str, previous: int, piece: Segment) -> bool:
    """Return whether a text is set off behind a `by` alone: `[Title](…) by **Jane Doe**`."""
    return (
        piece.style in ("strong", "em")
        and _BY_ALONE.search(plain, previous, piece.start) is not None
        and find_authors(plain, piece.start, piece.end) is not None
    )


def _stretches(
    run: StyledRun, pending: deque[Date], after: int
) -> Iterator[tuple[int, int, Date | None]]:
    """Yield what the dates leave of a run, each with the date behind it; take those off.

    `after` is the end of the last date, which may have begun in an earlier run.
    """
    position = max(run.start, after)
    while pending and pending[0].start < run.end:
        date = pending.popleft()
        yield position, max(position, date.start), date
        position = max(position, date.end)
    if position < run.end:
        yield position, run.end, None


def _end_line(found: list[Segment], line: int) -> None:
    """Note of the last segment that a label or a date follows on its line."""
    if found and found[-1].line == line:
        found[-1] = replace(found[-1], ends_line=True)


def _is_label(plain: str, piece: Segment) -> bool:
    """Return whether a text is the key of a link, or a label that lacks its link."""
    if role_of_label(shown(plain[piece.start : piece.end])) is None:
        return False
    return bare_venue(plain, piece.start, piece.end) is None


def _with_line_ends(
    found: Sequence[Segment], venues: Sequence[Segment] = ()
) -> tuple[Segment, ...]:
    last = {segment.line: index for index, segment in enumerate(found)}
    ended = {segment.line for segment in venues}
    segments: list[Segment] = []
    for index, segment in enumerate(found):
        ends = (segment.ends_line or segment.line in ended) and last[segment.line] == index
        segments.append(segment if ends == segment.ends_line else replace(segment, ends_line=ends))
    return tuple(segments)


def _between(plain: str, previous: int, start: int, found: Sequence[Segment], line: int) -> str:
    if not found:
        return ""
    if found[-1].line != line:
        return "\n"
    mark = _PARTING.search(plain, previous, start)
    return _BEFORE.get(mark.group(), mark.group()) if mark else " "
