"""Keys before values, as in `Authors: Ann Doe`: what they say, and where the value is."""

from collections import Counter
from collections.abc import Sequence

from awesomecheck.document.entries._marks import BLOCK, EM_END, HARD_BREAK, PAD, STRONG_END
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._reading import KEY, KEYS, LETTER_OR_DIGIT
from awesomecheck.regexes import regex

_FEWEST_KEYS = 3
_FAR_COLON = len("</b> :")
"""How far behind a key in bold its colon may be."""
_LINE_KEY = regex(rf"[{HARD_BREAK}{BLOCK}]{PAD}*+{KEY.pattern}")


def line_keys(plain: str) -> frozenset[str]:
    """Return the keys that begin several lines of a document, as `Keywords` in `Keywords: …`."""
    found = Counter([match[1].lower() for match in _LINE_KEY.finditer(plain)])
    return frozenset([key for key, count in found.items() if count >= _FEWEST_KEYS])


def key_of(plain: str, piece: Segment, keys: frozenset[str]) -> tuple[int, str | None]:
    """Return where the value of `Key: value` starts and what the key says.

    The start is the end of the piece where the value is in another one; what the key says is
    None, and the start the piece's own, where there is no key.
    """
    match = KEY.match(plain, piece.start, piece.end + _FAR_COLON)
    if match is None or plain[piece.start - 1] == ":":  # `:date:` is an emoji
        return piece.start, None
    name = match[1].lower()
    said = KEYS.get(name) or ("other" if name in keys else None)
    if said is None:
        return piece.start, None
    return (
        match.end() if LETTER_OR_DIGIT.search(plain, match.end(), piece.end) else piece.end
    ), said


_COLON = regex(rf"[{PAD}{STRONG_END}{EM_END} ]{{0,6}}[:：]")


def heads_note(plain: str, found: Sequence[Segment], piece: Segment) -> bool:
    """Return whether a text in bold, on a line below a link, is before a colon: `**Idea**: …`."""
    return (
        piece.style == "strong"
        and found[0].style == "link"
        and _COLON.match(plain, piece.end) is not None
    )
