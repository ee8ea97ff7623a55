"""The description of a candidate whose other fields are known."""

import re

from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    EM_START,
    ENDS,
    HARD_BREAK,
    PAD,
    SPACE,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._reading import (
    CODE_SPAN,
    KEY,
    KEYS,
    LETTER_OR_DIGIT,
    MOST_LINES,
    SEPARATOR,
    SPACES_AND_ENDS,
    WORD,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import trimmed

_TAGS = re.compile(rf"(?:(?<=[.)!?。])|\A)(?:{SPACE}*+{CODE}[^{CODE}]*+{CODE}[,\s{PAD}]*+)++\Z")
_DATE_FIRST = re.compile(rf"[{PAD}\s{ENDS},.:]*[(\[{CODE}][^)\]{CODE}]*[)\]{CODE}]")


def read_description(plain: str, start: int, end: int, reading: Reading) -> None:
    """Set the description, where the other fields leave one."""
    position = start
    if reading.authors is not None and reading.authors.start >= start:
        position = reading.authors.end
    if reading.sure and (reading.venue or reading.authors):
        _described_paper(plain, position, end, reading)
        return
    block = plain.find(BLOCK, position, end)
    if block >= 0 and LETTER_OR_DIGIT.search(plain, position, block):
        end = block
    date = _DATE_FIRST.match(plain, position, end)
    if date is not None and reading.year and date.start() <= reading.year[0] < date.end():
        position = date.end()
    separator = SEPARATOR.match(plain, position, end) or SPACES_AND_ENDS.match(
        plain, position, end
    )
    begin = separator.end() if separator else position
    if block >= 0 and _has_keys(plain, begin, reading.end):
        return
    found = _description_end(plain, begin, end, reading)
    if found > begin and WORD.search(plain, begin, found):
        reading.description = trimmed(
            plain, begin, found, f" \n\t{PAD}{ENDS}{HARD_BREAK}{BLOCK}|,:-–—"
        )
        _drop_period(plain, reading)


def _has_keys(plain: str, start: int, end: int) -> bool:
    """Return whether what is nested has `Key: value` lines."""
    while start < end:
        if KEY.match(plain, start, end):
            return True
        start = line_end(plain, start, end) + 1
    return False


def _described_paper(plain: str, start: int, end: int, reading: Reading) -> None:
    """Set the description of a paper: a line of its own with a sentence."""
    position = line_end(plain, start, end) + 1
    for _ in range(MOST_LINES):
        if position >= end:
            break
        line = line_end(plain, position, end)
        key = KEY.match(plain, position, line)
        kind = KEYS.get(key[1].lower()) if key else None
        if kind == "description" or (key is None and _is_prose(plain, position, line, reading)):
            begin = key.end() if key else position
            reading.description = trimmed(
                plain, begin, line, f" \n\t{PAD}{EM_START}{EM_END}{STRONG_START}{STRONG_END}"
            )
            _drop_period(plain, reading)
            return
        position = line + 1


def _is_prose(plain: str, start: int, end: int, reading: Reading) -> bool:
    if any(start <= part.link.span.start < end for part in reading.parts if part.labelled):
        return False
    for place in (
        reading.venue,
        reading.year,
        reading.title,
        reading.authors and reading.authors.names[0],
    ):
        if place and start <= place[0] < end:
            return False
    return len(WORD.findall(plain, start, end)) >= 5


def _description_end(plain: str, start: int, end: int, reading: Reading) -> int:
    """Return the end without the labelled links, badges and tags at it."""
    stop = end
    elements = [part.link for part in reading.parts if part.labelled] + reading.badges
    if len(elements) > 1:
        elements.sort(key=lambda each: -each.span.start)
    for link in elements:
        if link.span.start < start:
            break
        if LETTER_OR_DIGIT.search(CODE_SPAN.sub("", plain[link.span.end : stop])):
            break
        stop = link.span.start
        while stop > start and plain[stop - 1] in f" \n\t{PAD}[(|{HARD_BREAK}{BLOCK},":
            stop -= 1
    if plain.find(CODE, start, stop) < 0:
        return stop
    tags = _TAGS.search(plain[start:stop])
    return start + tags.start() if tags else stop


def _drop_period(plain: str, reading: Reading) -> None:
    """Leave the final period out of the description."""
    if reading.description is None:
        return
    start, end = reading.description
    if plain[end - 1] in ".。" and plain[end - 3 : end] != "...":
        reading.description = (start, end - 1) if end - 1 > start else None
