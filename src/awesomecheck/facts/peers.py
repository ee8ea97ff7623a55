"""What other lists say of the papers of a list: their venues, years and code."""

from collections import Counter
from collections.abc import Iterable, Iterator
import re
from typing import TypeVar

from msgspec import Struct

from awesomecheck.document.entry import Entry
from awesomecheck.document.target import classify
from awesomecheck.document.tree import Document
from awesomecheck.document.venues import Venue, find_venue
from awesomecheck.errors import counted
from awesomecheck.facts.keys import title_key
from awesomecheck.regexes import regex
from awesomecheck.rules import Code, Publication, PublicationKind

Voted = TypeVar("Voted")
LONG_TITLE = 15
"""Letters and digits of a title from which on no other paper has it."""
_ENOUGH = 2
"""Lists that have to agree: one alone may be wrong."""
_SMALLER = regex(r"findings|workshop|demo|\dw$|[a-z]w$", re.IGNORECASE)
_GITLAB = regex(r"https?://gitlab\.com/([\w.-]+/[\w.-]+)/?", re.IGNORECASE)


def repository_url(url: str) -> str | None:
    """Return the URL of a whole repository; None for any other page."""
    target = classify(url)
    if target.kind == "github" and target.host == "github.com" and not target.path:
        return f"https://github.com/{target.id}"
    found = _GITLAB.fullmatch(url)
    return f"https://gitlab.com/{found[1]}" if found else None


class _Said(Struct, frozen=True):
    """What one list says of a paper."""

    list: str
    text: str
    """The whole entry."""
    place: Publication | None
    code: str | None


class Peers:
    """Other lists, by what their entries are about."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._said: dict[str, list[_Said]] = {}
        for document in documents:
            for entry in document.entries:
                text = " ".join(document.slice(entry.span).split())
                said = _Said(document.source.path, text, _place(entry), _code(entry))
                for key in _keys(entry):
                    self._said.setdefault(key, []).append(said)

    def published(self, entry: Entry) -> Iterator[Publication]:
        """Yield the venue on which several lists agree, unless as many name another one."""
        places = {said.list: said.place for said in self._about(entry) if said.place}
        for place, lists in _agreed(Counter(places.values())):
            if lists >= _ENOUGH:
                yield place._replace(source=_named(lists))

    def code(self, entry: Entry) -> Iterator[Code]:
        """Yield the repository that most lists name as the paper's code."""
        urls = {said.list: said.code for said in self._about(entry) if said.code}
        for url, lists in _agreed(Counter(urls.values())):
            yield Code(url, _named(lists), lists >= _ENOUGH)

    def _about(self, entry: Entry) -> Iterable[_Said]:
        """Return what lists say of a paper; of those that copy an entry from each other, one."""
        said = (said for key in _keys(entry) for said in self._said.get(key, ()))
        return {each.text: each for each in said}.values()


def _agreed(counts: Counter[Voted]) -> Iterator[tuple[Voted, int]]:
    """Yield what most say, and how many; nothing where as many say something else."""
    match counts.most_common(2):
        case [first, *others] if not any(count == first[1] for _, count in others):
            yield first
        case _:
            pass


def _named(lists: int) -> str:
    return counted(lists, "other list")


def _keys(entry: Entry) -> Iterator[str]:
    """Yield what identifies the paper of an entry: its address, its title."""
    paper = entry.link("paper")
    if paper is not None and paper.link.target.kind in ("arxiv", "doi", "openreview"):
        yield paper.link.target.identity
    title = title_key(entry.title.text) if entry.title else ""
    if len(title) >= LONG_TITLE:
        yield title


def main_venue(written: str) -> Venue | None:
    """Return the venue that a text names; None for preprints, workshops and unknown ones."""
    venue = find_venue(written)
    return None if venue is None or venue.kind == "preprint" or _SMALLER.search(written) else venue


def _place(entry: Entry) -> Publication | None:
    venue = main_venue(entry.venue.text) if entry.venue else None
    if venue is None:
        return None
    kind: PublicationKind = "journal" if venue.kind == "journal" else "conference"
    return Publication(venue.name, entry.published, kind, "")


def _code(entry: Entry) -> str | None:
    code = entry.link("code")
    return repository_url(code.link.url) if code else None
