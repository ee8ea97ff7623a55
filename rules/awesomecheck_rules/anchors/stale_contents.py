"""The rule `stale-contents`."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Link,
    Problem,
    RelatedPlace,
    Section,
    Span,
)
from awesomecheck_rules.anchors._anchor_targets import AnchorTargets, encoded, letters_of
from awesomecheck_rules.anchors._contents_lines import ContentsLine
from awesomecheck_rules.anchors._line_fixes import LineFixes
from awesomecheck_rules.anchors._namesakes import intended_sections
from awesomecheck_rules.anchors._order import out_of_order, wrongly_nested
from awesomecheck_rules.anchors._outline import Outline, outlines


class StaleContents(DocumentRule):
    """A table of contents that does not match the headings.

    Any list or table of in-page links is a table of contents. Which sections it should list is
    inferred from those that it lists: how many levels, which part of the text, and whether
    sections about the list itself, such as a licence, are among them.

    A missing section is reported at its heading; the fix adds a line like the others. A line of
    the table of contents is reported if it

    * links to the wrong one of two sections with the same name,
    * is there twice, or is misspelt,
    * is out of order (as few lines as possible are reported), or
    * is nested under the wrong line.

    Fixes change neither the nesting nor the number of a line: they insert no section between
    `1.`, `2.` and `3.`, nor a second line of one name under one line. A line that leads nowhere is
    reported by `missing-anchor`, if that rule is enabled.

    ```bad
    - [Tools](#tools)
    - [Papers](#papers)
      - [Methods](#methods)
    - [Datasets](#datasets)

    ## Papers
    ### Methods
    ### Surveys
    ## Datasets
    ## Tools
    ```

    ```good
    - [Papers](#papers)
      - [Methods](#methods)
      - [Surveys](#surveys)
    - [Datasets](#datasets)
    - [Tools](#tools)

    ## Papers
    ### Methods
    ### Surveys
    ## Datasets
    ## Tools
    ```
    """

    touches = ("links", "additions", "order")
    yields_to = ("missing-anchor", "duplicate-heading")

    def check(self, document: Document) -> Iterator[Problem]:
        if document.contents:
            anchors = AnchorTargets(document)
            for outline in outlines(document, anchors):
                yield from _problems(document, outline, anchors)


def _problems(document: Document, outline: Outline, anchors: AnchorTargets) -> Iterator[Problem]:
    """Yield all problems of one table of contents."""
    intended = intended_sections(outline)
    linked_wrongly = set(intended.values())
    missing = tuple(section for section in outline.missing if section not in linked_wrongly)
    outline = replace(outline, missing=missing)
    repeated = _repeated(outline, intended)
    yield from _wrong_links(document, outline, intended)
    yield from _duplicates(document, outline, repeated)
    yield from _misspelt(document, outline, intended)
    copied = {first for index, first in repeated.items() if _same_name(outline, index, first)}
    wrong_links = {*intended, *repeated, *copied}
    nested = wrongly_nested(outline, wrong_links)
    moves = tuple(out_of_order(outline, wrong_links, nested))
    yield from (_nesting(document, outline, index, parent) for index, parent in nested.items())
    if missing or moves:
        fixes = LineFixes(document, outline, anchors)
        yield from _missing(document, outline, fixes)
        for index, after in moves:
            yield _order(document, outline, index, after, fixes.move(index, after))


def _missing(document: Document, outline: Outline, fixes: LineFixes) -> Iterator[Problem]:
    additions = fixes.additions()
    line = document.line_of(outline.contents.span)
    for section in outline.missing:
        if section.heading is not None:
            yield Problem(
                section.heading.text_span,
                f'"{section.heading.text}" is missing from the table of contents on line {line}',
                additions.get(section.span.start),
            )


def _wrong_links(
    document: Document, outline: Outline, intended: Mapping[int, Section]
) -> Iterator[Problem]:
    """Report lines that lead nowhere, or to the wrong one of two sections."""
    for index, line in enumerate(outline.lines):
        link, heading, other = line.item.link, line.heading, intended.get(index)
        if line.dangling:
            yield _dangling(line)
        elif other is not None and other.heading is not None and heading is not None:
            here = document.line_of(heading.span)
            there = f'"{other.heading.text}" on line {document.line_of(other.span)}'
            taken = f"takes the anchor `#{heading.anchor}` from {there}: correct the link to that"
            yield Problem(
                link.url_span,
                f'links to "{heading.text}" on line {here}, not to {there}:'
                f" use `#{other.heading.anchor}`",
                _link_to(line, other),
                link.url,
                also=(RelatedPlace(heading.text_span, taken),),
            )


def _dangling(line: ContentsLine) -> Problem:
    link = line.item.link
    if line.near is None or line.near.heading is None:
        return Problem(link.span, f'no section "{link.text}": remove this line', url=link.url)
    heading = line.near.heading
    message = f'"{link.text}" leads nowhere; the heading "{heading.text}" has the anchor'
    return Problem(
        link.span, f"{message} `#{heading.anchor}`", _link_to(line, line.near), link.url
    )


def _link_to(line: ContentsLine, section: Section) -> Fix:
    anchor = section.heading.anchor if section.heading else ""
    edit = Edit(line.item.link.url_span, f"#{encoded(anchor)}")
    return Fix((edit,), safe=not line.renamed)


def _repeated(outline: Outline, intended: Mapping[int, Section]) -> dict[int, int]:
    """Return the lines that link to the section of an earlier line, with that line."""
    first: dict[Section, int] = {}
    found: dict[int, int] = {}
    for index, line in enumerate(outline.lines):
        if line.section is not None and index not in intended:
            other = first.setdefault(line.section, index)
            if other != index:
                found[index] = other
    return found


def _same_name(outline: Outline, index: int, other: int) -> bool:
    one, two = (letters_of(outline.lines[each].item.link.text) for each in (index, other))
    return one == two


def _duplicates(
    document: Document, outline: Outline, repeated: Mapping[int, int]
) -> Iterator[Problem]:
    """Report lines that are there twice under one other; under two it may be intended."""
    for index, first in repeated.items():
        line, other = outline.lines[index], outline.lines[first]
        link = line.item.link
        if line.parent == other.parent and _same_name(outline, index, first):
            here, there = (document.line_of(each.item.span) for each in (line, other))
            message = f'"{link.text}" is in the table of contents twice: remove it here or on line'
            also = (RelatedPlace(_label(document, other.item.link), f"{message} {here}"),)
            yield Problem(_label(document, link), f"{message} {there}", url=link.url, also=also)


def _misspelt(
    document: Document, outline: Outline, intended: Mapping[int, Section]
) -> Iterator[Problem]:
    """Report lines with a typing error against their heading, or the other way round."""
    for index, line in enumerate(outline.lines):
        heading = line.section.heading if line.section else None
        link = line.item.link
        if heading is None or index in intended or heading.text == link.text:
            continue
        old, new = letters_of(link.text), letters_of(heading.text)
        if old != new and _is_typing_error(old, new):
            here, there = (document.line_of(each) for each in (line.item.span, heading.span))
            other = f'"{link.text}" in the table of contents on line {here}'
            message = f'"{link.text}" here, but "{heading.text}" in the heading on line {there}'
            same = ": make them the same"
            also = (RelatedPlace(heading.text_span, f'"{heading.text}" here, but {other}{same}'),)
            yield Problem(_label(document, link), message + same, url=link.url, also=also)


def _is_typing_error(old: str, new: str) -> bool:
    """Return whether two names differ by one letter added, missing or replaced, or two swapped."""
    if min(len(old), len(new)) < 5 or abs(len(old) - len(new)) > 1:
        return False
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    rest, other = old[start:], new[start:]
    swapped = rest[1::-1] + rest[2:] == other and len(rest) > 1
    same = swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
    return same and not (rest[:1] + other[:1]).isdigit()


def _nesting(document: Document, outline: Outline, index: int, expected: int | None) -> Problem:
    link = outline.lines[index].item.link
    here, there = (
        "at the top level" if each is None else f'under "{outline.lines[each].item.link.text}"'
        for each in (outline.lines[index].parent, expected)
    )
    message = f'"{link.text}" is {here} here, but {there} in the text: move it there'
    return Problem(_label(document, link), message, url=link.url)


def _order(
    document: Document, outline: Outline, index: int, after: int | None, fix: Fix | None
) -> Problem:
    link = outline.lines[index].item.link
    place = "first" if after is None else f'after "{outline.lines[after].item.link.text}"'
    message = f'out of order: "{link.text}" comes {place} in the text'
    return Problem(_label(document, link), message, fix, link.url)


def _label(document: Document, link: Link) -> Span:
    """Return the span of a link without its URL, which other rules report."""
    if link.form == "inline":
        return Span(link.span.start, max(link.span.start + 1, link.url_span.start - 1))
    if link.form == "html":
        return Span(document.text.find(">", link.url_span.end) + 1, link.span.end)
    return link.span
