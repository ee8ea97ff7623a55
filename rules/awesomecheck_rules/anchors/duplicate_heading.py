"""The rule `duplicate-heading`."""

from collections.abc import Iterator, Sequence

from awesomecheck import Document, DocumentRule, Heading, Problem, RelatedPlace, Section

_EXCEPTIONS = 10
"""One repeated heading in so many siblings may be a mistake; more are intended."""


class DuplicateHeading(DocumentRule):
    """Two headings with the same text in one section.

    New entries end up under one or the other, and links to the section reach only the first:
    GitHub numbers the anchor of the second (`#tools-1`). Headings in different sections, such as
    `Tools` in every chapter, are common in lists and are not reported; neither are years, and
    headings that many sections repeat.

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
