"""Cut a record into segments: the texts that may be its fields, and the dates between them."""

from collections import Counter
from collections.abc import Sequence
import re
from typing import Literal, NamedTuple

from awesomecheck.document.entries._authors import find_authors
from awesomecheck.document.entries._dates import (
    Date,
    find_dates,
    label_dates,
    tail_venue,
    venue_line,
)
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    EM_START,
    HARD_BREAK,
    IMAGE,
    LINK_END,
    LINK_START,
    MARKS,
    PAD,
    SPANS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import (
    EDGES,
    KEY,
    KEYS,
    LETTER_OR_DIGIT,
    Bounds,
    Part,
    is_bracketed,
    leads_to_paper,
)
from awesomecheck.document.entries._roles import role_of_label
from awesomecheck.document.entries._venues import bare_venue, trimmed

Style = Literal["link", "quote", "strong", "em", "code", "text", "tag", "label"]


class Segment(NamedTuple):
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
    """What the key before it says: `authors` for `Authors: …`."""
    ends_line: bool = False
    """Whether nothing but labelled links and dates follow on its line."""


class Cut(NamedTuple):
    """A record, cut."""

    segments: tuple[Segment, ...]
    dates: tuple[Date, ...]
    leads_to_paper: bool
    """Whether one of its links is to a paper, by its label or its host."""


class _Run(NamedTuple):
    start: int
    end: int
    style: Style
    line: int
    part: Part | None = None


_VENUE_STYLES = ("text", "em", "code", "tag", "strong")
_JOINTS = ("and", "or", "by", "in", "at", "of", "with", "for", "see", "from", "as", "on")
_FEWEST_KEYS = 3
_LINE_KEY = re.compile(rf"[{HARD_BREAK}{BLOCK}]{KEY.pattern}")
_LONGEST_VENUE = 100
_MARK = re.compile(f"[{LINK_START}-{EM_END}{CODE}{HARD_BREAK}{BLOCK}{IMAGE}]")
_STYLES = {STRONG_START: 1, STRONG_END: -1, EM_START: 2, EM_END: -2}
_SEPARATORS = ":：|,;.，。、–—-=→"
_QUOTED = re.compile(
    r'(?:(?<![\w"])"([^"\n]{3,}?)["”]|“([^“”\n]{3,}?)[”"]|«([^«»\n]{3,})»|《([^《》\n]{2,})》)(?!\w)'
)
_ICONS = re.compile(
    rf"[\s{PAD}{SPANS}]*+(?:(?::[a-z][a-z0-9_+-]{{2,}}:|[^\w\s\[\](){{}}<（【《«{PAD}{MARKS}\"'“‘`#$~@.&/\\*+-])[\s{PAD}{SPANS}]*+)++"
)
"""Emoji and the like that come before a field, short codes such as `:star:` too."""
_NOTE_BEHIND = re.compile(r" ?[(（][^()（）]{2,40}[)）]\Z")
_BAR = re.compile(rf"[ {PAD}][|│｜](?=[ {PAD}])")
_TAG = re.compile(r"[\[(（【]([^\[\]()（）【】\n]{1,60})[\])）】]")
_TRIM = EDGES + ":：,;，。|–—=→·•"
_TRIM_END = _TRIM + ".-"
_OPENERS = "[(（【"
_CLOSERS = "])）】"


def line_keys(plain: str) -> frozenset[str]:
    """Return the keys that begin several lines of a document, as `Keywords` in `Keywords: …`."""
    found = Counter([match[1].lower() for match in _LINE_KEY.finditer(plain)])
    return frozenset([key for key, count in found.items() if count >= _FEWEST_KEYS])


def cut_record(
    plain: str, start: int, end: int, parts: Sequence[Part], keys: frozenset[str]
) -> Cut:
    """Return the segments of a record in order, without its dates and labelled links.

    `keys` are those of the document's lines: what is behind one that says nothing to us is no
    field.
    """
    runs = _merged(plain, _runs(plain, start, end, parts))
    dates = _dates(plain, runs)
    segments = _segments(plain, start, runs, dates, keys)
    paper = leads_to_paper(parts)
    venues = {
        segment: date
        for index, segment in enumerate(segments)
        if len(segments) > 1 and (date := _dated(plain, segment, index, paper=paper)) is not None
    }
    if venues and len(venues) < len(segments):
        segments = _with_line_ends([each for each in segments if each not in venues], [*venues])
        dates += venues.values()
    return Cut(segments, tuple(dates), paper)


