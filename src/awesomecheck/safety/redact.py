"""What the text of a URL tells before anybody is asked, and how it may be shown."""

import re

_WEB = re.compile(r"\s*(?:https?:|//)", re.IGNORECASE)
_USER = re.compile(
    r"((?:https?:[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}))([^\s/\\?#]*)@", re.IGNORECASE
)
"""User and password of a URL, and what is before them."""
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))


def is_web(url: str) -> bool:
    """Whether a URL of a list is one for http(s), with or without its scheme, and can be asked."""
    return _WEB.match(url) is not None


def redacted(url: str) -> str:
    """A URL fit to be printed: without user and password."""
    cleaned = without_dropped(url)
    found = _USER.match(cleaned)
    return found[1] + cleaned[found.end() :] if found else url


def masked(text: str) -> str:
    """A text of the same length with asterisks for the users and passwords of its URLs."""
    if "@" not in text:
        return text
    return _USER.sub(lambda found: f"{found[1]}{'*' * len(found[2])}@", text)


def without_dropped(url: str) -> str:
    """A URL without what browsers drop of it: blanks around it, and tabs and line ends."""
    return re.sub(r"[\t\r\n]", "", url.strip(_CONTROLS_AND_SPACE))
