"""Durations as people write them: `90s`, `30m`, `12h`, `7d`, `2w`."""

from typing import NamedTuple

from awesomecheck.regexes import regex

_DURATION = regex(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[smhdw]?)")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


class Unit(NamedTuple):
    """What a number of a configuration counts."""

    name: str
    seconds: int


SECONDS = Unit("seconds", 1)
DAYS = Unit("days", 86_400)


def duration(text: str, unit: Unit = SECONDS) -> float | None:
    """Return the seconds of a duration; None if the text is none.

    Args:
        text: a number and the first letter of its unit.
        unit: of a number alone.
    """
    match = _DURATION.fullmatch(text.strip().lower())
    return float(match["number"]) * _SECONDS.get(match["unit"], unit.seconds) if match else None
