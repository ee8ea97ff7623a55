"""The rule `stale-contents`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Link,
    Place,
    Problem,
    Section,
    Span,
    Touch,
)
from awesomecheck_rules.anchors._arrangement import Misplaced, misplaced
from awesomecheck_rules.anchors._entries import Entry
from awesomecheck_rules.anchors._lines import Lines
from awesomecheck_rules.anchors._outline import Outline, ancestors, outlines
from awesomecheck_rules.anchors._places import Places, encoded, letters

_MOST_TWINS = 50


@dataclass(frozen=True, slots=True)
class StaleContents(DocumentRule):
    """A table of contents that does not follow the text.

    Any list (or table) of in-page links is a table of contents, whatever stands above it. What it
    should list is told from what it lists: the depth that it keeps, the sections of its part of
    the text, and that it leaves out what is about the list itself, such as a licence. A section
    that it lacks is reported at the section's heading. An entry is reported in the contents, where
    it leads to a section of the same name elsewhere, is there twice, is misspelt, is out of order
    (the fewest entries that would have to move), or is nested in the wrong one. An entry that
    leads nowhere is for `missing-anchor` to report, where that rule runs.

    ```bad
    ## Contents

    - [Papers](#papers)
      - [Methods](#methods)
    - [Datasets](#datasets)

    ## Papers
    ### Methods
    ### Surveys
    ## Datasets
    ```

    ```good
    ## Contents

    - [Papers](#papers)
      - [Methods](#methods)
      - [Surveys](#surveys)
    - [Datasets](#datasets)

    ## Papers
    ### Methods
    ### Surveys
    ## Datasets
    ```

    ```bad
    - [Tools](#tools)
    - [Papers](#papers)
    - [Datasets](#datasets)

    ## Papers
    ## Datasets
    ## Tools
    ```

    ```good
    - [Papers](#papers)
    - [Datasets](#datasets)
    - [Tools](#tools)

    ## Papers
    ## Datasets
    ## Tools
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("links", "additions", "order", "structure", "wording")
    yields_to = ("missing-anchor",)

    def check(self, document: Document) -> Iterator[Problem]:
        if not document.contents:
            return
        for outline in outlines(document, Places(document)):
            yield from _judged(document, outline)


def _judged(document: Document, outline: Outline) -> Iterator[Problem]:
    """All faults of one table of contents."""
    meant = _meant(outline)
    aimed = {id(section) for section in meant.values()}
    missing = tuple(section for section in outline.missing if id(section) not in aimed)
    outline = outline._replace(missing=missing)
    yield from _wrong_links(document, outline, meant)
    repeated = _repeated(outline, meant)
    yield from _listed_twice(document, outline, repeated)
    yield from _misspelt(document, outline, meant)
    twice = {
        first
        for index, first in repeated.items()
        if _same_name(outline.entries[index], outline.entries[first])
    }
    moves = tuple(misplaced(outline, frozenset((*meant, *repeated, *twice))))
    if missing or moves:
        lines = Lines(document, outline)
        yield from _missing(document, outline, lines)
        for move, following in zip(moves, (*moves[1:], None), strict=False):
            fix = None if following and _waits(move, following) else lines.moved(move)
            yield _misplaced(document, outline, move, fix)


def _waits(move: Misplaced, following: Misplaced) -> bool:
    """Whether an entry would pass the next one, which leaves the same place for the same."""
    return (
        move.wrong_parent
        and following.wrong_parent
        and following.entry == move.entry + 1
        and (following.parent, following.after) == (move.parent, move.after)
    )


def _missing(document: Document, outline: Outline, lines: Lines) -> Iterator[Problem]:
    additions = lines.additions()
    line = document.source.position(outline.contents.span.start).line
    for section in outline.missing:
        if section.heading is not None:
            yield Problem(
                section.heading.text_span,
                f"`{section.heading.text}` is missing from the contents on line {line}",
                additions.get(section.span.start),
            )


def _wrong_links(
    document: Document, outline: Outline, meant: Mapping[int, Section]
) -> Iterator[Problem]:
    """Entries that lead nowhere, or to the wrong one of two sections."""
    for index, entry in enumerate(outline.entries):
        link, heading, other = entry.item.link, entry.heading, meant.get(index)
        if entry.dangling:
            yield _dangling(entry)
        elif other is not None and other.heading is not None and heading is not None:
            here = document.source.position(heading.span.start).line
            there = document.source.position(other.span.start).line
            yield Problem(
                link.url_span,
                f"leads to `{heading.text}` on line {here}; "
                f"`{other.heading.text}` on line {there} has `#{other.heading.anchor}`",
                _to(entry, other),
                link.url,
                also=(
                    Place(
                        heading.text_span,
                        f"takes `#{heading.anchor}` from `{other.heading.text}` on line {there},"
                        " to which the contents mean to lead",
                    ),
                ),
            )


def _meant(outline: Outline) -> dict[int, Section]:
    """Entries, by index, that lead to a section while they name another, which is not listed."""
    twins = _unlisted(outline)
    found: dict[int, Section] = {}
    seen: set[int] = set()
    for index, entry in enumerate(outline.entries):
        parent = None if entry.parent is None else outline.entries[entry.parent]
        if entry.heading is None or (parent is not None and parent.section is None):
            continue
        name = letters(entry.item.link.text)
        candidates = twins.get(name, [])
        twin = _twin(
            entry, parent.section if parent else None, candidates, entry.heading.span.start in seen
        )
        if twin is not None:
            found[index] = twin
            twins[name] = [each for each in candidates if each is not twin]
        else:
            seen.add(entry.heading.span.start)
    return found


