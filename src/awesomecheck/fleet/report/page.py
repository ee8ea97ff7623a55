"""Write a report on a fleet as a page."""

from importlib.resources import files
from typing import Any, Final

from awesomecheck.errors import counted
from awesomecheck.fleet.report.lists import FEWEST_ENTRIES
from awesomecheck.fleet.report.model import FleetReport, Shown
from awesomecheck.health.model import STATES
from awesomecheck.health.words import percentage
from awesomecheck.pages.charts import parts_of
from awesomecheck.pages.page import html_page

_NUMBERS: Final = (
    "Per 100 entries", "Findings", "Fixable", "Errors", "Entries", "Dead", "Blocked", "Unsure",
    "Links", "Share", "Lists", "In lists",
)  # fmt: skip
"""Columns of numbers; the others have texts."""
_MOST_PLACES: Final = 6
"""Venues and years of a paper that are shown."""


def fleet_page(fleet: FleetReport) -> str:
    """Return the report as HTML."""
    sections: list[tuple[str, str, Shown[Any]]] = [
        ("findings", "Lists with most findings", fleet.by_findings),
        ("dead-lists", "Lists with dead links", fleet.by_dead),
        ("dead", "Dead links of several lists", fleet.dead),
        ("rules", "Rules", fleet.rules),
        ("hosts", "Hosts", fleet.hosts),
        ("reasons", "Reasons", fleet.reasons),
        ("disputed", "Papers under different venues or years", fleet.disputed),
        ("papers", "Papers in several lists", fleet.papers),
        ("repositories", "Repositories in several lists", fleet.repositories),
        ("failed", "Lists that could not be read", fleet.failed),
    ]
    return html_page(
        files("awesomecheck.fleet.report").joinpath("page.html").read_text("utf-8"),
        fleet=fleet,
        sections=sections,
        truncated=any(len(shown.rows) < shown.total for _, _, shown in sections),
        states=parts_of(fleet.states, STATES),
        numbers=_NUMBERS,
        fewest=FEWEST_ENTRIES,
        most_places=_MOST_PLACES,
        most_findings=max((each.findings for each in fleet.rules.rows), default=0),
        most_links=max((each.links for each in fleet.reasons.rows), default=0),
        when=_when(fleet),
        counted=_counted,
        percent=percentage,
    )


def _when(fleet: FleetReport) -> str:
    """Return from when to when the run was."""
    first = f"{fleet.started:%Y-%m-%d %H:%M}"
    if fleet.finished is None:
        return f"since {first} UTC"
    same = fleet.finished.date() == fleet.started.date()
    return f"{first} to {fleet.finished:{'%H:%M' if same else '%Y-%m-%d %H:%M'}} UTC"


def _counted(count: int, noun: str) -> str:
    """Return a number, with commas between thousands, and a noun."""
    _, _, words = counted(count, noun).partition(" ")
    return f"{count:,} {words}"
