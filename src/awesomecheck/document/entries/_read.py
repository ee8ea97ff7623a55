"""Reading a candidate: which of its stretches is the name, the title, the authors and so on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
import re

from awesomecheck.document.entries._authors import AuthorList, find_authors, name_and_authors
from awesomecheck.document.entries._roles import role_of_host, role_of_label
from awesomecheck.document.entries._venues import Dated, bare_venue, dated, trimmed
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Link

Place = tuple[int, int]
_MOST_LINES = 40
"""How far into a candidate its fields are looked for; a longer one is no entry but an essay."""

_LINES = re.compile(r"[\x0e\x0f]")
_PREFIX = re.compile(
    r"[\x00\s]*+[^\w\s\[\](){}<\x00-\x10\"'“‘*]*+[\x00\s]*+"
    r"(?:\x07[^\x07]{1,40}\x07|\[[^\[\]\x01-\x10]{1,40}\]|\([^()\x01-\x10]{2,30}\)"
    r"|\d{4}(?:[-./]\d\d){0,2}(?=[\s\x00]*+[|:\x01\x03]))"
    r"[\x00\s:|,-]*"
)
_LEAD = re.compile(
    r"[\x00\s]*(?:[^\w\s\[\](){}<\x00-\x10\"'“‘#$~@.&/\\-]+[\x00\s]*)?[\x00\s\x05]*"
)
_SEPARATOR = re.compile(r"[\x00\s\x02\x04\x06]*(?:::|[:：|,]|[-–—]+|=>|→)[\x00\s]*")
_BLANK = re.compile(r"[\x00\s\x02\x04\x06]*")
_JOINED = re.compile(r"[:：|,]|::|\s[-–—]+\s|[-–—]\s")
_STOP = re.compile(r"[\x01\x0e\x0f\x10]|[\s\x00]\|(?=[\s\x00])|\x07[^\x07]*+\x07[\s\x00]*+\Z")
_DESCRIBED = re.compile(
    r"\x01(?P<name>[^\W_][^\x00-\x10\[\]\n]*[^\x00-\x10\[\]\s])\x02\x00*"
    r"(?:(?:\s*(?:[:,]|-{1,2}|[–—])\s+(?P<text>[^\W_][^\x00-\x10\d\n]*[^\x00-\x10\d\s,:|–—-]))|(?P<none>))\s*"
)
_KEY = re.compile(
    r"[\x00\s\x03\x05]*([A-Za-z][A-Za-z /()]{1,24}?)[\s\x00\x04\x06]*[:：][\s\x00\x04\x06]*"
)
_BY = re.compile(
    r"[\x00\s\x03\x04\x06.,:;|–—-]*[\x00\s\x05]*(?:(?:by|authors?:?)\s+)?", re.IGNORECASE
)
_AUTHOR_MARKS = "\x00\x01\x02\x03\x04\x06*†‡§¶∗⋆✉¹²³"
_AFTER_AUTHORS = frozenset("\n.,;:|([]–—-\x05\x06\x07\x0e\x0f\x10 ")
_DASH = re.compile(r"[\x00\s\x02\x04\x06]*(?:[:：]|[-–—]+\s)")
_EM = re.compile("\x05")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHOWN = re.compile(r"[^\W_]")
SENTENCE = re.compile(r"[\x00\s\x02\x04\x06]*(?:[a-z]+[\s\x00]+){2,}")
_DATE_FIRST = re.compile(r"[\x00\s\x02\x04\x06,.:]*[(\[\x07][^)\]\x07]*[)\]\x07]")
_EDGES = " \n\t\x00\x01\x02\x03\x04\x05\x06\x10"
_LABEL_EDGES = _EDGES + "[]"
_TITLE_EDGES = _EDGES + ".:-–—,|;"
_KEYS: dict[str, str] = {
    **dict.fromkeys(("author", "authors", "author(s)", "by"), "authors"),
    **dict.fromkeys(
        (
            "publisher",
            "venue",
            "conference",
            "journal",
            "published",
            "publication",
            "published in",
        ),
        "venue",
    ),
    **dict.fromkeys(
        ("tldr", "tl", "abstract", "summary", "description", "note", "notes", "highlight"),
        "description",
    ),
    **dict.fromkeys(("title", "paper title"), "title"),
}
_ISOLATED_BEFORE = frozenset(",()|[]\x01\x05\x06\x07\x0e\x0f.\x03{;：:–—-")
_ISOLATED_AFTER = frozenset("),]|.\x02\x06\x07\x0e\x0f\x04};[(\x01\x05\x10")


@dataclass(slots=True)
class Part:
    """A link of a candidate, with what is known of it."""

    link: Link
    label: Place
    label_role: Role | None
    host_role: Role | None
    dated: bool
    """Whether its label is a venue, a year, or both."""
    role: Role = "other"

    @property
    def labelled(self) -> bool:
        """Whether its label says what it is, so that it is no name and no title."""
        return self.label_role is not None or self.dated


@dataclass(slots=True)
class Reading:
    """What a candidate turned out to hold; `head` is name or title, which its company decides."""

    parts: list[Part]
    end: int = 0
    """Where the candidate ends."""
    head: Place | None = None
    head_part: Part | None = None
    name: Place | None = None
    title: Place | None = None
    authors: AuthorList | None = None
    description: Place | None = None
    venue: Place | None = None
    year: Place | None = None
    sure: bool = False
    """Whether it is a paper by its own evidence."""
    badges: list[Link] = field(default_factory=list[Link])


def make_parts(plain: str, links: Sequence[Link]) -> tuple[list[Part], list[Link]]:
    """The links of a candidate that lead somewhere else, and its images that are no link."""
    parts: list[Part] = []
    badges: list[Link] = []
    inside = -1
    for link in links:
        span = link.span
        if link.image:
            if span.start >= inside:
                badges.append(link)
            continue
        inside = span.end
        if link.kind == "anchor":
            continue
        start = span.start + 1
        end = plain.find("\x02", start, span.end)
        if end < 0:
            end = start
        start, end = trimmed(plain, start, end, _LABEL_EDGES)
        text = link.text
        role = role_of_label(text) if link.form not in ("bare", "autolink") else None
        host = role_of_host(link)
        bracketed = "[" in (
            plain[span.start - 1 : span.start],
            plain[span.start + 1 : span.start + 2],
        )
        is_dated = (
            role is None
            and start < end
            and _is_dated(plain, start, end, host, bracketed=bracketed)
        )
        parts.append(Part(link, (start, end), "paper" if is_dated else role, host, is_dated))
    return parts, badges


def _is_dated(plain: str, start: int, end: int, host: Role | None, *, bracketed: bool) -> bool:
    if end - start > 48 or (end - start > 24 and not _DIGIT.search(plain, start, end)):
        return False
    for found in dated(plain, start, end):
        rest = plain[start : found.start] + plain[found.end : end]
        if len(_WORD.findall(rest)) <= (1 if found.venue or found.start == start else 3):
            return (
                found.likely
                or (bracketed and host == "paper")
                or (found.venue is None and host != "code")
            )
    return bare_venue(plain, start, end) is not None


def read(plain: str, start: int, end: int, links: Sequence[Link]) -> Reading | None:
    """The fields of a candidate; None when it is no entry.

    Args:
        plain: the document's plain text.
        start: where the candidate's content starts.
        end: where it ends.
        links: the document's links inside it.
    """
    described = _read_described(plain, start, end, links) if len(links) == 1 else None
    if described is not None:
        return described
    parts, badges = make_parts(plain, links)
    reading = Reading(parts, end, badges=badges)
    after = _read_head(plain, start, end, reading)
    if after is None:
        return None
    _read_dates(plain, start, end, after, reading)
    if reading.authors is None and plain.find("\x0f", after, end) >= 0:
        _read_author_line(plain, after, end, reading)
    reading.sure = (
        reading.venue is not None
        or reading.authors is not None
        or any("paper" in (part.label_role, part.host_role) for part in parts)
    )
    if not parts and not (reading.sure and reading.authors):
        return None
    if reading.sure and reading.authors is None and _SHOWN.search(plain, after, end):
        _read_authors(plain, after, end, reading)
    _read_description(plain, after, end, reading)
    return reading


def _read_described(plain: str, start: int, end: int, links: Sequence[Link]) -> Reading | None:
    """The fields of `[Name](url) - Description.`, which is what most entries are.

    Only a short cut: None leaves the candidate to be read in full.
    """
    match = _DESCRIBED.fullmatch(plain, start, end)
    link = links[0]
    if match is None or link.image or link.kind == "anchor" or link.form != "inline":
        return None
    host = role_of_host(link)
    if host == "paper" or role_of_label(link.text) is not None:
        return None
    name = match.span("name")
    if name[1] - name[0] <= 48 and _DIGIT.search(plain, *name):
        return None
    part = Part(link, name, None, host, False)
    reading = Reading([part], end, head=name, head_part=part)
    text = match.span("text")
    if text[1] > 0 and _WORD.search(plain, *text):
        reading.description = text
        _without_period(plain, reading)
    return reading


def line_end(plain: str, start: int, end: int) -> int:
    """Where the line around an offset ends, by hard breaks and blocks."""
    match = _LINES.search(plain, start, end)
    return match.start() if match else end


def _read_head(plain: str, start: int, end: int, reading: Reading) -> int | None:
    """Set name, title or `head`; the offset after it, or None when nothing heads the candidate."""
    position = start
    for _ in range(3):
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
    reading.head = trimmed(plain, *part.label, _EDGES)
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
    separator = _SEPARATOR.match(plain, after, end)
    ends_in_colon = (
        plain[head[1] : closing].strip(_EDGES)[:1] in (":", "：")
        and plain[head[1] : closing].strip(_EDGES) != ""
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
    authors = _authors_at(plain, rest, line)
    next_line = line + 1
    has_words = _WORD.search(plain, rest, line) is not None
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
            reading.title = trimmed(plain, *part.label, _EDGES)
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
    key = _KEY.match(plain, position, end)
    if key is not None and _KEYS.get(key[1].lower()) == "title":
        position = key.end()
    lead = _LEAD.match(plain, position, end)
    position = lead.end() if lead else position
    part = _part_at(reading, position)
    if part is not None and not part.labelled:
        reading.title = trimmed(plain, *part.label, _EDGES)
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
    text = trimmed(plain, position, stop, _EDGES)
    if not _SHOWN.search(plain, *text):
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
    label = trimmed(plain, *part.label, _EDGES)
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
    return len(_WORD.findall("".join(rest))) == 0


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
    for match in islice(starts, _MOST_LINES):
        at = position + match.end()
        authors = find_authors(plain, at, stop)
        if (
            authors is not None
            and (len(authors.names) > 1 or authors.open)
            and not plain[authors.end : stop].strip(_EDGES + ".,;:|([-–—")
        ):
            return position + match.start() + (plain[position + match.start()] in "?!")
    return stop


def _authors_at(plain: str, start: int, end: int) -> AuthorList | None:
    lead = _BY.match(plain, start, end)
    position = lead.end() if lead else start
    authors = find_authors(plain, position, end)
    if authors is None:
        return None
    after = plain[authors.end : end].lstrip(_AUTHOR_MARKS)[:1]
    if after and after not in _AFTER_AUTHORS:
        return None
    if after == " " and not re.match(
        r"[\s\x00\x02\x04\x06*†‡]*(?:[\[(|\x05\x07\x01\x0e\x10–—-]|\Z)", plain[authors.end : end]
    ):
        return None
    return authors


def _read_author_line(plain: str, start: int, end: int, reading: Reading) -> None:
    """Authors that have a nested line to themselves, which nothing but a paper has."""
    position = line_end(plain, start, end) + 1
    for _ in range(_MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        _, authors = name_and_authors(plain, position, line)
        if authors and (len(authors.names) > 1 or authors.open):
            reading.authors = authors
            return
        position = line + 1


def _read_authors(plain: str, start: int, end: int, reading: Reading) -> None:
    position = start
    for _ in range(_MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        key = _KEY.match(plain, position, line) if position > start else None
        kind = _KEYS.get(key[1].lower()) if key else None
        if key is None or kind == "authors":
            begin = key.end() if key else _after_date(plain, position, line, reading)
            for first in (begin, *(match.end() for match in _EM.finditer(plain, begin, line))):
                stop = _authors_stop(first, line, reading)
                authors = _authors_at(plain, first, stop)
                if authors and (
                    len(authors.names) > 1 or authors.open or _alone(plain, authors, first, stop)
                ):
                    reading.authors = authors
                    return
        position = line + 1


def _after_date(plain: str, start: int, line: int, reading: Reading) -> int:
    """Where to look for what follows a date that opens a line, as in `(2017), Kartik et al.`."""
    places = [
        place for place in (reading.venue, reading.year) if place and start <= place[0] < line
    ]
    if not places or _WORD.search(plain, start, min(place[0] for place in places)):
        return start
    after = max(place[1] for place in places)
    while after < line and plain[after] in ")]\x07 ,":
        after += 1
    return after


def _authors_stop(start: int, line: int, reading: Reading) -> int:
    stop = line
    for part in reading.parts:
        if part.labelled and start <= part.link.span.start < stop:
            stop = part.link.span.start
    for place in (reading.venue, reading.year):
        if place and start <= place[0] < stop:
            stop = place[0]
    return stop


def _alone(plain: str, authors: AuthorList, start: int, stop: int) -> bool:
    """Whether one name fills its line, or is set off by emphasis: then it is an author."""
    first, last = authors.names[0]
    if len(plain[first:last].split()) not in (2, 3, 4):
        return False
    before = plain[max(0, start - 1) : first]
    rest = plain[authors.end : stop].strip(_EDGES + ".,;([|-–—")
    return not rest and ("\x05" in before or "\x0e" in before or "\x0f" in before)


def _read_dates(plain: str, start: int, end: int, after: int, reading: Reading) -> None:
    """Set venue and year from what is not the head."""
    skipped = reading.title or reading.head or (after, after)
    papers = any("paper" in (part.label_role, part.host_role) for part in reading.parts)
    best: Dated | None = None
    for first, last in ((start, skipped[0]), (skipped[1], end)):
        if last - first < 3:
            continue
        for found in dated(plain, first, last):
            if not found.known and not _isolated(plain, found, first, last):
                continue
            if found.venue and not found.likely and not papers:
                continue
            if best is None or (found.venue and not best.venue):
                best = found
            if best.venue:
                break
        if best is not None and best.venue:
            break
    if best is not None:
        reading.year = best.year
        reading.venue = best.venue
        if best.venue and not best.likely and _is_person(plain, *best.venue):
            reading.venue = None
    if reading.venue is None:
        reading.venue = _undated_venue(plain, start, skipped, end, reading)


def _is_person(plain: str, start: int, end: int) -> bool:
    """Whether the words before a year are the last of a list's authors."""
    authors = find_authors(plain, start, end)
    return authors is not None and authors.end == end


