"""Titles and names of authors as keys that all their spellings share."""

import html
import re
import unicodedata

from awesomecheck.regexes import regex

_NOT_KEY = regex(r"[\W_]+")
_NO_PUNCTUATION = {code: None for code in range(128) if not chr(code).isalnum()}
_FORMATTING = regex(r"\\(?:math|text)[a-z]+|\\(?:emph|bf|it|rm|sc|tt|cal)\b")
"""Commands of LaTeX that say only how what follows looks."""
_GREEK = regex(r"[\u0391-\u03c9]")
_GREEK_LETTER = regex(r"GREEK (?:CAPITAL|SMALL) LETTER (?:FINAL )?(\w+)")
_HOMONYM = regex(r"\s\d{4}$")
"""What DBLP appends to a name that several people have: `Wei Wang 0001`."""
_GENERATION = regex(r"(?:^3rd,\s|[\s,]+(?:jr\.?|sr\.?|ii|iii|iv|2nd|3rd)$)", re.IGNORECASE)


def title_key(title: str) -> str:
    """Return the letters and digits of a title, without case, accents and mark-up of LaTeX."""
    if "&" in title:
        title = html.unescape(title).replace("&", " and ")
    if "\\" in title:
        title = _FORMATTING.sub("", title)
    if title.isascii():
        return title.lower().translate(_NO_PUNCTUATION)
    plain = _GREEK.sub(_letter_name, unicodedata.normalize("NFKD", title))
    return _NOT_KEY.sub("", plain.casefold())


def _letter_name(letter: re.Match[str]) -> str:
    """Return what LaTeX calls a Greek letter: `alpha`."""
    name = _GREEK_LETTER.match(unicodedata.name(letter[0], ""))
    return name[1].lower() if name else letter[0]


def family_key(author: str) -> str:
    """Return the key of the family name of an author whose name ends with it."""
    name = _GENERATION.sub("", _HOMONYM.sub("", author.strip()))
    return next((key for word in reversed(name.split()) if (key := title_key(word))), "")


def name_keys(author: str) -> frozenset[str]:
    """Return the keys of all words of a name, each of which may be the family name.

    Lists write `He, Kaiming`, `K. He` and `He Kaiming`.
    """
    keys = {title_key(word) for word in author.split()}
    return frozenset(key for key in keys if len(key) > 1)
