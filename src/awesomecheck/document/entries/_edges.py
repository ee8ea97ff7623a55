"""Leave off the edges of a text what is no part of it: separators, icons, half brackets."""

from awesomecheck.document.entries._marks import CLOSERS, MARKS, OPENERS, PAD, SPANS
from awesomecheck.document.entries._reading import EDGES, Bounds
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex

_ICONS = regex(
    rf"[\s{PAD}{SPANS}]*+(?:(?::[a-z][a-z0-9_+-]{{2,}}:|[^\w\s\[\](){{}}<（【《「『〈⟨«{PAD}{MARKS}\"'“‘`#$~@.&/\\*+=-])[\s{PAD}{SPANS}]*+)+"
)
"""Emoji and the like that come before a field, short codes such as `:star:` too."""
_SHORT_CODES = regex(rf"(?:[\s{PAD}]*+:[a-z][a-z0-9_+-]{{2,}}+:)+\Z")
_SHORT_CODE = regex(r":[a-z][a-z0-9_+-]{2,}:\Z")
_MOST_ICONS = 40
"""How many characters before the end of a text are searched for icons."""
_LEAD_IN = regex(r"[,，.] ?(?:published |accepted |to appear )?(?:in|at)\Z")
"""What is left before a venue that has been cut out."""
_KIND = regex(r" ?\[(?:[JCMDRNSPG]|(?:J|C|EB|DB)/OL)\](?://)?\Z")
"""What a Chinese reference calls the kind of a publication behind its title: `Title[J]`."""
_TRIM = EDGES + ":：,;，。|–—→·•"
_TRIM_END = _TRIM + ".-"


def without_separators(plain: str, start: int, end: int) -> Bounds:
    """Leave the separators at the edges out, but for a dot or a dash that begins a word."""
    start, end = trimmed(plain, start, end, _TRIM)
    while (
        start < end
        and plain[start] in ".-"
        and not (plain[start] == "." and plain[start + 1 : start + 2].isalnum())
    ):
        start = trimmed(plain, start + 1, end, _TRIM)[0]
    if start < end and plain[end - 1].isalnum():  # nearly all
        pass
    elif not (plain.endswith(":", start, end) and _SHORT_CODE.search(plain, start, end)):
        end = start + len(plain[start:end].rstrip(_TRIM_END))
        if plain.endswith(" /", start, end):
            end = start + len(plain[start : end - 2].rstrip(_TRIM_END))
    if plain.endswith(("]", "]//"), start, end) and (kind := _KIND.search(plain, start, end)):
        return start, kind.start()
    if plain.endswith(("in", "at"), start, end):
        lead_in = _LEAD_IN.search(plain, max(start, end - 20), end)
        return start, lead_in.start() if lead_in else end
    return start, end


def without_icons(plain: str, start: int, end: int) -> int:
    """Return where a text starts behind emoji, arrows and the like."""
    if plain[start : start + 1].isalnum():  # nearly all
        return start
    icons = _ICONS.match(plain, start, end)
    return icons.end() if icons else start


_ICONS_BEHIND = regex(
    rf"(?:[\s{PAD}{SPANS}]|(?=[^\w\x00-\x7f])[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"
    r"|:[a-z][a-z0-9_+-]{2,}:)+\Z"
)


def without_icons_behind(plain: str, start: int, end: int) -> int:
    """Return where a text ends before the emoji behind it: `Title 🌟`."""
    last = plain[end - 1]
    if last != ":" and last.isascii():  # nearly all
        return end
    icons = _ICONS_BEHIND.search(plain, max(start, end - _MOST_ICONS), end)
    return icons.start() if icons and icons.start() > start else end


def without_short_codes(plain: str, start: int, end: int) -> int:
    """Return where a text ends before the short codes of emoji behind it: `… :star:`."""
    if plain[end - 1 : end].isalnum():  # nearly all
        return end
    last = start + len(plain[start:end].rstrip(f" \n\t{PAD}"))
    codes = _SHORT_CODES.search(plain, start, last) if plain.endswith(":", start, last) else None
    return codes.start() if codes else end


_NUMBER = regex(rf"(?:\(\d{{1,3}}\)|\d{{1,3}}[.)、])[ {PAD}]+(?=[^\W\d_])")


def without_number(plain: str, start: int, end: int) -> int:
    """Return where a text starts behind a number that somebody wrote by hand: `28. Title`."""
    number = _NUMBER.match(plain, start, end)
    return number.end() if number else start


def balanced(plain: str, start: int, end: int) -> Bounds:
    """Leave brackets out whose other half is in another segment, and such around the whole."""
    text = plain[start:end]
    while start < end:
        opening, closing = text[:1], text[-1:]
        whole = opening in OPENERS and closing in CLOSERS and text.count(opening) == 1
        if whole:
            start, end = start + 1, end - 1
        elif opening in CLOSERS:
            start += 1
        elif closing in OPENERS or (
            closing in CLOSERS and not any(each in text for each in OPENERS)
        ):
            end -= 1
        elif opening in OPENERS and not any(each in text for each in CLOSERS):
            start += 1
        else:
            break
        start, end = without_separators(plain, start, end)
        text = plain[start:end]
    return start, end
