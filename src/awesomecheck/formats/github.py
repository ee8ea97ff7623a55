"""The report for GitHub Actions: annotations on the lines of a change, and the rest in the log.

What a runner makes of a line is known from its source, https://github.com/actions/runner: the
classes ActionCommand, ActionCommandManager and ExecutionContext.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import re
from typing import NamedTuple

from awesomecheck.document import Source, Span
from awesomecheck.formats import Style, text
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.rules import SEVERITIES, Finding, Severity
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.escape import defused, for_terminal

MOST = 10
"""Annotations of a kind that a runner keeps of a step; it forgets those that come later."""
_NAMED_FILES = 3
_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_TOOL = "awesomecheck"
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What a terminal would obey, and no property can escape."""


class _Remark(NamedTuple):
    """What could be an annotation: a finding and its file, or a message about the whole run."""

    severity: Severity
    message: str
    file: FileReport | None = None
    finding: Finding | None = None


def render(report: Report, style: Style) -> Iterator[str]:
    """At most ten annotations of each severity, those on lines of the change first.

    Where there are more, the tenth says so, and a group of the log lists what is left.
    """
    remarks = [*_problems(report), *(() if style.statistics else _findings(report))]
    titles: list[str] = []
    left: list[_Remark] = []
    for severity in SEVERITIES:
        own = [each for each in remarks if each.severity == severity]
        shown = own if len(own) <= MOST else own[: MOST - 1]
        yield from map(_annotation, shown)
        if rest := own[len(shown) :]:
            left += rest
            titles.append(f"{len(rest)} more {_COMMANDS[severity]}s")
            where = _whereabouts(rest)
            yield annotation(severity, f"{titles[-1]}{where}; the log of this step lists them")
    if left:
        yield _command("group", ", ".join(titles))
        yield from _plain(report, left, style)
        yield _command("endgroup", "")
    if style.statistics:
        yield from text.render(report, style)
    elif style.summary:
        yield text.summary(report) + "\n"


def annotation(severity: Severity, message: str) -> str:
    """A line that makes a runner tell of a whole run, and of no place in a file."""
    return _command(_COMMANDS[severity], message, title=_TOOL)


def _problems(report: Report) -> Iterator[_Remark]:
    yield from (_Remark("error", error) for error in report.errors)
    yield from (_Remark("warning", notice) for notice in report.notices)


def _findings(report: Report) -> Sequence[_Remark]:
    found = [
        _Remark(each.severity, each.message, file, each)
        for file in report.files
        for each in file.findings
    ]
    return sorted(found, key=_is_beside_the_change)


def _is_beside_the_change(remark: _Remark) -> bool:
    change = remark.file and remark.file.change
    return not (change and remark.finding and change.touches(remark.finding.span))


def _annotation(remark: _Remark) -> str:
    if remark.file is None or remark.finding is None:
        return annotation(remark.severity, remark.message)
    path, rule, span = repository_path(remark.file.path), remark.finding.rule, remark.finding.span
    source = remark.file.document.source
    start = source.position(span.start)
    message = f"{path}:{start.line}:{start.column} {rule} {remark.message}"
    place = _place(path, source, span)
    return _command(_COMMANDS[remark.severity], message, **place, title=f"{_TOOL} ({rule})")


def _place(path: str, source: Source, span: Span) -> Mapping[str, object]:
    """The properties that put an annotation on lines.

    GitHub takes columns only within a line, and leaves open whether the last is part of the
    place; here, as with ruff, it is not.
    """
    if path.startswith("=") or _CONTROL.search(path):  # the runner would drop the first
        return {}
    stretch = source.text[span.start : span.end].rstrip("\n")
    start, end = source.position(span.start), source.position(span.start + len(stretch))
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    return {"file": path, "line": start.line, "endLine": end.line, **columns}


def _command(name: str, message: str, **properties: object) -> str:
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    data = defused(for_terminal(message)).replace("%", "%25")
    if data and not data[0].isascii():
        # The runner does not see `::` where a combining mark joins it to what follows.
        data = f" {data}"
    return f"::{name}{' ' if pairs else ''}{pairs}::{data}\n"


def _property(value: str) -> str:
    for char in "%\r\n:,":
        value = value.replace(char, f"%{ord(char):02X}")
    return value


def _whereabouts(remarks: Iterable[_Remark]) -> str:
    """In which files they are."""
    paths = list(dict.fromkeys(each.file.path for each in remarks if each.file))
    named = [repository_path(path) for path in paths[:_NAMED_FILES]]
    if len(paths) > len(named):
        named.append(f"{len(paths) - len(named)} other files")
    return f" in {', '.join(named)}" if named else ""


def _plain(report: Report, left: Iterable[_Remark], style: Style) -> Iterator[str]:
    """Lines that are no commands, in the order of the report."""
    findings: set[int] = set()
    for each in left:
        if each.finding:
            findings.add(id(each.finding))
        else:
            yield defused(for_terminal(f"{each.severity}: {each.message}")) + "\n"
    files = tuple(
        file._replace(findings=tuple(each for each in file.findings if id(each) in findings))
        for file in report.files
    )
    yield from text.render(
        report._replace(files=files), style._replace(source=False, summary=False)
    )
