"""The entry of a list for the list of lists: its name, URL and description."""

import re
from typing import NamedTuple

from awesomecheck.document.nodes import Span
from awesomecheck.document.prose import prose_in
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.submission.facts import ListFacts

_AWESOME = regex(r"^\W*awesome\b[\s:-]*|[\s-]+\bawesome\W*$", re.IGNORECASE)
_OF_THE_LIST = regex(
    r"\W*(?:(?:an?|the|this|our)\b.{0,40}\b(?:list|collection|resources?|curated)\b"
    r"|(?:we|our|if|for|thanks|help|note|read|curated|awesome|resources?|welcome|please)\b"
    r"|inspired by\b|list of\b|collection of\b)",
    re.IGNORECASE,
)
"""How sentences begin that describe the list, or are about something else."""


class OwnEntry(NamedTuple):
    """A line of the list of lists."""

    name: str
    url: str
    description: str | None
    """None where the list has none that is about its subject."""

    @property
    def line(self) -> str:
        """Return the line, with a place for what is missing."""
        description = self.description or "[one sentence on the subject, not on the list]."
        return f"- [{self.name}]({self.url}#readme) - {description}"


def entry_of(document: Document, facts: ListFacts) -> OwnEntry:
    """Return the entry of a list."""
    title = next((each.text.strip() for each in document.headings if each.text.strip()), "")
    name = _AWESOME.sub("", title) or (facts.name or "").removeprefix("awesome-")
    url = f"https://github.com/{facts.full_name or 'OWNER/REPOSITORY'}"
    theme = theme_of(document)
    if theme is None or _OF_THE_LIST.match(theme):
        return OwnEntry(_plain(name), url, None)
    sentence = re.split(r"(?<=[.!?])\s", theme)[0].rstrip(".!?")
    return OwnEntry(_plain(name), url, f"{sentence[:1].upper()}{sentence[1:]}.")


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\[\]()<>`]", " ", name).split()) or "NAME"


def theme_of(document: Document) -> str | None:
    """Return the first paragraph of sentences before the first section."""
    headings = [each for each in document.headings if each.text.strip()]
    end = headings[1].span.start if len(headings) > 1 else len(document.text)
    return next((text for _, text in prose_in(document, Span(0, end))), None)
