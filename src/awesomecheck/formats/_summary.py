"""Sum up a report for people: a table by rule, a sentence, and what to do next."""

from collections.abc import Iterator

from msgspec import Struct

from awesomecheck.errors import counted
from awesomecheck.formats import CommandLine, Style
from awesomecheck.formats._terminal import COLORS, styled
from awesomecheck.formats.report import Report, is_fixable, is_unsafely_fixable
from awesomecheck.rules import SEVERITIES, Finding, Severity
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal

_MOST_NAMED = 3
_MANY = 20
"""Findings of a whole list from which on a baseline is suggested."""


def statistics(report: Report, style: Style) -> Iterator[str]:
    """Yield a line for each rule and severity: the number of findings, and of those with a fix."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in report.findings():
        groups.setdefault((finding.rule, finding.severity), []).append(finding)
    width = len(str(max(map(len, groups.values()), default=0)))
    widest = max((len(rule) for rule, _ in groups), default=0)
    for (rule, severity), found in sorted(groups.items(), key=_order):
        shown = styled(f"{severity:<7}", on=style.color, fg=COLORS[severity])
        yield f"{len(found):>{width}} {shown} {rule:<{widest}} {_fixes(found)}".rstrip() + "\n"


def _order(group: tuple[tuple[str, Severity], list[Finding]]) -> tuple[int, int, str]:
    """Return the key that puts what is severe first, and then what is frequent."""
    (rule, severity), findings = group
    return SEVERITIES.index(severity), -len(findings), rule


def _fixes(findings: list[Finding]) -> str:
    kinds = (
        (sum(map(is_fixable, findings)), "fixable"),
        (sum(map(is_unsafely_fixable, findings)), "unsafe"),
    )
    said = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    return f"({said})" if said else ""


def fixes(report: Report) -> Iterator[str]:
    """Yield a line for each file with the rules whose findings were fixed."""
    for file in report.files:
        if file.fixed:
            counts = sorted(file.fixed.items(), key=lambda item: (-item[1], item[0]))
            fixed = ", ".join(f"{count} {rule}" for rule, count in counts)
            yield disarm_commands(escape_for_terminal(f"Fixed in {file.path}: {fixed}")) + "\n"


def summary_lines(report: Report, style: Style) -> Iterator[str]:
    """Yield what was fixed, the summary, and which files were not checked as lists."""
    if style.fixes:
        yield from fixes(report)
    yield summary(report) + "\n"
    if not style.brief:
        yield from not_lists(report)


def summary(report: Report) -> str:
    """Return the report in a sentence: what was checked, found and not shown."""
    checked = counted(len(report.files), "file")
    hidden = not_shown(report)
    tail = f" ({hidden})" if hidden else ""
    fixed = "" if report.fixed is None else f"{report.fixed} fixed. "
    if not report.total:
        return f"{fixed}No findings in {checked}{tail}."
    kinds = [counted(count, name) for name, count in report.severities().items() if count]
    found = counted(report.total, "finding")
    return f"{fixed}{found} in {checked}: {', '.join(kinds)}{_fixable(report)}{tail}."


def _fixable(report: Report) -> str:
    """Return how many findings have fixes, safe and unsafe ones; empty if none has."""
    safe, unsafe = report.fixable, report.unsafely_fixable
    said = [f"{safe} fixable with --fix"] if safe else []
    if unsafe:
        said.append(
            f"{unsafe} more with --unsafe-fixes"
            if safe
            else f"{unsafe} fixable with --fix --unsafe-fixes"
        )
    return f"; {', '.join(said)}" if said else ""


def not_lists(report: Report) -> Iterator[str]:
    """Yield a line about the files that were not checked as lists, if there are any."""
    files = [file for file in report.files if file.not_a_list]
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
        (report.outside_change - report.older, "outside the change"),
        (report.older, "older on lines you touched"),
        (report.hidden, "below min-severity"),
    )
    return ", ".join(f"{count} {where}" for count, where in counts if count)


class _Step(Struct, frozen=True):
    """Something to do, and the command for it."""

    purpose: str
    command: str


def next_steps(report: Report, style: Style, folded: int) -> Iterator[str]:
    """Yield commands to copy, each after its purpose.

    Args:
        report: the findings.
        style: has the command line of this run.
        folded: the number of findings that are not listed.
    """
    if style.command is None:
        return
    steps = list(_steps(report, style.command, folded))
    if not steps:
        return
    yield "\nWhat to do next:\n"
    width = max(len(step.purpose) for step in steps) + 2
    for step in steps:
        line = f"  {step.purpose + ':':<{width}}{step.command}"
        if len(line) > style.width:
            line = f"  {step.purpose}:\n    {step.command}"
        yield line + "\n"


def _steps(report: Report, command: CommandLine, folded: int) -> Iterator[_Step]:
    if fixable := report.fixable:
        yield _Step(f"fix {counted(fixable, 'finding')}", _line(command, "--fix"))
    if unsafe := report.unsafely_fixable:
        purpose = f"fix {unsafe}{' more' if fixable else ''}, to review"
        yield _Step(purpose, _line(command, "--fix", "--unsafe-fixes"))
    if folded:
        yield _Step(f"list the {folded} not shown", _line(command, "--show-all"))
    if report.total >= _MANY and not command.narrowed and not report.baselined:
        yield _Step("report only new findings", _line(command, "--write-baseline"))
    if report.total:
        first = min(report.findings(), key=lambda finding: SEVERITIES.index(finding.severity))
        yield _Step("read about a rule", f"awesomecheck explain {first.rule}")


def _line(command: CommandLine, *options: str) -> str:
    """Return a command for a shell, on one line whatever the names of files are."""
    import shlex  # noqa: PLC0415 - only on a terminal

    arguments = ["awesomecheck", *options, *command.options, *command.paths]
    return disarm_commands(escape_for_terminal(shlex.join(arguments)))
