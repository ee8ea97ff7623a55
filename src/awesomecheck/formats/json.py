"""Write the report for programs: one JSON object, version 1."""

from collections import Counter
from collections.abc import Iterator
import json
from typing import Any

from msgspec import DecodeError
from msgspec.json import format as indented

from awesomecheck.document.source import Position, Source
from awesomecheck.formats import Style
from awesomecheck.formats.fixes import Offers
from awesomecheck.formats.report import FileReport, LinkRow, Report, is_fixable
from awesomecheck.rules import Edit, Finding
from awesomecheck.safety.escape import disarm_json
from awesomecheck.safety.redact import redacted

VERSION = 1


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """Yield `{"version": 1, "files": […], "summary": {…}}`; lines and columns count from 1."""
    states: Counter[str] = Counter()
    yield f'{{\n  "version": {VERSION},\n  "files": ['
    for number, file in enumerate(report.files):
        text = _indented(_file(report, file, states)).replace("\n", "\n    ")
        yield disarm_json(f"{',' if number else ''}\n    {text}")
    rest = {
        "summary": _summary(report, states),
        "errors": [error.message for error in report.errors],
        "notices": list(report.notices),
    }
    yield "\n  ]," if report.files else "],"
    yield disarm_json(_indented(rest).removeprefix("{")) + "\n"


def _indented(value: object) -> str:
    """Return what `json.dumps` returns with an indent, in a third of the time."""
    text = json.dumps(value)
    try:
        return indented(text, indent=2)
    except DecodeError:  # the name of a file that is not UTF-8
        return json.dumps(value, indent=2)


def _file(report: Report, file: FileReport, states: Counter[str]) -> dict[str, Any]:
    """Return what was found in a file, and count the states of its links."""
    source = file.source
    offers = Offers(source, unsafe=True)
    links = [_link(source, row) for row in file.links or ()]
    states.update(link["verdict"] for link in links)
    return {
        "path": file.path,
        "findings": [
            _finding(file, each)
            | {
                "edits": [_edit(source, edit) for edit in offers.edits(each)],
                "rule_url": report.rule_url(each.rule),
            }
            for each in file.findings
        ],
        "links": links,
        "entries": file.text.entries,
    }


def _finding(file: FileReport, finding: Finding) -> dict[str, Any]:
    start = file.position(finding)
    end = file.source.position(finding.span.end)
    fix = None if finding.fix is None else "safe" if finding.fix.safe else "unsafe"
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        **_places(start, end),
        "fixable": is_fixable(finding),
        "fix": fix,
        "url": finding.url,
    }


def _edit(source: Source, edit: Edit) -> dict[str, Any]:
    places = _places(source.position(edit.span.start), source.position(edit.span.end))
    return {**places, "text": edit.text}


def _places(start: Position, end: Position) -> dict[str, int]:
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _link(source: Source, row: LinkRow) -> dict[str, Any]:
    place = source.position(row.link.url_span.start)
    verdict = row.verdict
    return {
        "url": redacted(row.link.url),
        "line": place.line,
        "column": place.column,
        "kind": row.link.kind,
        "verdict": verdict.state,
        "reason": verdict.reason,
        "status": verdict.status,
        "final_url": verdict.final_url,
        "facts": dict(verdict.facts),
    }


def _summary(report: Report, links: Counter[str]) -> dict[str, Any]:
    counts = report.severities()
    return {
        "files": len(report.files),
        "findings": report.total,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "infos": counts["info"],
        "fixable": report.fixable,
        "fixed": report.fixed,
        "suppressed": report.suppressed,
        "elsewhere": report.outside_change,
        "baseline": report.baselined,
        "rules": report.by_rule(),
        "links": links,
    }
