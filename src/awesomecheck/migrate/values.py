"""Values as other tools write them: numbers, durations, status codes."""

from collections.abc import Mapping
import re
from typing import cast

from awesomecheck.errors import UserError
from awesomecheck.migrate.model import Given
from awesomecheck.regexes import regex

_UNITS = {
    name: seconds
    for seconds, names in (
        (1e-3, "ms msec msecs milli millis millisecond milliseconds"),
        (1.0, "s sec secs second seconds"),
        (60.0, "m min mins minute minutes"),
        (3_600.0, "h hr hrs hour hours"),
        (86_400.0, "d day days"),
        (604_800.0, "w week weeks"),
        (2_630_016.0, "M month months"),
        (31_557_600.0, "y yr yrs year years"),
    )
    for name in names.split()
}
"""As https://docs.rs/humantime, which lychee uses, and https://github.com/vercel/ms."""
_PART = regex(r"(\d{1,12}(?:\.\d{1,9})?)\s*([A-Za-z]+)\s*")
_DURATION = regex(rf"(?:{_PART.pattern})+")


def wrong(given: Given, what: str) -> UserError:
    """Return the error of a value that is not what it must be."""
    value = given.value
    shown = value if isinstance(value, str | int | float) else type(value).__name__
    return UserError(
        f"{given.place}: `{given.name}` must be {what}, not `{str(shown)[:80]}`",
        hint="correct or remove it, then run `awesomecheck init --from` again",
    )


def text(given: Given, what: str = "text") -> str:
    """Return a value that must be text."""
    if isinstance(given.value, str):
        return given.value
    raise wrong(given, what)


def as_table(given: Given) -> Mapping[str, object]:
    """Return a value that must be a TOML table or a JSON object."""
    value: object = given.value
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    raise wrong(given, "a table or an object")


def number(given: Given) -> int:
    """Return a value that must be a whole number."""
    if re.fullmatch(r"\s*\d{1,12}\s*", str(given.value)):
        return int(str(given.value))
    raise wrong(given, "a whole number")


def seconds(given: Given, unit: str = "s") -> float:
    """Return the seconds of a value that must be a duration: `20`, `20s`, `1h 30m`, `2 days`.

    Args:
        given: the value.
        unit: the unit of a number without one.
    """
    written = str(given.value).strip()
    if written.replace(".", "", 1).isdecimal():
        written += unit
    if not _DURATION.fullmatch(written):
        raise wrong(given, "a duration")
    total = 0.0
    for count, name in _PART.findall(written):
        factor = _UNITS.get(name) or _UNITS.get(name.lower())
        if factor is None:
            raise wrong(given, "a duration")
        total += float(count) * factor
    return total
