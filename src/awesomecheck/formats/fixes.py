"""The fixes that a report hands on to other programs, which know nothing of the list."""

from collections.abc import Sequence

from awesomecheck.document import Source
from awesomecheck.rules import Edit, Finding, Fix
from awesomecheck.safety.redact import masked

_CONTEXT = 300
"""Characters beside an edit among which there may be the rest of a URL."""


class Offers:
    """Tells what may be done about the findings of one file, one after the other.

    That is what `--fix` would do about a finding alone. A fix that several findings share goes
    with the first of them, for it mends them all.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: set[int] = set()
        self._offered: set[Fix] = set()
        self._counted_alike = source.raw.count("\r") == len(source.crlf)
        """Whether other programs count the lines as we do, to whom a lone CR ends none."""

    def edits(self, finding: Finding) -> tuple[Edit, ...]:
        """The edits of a safe fix in the order of the text, with the file's own line breaks.

        There are none where they would write a user name and a password into the report.
        """
        fix = finding.fix
        if fix is None or not fix.safe or not self._counted_alike or id(fix) in self._seen:
            return ()
        self._seen.add(id(fix))  # spares hashing all its edits for each finding that shares it
        if fix in self._offered:
            return ()
        edits = tuple(sorted(fix.edits, key=lambda edit: (edit.span.start, edit.span.end)))
        if not _is_sound(edits, len(self._source.text)):
            return ()
        if any(reveals(self._source, edit) for edit in edits):
            return ()
        self._offered.add(fix)
        newline = self._source.newline
        return tuple(Edit(edit.span, edit.text.replace("\n", newline)) for edit in edits)


def _is_sound(edits: Sequence[Edit], length: int) -> bool:
    """Whether edits lie in the text and apart from each other; else their rule has a defect."""
    end = 0
    for edit in edits:
        if not end <= edit.span.start <= edit.span.end <= length:
            return False
        end = edit.span.end
    return True


def reveals(source: Source, edit: Edit) -> bool:
    """Whether a URL with a user name or password stands where an edit has been made."""
    start, end = edit.span.start, edit.span.end
    before = source.text[max(0, start - _CONTEXT) : start]
    after = source.text[end : end + _CONTEXT]
    around = before + edit.text + after
    return masked(around) != around
