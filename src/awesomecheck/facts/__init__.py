"""What is known of papers beside what a list says, offline: where they were published."""

from awesomecheck.facts.keys import title_key
from awesomecheck.facts.published import (
    PublishedTitles,
    papers,
    published,
    published_titles,
)
from awesomecheck.rules import Publication

__all__ = [
    "Publication",
    "PublishedTitles",
    "papers",
    "published",
    "published_titles",
    "title_key",
]
