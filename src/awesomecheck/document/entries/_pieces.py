"""Part runs of one style into segments: bars part them; quotes, tags and bylines are apart."""

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._bylines import Byline
from awesomecheck.document.entries._edges import (
    balanced,
    without_icons,
    without_separators,
    without_short_codes,
)
from awesomecheck.document.entries._marks import (
    EM_START,
    PAD,
    SPANS,
    STRONG_START,
)
from awesomecheck.document.entries._reading import LETTER_OR_DIGIT, Bounds, Part
from awesomecheck.document.entries._runs import SEPARATORS, Style, StyledRun
from awesomecheck.document.entries._venues import tail_venue, trimmed
from awesomecheck.regexes import regex


class Segment(Struct, frozen=True):
    """A text that one mark-up, or a separator on either side, sets off."""

    start: int
    end: int
    style: Style
    before: str
    """What parts it from the text before: a separator, a line break, a space, or nothing."""
    line: int
    """Which line of the record it is on, by hard breaks and blocks."""
    part: Part | None = None
    key: str | None = None
    """What the key before it says: `authors` for `Authors: …`.

    Without a key, `byline` are authors, `named` a name with no title behind it, `behind` a name
    at the end of a record, or before a title, and `place` a university in the place of authors."""
    ends_line: bool = False
    """Whether nothing but labelled links and dates follow on its line."""


_JOINTS = ("and", "or", "by", "in", "at", "of", "with", "for", "see", "from", "as", "on")
_QUOTED = regex(
    r'(?:(?<![\w"])"([^"\n]{3,}?(?:\n[^"\n]{1,200}?)?)["”]|“([^“”\n]{3,}?(?:\n[^“”\n]{1,200}?)?)[”"]|«([^«»\n]{3,})»|《([^《》\n]{2,})》)(?!\w)'
)
_QUOTES = '"“”'
_BAR = regex(rf"[ {PAD}][|│｜·•](?=[ {PAD}])")
_MOST_PIECES = 200
"""In how many quotes, tags or cells a stretch is parted; what has more is no entry."""
_BAR_OR_QUOTE = regex('[|│｜·•"“«《]')
_TAG = regex(
    rf"[ \n\t{PAD}{STRONG_START}{EM_START}]*+[\[(（【]([^\[\]()（）【】\n]{{1,60}})[\])）】]"
)


def pieces(plain: str, start: int, end: int, run: StyledRun) -> list[Segment]:
    """Return the segments of a stretch of one style: bars part it, quotes and tags are apart."""
    if run.style == "link" and _BAR_OR_QUOTE.search(plain, start, end):
        return _quoted_title(plain, start, end, run)
    if run.style == "code":
        return _code(plain, start, end, run)
    if run.style == "link":
        return _piece(plain, start, end, run, "link")
    if _BAR_OR_QUOTE.search(plain, start, end) is None:  # most texts
        return _quotes_and_tags(plain, start, end, run, quotes=False)
    found: list[Segment] = []
    for bar in islice(_BAR.finditer(plain, start, end), _MOST_PIECES):
        found += _quotes_and_tags(plain, start, bar.start(), run, quotes=True)
        start = bar.end()
    return found + _quotes_and_tags(plain, start, end, run, quotes=True)


_BRACKETS = "[]【】"


def _code(plain: str, start: int, end: int, run: StyledRun) -> list[Segment]:
    """Return the segment of a stretch of code; what is in brackets there is a tag."""
    text = plain[run.start : run.end].strip()
    if text[:1] not in _BRACKETS or text[-1:] not in _BRACKETS:
        return _piece(plain, start, end, run, "code")
    return _piece(plain, *trimmed(plain, start, end, _BRACKETS + " "), run, "tag")


