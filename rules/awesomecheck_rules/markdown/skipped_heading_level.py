"""The rule `skipped-heading-level`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesomecheck import Document, DocumentRule, Heading, Problem, Span

_RARE = 0.05
"""A level with fewer headings than this share of the level below it counts as unused."""


class SkippedHeadingLevel(DocumentRule):
    """A heading more than one level below the heading before it.

    Readers who navigate by headings, and tables of contents generated from them, find a
    subsection without its section. A level that the list uses nowhere cannot be skipped, and what
    a list does at least half of the time is its style. Headings in raw HTML, whose level is often
    chosen for the looks, are not reported.

    ```bad
    # Awesome Masked Image Modelling

    ## Papers
    #### Images
    ### Videos
    ```

    ```good
    # Awesome Masked Image Modelling

    ## Papers
    ### Images
    ### Videos
    ```
    """

    severity = "info"

    def check(self, document: Document) -> Iterator[Problem]:
        headings = [each for each in document.headings if each.top_level]
        used = _levels_in_use(headings)
        steps = Counter(
            (upper.level, _skips(upper, lower, used))
            for upper, lower in pairwise(headings)
            if lower.level > upper.level
        )
        for upper, lower in pairwise(headings):
            if not _skips(upper, lower, used) or lower.form == "html":
                continue
            often = steps[upper.level, True]
            if often > 1 and often >= steps[upper.level, False]:
                continue
            expected = min(level for level in used if level > upper.level)
            start = lower.span.start
            yield Problem(
                Span(start, start + lower.level),
                f"heading of level {lower.level} after level {upper.level}: use level {expected}",
            )


def _levels_in_use(headings: Sequence[Heading]) -> frozenset[int]:
    counts = Counter(heading.level for heading in headings)
    return frozenset(
        level for level, count in counts.items() if count >= _RARE * counts.get(level + 1, 0)
    )


def _skips(upper: Heading, lower: Heading, used: frozenset[int]) -> bool:
    return any(upper.level < level < lower.level for level in used)