def _isolated(plain: str, found: Dated, start: int, end: int) -> bool:
    before = plain[start : found.start].rstrip(" \n\t\x00'’")[-1:]
    after = plain[found.end : end].lstrip(" \n\t\x00'’")[:1]
    return (not before or before in _ISOLATED_BEFORE) and (not after or after in _ISOLATED_AFTER)


_SEGMENTS = re.compile(r"[^,;.|()\[\]\x01-\x10–—]{2,60}")


def _undated_venue(
    plain: str, start: int, skipped: Place, end: int, reading: Reading
) -> Place | None:
    if not any("paper" in (part.label_role, part.host_role) for part in reading.parts):
        return None
    for first, last in ((start, skipped[0]), (skipped[1], min(end, skipped[1] + 400))):
        if last - first < 3:
            continue
        for match in _SEGMENTS.finditer(plain, first, last):
            venue = bare_venue(plain, *match.span())
            if venue is not None:
                return venue
    return None


def _read_description(plain: str, start: int, end: int, reading: Reading) -> None:
    position = start
    if reading.authors is not None and reading.authors.start >= start:
        position = reading.authors.end
    if reading.sure and (reading.venue or reading.authors):
        _described_paper(plain, position, end, reading)
        return
    block = plain.find("\x0f", position, end)
    if block >= 0 and _SHOWN.search(plain, position, block):
        end = block
    date = _DATE_FIRST.match(plain, position, end)
    if date is not None and reading.year and date.start() <= reading.year[0] < date.end():
        position = date.end()
    separator = _SEPARATOR.match(plain, position, end) or _BLANK.match(plain, position, end)
    begin = separator.end() if separator else position
    if block >= 0 and _has_keys(plain, begin, reading.end):
        return
    found = _description_end(plain, begin, end, reading)
    if found > begin and _WORD.search(plain, begin, found):
        reading.description = trimmed(plain, begin, found, " \n\t\x00\x02\x04\x06\x0e\x0f|,:-–—")
        _without_period(plain, reading)


