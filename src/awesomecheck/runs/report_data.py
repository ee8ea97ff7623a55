"""Write reports on files as plain data, and read them: for other processes and later runs."""

from collections.abc import Iterable, Sequence
from itertools import starmap
import json
from typing import Any

from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Position, Source
from awesomecheck.errors import InputError, InternalError, UserError
from awesomecheck.formats.report import FileReport, LinkRows, Note
from awesomecheck.rules import SEVERITIES, Edit, Finding, Fix, RelatedPlace
from awesomecheck.runs.texts import Answers, ListFile

_ERRORS = {each.__name__: each for each in (UserError, InputError, InternalError)}
_LISTS = ("findings", "older", "baselined", "hidden")


def report_as_json(report: FileReport, file: ListFile, **more: object) -> bytes:
    """Return what reports need of a file as JSON: without links, change, and its own text.

    Args:
        report: the report.
        file: the file.
        more: what is to be beside it.
    """
    raw = report.source.raw
    data = {
        **more,
        "text": None if raw == file.text.source.raw else raw,
        **{name: [*map(_finding, getattr(report, name))] for name in _LISTS},
        "suppressed": report.suppressed,
        "outside": report.outside_change,
        "fixed": dict(report.fixed),
        "not_a_list": report.not_a_list,
        "errors": [*map(_error, report.errors)],
        "entries": report.text.entries,
        "notes": [*starmap(_note, report.noted().items())],
    }
    return json.dumps(data, separators=(",", ":")).encode()


def report_of_json(data: bytes, file: ListFile, answers: Answers) -> FileReport:
    """Return the report on a file that `report_as_json` wrote, of another process.

    Args:
        data: the report.
        file: the file.
        answers: the verdicts of its links.
    """
    return report_of_data(json.loads(data), file, answers)


def report_of_data(data: Any, file: ListFile, answers: Answers) -> FileReport:
    """Return the report on a file from plain data.

    Raises:
        ValueError: the data is something else.
    """
    try:
        return _report(data, file, answers)
    except (AttributeError, LookupError, TypeError) as error:
        raise ValueError(f"no report: {type(error).__name__}: {error}") from error


def _report(data: Any, file: ListFile, answers: Answers) -> FileReport:
    text, raw = file.text, data["text"]
    if raw is not None:
        text = text.other(Source.from_text(raw, file.name))
    findings, older, baselined, hidden = (
        tuple(_findings(data[name], text.length)) for name in _LISTS
    )
    text.note_entries(_count(data["entries"]))
    return FileReport(
        path=file.name,
        text=text,
        findings=findings,
        suppressed=_count(data["suppressed"]),
        links=LinkRows(text, answers.verdicts) if answers.checked else None,
        outside_change=_count(data["outside"]),
        older=older,
        baselined=baselined,
        hidden=hidden,
        change=file.change and file.change.onto(text.source, with_new=True),
        fixed={str(rule): _count(count) for rule, count in data["fixed"].items()},
        errors=tuple(_ERRORS[kind](said, hint=hint) for kind, said, hint in data["errors"]),
        not_a_list=str(data["not_a_list"]),
        notes={
            start: Note(subject, tuple(headings), Position(line, column))
            for start, line, column, subject, headings in data["notes"]
        },
    )


def _note(start: int, note: Note) -> list[object]:
    return [start, note.position.line, note.position.column, note.subject, note.headings]


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError("no count")
    return value


def _error(error: UserError) -> list[str | None]:
    kind = next(each for each in type(error).__mro__ if each.__name__ in _ERRORS)
    return [kind.__name__, error.message, error.hint]


# --- Findings ---


def _finding(finding: Finding) -> list[Any]:
    also = [[*_span(each.span), each.message, _fix(each.fix)] for each in finding.also]
    start, end = _span(finding.span)
    return [
        finding.rule,
        finding.severity,
        start,
        end,
        finding.message,
        _fix(finding.fix),
        finding.url,
        also,
        finding.fixer,
    ]


def _span(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _fix(fix: Fix | None) -> list[Any] | None:
    if fix is None:
        return None
    return [fix.safe, [[edit.span.start, edit.span.end, edit.text] for edit in fix.edits]]


def _findings(data: Iterable[Sequence[Any]], length: int) -> Iterable[Finding]:
    """Yield findings on a text of a length.

    Raises:
        ValueError: they cannot be of such a text.
    """
    for rule, severity, start, end, message, fix, url, also, fixer in data:
        if severity not in SEVERITIES:
            raise ValueError("no severity")
        yield Finding(
            rule=rule,
            severity=severity,
            span=_read_span(start, end, length),
            message=message,
            fix=_read_fix(fix, length),
            url=url,
            also=tuple(
                RelatedPlace(_read_span(first, last, length), said, _read_fix(own, length))
                for first, last, said, own in also
            ),
            fixer=fixer,
        )


def _read_span(start: int, end: int, length: int) -> Span:
    if not 0 <= start <= end <= length:
        raise ValueError("no place in the text")
    return Span(start, end)


def _read_fix(data: Any, length: int) -> Fix | None:
    if data is None:
        return None
    safe, edits = data
    return Fix(
        tuple(Edit(_read_span(start, end, length), str(text)) for start, end, text in edits),
        safe is True,
    )
