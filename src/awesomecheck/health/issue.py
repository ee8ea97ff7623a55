"""Write the health of a list as Markdown, as the body of an issue."""

from collections.abc import Iterable, Iterator
from typing import Final

from awesomecheck.formats._gfm import code, prose
from awesomecheck.formats.markdown import MARKER, MAX_CHARACTERS, within
from awesomecheck.health.model import Bar, Group, Health, Item, Since
from awesomecheck.health.words import (
    ABOUT_UNSURE,
    changed_counts,
    headline,
    said_counts,
    with_code,
)

_LONG: Final = 400
_SHORT: Final = 120
_MOST_OPEN: Final = 20
"""Places of a group that are shown without being folded."""
_MOST_RUNS: Final = 10
_ROOM_FOR_END: Final = 500
"""Characters for the sentence about what did not fit."""


def as_issue(health: Health) -> str:
    """Return the report; if not all fits, what is most certain is in it."""
    parts = list(_parts(health))
    shown = within(MAX_CHARACTERS - _ROOM_FOR_END, parts)
    text = "".join(shown)
    if len(shown) < len(parts):
        text += (
            "\n> [!NOTE]\n> The rest did not fit: `awesomecheck report -o report.html` has all.\n"
        )
    return text


def _parts(health: Health) -> Iterator[str]:
    """Yield pieces that make sense without those that follow."""
    yield f"{MARKER}\n\n## {prose(health.title, _SHORT)}: {headline(health)}\n"
    yield f"\n{said_counts(health)}\n"
    for notice in health.notices:
        yield f"\n> [!NOTE]\n> {prose(notice, _LONG)}\n"
    if health.to_do:
        yield "\n### What to do\n"
    for group in health.to_do:
        yield from _group(group, health.page)
    if health.since:
        yield from _since(health.since, health)
    if health.entries or health.repositories or len(health.trend) > 1:
        yield "\n### The list\n"
        yield from _contents(health)
    if health.unsure:
        yield f"\n### Unsure links\n\n{ABOUT_UNSURE}\n"
        for group in health.unsure:
            yield from _group(group, health.page, folded=True)


def _group(group: Group, page: str, *, folded: bool = False) -> Iterator[str]:
    """Yield the places of a group as a table; long ones are folded."""
    title = f"{group.title} ({len(group.items)})"  # words of ours: nothing is escaped in HTML
    if folded or len(group.items) > _MOST_OPEN:
        before, after = f"\n<details>\n<summary>{title}</summary>\n", "\n</details>\n"
    else:
        before, after = f"\n#### {title}\n", ""
    advice = f"\n{prose(group.advice, _LONG)}.\n" if group.advice else ""
    rows = [_row(item, page) for item in group.items]
    size = 100
    for start in range(0, len(rows), size):
        table = "".join(rows[start : start + size])
        yield f"{before}{advice}\n| Line | Entry | |\n| --: | :-- | :-- |\n{table}{after}"
        advice = ""


def _row(item: Item, page: str) -> str:
    if item.line is None:
        place = ""
    else:
        place = f"[{item.line}]({page}#L{item.line})" if page else str(item.line)
    said = [prose(item.said, _LONG)] if item.said else []
    said += [code(item.url, _LONG)] if item.url and item.url not in item.said else []
    said += [f"→ {code(item.new, _LONG)}"] if item.new and item.new not in item.said else []
    return f"| {place} | {prose(item.name, _SHORT)} | {'<br>'.join(said)} |\n"


def _since(since: Since, health: Health) -> Iterator[str]:
    yield f"\n### Since {since.day}\n\n{changed_counts(since, health)}\n"
    for group in since.groups:
        yield from _group(group, health.page)


def _contents(health: Health) -> Iterator[str]:
    """Yield what is in the list, in tables."""
    if health.has_papers:
        yield f"\n{with_code(health)}.\n"
    for group in health.repositories:
        yield from _group(group._replace(title=f"Repositories: {group.title}"), health.page)
    if health.sections:
        rows = (
            f"| {prose(' › '.join(each.path) or 'no section', _SHORT)} | {each.entries} |"
            f"{f' {each.with_code} |' if health.has_papers else ''} {each.dead} |\n"
            for each in health.sections
        )
        head = (
            "| Section | Entries | With code | Dead links |\n| :-- | --: | --: | --: |\n"
            if health.has_papers
            else "| Section | Entries | Dead links |\n| :-- | --: | --: |\n"
        )
        yield _folded("Sections", head, rows)
    if health.years:
        yield _folded("Years", "| Year | Entries |\n| :-- | --: |\n", map(_bar, health.years))
    if health.venues:
        yield _folded("Venues", "| Venue | Entries |\n| :-- | --: |\n", map(_bar, health.venues))
    if len(health.trend) > 1:
        runs = (
            f"| {run.day} | {run.counts['alive']} | {run.counts['moved']} |"
            f" {run.counts['dead']} | {run.counts['unsure']} |\n"
            for run in reversed(health.trend[-_MOST_RUNS:])
        )
        head = "| Day | Alive | Moved | Dead | Unsure |\n| :-- | --: | --: | --: | --: |\n"
        yield _folded("Checks of all links", head, runs)


def _folded(title: str, head: str, rows: Iterable[str]) -> str:
    return f"\n<details>\n<summary>{title}</summary>\n\n{head}{''.join(rows)}\n</details>\n"


def _bar(bar: Bar) -> str:
    return f"| {prose(bar.label, _SHORT)} | {bar.number} |\n"
