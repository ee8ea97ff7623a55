"""Write the health of a list as a page."""

from importlib.resources import files
from typing import Final

from awesomecheck.health.model import STATES, Health
from awesomecheck.health.words import (
    ABOUT_UNSURE,
    CHECKED,
    changed_counts,
    percentage,
    said_counts,
    with_code,
)
from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.pages.charts import Slice, parts_of
from awesomecheck.pages.page import html_page

COLUMNS: Final = ("Line", "State", "Entry", "Link", "Section", "Year", "Venue", "Why")
_FEW: Final = 10
"""Places of a group that are shown without being folded."""
_MANY: Final = 40
"""Sections from which on their table is folded."""


def as_page(health: Health) -> str:
    """Return the report as HTML."""
    return html_page(
        files("awesomecheck.health").joinpath("page.html").read_text("utf-8"),
        health=health,
        few=_FEW,
        many=_MANY,
        columns=COLUMNS,
        checked=CHECKED,
        states=parts_of({str(state): each for state, each in health.states.items()}, STATES),
        run_parts=_run_parts,
        most_links=max((sum(run.counts.values()) for run in health.trend), default=0),
        counts=said_counts(health),
        changed=changed_counts(health.since, health) if health.since else "",
        with_code=with_code(health),
        percent=percentage,
        about_unsure=ABOUT_UNSURE,
    )


def _run_parts(run: RecordedRun) -> list[Slice]:
    counts = {str(state): count for state, count in run.counts.items()}
    return parts_of(counts, CHECKED)
