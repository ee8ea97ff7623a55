"""Spellings of venues: which are right, which are the same, and what a slip of the pen meant."""

from collections.abc import Mapping
from functools import lru_cache
import re

from awesomecheck import Venue, find_venue

_PART = re.compile(r"workshop|findings|datasets|d&b|blog|[/-]|w$", re.IGNORECASE)
"""What marks a part of a conference, or a joint one: something else than the conference."""
_OFTEN = 5
"""How often a venue must be named for an unknown one to be a slip for it."""


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def core(text: str) -> str:
    """What spellings of a venue share that differ in case, blanks, publisher or former name."""
    found = _key(text).removeprefix("ieee").removeprefix("acm").removesuffix("preprint")
    return "neurips" if found == "nips" else found


@lru_cache(maxsize=512)
def misspelt(text: str) -> Venue | None:
    """The venue that a well-known misspelling means."""
    venue = find_venue(text)
    if venue is None:
        return None
    right = {_key(each) for each in (venue.name, venue.title, *venue.aliases)}
    wrong = {_key(each) for each in venue.misspellings}
    return venue if _key(text) in wrong - right else None


def is_part(text: str) -> bool:
    """Whether a text names a part of a conference, or a joint one."""
    return _PART.search(text) is not None


@lru_cache(maxsize=512)
def plain_spelling(text: str) -> Venue | None:
    """The venue that a text names rightly, unless it names a part of it, such as a workshop."""
    venue = find_venue(text)
    if venue is None or misspelt(text):
        return None
    return None if venue.kind == "conference" and is_part(text) else venue


def likely(text: str, spellings: Mapping[str, int]) -> str | None:
    """The venue of the list that an unknown one is a slip for: letters swapped, or one missing."""
    if not (4 <= len(text) <= 10 and text.isalpha()) or find_venue(text) or spellings[text] > 2:
        return None
    for right, count in spellings.items():
        if count >= _OFTEN and _is_slip(text.lower(), right.lower()) and plain_spelling(right):
            return right
    return None


def _is_slip(wrong: str, right: str) -> bool:
    at = next(
        (i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), len(wrong)
    )
    if len(wrong) == len(right):
        return (
            wrong[at : at + 2] == right[at : at + 2][::-1] and wrong[at + 2 :] == right[at + 2 :]
        )
    return len(wrong) + 1 == len(right) and wrong[at:] == right[at + 1 :]