def _quoted_title(plain: str, start: int, end: int, run: StyledRun) -> list[Segment]:
    """Return the segments of a link whose text is a title in quotes, and what is before it."""
    quoted = _QUOTED.search(plain, start, end)
    if quoted is None or LETTER_OR_DIGIT.search(plain, quoted.end(), end):
        return _piece(plain, start, end, run, "link")
    if not _is_set_off(plain, start, quoted.start()):
        return _piece(plain, start, end, run, "link")
    before = _piece(plain, start, quoted.start(), run, "text")
    return before + _piece(plain, *quoted.span(quoted.lastindex or 0), run, "link")


def _quotes_and_tags(
    plain: str, start: int, end: int, run: StyledRun, *, quotes: bool
) -> list[Segment]:
    """Return the segments of a stretch without bars: quotes, and tags in brackets, apart."""
    found: list[Segment] = []
    for _ in range(_MOST_PIECES):
        quoted = _QUOTED.search(plain, start, end) if quotes else None
        if (
            quoted is not None
            and " " in quoted.group()
            and _is_set_off(plain, start, quoted.start())
        ):
            found += _quotes_and_tags(plain, start, quoted.start(), run, quotes=False)
            found += _piece(plain, *quoted.span(quoted.lastindex or 0), run, "quote")
            start = quoted.end()
            continue
        tag = _TAG.match(plain, start, end)
        if tag is None or not LETTER_OR_DIGIT.search(plain, *tag.span(1)):
            break
        if not tag[1].isdecimal():  # the number of an entry, before its title in bold
            found += _piece(plain, *tag.span(1), run, "tag")
        start = tag.end()
    return found + _piece(plain, start, end, run, run.style)


def _is_set_off(plain: str, start: int, position: int) -> bool:
    """Return whether a separator, or nothing, is before a quote."""
    before = plain[start:position].rstrip(f" \n{PAD}{SPANS}")
    return not before or before[-1] in SEPARATORS or not LETTER_OR_DIGIT.search(before)


def _piece(plain: str, start: int, end: int, run: StyledRun, style: Style) -> list[Segment]:
    end = without_short_codes(plain, start, end)
    first, last = without_separators(plain, without_icons(plain, start, end), end)
    first = without_icons(plain, first, last)
    if first < last and style in ("text", "strong", "em"):
        first, last = balanced(plain, *_without_half_quotes(plain, first, last))
    begins = first < last and plain[first].isalnum()  # nearly always
    if not (begins or LETTER_OR_DIGIT.search(plain, first, last)) or plain[first:last] in _JOINTS:
        return []
    venue = tail_venue(plain, first, last) if style in ("text", "em") else None
    if venue is not None:
        return [
            Segment(*without_separators(plain, first, venue[0]), style, "", run.line),
            Segment(*venue, style, "", run.line),
        ]
    return [Segment(first, last, style, "", run.line, run.part)]


def _without_half_quotes(plain: str, start: int, end: int) -> Bounds:
    """Leave out a quote at an edge whose other half is in another segment."""
    if plain[end - 1] in _QUOTES and sum(map(plain[start:end].count, _QUOTES)) == 1:
        return without_separators(plain, start, end - 1)
    if plain[start] in _QUOTES and sum(map(plain[start:end].count, _QUOTES)) == 1:
        return without_separators(plain, start + 1, end)
    return start, end


def with_byline(plain: str, runs: Sequence[StyledRun], byline: Byline) -> list[StyledRun]:
    """Return the runs of a record with the names of its byline as one of their own."""
    found: list[StyledRun] = []
    is_new = True
    for run in runs:
        if run.end <= byline.start or run.start >= byline.end:
            found.append(run)
            continue
        if LETTER_OR_DIGIT.search(plain, run.start, byline.start):
            end = trimmed(plain, run.start, byline.start, "(（ ")[1]
            found.append(replace(run, end=end))
        if is_new:
            found.append(StyledRun(byline.start, byline.names, "text", run.line))
            is_new = False
        if LETTER_OR_DIGIT.search(plain, byline.end, run.end):
            found.append(replace(run, start=byline.end))
    return found
