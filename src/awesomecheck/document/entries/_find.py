"""Find the entries of a document."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from awesomecheck.document.entries._addresses import Found, addresses, read_address
from awesomecheck.document.entries._by_authors import name_authors
from awesomecheck.document.entries._bylines import Byline, find_bylines
from awesomecheck.document.entries._cut import Cut, cut_record
from awesomecheck.document.entries._fields import read_fields
from awesomecheck.document.entries._heads import name_heads
from awesomecheck.document.entries._key_tables import read_key_tables
from awesomecheck.document.entries._keys import line_keys
from awesomecheck.document.entries._layouts import read_layouts
from awesomecheck.document.entries._link_columns import with_link_columns
from awesomecheck.document.entries._marks import (
    BLOCK,
    EM_END,
    HARD_BREAK,
    LINK_END,
    LINK_START,
    PAD,
    SPACE_AND_STARTS,
    SPANS,
    STARTS,
    STRONG_END,
)
from awesomecheck.document.entries._named_titles import name_titles
from awesomecheck.document.entries._plain import plain_text, shown
from awesomecheck.document.entries._reading import (
    DASH,
    LETTER_OR_DIGIT,
    Bounds,
    Part,
    Reading,
    label_alike,
    line_end,
    make_parts,
)
from awesomecheck.document.entries._records import Record
from awesomecheck.document.entries._roles import (
    continues,
    is_home,
    is_id_of_paper,
    names_host,
    role_of_section,
    role_of_words,
)
from awesomecheck.document.entries._row_dates import date_rows
from awesomecheck.document.entries._rows import read_html_tables, read_tables
from awesomecheck.document.entries._segment import find_records, outside
from awesomecheck.document.entries._unlisted import listed, without_introduction
from awesomecheck.document.entries._venue_links import label_venues
from awesomecheck.document.entries._venue_tags import with_venue_tags
from awesomecheck.document.entry import Entry, EntryLink, Field, Role
from awesomecheck.document.nodes import Link, Section, Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_LINK_LINE = regex(
    rf"[\n{HARD_BREAK}]{SPACE_AND_STARTS}*+"
    rf"{LINK_START}[^{LINK_START}{LINK_END}\n]*+{LINK_END}[{PAD}\s{STRONG_END}{EM_END}]*+"
)
_TITLE_BEHIND = regex(rf"[{PAD}\s{STRONG_END}{EM_END}]*+[\[\"“《{STARTS}]")
"""A tag, a quote or a title in bold behind a label."""


def find_entries(document: Document) -> tuple[Entry, ...]:
    """Return all entries of a document, in order."""
    blocks, html = listed(document)
    starts = [link.span.start for link in document.links]
    plain = plain_text(document, blocks, html)
    rows = list(read_html_tables(document, plain, html, starts)) if html else []
    headed = list(read_key_tables(document, plain, blocks, starts)) if document.tables else []
    if headed:
        headed.sort(key=lambda found: found[0].span.start)
        blocks = outside(blocks, [record for record, _ in headed])
        rows += headed
    bylines = find_bylines(plain)
    records = find_records(document, plain, blocks, html, [record for record, _ in rows], bylines)
    found = _read(document, plain, records, starts, bylines)
    section_starts = [section.own.start for section in document.sections]
    sections = [
        document.sections[max(0, bisect_right(section_starts, record.span.start) - 1)]
        for record, _ in found
    ]
    readings = [reading for _, reading in found]
    name_heads(plain, readings, sections)
    name_authors(plain, readings, sections)
    rows += read_tables(document, plain, blocks, starts)
    date_rows(plain, rows)
    found += rows
    name_titles(plain, [reading for _, reading in found])
    sections += [document.section_at(record.span.start) for record, _ in found[len(sections) :]]
    roles: dict[Section, Role | None] = {
        section: role_of_section(section) for section in set(sections)
    }
    entries = [
        _make_entry(plain, record, section, reading, roles[section])
        for (record, reading), section in zip(found, sections, strict=True)
    ]
    entries.sort(key=lambda entry: entry.span.start)
    introduced = without_introduction(document, [entry.span.start for entry in entries])
    return tuple(entries[introduced:])


def _read(
    document: Document,
    plain: str,
    records: Sequence[Record],
    starts: Sequence[int],
    bylines: Sequence[Byline],
) -> list[Found]:
    """Return the records that are entries, with their fields."""
    kept: list[tuple[Record, list[Part], list[Link], int]] = []
    keys = line_keys(plain) if records else frozenset[str]()
    for record in records:
        start, end = record.start, record.end
        links = document.links[bisect_left(starts, start) : bisect_left(starts, end)]
        end = _without_link_to_top(plain, start, end, links)
        parts, badges = make_parts(plain, links)
        _unlabel_head(plain, start, end, parts)
        if record.form == "nested":
            _label_repeated(plain, record, parts)
        kept.append((record, parts, badges, end))
    parted = [(record.start, parts) for record, parts, _, _ in kept]
    label_venues(plain, parted)
    label_alike(plain, parted)
    cuts: Sequence[Cut] = [
        cut_record(plain, record.start, end, parts, keys, bylines)
        for record, parts, _, end in kept
    ]
    cuts = with_link_columns(plain, with_venue_tags(plain, cuts))
    found: list[Found] = []
    alone: list[Found] = []
    for (record, parts, badges, end), cut, way in zip(
        kept, cuts, read_layouts(plain, cuts), strict=True
    ):
        if way is not None:
            reading = read_fields(plain, end, parts, badges, cut, way)
            if reading is not None:
                found.append((record, reading))
        elif record.item is not None and (reading := read_address(parts, badges, end)):
            alone.append((record, reading))
    return [*found, *addresses(document, found, alone)]


def _make_entry(
    plain: str, record: Record, section: Section, reading: Reading, in_section: Role | None
) -> Entry:
    authors = reading.authors
    if reading.year is not None and _is_of_id(plain, reading.year, reading.parts):
        reading.year = reading.month = None
    return Entry(
        form=record.form,
        span=record.span,
        section=section,
        blocks=record.blocks,
        item=record.item,
        row=record.row,
        name=_field(plain, reading.name),
        title=_field(plain, reading.title),
        authors=tuple(
            [Field(shown(plain[start:end]), Span(start, end)) for start, end in authors.names]
        )
        if authors
        else (),
        author_list=Span(authors.start, authors.end) if authors else None,
        description=_field(plain, reading.description),
        venue=_field(plain, reading.venue),
        year=_field(plain, reading.year),
        month=reading.month,
        links=_entry_links(plain, reading, in_section),
    )


def _is_of_id(plain: str, year: Bounds, parts: Sequence[Part]) -> bool:
    """Return whether a year is the start of an arXiv id: `arXiv 2011` of 2011.13526, of 2020."""
    digits = plain[slice(*year)]
    return (
        len(digits) == len("2011")
        and _ARXIV.search(plain, max(0, year[0] - 8), year[0]) is not None
        and any(
            part.link.target.kind == "arxiv" and part.link.target.id.startswith(f"{digits}.")
            for part in parts
        )
    )


def _field(plain: str, bounds: Bounds | None) -> Field | None:
    """Return the field at an offset; None if there is none, or a reader sees nothing of it."""
    if bounds is None:
        return None
    start, end = bounds
    text = shown(plain[start:end])
    return Field(text, Span(start, end)) if text else None


def _entry_links(plain: str, reading: Reading, in_section: Role | None) -> tuple[EntryLink, ...]:
    """Return the links with their roles, and the badges, in order."""
    described = reading.description or (0, 0)
    listed = (reading.authors.start, reading.authors.end) if reading.authors else (0, 0)
    found = [
        EntryLink(
            _role(plain, part, reading, described, listed, in_section),
            part.link,
            None if part is reading.head_part or _is_field(part, reading) else _label(plain, part),
            part.label_role,
            part.host_role,
        )
        for part in reading.parts
        if part.link.url
    ]
    if reading.badges:
        found += [
            EntryLink("badge", link, _alternative(link), None, None) for link in reading.badges
        ]
        found.sort(key=lambda each: each.link.span.start)
    return tuple(found)


def _is_field(part: Part, reading: Reading) -> bool:
    """Return whether a label is the venue or the year of the entry."""
    start, end = part.label
    fields = (reading.venue, reading.year)
    return part.dated and any(start <= field[0] < end for field in fields if field)


_ARXIV = regex(r"ar[Xx]iv[ :]*\Z")
_BLOG = regex(r"\b[Bb]logs?\Z")
_POINTED = regex(r"\b(?:an?|the|this|its?|see|in|of|from|with|for|by|on|and)[ \n][\[(\"“]?\Z")
"""A word before a link that makes it part of a sentence, whatever its label says."""
_LONGEST_POINTER = len("from [") + 2


def _role(
    plain: str,
    part: Part,
    reading: Reading,
    described: Bounds,
    listed: Bounds,
    in_section: Role | None,
) -> Role:
    start = part.link.span.start
    is_described = described[0] - 1 <= start < described[1]
    if 0 < described[0] <= start and _POINTED.search(
        plain, max(described[0] - 1, start - _LONGEST_POINTER), start
    ):
        return "mention"
    if reading.authors and _names_author(plain, part, reading.authors.names):
        return "mention"  # whatever its site is called
    if part.label_role is not None or part.key_role is not None:
        return part.label_role or part.key_role or "other"
    head = reading.head_part
    if head is not None and part is not head and continues(part.link, head.link):
        return _role(plain, head, reading, described, listed, in_section)
    if part is head:
        if part.link.target.kind == "file" and part.host_role is None:
            return "other"
        if part.host_role in (None, "project"):
            if in_section is not None and not (
                in_section in ("video", "slides") and is_home(part.link)
            ):
                return in_section
            if _BLOG.search(plain, *part.label):
                return "blog"
        is_paper = reading.title is not None and reading.published
        elsewhere = any(other.label_role == "paper" for other in reading.parts)
        return part.host_role or ("paper" if is_paper and not elsewhere else "project")
    if is_described and head is None and _shows_own(plain, part, reading.end):
        return part.host_role or "project"
    if is_described and _is_alone(plain, part.link, reading.end):
        return role_of_words(part.link.text) or part.host_role or "mention"
    if is_described or listed[0] - 1 <= start < listed[1]:
        return "mention"
    head = reading.head_part
    if part.link.target.kind == "file" and head is not None and head.host_role == "paper":
        return "other"  # `[Summary](kites.pdf)` beside the paper
    return part.host_role or "other"


def _names_author(plain: str, part: Part, names: Sequence[Bounds]) -> bool:
    """Return whether a label is an author, but for a mark behind: `Ann Kauri*`."""
    start, end = part.label
    return any(
        start == name[0] and name[1] <= end and not LETTER_OR_DIGIT.search(plain, name[1], end)
        for name in names
    )


def _shows_own(plain: str, part: Part, end: int) -> bool:
    """Return whether the address that ends a description is shown: `**Kite** - A toy kite.io`."""
    text = plain[slice(*part.label)]
    shown_host = " " not in text and "." in text and names_host(text, part.link)
    bare = part.link.form in ("bare", "autolink")
    behind = line_end(plain, part.link.span.end, end)
    return (bare or shown_host) and not LETTER_OR_DIGIT.search(plain, part.link.span.end, behind)


_FAR = 60
_BESIDE = f" \t{SPANS}[](){{}}.,;"


def _is_alone(plain: str, link: Link, end: int) -> bool:
    """Return whether a link has a line of its own, as in an item below the others.

    Lines of a paragraph flow on, but not around an address.
    """
    breaks = HARD_BREAK + BLOCK + ("\n" if link.form in ("bare", "autolink") else "")
    first, last = link.span.start, link.span.end
    before = plain[max(0, first - _FAR) : first].rstrip(_BESIDE)
    after = plain[last : min(end, last + _FAR)].lstrip(_BESIDE)
    return before.endswith(tuple(breaks)) and (not after or after.startswith(tuple(breaks)))


def _label(plain: str, part: Part) -> Field | None:
    start, end = part.label
    if start < end:
        text = shown(plain[start:end])
        if text:
            return Field(text, Span(start, end))
    return _alternative(part.link)


def _alternative(link: Link) -> Field | None:
    return Field(link.text, link.span) if link.text else None


def _unlabel_head(plain: str, start: int, end: int, parts: Sequence[Part]) -> None:
    """Take a first link such as `[GitHub](…) - description` for a name, not for a label."""
    if not parts or not parts[0].labelled:
        return
    link = parts[0].link.span
    before = plain[start : link.start]
    if (
        LETTER_OR_DIGIT.search(before)
        or "[" in (before[-1:], plain[link.start + 1])
        or "(" in before
        or is_id_of_paper(plain[slice(*parts[0].label)])
    ):
        return
    alone = len(parts) == 1 and _TITLE_BEHIND.match(plain, link.end, end) is None
    if alone or DASH.match(plain, link.end, end) is not None:
        parts[0].label_role, parts[0].dated = None, False


_WORD = regex(r"\w+")


def _label_repeated(plain: str, record: Record, parts: Sequence[Part]) -> None:
    """Take for a label the text of a link that is the title above it once more."""
    end = record.blocks[0].span.end
    if not parts or parts[0].link.span.start < end:
        return
    title = _WORD.findall(plain, record.start, end)
    for part in parts:
        if not part.labelled and _WORD.findall(plain, *part.label) == title:
            part.label_role = part.host_role or "project"


def _without_link_to_top(plain: str, start: int, end: int, links: Sequence[Link]) -> int:
    """Return the end without a last line that is only a link into the page: `back to top`.

    Without a blank line above it, such a line belongs to the item.
    """
    if not links or links[-1].target.kind != "anchor":
        return end
    link = links[-1].span.start
    line = max(plain.rfind(mark, start, link) for mark in ("\n", HARD_BREAK))
    return line if line >= 0 and _LINK_LINE.fullmatch(plain, line, end) else end
