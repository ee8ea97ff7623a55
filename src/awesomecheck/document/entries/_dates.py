"""Dates of a record: a year, and the venue and the month beside it, set off from other text."""

from collections.abc import Iterator
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import are_authors, find_authors, is_full, surnames
from awesomecheck.document.entries._citations import date_before_title, find_citations
from awesomecheck.document.entries._marks import (
    CODE,
    EM_END,
    EM_START,
    IMAGE,
    LINK_END,
    LINK_START,
    MARKS,
    PAD,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._months import MONTH_NAME, dates_in_digits
from awesomecheck.document.entries._reading import Bounds, ends_in_place
from awesomecheck.document.entries._venues import (
    YEAR,
    Dated,
    bare_venue,
    dated,
    is_likely,
    trimmed,
)
from awesomecheck.document.venues import key, venue_index
from awesomecheck.regexes import regex


class Date(Struct, frozen=True):
    """A year or a venue, or both, as offsets."""

    start: int
    end: int
    """With what belongs to it: brackets, the `in` before a venue, `(oral)` behind it."""
    venue: Bounds | None
    year: Bounds | None
    known: bool
    """Whether the venue is in our table of venues."""


_DIGITS = regex(r"\d\d")
"""What every date has."""
_TWO_DIGITS = regex(r"\d(?<!\d.)\d(?!\w)")
_SHORT = regex(
    rf"(?<![\w./])(?=[A-Za-z&*+/() '’‘`–{PAD}{EM_END}{STRONG_END}-]++\d\d)(?P<venue>(?:IEEE|ACM"
    r"|USENIX)?[ -]?[A-Za-z][A-Za-z&*+/]{1,14}(?: Findings| [Ww]orkshops?| \([A-Z]+\))?)"
    rf"[{PAD}{EM_END}{STRONG_END}]*[ ]?(?P<mark>['’‘`–-]?)[ ]?(?P<year>\d\d)"
    rf"(?!\w|\.\w|-\d| ?\(\d| (?i:{MONTH_NAME})\.?,? \d{{4}})"  # `arXiv 26 Dec 2023`
)
"""`CVPR-18`, `AAAI20`, `ICLR' 23`; without known venue it is no date."""
_ARXIV_ID = regex(r"\b([Aa]r[Xx]i?v|arViv)(?: preprint)?[: ] ?(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d)?")
"""An id in the text: it names arXiv as the venue."""
_BRACKETED = regex(r"[(\[（【]([^()\[\]（）【】\n]{4,60})[)\]）】]")
_MARKED = regex(
    rf"[{EM_START}{STRONG_START}]{PAD}*(?P<venue>[A-Za-z][^\n{MARKS}]{{1,50}})[{EM_END}{STRONG_END}]"
    rf"{PAD}*[ ,]{{0,2}}(?:['’‘`]?(?P<year>(?:19|20)\d\d|(?<=['’‘`])\d\d))(?!\d)"
)
"""A venue in emphasis, and the year behind it."""
_TAGGED = regex(r" ?(?P<venue>[A-Z][\w&./-]{2,30}) ?['’‘`] ?(?P<year>(?:19|20)?\d\d) ?")
"""A venue with an apostrophe before its year: in brackets it is one, whatever its name."""
_BEHIND_TITLE = regex(
    rf"[\"”»][.,]?[ {PAD}]*+([A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,2}})\((?P<year>(?:19|20)\d\d)\)"
)
"""A name glued to its year behind a title in quotes: who published it, a company maybe."""
_APOSTROPHES = ("'", "’", "‘", "`")
_MONTH_AND_VENUE = regex(
    r"(?P<year>(?:19|20)\d\d)[/.-](?:0?[1-9]|1[0-2])(?:[/.-][0-3]?\d)?(?: ?[,:|/–—-] ?| )"
    r"(?!(?i:new|now)\Z)(?P<venue>(?=[^ ]*[A-Z]|[a-z]+ [A-Z])[A-Za-z][\w&*'’./-]*"
    r"(?:,? (?:[A-Z][\w&*'’./-]*|of|and|in|on|for|the|d[aeo]s?|&)){0,9})"
)
"""A month, and what published a paper: brackets have nothing else."""
_RANGE = regex(r"[ ]?[-–—][ ]?(?:\d{4}|\d{2})(?![\d\w])|[ ]?[-–—][ ]?(?:present|now|today)\b")
_SUFFIX = regex(
    rf"[{PAD}{EM_END}{STRONG_END}]*(?:[ _-]?[\[(](?:[^()\[\]{MARKS}\n]{{2,24}})[)\]]"
    r"|[ -](?i:oral|spotlight|poster|highlight|best[ -]paper(?: award)?|findings|workshops?"
    r"|notable|main|demo|award|short papers?|long papers?|industry(?: track)?)\b)"
)
_MORE_AFTER = regex(rf"(?: [A-Z][\w-]*){{1,3}}(?=[ {PAD}]*(?:[,.;)\]|{MARKS}]|\Z))")
"""`DB Highlight` behind `NeurIPS 2025`."""
_MORE_BEFORE = regex(r"(?:[\w.-]+ ){1,4}[@+&/] ?\Z")
"""`2nd Practical-DL Workshop @` before `AAAI'23`."""
_MONTH_BEFORE = regex(
    rf"(?<![^\W\d_])(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH_NAME}(?: \d{{1,2}})?,? ?\Z",
    re.IGNORECASE,
)
_LEAD_IN = regex(
    r"(?:(?<=[\s,.;(])|\A)"
    r"(?:published (?:in|at)|accepted (?:by|at|to)|to appear (?:in|at)|in|at)[\s\x00-\x06]*\Z",
    re.IGNORECASE,
)
_EDGE_MARKS = LINK_START + LINK_END + STRONG_START + STRONG_END + EM_START + EM_END + CODE + IMAGE
_AROUND = ",.;:，。：；|–—-·•" + _EDGE_MARKS
_BEFORE = _AROUND + '()（【[{”"'
_AFTER = _AROUND + "()）】[]}"
_ICON = regex("[\u2190-\u2fff\ufe00-\ufe0f\U0001f000-\U0001faff]")
_SKIPPED = f" \n\t{PAD}'’"
_PUBLICATION = regex(
    r"[.,] (?:In )?((?:Proceedings|Proc\.|Journal of|(?:IEEE|ACM) (?:Transactions|Conference)"
    r"|(?:\d+(?:st|nd|rd|th) )?(?:Annual |International |European )+"
    r"(?:Conference|Joint|Symposium|Workshop))\b[^.;]*)\Z"
)
_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】", CODE: CODE}


def find_dates(plain: str, start: int, end: int) -> list[Date]:
    """Return the dates of a stretch that something sets off, in order."""
    found: list[Date] = []
    if not _DIGITS.search(plain, start, end):
        return found
    cited = set(_cited(plain, start, end))
    dates = [*cited, *_all_dates(plain, start, end)]
    for date in sorted(dates, key=lambda each: (each.start, -each.end)):
        if found and date.start < found[-1].end:
            continue
        if date in cited:
            found.append(date)
            continue
        before = found[-1].end if found else start
        wide = _widened(plain, date, before, end)
        if wide is None and (year := _year_set_off(plain, date, end)) is not None:
            wide = _widened(plain, year, before, end)  # `Maps of Neural Networks (2015)`
        if wide is not None:
            found.append(wide)
    return found


def _year_set_off(plain: str, date: Date, end: int) -> Date | None:
    """Return the year behind words that are a venue elsewhere: `Maps of Neural Networks, 2015`."""
    if date.venue is None or date.year is None or date.venue[1] > date.year[0]:
        return None
    first, last = date.year
    is_last = plain[date.venue[1] : first] == ", " and not plain[last:end].strip(f". \n[({PAD}")
    if plain[first - 1 : first] + plain[last : last + 1] != "()" and not is_last:
        return None
    return Date(first, last, None, date.year, False)


_VENUE_LINE = regex(
    r"(?P<venue>[A-Z][^,;:]{1,70}?)(?:,? |['’]|, ?)['’]?(?P<year>(?:19|20)\d\d|(?<=['’])\d\d)"
)
_YEAR_FIRST = regex(r"(?P<year>(?:19|20)\d\d)[ ,:.-]{1,3}(?P<venue>[A-Z][^,;:]{1,40})")
_MOST_VENUE_WORDS = 10


def venue_line(plain: str, start: int, end: int) -> Date | None:
    """Return the date that a line of its own is: `NIPS 2018 Visually-Grounded Workshop`."""
    if not _DIGITS.search(plain, start, end):
        return None
    words = plain[start:end].split()
    if len(words) > _MOST_VENUE_WORDS:
        return None
    for date in _all_dates(plain, start, end):
        if date.known and date.venue and date.venue[1] - date.venue[0] > 2:
            return replace(date, start=start, end=end)
    year = YEAR.search(plain, start, end)
    if year is not None:
        for word in re.finditer(r"[A-Z][\w&*-]*[A-Z*][\w&*-]+|[A-Z]{3,}", plain[start:end]):
            if key(word.group()) in venue_index():
                venue = (start + word.start(), start + word.end())
                return Date(start, end, venue, _digits(year), True)
    match = _VENUE_LINE.fullmatch(plain, start, end) or _YEAR_FIRST.fullmatch(plain, start, end)
    if match is not None and sum(word[:1].islower() for word in words) <= 3:
        return Date(start, end, match.span("venue"), match.span("year"), False)
    return None


def _named(plain: str, venue: Bounds) -> Bounds:
    """Leave quotes and icons before a venue out."""
    start, end = venue
    while start < end and not plain[start].isalnum():
        start += 1
    return start, end


def _digits(year: re.Match[str]) -> Bounds:
    start, end = year.span()
    return (start + 1, end) if end - start == 3 else (start, end)


def label_dates(plain: str, start: int, end: int, *, whole: bool = False) -> list[Date]:
    """Return what the label of a link says: `ICLR Workshop 2020`, `CVPR'22`, `17 Nov 2022`.

    With `whole`, all of one that is not known is a venue.
    """
    while start < end and _ICON.match(plain[start]):
        start = trimmed(plain, start + 1, end)[0]
    found = list(_all_dates(plain, start, end))[:1]
    if not found and (known := bare_venue(plain, start, end)):
        return [Date(*known, known, None, True)]
    if whole and not any(date.venue for date in found):
        year = YEAR.match(plain, start, end)
        venue = trimmed(plain, year.end() if year else start, end)
        return [Date(start, end, venue, _digits(year) if year else None, True)]
    return found


def publication_at_end(plain: str, start: int, end: int) -> Date | None:
    """Return the publication in full that ends a text: `…. Proceedings of the Ninth …`."""
    match = _PUBLICATION.search(plain, start, end)
    if match is None or match.start() <= start:
        return None
    return Date(match.start(), end, match.span(1), None, False)


def _cited(plain: str, start: int, end: int) -> Iterator[Date]:
    """Yield the publications of a stretch that are cited with volume, issue or pages."""
    prefix = date_before_title(plain, start, end)
    for each in (prefix,) if prefix else find_citations(plain, start, end):
        known = each.venue is not None and bare_venue(plain, *each.venue) is not None
        yield Date(each.start, each.end, each.venue, each.year, known or each.paged)


def _all_dates(plain: str, start: int, end: int) -> Iterator[Date]:
    may_be_short = _TWO_DIGITS.search(plain, start, end) is not None
    for match in _SHORT.finditer(plain, start, end) if may_be_short else ():
        venue = trimmed(plain, *match.span("venue"))
        text = plain[slice(*venue)]
        known = key(text) in venue_index()
        if not match["mark"] and (len(text) < 3 or not any(map(str.isupper, text[1:]))):
            continue  # `log15`, `AI21`
        if known or (match["mark"] in _APOSTROPHES and is_likely(plain, *venue)):
            yield Date(venue[0], match.end(), venue, match.span("year"), known)
    for match in _ARXIV_ID.finditer(plain, start, end):
        yield Date(*match.span(), match.span(1), None, True)
    for match in _BRACKETED.finditer(plain, start, end):
        if tagged := _TAGGED.fullmatch(plain, *match.span(1)):
            venue, stated = tagged.span("venue"), tagged.span("year")
            yield Date(venue[0], stated[1], venue, stated, False)
            continue
        dated_first = _MONTH_AND_VENUE.fullmatch(plain, *match.span(1))
        if dated_first and not _NO_VENUE.search(plain, *dated_first.span("venue")):
            venue = dated_first.span("venue")
            known = bare_venue(plain, *venue) is not None
            yield Date(*match.span(1), venue, dated_first.span("year"), known)
            continue
        published = _PUBLISHER.fullmatch(plain, *match.span(1))
        if published and are_authors(plain, start, match.start()):
            venue = published.span("venue")
            yield Date(*match.span(1), venue, published.span("year"), False)
            continue
        if not match[1].isascii():
            continue
        whole = venue_line(plain, *match.span(1))
        if whole is not None and whole.known and not _behind_authors(plain, whole):
            yield whole
    for match in _MARKED.finditer(plain, start, end):
        known_venue = bare_venue(plain, *match.span("venue"))
        if known_venue is not None:
            yield Date(*match.span(), known_venue, match.span("year"), True)
    for match in _BEHIND_TITLE.finditer(plain, start, end):
        yield Date(match.start(1), match.end(), match.span(1), match.span("year"), True)
    for match in dates_in_digits(plain, start, end):
        yield Date(*match.span(), None, match.span("year"), False)
    for each in dated(plain, start, end):
        if each.venue and not each.likely and not _fills_brackets(plain, each):
            # words of a title, or the last author
            month = _MONTH_BEFORE.search(plain, max(start, each.year[0] - 24), each.year[0])
            first = month.start() if month else each.year[0]
            yield Date(first, each.year[1], None, each.year, False)
        else:
            named = _named(plain, each.venue) if each.venue else None
            first = max(each.start, named[0]) if named and named[0] < each.year[0] else each.start
            yield Date(first, each.end, named, each.year, each.known)


_PUBLISHER = regex(
    rf"(?!(?i:{MONTH_NAME}))(?P<venue>[A-Z][\w&'’.-]+(?: [A-Z&][\w&'’.-]*){{0,3}}), "
    r"(?P<year>(?:19|20)\d\d)"
)

_NO_VENUE = regex(
    r"edition|spring|summer|fall|autumn|winter|version|release|updated?|course|class|since|until|ed\b"
    r"|\b(?:lts|stable|server|desktop|beta|alpha|preview|nightly)\b",
    re.IGNORECASE,
)


def _fills_brackets(plain: str, each: Dated) -> bool:
    """Return whether brackets have nothing but a name and a year: `(Scientific Reports 2017)`."""
    if each.venue is None or each.venue[1] > each.year[0] or each.start != each.venue[0]:
        return False
    around = plain[each.start - 1 : each.start] + plain[each.end : each.end + 1]
    return around in ("()", "[]", "（）") and not _NO_VENUE.search(plain, *each.venue)


def _behind_authors(plain: str, date: Date) -> bool:
    """Return whether authors are before the venue: `(Ann Doe, Bob Roe, CVPR 2019)`."""
    if date.venue is None:
        return False
    end = date.start + len(plain[date.start : date.venue[0]].rstrip(",; "))
    authors = find_authors(plain, date.start, end) if end > date.start else None
    if authors is None and plain.startswith(";", end):
        authors = surnames(plain, date.start, end)
    return authors is not None and authors.end >= end and authors.several


def _widened(plain: str, date: Date, start: int, end: int) -> Date | None:
    """Return a date with what belongs to it, or None if nothing sets it off from other text."""
    first, last = date.start, date.end
    if date.venue is None and (years := _RANGE.match(plain, last, end)) is not None:
        last = years.end()
    suffix = _SUFFIX.match(plain, last, end)
    if suffix is not None:
        last = suffix.end()
        year = YEAR.search(plain, *suffix.span()) if date.year is None else None
        if year is not None:  # `arXiv:1409.0001 (2014)`
            date = replace(date, year=_digits(year))
    if date.known and date.year is not None:
        more = _MORE_AFTER.match(plain, last, end)
        if more is not None and (first > start or more.end() == end):
            last = more.end()
        more = _MORE_BEFORE.search(plain, max(start, first - 60), first)
        if more is not None:
            first = more.start()
    left, right = _edge_left(plain, first, start), _edge_right(plain, last, end)
    lead = _LEAD_IN.search(plain, max(start, left - 16), left)
    if lead is not None and date.venue is not None:
        left = _edge_left(plain, lead.start(), start)
        first = lead.start()
        open_left = True
    else:
        open_left = left <= start or plain[left - 1] in _BEFORE
    open_right = right >= end or plain[right] in _AFTER
    if open_right and not open_left and _follows_a_name(plain, date, start, right, end):
        open_left = True
    if not (open_left and open_right) and not (date.venue is None and last - first == 8):
        glued = date.venue is not None and date.known and left <= start
        if not (glued and _is_glued(plain, date)):
            return None
    opening = plain[left - 1 : left] if left > start else ""
    closing = plain[right : right + 1] if right < end else ""
    if _PAIRS.get(opening, "") == closing != "":
        first, last = left - 1, right + 1
    elif opening in _PAIRS and opening != CODE and not _closed(plain, right, end, _PAIRS[opening]):
        return None
    return replace(date, start=first, end=last)


def _follows_a_name(plain: str, date: Date, start: int, right: int, end: int) -> bool:
    """Return whether only the separator is missing between the authors and a date."""
    if date.venue is None and date.year is not None:
        ends = right >= end
        return ends and (
            ends_in_place(plain, start, date.start) or _follows_authors(plain, date, start)
        )
    if not date.known or date.venue is None or date.year is None:
        return False
    before = plain[max(start, date.start - 40) : date.start].rstrip(f" \n{PAD}")
    words = before.split()
    venue = plain[slice(*date.venue)]
    return (
        len(words) > 1
        and all(word[0].isupper() for word in words[-2:])
        and sum(map(str.isupper, venue)) > 1
    )


def _follows_authors(plain: str, date: Date, start: int) -> bool:
    """Return whether nothing but authors is between a separator and a year: `- Ann Doe 2012`."""
    first = trimmed(plain, start, date.start, f" \n{PAD},.:;–—-")[0]
    separator = plain[start:first].strip(f" \n{PAD}")
    authors = find_authors(plain, first, date.start, after=f" \n{PAD},") if separator else None
    return (
        authors is not None
        and (authors.several or separator in "–—--")  # behind a comma it may be a journal
        and all(is_full(plain[slice(*name)]) for name in authors.names)
    )


def _closed(plain: str, position: int, end: int, closing: str) -> bool:
    """Return whether little but the rest of a tag is left in the brackets around a date."""
    at = plain.find(closing, position, min(end, position + 30))
    return at >= 0 or plain.find(closing, position, end) < 0


def _is_glued(plain: str, date: Date) -> bool:
    """Return whether venue and year are one word, which no title has: `CVPR'21`, `AAAI-20`."""
    return date.year is not None and " " not in plain[date.start : date.year[1]]


def _edge_left(plain: str, position: int, start: int) -> int:
    while position > start and (
        plain[position - 1] in _SKIPPED or _ICON.match(plain[position - 1])
    ):
        position -= 1
    return position


def _edge_right(plain: str, position: int, end: int) -> int:
    while position < end and plain[position] in _SKIPPED:
        position += 1
    return position
