"""Names in brackets that end the titles of most papers: `Maps that Fold Themselves (MTF)`."""

from collections.abc import Sequence

from awesomecheck.document.entries._marks import ENDS, PAD
from awesomecheck.document.entries._reading import Bounds, Reading
from awesomecheck.document.entries._venues import bare_venue, trimmed
from awesomecheck.regexes import regex

_NAME = regex(rf"[ {PAD}]*+\(([^()\s]{{2,24}}) ?\)[.{PAD}{ENDS}]*+\Z")
_LONGEST = 40
"""From the end of a title to where its name may begin."""
_FEWEST = 5


def name_titles(plain: str, readings: Sequence[Reading]) -> None:
    """Part names from titles where most titles of the list end in one, and no two in the same.

    One paper alone may have an abbreviation at the end of its title.
    """
    titled = [each for each in readings if each.title is not None and each.name is None]
    found = [
        (reading, bounds)
        for reading in titled
        if reading.title is not None and (bounds := _name_at_end(plain, reading.title))
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
    if match is None or not any(char.isupper() or char.isdigit() for char in match[1][1:]):
        return None
    if bare_venue(plain, *match.span(1)):
        return None
    return trimmed(plain, start, match.start()), match.span(1)
