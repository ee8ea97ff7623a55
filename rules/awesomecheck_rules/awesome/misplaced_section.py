"""The rule `misplaced-section`."""

from bisect import bisect_left
from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Heading, Problem, Section
from awesomecheck_rules.awesome._top import bare_name, is_contributing

_MANY = 10
"""One in so many entries may be below: related lists, sponsors."""
_SOME = 5


class MisplacedSection(DocumentRule):
    """A section `Contributing` between others, or `Footnotes` that are not at the end.

    The awesome guidelines have `Contributing` above or below all that the list names, and
    `Footnotes` below it.

    ```bad
    # Awesome Trees

    ## Footnotes

    Pictures by the editors.

    ## Tall

    - [Alder](https://alder.dev) - Grows near water.
    - [Birch](https://birch.dev) - Has white bark.
    - [Cedar](https://cedar.dev) - Smells of pencils.
    - [Fir](https://fir.dev) - Keeps its needles.
    - [Elm](https://elm.dev) - Shades old streets.
    - [Larch](https://larch.dev) - Loses its needles.
    ```

    ```good
    # Awesome Trees

    ## Tall

    - [Alder](https://alder.dev) - Grows near water.
    - [Birch](https://birch.dev) - Has white bark.
    - [Cedar](https://cedar.dev) - Smells of pencils.
    - [Fir](https://fir.dev) - Keeps its needles.
    - [Elm](https://elm.dev) - Shades old streets.
    - [Larch](https://larch.dev) - Loses its needles.

    ## Footnotes

    Pictures by the editors.
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        named = [each for each in document.sections if each.heading and _is_apart(each.heading)]
        starts = [entry.span.start for entry in document.entries] if named else []
        for section in named:
            heading = section.heading
            above, below = _around(section, starts)
            if heading is None or not _is_much(below, len(starts)):
                continue
            if not is_contributing(heading):
                yield Problem(
                    heading.text_span, f"`{heading.text}` above entries: move it to the end"
                )
            elif _is_much(above, len(starts)):
                message = f"`{heading.text}` between entries: move it to the end"
                yield Problem(heading.text_span, message)


def _is_apart(heading: Heading) -> bool:
    is_section = heading.level <= 2 and heading.top_level
    return is_section and (is_contributing(heading) or bare_name(heading) == "footnotes")


def _around(section: Section, starts: list[int]) -> tuple[int, int]:
    """Return the numbers of entries above and below a section."""
    above = bisect_left(starts, section.span.start)
    return above, len(starts) - bisect_left(starts, section.span.end)


def _is_much(entries: int, of: int) -> bool:
    return entries > _SOME and entries * _MANY > of
