"""Write the report in SARIF 2.1.0, for code scanning on GitHub, within its limits.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
What GitHub supports, and its limits:
https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support

The run has no `automationDetails`: with it `upload-sarif` ignores its input `category`, which
distinguishes several reports of one commit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import os
from pathlib import Path
import re
from urllib.parse import quote
import zlib

from msgspec import Struct

from awesomecheck import __version__
from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source
from awesomecheck.engine.registry import RegisteredRule
from awesomecheck.engine.rule_docs import rule_docs, with_labels
from awesomecheck.formats import Style
from awesomecheck.formats.fingerprint import identified, line_hashes
from awesomecheck.formats.fixes import Offers
from awesomecheck.formats.report import FileReport, Report, first_line, shortened
from awesomecheck.rules import SEVERITIES, Edit, Finding, RelatedPlace, Severity
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.escape import json_line
from awesomecheck.safety.redact import masked

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = _LEVELS | {"info": "recommendation"}
"""GitHub's property for severities that are not about security."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_MOST_RESULTS = 25_000
"""GitHub rejects a run that has more; it shows the 5,000 most severe."""
_MOST_BYTES = 9_500_000
"""Of all results, compressed; GitHub rejects a report of more than 10 MB."""
_MOST_RELATED = 10
_MOST_CHARACTERS = 1024
"""Of a rule's descriptions."""


