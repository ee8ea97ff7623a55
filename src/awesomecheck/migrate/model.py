"""Options of other tools as they are written, and what they become."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
import json
import re
from typing import Literal, NamedTuple, cast

from msgspec import Struct


class SettingsSource(NamedTuple):
    """A configuration file, or a command line, which has no lines."""

    name: str
    lines: Sequence[str] = ()

    def line_of_key(self, key: str, after: int) -> int:
        """Return the line of a TOML or JSON key at or after a line, or else that line."""
        name = rf"""["']?{re.escape(key)}["']?\s*[=:.\]]"""
        written = re.compile(rf"(?:^\s*|[{{,]\s*|\[(?:.*\.)?){name}")
        return self._first(lambda line: written.search(line) is not None, after)

    def line_of_value(self, value: object, after: int) -> int:
        """Return the line of a TOML or JSON string at or after a line, or else that line."""
        if not isinstance(value, str) or not value:
            return after
        escaped = json.dumps(value, ensure_ascii=False)[1:-1]
        spellings = (value, escaped, escaped.replace("/", r"\/"), json.dumps(value)[1:-1])
        return self._first(lambda line: any(each in line for each in spellings), after)

    def _first(self, matches: Callable[[str], bool], after: int) -> int:
        for number, line in enumerate(self.lines[after - 1 :], start=after):
            if matches(line):
                return number
        return after


class Given(NamedTuple):
    """An option with its value, as a source gives it."""

    name: str
    value: object
    source: SettingsSource
    line: int = 0
    """From 1; 0 on a command line."""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.source.name}:{self.line}" if self.line else self.source.name

    def items(self, separator: str | None = None) -> "Iterator[Given]":
        """Yield each item of a list, or of a text that is split at a separator."""
        value = self.value
        values: Sequence[object] = [value]
        if isinstance(value, list):
            values = cast("list[object]", value)
        elif isinstance(value, str) and separator:
            values = [each.strip() for each in value.split(separator) if each.strip()]
        line = self.line
        for each in values:
            line = self.source.line_of_value(each, line)
            yield self._replace(value=each, line=line)

    def inner(self, key: str, value: object) -> "Given":
        """Return a value of this table."""
        line = self.source.line_of_key(key, self.line)
        return self._replace(name=f"{self.name}.{key}", value=value, line=line)


class UrlPattern(NamedTuple):
    """A pattern of `links.ignore` or `links.only`."""

    key: Literal["ignore", "only"]
    pattern: str
    reason: str
    given: Given


class Setting(NamedTuple):
    """Another value of our configuration."""

    keys: tuple[str, ...]
    """Its path: `("links", "timeout")`."""
    value: float | str
    given: Given


Status = Literal["not carried over", "not needed"]


class Remark(NamedTuple):
    """Why an option becomes no setting of ours."""

    status: Status
    given: Given
    why: str


Outcome = UrlPattern | Setting | Remark


class Conversion(Struct, frozen=True):
    """What an option becomes, in words and as a function."""

    becomes: str
    """Markdown for the table in the README."""
    convert: Callable[[Given], Iterable[Outcome]]


Options = Mapping[str, Conversion]
"""The options of a tool, named as in its own documentation."""
