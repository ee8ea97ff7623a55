"""Checks of lists as rows of the cache's file: how many links had which state, day by day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
import json
from typing import Final, NamedTuple, cast, get_args

from awesomecheck.rules import State, Verdict

RUN_STATES: Final[tuple[State, ...]] = get_args(State)
"""In the order of the columns."""
_PROBLEMS: Final[frozenset[object]] = frozenset({"dead", "moved", "unsure"})
_MOST_LINKS: Final = 10_000_000
_LONGEST_TEXT: Final = 5_000_000
"""Characters of the problems of a run, some ten thousands."""


class RecordedRun(NamedTuple):
    """The last check of all links of a list on a day."""

    day: date
    """In UTC."""
    counts: Mapping[State, int]
    problems: Mapping[str, State] | None = None
    """The links that were dead, moved or unsure, by URL; None for a run that only counts."""


def recorded(verdicts: Mapping[str, Verdict], now: float) -> RecordedRun:
    """Return what is kept of a check.

    Args:
        verdicts: on all links of a list, by URL.
        now: when that was, in seconds since 1970.
    """
    counts: Counter[State] = Counter(verdict.state for verdict in verdicts.values())
    problems: dict[str, State] = {
        url: each.state for url, each in verdicts.items() if each.state in _PROBLEMS
    }
    return RecordedRun(datetime.fromtimestamp(now, UTC).date(), counts, problems)


def row_of_run(run: RecordedRun) -> tuple[object, ...]:
    """Return the columns of a run: its day, a count for each state, its problems."""
    problems = json.dumps(dict(run.problems)) if run.problems is not None else None
    if problems is not None and len(problems) > _LONGEST_TEXT:
        problems = None
    return (run.day.isoformat(), *(run.counts.get(state, 0) for state in RUN_STATES), problems)


def run_of_row(row: Sequence[object]) -> RecordedRun | None:
    """Return what a row says; None if it cannot be ours, as anybody may have written the file."""
    day, *counts, problems = row
    try:
        return RecordedRun(
            date.fromisoformat(cast("str", day)),
            {state: _count(each) for state, each in zip(RUN_STATES, counts, strict=True)},
            None if problems is None else _problems(problems),
        )
    except (TypeError, ValueError, RecursionError):
        return None


def _count(value: object) -> int:
    if isinstance(value, int) and 0 <= value <= _MOST_LINKS:
        return value
    raise ValueError


def _problems(text: object) -> Mapping[str, State]:
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT:
        raise ValueError
    stored: object = json.loads(text)
    if isinstance(stored, dict):
        found = cast("dict[str, object]", stored)
        if all(isinstance(state, str) and state in _PROBLEMS for state in found.values()):
            return cast("Mapping[str, State]", found)
    raise ValueError
