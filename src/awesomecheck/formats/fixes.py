"""Offer fixes to other programs, which do not know the list."""

from awesomecheck.document.source import Source
from awesomecheck.engine.fix import are_sound
from awesomecheck.rules import Edit, Finding, Fix
from awesomecheck.safety.redact import masked

_CONTEXT = 300
"""Characters beside an edit that may belong to a URL."""


class Offers:
    """Return the fixes for the findings of one file, one after the other.

    Each is what `--fix` would do for the finding alone. A fix that several findings share goes
    with the first of them.
    """

    def __init__(self, source: Source, *, unsafe: bool = False) -> None:
        self._source = source
        self._unsafe = unsafe
        self._seen: set[int] = set()
        self._offered: set[Fix] = set()
        self._counted_alike = source.raw.count("\r") == len(source.crlf)
        """Whether other programs count lines as we do: to us a lone CR ends a line."""

    def edits(self, finding: Finding) -> tuple[Edit, ...]:
        """Return the edits of a fix in the order of the text, with the file's line breaks.

        Return none if they would write a user name and password into the report.
        """
        fix = finding.fix
        if fix is None or not (fix.safe or self._unsafe) or not self._counted_alike:
            return ()
        if id(fix) in self._seen:
            return ()
        self._seen.add(id(fix))  # avoids hashing all its edits for each finding that shares it
        if fix in self._offered:
            return ()
        edits = tuple(sorted(fix.edits, key=lambda edit: (edit.span.start, edit.span.end)))
        if not are_sound(edits, len(self._source.text)):
            return ()
        if any(reveals(self._source, edit) for edit in edits):
            return ()
        self._offered.add(fix)
        newline = self._source.newline
        return tuple(Edit(edit.span, edit.text.replace("\n", newline)) for edit in edits)


def reveals(source: Source, edit: Edit) -> bool:
    """Whether an edit leaves a URL with a user name or password in its place."""
    start, end = edit.span.start, edit.span.end
    before = source.text[max(0, start - _CONTEXT) : start]
    after = source.text[end : end + _CONTEXT]
    around = before + edit.text + after
    return masked(around) != around
