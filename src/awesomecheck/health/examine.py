"""Examine a list: group what a run found of it by what its maintainer should do."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
import re
import shlex
from typing import NamedTuple

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Link
from awesomecheck.document.tree import Document
from awesomecheck.formats.report import FileReport, shortened
from awesomecheck.health.model import (
    STATES,
    Bar,
    Group,
    Health,
    Item,
    LinkLine,
    SectionCount,
    Since,
)
from awesomecheck.links.cached_verdict import CachedVerdict
from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.rules import Finding, State, Verdict
from awesomecheck.safety.redact import is_web, masked, redacted

_CONFIRMED = 2
"""Failures of a link in different checks after which it is certainly dead."""
_STALE = timedelta(days=2 * 365)
"""A repository without a push for longer is hardly maintained."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_BARS = 20
_LONGEST_NAME = 160
_MOVED_RULES = ("moved-link", "renamed-repository")
_LINK_RULES = ("dead-link", *_MOVED_RULES)
_PAPER_RULES = (
    "withdrawn-paper",
    "title-differs",
    "authors-differ",
    "same-id-different-title",
    "year-before-preprint",
    "preprint-year",
)
RULES = frozenset((*_LINK_RULES, *_PAPER_RULES, "published-preprint", "code-available"))
"""The rules whose findings are shown; all others are the business of `check`."""


class Found(NamedTuple):
    """What is known of a list."""

    report: FileReport
    history: Mapping[str, CachedVerdict]
    """Of links, by URL; at least of dead ones, if there is a cache."""
    runs: tuple[RecordedRun, ...]
    """The oldest first."""
    now: float
    page: str = ""
    """As in `Health`."""
    notices: tuple[str, ...] = ()


def health_of(found: Found) -> Health:
    """Return the health of a list."""
    return _Examination(found).health()


