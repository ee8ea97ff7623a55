"""Ask all sources what they know of the paper of an entry: where it was published, its code."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from awesomecheck.document.entry import Entry
from awesomecheck.document.venues import find_venue
from awesomecheck.facts.acceptance import said_by_arxiv, said_by_scholar
from awesomecheck.facts.apis import arxiv_id_of, hugging_face_url, scholar_url
from awesomecheck.facts.peers import Peers, repository_url
from awesomecheck.facts.published import PublishedTitles, most_important, published_titles
from awesomecheck.rules import NO_FACTS, Code, Facts, FactValue, Publication, Verdict, Verdicts

_MAIN = ("conference", "journal")


class PaperSource(Protocol):
    """Somebody who knows of papers; what is not known is left out."""

    def published(self, entry: Entry) -> Iterable[Publication]:
        """Yield where the paper of an entry appeared."""
        ...

    def code(self, entry: Entry) -> Iterable[Code]:
        """Yield where the code of the paper of an entry is."""
        ...


def facts_of(
    verdicts: Verdicts,
    by_url: Mapping[str, Verdict] | None = None,
    titles: Callable[[], PublishedTitles] | None = published_titles,
    peers: Peers | None = None,
) -> Facts:
    """Return what is known of the papers of a list.

    Args:
        verdicts: of links, with what services said of them.
        by_url: the same by URL, with what other APIs said (see `apis`).
        titles: opens the published titles when a rule first needs them; None for no titles.
        peers: other lists.
    """
    sources: list[PaperSource] = [_Arxiv(verdicts)]
    if titles is not None:
        sources.append(_Titles(titles))
    if by_url:
        sources.append(_Apis(by_url))
    if peers is not None:
        sources.append(peers)
    known = _Sources(sources)
    return Facts(verdicts, known.published, known.code)


class _Sources(Struct, frozen=True):
    """Sources in their order: the most certain first."""

    sources: Sequence[PaperSource]

    def published(self, entry: Entry) -> tuple[Publication, ...]:
        """Return where the paper of an entry appeared.

        Raises:
            UserError: the published titles cannot be read.
        """
        places: dict[tuple[str, int | None], Publication] = {}
        for source in self.sources:
            for place in source.published(entry):
                venue = find_venue(place.venue) if place.kind in _MAIN else None
                name = venue.name if venue else place.venue
                places.setdefault((name, place.year), place)  # the first source is named
        dated = {name for name, year in places if year is not None}
        kept = [p for (name, year), p in places.items() if year is not None or name not in dated]
        return most_important(kept)

    def code(self, entry: Entry) -> tuple[Code, ...]:
        """Return where the code of an entry's paper is, one place for each that they name."""
        by_place: dict[str, list[Code]] = {}
        for source in self.sources:
            for each in source.code(entry):
                if url := repository_url(each.url):
                    by_place.setdefault(url.lower(), []).append(each._replace(url=url))
        return tuple(map(_agreed, by_place.values()))


def _agreed(said: Sequence[Code]) -> Code:
    sources = list(dict.fromkeys(each.source for each in said))
    is_sure = len(sources) > 1 or any(each.is_sure for each in said)
    return Code(said[0].url, " and ".join(sources), is_sure)


class _Arxiv(Struct, frozen=True):
    """What authors write on arXiv: comment, journal reference and abstract."""

    verdicts: Verdicts

    def published(self, entry: Entry) -> Iterable[Publication]:
        return said_by_arxiv(self._facts(entry))

    def code(self, entry: Entry) -> Iterator[Code]:
        urls = self._facts(entry).get("code")
        for url in urls if isinstance(urls, tuple) else ():
            yield Code(url, "arXiv")

    def _facts(self, entry: Entry) -> Mapping[str, FactValue]:
        paper = entry.link("paper")
        verdict = self.verdicts.get(paper.link) if paper else None
        return verdict.facts if verdict else NO_FACTS


class _Titles(Struct, frozen=True):
    """The published titles that come with the package."""

    titles: Callable[[], PublishedTitles]

    def published(self, entry: Entry) -> Iterable[Publication]:
        title = entry.title or entry.name
        if title is None:
            return ()
        author = entry.authors[0].text if entry.authors else ""
        return self.titles().published(title.text, author)

    def code(self, entry: Entry) -> Iterable[Code]:  # noqa: ARG002 - titles have no code
        return ()


class _Apis(Struct, frozen=True):
    """What Semantic Scholar and Hugging Face said, where the configuration wants that."""

    verdicts: Mapping[str, Verdict]

    def published(self, entry: Entry) -> Iterable[Publication]:
        return said_by_scholar(self._facts(entry, scholar_url))

    def code(self, entry: Entry) -> Iterator[Code]:
        url = self._facts(entry, hugging_face_url).get("code")
        if isinstance(url, str):
            yield Code(url, "Hugging Face")

    def _facts(self, entry: Entry, url_of: Callable[[str], str]) -> Mapping[str, FactValue]:
        arxiv_id = arxiv_id_of(entry)
        verdict = self.verdicts.get(url_of(arxiv_id)) if arxiv_id else None
        return verdict.facts if verdict else NO_FACTS
