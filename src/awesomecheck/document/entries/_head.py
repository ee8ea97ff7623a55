"""The head of a candidate: its name, its title, or what may be either."""

from itertools import islice
import re

from awesomecheck.document.entries._authors import find_authors, name_and_authors
from awesomecheck.document.entries._fields import authors_at
from awesomecheck.document.entries._reading import (
    EDGES,
    KEY,
    KEYS,
    MOST_LINES,
    SENTENCE,
    SEPARATOR,
    SHOWN,
    WORD,
    Part,
    Place,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import dated, trimmed

_PREFIX = re.compile(
    r"[\x00\s]*+[^\w\s\[\](){}<\x00-\x10\"'“‘*]*+[\x00\s]*+"
    r"(?:\x07[^\x07]{1,40}\x07|\[[^\[\]\x01-\x10]{1,40}\]|\([^()\x01-\x10]{2,30}\)"
    r"|\d{4}(?:[-./]\d\d){0,2}(?=[\s\x00]*+[|:\x01\x03]))"
    r"[\x00\s:|,-]*"
)
_LEAD = re.compile(
    r"[\x00\s]*(?:[^\w\s\[\](){}<\x00-\x10\"'“‘#$~@.&/\\-]+[\x00\s]*)?[\x00\s\x05]*"
)
_JOINED = re.compile(r"[:：|,]|::|\s[-–—]+\s|[-–—]\s")
_STOP = re.compile(r"[\x01\x0e\x0f\x10]|[\s\x00]\|(?=[\s\x00])|\x07[^\x07]*+\x07[\s\x00]*+\Z")
_DASH = re.compile(r"[\x00\s\x02\x04\x06]*(?:[:：]|[-–—]+\s)")
_TITLE_EDGES = EDGES + ".:-–—,|;"


def read_head(plain: str, start: int, end: int, reading: Reading) -> int | None:
    """Set name, title or `head`; the offset after it, or None when nothing heads the candidate."""
    position = start
    for _ in range(0 if plain[start] in "\x01\x03" else 3):
        prefix = _PREFIX.match(plain, position, end)
        if prefix is None or prefix.end() == position:
            break
        position = prefix.end()
    lead = _LEAD.match(plain, position, end)
    position = lead.end() if lead else position
    if position >= end:
        return None
    if plain[position] == "\x03":
        closing = plain.find("\x04", position, end)
        if closing > 0:
            inner = _LEAD.match(plain, position + 1, closing)
            inside = inner.end() if inner else position + 1
            if plain[inside : inside + 1] == "\x01" and _is_head_link(plain, reading, inside):
                return _head_link(plain, inside, reading)
            return _head_strong(plain, inside, closing, end, reading)
    if plain[position] == "\x01" and _is_head_link(plain, reading, position):
        return _head_link(plain, position, reading)
    return _head_text(plain, position, end, reading)


def _part_at(reading: Reading, start: int, end: int | None = None) -> Part | None:
    for part in reading.parts:
        if part.link.span.start >= start:
            if end is None:
                return part if part.link.span.start == start else None
            return part if part.link.span.start < end else None
    return None


def _is_head_link(plain: str, reading: Reading, position: int) -> bool:
    """Whether the link at an offset names the resource; a label such as `MATLAB` may, too."""
    part = _part_at(reading, position)
    if part is None:
        return False
    if not part.labelled:
        return True
    if plain[position - 1 : position] in ("[", "(") or plain[position + 1 : position + 2] == "[":
        return False
    if len(reading.parts) > 1 and not _DASH.match(plain, part.link.span.end):
        return False
    part.label_role, part.dated = None, False
    return True


def _head_link(plain: str, position: int, reading: Reading) -> int | None:
    part = _part_at(reading, position)
    if part is None:
        return None
    reading.head = trimmed(plain, *part.label, EDGES)
    reading.head_part = part
    if reading.head[0] == reading.head[1]:
        return None
    return part.link.span.end


def _head_strong(plain: str, start: int, closing: int, end: int, reading: Reading) -> int | None:
    head = trimmed(plain, start, closing, _TITLE_EDGES)
    if head[0] == head[1]:
        return None
    part = _part_at(reading, head[0] - 1, closing)
    if part is not None and not part.labelled and part.label[0] <= head[0] + 1:
        reading.head_part = part
    after = closing + 1
    separator = SEPARATOR.match(plain, after, end)
    ends_in_colon = (
        plain[head[1] : closing].strip(EDGES)[:1] in (":", "：")
        and plain[head[1] : closing].strip(EDGES) != ""
    )
    line = line_end(plain, after, end)
    if not separator and not ends_in_colon:
        line = line_end(plain, after, end)
        _, authors = name_and_authors(plain, after, line)
        if authors and len(authors.names) > 1 and plain[line : line + 1] == "\x0f":
            reading.name, reading.authors = head, authors
            return _title_at(plain, line + 1, end, reading)
        reading.head = head
        return after
    rest = separator.end() if separator else after
    authors = authors_at(plain, rest, line)
    next_line = line + 1
    has_words = WORD.search(plain, rest, line) is not None
    if (authors or not has_words) and next_line < end:
        reading.name = head
        reading.authors = authors
        return _title_at(plain, next_line, end, reading)
    if authors and (len(authors.names) > 1 or authors.open):
        reading.head, reading.authors = head, authors
        return authors.end
    return _after_name(plain, head, rest, end, reading)


def _after_name(plain: str, head: Place, rest: int, end: int, reading: Reading) -> int:
    """What follows `Name: `: a title in a link, a title in plain text, or a description."""
    lead = _LEAD.match(plain, rest, end)
    position = lead.end() if lead else rest
    if plain[position : position + 1] == "\x01" and _is_head_link(plain, reading, position):
        part = _part_at(reading, position)
        if part is not None and part.link.form not in ("bare", "autolink"):
            reading.name = head
            reading.title = trimmed(plain, *part.label, EDGES)
            reading.head_part = part
            return part.link.span.end
    stop = _stop(plain, rest, end)
    title = trimmed(plain, position, stop, _TITLE_EDGES)
    first = _part_at(reading, rest, end)
    if (
        first is not None
        and first.labelled
        and title[1] > title[0]
        and "paper" in (first.label_role, first.host_role)
    ):
        reading.name, reading.title = head, title
        return stop
    reading.head = head
    return rest


def _title_at(plain: str, position: int, end: int, reading: Reading) -> int | None:
    """Read the title that starts a line."""
    key = KEY.match(plain, position, end)
    if key is not None and KEYS.get(key[1].lower()) == "title":
        position = key.end()
    lead = _LEAD.match(plain, position, end)
    position = lead.end() if lead else position
    part = _part_at(reading, position)
    if part is not None and not part.labelled:
        reading.title = trimmed(plain, *part.label, EDGES)
        reading.head_part = part
        return part.link.span.end
    if any(found.likely and found.start - position < 2 for found in dated(plain, position, end)):
        return position  # the line of the title is missing
    stop = _title_stop(plain, position, end)
    title = trimmed(plain, position, stop, _TITLE_EDGES)
    if title[0] == title[1]:
        return None
    reading.title = title
    return stop


def _head_text(plain: str, position: int, end: int, reading: Reading) -> int | None:
    stop = _stop(plain, position, end)
    line = line_end(plain, position, end)
    if line + 1 < end:
        name, authors = name_and_authors(plain, position, line)
        if authors and (len(authors.names) > 1 or authors.open):
            after = _title_at(plain, line + 1, end, reading)
            if after is not None:
                reading.authors, reading.name = authors, name
                return after
    text = trimmed(plain, position, stop, EDGES)
    if not SHOWN.search(plain, *text):
        return None
    part = _part_at(reading, stop, line)
    bracketed = plain[stop : stop + 1] in ("[", "(") or plain[stop + 1 : stop + 2] == "["
    if part is not None and not part.labelled and not bracketed:
        return _name_then_link(plain, text, part, reading)
    if part is not None and not bracketed and _prose_after(plain, part, line, reading):
        return None
    if (
        part is not None
        and not part.labelled
        and not _only_links_follow(plain, part, line, reading)
    ):
        return None
    if part is None and not reading.parts:
        return None
    stop = _title_stop(plain, position, stop)
    reading.head = trimmed(plain, position, stop, _TITLE_EDGES)
    return stop if reading.head[1] > reading.head[0] else None


def _name_then_link(plain: str, text: Place, part: Part, reading: Reading) -> int | None:
    """`DCGAN - [Unsupervised Representation Learning …](url)`, `AIF360: https://…`."""
    joined = _JOINED.search(plain, max(text[0], text[1] - 2), part.link.span.start)
    if joined is None or text[1] - text[0] > 80:
        return None
    name = trimmed(plain, *text, _TITLE_EDGES)
    label = trimmed(plain, *part.label, EDGES)
    reading.head_part = part
    if label[0] == label[1] or "://" in plain[label[0] : label[1]]:
        reading.head = name
    elif part.host_role == "paper":
        reading.name, reading.title = name, label
    else:
        reading.head = label
    return part.link.span.end


def _prose_after(plain: str, part: Part, end: int, reading: Reading) -> bool:
    """Whether a sentence goes on after one of the links, in words in lower case."""
    return any(
        SENTENCE.match(plain, each.link.span.end, end)
        for each in reading.parts
        if part.link.span.start <= each.link.span.start < end
    )


def _only_links_follow(plain: str, part: Part, end: int, reading: Reading) -> bool:
    position = part.link.span.start
    rest: list[str] = []
    for each in reading.parts:
        if position <= each.link.span.start < end:
            rest.append(plain[position : each.link.span.start])
            position = each.link.span.end
    rest.append(re.sub(r"\x07[^\x07]*\x07", "", plain[position:end]))
    return len(WORD.findall("".join(rest))) == 0


def _stop(plain: str, position: int, end: int) -> int:
    match = _STOP.search(plain, position, end)
    if match is None:
        return end
    stop = match.start()
    while stop > position and plain[stop - 1] in "\x00 \n\t\x03\x05":
        stop -= 1
    while stop > position and plain[stop - 1] in "[(":
        stop -= 1
    return stop


def _title_stop(plain: str, position: int, end: int) -> int:
    """Where a title in plain text ends: at links, dates, or the authors after it."""
    stop = _stop(plain, position, end)
    for found in dated(plain, position, stop):
        opening = plain.rfind("(", position, found.start)
        bracket = plain.rfind("[", position, found.start)
        if found.known and found.start > position + 8:
            return _before_authors(plain, position, found.start)
        if not found.venue and found.start - max(opening, bracket) <= 2:
            return _before_authors(plain, position, max(opening, bracket))
    return _before_authors(plain, position, stop)


def _before_authors(plain: str, position: int, stop: int) -> int:
    starts = re.finditer(r"[.,?!][\s\x00]++(?=[^\W\d_a-z])|\x05", plain[position:stop])
    for match in islice(starts, MOST_LINES):
        at = position + match.end()
        authors = find_authors(plain, at, stop)
        if (
            authors is not None
            and (len(authors.names) > 1 or authors.open)
            and not plain[authors.end : stop].strip(EDGES + ".,;:|([-–—")
        ):
            return position + match.start() + (plain[position + match.start()] in "?!")
    return stop
