"""Write the report for GitHub Actions: annotations on lines, and the rest in the log.

How a runner reads a line is in its source, https://github.com/actions/runner: the classes
ActionCommand, ActionCommandManager and ExecutionContext.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source
from awesomecheck.formats import Style, concise
from awesomecheck.formats._summary import statistics, summary_lines
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.regexes import regex
from awesomecheck.rules import SEVERITIES, Finding, Severity
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.escape import CONTROLS, disarm_commands, escape_for_terminal

MOST = 10
"""Annotations of a kind that a runner keeps for a step; it drops later ones."""
_NAMED_FILES = 3
_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_TOOL = "awesomecheck"
_CONTROL = regex(rf"(?![\r\n])[{CONTROLS}]")
"""Control characters that no property can escape."""


class _Remark(Struct, frozen=True):
    """A possible annotation: a finding and its file, or a message about the run."""

    severity: Severity
    message: str
    file: FileReport | None = None
    finding: Finding | None = None


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield at most ten annotations of each severity, those on changed lines first.

    If there are more, the tenth says so, and a group in the log lists the others.
    """
    remarks = [*_problems(report), *(() if style.statistics else _findings(report))]
    titles: list[str] = []
    left: list[_Remark] = []
    for severity in SEVERITIES:
        own = [each for each in remarks if each.severity == severity]
        shown = own if len(own) <= MOST else own[: MOST - 1]
        yield from (_annotation(report, each) for each in shown)
        if rest := own[len(shown) :]:
            left += rest
            titles.append(f"{len(rest)} more {_COMMANDS[severity]}s")
            where = _whereabouts(rest)
            yield annotation(severity, f"{titles[-1]}{where}: see the log of this step")
    if left:
        yield _command("group", ", ".join(titles))
        yield from _plain(report, left, style)
        yield _command("endgroup", "")
    if style.statistics:
        yield from statistics(report, style)
    if style.summary:
        yield from summary_lines(report, style)


def annotation(severity: Severity, message: str) -> str:
    """Return the command for an annotation of the run, without a place in a file."""
    return _command(_COMMANDS[severity], message, title=_TOOL)


def _problems(report: Report) -> Iterator[_Remark]:
    yield from (_Remark("error", error.message) for error in report.errors)
    yield from (_Remark("warning", notice) for notice in report.notices)


def _findings(report: Report) -> Sequence[_Remark]:
    found = [
        _Remark(each.severity, each.message, file, each)
        for file in report.files
        for each in file.findings
    ]
    return sorted(found, key=_is_outside_the_change)


def _is_outside_the_change(remark: _Remark) -> bool:
    change = remark.file and remark.file.change
    return not (change and remark.finding and change.touches(remark.finding.span))


def _annotation(report: Report, remark: _Remark) -> str:
    if remark.file is None or remark.finding is None:
        return annotation(remark.severity, remark.message)
    path, rule, span = repository_path(remark.file.path), remark.finding.rule, remark.finding.span
    source = remark.file.source
    start = remark.file.position(remark.finding)
    message = f"{path}:{start.line}:{start.column} {rule} {remark.message}"
    place = _place(path, source, span)
    title = f"{_TOOL} ({rule})"
    url = report.rule_url(rule) or ""
    return _command(_COMMANDS[remark.severity], message, url, **place, title=title)


def _place(path: str, source: Source, span: Span) -> Mapping[str, object]:
    """Return the properties that place an annotation.

    GitHub accepts columns only within a line, and does not say whether the last is included; here,
    as with ruff, it is not.
    """
    if path.startswith("=") or _CONTROL.search(path):  # the runner drops a leading `=`
        return {}
    stretch = source.text[span.start : span.end].rstrip("\n")
    start, end = source.position(span.start), source.position(span.start + len(stretch))
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    return {"file": path, "line": start.line, "endLine": end.line, **columns}


def _command(name: str, message: str, url: str = "", **properties: object) -> str:
    """Return a workflow command; a URL has a line of its own below the message."""
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    data = disarm_commands(escape_for_terminal(message)).replace("%", "%25")
    if data and not data[0].isascii():
        # The runner does not recognise `::` if a combining mark follows it.
        data = f" {data}"
    below = f"%0A{url}" if url else ""
    return f"::{name}{' ' if pairs else ''}{pairs}::{data}{below}\n"


def _property(value: str) -> str:
    for char in "%\r\n:,":
        value = value.replace(char, f"%{ord(char):02X}")
    return value


def _whereabouts(remarks: Iterable[_Remark]) -> str:
    """Return the files that they are in."""
    paths = list(dict.fromkeys(each.file.path for each in remarks if each.file))
    named = [repository_path(path) for path in paths[:_NAMED_FILES]]
    if len(paths) > len(named):
        named.append(f"{len(paths) - len(named)} other files")
    return f" in {', '.join(named)}" if named else ""


def _plain(report: Report, left: Iterable[_Remark], style: Style) -> Iterator[str]:
    """Yield lines that are not commands, in the order of the report."""
    findings: set[int] = set()
    for each in left:
        if each.finding:
            findings.add(id(each.finding))
        else:
            yield disarm_commands(escape_for_terminal(f"{each.severity}: {each.message}")) + "\n"
    files = tuple(
        replace(file, findings=tuple(each for each in file.findings if id(each) in findings))
        for file in report.files
    )
    yield from concise.render(replace(report, files=files), replace(style, summary=False))
