"""What a run knows of the papers of its lists; sources are loaded when a rule first asks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from awesomecheck.document import parse
from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Link
from awesomecheck.document.target import Target
from awesomecheck.document.tree import Document
from awesomecheck.errors import UserError, as_internal_error
from awesomecheck.rules import Code, Facts, FactValue, Publication, Verdict, Verdicts
from awesomecheck.runs.inputs import expand, read_source
from awesomecheck.runs.texts import Answers, ListFile, Recall

if TYPE_CHECKING:
    from awesomecheck.facts.peers import Peers

_FORMS = ("", " pdf", " html")
"""Under which keys the link cache has a paper: by its abstract, or by a file of it."""


def known_facts(document: Document, verdicts: Verdicts, answers: Answers) -> Facts:
    """Return what is known of papers: by verdicts, from the link cache, offline."""
    recalled = _with_recalled(document, verdicts, answers.recall) if answers.recall else verdicts

    @cache
    def known() -> Facts:
        from awesomecheck.facts.sources import facts_of  # noqa: PLC0415 - loads hashlib, json

        peers = answers.peers() if answers.peers else None
        return facts_of(recalled, answers.verdicts, peers=peers)

    def published(entry: Entry) -> tuple[Publication, ...]:
        return known().published(entry)

    def code(entry: Entry) -> tuple[Code, ...]:
        return known().code(entry)

    return Facts(recalled, published, code)


def _with_recalled(document: Document, verdicts: Verdicts, recall: Recall) -> Verdicts:
    """Return verdicts, with facts from before for papers of which none are known."""
    papers = [link.target for link in document.links if link.target.kind == "arxiv"]

    @cache
    def facts_from_before() -> Mapping[str, Mapping[str, FactValue]]:
        return recall({key for paper in papers for key in _keys(paper)})

    def verdict_on(link: Link) -> Verdict | None:
        verdict = verdicts.get(link)
        if link.target.kind != "arxiv" or (verdict is not None and verdict.facts):
            return verdict
        before = facts_from_before()
        facts = next((before[key] for key in _keys(link.target) if key in before), None)
        return Verdict("skipped", "unchanged", facts=facts) if facts else verdict

    return _LazyVerdicts(document.links, verdict_on)


def _keys(paper: Target) -> Iterator[str]:
    for version in ("", f"v{paper.version}") if paper.version else ("",):
        for form in _FORMS:
            yield f"{paper.identity}{version}{form}"


class _LazyVerdicts(Mapping[Link, Verdict]):
    """Verdicts that are looked up when they are asked for."""

    def __init__(
        self, links: Collection[Link], verdict_on: Callable[[Link], Verdict | None]
    ) -> None:
        self._links = links
        self._verdict_on = verdict_on

    def __getitem__(self, link: Link) -> Verdict:
        verdict = self._verdict_on(link)
        if verdict is None:
            raise KeyError(link)
        return verdict

    def __iter__(self) -> Iterator[Link]:
        return (link for link in self._links if self._verdict_on(link) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def recall_from(folder: Path | None) -> Recall:
    """Return a function that looks facts up in a link cache, however old they are.

    Args:
        folder: that of the cache; None for the user's cache folder.
    """
    return partial(_recalled, folder)


def _recalled(folder: Path | None, keys: Collection[str]) -> Mapping[str, Mapping[str, FactValue]]:
    from awesomecheck.links.cache_folder import with_cache  # noqa: PLC0415 - few need it

    folder = with_cache(folder)
    if folder is None:
        return {}
    from awesomecheck.links.cache import Cache  # noqa: PLC0415 - many have none

    cached = Cache.open(folder)
    try:
        found = cached.load(keys)
    finally:
        cached.close()
    return {key: each.verdict.facts for key, each in found.items() if each.verdict.facts}


def fact_urls(file: ListFile) -> Iterator[str]:
    """Yield the URLs of APIs that the configuration wants asked about the entries of a text.

    Where there is a change, only entries that it touches are asked about.
    """
    settings, change = file.config.facts, file.change
    if settings is None:
        return
    from awesomecheck.facts.apis import urls_wanted  # noqa: PLC0415 - few lists have it

    for entry in file.document.entries:
        if change is None or change.touches(entry.span):
            yield from urls_wanted(entry, settings)


@cache
def read_peers(folder: Path, own: tuple[Path, ...]) -> "Peers":
    """Return what the lists in a folder say; files that cannot be read say nothing.

    Args:
        folder: where they are, in folders of their own or not.
        own: the lists of the run, which are not asked about themselves.

    Raises:
        UserError: there are no Markdown files in the folder.
    """
    from awesomecheck.facts.peers import Peers  # noqa: PLC0415 - few runs have other lists

    known = {path.resolve() for path in own}
    return Peers(_documents(path for path in expand(str(folder)) if path.resolve() not in known))


def unreadable_peers(folder: Path) -> Iterator[UserError]:
    """Yield an error for each list of a folder that cannot be read.

    Raises:
        UserError: there are no Markdown files in the folder.
    """
    for path in expand(str(folder)):
        try:
            read_source(path, str(path))
        except UserError as error:
            yield error


def _documents(paths: Iterable[Path]) -> Iterator[Document]:
    for path in paths:
        with suppress(UserError), as_internal_error(str(path)):
            yield parse(read_source(path, str(path)))
