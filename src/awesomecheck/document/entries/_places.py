"""Columns of places: the universities of courses, `**Growing Trees** *Oak University*`.

Some of them look like persons; what is in the place of universities elsewhere is one, too. So it
is with the last text of papers, where most begin with the university of their authors.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._reading import PLACE
from awesomecheck.document.entries._runs import Style
from awesomecheck.regexes import regex

_STYLES = ("em", "strong", "tag")
_MOST_BEFORE = 4
_MOST_WORDS = 8
_FEWEST = 3
_SHARE = 0.25
_SHARE_OF_TEXTS = 0.5
_SCHOOL = regex(r"[^,;，；(（\n]*\b(?:Univ\b|Universit|Institut|College\b)")
"""A place before any comma: authors have their own name there."""
_Column = tuple[int, Style]


def without_places(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return records with what is in a column of places as no authors of theirs."""
    columns: dict[_Column, list[int]] = {}
    for index, record in enumerate(records):
        for column in _columns(plain, record):
            columns.setdefault(column, []).append(index)
    found = list(records)
    for (at, style), indices in columns.items():
        segments = [records[index].segments[at] for index in indices]
        is_place, share = (
            (_SCHOOL.match, _SHARE_OF_TEXTS) if style == "text" else (PLACE.search, _SHARE)
        )
        places = sum(is_place(plain, each.start, each.end) is not None for each in segments)
        if places >= max(_FEWEST, share * len(segments)):
            for index, place in zip(indices, segments, strict=True):
                own = list(found[index].segments)
                own[at] = replace(place, key="other" if style == "text" else "place")
                found[index] = replace(found[index], segments=tuple(own))
    return found


def _columns(plain: str, record: Cut) -> Iterator[_Column]:
    """Yield where a paper has names as its last text, others a short text in its own style.

    So may the text before the link of what is no paper be.
    """
    styles = [segment.style for segment in record.segments[:2]]
    if not record.paper and styles == ["text", "link"]:
        yield 0, "text"
    for at, segment in enumerate(record.segments[:_MOST_BEFORE]):
        if at == 0 or segment.key is not None:
            continue
        words = plain[segment.start : segment.end].split()
        if not record.paper:
            if segment.style in _STYLES and len(words) <= _MOST_WORDS:
                yield at, segment.style
        elif (
            segment.style == "text"
            and segment is record.segments[-1]
            and 2 * sum(word[:1].islower() for word in words) < len(words)  # else a sentence
        ):
            yield at, segment.style
