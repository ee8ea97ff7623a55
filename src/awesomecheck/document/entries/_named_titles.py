"""Names in brackets that end the titles of most papers: `Maps that Fold Themselves (MTF)`."""

from collections.abc import Sequence

from awesomecheck.document.entries._marks import ENDS, PAD
from awesomecheck.document.entries._notes import may_be_name
from awesomecheck.document.entries._reading import Bounds, Reading
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

_NAME = regex(rf"[ {PAD}]*+\(([^()\s]{{2,24}}) ?\)[.{PAD}{ENDS}]*+\Z")
_LONGEST = 40
"""From the end of a title to where its name may begin."""
_FEWEST = 4


def name_titles(plain: str, readings: Sequence[Reading]) -> None:
    """Part names from titles where most titles of the list end in one, and no two in the same.

    One paper alone may have an abbreviation at the end of its title.
    """
    titled = [each for each in readings if each.title is not None]
    found = [
        (reading, bounds)
        for reading in titled
        if reading.name is None and reading.title is not None
        if (bounds := _name_at_end(plain, reading.title))
    ]
    names = {plain[slice(*bounds[1])].casefold() for _, bounds in found}
    if len(found) < max(_FEWEST, len(titled) / 2) or 5 * len(names) < 4 * len(found):
        return
    for reading, (title, name) in found:
        reading.title, reading.name = title, name


def _name_at_end(plain: str, title: Bounds) -> tuple[Bounds, Bounds] | None:
    """Return the title without the name, and the name."""
    start, end = title
    match = _NAME.search(plain, max(start, end - _LONGEST), end)
    if match is None or not may_be_name(plain, *match.span(1)):
        return None
    before = trimmed(plain, start, match.start())
    return (before, match.span(1)) if " " in plain[slice(*before)] else None