def _has_keys(plain: str, start: int, end: int) -> bool:
    """Whether what is nested consists of `Key: value` lines."""
    while start < end:
        if _KEY.match(plain, start, end):
            return True
        start = line_end(plain, start, end) + 1
    return False


def _described_paper(plain: str, start: int, end: int, reading: Reading) -> None:
    """A paper's description stands on a line of its own and holds a sentence."""
    position = line_end(plain, start, end) + 1
    for _ in range(_MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        key = _KEY.match(plain, position, line)
        kind = _KEYS.get(key[1].lower()) if key else None
        if kind == "description" or (key is None and _is_prose(plain, position, line, reading)):
            begin = key.end() if key else position
            reading.description = trimmed(plain, begin, line, " \n\t\x00\x05\x06\x03\x04")
            _without_period(plain, reading)
            return
        position = line + 1


def _is_prose(plain: str, start: int, end: int, reading: Reading) -> bool:
    if any(start <= part.link.span.start < end for part in reading.parts if part.labelled):
        return False
    for place in (
        reading.venue,
        reading.year,
        reading.title,
        reading.authors and reading.authors.names[0],
    ):
        if place and start <= place[0] < end:
            return False
    return len(_WORD.findall(plain, start, end)) >= 5


def _description_end(plain: str, start: int, end: int, reading: Reading) -> int:
    """The end without the labelled links, badges and tags that trail."""
    stop = end
    elements = [part.link for part in reading.parts if part.labelled] + reading.badges
    for link in sorted(elements, key=lambda each: -each.span.start):
        if link.span.start < start:
            break
        if _SHOWN.search(re.sub(r"\x07[^\x07]*\x07", "", plain[link.span.end : stop])):
            break
        stop = link.span.start
        while stop > start and plain[stop - 1] in " \n\t\x00[(|\x0e\x0f,":
            stop -= 1
    tags = re.search(
        r"(?:(?<=[.)!?。])|\A)(?:[\s\x00]*+\x07[^\x07]*+\x07[,\s\x00]*+)++\Z", plain[start:stop]
    )
    return start + tags.start() if tags else stop


def _without_period(plain: str, reading: Reading) -> None:
    if reading.description is None:
        return
    start, end = reading.description
    if plain[end - 1] in ".。" and plain[end - 3 : end] != "...":
        reading.description = (start, end - 1) if end - 1 > start else None
