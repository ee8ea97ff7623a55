"""Titles of papers as keys."""

import unicodedata

from awesomecheck import regex

_NOT_KEY = regex(r"[\W_]+")
_NO_PUNCTUATION = {code: None for code in range(128) if not chr(code).isalnum()}


def plain_title(text: str) -> str:
    """Return the letters and digits of a title, without case and accents."""
    if text.isascii():
        return text.lower().translate(_NO_PUNCTUATION)
    return _NOT_KEY.sub("", unicodedata.normalize("NFKD", text).casefold())
