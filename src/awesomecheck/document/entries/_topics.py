"""Tags before titles that come again in entry after entry: topics and kinds, and no names.

- `Survey` `Trees` [[paper](…)] How Trees Grow
- `Survey` `Kites` [[paper](…)] How Kites Fly
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._venues import bare_venue

_FEWEST_ALIKE = 4
"""What so many entries have in common is no name of a method."""
_FEWEST_VENUES = 3
"""Where so many tags are venues, one that comes again and is not known may be one, too."""


def without_topics(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return the records of papers, tags that come again as no field."""
    found = {
        index: tags
        for index, record in enumerate(records)
        if record.paper and (tags := _tags(record))
    }
    if len(found) < _FEWEST_ALIKE:
        return records
    texts = Counter(text for tags in found.values() for text in _texts(plain, tags))
    topics = {text for text, count in texts.items() if count >= _FEWEST_ALIKE}
    if not topics or _are_venues(plain, records, found.values()):
        return records
    made = list(records)
    for index, tags in found.items():
        marked = [
            replace(tag, key="other") if text in topics else tag
            for tag, text in zip(tags, _texts(plain, tags), strict=True)
        ]
        made[index] = replace(
            made[index], segments=(*marked, *made[index].segments[len(marked) :])
        )
    return made


def _tags(record: Cut) -> list[Segment]:
    """Return the tags that a record begins with, if something is behind them."""
    tags = [*takewhile(_is_tag, record.segments)]
    return tags if len(tags) < len(record.segments) else []


def _is_tag(segment: Segment) -> bool:
    return segment.style in ("tag", "code") and segment.key is None


def _texts(plain: str, tags: Sequence[Segment]) -> Iterator[str]:
    return (plain[tag.start : tag.end].lower() for tag in tags)


def _are_venues(plain: str, records: Sequence[Cut], tagged: Iterable[Sequence[Segment]]) -> bool:
    """Return whether venues are tags before titles, too."""
    known = sum(
        bare_venue(plain, tag.start, tag.end) is not None for tags in tagged for tag in tags
    )
    dated = sum(
        bool(record.dates and record.segments)
        and record.dates[0].known
        and record.dates[0].start < record.segments[0].start
        for record in records
    )
    return known + dated >= _FEWEST_VENUES
