"""Ask all sources where the paper of an entry was published."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from awesomecheck.document.entry import Entry
from awesomecheck.document.venues import find_venue
from awesomecheck.facts.acceptance import said_by_arxiv
from awesomecheck.facts.published import PublishedTitles, most_important, published_titles
from awesomecheck.rules import Publication, Published, Verdicts

_MAIN = ("conference", "journal")


def where_published(
    verdicts: Verdicts, titles: Callable[[], PublishedTitles] | None = published_titles
) -> Published:
    """Return a function that says where the paper of an entry appeared.

    Args:
        verdicts: of the links that were checked, with what services said of them.
        titles: opens the published titles when a rule first needs them; None for no titles.
    """
    return _Sources(verdicts, titles).published


class _Sources(NamedTuple):
    verdicts: Verdicts
    titles: Callable[[], PublishedTitles] | None

    def published(self, entry: Entry) -> tuple[Publication, ...]:
        """Return where the paper of an entry appeared.

        Raises:
            UserError: the published titles cannot be read.
        """
        places: dict[tuple[str, int], Publication] = {}
        for place in self._said(entry):
            venue = find_venue(place.venue) if place.kind in _MAIN else None
            name = venue.name if venue else place.venue
            places.setdefault((name, place.year), place)  # the first source is named
        return most_important(tuple(places.values()))

    def _said(self, entry: Entry) -> Iterator[Publication]:
        """Yield what each source says, the most certain first."""
        paper = entry.link("paper")
        verdict = self.verdicts.get(paper.link) if paper else None
        if verdict is not None:
            yield from said_by_arxiv(verdict.facts)
        title = entry.title or entry.name
        if self.titles is not None and title is not None:
            author = entry.authors[0].text if entry.authors else ""
            yield from self.titles().published(title.text, author)
