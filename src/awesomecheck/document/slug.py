"""The fragments that GitHub gives to headings."""

import unicodedata

from awesomecheck.regexes import regex

_CATEGORIES = frozenset(
    {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"},
)
_CIRCLED = (
    (0x24B6, 0x24E9),
    (0x1F130, 0x1F149),
    (0x1F150, 0x1F169),
    (0x1F170, 0x1F189),
)
"""Letters in circles and squares, which GitHub keeps though they are symbols."""

_PLAIN = regex(r"[a-z0-9_ -]*")


def slugify(text: str) -> str:
    """Return GitHub's fragment for a heading's text, before repeats are numbered.

    The rule was read off GitHub's own answers as github-slugger records them
    (https://github.com/Flet/github-slugger): lower-case; letters, marks, decimal and letter
    numbers, connecting punctuation and hyphens stay; each space becomes a hyphen; all else goes.
    The text is not trimmed.
    """
    lowered = text.lower()
    if _PLAIN.fullmatch(lowered):
        return lowered.replace(" ", "-")
    return "".join(
        "-" if char == " " else char for char in lowered if char in " -" or _is_kept(char)
    )


def _is_kept(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) in _CATEGORIES or any(
        first <= code <= last for first, last in _CIRCLED
    )


class Slugger:
    """Number repeated fragments as GitHub does: `a`, `a-1`, `a-2`, past those already taken."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, slug: str) -> str:
        """Return the fragment of the next heading with this slug."""
        number = self._seen.get(slug)
        if number is None:
            self._seen[slug] = 0
            return slug
        while (candidate := f"{slug}-{number + 1}") in self._seen:
            number += 1
        self._seen[slug] = number + 1
        self._seen[candidate] = 0
        return candidate
