"""Write the report for reviewdog: a `DiagnosticResult` of its diagnostic format, as JSON.

reviewdog counts columns in bytes of UTF-8, puts its own folder before paths, offers each
suggestion separately, and rejects a report with an unknown field
(https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto). It supports
related locations since 0.18.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
import os

from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Source
from awesomecheck.formats import Style
from awesomecheck.formats.fixes import Offers, reveals
from awesomecheck.formats.report import FileReport, Report, first_line
from awesomecheck.rules import Edit, Severity
from awesomecheck.safety.escape import json_line
from awesomecheck.safety.redact import masked

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_MOST_LINES = 10
"""Edits that span more lines are no suggestion: a person could not see what it does."""
_MOST_RELATED = 10
_BOM = "\ufeff"
_BLOCK = 4096


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """Yield the findings of all files, one on each line."""
    diagnostics = (json_line(each) for file in report.files for each in _diagnostics(report, file))
    yield '{"source": {"name": "awesomecheck"}, "diagnostics": [\n'
    yield ",\n".join(diagnostics)
    yield "\n]}\n"


class _Columns:
    """Convert offsets of a text to lines and columns in bytes, including a byte-order mark."""

    def __init__(self, source: Source) -> None:
        self._source = source
        blocks = (
            source.text[start : start + _BLOCK] for start in range(0, len(source.text), _BLOCK)
        )
        self._bytes = [0, *accumulate(map(_length, blocks))]
        self._mark = _length(_BOM) if source.raw.startswith(_BOM) else 0

    def range(self, span: Span) -> dict[str, object]:
        return {"start": self._position(span.start), "end": self._position(span.end)}

    def _position(self, offset: int) -> dict[str, int]:
        line = self._source.position(offset).line
        column = self._before(offset) - self._before(self._source.line_starts[line - 1]) + 1
        return {"line": line, "column": column + (self._mark if line == 1 else 0)}

    def _before(self, offset: int) -> int:
        """Return the number of bytes before a character, counted from its block on."""
        block = offset // _BLOCK
        return self._bytes[block] + _length(self._source.text[block * _BLOCK : offset])


def _length(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _diagnostics(report: Report, file: FileReport) -> Iterator[dict[str, object]]:
    source = file.source
    offers, columns = Offers(source), _Columns(source)
    path = file.path.replace(os.sep, "/")

    def location(span: Span) -> dict[str, object]:
        # Reviewdog drops what is not completely in the diff.
        return {"path": path, "range": columns.range(first_line(source, span))}

    for finding in file.findings:
        url = report.rule_url(finding.rule)
        diagnostic: dict[str, object] = {
            "message": finding.message,
            "location": location(finding.span),
            "severity": _SEVERITIES[finding.severity],
            "code": {"value": finding.rule} | ({"url": url} if url else {}),
        }
        if edit := _merged(source, offers.edits(finding)):
            diagnostic["suggestions"] = [{"range": columns.range(edit.span), "text": edit.text}]
        if finding.also:
            diagnostic["related_locations"] = [
                {"message": masked(place.message), "location": location(place.span)}
                for place in finding.also[:_MOST_RELATED]
            ]
        yield diagnostic


def _merged(source: Source, edits: Sequence[Edit]) -> Edit | None:
    """Merge several edits into one, unless it would be too long or reveal a password."""
    if len(edits) < 2:
        return edits[0] if edits else None
    span = Span(edits[0].span.start, edits[-1].span.end)
    if source.position(span.end).line - source.position(span.start).line >= _MOST_LINES:
        return None
    parts = [edits[0].text]
    for one, other in pairwise(edits):
        between = slice(source.to_raw(one.span.end), source.to_raw(other.span.start))
        parts += (source.raw[between], other.text)
    merged = Edit(span, "".join(parts))
    return None if reveals(source, merged) else merged
