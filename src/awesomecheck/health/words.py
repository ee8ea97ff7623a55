"""Sentences of a report on the health of a list."""

from collections.abc import Mapping
from typing import Final

from awesomecheck.errors import counted, share
from awesomecheck.health.model import STATES, Health, LinkState, Since

CHECKED: Final[tuple[LinkState, ...]] = ("alive", "moved", "dead", "unsure")
ABOUT_UNSURE: Final = "What kept these from being checked may pass; none of them is called dead."


def headline(health: Health) -> str:
    """Return in a few words how the list is."""
    if not health.entries and not health.links:
        return "nothing to report on"
    return f"{counted(health.tasks, 'thing')} to do" if health.tasks else "nothing to do"


def said_counts(health: Health) -> str:
    """Return how much the list has, and the states of its links, in a sentence."""
    entries = counted(health.entries, "entry")
    said = f"{entries}, {counted(health.links, 'link')}"
    states = ", ".join(
        f"{health.states[state]} {state}" for state in STATES if state in health.states
    )
    return f"{said}: {states}." if states else f"{said}."


def changed_counts(since: Since, health: Health) -> str:
    """Return how the states of links changed, in a sentence."""
    now: Mapping[str, int] = {str(state): count for state, count in health.states.items()}
    before: Mapping[str, int] = {str(state): count for state, count in since.before.items()}
    changes = [
        f"{state} {before.get(state, 0)} → {now.get(state, 0)}"
        for state in CHECKED
        if before.get(state, 0) != now.get(state, 0)
    ]
    return f"Links: {', '.join(changes)}." if changes else "As many links in each state as then."


def with_code(health: Health) -> str:
    """Return how many papers have a link to code: `48 of 86 papers (56 %) have a link to code`."""
    papers = share(health.with_code, health.papers, "paper")
    return f"{papers}{percentage(health.with_code, health.papers)} have a link to code"


def percentage(count: int, total: int) -> str:
    """Return the percentage of a part, in brackets after a space; empty of nothing."""
    return f" ({100 * count / total:.0f} %)" if total else ""
