"""Values as other tools write them: numbers, spans of time, status codes."""

from collections.abc import Mapping, Sequence
import re
from typing import cast

from awesomecheck.errors import UserError
from awesomecheck.migrate.model import Given

_UNITS = {
    "ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0,
    "w": 604_800.0, "M": 2_630_016.0, "y": 31_557_600.0,
}  # fmt: skip
"""Seconds; months and years as https://docs.rs/humantime and https://github.com/vercel/ms do."""
_LONG = re.compile(
    r"(?P<ns>nsecs?|nanos?)|(?P<us>usecs?|micros?)|(?P<ms>msecs?|millis|milliseconds?)"
    r"|(?P<s>secs?|seconds?)|(?P<m>mins?|minutes?)|(?P<h>hrs?|hours?)|(?P<d>days?)|(?P<w>weeks?)"
    r"|(?P<M>months?)|(?P<y>yrs?|years?)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(\d{1,12}(?:\.\d{1,9})?)\s*([A-Za-z]*)\s*")
_CODES = re.compile(
    r"\s*(?:(?P<code>\d{3})|(?P<first>\d{3})?\.\.(?P<closed>=?)(?P<last>\d{3})?)\s*"
)


def wrong(given: Given, what: str) -> UserError:
    """The error of a value of a wrong type."""
    shown = (
        given.value if isinstance(given.value, str | int | float) else type(given.value).__name__
    )
    return UserError(
        f"{given.origin}: `{given.name}` is {what}, not `{str(shown)[:80]}`",
        hint="put it right, or take it out, and run `awesomecheck init --from` again",
    )


def text(given: Given, what: str = "a text") -> str:
    """A text.

    Raises:
        UserError: it is none.
    """
    if isinstance(given.value, str):
        return given.value
    raise wrong(given, what)


def table(given: Given) -> Mapping[str, object]:
    """A table, or an object of JSON.

    Raises:
        UserError: it is none.
    """
    value: object = given.value
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    raise wrong(given, "a table or an object")


def items(given: Given) -> Sequence[object]:
    """All values of an option that has several; one alone is a list too."""
    value: object = given.value
    return cast("list[object]", value) if isinstance(value, list) else [value]


def number(given: Given) -> int:
    """A whole number.

    Raises:
        UserError: it is none.
    """
    value = given.value
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,12}\s*", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
        return value
    raise wrong(given, "a whole number")


def seconds(given: Given, unit: str = "s") -> float:
    """A span of time in seconds: `20`, `20s`, `1h 30m`, `2 days`.

    Args:
        given: the value.
        unit: what a bare number counts.

    Raises:
        UserError: it is none.
    """
    value = given.value
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e12:
        return value * _UNITS[unit]
    parts = _parts(value) if isinstance(value, str) else None
    if not parts:
        raise wrong(given, "a span of time")
    return sum(float(count) * _seconds(name or unit, given) for count, name in parts)


def _parts(value: str) -> list[tuple[str, str]] | None:
    parts: list[tuple[str, str]] = []
    position = 0
    while position < len(value):
        found = _PART.match(value, position)
        if found is None:
            return None
        parts.append((found[1], found[2]))
        position = found.end()
    return parts if len(parts) == 1 or all(name for _, name in parts) else None


def _seconds(name: str, given: Given) -> float:
    if name in _UNITS:
        return _UNITS[name]
    found = _LONG.fullmatch(name)
    if found and found.lastgroup:
        return _UNITS[found.lastgroup]
    if name.lower() in _UNITS:
        return _UNITS[name.lower()]
    raise wrong(given, "a span of time")


def covers(given: Given, codes: tuple[int, ...]) -> bool:
    """Whether one of some status codes is among those of a value: `429`, `200..=204`, `..300`.

    Raises:
        UserError: it is no status code and no range of them.
    """
    value = given.value if isinstance(given.value, str) else str(given.value)
    found = _CODES.fullmatch(value)
    if found is None:
        raise wrong(given, "a status code")
    if found["code"]:
        return int(found["code"]) in codes
    first = int(found["first"] or 0)
    last = int(found["last"] or 1_000) + (1 if found["closed"] else 0)
    return any(first <= code < last for code in codes)
