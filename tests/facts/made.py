"""Files of published papers made for tests."""

from collections.abc import Sequence

from awesomecheck.facts import PublishedTitles
from awesomecheck.facts.build import PublishedPaper, file_of, venues_of


def data_of(*papers: tuple[str, str, str, int]) -> bytes:
    """Return the file of papers: title, first author, venue code, year."""
    return file_of((PublishedPaper(*each) for each in papers), venues_of(), "2025-01-31", "a test")


def titles_of(*papers: tuple[str, str, str, int]) -> PublishedTitles:
    """Return the open file of papers."""
    return PublishedTitles(data_of(*papers), "made")


def places(
    titles: PublishedTitles, title: str, author: str = ""
) -> Sequence[tuple[str, int | None]]:
    """Return venues and years of a paper."""
    return [(each.venue, each.year) for each in titles.published(title, author)]
