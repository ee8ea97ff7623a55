"""URLs as text: whether they are of the web, and without their passwords."""

import re

from awesomecheck.regexes import regex

_WEB = regex(r"\s*(?:https?:|//)", re.IGNORECASE)
_USER = regex(r"((?:https?:[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}))([^\s/\\?#]*)@", re.IGNORECASE)
"""The start of a URL up to its user and password, and these."""
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))


def is_web(url: str) -> bool:
    """Return whether a URL is for http(s), perhaps without its scheme."""
    return _WEB.match(url) is not None


def redacted(url: str) -> str:
    """Return a URL without user and password."""
    cleaned = without_ignored(url)
    found = _USER.match(cleaned)
    return found[1] + cleaned[found.end() :] if found else url


def masked(text: str) -> str:
    """Return a text of the same length with asterisks for users and passwords in its URLs."""
    if "@" not in text:
        return text
    return _USER.sub(lambda found: f"{found[1]}{'*' * len(found[2])}@", text)


def without_ignored(url: str) -> str:
    """Return a URL without what browsers ignore: spaces around it, tabs and line breaks."""
    return re.sub(r"[\t\r\n]", "", url.strip(_CONTROLS_AND_SPACE))
