"""What a runner of GitHub Actions makes of the output of a step.

Written from the source of https://github.com/actions/runner (ActionCommand, ActionCommandManager,
ExecutionContext, ProcessInvoker) and the page on workflow commands:
https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import re
from typing import NamedTuple
import unicodedata

ANNOTATIONS = ("error", "warning", "notice")
_COMMANDS = frozenset(
    {
        *ANNOTATIONS,
        "add-mask",
        "add-matcher",
        "add-path",
        "debug",
        "echo",
        "endgroup",
        "group",
        "remove-matcher",
        "save-state",
        "set-env",
        "set-output",
        "stop-commands",
    }
)
_MOST = 10
_MOST_CHARACTERS = 4096
_BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What .NET's `TrimStart` takes away."""

Find = Callable[[str, str, int], int]
"""Where a text has a mark, from a place on; -1 where it has none."""


class Command(NamedTuple):
    """A line that the runner took for a command."""

    name: str
    properties: Mapping[str, str]
    data: str


class Annotation(NamedTuple):
    """A command that GitHub shows on lines of a change, or above all of them."""

    kind: str
    message: str
    properties: Mapping[str, str]


@dataclass
class Runner:
    """Takes lines of both streams, and remembers what came of them."""

    find: Find = str.find
    executed: list[Command] = field(default_factory=list[Command])
    annotations: list[Annotation] = field(default_factory=list[Annotation])
    lost: Counter[str] = field(default_factory=Counter[str])
    """Annotations by kind that came after the tenth."""
    log: list[str] = field(default_factory=list[str])
    groups: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The lines of the log that are folded under a title."""
    masks: list[str] = field(default_factory=list[str])
    _token: str | None = None
    _group: list[str] | None = None

    def take(self, output: str) -> "Runner":
        """Read all that a process printed on a stream."""
        lines = re.split(r"\r\n|\r|\n", output)  # as .NET's StreamReader.ReadLine ends them
        for line in lines[: None if lines[-1] else -1]:
            if not self._executes(line):
                self._print(line)
        return self

    @property
    def stopped(self) -> bool:
        """Whether commands of later processes of the step would be passed over."""
        return self._token is not None

    def _executes(self, line: str) -> bool:
        command = self._colons(line) or self._hashes(line)
        if command is None:
            return False
        name = command.name.lower()
        if self._token is not None:
            if name != self._token:
                return False
            self._token = None
            self._print(line)
            return True
        self.executed.append(command)
        match name:
            case "stop-commands":
                if command.data.lower() in {"", "pause-logging", *_COMMANDS}:
                    raise AssertionError("a runner fails a step for such a token")
                self._print(line)
                self._token = command.data.lower()
                self.masks.append(command.data)
            case "add-mask":
                self.masks.append(command.data)
            case "group":
                self._print(f"##[group]{command.data}")
                self._group = self.groups.setdefault(command.data, [])
            case "endgroup":
                self._group = None
                self._print("##[endgroup]")
            case "error" | "warning" | "notice":
                self._annotate(command._replace(name=name))
            case _:
                pass
        return True

    def _annotate(self, command: Command) -> None:
        message = command.data[:_MOST_CHARACTERS]
        if sum(each.kind == command.name for each in self.annotations) < _MOST:
            properties = _valid(command.properties)
            self.annotations.append(Annotation(command.name, message, properties))
        else:
            self.lost[command.name] += 1
        for line in message.split("\n"):
            self._print(f"{command.name.capitalize()}: {line}")

    def _print(self, line: str) -> None:
        for mask in self.masks:
            line = line.replace(mask, "***")
        self.log.append(line)
        if self._group is not None:
            self._group.append(line)

    def _colons(self, line: str) -> Command | None:
        """`::name key=value,key=value::data`."""
        line = line.lstrip(_BLANKS)
        if self.find(line, "::", 0) != 0:
            return None
        end = self.find(line, "::", 2)
        if end < 0:
            return None
        return self._command(line[2:end], line[end + 2 :], ",", "%\r\n:,", "%\r\n")

    def _hashes(self, line: str) -> Command | None:
        """`##[name key=value;key=value]data`, anywhere in a line."""
        start = self.find(line, "##[", 0)
        end = line.find("]", max(start, 0))
        if start < 0 or end < 0:
            return None
        return self._command(line[start + 3 : end], line[end + 1 :], ";", "%\r\n;]", "%\r\n;]")

    def _command(
        self, head: str, data: str, comma: str, in_properties: str, in_data: str
    ) -> Command | None:
        name, _, rest = head.partition(" ")
        if name.lower() not in {*_COMMANDS, self._token}:
            return None
        properties = {
            key: _unescaped(value, in_properties)
            for key, value in map(_pair, (rest.strip() if comma == "," else rest).split(comma))
            if key and value
        }
        return Command(name, properties, _unescaped(data, in_data))


def _pair(text: str) -> tuple[str, str]:
    """Key and value; of a value's beginning the runner drops what looks like empty parts."""
    key, _, value = text.lstrip("=").partition("=")
    return key, value.lstrip("=")


def _unescaped(text: str, escaped: str) -> str:
    for char in (*escaped.replace("%", ""), "%"):
        text = text.replace(f"%{ord(char):02X}", char)
    return text


def _valid(properties: Mapping[str, str]) -> Mapping[str, str]:
    """The properties without those that contradict others."""
    lines = properties.get("line"), properties.get("endLine")
    columns = properties.get("col"), properties.get("endColumn")
    dropped: set[str] = set()
    if (any(columns) and lines[1] and lines[0] != lines[1]) or _falls(*columns):
        dropped |= {"col", "endColumn"}
    if _falls(*lines):
        dropped |= {"line", "endLine"}
    return {key: value for key, value in properties.items() if key not in dropped}


def _falls(first: str | None, last: str | None) -> bool:
    return bool(first and last and int(last) < int(first))


def by_culture(text: str, mark: str, start: int) -> int:
    """`string.IndexOf(string)` of .NET with ICU, which compares as people read.

    It looks past characters that have no weight, and takes no match that ends within what people
    read as one character: https://learn.microsoft.com/dotnet/core/extensions/globalization-icu
    """
    begin = text.find(mark[0], start)
    while begin >= 0:
        end = _end_of(mark, text, begin)
        if end >= 0 and not (end < len(text) and _joins(text[end])):
            return begin
        begin = text.find(mark[0], begin + 1)
    return -1


def by_culture_early(text: str, mark: str, start: int) -> int:
    """The same, with characters without weight before the mark as part of the match."""
    begin = by_culture(text, mark, start)
    while begin > start and _is_weightless(text[begin - 1]):
        begin -= 1
    return begin


def _end_of(mark: str, text: str, begin: int) -> int:
    end = begin
    for char in mark:
        while end < len(text) and _is_weightless(text[end]):
            end += 1
        if text[end : end + 1] != char:
            return -1
        end += 1
    return end


def _is_weightless(char: str) -> bool:
    return char not in _BLANKS and (
        unicodedata.category(char) in ("Cc", "Cf")
        or char in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
        or "\ufe00" <= char <= "\ufe0f"
    )


def _joins(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


FINDS: tuple[Find, ...] = (str.find, by_culture, by_culture_early)
"""How runners look for marks: by code points, or by the culture of the machine."""