class _Result(Struct, frozen=True):
    """One result as JSON."""

    weight: int
    """0 for the most severe."""
    text: str


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """Yield one run, with each result on its own line."""
    rules = {finding.rule: finding for finding in report.findings()}
    numbers = {rule: number for number, rule in enumerate(rules)}
    found = [each for file in report.files for each in _results(file, numbers)]
    kept = _within_limits(found)
    run = {
        "tool": {"driver": _driver(_descriptors(rules, report))},
        "invocations": [_invocation(report, kept=len(kept), found=len(found))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
    }
    yield f'{{"$schema": {json_line(_SCHEMA)}, "version": "2.1.0", "runs": [\n'
    yield f'{json_line(run).removesuffix("}")}, "results": [\n'
    yield ",\n".join(each.text for each in kept)
    yield "\n]}]}\n"


def _driver(rules: Iterable[object]) -> dict[str, object]:
    return {
        "name": "awesomecheck",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": "https://github.com/awesomecheck/awesomecheck",
        "rules": list(rules),
    }


def _invocation(report: Report, *, kept: int, found: int) -> dict[str, object]:
    messages = [("error", each.message) for each in report.errors]
    messages += [("note", each) for each in report.notices]
    if kept < found:
        cut = (
            f"{found - kept} of {found} findings left out, the least severe ones: GitHub accepts"
            " no more; check fewer files or rules"
        )
        messages.append(("warning", cut))
    return {
        "executionSuccessful": not report.errors,
        "toolExecutionNotifications": [
            {"level": level, "message": _message(text)} for level, text in messages
        ],
    }


def _within_limits(results: Sequence[_Result]) -> Sequence[_Result]:
    """Return as many results as GitHub accepts."""
    kept = _most_severe(results, _MOST_RESULTS)
    while (size := _compressed(kept)) > _MOST_BYTES:
        kept = _most_severe(kept, len(kept) * _MOST_BYTES * 9 // (size * 10))
    return kept


def _most_severe(results: Sequence[_Result], most: int) -> Sequence[_Result]:
    """Return the most severe results, in their order."""
    if len(results) <= most:
        return results
    order = sorted(range(len(results)), key=lambda index: results[index].weight)
    return [results[index] for index in sorted(order[:most])]


def _compressed(results: Iterable[_Result]) -> int:
    """Return the size of results in bytes, compressed unless they are small."""
    data = "\n".join(each.text for each in results).encode()
    return len(data) if len(data) <= _MOST_BYTES else len(zlib.compress(data))


def _results(file: FileReport, numbers: Mapping[str, int]) -> Iterator[_Result]:
    source = file.source
    path = repository_path(file.path)
    artifact = _artifact(path)
    offers = Offers(source)
    lines = {file.position(finding).line for finding in file.findings}
    hashes = line_hashes(source, lines)
    for each in identified(file, path):
        finding = each.finding
        related = finding.also[:_MOST_RELATED]
        result: dict[str, object] = {
            "ruleId": finding.rule,
            "ruleIndex": numbers[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": _message(finding.message, _see(related)),
            "locations": [_location(artifact, source, finding.span)],
            "partialFingerprints": {
                "primaryLocationLineHash": hashes[file.position(finding).line],
                "awesomecheckFinding/v1": each.fingerprint,
            },
        }
        if related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    **_location(artifact, source, place.span),
                    "message": _message(place.message),
                }
                for number, place in enumerate(related, start=1)
            ]
        if edits := offers.edits(finding):
            result["fixes"] = [_fix(artifact, source, edits)]
        yield _Result(SEVERITIES.index(finding.severity), json_line(result))


def _message(text: str, links: str = "") -> dict[str, str]:
    """Return a sentence without passwords and without links other than those given.

    Braces are not doubled, as the standard demands: readers (VS Code's viewer, reviewdog) show a
    message without arguments as it is.
    """
    text = masked(text)
    if "](" in text:
        text = re.sub(r"[\\\[\]]", r"\\\g<0>", text)
    return {"text": text + ("" if text.endswith((".", "!", "?")) else ".") + links}


def _see(related: Sequence[RelatedPlace]) -> str:
    """Return links to related locations, which GitHub shows only if the message contains them."""
    names = range(1, len(related) + 1)
    links = [f"[{'there' if len(related) == 1 else number}]({number})" for number in names]
    return f" See {', '.join(links)}." if links else ""


def _artifact(path: str) -> dict[str, str]:
    if Path(path).is_absolute() or path.startswith("../"):
        return {"uri": Path(os.path.realpath(path)).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}


def _location(artifact: object, source: Source, span: Span) -> dict[str, object]:
    region = _region(source, first_line(source, span))
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(artifact: object, source: Source, edits: Iterable[Edit]) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}
        for edit in edits
    ]
    return {
        "description": {"text": "The fix that --fix applies."},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _descriptors(findings: Mapping[str, Finding], report: Report) -> Iterator[dict[str, object]]:
    """Yield a description of each rule with findings, in the order of the first ones."""
    for name, finding in findings.items():
        registered, url = report.rules.get(name), report.rule_url(name)
        severity = registered.rule.severity if registered else finding.severity
        yield {
            "id": name,
            **(_described(registered) if registered else _undescribed(name)),
            **({"helpUri": url} if url else {}),
            "defaultConfiguration": {"level": _LEVELS[severity]},
            "properties": {
                "tags": [registered.bundle] if registered else [],
                "problem.severity": _PROBLEMS[severity],
            },
        }


def _described(registered: RegisteredRule) -> dict[str, object]:
    """Return what GitHub shows of a rule's page."""
    try:
        summary, body, _ = rule_docs(registered.rule)
    except ValueError:  # a plugin's rule without a page
        return _undescribed(registered.name)
    about = " ".join(f"\n{body}".partition("\n```")[0].split())
    more = f"`awesomecheck explain {registered.name}` shows its options and how to suppress it."
    return {
        "name": registered.rule.__name__,
        "shortDescription": _message(shortened(summary, _MOST_CHARACTERS - 1)),
        "fullDescription": _message(shortened(about or summary, _MOST_CHARACTERS - 1)),
        "help": {
            "text": f"{summary}.\n\n{body}\n\n{more}",
            "markdown": f"{summary}.\n\n{with_labels(body)}\n\n{more}",
        },
    }


def _undescribed(name: str) -> dict[str, object]:
    text = _message(name)
    return {"shortDescription": text, "fullDescription": text, "help": text}
