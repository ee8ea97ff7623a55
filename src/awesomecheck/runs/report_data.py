"""Write reports on files as plain data, and read them: for other processes and later runs."""

from collections.abc import Iterator

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder, encode

from awesomecheck.document.nodes import Span
from awesomecheck.document.source import Position, Source
from awesomecheck.errors import InputError, InternalError, UserError
from awesomecheck.formats.report import FileReport, LinkRows, Note
from awesomecheck.rules import Finding
from awesomecheck.runs.texts import Answers, ListFile

_ERRORS = {each.__name__: each for each in (UserError, InputError, InternalError)}


class ReportData(Struct, frozen=True):
    """What reports need of a file, without its links, its change, and its own text."""

    findings: tuple[Finding, ...]
    older: tuple[Finding, ...]
    baselined: tuple[Finding, ...]
    hidden: tuple[Finding, ...]
    notes: tuple[tuple[int, int, int, str, tuple[str, ...]], ...]
    """Offset, line, column, subject and headings."""
    suppressed: int
    outside_change: int
    entries: int
    not_a_list: str
    errors: tuple[tuple[str, bytes, bytes | None], ...]
    """Kind, message and hint, which may have the name of a file that is not UTF-8."""
    fixed: dict[str, int]
    text: str | None
    """None for that of the file."""
    local: tuple[str, ...] = ()
    """The relative URLs in the text."""
    looked_up: str = ""
    """What tells the files that they lead to from others."""

    def report(self, file: ListFile, answers: Answers) -> FileReport:
        """Return the report on a file.

        Args:
            file: the file.
            answers: the verdicts of its links.

        Raises:
            ValueError: a finding cannot be of its text.
        """
        text = file.text
        if self.text is not None:
            text = text.other(Source.from_text(self.text, file.name))
        for span in self._spans():
            if not 0 <= span.start <= span.end <= text.length:
                raise ValueError("a finding out of the text")
        text.note_entries(self.entries)
        return FileReport(
            path=file.name,
            text=text,
            findings=self.findings,
            suppressed=self.suppressed,
            links=LinkRows(text, answers.verdicts) if answers.checked else None,
            outside_change=self.outside_change,
            older=self.older,
            baselined=self.baselined,
            hidden=self.hidden,
            change=file.change and file.change.onto(text.source, with_new=True),
            fixed=self.fixed,
            errors=tuple(
                _ERRORS.get(kind, UserError)(
                    _text(said), hint=None if hint is None else _text(hint)
                )
                for kind, said, hint in self.errors
            ),
            not_a_list=self.not_a_list,
            notes={
                start: Note(subject, headings, Position(line, column))
                for start, line, column, subject, headings in self.notes
            },
        )

    def _spans(self) -> Iterator[Span]:
        for finding in (*self.findings, *self.older, *self.baselined, *self.hidden):
            yield finding.span
            for place in finding.also:
                yield place.span
            for fix in (finding.fix, *(place.fix for place in finding.also)):
                for edit in fix.edits if fix else ():
                    yield edit.span


_DECODER = Decoder(ReportData)


def report_as_json(
    report: FileReport, file: ListFile, local: tuple[str, ...] = (), looked_up: str = ""
) -> bytes:
    """Return the report on a file as data.

    Args:
        report: the report.
        file: the file.
        local: see `ReportData`.
        looked_up: see `ReportData`.
    """
    raw = report.source.raw
    data = ReportData(
        findings=report.findings,
        older=report.older,
        baselined=report.baselined,
        hidden=report.hidden,
        notes=tuple(
            (start, each.position.line, each.position.column, each.subject, each.headings)
            for start, each in report.noted().items()
        ),
        suppressed=report.suppressed,
        outside_change=report.outside_change,
        entries=report.text.entries,
        not_a_list=report.not_a_list,
        errors=tuple(map(_error, report.errors)),
        fixed=dict(report.fixed),
        text=None if raw == file.text.source.raw else raw,
        local=local,
        looked_up=looked_up,
    )
    return encode(data)


def data_of_json(data: bytes) -> ReportData:
    """Return what `report_as_json` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        return _DECODER.decode(data)
    except (DecodeError, ValidationError, RecursionError) as error:
        raise ValueError(f"no report: {error}") from error


def _error(error: UserError) -> tuple[str, bytes, bytes | None]:
    kind = next(each.__name__ for each in type(error).__mro__ if each.__name__ in _ERRORS)
    hint = error.hint
    return kind, _bytes(error.message), None if hint is None else _bytes(hint)


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _text(data: bytes) -> str:
    return data.decode(errors="surrogatepass")
