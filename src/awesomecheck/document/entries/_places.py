"""Columns of places: the universities of courses, `**Growing Trees** *Oak University*`.

Some of them look like persons; what is in the place of universities elsewhere is one, too.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._runs import Style
from awesomecheck.regexes import regex

PLACE = regex(r"\b(?:Univ\b|Universit|Institut|Research\b|Labs?\b|Laborator|College\b|Inc\b|Corp)")
"""What says that a row of names is of places where authors work."""
_STYLES = ("em", "strong", "tag")
_MOST_BEFORE = 4
_MOST_WORDS = 8
_FEWEST = 3
_SHARE = 0.25
_Column = tuple[int, Style]


def without_places(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return records with what is in a column of places as no authors of theirs."""
    columns: dict[_Column, list[int]] = {}
    for index, record in enumerate(records):
        for column in _columns(plain, record):
            columns.setdefault(column, []).append(index)
    found = list(records)
    for (at, _), indices in columns.items():
        segments = [records[index].segments[at] for index in indices]
        places = sum(PLACE.search(plain, each.start, each.end) is not None for each in segments)
        if places >= max(_FEWEST, _SHARE * len(segments)):
            for index, place in zip(indices, segments, strict=True):
                own = list(found[index].segments)
                own[at] = replace(place, key="place")
                found[index] = replace(found[index], segments=tuple(own))
    return found


def _columns(plain: str, record: Cut) -> Iterator[_Column]:
    """Yield where a record that is no paper has a short text in a style of its own."""
    if record.paper:
        return
    for at, segment in enumerate(record.segments[:_MOST_BEFORE]):
        if (
            at > 0
            and segment.style in _STYLES
            and segment.key is None
            and len(plain[segment.start : segment.end].split()) <= _MOST_WORDS
        ):
            yield at, segment.style
