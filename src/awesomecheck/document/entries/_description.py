"""The description of a candidate whose other fields are known."""

from awesomecheck.document.entries._edges import without_icons, without_short_codes
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    ENDS,
    HARD_BREAK,
    PAD,
    SPACE,
)
from awesomecheck.document.entries._reading import (
    CODE_SPAN,
    LETTER_OR_DIGIT,
    WORD,
    Reading,
    line_end,
)
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

_TAGS = regex(rf"(?:(?<=[.)!?。])|\A)(?:{SPACE}*+{CODE}[^{CODE}]*+{CODE}[,\s{PAD}]*+)+\Z")
_PERIOD = regex(rf"[{ENDS}{PAD} ]*+\.(?![^\s{PAD}{ENDS}{HARD_BREAK}{BLOCK}])")
"""What ended the name: `[Kite.](…)`."""
_SENTENCE_OF_CODE = regex(rf"[^{CODE}\s]++(?:\s++[^{CODE}\s]++){{2,}}")
"""Three words in one span of code are no tag, but what the entry does."""


def read_description(plain: str, start: int, end: int, reading: Reading) -> None:
    """Set the description that starts at an offset: to the end of its block, or of its line."""
    if reading.sure and (reading.venue or reading.authors):
        end = line_end(plain, start, end)
    else:
        block = plain.find(BLOCK, start, end)
        end = block if block >= 0 else end
    end = without_short_codes(plain, start, end)
    start = without_icons(plain, start, end)
    period = _PERIOD.match(plain, start, end)
    start = period.end() if period else start
    stop = _description_end(plain, start, end, reading)
    if stop > start and WORD.search(plain, start, stop):
        reading.description = trimmed(
            plain, start, stop, f" \n\t{PAD}{ENDS}{HARD_BREAK}{BLOCK}|,:-–—"
        )
        _drop_period(plain, reading)


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
    text = plain[start:stop]
    tags = _TAGS.search(text)
    if tags is None or _SENTENCE_OF_CODE.fullmatch(text.strip(f"{CODE}{PAD}{ENDS}. ")):
        return stop
    return start + tags.start()


def _drop_period(plain: str, reading: Reading) -> None:
    """Leave the final period out of the description."""
    if reading.description is None:
        return
    start, end = reading.description
    if plain[end - 1] in ".。" and plain[end - 3 : end] != "...":
        reading.description = (start, end - 1) if end - 1 > start else None