def _twin(
    entry: Entry, outer: Section | None, candidates: Sequence[Section], repeated: bool
) -> Section | None:
    """The one of some unlisted sections of an entry's name that the entry stands for.

    `outer` is the section of the entry that it is nested in; `repeated` says whether an earlier
    entry leads to the same heading.
    """
    if len(candidates) > _MOST_TWINS:
        return None
    if outer is not None:
        inside = [each for each in candidates if _is_inside(each, outer)]
        at_home = entry.section is not None and _is_inside(entry.section, outer)
        return inside[0] if len(inside) == 1 and not at_home else None
    named = entry.heading is not None and letters(entry.heading.text) == letters(
        entry.item.link.text
    )
    return candidates[0] if len(candidates) == 1 and (repeated or not named) else None


def _is_inside(section: Section, outer: Section) -> bool:
    return any(each is outer for each in ancestors(section))


def _unlisted(outline: Outline) -> dict[str, list[Section]]:
    """The sections that are not in the contents, by the letters of their headings."""
    listed = {id(entry.aim) for entry in outline.entries}
    found: dict[str, list[Section]] = {}
    for section in outline.sections:
        if section.heading is not None and id(section) not in listed:
            found.setdefault(letters(section.heading.text), []).append(section)
    return found


def _dangling(entry: Entry) -> Problem:
    link = entry.item.link
    if entry.near is None or entry.near.heading is None:
        return Problem(link.span, f"no section for `{link.text}` in the contents", url=link.url)
    return Problem(
        link.span,
        f"`{link.text}` leads nowhere: `{entry.near.heading.text}` has "
        f"`#{entry.near.heading.anchor}`",
        _to(entry, entry.near),
        link.url,
    )


def _to(entry: Entry, section: Section) -> Fix:
    anchor = section.heading.anchor if section.heading else ""
    edit = Edit(entry.item.link.url_span, f"#{encoded(anchor)}")
    return Fix((edit,), safe=not entry.renamed)


def _repeated(outline: Outline, meant: Mapping[int, Section]) -> dict[int, int]:
    """Entries, by index, that lead where an earlier one does, with the index of that."""
    first: dict[int, int] = {}
    found: dict[int, int] = {}
    for index, entry in enumerate(outline.entries):
        if entry.section is not None and index not in meant:
            other = first.setdefault(id(entry.section), index)
            if other != index:
                found[index] = other
    return found


def _same_name(entry: Entry, other: Entry) -> bool:
    return letters(entry.item.link.text) == letters(other.item.link.text)


def _listed_twice(
    document: Document, outline: Outline, repeated: Mapping[int, int]
) -> Iterator[Problem]:
    """Entries that stand twice under one other; under two they may be meant."""
    for index, first in repeated.items():
        entry, other = outline.entries[index], outline.entries[first]
        link = entry.item.link
        if entry.parent == other.parent and _same_name(entry, other):
            here, there = (
                document.source.position(each.item.span.start).line for each in (entry, other)
            )
            twice = f"`{link.text}` is in the contents twice, also on line"
            counterpart = Place(_label(document, other.item.link), f"{twice} {here}")
            yield Problem(
                _label(document, link), f"{twice} {there}", url=link.url, also=(counterpart,)
            )


def _misspelt(
    document: Document, outline: Outline, meant: Mapping[int, Section]
) -> Iterator[Problem]:
    """Entries that are almost, but not quite, named as their sections are."""
    for index, entry in enumerate(outline.entries):
        heading = entry.section.heading if entry.section else None
        link = entry.item.link
        if heading is None or index in meant or heading.text == link.text:
            continue
        old, new = letters(link.text), letters(heading.text)
        if old != new and _is_slip(old, new):
            message = f"named `{link.text}` here and `{heading.text}` in the text"
            line = document.source.position(entry.item.span.start).line
            there = f"named `{heading.text}` here and `{link.text}` in the contents on line {line}"
            yield Problem(
                _label(document, link),
                message,
                url=link.url,
                also=(Place(heading.text_span, there),),
            )


def _label(document: Document, link: Link) -> Span:
    """A link without its destination, of which another rule may speak."""
    if link.form == "inline":
        return Span(link.span.start, max(link.span.start + 1, link.url_span.start - 1))
    if link.form == "html":
        return Span(document.text.find(">", link.url_span.end) + 1, link.span.end)
    return link.span


def _is_slip(old: str, new: str) -> bool:
    """Whether two names differ by one letter put in, left out or replaced, or two swapped."""
    if min(len(old), len(new)) < 5 or abs(len(old) - len(new)) > 1:
        return False
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    rest, other = old[start:], new[start:]
    swapped = rest[1::-1] + rest[2:] == other and len(rest) > 1
    same = swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
    return same and not (rest[:1] + other[:1]).isdigit()


def _misplaced(document: Document, outline: Outline, move: Misplaced, fix: Fix | None) -> Problem:
    entries = outline.entries
    link = entries[move.entry].item.link
    if move.wrong_parent:
        now, then = entries[move.entry].parent, move.parent
        here = f"under `{entries[now].item.link.text}`" if now is not None else "at the top"
        there = f"under `{entries[then].item.link.text}`" if then is not None else "at the top"
        message = f"`{link.text}` stands {here} here and {there} in the text"
    elif move.after is not None:
        before = entries[move.after].item.link.text
        message = f"out of order: `{link.text}` follows `{before}` in the text"
    else:
        message = f"out of order: `{link.text}` comes first in the text"
    return Problem(_label(document, link), message, fix, link.url)
