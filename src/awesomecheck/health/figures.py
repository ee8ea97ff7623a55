"""What is in a list: entries by section, year and venue, and repositories nobody works on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
import re

from awesomecheck.document.entry import Entry
from awesomecheck.health.model import Bar, Group, Item, SectionCount
from awesomecheck.health.places import Places
from awesomecheck.rules import NO_FACTS
from awesomecheck.safety.redact import masked

_STALE = timedelta(days=3 * 365)
"""A repository without a push for longer is hardly maintained."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_BARS = 20
_LEAST_SHARE = 0.1
"""How many entries name a year or a venue, for each that does not, where it is worth telling."""


def sections(places: Places) -> Iterator[SectionCount]:
    """Yield the sections that have entries."""
    document = places.document
    dead = Counter(
        id(document.section_at(known.link.span.start))
        for known in places.links.values()
        if known.verdict and known.verdict.state == "dead"
    )
    own: dict[int, list[Entry]] = {}
    for entry in places.entries:
        own.setdefault(id(entry.section), []).append(entry)
    for section in document.sections:
        if entries := own.get(id(section)):
            with_code = sum(entry.link("code") is not None for entry in entries)
            yield SectionCount(places.path(section), len(entries), with_code, dead[id(section)])


def years(entries: Sequence[Entry]) -> tuple[Bar, ...]:
    """Return how many entries are of each year; nothing where hardly any names one."""
    counts = Counter(entry.published or entry.section_year or 0 for entry in entries)
    without = counts.pop(0, 0)
    bars = [Bar(str(year), count) for year, count in sorted(counts.items())]
    return _with_rest(bars, "no year", without)


def by_venue(entries: Sequence[Entry]) -> tuple[Bar, ...]:
    """Return how many entries are of each venue, the most frequent first."""
    counts = Counter([venue for entry in entries if (venue := venue_of(entry))])
    ranked = counts.most_common()
    bars = [Bar(venue, count) for venue, count in ranked[:_MOST_BARS]]
    if rest := sum(count for _, count in ranked[_MOST_BARS:]):
        bars.append(Bar("other venues", rest))
    return _with_rest(bars, "no venue", len(entries) - counts.total())


def _with_rest(bars: Sequence[Bar], label: str, number: int) -> tuple[Bar, ...]:
    """Return bars with one for the rest; nothing where they are about hardly any entries."""
    if sum(bar.number for bar in bars) < _LEAST_SHARE * number:
        return ()
    return (*bars, Bar(label, number)) if bars and number else tuple(bars)


def venue_of(entry: Entry) -> str:
    """Return the usual name of an entry's venue; empty where it names none."""
    known = entry.known_venue
    return known.name if known else masked(entry.venue.text) if entry.venue else ""


def repositories(places: Places, today: date) -> Iterator[Group]:
    """Yield the repositories that are archived, and those without a push for long."""
    archived: dict[str, Item] = {}
    stale: dict[str, Item] = {}
    for known in places.links.values():
        facts = known.verdict.facts if known.verdict else NO_FACTS
        name, pushed = facts.get("full_name"), _day(facts.get("pushed_at"))
        if not isinstance(name, str):
            continue
        item = places.link_item(known, f"last push {pushed}" if pushed else "")
        if facts.get("archived") is True:
            archived.setdefault(name.lower(), item)
        elif pushed and today - pushed > _STALE:
            stale.setdefault(name.lower(), item)
    if archived:
        yield Group("Archived", tuple(archived.values()))
    if stale:
        oldest = sorted(stale.values(), key=lambda item: item.said)
        yield Group("No push for three years or more", tuple(oldest))


def _day(written: object) -> date | None:
    """Return the day of a date that a server wrote."""
    if not isinstance(written, str) or not _DAY.match(written):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
