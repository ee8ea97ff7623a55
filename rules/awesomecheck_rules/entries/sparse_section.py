"""The rule `sparse-section`."""

from bisect import bisect_left
from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Problem, counted


class SparseSection(DocumentRule):
    """A section with nothing in it, or with fewer entries than `fewest`.

    A reader who follows the table of contents to an empty section finds nothing there; a single
    entry is usually better off in another section. The rule is off until you turn it on. Sections
    with subsections and sections with other text are left alone.

    ```bad
    # Awesome Trees

    ## Tall

    ## Small

    - [Alder](https://alder.dev) - Grows near water.
    - [Birch](https://birch.dev) - Has white bark.
    ```

    ```good
    # Awesome Trees

    ## Small

    - [Alder](https://alder.dev) - Grows near water.
    - [Birch](https://birch.dev) - Has white bark.
    ```

    ```options
    fewest: 3
    ```

    ```bad
    # Awesome Trees

    ## Small

    - [Alder](https://alder.dev) - Grows near water.
    - [Birch](https://birch.dev) - Has white bark.
    ```

    ```good
    # Awesome Trees

    ## Small

    - [Alder](https://alder.dev) - Grows near water.
    - [Birch](https://birch.dev) - Has white bark.
    - [Cedar](https://cedar.dev) - Smells of pencils.
    ```
    """

    enabled = False
    lists_only = True

    fewest: int = 2
    """Sections need so many entries; with 1, only empty ones are reported."""

    def check(self, document: Document) -> Iterator[Problem]:
        parents = {id(section.parent) for section in document.sections}
        starts = [entry.span.start for entry in document.entries]
        others = [
            block.span.start
            for block in document.blocks
            if block.item is None and block.kind != "heading"
        ]
        for section in document.sections:
            heading = section.heading if section.title.strip() else None
            if heading is None or heading.level == 1 or id(section) in parents:
                continue
            end = section.span.end
            entries = _number(starts, heading.span.end, end)
            if not document.text[heading.span.end : end].strip():
                message = "empty section: add entries, or remove the heading"
            elif 0 < entries < self.fewest and not _number(others, heading.span.end, end):
                message = f"section with only {counted(entries, 'entry')}: merge it with another"
            else:
                continue
            yield Problem(heading.text_span, message)


def _number(starts: list[int], start: int, end: int) -> int:
    return bisect_left(starts, end) - bisect_left(starts, start)
