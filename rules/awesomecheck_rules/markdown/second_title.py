"""The rule `second-title`."""

from collections.abc import Iterator, Sequence

from awesomecheck import Document, DocumentRule, Edit, Fix, Heading, Problem, RelatedPlace, Span


class SecondTitle(DocumentRule):
    """A second heading of level 1 in a list whose other sections have lower levels.

    GitHub's outline, and every table of contents generated from the headings, then shows the
    section next to the whole list instead of inside it. A list may use level 1 for all its
    sections or parts.

    ```bad
    # Awesome Masked Image Modelling

    ## Papers
    ## Books
    # Contribution
    ```

    ```good
    # Awesome Masked Image Modelling

    ## Papers
    ## Books
    ## Contribution
    ```
    """

    touches = ("structure",)

    def check(self, document: Document) -> Iterator[Problem]:
        headings = [each for each in document.headings if each.top_level and each.text]
        levels = [each.level for each in headings]
        if not levels or levels[0] != 1 or levels.count(1) == 1:
            return
        lowered = _has_all_sections(levels)
        if not lowered and not _has_none(levels):
            return
        line = document.line_of(headings[0].span)
        for index, heading in enumerate(headings[1:], start=1):
            if heading.level == 1:
                below = document.line_of(heading.span)
                first = f"two level 1 headings (the other is on line {below}): use level 2 for one"
                alone = levels[index + 1 : index + 2] in ([], [1])
                yield Problem(
                    heading.text_span,
                    f"second level 1 heading (the first is on line {line}): use level 2",
                    _lowered(heading) if lowered and alone else None,
                    also=(RelatedPlace(headings[0].text_span, first),),
                )


def _has_all_sections(levels: Sequence[int]) -> bool:
    """Return whether the title has all sections but a few, which are level 1 by mistake."""
    second = levels.index(1, 1)
    seconds = levels.count(1) - 1
    sections_of_seconds = len(levels) - second - seconds
    return levels[:second].count(2) > seconds > 2 * sections_of_seconds


def _has_none(levels: Sequence[int]) -> bool:
    """Return whether the first title has no section and a second one has them all."""
    return levels[1] == 1 and levels.count(1) == 2 and 2 in levels


def _lowered(heading: Heading) -> Fix | None:
    if heading.form != "atx":
        return None
    start = heading.span.start
    return Fix((Edit(Span(start, start), "#"),), safe=False)
