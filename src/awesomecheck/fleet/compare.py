"""Compare two fleets: lists, findings and dead links that came and went."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pyarrow
from pyarrow import compute

from awesomecheck.fleet.query import COUNT, Fleet, Selected, among, field, sorted_by
from awesomecheck.fleet.report.links import dead_targets, evidence_of, verdicts_on
from awesomecheck.fleet.report.model import Shown
from awesomecheck.fleet.report.names import brief, most_listed, shown_url

_compute: Any = compute
_arrow: Any = pyarrow

_PLACES: Final = r"\blines? \d+|\b\d+ of \d+\b"
"""What changes in a message although the finding is the same: where others are, and how many."""
_THERE: Final = ("alive", "moved")


class RuleChange(NamedTuple):
    """How the findings of a rule changed, in lists that both fleets have."""

    rule: str
    came: int
    went: int


class ChangedLink(NamedTuple):
    """A link that died, or is there again."""

    url: str
    said: str
    """The evidence."""
    lists: int
    some: tuple[str, ...]
    """A few of the lists that have it."""


class FleetDiff(NamedTuple):
    """What changed from one fleet to another; texts are short, but a stranger's."""

    old: str
    new: str
    notices: tuple[str, ...]
    """Why not all that is said may be true."""
    both: int
    """Lists that were read in both."""
    came: Shown[str]
    """Lists that only the new one has."""
    went: Shown[str]
    failed: Shown[str]
    """Lists that were read once and could not be now."""
    back: Shown[str]
    """The reverse."""
    rules: tuple[RuleChange, ...]
    died: Shown[ChangedLink]
    revived: Shown[ChangedLink]
    removed: int
    """Dead links that no list has any more."""


def compare_fleets(old: Fleet, new: Fleet, top: int | None) -> FleetDiff:
    """Return what changed.

    Args:
        old: the earlier fleet.
        new: the later one.
        top: the most lists and links of each kind; None for all.
    """
    lists = [_by_status(each) for each in (old, new)]
    before, now = (read | failed for read, failed in lists)
    (read_before, failed_before), (read_now, failed_now) = lists
    both = read_before & read_now
    dead_before, dead_now = dead_targets(old), dead_targets(new)
    linked = _linked(new, dead_before, dead_now)
    died = _without(_within(dead_now, linked), dead_before)
    revived = _without(_within(dead_before, linked), dead_now)
    return FleetDiff(
        old=str(old.folder),
        new=str(new.folder),
        notices=tuple(_notices(old, new)),
        both=len(both),
        came=_shown(now - before, top),
        went=_shown(before - now, top),
        failed=_shown(read_before & failed_now, top),
        back=_shown(failed_before & read_now, top),
        rules=tuple(_rules(old, new, both)),
        died=_links(new, _in_states(old, died, (*_THERE, "unsure")), top),
        revived=_links(new, _in_states(new, revived, _THERE), top),
        removed=len(dead_before) - len(_within(dead_before, linked)),
    )


def _by_status(fleet: Fleet) -> tuple[set[str], set[str]]:
    """Return the lists that were read, and those that could not be."""
    rows = fleet.rows("lists", ["list", "status"])
    failed = set(rows.filter(field("status") == "failed").column("list").to_pylist())
    return set(rows.column("list").to_pylist()) - failed, failed


def _notices(old: Fleet, new: Fleet) -> Iterator[str]:
    for fleet in (old, new):
        if fleet.manifest.finished is None:
            yield f"`{fleet.folder}` has not finished: what it has not read or checked is missing"
    versions = [brief(fleet.manifest.awesomecheck) for fleet in (old, new)]
    if len({*versions}) > 1:
        before, now = versions
        yield f"made with awesomecheck {before} and {now}: findings may differ for that reason"


def _shown(names: set[str], top: int | None) -> Shown[str]:
    return Shown(tuple(map(brief, sorted(names)[:top])), len(names))


def _rules(old: Fleet, new: Fleet, both: set[str]) -> Iterator[RuleChange]:
    """Yield the rules with findings that came or went, the most changed first."""
    keys = ["list", "rule", "message"]
    before, now = (_findings(fleet, both) for fleet in (old, new))
    joined = now.join(before, keys, join_type="full outer", right_suffix="_before")
    counts = [_compute.fill_null(joined.column(name), 0) for name in (COUNT, f"{COUNT}_before")]
    change = _compute.subtract(*counts)
    came, went = (_compute.max_element_wise(each, 0) for each in (change, _compute.negate(change)))
    rows = _arrow.table({"rule": joined.column("rule"), "came": came, "went": went})
    sums = rows.group_by("rule").aggregate([("came", "sum"), ("went", "sum")])
    changed = sums.filter((field("came_sum") > 0) | (field("went_sum") > 0))
    total = _compute.add(changed.column("came_sum"), changed.column("went_sum"))
    ranked = sorted_by(changed.append_column("total", total), ("total", True), ("rule", False))
    for row in ranked.to_pylist():
        yield RuleChange(brief(row["rule"]), row["came_sum"], row["went_sum"])


def _findings(fleet: Fleet, lists: set[str]) -> Selected:
    """Return how many findings of the same list, rule and message there are."""
    message = _compute.replace_substring_regex(field("message"), _PLACES, "")
    keys = {"list": field("list"), "rule": field("rule"), "message": message}
    return fleet.grouped("findings", keys, where=among("list", sorted(lists)))


def _linked(fleet: Fleet, *targets: Any) -> Any:
    """Return those of targets that a list links to."""
    wanted = _arrow.chunked_array(targets, _arrow.string()).unique()
    links = fleet.grouped("links", ["target"], where=among("target", wanted))
    return links.column("target").combine_chunks()


def _within(targets: Any, others: Any) -> Any:
    return targets.filter(_compute.is_in(targets, others))


def _without(targets: Any, others: Any) -> Any:
    return targets.filter(_compute.invert(_compute.is_in(targets, others)))


def _in_states(fleet: Fleet, targets: Any, states: Sequence[str]) -> Any:
    """Return those of targets that were checked with one of these outcomes."""
    checked = field("checked").is_valid() & among("verdict", states)
    rows = fleet.rows("verdicts", ["target"], checked & among("target", targets))
    return rows.column("target").combine_chunks()


def _links(fleet: Fleet, targets: Any, top: int | None) -> Shown[ChangedLink]:
    """Return links with the lists that have them, those of most lists first."""
    pairs = fleet.rows("links", ["target", "list"], among("target", targets))
    listed = most_listed(pairs, "target", top, least=1)
    verdicts = verdicts_on(fleet, [row["target"] for row in listed.rows])
    found = (
        ChangedLink(
            url=shown_url(verdicts[row["target"]]["url"]),
            said=evidence_of(verdicts[row["target"]]),
            lists=row[COUNT],
            some=tuple(map(brief, row["some"])),
        )
        for row in listed.rows
    )
    return Shown(tuple(found), listed.total)
