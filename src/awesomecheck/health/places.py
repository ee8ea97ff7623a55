"""A list with the verdicts of its links: which entry is where, and what is known of it."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Link, Section
from awesomecheck.document.tree import Document
from awesomecheck.formats.report import shortened
from awesomecheck.health.model import Item
from awesomecheck.links.cached_verdict import CachedVerdict
from awesomecheck.rules import FactValue, Finding, Verdict
from awesomecheck.safety.redact import is_web, masked, redacted

_LONGEST_NAME = 160


class KnownLink(NamedTuple):
    """What is known of a link of the list."""

    link: Link
    """The first one to its URL."""
    verdict: Verdict | None
    """None for one that was not checked."""
    history: CachedVerdict | None
    """None without a cache, and for living links."""


class Places:
    """The entries and links of a list, with what is looked up again and again."""

    def __init__(
        self,
        document: Document,
        verdicts: Mapping[str, Verdict],
        history: Mapping[str, CachedVerdict],
    ) -> None:
        self.document = document
        self.entries = sorted(document.entries, key=lambda each: each.span.start)
        self.links: dict[str, KnownLink] = {}
        """By URL, in the order of the text."""
        for link in document.links:
            url = link.url
            if url not in self.links and is_web(url):
                self.links[url] = KnownLink(link, verdicts.get(url), history.get(url))
        self._starts = [entry.span.start for entry in self.entries]
        self._by_shown = {redacted(url): known for url, known in self.links.items()}

    @cached_property
    def title(self) -> str:
        """The first heading, if it is that of the whole list."""
        first = next(iter(self.document.headings), None)
        return masked(first.text) if first and first.level == 1 else ""

    def path(self, section: Section) -> tuple[str, ...]:
        """Return the headings above a section and its own, without the title of the list."""
        path = tuple(map(masked, section.path))
        return path[1:] if path and path[0] == self.title else path

    def entry_at(self, offset: int) -> Entry | None:
        """Return the entry around an offset."""
        index = bisect_right(self._starts, offset)
        if index and offset < self.entries[index - 1].span.end:
            return self.entries[index - 1]
        return None

    def name_at(self, offset: int, otherwise: str = "") -> str:
        """Return what a reader calls the entry around an offset, or something else."""
        entry = self.entry_at(offset)
        return shortened(masked((entry and _name(entry)) or otherwise), _LONGEST_NAME)

    def known(self, finding: Finding) -> KnownLink | None:
        """Return what is known of the link that a finding is about."""
        return self._by_shown.get(finding.url or "")

    def item(self, finding: Finding) -> Item:
        """Return the place of a finding, and its message."""
        known = self.known(finding)
        return Item(
            line=self.document.line_of(finding.span),
            name=self.name_at(finding.span.start, known.link.text if known else ""),
            said=finding.message,
            url=finding.url or "",
        )

    def link_item(self, known: KnownLink, said: str | None = None) -> Item:
        """Return the place of a link, why it has its state, and where it is or a copy of it."""
        link = known.link
        return Item(
            line=self.document.line_of(link.span),
            name=self.name_at(link.span.start, link.text),
            said=why(known.verdict) if said is None else said,
            url=redacted(link.url),
            new=_new(known.verdict),
        )


def why(verdict: Verdict | None) -> str:
    """Return why a link has its state; empty for living ones."""
    if verdict is None or verdict.state == "alive":
        return ""
    return masked(verdict.evidence.rstrip(".")) or verdict.reason


def _new(verdict: Verdict | None) -> str:
    """Return where a link leads now, or the copy of a dead one."""
    new: FactValue = None
    if verdict is not None and verdict.state == "moved":
        new = verdict.final_url
    elif verdict is not None and verdict.state == "dead":
        new = verdict.facts.get("archived_copy")
    return redacted(new) if isinstance(new, str) else ""


def _name(entry: Entry) -> str:
    """Return its name and title, or one of them if it has only that or begins with the other."""
    name, title = (field.text if field else "" for field in (entry.name, entry.title))
    begins = title.casefold().startswith(name.casefold())
    return title or name if begins or not title else f"{name}: {title}"
