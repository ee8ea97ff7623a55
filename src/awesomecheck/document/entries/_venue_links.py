"""Venues whose text is the link to the paper: `Title | Authors | [Journal of Kites](…)`.

Before a title, too: `[[arXiv](…)] Title`, where others begin with `[[CVPR 2020](…)]`.
"""

from collections.abc import Iterator, Sequence

from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._reading import DIGIT, WORD, Part
from awesomecheck.document.entries._venues import bare_venue

_SEPARATORS = tuple("|│｜·•.,;–—-")
_FEWEST = 3
_FEWEST_WORDS = 3
"""So many words are before the link: the title, and authors."""
_LONGEST = 140


def label_venues(plain: str, records: Sequence[tuple[int, Sequence[Part]]]) -> None:
    """Take the texts of links for venues in the place where other records have known ones.

    Their place is behind the title and one separator, which is the same in all of them.
    """
    places: dict[str, list[Part]] = {}
    for start, parts in records:
        for separator, part in _behind_titles(plain, start, parts):
            places.setdefault(separator, []).append(part)
    _label_front(plain, records)
    for found in places.values():
        named = sum(_names_venue(plain, part) for part in found)
        if named < _FEWEST or 3 * named < len(found):
            continue
        for part in found:
            if not part.labelled or bare_venue(plain, *part.label):
                part.label_role, part.dated, part.venue = "paper", True, True


def _label_front(plain: str, records: Sequence[tuple[int, Sequence[Part]]]) -> None:
    """Take `arXiv` before a title for a venue where most labels there are others with a year."""
    front = [
        parts[0]
        for start, parts in records
        if parts and not WORD.search(plain, start, parts[0].link.span.start)
    ]
    dated = [part for part in front if part.dated and DIGIT.search(plain, *part.label)]
    if len(dated) < _FEWEST:
        return
    bare = [part for part in front if not part.dated and bare_venue(plain, *part.label)]
    if len(dated) >= len(bare):
        for part in bare:
            part.label_role, part.dated, part.venue = "paper", True, True


def _behind_titles(plain: str, start: int, parts: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    """Yield the first link of a record, and what parts it from the words before it."""
    if not parts or parts[0].label[1] - parts[0].label[0] > _LONGEST:
        return
    part = parts[0]
    before = plain[start : part.link.span.start].rstrip(f" \n{PAD}{SPANS}")
    if (
        part.host_role == "paper"
        and before.endswith(_SEPARATORS)
        and len(WORD.findall(before)) >= _FEWEST_WORDS
    ):
        yield before[-1], part


def _names_venue(plain: str, part: Part) -> bool:
    """Return whether a label is the name of a known venue, without a year."""
    return (
        part.dated
        and DIGIT.search(plain, *part.label) is None
        and bare_venue(plain, *part.label) is not None
    )
