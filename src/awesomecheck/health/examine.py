"""Examine a list: what to do, what changed, and what is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from awesomecheck.formats.report import FileReport
from awesomecheck.health.figures import by_venue, repositories, sections, venue_of, years
from awesomecheck.health.model import STATES, Group, Health, Item, LinkLine, Since
from awesomecheck.health.places import KnownLink, Places, why
from awesomecheck.health.tasks import RULES, to_do
from awesomecheck.links.cached_verdict import CachedVerdict
from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.safety.redact import redacted


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
    file, today = found.report, datetime.fromtimestamp(found.now, UTC).date()
    verdicts = {row.link.url: row.verdict for row in file.links or ()}
    places = Places(file.document, verdicts, found.history)
    findings = [finding for finding in file.findings if finding.rule in RULES]
    papers = [entry for entry in places.entries if entry.is_paper]
    rows = tuple(_row(places, known) for known in places.links.values())
    states = Counter(row.state for row in rows)
    return Health(
        title=places.title or file.path,
        path=file.path,
        day=today,
        page=found.page,
        entries=len(places.entries),
        papers=len(papers),
        with_code=sum(entry.link("code") is not None for entry in papers),
        states={state: states[state] for state in STATES if states[state]},
        notices=found.notices,
        to_do=tuple(to_do(places, findings, file.path)),
        since=_since(places, found.runs) if verdicts else None,
        trend=found.runs,
        sections=tuple(sections(places)),
        years=years(places.entries),
        venues=by_venue(places.entries),
        repositories=tuple(repositories(places, today)),
        unsure=tuple(_unsure(places)),
        rows=rows,
    )


def _row(places: Places, known: KnownLink) -> LinkLine:
    link, verdict = known.link, known.verdict
    entry = places.entry_at(link.span.start)
    path = places.path(places.document.section_at(link.span.start))
    return LinkLine(
        line=places.document.line_of(link.span),
        name=places.name_at(link.span.start, link.text),
        url=redacted(link.url),
        section=path[-1] if path else "",
        year=(entry.published or entry.section_year) if entry else None,
        venue=venue_of(entry) if entry else "",
        state=verdict.state if verdict else "not checked",
        said=why(verdict),
    )


def _unsure(places: Places) -> Iterator[Group]:
    """Yield the unsure links by reason, the most frequent first."""
    groups: dict[str, list[Item]] = {}
    for known in places.links.values():
        if known.verdict and known.verdict.state == "unsure":
            groups.setdefault(known.verdict.reason, []).append(places.link_item(known))
    for reason, items in sorted(groups.items(), key=lambda each: -len(each[1])):
        yield Group(reason, tuple(items))


def _since(places: Places, runs: Sequence[RecordedRun]) -> Since | None:
    """Return what changed since the check before the last one, if its problems are known."""
    if len(runs) < 2 or (problems := runs[-2].problems) is None:
        return None
    newly: dict[str, list[Item]] = {"dead": [], "moved": [], "back": []}
    for url, known in places.links.items():
        state, before = known.verdict.state if known.verdict else None, problems.get(url)
        if state in ("dead", "moved") and state != before:
            newly[state].append(places.link_item(known))
        if state in ("alive", "moved") and before == "dead":
            newly["back"].append(places.link_item(known))
    gone = [
        Item(None, "", url=redacted(url))
        for url, state in problems.items()
        if state == "dead" and url not in places.links
    ]
    groups = (
        Group("Newly dead", tuple(newly["dead"])),
        Group("Alive again", tuple(newly["back"])),
        Group("Dead then, not in the list any more", tuple(gone)),
        Group("Newly moved", tuple(newly["moved"])),
    )
    return Since(runs[-2].day, tuple(group for group in groups if group.items), runs[-2].counts)
