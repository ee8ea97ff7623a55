"""From a document to its entries."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from awesomecheck.document.entries._candidates import (
    Candidate,
    entry_blocks,
    item_candidates,
    paragraph_candidates,
)
from awesomecheck.document.entries._plain import plain_text, shown
from awesomecheck.document.entries._read import read
from awesomecheck.document.entries._reading import SENTENCE, Part, Place, Reading
from awesomecheck.document.entries._rows import RowReading, read_tables
from awesomecheck.document.entry import Entry, EntryForm, EntryLink, Field, Role
from awesomecheck.document.nodes import Block, Link, Section, Span
from awesomecheck.document.tree import Document

_FEWEST_PARAGRAPHS = 2
_SHORT_NAME = 4
"""A described head of at most so many words is a name even where papers stand around it."""


def find_entries(document: Document) -> tuple[Entry, ...]:
    """All entries of a document, in order."""
    blocks = entry_blocks(document)
    starts = [link.span.start for link in document.links]
    plain = plain_text(document, blocks, starts)
    read_all: list[tuple[Candidate, Reading]] = []
    for candidate in item_candidates(document, plain, blocks):
        reading = _read(document, plain, candidate, starts)
        if reading is not None:
            read_all.append((candidate, reading))
    paragraphs: list[tuple[Candidate, Reading]] = []
    for candidate in paragraph_candidates(blocks):
        reading = _read(document, plain, candidate, starts)
        if reading is not None and is_paragraph_entry(plain, candidate, reading):
            paragraphs.append((candidate, reading))
    if len(paragraphs) >= _FEWEST_PARAGRAPHS:
        read_all += paragraphs
    section_starts = [section.own.start for section in document.sections]
    sections = [
        max(0, bisect_right(section_starts, candidate.span.start) - 1) for candidate, _ in read_all
    ]
    papers = _papers(read_all, sections)
    entries = [
        _entry(plain, candidate, reading, document.sections[section], is_paper)
        for (candidate, reading), section, is_paper in zip(read_all, sections, papers, strict=True)
    ]
    entries += [
        _row_entry(document, plain, each) for each in read_tables(document, plain, blocks, starts)
    ]
    entries.sort(key=lambda entry: entry.span.start)
    return tuple(entries)


def _read(
    document: Document, plain: str, candidate: Candidate, starts: Sequence[int]
) -> Reading | None:
    start, end = candidate.blocks[0].span.start, candidate.blocks[-1].span.end
    links = document.links[bisect_left(starts, start) : bisect_left(starts, end)]
    if not links and candidate.form != "nested":
        return None
    return read(plain, start, end, links)


def is_paragraph_entry(plain: str, candidate: Candidate, reading: Reading) -> bool:
    """Whether a paragraph is an entry and not prose that begins with a link or bold words."""
    start = candidate.span.start
    head = reading.title or reading.name or reading.head
    if head is None:
        return False
    lead = plain[start : (reading.name or head)[0]].strip("\x00 \n\x05")
    if reading.venue or reading.authors:
        return len(lead) <= 40 and (reading.authors is not None or reading.year is not None)
    if any(_prose(plain, part, candidate.span.end) for part in reading.parts):
        return False
    if lead == "\x03" and all(part.labelled for part in reading.parts):
        return plain[head[1] : candidate.span.end].lstrip("\x00\x04 .")[:1] in (
            "\x0e",
            "[",
            "\x01",
        )
    if reading.head_part is None or lead not in ("\x01", "\x03", "\x03\x00\x01", ""):
        return False
    after = plain[reading.head_part.link.span.end : candidate.span.end].lstrip(
        "\x00\x02\x04\x06 \n"
    )
    return after[:1] in (
        "",
        ",",
        ":",
        "-",
        "–",
        "—",
        "|",
        "[",
        "(",
        "\x0e",
        "\x01",
        "\x10",
        "\x07",
    )


def _prose(plain: str, part: Part, end: int) -> bool:
    return SENTENCE.match(plain, part.link.span.end, end) is not None


def _papers(
    read_all: Sequence[tuple[Candidate, Reading]], sections: Sequence[int]
) -> Iterator[bool]:
    """For each reading whether it is a paper: by its own evidence, else as most around it are."""
    total = Counter(sections)
    sure = Counter(
        [section for (_, reading), section in zip(read_all, sections, strict=True) if reading.sure]
    )
    for (_, reading), section in zip(read_all, sections, strict=True):
        if reading.sure or reading.title is not None:
            yield True
        else:
            yield reading.description is None and 2 * sure[section] > total[section]


def _entry(
    plain: str, candidate: Candidate, reading: Reading, section: Section, is_paper: bool
) -> Entry:
    name, title = reading.name, reading.title
    if title is None and reading.head is not None:
        if name is None and _is_name(plain, reading, is_paper):
            name = reading.head
        else:
            title = reading.head
    title = _without_period(plain, title)
    if name is not None and title is None:
        name = _before_colon(plain, name, reading)
    return _made(
        plain,
        reading,
        name,
        title,
        candidate.form,
        candidate.span,
        section,
        candidate.blocks,
        candidate.item,
        None,
    )


def _row_entry(document: Document, plain: str, found: RowReading) -> Entry:
    reading = found.reading
    name, title = reading.name, reading.title
    if reading.sure and reading.description is None:
        title = title or reading.head
    else:
        name = name or reading.head
    section = document.section_at(found.span.start)
    return _made(
        plain,
        reading,
        name,
        title,
        "row",
        found.span,
        section,
        found.blocks,
        None,
        (found.table, found.row),
    )


def _made(
    plain: str,
    reading: Reading,
    name: Place | None,
    title: Place | None,
    form: EntryForm,
    span: Span,
    section: Section,
    blocks: tuple[Block, ...],
    item: int | None,
    row: tuple[int, int] | None,
) -> Entry:
    authors = reading.authors
    return Entry(
        form,
        span,
        section,
        blocks,
        item,
        row,
        field_at(plain, name) if name else None,
        field_at(plain, title) if title else None,
        tuple(
            [Field(shown(plain[first:last]), Span(first, last)) for first, last in authors.names]
        )
        if authors
        else (),
        Span(authors.start, authors.end) if authors else None,
        field_at(plain, reading.description) if reading.description else None,
        field_at(plain, reading.venue) if reading.venue else None,
        field_at(plain, reading.year) if reading.year else None,
        entry_links(plain, reading),
    )


def _before_colon(plain: str, name: Place, reading: Reading) -> Place:
    """The name in `Name: description [[Code](url)]`, where no link tells the two apart."""
    colon = plain.find(": ", *name)
    if colon < 0 or reading.head_part is not None or reading.description is not None:
        return name
    reading.description = colon + 2, name[1]
    return name[0], colon


def _without_period(plain: str, title: Place | None) -> Place | None:
    if title is None or plain[title[1] - 1] != "." or plain[title[1] - 3 : title[1]] == "...":
        return title
    return title[0], title[1] - 1


def _is_name(plain: str, reading: Reading, is_paper: bool) -> bool:
    if not is_paper:
        return True
    if reading.venue or reading.authors or reading.description is None or reading.head is None:
        return False
    return len(shown(plain[slice(*reading.head)]).split()) <= _SHORT_NAME


def field_at(plain: str, place: Place) -> Field | None:
    """The field at a place; none where a reader sees nothing."""
    start, end = place
    text = shown(plain[start:end])
    return Field(text, Span(start, end)) if text else None


def entry_links(plain: str, reading: Reading) -> tuple[EntryLink, ...]:
    """The links with their roles, and the badges, in order."""
    described = reading.description or (0, 0)
    listed = (reading.authors.start, reading.authors.end) if reading.authors else (0, 0)
    found = [
        EntryLink(
            _role(part, reading, described, listed),
            part.link,
            None if part is reading.head_part or part.dated else _label(plain, part),
            part.label_role,
            part.host_role,
        )
        for part in reading.parts
    ]
    if reading.badges:
        found += [
            EntryLink("badge", link, _alternative(link), None, None) for link in reading.badges
        ]
        found.sort(key=lambda each: each.link.span.start)
    return tuple(found)


def _role(part: Part, reading: Reading, described: Place, listed: Place) -> Role:
    if part.label_role is not None:
        return part.label_role
    if part is reading.head_part:
        return part.host_role or "project"
    start = part.link.span.start
    if described[0] - 1 <= start < described[1] or listed[0] - 1 <= start < listed[1]:
        return "mention"
    return part.host_role or "other"


def _label(plain: str, part: Part) -> Field | None:
    start, end = part.label
    if start < end:
        text = shown(plain[start:end])
        if text:
            return Field(text, Span(start, end))
    return _alternative(part.link)


def _alternative(link: Link) -> Field | None:
    return Field(link.text, link.span) if link.text else None