class _Examination:
    """The list, with what is looked up again and again."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._file = found.report
        self._document = self._file.document
        self._entries = sorted(self._document.entries, key=lambda each: each.span.start)
        self._starts = [entry.span.start for entry in self._entries]
        self._verdicts = _verdicts(self._file)
        self._by_shown = {redacted(url): url for url in self._verdicts}
        self._links = _web_links(self._document)
        self._today = datetime.fromtimestamp(found.now, UTC).date()

    def health(self) -> Health:
        papers = [entry for entry in self._entries if entry.is_paper]
        rows = tuple(map(self._row, self._links.values()))
        states = Counter(row.state for row in rows)
        path = self._file.path
        return Health(
            title=_title(self._document) or path,
            path=path,
            day=self._today,
            page=self._found.page,
            entries=len(self._entries),
            papers=len(papers),
            with_code=sum(entry.link("code") is not None for entry in papers),
            states={state: states[state] for state in STATES if states[state]},
            notices=self._found.notices,
            to_do=tuple(self._to_do()),
            since=self._since(),
            trend=self._found.runs,
            sections=tuple(self._sections()),
            years=_years(self._entries),
            venues=_venues(self._entries),
            repositories=tuple(self._repositories()),
            unsure=tuple(self._unsure()),
            rows=rows,
        )

    def _entry_at(self, offset: int) -> Entry | None:
        index = bisect_right(self._starts, offset)
        if index and offset < self._entries[index - 1].span.end:
            return self._entries[index - 1]
        return None

    def _name_at(self, offset: int, otherwise: str = "") -> str:
        """Return what a reader calls the entry at a place, else the text of the link there."""
        entry = self._entry_at(offset)
        return shortened(masked((entry and _name(entry)) or otherwise), _LONGEST_NAME)

    def _item(self, finding: Finding) -> Item:
        """Return the place of a finding, with what its message says."""
        verdict = self._verdict_of(finding)
        copy = verdict.facts.get("archived_copy") if verdict else None
        moved = verdict.final_url if verdict and verdict.state == "moved" else None
        new = copy if isinstance(copy, str) and verdict and verdict.state == "dead" else moved
        link = self._links.get(self._by_shown.get(finding.url or "", ""))
        return Item(
            line=self._document.line_of(finding.span),
            name=self._name_at(finding.span.start, link.text if link else ""),
            said=_said(verdict) if verdict and finding.rule in _LINK_RULES else finding.message,
            url=finding.url or "",
            new=redacted(new) if new else "",
        )

    def _link_item(self, link: Link, said: str = "", new: str = "") -> Item:
        return Item(
            line=self._document.line_of(link.span),
            name=self._name_at(link.span.start, link.text),
            said=said,
            url=redacted(link.url),
            new=redacted(new),
        )

    def _verdict_of(self, finding: Finding) -> Verdict | None:
        return self._verdicts.get(self._by_shown.get(finding.url or "", ""))

    def _failures(self, finding: Finding) -> int:
        cached = self._found.history.get(self._by_shown.get(finding.url or "", ""))
        return cached.failures if cached else 0

    def _to_do(self) -> Iterator[Group]:
        """Yield the groups of findings that have something in them, the most certain first."""
        rest = [finding for finding in self._file.findings if finding.rule in RULES]
        for title, advice, belongs in self._plan():
            chosen = [finding for finding in rest if belongs(finding)]
            rest = [finding for finding in rest if not belongs(finding)]
            if chosen:
                chosen.sort(key=lambda finding: finding.span.start)
                yield Group(title, tuple(map(self._item, chosen)), advice)

    def _plan(self) -> Iterable[tuple[str, str, Callable[[Finding], bool]]]:
        """Return titles and advice, and which of the findings that are left belong to each."""

        def is_confirmed(finding: Finding) -> bool:
            verdict = self._verdict_of(finding)
            is_dead = verdict is not None and verdict.state == "dead"
            return (
                finding.rule == "dead-link" and is_dead and self._failures(finding) >= _CONFIRMED
            )

        def has_copy(finding: Finding) -> bool:
            return is_confirmed(finding) and finding.fix is not None

        def is_moved(finding: Finding) -> bool:
            return finding.rule in _MOVED_RULES

        def of(*rules: str) -> Callable[[Finding], bool]:
            return lambda finding: finding.rule in rules

        copies = self._command("--fix", "--unsafe-fixes", "--select", "dead-link")
        return (
            (
                "Dead links, confirmed by a second check, with an archived copy",
                f"Put the archived copies in their place: `{copies}`; or remove the entries",
                has_copy,
            ),
            (
                "Dead links, confirmed by a second check",
                "Look for where they are now, or remove them",
                is_confirmed,
            ),
            (
                "Moved links with a certain new address",
                f"Follow them: `{self._command(command='update')}`",
                lambda finding: is_moved(finding) and _has_safe_fix(finding),
            ),
            (
                "Withdrawn papers",
                "Remove them, or say that they are withdrawn",
                of("withdrawn-paper"),
            ),
            (
                "Published since their preprint",
                "Give them their venue:"
                f" `{self._command('--only', 'published', command='update')}`",
                lambda finding: finding.rule == "published-preprint" and finding.fix is not None,
            ),
            (
                "Papers whose code is available",
                "Add a link to the code",
                of("code-available"),
            ),
            (
                "Dead links, seen once",
                "Check them again on another day before you remove them",
                of("dead-link"),
            ),
            (
                "Moved links to look at",
                "Look at where they lead now, then follow them by hand",
                is_moved,
            ),
            (
                "Entries that differ from what is known of their papers",
                "Compare each with its paper",
                of(*_PAPER_RULES, "published-preprint"),
            ),
        )

    def _command(self, *options: str, command: str = "") -> str:
        """Return a command for this list."""
        words = ["awesomecheck", *([command] if command else []), *options]
        return shlex.join(words if self._file.path == "README.md" else [*words, self._file.path])

    def _since(self) -> Since | None:
        """Return what changed since the last check on an earlier day."""
        earlier = [run for run in self._found.runs if run.day < self._today]
        if not earlier or not self._verdicts or earlier[-1].problems is None:
            return None
        last, problems = earlier[-1], earlier[-1].problems
        listed = {url: self._verdicts[url].state for url in self._links if url in self._verdicts}
        was_dead = [url for url, state in problems.items() if state == "dead"]
        groups = (
            Group("Newly dead", self._changed(listed, problems, "dead")),
            Group(
                "Alive again",
                tuple(
                    self._link_item(self._links[url], _said(self._verdicts[url]))
                    for url in was_dead
                    if listed.get(url) in ("alive", "moved")
                ),
            ),
            Group(
                "Dead then, not in the list any more",
                tuple(
                    Item(None, "", url=redacted(url)) for url in was_dead if url not in self._links
                ),
            ),
            Group("Newly moved", self._changed(listed, problems, "moved")),
        )
        return Since(last.day, tuple(group for group in groups if group.items), last.counts)

    def _changed(
        self, now: Mapping[str, State], before: Mapping[str, State], state: State
    ) -> tuple[Item, ...]:
        """Return the links that have a state, and had another one before."""
        return tuple(
            self._link_item(
                self._links[url],
                _said(self._verdicts[url]),
                self._verdicts[url].final_url or "" if state == "moved" else "",
            )
            for url, own in now.items()
            if own == state and before.get(url) != state
        )

    def _sections(self) -> Iterator[SectionCount]:
        """Yield the sections that have entries."""
        dead = Counter(
            id(self._document.section_at(link.span.start))
            for url, link in self._links.items()
            if url in self._verdicts and self._verdicts[url].state == "dead"
        )
        own: dict[int, list[Entry]] = {}
        for entry in self._entries:
            own.setdefault(id(entry.section), []).append(entry)
        for section in self._document.sections:
            entries = own.get(id(section), [])
            if entries:
                with_code = sum(entry.link("code") is not None for entry in entries)
                path = self._path_below_title(section.path)
                yield SectionCount(path, len(entries), with_code, dead[id(section)])

    def _path_below_title(self, path: Sequence[str]) -> tuple[str, ...]:
        title = _title(self._document)
        below = path[1:] if title and path and path[0] == title else path
        return tuple(map(masked, below))

    def _repositories(self) -> Iterator[Group]:
        """Yield the repositories that are archived, and those without a push for long."""
        archived: dict[str, Item] = {}
        stale: dict[str, Item] = {}
        for url, link in self._links.items():
            facts = self._verdicts[url].facts if url in self._verdicts else {}
            name, pushed = facts.get("full_name"), _day(facts.get("pushed_at"))
            if not isinstance(name, str):
                continue
            item = self._link_item(link, f"last push {pushed}" if pushed else "")
            if facts.get("archived") is True:
                archived.setdefault(name.lower(), item)
            elif pushed and self._today - pushed > _STALE:
                stale.setdefault(name.lower(), item)
        if archived:
            yield Group("Archived", tuple(archived.values()))
        if stale:
            oldest = sorted(stale.values(), key=lambda item: item.said)
            yield Group("No push for two years or more", tuple(oldest))

    def _unsure(self) -> Iterator[Group]:
        groups: dict[str, list[Item]] = {}
        for url, link in self._links.items():
            verdict = self._verdicts.get(url)
            if verdict and verdict.state == "unsure":
                item = self._link_item(link, _said(verdict))
                groups.setdefault(verdict.reason, []).append(item)
        for reason, items in sorted(groups.items(), key=lambda each: -len(each[1])):
            yield Group(reason, tuple(items))

    def _row(self, link: Link) -> LinkLine:
        entry = self._entry_at(link.span.start)
        verdict = self._verdicts.get(link.url)
        path = self._path_below_title(self._document.section_at(link.span.start).path)
        return LinkLine(
            line=self._document.line_of(link.span),
            name=self._name_at(link.span.start, link.text),
            url=redacted(link.url),
            section=path[-1] if path else "",
            year=(entry.published or entry.section_year) if entry else None,
            venue=_venue(entry) if entry else "",
            state=verdict.state if verdict else "not checked",
            said=_said(verdict) if verdict and verdict.state != "alive" else "",
        )


def _verdicts(file: FileReport) -> Mapping[str, Verdict]:
    return {row.link.url: row.verdict for row in file.links or ()}


def _web_links(document: Document) -> dict[str, Link]:
    """Return the first link to each web URL."""
    links: dict[str, Link] = {}
    for link in document.links:
        if is_web(link.url):
            links.setdefault(link.url, link)
    return links


def _title(document: Document) -> str:
    first = next(iter(document.headings), None)
    return masked(first.text) if first and first.level == 1 else ""


def _name(entry: Entry) -> str:
    """Return its name and title, or one of them if it has only that or begins with the other."""
    name, title = (field.text if field else "" for field in (entry.name, entry.title))
    begins = title.casefold().startswith(name.casefold())
    return title or name if begins or not title else f"{name}: {title}"


def _said(verdict: Verdict) -> str:
    if verdict.state == "alive":
        return ""
    return masked(verdict.evidence.rstrip(".")) or verdict.reason


def _has_safe_fix(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def _day(written: object) -> date | None:
    """Return the day of a date that a server wrote."""
    if not isinstance(written, str) or not _DAY.match(written):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _venue(entry: Entry) -> str:
    known = entry.known_venue
    return known.name if known else masked(entry.venue.text) if entry.venue else ""


def _years(entries: Sequence[Entry]) -> tuple[Bar, ...]:
    """Return how many entries are of each year; none where hardly any names one."""
    counts = Counter(entry.published or entry.section_year for entry in entries)
    without = counts.pop(None, 0)
    bars = [
        Bar(str(year), count) for year, count in sorted(counts.items(), key=lambda y: y[0] or 0)
    ]
    if not bars:
        return ()
    return (*bars, *((Bar("no year", without),) if without else ()))


def _venues(entries: Sequence[Entry]) -> tuple[Bar, ...]:
    """Return how many entries are of each venue, the most frequent first."""
    counts = Counter(filter(None, map(_venue, entries)))
    ranked = counts.most_common()
    bars = [Bar(venue, count) for venue, count in ranked[:_MOST_BARS]]
    if rest := sum(count for _, count in ranked[_MOST_BARS:]):
        bars.append(Bar("other venues", rest))
    if bars and (without := len(entries) - sum(counts.values())):
        bars.append(Bar("no venue", without))
    return tuple(bars)
