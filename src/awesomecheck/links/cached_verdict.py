"""Verdicts as rows of the cache's file, which anybody may have written."""

from collections.abc import Mapping
import json
import math
import re
from typing import Final, NoReturn, cast, get_args

from msgspec import Struct

from awesomecheck.links.urls import normalize
from awesomecheck.regexes import regex
from awesomecheck.rules import NO_FACTS, FactValue, Reason, State, Verdict

_UNSURE_AGE: Final = 3600.0
"""Seconds after which an unsure verdict is stale, whatever `max_age` says."""
_WEB_URL: Final = regex(r"https?://[^\x00-\x20\x7f-\x9f\ud800-\udfff]{1,8000}", re.IGNORECASE)
_LONGEST_TEXT: Final = 100_000
"""Characters of any other text; what we write is far shorter."""
_MOST_FACTS: Final = 100
_LATEST: Final = 4_102_444_800.0
"""The year 2100, in seconds: no verdict is from later."""
_LARGEST: Final = 2**53
_NOT_STORED: Final = "dead_since"
"""A fact that is worked out after loading."""


class CachedVerdict(Struct, frozen=True):
    """What is known of a link from before."""

    verdict: Verdict
    checked: float
    last_alive: float | None
    first_failure: float | None
    failures: int

    @property
    def known_at(self) -> float:
        """When there was an answer last; 0 where there never was one."""
        return self.checked if self.verdict.state != "unsure" else self.last_alive or 0.0

    def is_fresh(self, now: float, max_age: float) -> bool:
        """Return whether the link need not be requested again."""
        limit = min(max_age, _UNSURE_AGE) if self.verdict.state == "unsure" else max_age
        return 0 <= now - self.checked < limit


def from_row(row: list[object]) -> CachedVerdict | None:
    """Return what a row says; None if it cannot be ours."""
    try:
        return _read(*row)
    except (TypeError, ValueError, RecursionError):
        return None


def _read(
    state: object,
    reason: object,
    status: object,
    final_url: object,
    evidence: object,
    facts: object,
    checked: object,
    alive: object,
    first: object,
    failures: object,
) -> CachedVerdict:
    """Return what the columns of a row say.

    Raises:
        ValueError: one of them cannot be ours.
    """
    at = _time(checked)
    _require(state in get_args(State) and reason in get_args(Reason))
    _require(final_url is not None or state != "moved")
    verdict = Verdict(
        cast("State", state),
        cast("Reason", reason),
        None if status is None else _whole(status, 100, 999),
        None if final_url is None else _url(final_url),
        _text(evidence),
        _facts(_text(facts)),
    )
    return CachedVerdict(
        verdict,
        at,
        None if alive is None else _time(alive, at),
        None if first is None else _time(first, at),
        _whole(failures, 0, _LARGEST),
    )


def _facts(text: str) -> Mapping[str, FactValue]:
    stored: object = json.loads(text, parse_constant=_refuse)
    _require(isinstance(stored, dict))
    facts = cast("dict[str, object]", stored)
    _require(len(facts) <= _MOST_FACTS and _NOT_STORED not in facts)
    return {name: _fact(value) for name, value in facts.items()} or NO_FACTS


def _fact(value: object) -> FactValue:
    if isinstance(value, list):
        return tuple(_text(part) for part in cast("list[object]", value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        _require(abs(value) <= _LARGEST)
    else:
        _require(value is None or isinstance(value, bool | str))
    return cast("FactValue", value)


def _text(value: object, pattern: re.Pattern[str] | None = None) -> str:
    _require(isinstance(value, str) and len(value) <= _LONGEST_TEXT)
    text = cast("str", value)
    _require(pattern is None or pattern.fullmatch(text) is not None)
    return text


def _url(value: object) -> str:
    url = _text(value, _WEB_URL)
    normalize(url)  # raises a ValueError where no client can send it
    return url


def _whole(value: object, least: int, most: int) -> int:
    _require(isinstance(value, int) and least <= value <= most)
    return cast("int", value)


def _time(value: object, latest: float = _LATEST) -> float:
    _require(isinstance(value, float) and math.isfinite(value) and 0 <= value <= latest)
    return cast("float", value)


def _require(fact: bool) -> None:
    if not fact:
        raise ValueError


def _refuse(_: str) -> NoReturn:
    raise ValueError