def _dated(plain: str, segment: Segment, index: int, *, paper: bool) -> Date | None:
    """Return the date that a segment is as a whole: a venue, or a line such as `MDPI Entropy 2019`."""
    if segment.style not in _VENUE_STYLES or segment.key not in (None, "venue"):
        return None
    text = plain[segment.start : segment.end]
    if len(text) > _LONGEST_VENUE:
        return None
    venue = bare_venue(plain, segment.start, segment.end)
    if venue is None and index > 0 and (note := _NOTE_BEHIND.search(plain, segment.start, segment.end)):
        venue = bare_venue(plain, segment.start, note.start())
    if venue is not None and (paper or sum(map(str.isupper, text)) > 1):
        return Date(segment.start, segment.end, venue, None, True)
    if index == 0 or not paper:
        return None
    return venue_line(plain, segment.start, segment.end)


def _runs(plain: str, start: int, end: int, parts: Sequence[Part]) -> list[_Run]:
    """Return the stretches of one style each, in order."""
    at = {part.link.span.start: part for part in parts}
    runs: list[_Run] = []
    strong = emphasis = line = 0
    position = start
    while position < end:
        match = _MARK.search(plain, position, end)
        stop = match.start() if match else end
        if stop > position and LETTER_OR_DIGIT.search(plain, position, stop):
            style: Style = "strong" if strong else "em" if emphasis else "text"
            runs.append(_Run(position, stop, style, line))
        if match is None:
            break
        mark = match.group()
        position = match.end()
        if mark == LINK_START:
            part = at.get(stop)
            if part is not None and part.link.span.end > position:
                style = "label" if _is_mere_label(plain, part, runs) else "link"
                runs.append(_Run(*_inside(part), style, line, part))
                position = min(part.link.span.end, end)
        elif mark == CODE:
            closing = plain.find(CODE, position, end)
            if closing > position:
                runs.append(_Run(position, closing, "code", line))
                position = closing + 1
        elif mark in HARD_BREAK + BLOCK:
            line += 1
        elif mark in _STYLES:
            step = _STYLES[mark]
            if abs(step) == 1:
                strong = max(0, strong + step)
            else:
                emphasis = max(0, emphasis + step // 2)
    return runs


def _is_mere_label(plain: str, part: Part, runs: Sequence[_Run]) -> bool:
    """Return whether the text of a link is a label, and no field."""
    start, end = part.label
    if part.labelled or start == end or plain.startswith(("http://", "https://", "www."), start):
        return True
    return bool(runs) and is_bracketed(plain, part.link)


def _inside(part: Part) -> Bounds:
    if part.label[0] < part.label[1]:
        return part.label
    return part.link.span.start, part.link.span.end


def _merged(plain: str, runs: Sequence[_Run]) -> list[_Run]:
    """Join emphasis and code that is part of a sentence or a title with what is around it."""
    merged: list[_Run] = []
    listed = -1
    for index, run in enumerate(runs):
        last = merged[-1] if merged else None
        if run.start < listed and last is not None:
            merged[-1] = last._replace(end=max(last.end, min(run.end, listed)), part=None)
            if run.end > listed and LETTER_OR_DIGIT.search(plain, listed, run.end):
                merged.append(run._replace(start=listed))
            continue
        listed = _listed_to(plain, runs, index)
        if listed > run.end:
            merged.append(run._replace(style="em" if run.style == "link" else run.style, part=None))
            continue
        if (
            last is not None
            and last.style in ("text", "strong", "em")
            and last.line == run.line
            and run.part is None
            and _goes_on(plain, last, run, runs[index + 1] if index + 1 < len(runs) else None)
        ):
            merged[-1] = last._replace(end=run.end)
        else:
            merged.append(run)
    return merged


def _listed_to(plain: str, runs: Sequence[_Run], index: int) -> int:
    """Return the end of a list of authors that goes on over several runs, -1 for none."""
    run = runs[index]
    if run.style not in ("text", "em", "link") or index + 1 == len(runs):
        return -1
    if run.style == "link" and index == 0:
        return -1
    if run.part is not None and not _names_person(plain, run):
        return -1
    stop = run.end
    for other in runs[index + 1 :]:
        if other.line != run.line or other.style == "label":
            break
        stop = other.end
    gap = plain[run.end : runs[index + 1].start + 1]
    if stop == run.end or not (
        any(mark in gap for mark in ",&;、") or any(mark in plain[run.start : run.end] for mark in ",&;、")
    ):
        return -1
    authors = find_authors(plain, run.start, stop)
    if authors is None or len(authors.names) < 2:
        return -1
    return authors.end


def _names_person(plain: str, run: _Run) -> bool:
    """Return whether the text of a link may be the name of an author."""
    authors = find_authors(plain, run.start, run.end)
    return (
        authors is not None
        and (run.part is None or run.part.host_role != "paper")
        and len(plain[run.start : run.end].split()) <= 4
    )


def _goes_on(plain: str, last: _Run, run: _Run, following: _Run | None) -> bool:
    """Return whether a run goes on in the words of the one before it."""
    gap = plain[last.end - 2 : run.start + 1]
    if any(mark in gap for mark in _SEPARATORS + _OPENERS + _CLOSERS):
        return False
    if run.style == "text":  # the sentence around a word in emphasis or in code
        first = plain[run.start : run.end].lstrip(f" \n{PAD}")[:1]
        return first.islower() and last.style != "text" or last.style == "text"
    if last.style != "text" or following is None or following.style != "text":
        return False
    if following.line != run.line:
        return False
    first = plain[following.start : following.end].lstrip(f" \n{PAD}")[:1]
    after = plain[run.end : following.start + 2].strip(f" \n{PAD}{EM_END}{STRONG_END}{CODE}")[:1]
    if after in _SEPARATORS or not first.islower():
        return False
    return bare_venue(plain, run.start, run.end) is None


def _dates(plain: str, runs: Sequence[_Run]) -> list[Date]:
    """Return the dates of a record that something sets off from the text around them."""
    found: list[Date] = []
    index = 0
    while index < len(runs):
        run = runs[index]
        if run.style in ("label", "link"):
            if run.style == "link":
                found += [
                    date
                    for date in find_dates(plain, run.start, run.end)
                    if date.known or date.start > run.start
                ]
            elif run.part and run.part.dated:
                found += label_dates(plain, run.start, run.end)
            index += 1
            continue
        last = index
        while last + 1 < len(runs) and runs[last + 1].line == runs[index].line:
            if runs[last + 1].style in ("label", "link"):
                break
            last += 1
        found += find_dates(plain, runs[index].start, runs[last].end)
        index = last + 1
    return found


def _segments(
    plain: str, start: int, runs: Sequence[_Run], dates: Sequence[Date], keys: frozenset[str]
) -> tuple[Segment, ...]:
    found: list[Segment] = []
    previous = start
    pending = list(reversed(dates))
    key: str | None = None
    for run in runs:
        if run.style == "label":
            if found and found[-1].line == run.line:
                found[-1] = found[-1]._replace(ends_line=True)
            previous = run.part.link.span.end if run.part else run.end
            continue
        position = run.start
        while True:
            date = pending[-1] if pending and pending[-1].start < run.end else None
            stop = max(position, date.start) if date else run.end
            for piece in _pieces(plain, position, stop, run):
                before = _between(plain, previous, piece.start, found, run.line)
                previous = piece.end
                if found and _is_label(plain, piece):
                    continue
                named = _key(plain, piece, keys if before == "\n" else frozenset())
                if named is not None and (found or named[1] != "title"):
                    if named[0] is None:
                        key = named[1]
                        continue
                    piece = piece._replace(start=named[0])
                    key = named[1]
                found.append(piece._replace(before=before, key=key))
                key = None
            if date is None:
                break
            pending.pop()
            if found and found[-1].line == run.line:
                found[-1] = found[-1]._replace(ends_line=True)
            position = previous = max(date.end, position)
            if position >= run.end:
                break
    return _with_line_ends(found)


def _is_label(plain: str, piece: Segment) -> bool:
    """Return whether a text is the key of a link, or a label that lacks its link."""
    if bare_venue(plain, piece.start, piece.end) is not None:
        return False
    return role_of_label(shown(plain[piece.start : piece.end])) is not None


def _with_line_ends(
    found: Sequence[Segment], venues: Sequence[Segment] = ()
) -> tuple[Segment, ...]:
    last = {segment.line: index for index, segment in enumerate(found)}
    ended = {segment.line for segment in venues}
    return tuple(
        [
            segment._replace(
                ends_line=(segment.ends_line or segment.line in ended)
                and last[segment.line] == index
            )
            for index, segment in enumerate(found)
        ]
    )


def _key(plain: str, piece: Segment, keys: frozenset[str]) -> tuple[int | None, str] | None:
    """Return where the value of `Key: value` starts and what the key says; None for no key."""
    match = KEY.match(plain, piece.start, piece.end + 2)
    if match is None:
        return None
    name = match[1].lower()
    kind = KEYS.get(name) or ("other" if name in keys else None)
    if kind is None:
        return None
    if LETTER_OR_DIGIT.search(plain, match.end(), piece.end):
        return match.end(), kind
    return None, kind


def _pieces(plain: str, start: int, end: int, run: _Run) -> list[Segment]:
    """Return the segments of a stretch of one style: quotes and tags in brackets apart."""
    if run.style in ("link", "code"):
        return _piece(plain, start, end, run, run.style)
    bar = _BAR.search(plain, start, end)
    if bar is not None:
        return [
            *_pieces(plain, start, bar.start(), run),
            *_pieces(plain, bar.end(), end, run),
        ]
    quoted = _QUOTED.search(plain, start, end)
    if quoted is not None and " " in quoted.group() and _is_set_off(plain, start, quoted.start()):
        inner = quoted.span(quoted.lastindex or 0)
        return [
            *_pieces(plain, start, quoted.start(), run),
            *_piece(plain, *inner, run, "quote"),
            *_pieces(plain, quoted.end(), end, run),
        ]
    first = start
    while first < end and plain[first] in f" \n\t{PAD}{STRONG_START}{EM_START}":
        first += 1
    tag = _TAG.match(plain, first, end)
    if tag is not None and LETTER_OR_DIGIT.search(plain, *tag.span(1)):
        return [
            *_piece(plain, *tag.span(1), run, "tag"),
            *_pieces(plain, tag.end(), end, run),
        ]
    return _piece(plain, start, end, run, run.style)


def _is_set_off(plain: str, start: int, position: int) -> bool:
    """Return whether a separator, or nothing, is before a quote."""
    before = plain[start:position].rstrip(f" \n{PAD}{SPANS}")
    return not before or before[-1] in _SEPARATORS


def _piece(plain: str, start: int, end: int, run: _Run, style: Style) -> list[Segment]:
    first, last = _trimmed(plain, _without_icons(plain, start, end), end)
    first = _without_icons(plain, first, last)
    if first < last and style in ("text", "strong", "em"):
        first, last = balanced(plain, first, last)
    if not LETTER_OR_DIGIT.search(plain, first, last) or plain[first:last] in _JOINTS:
        return []
    venue = tail_venue(plain, first, last) if style in ("text", "em") else None
    if venue is not None:
        stop = trimmed(plain, first, venue[0], _TRIM)[1]
        return [
            Segment(*_trimmed(plain, first, venue[0]), style, "", run.line),
            Segment(*venue, style, "", run.line),
        ]
    return [Segment(first, last, style, "", run.line, run.part)]


def _trimmed(plain: str, start: int, end: int) -> Bounds:
    """Leave the separators at the edges out, but for a dot or a dash that begins a word."""
    start, end = trimmed(plain, start, end, _TRIM)
    while start < end and plain[start] in ".-" and not (
        plain[start] == "." and plain[start + 1 : start + 2].isalnum()
    ):
        start = trimmed(plain, start + 1, end, _TRIM)[0]
    end = start + len(plain[start:end].rstrip(_TRIM_END))
    return start, end


def _without_icons(plain: str, start: int, end: int) -> int:
    """Return where a text starts behind emoji, arrows and the like."""
    icons = _ICONS.match(plain, start, end)
    return icons.end() if icons else start


def balanced(plain: str, start: int, end: int) -> Bounds:
    """Leave brackets out whose other half is in another segment, and such around the whole."""
    text = plain[start:end]
    while start < end:
        opening, closing = text[:1], text[-1:]
        whole = opening in _OPENERS and closing in _CLOSERS and text.count(opening) == 1
        if whole:
            start, end = start + 1, end - 1
        elif opening in _CLOSERS:
            start += 1
        elif closing in _OPENERS or (
            closing in _CLOSERS and not any(each in text for each in _OPENERS)
        ):
            end -= 1
        elif opening in _OPENERS and not any(each in text for each in _CLOSERS):
            start += 1
        else:
            break
        start, end = _trimmed(plain, start, end)
        text = plain[start:end]
    return start, end


def _between(
    plain: str, previous: int, start: int, found: Sequence[Segment], line: int
) -> str:
    if not found:
        return ""
    if found[-1].line != line:
        return "\n"
    gap = plain[previous:start].strip(f" \n\t{PAD}{EM_START}{EM_END}{STRONG_START}{STRONG_END}")
    for mark in gap:
        if mark in ":：":
            return ":"
        if mark in "-–—=→":
            return "-"
        if mark in _SEPARATORS:
            return mark
    return " "
