"""The head of a candidate: its name, its title, or what may be either."""

from itertools import islice
import re

from awesomecheck.document.entries._authors import find_authors, name_and_authors
from awesomecheck.document.entries._fields import authors_at
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_START,
    HARD_BREAK,
    IMAGE,
    LINK_START,
    MARKS,
    PAD,
    SPACE,
    SPACE_AND_ENDS,
    STARTS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._reading import (
    CODE_SPAN,
    EDGES,
    KEY,
    KEYS,
    LETTER_OR_DIGIT,
    MOST_LINES,
    SENTENCE,
    SEPARATOR,
    WORD,
    Bounds,
    Part,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import dated, trimmed

_PREFIX = re.compile(
    rf"{SPACE}*+[^\w\s\[\](){{}}<{PAD}{MARKS}\"'“‘*]*+{SPACE}*+"
    rf"(?:{CODE}[^{CODE}]{{1,40}}{CODE}|\[[^\[\]{MARKS}]{{1,40}}\]|\([^(){MARKS}]{{2,30}}\)"
    rf"|\d{{4}}(?:[-./]\d\d){{0,2}}(?={SPACE}*+[|:{LINK_START}{STRONG_START}]))"
    rf"[{PAD}\s:|,-]*"
)
"""A tag, a type in brackets or a date that comes before the head."""
_LEAD = re.compile(
    rf"{SPACE}*(?:[^\w\s\[\](){{}}<{PAD}{MARKS}\"'“‘#$~@.&/\\-]+{SPACE}*)?[{PAD}\s{EM_START}]*"
)
"""Emoji and the like that come before a field."""
_JOINED = re.compile(r"[:：|,]|::|\s[-–—]+\s|[-–—]\s")
_STOP = re.compile(
    rf"[{LINK_START}{HARD_BREAK}{BLOCK}{IMAGE}]|{SPACE}\|(?={SPACE})"
    rf"|{CODE}[^{CODE}]*+{CODE}{SPACE}*+\Z"
)
_DASH = re.compile(rf"{SPACE_AND_ENDS}*(?:[:：]|[-–—]+\s)")
_AUTHORS_START = re.compile(rf"[.,?!]{SPACE}++(?=[^\W\d_a-z])|{EM_START}")
_TITLE_EDGES = EDGES + ".:-–—,|;"


def read_head(plain: str, start: int, end: int, reading: Reading) -> int | None:
    """Set name, title or `head`; return the offset after it, or None if there is none."""
    position = start
    for _ in range(0 if plain[start] in (LINK_START, STRONG_START) else 3):
        prefix = _PREFIX.match(plain, position, end)
        if prefix is None or prefix.end() == position:
            break
        position = prefix.end()
    lead = _LEAD.match(plain, position, end)
    position = lead.end() if lead else position
    if position >= end:
        return None
    if plain[position] == STRONG_START:
        closing = plain.find(STRONG_END, position, end)
        if closing > 0:
            inner = _LEAD.match(plain, position + 1, closing)
            inside = inner.end() if inner else position + 1
            if plain[inside : inside + 1] == LINK_START and _is_head_link(plain, reading, inside):
                return _head_link(plain, inside, reading)
            return _head_strong(plain, inside, closing, end, reading)
    if plain[position] == LINK_START and _is_head_link(plain, reading, position):
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
    """Return whether the link at an offset names the resource: a label such as `Code` may, too."""
    part = _part_at(reading, position)
    if part is None:
        return False
    if not part.labelled:
        return True
    if plain[position - 1 : position] in ("[", "(") or plain[position + 1 : position + 2] == "[":
        return False
    return len(reading.parts) == 1 or _DASH.match(plain, part.link.span.end) is not None


def _head_link(plain: str, position: int, reading: Reading) -> int | None:
    part = _part_at(reading, position)
    if part is None:
        return None
    part.label_role, part.dated = None, False  # what it says of the link is then a name
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
    ends_in_colon = plain[head[1] : closing].strip(EDGES).startswith((":", "："))
    line = line_end(plain, after, end)
    if not separator and not ends_in_colon:
        _, authors = name_and_authors(plain, after, line)
        if authors and len(authors.names) > 1 and plain[line : line + 1] == BLOCK:
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


def _after_name(plain: str, head: Bounds, rest: int, end: int, reading: Reading) -> int:
    """Read what follows `Name: `: a title in a link, a title in plain text, or a description."""
    lead = _LEAD.match(plain, rest, end)
    position = lead.end() if lead else rest
    if plain[position : position + 1] == LINK_START and _is_head_link(plain, reading, position):
        part = _part_at(reading, position)
        if part is not None and part.link.form not in ("bare", "autolink"):
            part.label_role, part.dated = None, False
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
    if not LETTER_OR_DIGIT.search(plain, *text):
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


def _name_then_link(plain: str, text: Bounds, part: Part, reading: Reading) -> int | None:
    """Read `DCGAN - [Unsupervised Representation Learning …](url)`, `AIF360: https://…`."""
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
    """Return whether a sentence goes on after one of the links, in words in lower case."""
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
    rest.append(CODE_SPAN.sub("", plain[position:end]))
    return len(WORD.findall("".join(rest))) == 0


def _stop(plain: str, position: int, end: int) -> int:
    match = _STOP.search(plain, position, end)
    if match is None:
        return end
    stop = match.start()
    while stop > position and plain[stop - 1] in f"{PAD} \n\t{STARTS}":
        stop -= 1
    while stop > position and plain[stop - 1] in "[(":
        stop -= 1
    return stop


def _title_stop(plain: str, position: int, end: int) -> int:
    """Return the end of a title in plain text: at links, dates, or the authors after it."""
    stop = _stop(plain, position, end)
    for found in dated(plain, position, stop):
        opening = plain.rfind("(", position, found.start)
        bracket = plain.rfind("[", position, found.start)
        if found.known and found.start > position + 8:
            return _before_authors(plain, position, found.start)
        mark = max(opening, bracket)  # -1 where there is none
        if not found.venue and mark >= position and found.start - mark <= 2:
            return _before_authors(plain, position, mark)
    return _before_authors(plain, position, stop)


def _before_authors(plain: str, position: int, stop: int) -> int:
    for match in islice(_AUTHORS_START.finditer(plain[position:stop]), MOST_LINES):
        authors = find_authors(plain, position + match.end(), stop)
        if (
            authors is not None
            and (len(authors.names) > 1 or authors.open)
            and not plain[authors.end : stop].strip(EDGES + ".,;:|([-–—")
        ):
            return position + match.start() + (plain[position + match.start()] in "?!")
    return stop
