"""The paper of an entry: its venue, the date of its arXiv id, its title as a key."""

import re
import unicodedata

from awesomecheck import Entry, Target, Venue, find_venue

_MONTH = re.compile(r"(?:.*/)?(\d\d)(0[1-9]|1[0-2])\d*(?:\.\d+)?")
_NOT_KEY = re.compile(r"[\W_]+")
_NO_PUNCTUATION = {code: None for code in range(128) if not chr(code).isalnum()}


def venue_of(entry: Entry) -> Venue | None:
    """Return the venue that an entry names, if it is a known one."""
    return find_venue(entry.venue.text) if entry.venue else None


def month_of(target: Target) -> tuple[int, int] | None:
    """Return year and month of an arXiv id (https://info.arxiv.org/help/arxiv_identifier.html)."""
    match = _MONTH.fullmatch(target.id) if target.kind == "arxiv" else None
    if match is None:
        return None
    year = int(match[1])
    return (1900 + year if year > 90 else 2000 + year), int(match[2])


def title_key(text: str) -> str:
    """Return the letters and digits of a title, without case and accents."""
    if text.isascii():
        return text.lower().translate(_NO_PUNCTUATION)
    return _NOT_KEY.sub("", unicodedata.normalize("NFKD", text).casefold())
