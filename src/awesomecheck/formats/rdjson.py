"""The report for reviewdog: a `DiagnosticResult` of its diagnostic format, as JSON.

reviewdog counts columns in bytes of UTF-8, puts its own folder before paths, shows each
suggestion as one to be taken alone, and refuses a report with a field that it does not know
(https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto). Related locations
are known to it since 0.18.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
import os

from awesomecheck.document import Source, Span
from awesomecheck.formats import Style
from awesomecheck.formats.fixes import Offers, reveals
from awesomecheck.formats.report import FileReport, Report, first_line
from awesomecheck.rules import Edit, Severity
from awesomecheck.safety.escape import encoded
from awesomecheck.safety.redact import masked

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_MOST_LINES = 10
"""Edits on more lines than these make no suggestion: people could not see what it does."""
_MOST_RELATED = 10
_BOM = "\ufeff"
_BLOCK = 4096


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - one style for all
    """The findings of all files, one a line."""
    diagnostics = (encoded(each) for file in report.files for each in _diagnostics(file))
    yield '{"source": {"name": "awesomecheck"}, "diagnostics": [\n'
    yield ",\n".join(diagnostics)
    yield "\n]}\n"


class _Columns:
    """Where a text's lines and columns are for one who counts bytes, and the mark before them."""

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
        """The number of bytes before a character, counted from the last of some milestones."""
        block = offset // _BLOCK
        return self._bytes[block] + _length(self._source.text[block * _BLOCK : offset])


def _length(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _diagnostics(file: FileReport) -> Iterator[dict[str, object]]:
    source = file.document.source
    offers, columns = Offers(source), _Columns(source)
    path = file.path.replace(os.sep, "/")

    def location(span: Span) -> dict[str, object]:
        # Reviewdog leaves out what is not in the diff with all its lines.
        return {"path": path, "range": columns.range(first_line(source, span))}

    for finding in file.findings:
        diagnostic: dict[str, object] = {
            "message": finding.message,
            "location": location(finding.span),
            "severity": _SEVERITIES[finding.severity],
            "code": {"value": finding.rule},
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
    """One edit that does what several do, where people can still see what that is."""
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
