"""How much there is in all lists, which have many findings, and which could not be read."""

from typing import Any, Final

from pyarrow import compute

from awesomecheck.fleet.query import COUNT, Fleet, among, field, sorted_by
from awesomecheck.fleet.report.model import FailedList, RuleCount, Shown, Totals, WorstList
from awesomecheck.fleet.report.names import Names, brief

_compute: Any = compute

FEWEST_ENTRIES: Final = 20
"""Entries from which on findings for each entry say something of a list."""
_FAILED: Final = field("status") == "failed"
_SUMS: Final = ("bytes", "entries", "findings", "links")


def totals(fleet: Fleet, targets: int) -> Totals:
    """Return how much there is; `targets` are the different links."""
    rows = fleet.rows("lists", [*_SUMS, "status"])
    failed = rows.filter(_FAILED).num_rows
    sums = {name: _compute.sum(rows.column(name)).as_py() or 0 for name in _SUMS}
    return Totals(read=rows.num_rows - failed, failed=failed, targets=targets, **sums)


def by_findings(fleet: Fleet, names: Names, top: int) -> Shown[WorstList]:
    """Return the lists with most findings for each entry."""
    share = field("findings").cast("double") / field("entries").cast("double")
    columns = {name: field(name) for name in ("list", "entries", "findings")} | {"share": share}
    rows = fleet.rows(
        "lists", columns, ~_FAILED & (field("entries") >= FEWEST_ENTRIES) & (field("findings") > 0)
    )
    worst = sorted_by(rows, ("share", True), ("list", False)).slice(0, top)
    shown = among("list", worst.column("list").combine_chunks())
    counts = fleet.grouped("findings", ["list"], where=shown & (field("severity") == "error"))
    errors = dict(zip(*(counts.column(name).to_pylist() for name in ("list", COUNT)), strict=True))
    found = (
        WorstList(
            names.one(row["list"]), row["entries"], row["findings"], errors.get(row["list"], 0)
        )
        for row in worst.to_pylist()
    )
    return Shown(tuple(found), rows.num_rows)


def by_rule(fleet: Fleet, top: int) -> Shown[RuleCount]:
    """Return the rules with most findings."""
    each = fleet.grouped("findings", ["rule", "severity", "list"], {"fixable": field("fixable")})
    sums = [(COUNT, "sum"), ("fixable", "sum")]
    lists = each.group_by(["rule", "list"]).aggregate([]).group_by("rule")
    lists = lists.aggregate([([], "count_all")]).rename_columns(["rule", "lists"])
    severities = each.group_by(["rule", "severity"]).aggregate([(COUNT, "sum")])
    usual = sorted_by(severities, ("rule", False), (f"{COUNT}_sum", True), ("severity", False))
    usual = usual.group_by("rule", use_threads=False).aggregate([("severity", "first")])
    rows = each.group_by("rule").aggregate(sums).join(lists, "rule").join(usual, "rule")
    worst = sorted_by(rows, (f"{COUNT}_sum", True), ("rule", False)).slice(0, top)
    found = (
        RuleCount(
            brief(row["rule"]),
            brief(row["severity_first"]),
            row[f"{COUNT}_sum"],
            row["fixable_sum"],
            row["lists"],
        )
        for row in worst.to_pylist()
    )
    return Shown(tuple(found), rows.num_rows)


def failed_lists(fleet: Fleet, names: Names, top: int) -> Shown[FailedList]:
    """Return the lists that could not be read, those with the same error together."""
    rows = fleet.rows("lists", ["list", "error"], _FAILED)
    first = sorted_by(rows, ("error", False), ("list", False)).slice(0, top).to_pylist()
    found = (FailedList(names.one(row["list"]), brief(row["error"])) for row in first)
    return Shown(tuple(found), rows.num_rows)
