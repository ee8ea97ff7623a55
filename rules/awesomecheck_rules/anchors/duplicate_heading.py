"""The rule `duplicate-heading`."""

from collections.abc import Iterator, Sequence

from awesomecheck import Anchor, Document, DocumentRule, Heading, Problem, RelatedPlace, Section
from awesomecheck_rules.anchors._anchor_targets import AnchorTargets, fragment_of, name_of

_EXCEPTIONS = 10
"""One repeated heading in so many siblings may be a mistake; more are intended."""


class DuplicateHeading(DocumentRule):
    """Two headings with the same text in one section.

    New entries end up under one or the other, and links to the section reach only the first:
    GitHub numbers the anchor of the second (`#tools-1`). Headings in different sections, such as
    `Tools` in every chapter, are common in lists and are not reported; neither are years, and
    headings that many sections repeat. A tag (`<a name="tools"></a>`) of the same name as that of
    a heading above is reported if a link leads to it.

    ```bad
    # Awesome Python

    ## WebSocket
    ## Testing
    ## WebSocket
    ```

    ```good
    # Awesome Python

    ## WebSocket
    ## Testing
    ```
    """

    yields_to = ("second-title",)

    def check(self, document: Document) -> Iterator[Problem]:
        siblings: dict[Section | None, list[Heading]] = {}
        for section in document.sections:
            if section.heading is not None:
                siblings.setdefault(section.parent, []).append(section.heading)
        for group in siblings.values():
            yield from _repeated(document, group)
        if len({name_of(each) for each in document.anchors}) < len(document.anchors):
            yield from _repeated_names(document)


def _repeated(document: Document, siblings: Sequence[Heading]) -> Iterator[Problem]:
    by_text: dict[str, list[Heading]] = {}
    for heading in siblings:
        if any(char.isalpha() for char in heading.text):
            by_text.setdefault(heading.text.casefold(), []).append(heading)
    again = sum(len(headings) - 1 for headings in by_text.values())
    if again > max(1, len(siblings) // _EXCEPTIONS):
        return
    for first, *others in by_text.values():
        for other in others:
            place = RelatedPlace(first.text_span, _message(document, first, other))
            yield Problem(other.text_span, _message(document, other, first), also=(place,))


def _message(document: Document, heading: Heading, other: Heading) -> str:
    where = f"also on line {document.line_of(other.span)}"
    return f'duplicate heading "{heading.text}" ({where}): merge or rename one'


def _repeated_names(document: Document) -> Iterator[Problem]:
    """Report tags of a name that a heading above has, too: links lead to that alone."""
    targets = AnchorTargets(document)
    linked = {fragment_of(link) for link in document.links if link.kind == "anchor"}
    first: dict[str, Anchor] = {}
    for anchor in document.anchors:
        name = name_of(anchor)
        other = first.setdefault(name, anchor)
        if other is anchor or name not in linked:
            continue
        heading = targets.heading_of(anchor)
        if any(target.heading is heading for target in targets.again(name)):
            here, there = (document.line_of(each.span) for each in (anchor, other))
            also = (RelatedPlace(other.span, f"the anchor `#{name}` is also on line {here}"),)
            message = f"the anchor `#{name}` is also on line {there}, where links to it lead"
            yield Problem(anchor.span, f"{message}: give this one another name", also=also)
