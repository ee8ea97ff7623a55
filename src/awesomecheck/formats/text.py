"""Write the report for people: a line for each finding, and the count at the end."""

from collections.abc import Iterator

import click

from awesomecheck.errors import counted
from awesomecheck.formats import Style
from awesomecheck.formats.report import FileReport, Report, is_fixable, shortened
from awesomecheck.rules import Finding, Severity
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal
from awesomecheck.safety.redact import masked

_COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
_INDENT = "    "
_LEAST_WIDTH = 40
_MOST_NAMED = 3
_LOOKED_AT = 1000
"""Characters beside an excerpt that may belong to a URL with a password."""


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield `path:line:column severity rule message`, and the line itself if the style says so."""
    if style.statistics:
        yield from _statistics(report, style)
    else:
        for number, file in enumerate(each for each in report.files if each.findings):
            if number:
                yield "\n"
            for finding in file.findings:
                yield from _finding(file, finding, style)
    if style.summary:
        if report.total:
            yield "\n"
        yield summary(report) + "\n"
        yield from not_lists(report)


def _finding(file: FileReport, finding: Finding, style: Style) -> Iterator[str]:
    place = file.position(finding)
    where = f"{escape_for_terminal(file.path)}:{place.line}:{place.column}"
    message = escape_for_terminal(finding.message)
    if style.color:
        where = click.style(where, bold=True)
        severity = click.style(finding.severity, fg=_COLORS[finding.severity])
        rule = click.style(finding.rule, dim=True)
    else:
        severity, rule = finding.severity, finding.rule
    yield disarm_commands(f"{where} {severity} {rule} {message}") + "\n"
    if style.source:
        line, mark = _excerpt(file, finding, max(style.width, _LEAST_WIDTH) - len(_INDENT))
        if style.color:
            mark = click.style(mark, fg=_COLORS[finding.severity])
        yield disarm_commands(f"{_INDENT}{line}") + f"\n{_INDENT}{mark}\n"


def _excerpt(file: FileReport, finding: Finding, width: int) -> tuple[str, str]:
    """Return the line of a finding, cut to the width around it, and a line that underlines it."""
    source = file.document.source
    place = file.position(finding)
    start, end = source.line_span(place.line)
    left = place.column - 1
    right = min(max(left + 1, min(finding.span.end, end) - start), left + 2 * width)
    first = max(0, min(left - width // 3, end - start - width + 1))
    from_, to = max(0, first - _LOOKED_AT), right + width + _LOOKED_AT
    line = masked(source.text[start + from_ : min(end, start + to)])
    before = ("…" if first else "") + escape_for_terminal(line[first - from_ : left - from_])
    marked = escape_for_terminal(line[left - from_ : right - from_])
    indent = _columns(before)
    mark = "^" * max(1, min(_columns(marked), width - indent))
    text = before + marked + escape_for_terminal(line[right - from_ : right - from_ + width])
    return _cut(text, width), " " * indent + mark


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - few lines need it

    return cell_len(text)


def _cut(text: str, width: int) -> str:
    if _columns(text) <= width:
        return text
    if text.isascii():
        return shortened(text, width)
    from rich.cells import set_cell_size  # noqa: PLC0415

    return set_cell_size(text, width - 1) + "…"


def _statistics(report: Report, style: Style) -> Iterator[str]:
    counts = report.by_rule()
    width = len(str(max(counts.values(), default=0)))
    severities: dict[str, Severity] = {
        finding.rule: finding.severity for finding in report.findings()
    }
    fixable: dict[str, int] = {}
    for finding in report.findings():
        fixable[finding.rule] = fixable.get(finding.rule, 0) + is_fixable(finding)
    for rule, count in counts.items():
        severity = severities[rule]
        padded = f"{severity:<7}"
        shown = click.style(padded, fg=_COLORS[severity]) if style.color else padded
        tail = f" ({fixable[rule]} fixable)" if fixable[rule] else ""
        yield f"{count:>{width}} {shown} {rule}{tail}\n"


def summary(report: Report) -> str:
    """Return the report in a sentence: what was checked, found and not shown."""
    checked = counted(len(report.files), "file")
    hidden = not_shown(report)
    tail = f" ({hidden})" if hidden else ""
    fixed = "" if report.fixed is None else f"{report.fixed} fixed. "
    if not report.total:
        return f"{fixed}No findings in {checked}{tail}."
    kinds = [counted(count, name) for name, count in report.severities().items() if count]
    fixable = f"; {report.fixable} fixable with --fix" if report.fixable else ""
    found = counted(report.total, "finding")
    return f"{fixed}{found} in {checked}: {', '.join(kinds)}{fixable}{tail}."


def not_lists(report: Report) -> Iterator[str]:
    """Yield a line about the files that were not checked as lists, if there are any."""
    files = [file for file in report.files if file.not_a_list and file.document.blocks]
    if files:
        shown = [f"{file.path} ({file.not_a_list})" for file in files[:_MOST_NAMED]]
        more = f", and {len(files) - _MOST_NAMED} more" if len(files) > _MOST_NAMED else ""
        line = escape_for_terminal(f"Not checked as a list: {', '.join(shown)}{more}.")
        yield disarm_commands(line) + "\n"


def not_shown(report: Report) -> str:
    """Return how many findings are not shown, and why; empty if all are shown."""
    counts = (
        (report.suppressed, "suppressed"),
        (report.baselined, "in the baseline"),
        (report.outside_change, "outside the change"),
    )
    return ", ".join(f"{count} {where}" for count, where in counts if count)
