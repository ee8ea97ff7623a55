"""The report in SARIF 2.1.0, above all for code scanning on GitHub, within its limits.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
What GitHub reads of it, and how much:
https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support

The run has no `automationDetails`: where a file has some, `upload-sarif` does not heed its input
`category`, which is what keeps several reports of one commit apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import os
from pathlib import Path
import re
from typing import NamedTuple
from urllib.parse import quote
import zlib

from awesomecheck import __version__
from awesomecheck.document import Source, Span
from awesomecheck.engine.registry import RegisteredRule, Registry
from awesomecheck.engine.rule_docs import page
from awesomecheck.formats import Style
from awesomecheck.formats.fingerprint import identified, line_hashes
from awesomecheck.formats.fixes import Offers
from awesomecheck.formats.report import FileReport, Report, first_line
from awesomecheck.rules import SEVERITIES, Edit, Finding, Place, Severity
from awesomecheck.safety.checkout import repository_path
from awesomecheck.safety.escape import encoded
from awesomecheck.safety.redact import masked

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = _LEVELS | {"info": "recommendation"}
"""GitHub's own words for the severity of what is no threat."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_MOST_RESULTS = 25_000
"""Of a run that has more, GitHub takes none; it shows the 5,000 gravest."""
_MOST_BYTES = 9_500_000
"""Of all results, compressed; GitHub refuses a report of more than 10 MB."""
_MOST_RELATED = 10
_MOST_CHARACTERS = 1024
"""Of a rule's descriptions."""

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<kind>bad|good|links)[ \t]*$", re.MULTILINE)
_EXAMPLES = {
    "bad": ("Found:", "markdown"),
    "good": ("Right:", "markdown"),
    "links": ("What is known of the links:", "text"),
}
"""What stands above each kind of example, and its language."""


class _Result(NamedTuple):
    """One result as JSON."""

    weight: int
    """0 for the gravest."""
    text: str


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """One run, with each result on a line of its own."""
    rules = {finding.rule: finding for finding in report.findings()}
    numbers = {rule: number for number, rule in enumerate(rules)}
    found = [each for file in report.files for each in _results(file, numbers)]
    kept = _within_limits(found)
    run = {
        "tool": {"driver": _driver(_descriptors(rules, report.rules))},
        "invocations": [_invocation(report, kept=len(kept), found=len(found))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
    }
    yield f'{{"$schema": {encoded(_SCHEMA)}, "version": "2.1.0", "runs": [\n'
    yield f'{encoded(run).removesuffix("}")}, "results": [\n'
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
    said = [("error", each) for each in report.errors]
    said += [("note", each) for each in report.notices]
    if kept < found:
        cut = (
            f"{found - kept} of {found} findings are left out, the least grave ones first, to"
            " keep within what GitHub accepts: fewer files or rules make room for all"
        )
        said.append(("warning", cut))
    return {
        "executionSuccessful": not report.errors,
        "toolExecutionNotifications": [
            {"level": level, "message": _message(text)} for level, text in said
        ],
    }


def _within_limits(results: Sequence[_Result]) -> Sequence[_Result]:
    """As many results as GitHub takes."""
    kept = _gravest(results, _MOST_RESULTS)
    while (size := _compressed(kept)) > _MOST_BYTES:
        kept = _gravest(kept, len(kept) * _MOST_BYTES * 9 // (size * 10))
    return kept


def _gravest(results: Sequence[_Result], most: int) -> Sequence[_Result]:
    """The gravest results, in the order in which they are."""
    if len(results) <= most:
        return results
    order = sorted(range(len(results)), key=lambda index: results[index].weight)
    return [results[index] for index in sorted(order[:most])]


def _compressed(results: Iterable[_Result]) -> int:
    """The size of results in bytes; compressed, unless they are small anyway."""
    data = "\n".join(each.text for each in results).encode()
    return len(data) if len(data) <= _MOST_BYTES else len(zlib.compress(data))


def _results(file: FileReport, numbers: Mapping[str, int]) -> Iterator[_Result]:
    source = file.document.source
    path = repository_path(file.path)
    artifact = _artifact(path)
    offers = Offers(source)
    lines = {source.position(finding.span.start).line for finding in file.findings}
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
                "primaryLocationLineHash": hashes[source.position(finding.span.start).line],
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
        yield _Result(SEVERITIES.index(finding.severity), encoded(result))


def _message(text: str, links: str = "") -> dict[str, str]:
    """A sentence without passwords that has no links but those given.

    Braces stay single though the standard doubles them: readers (VS Code's viewer, reviewdog) show
    a message without arguments as it is.
    """
    text = masked(text)
    if "](" in text:
        text = re.sub(r"[\\\[\]]", r"\\\g<0>", text)
    return {"text": text + ("" if text.endswith((".", "!", "?")) else ".") + links}


def _see(related: Sequence[Place]) -> str:
    """Links to related locations, which GitHub shows only where the message leads to them."""
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
        "description": {"text": "What --fix does."},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _descriptors(
    findings: Mapping[str, Finding], registry: Registry
) -> Iterator[dict[str, object]]:
    """What there is to know of each rule that speaks, in the order in which they first do."""
    for name, finding in findings.items():
        registered = registry.get(name)
        severity = registered.rule.severity if registered else finding.severity
        yield {
            "id": name,
            **(_described(registered) if registered else _undescribed(name)),
            "defaultConfiguration": {"level": _LEVELS[severity]},
            "properties": {
                "tags": [registered.bundle] if registered else [],
                "problem.severity": _PROBLEMS[severity],
            },
        }


def _described(registered: RegisteredRule) -> dict[str, object]:
    """What GitHub shows of a rule's page."""
    try:
        summary, body, _ = page(registered.rule)
    except ValueError:  # a rule of others, whose docstring is no page
        return _undescribed(registered.name)
    about = " ".join(_FENCE.split(body, maxsplit=1)[0].split())
    more = f"`awesomecheck explain {registered.name}` tells how to set and to silence this rule."
    return {
        "name": registered.rule.__name__,
        "shortDescription": _message(_cut(summary)),
        "fullDescription": _message(_cut(about or summary)),
        "help": {
            "text": f"{summary}.\n\n{body}\n\n{more}",
            "markdown": f"{summary}.\n\n{_FENCE.sub(_headed, body)}\n\n{more}",
        },
    }


def _undescribed(name: str) -> dict[str, object]:
    text = _message(name)
    return {"shortDescription": text, "fullDescription": text, "help": text}


def _headed(fence: re.Match[str]) -> str:
    """The first line of an example as GitHub shows it, and above it what it is an example of."""
    heading, language = _EXAMPLES[fence["kind"]]
    return f"**{heading}**\n\n{fence['ticks']}{language}"


def _cut(text: str) -> str:
    room = _MOST_CHARACTERS - 1
    return text if len(text) <= room else f"{text[: room - 1]}…"
