"""Say what changed from one fleet to another: for people, for GitHub, and as JSON."""

from collections.abc import Iterator, Sequence

from awesomecheck.errors import counted
from awesomecheck.fleet.compare import ChangedLink, FleetDiff
from awesomecheck.fleet.report.model import Shown
from awesomecheck.formats._gfm import code, prose
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal

_LONGEST = 300


def _groups(diff: FleetDiff) -> Iterator[tuple[str, Shown[str] | Shown[ChangedLink]]]:
    """Yield what there is of each kind."""
    lists = (
        ("New lists", diff.came),
        ("Lists that are not there any more", diff.went),
        ("Lists that could not be read any more", diff.failed),
        ("Lists that could be read again", diff.back),
    )
    links = (("Newly dead", diff.died), ("Alive again", diff.revived))
    yield from (each for each in lists if each[1].total)
    yield from (each for each in links if each[1].total)


def _head(diff: FleetDiff) -> str:
    if not (diff.rules or diff.removed or [*_groups(diff)]):
        return f"no differences in {counted(diff.both, 'list')}"
    came = sum(rule.came for rule in diff.rules)
    went = sum(rule.went for rule in diff.rules)
    lists = counted(diff.both, "list")
    return f"{counted(came, 'finding')} came and {went} went in {lists} that both have"


def _tail(diff: FleetDiff) -> str:
    return f"Dead then, and not in any list any more: {diff.removed}" if diff.removed else ""


def diff_as_text(diff: FleetDiff) -> Iterator[str]:
    """Yield lines for a terminal."""
    yield _shown(f"{diff.old} → {diff.new}: {_head(diff)}")
    yield from (_shown(f"note: {notice}") for notice in diff.notices)
    for title, group in _groups(diff):
        yield f"\n{title} ({group.total}):"
        yield from (_shown(f"  {_item(each)}") for each in group.rows)
        if more := group.total - len(group.rows):
            yield f"  … and {more} more"
    if diff.rules:
        widths = [max(len(str(number)) for number in each) for each in _columns(diff)]
        first, second = max(4, widths[0]), max(4, widths[1])
        yield f"\nFindings by rule:\n  {'came':>{first}}  {'went':>{second}}"
        for rule in diff.rules:
            yield _shown(f"  {rule.came:>{first}}  {rule.went:>{second}}  {rule.rule}")
    if tail := _tail(diff):
        yield f"\n{tail}"


def _columns(diff: FleetDiff) -> Sequence[Sequence[int]]:
    return [rule.came for rule in diff.rules], [rule.went for rule in diff.rules]


def _item(each: str | ChangedLink) -> str:
    if isinstance(each, str):
        return each
    more = each.lists - len(each.some)
    lists = ", ".join(each.some) + (f" and {more} more" if more else "")
    return f"{each.url} ({each.said}) in {counted(each.lists, 'list')}: {lists}"


def _shown(line: str) -> str:
    return disarm_commands(escape_for_terminal(line))


def diff_as_markdown(diff: FleetDiff) -> Iterator[str]:
    """Yield pieces of Markdown for GitHub that make sense without those that follow."""
    yield f"{prose(f'`{diff.old}` → `{diff.new}`: {_head(diff)}', _LONGEST)}.\n"
    for notice in diff.notices:
        yield f"\n> [!NOTE]\n> {prose(notice, _LONGEST)}\n"
    if diff.rules:
        yield "\n### Findings by rule\n\n| Rule | Came | Went |\n| :-- | --: | --: |\n"
        yield from (f"| {code(rule.rule)} | {rule.came} | {rule.went} |\n" for rule in diff.rules)
    for title, group in _groups(diff):
        yield f"\n### {title} ({group.total})\n\n"
        yield from (f"- {_in_markdown(each)}\n" for each in group.rows)
        if more := group.total - len(group.rows):
            yield f"- … and {more} more\n"
    if tail := _tail(diff):
        yield f"\n{tail}.\n"


def _in_markdown(each: str | ChangedLink) -> str:
    if isinstance(each, str):
        return code(each, _LONGEST)
    more = each.lists - len(each.some)
    lists = ", ".join(code(name) for name in each.some) + (f" and {more} more" if more else "")
    said = prose(each.said, _LONGEST)
    return f"{code(each.url, _LONGEST)} ({said}) in {counted(each.lists, 'list')}: {lists}"


def diff_as_data(diff: FleetDiff) -> dict[str, object]:
    """Return an object for programs."""
    groups = {
        "lists_came": diff.came,
        "lists_went": diff.went,
        "lists_failed": diff.failed,
        "lists_read_again": diff.back,
    }
    links = {"links_died": diff.died, "links_alive_again": diff.revived}
    return {
        "version": 1,
        "old": diff.old,
        "new": diff.new,
        "notices": [*diff.notices],
        "lists_in_both": diff.both,
        **{name: [*group.rows] for name, group in groups.items()},
        "findings": [rule._asdict() for rule in diff.rules],
        **{
            name: [
                {"url": each.url, "evidence": each.said, "lists": each.lists, "some": each.some}
                for each in group.rows
            ]
            for name, group in links.items()
        },
        "dead_links_removed": diff.removed,
    }
