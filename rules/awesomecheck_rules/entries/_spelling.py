"""Spellings of venues: correct ones, variants of one name, misspellings and typos."""

from collections.abc import Mapping
from functools import lru_cache
import re

from awesomecheck import Venue, find_venue, regex

_PART = regex(r"workshop|findings|datasets|d&b|blog|[/-]|w$", re.IGNORECASE)
"""What marks a part of a conference or a joint one, which is not the conference itself."""
_FEWEST = 5
"""A typo is recognised only for a venue that the list names at least so often."""


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def core(text: str) -> str:
    """Return what the spellings of a venue share, whatever case, spaces, publisher or old name."""
    found = _key(text).removeprefix("ieee").removeprefix("acm").removesuffix("preprint")
    return "neurips" if found == "nips" else found


@lru_cache(maxsize=512)
def misspelt(text: str) -> Venue | None:
    """Return the venue that a well-known misspelling stands for."""
    venue = find_venue(text)
    if venue is None:
        return None
    right = {_key(each) for each in (venue.name, venue.title, *venue.aliases)}
    wrong = {_key(each) for each in venue.misspellings}
    return venue if _key(text) in wrong - right else None


def is_part(text: str) -> bool:
    """Return whether a text names a part of a conference, or a joint one."""
    return _PART.search(text) is not None


@lru_cache(maxsize=512)
def plain_spelling(text: str) -> Venue | None:
    """Return the venue that a text spells correctly, if it does not name a part of it."""
    venue = find_venue(text)
    if venue is None or misspelt(text):
        return None
    return None if venue.kind == "conference" and is_part(text) else venue


def likely_typo(text: str, spellings: Mapping[str, int]) -> str | None:
    """Return the venue of the list that a text is a typo of: letters swapped, or one missing."""
    if not (4 <= len(text) <= 10 and text.isalpha()) or find_venue(text) or spellings[text] > 2:
        return None
    for right, count in spellings.items():
        if count >= _FEWEST and _is_typo(text.lower(), right.lower()) and plain_spelling(right):
            return right
    return None


def _is_typo(wrong: str, right: str) -> bool:
    at = next(
        (i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), len(wrong)
    )
    if len(wrong) == len(right):
        return (
            wrong[at : at + 2] == right[at : at + 2][::-1] and wrong[at + 2 :] == right[at + 2 :]
        )
    return len(wrong) + 1 == len(right) and wrong[at:] == right[at + 1 :]
