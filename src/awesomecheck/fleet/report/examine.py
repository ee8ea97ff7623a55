"""Examine a fleet: which lists, rules, hosts and links are worst, and what many lists share."""

from collections.abc import Iterator
from datetime import UTC, datetime

from awesomecheck.fleet.query import Fleet
from awesomecheck.fleet.report.links import (
    by_dead,
    by_host,
    by_reason,
    by_state,
    dead_targets,
    widespread_dead,
)
from awesomecheck.fleet.report.lists import by_findings, by_rule, failed_lists, totals
from awesomecheck.fleet.report.model import DisputedPaper, FleetReport, Shown, Widespread
from awesomecheck.fleet.report.names import Names, brief
from awesomecheck.fleet.report.papers import Papers, listed_repositories


def examined(fleet: Fleet, top: int) -> FleetReport:
    """Return the report on a fleet, with so many rows in each table."""
    manifest, names = fleet.manifest, Names.of(fleet)
    papers, disputed = _papers(fleet, names, top)
    dead, reasons = dead_targets(fleet), by_reason(fleet)
    bad = tuple(each for each in reasons if each.verdict in ("dead", "unsure"))
    return FleetReport(
        folder=fleet.folder.name or str(fleet.folder),
        started=datetime.fromtimestamp(manifest.started, UTC),
        finished=datetime.fromtimestamp(manifest.finished, UTC) if manifest.finished else None,
        version=brief(manifest.awesomecheck),
        notices=(*notices(fleet), *(f"left out: {error.message}" for error in fleet.left_out)),
        top=top,
        totals=totals(fleet, sum(each.links for each in reasons)),
        states=by_state(reasons),
        by_findings=by_findings(fleet, names, top),
        by_dead=by_dead(fleet, names, dead, top),
        rules=by_rule(fleet, top),
        reasons=Shown(bad[:top], len(bad)),
        dead=widespread_dead(fleet, names, dead, top),
        hosts=by_host(fleet, top),
        papers=papers,
        repositories=listed_repositories(fleet, names, top),
        disputed=disputed,
        failed=failed_lists(fleet, names, top),
    )


def _papers(
    fleet: Fleet, names: Names, top: int
) -> tuple[Shown[Widespread], Shown[DisputedPaper]]:
    """Return the papers in several lists, and those on which lists differ.

    Entries take most memory of all, and are not kept.
    """
    papers = Papers.of(fleet)
    return papers.listed(names, top), papers.disputed(names, top)


def notices(fleet: Fleet) -> Iterator[str]:
    """Yield why a fleet may not have everything."""
    manifest = fleet.manifest
    if manifest.finished is None:
        still = "reading lists" if manifest.phase == "read" else "checking links"
        yield f"the run has not finished: it was {still} when this was written"
