"""How the links of all lists are: by state, reason and host, and where the dead ones are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow
from pyarrow import compute

from awesomecheck.fleet.query import COUNT, Fleet, RowDict, Selected, among, field, sorted_by
from awesomecheck.fleet.report.model import DyingList, HostCount, ReasonCount, Shown, Widespread
from awesomecheck.fleet.report.names import Names, brief, most_listed, shown_url
from awesomecheck.health.model import STATES
from awesomecheck.links.sites import domain_of

_arrow: Any = pyarrow
_compute: Any = compute

NOT_CHECKED: Final = "not checked"
BLOCKED: Final = ("blocked", "rate-limited", "login-required", "consent-required")
"""Reasons of links whose servers refuse programs."""
_HOST: Final = _compute.struct_field(
    _compute.extract_regex(
        _compute.utf8_lower(field("url")), r"^https?://(?:[^/?#@]*@)?(?P<host>[^/?#:@\\]+)"
    ),
    "host",
)
_DEAD: Final = field("verdict") == "dead"
_UNSURE: Final = (field("verdict") == "unsure") & field("checked").is_valid()


def by_reason(fleet: Fleet) -> Sequence[ReasonCount]:
    """Return how many links have which verdict, and why."""
    asked = field("checked").is_valid()
    rows = fleet.grouped("verdicts", ["verdict", "reason"], {"asked": asked}).to_pylist()
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        skipped = row["verdict"] == "skipped"
        counts[brief(row["verdict"]), brief(row["reason"])] += (
            row[COUNT] if skipped else row["asked"]
        )
        counts[NOT_CHECKED, ""] += 0 if skipped else row[COUNT] - row["asked"]
    return [ReasonCount(*key, count) for key, count in counts.most_common() if count]


def by_state(reasons: Sequence[ReasonCount]) -> Mapping[str, int]:
    """Return how many links are in which state, without states that none has."""
    counts: Counter[str] = Counter()
    for each in reasons:
        counts[each.verdict] += each.links
    return {state: counts[state] for state in STATES if counts[state]}


def dead_targets(fleet: Fleet) -> Any:
    """Return the targets of dead links, as an array."""
    return fleet.rows("verdicts", ["target"], _DEAD).column("target").combine_chunks()


def by_dead(fleet: Fleet, names: Names, dead: Any, top: int) -> Shown[DyingList]:
    """Return the lists with most dead links."""
    rows = fleet.grouped("links", ["list"], where=among("target", dead))
    worst = sorted_by(rows, (COUNT, True), ("list", False)).slice(0, top)
    shown = among("list", worst.column("list").combine_chunks())
    links = {
        row["list"]: row["links"]
        for row in fleet.rows("lists", ["list", "links"], shown).to_pylist()
    }
    found = (
        DyingList(names.one(row["list"]), links.get(row["list"], row[COUNT]), row[COUNT])
        for row in worst.to_pylist()
    )
    return Shown(tuple(found), rows.num_rows)


def widespread_dead(fleet: Fleet, names: Names, dead: Any, top: int) -> Shown[Widespread]:
    """Return the dead links that several lists have."""
    pairs = fleet.rows("links", ["target", "list"], among("target", dead))
    listed = most_listed(pairs, "target", top, least=2)
    verdicts = verdicts_on(fleet, [row["target"] for row in listed.rows])
    found = (
        Widespread(
            name="",
            url=shown_url(verdicts[row["target"]]["url"]),
            lists=row[COUNT],
            some=names.some(row["some"]),
            said=evidence_of(verdicts[row["target"]]),
        )
        for row in listed.rows
    )
    return Shown(tuple(found), listed.total)


def verdicts_on(fleet: Fleet, targets: Sequence[str]) -> Mapping[str, RowDict]:
    """Return the verdicts on a few targets."""
    columns = ["target", "url", "verdict", "reason", "evidence"]
    rows = fleet.rows("verdicts", columns, among("target", targets)).to_pylist()
    return {row["target"]: row for row in rows}


def evidence_of(row: RowDict) -> str:
    """Return the evidence of a verdict, else its reason."""
    return brief(row["evidence"]) or brief(row["reason"]).replace("-", " ")


def by_host(fleet: Fleet, top: int) -> Shown[HostCount]:
    """Return the sites with most dead and blocked links, by their registered domains."""
    sums = {
        "dead": _DEAD,
        "blocked": _UNSURE & among("reason", BLOCKED),
        "unsure": _UNSURE,
    }
    rows = _by_domain(fleet.grouped("verdicts", {"host": _HOST}, sums), (COUNT, *sums))
    listed = _by_domain(fleet.grouped("links", {"host": _HOST}), (COUNT,))
    listed = listed.rename_columns(["host", "listed"])
    joined = rows.filter((field("dead") > 0) | (field("unsure") > 0)).join(listed, "host")
    lost = _compute.add(joined.column("dead"), joined.column("blocked"))
    bad = joined.append_column("lost", lost)
    worst = sorted_by(bad, ("lost", True), ("dead", True), ("unsure", True), ("host", False))
    found = (
        HostCount(
            brief(row["host"]),
            row[COUNT],
            row["listed"] or 0,
            row["dead"],
            row["blocked"],
            row["unsure"],
        )
        for row in worst.slice(0, top).to_pylist()
    )
    return Shown(tuple(found), bad.num_rows)


def _by_domain(rows: Selected, counts: Sequence[str]) -> Selected:
    """Return counts by host as counts by registered domain."""
    known = rows.filter(field("host").is_valid())
    domains = _arrow.array(map(domain_of, known.column("host").to_pylist()), _arrow.string())
    renamed = known.set_column(0, "host", domains)
    sums = renamed.group_by("host").aggregate([(name, "sum") for name in counts])
    return sums.rename_columns(["host", *counts])
