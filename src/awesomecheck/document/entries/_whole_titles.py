"""Join what emphasis, bold or code cut out of a title: `Are *tall* trees **really** tall?`.

Words that lead on, or that go on in small letters, tell that the text around a mark is one; else
it is one where hardly any other entry sets something apart.
"""

from collections.abc import Sequence
import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entries._authors import find_authors, surnames
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._marks import CODE, SPANS
from awesomecheck.document.entries._notes import AWARD
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._splits import MOST_SEGMENTS
from awesomecheck.document.entries._venues import bare_venue, is_likely

_LEADS_ON = frozenset(
    re.findall(
        r"\S+",
        """
        a an and as for from into of or the through to toward towards under using via vs vs. with
        without
        """,
    )
)
"""Words that need another behind them; venues and authors follow `in`, `at`, `by`."""
_AT = ("in", "at", "on", "by")
_BOTH = ("and", "or", "vs.")
"""What is between two things; a word alone is no segment."""
_BOTH_AND = tuple([f"{word} " for word in _BOTH])
_MARKED = ("em", "strong", "code")
_MOST_MARKED = 4
"""In words; what is longer is a title or a description of its own."""
_FEWEST_BEFORE = 3
_NOTHING = dict.fromkeys(map(ord, SPANS + CODE))
_LONGEST_WORD = 12
_MOST_JOINED = 20
"""Of how many segments a title may consist; what has more is none."""
_COMPARED = 5
"""Of so many papers, one may have such a mark, and the mark be a part of its title."""
_Tie = Literal["sure", "likely"]


class _Joined(Struct, frozen=True):
    """Segments of a record that are one text, by their places."""

    first: int
    sure: int
    """The last one that the words themselves join."""
    likely: int
    """The last one that is joined if others set nothing apart."""


def with_whole_titles(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return the records, those of papers with what is one text as one segment."""
    papers = [index for index, record in enumerate(records) if record.paper]
    found = {
        index: joined
        for index in papers
        if (joined := _joined(plain, records[index].segments)) is not None
    }
    if not found:
        return records
    likely = sum(joined.likely > joined.sure for joined in found.values())
    few = _COMPARED * likely <= len(papers)
    made = list(records)
    for index, joined in found.items():
        made[index] = _with_one(
            records[index], joined.first, joined.likely if few else joined.sure
        )
    return made


def _with_one(record: Cut, first: int, last: int) -> Cut:
    segments = record.segments
    one = replace(
        segments[first], style="text", end=segments[last].end, ends_line=segments[last].ends_line
    )
    return replace(record, segments=(*segments[:first], one, *segments[last + 1 :]))


def _joined(plain: str, segments: Sequence[Segment]) -> _Joined | None:
    """Return which segments of a record are one text."""
    for first, segment in enumerate(segments[:MOST_SEGMENTS]):
        if segment.style not in ("text", *_MARKED) or segment.key is not None:
            continue
        ties: list[_Tie] = []
        for last in range(first + 1, min(len(segments), first + _MOST_JOINED)):
            tie = _tie(plain, segments, first, last)
            if tie is None:
                break
            ties.append(tie)
        while ties and ties[-1] == "likely" and segments[first + len(ties)].style != "text":
            end = _end(plain, segments, first, first + len(ties))
            if end is None:
                ties.pop()
            else:
                ties[-1] = end
                break
        if ties:
            sure = ties.index("likely") if "likely" in ties else len(ties)
            return _Joined(first, first + sure, first + len(ties))
    return None


def _tie(plain: str, segments: Sequence[Segment], first: int, last: int) -> _Tie | None:
    """Return how surely a segment goes on in the words of those from the first one."""
    before, segment = segments[last - 1], segments[last]
    marked = segment.style in _MARKED
    if segment.line != before.line or segment.key or not (marked or segment.style == "text"):
        return None
    gap = plain[before.end : segment.start].translate(_NOTHING)
    lower = plain[segment.start].islower()
    parting = gap.strip()
    if parting in _BOTH or (not marked and plain.startswith(_BOTH_AND, segment.start)):
        return "sure"
    if segments[first].style in _MARKED and last == first + 1:
        return None
    if gap == "-" or parting in _LEADS_ON:
        return "sure"
    if parting in (":", ",") and last > first + 1 and not marked:
        return "sure" if lower or parting == ":" else None
    if parting.strip("?!") and not (parting == "." and _last_word(plain, before) == "vs"):
        return None
    if marked:
        return _marked_tie(plain, segments, first, last)
    if lower or parting or _leads_on(plain, before):
        return "sure"
    return None if _lists(plain, segment.start, segment.end) else "likely"


def _marked_tie(plain: str, segments: Sequence[Segment], first: int, last: int) -> _Tie | None:
    """Return how surely a text in emphasis, in bold or in code goes on in the words before it."""
    start, before, segment = segments[first].start, segments[last - 1], segments[last]
    if len(plain[segment.start : segment.end].split()) > _MOST_MARKED:
        return None
    if bare_venue(plain, segment.start, segment.end) is not None:
        return None
    if AWARD.fullmatch(plain, segment.start, segment.end):
        return None
    if _leads_on(plain, before):
        return "sure"
    if _last_word(plain, before) in _AT and is_likely(plain, segment.start, segment.end):
        return None
    return None if _lists(plain, start, before.end) else "likely"


def _end(plain: str, segments: Sequence[Segment], first: int, last: int) -> _Tie | None:
    """Return how surely a text ends in a mark that no word announces."""
    start, segment = segments[first].start, segments[last]
    lower = plain[segment.start].islower() and segment.style == "em"
    following = segments[last + 1 : last + 2]
    listed = bool(following) and (
        following[0].before in (".", ",", ":")
        and _lists(plain, following[0].start, following[0].end)
    )
    before = len(plain[start : segments[last - 1].end].split())
    if len(plain[segment.start : segment.end].split()) > before:
        return None
    if lower and listed and before >= _FEWEST_BEFORE:
        return "sure"
    return "likely" if lower or listed else None


def _leads_on(plain: str, segment: Segment) -> bool:
    return _last_word(plain, segment).lower() in _LEADS_ON


def _last_word(plain: str, segment: Segment) -> str:
    words = plain[max(segment.start, segment.end - _LONGEST_WORD) : segment.end].split()
    return words[-1].translate(_NOTHING)


def _lists(plain: str, start: int, end: int) -> bool:
    """Return whether a text begins with several authors."""
    authors = find_authors(plain, start, end) or surnames(plain, start, end)
    return authors is not None and authors.several
