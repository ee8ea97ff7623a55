"""Titles in quotes and descriptions in bold, where those of the other entries are not."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from awesomecheck import Document, Edit, Entry, Field, Span
from awesomecheck_rules.entries._habits import because, deviations
from awesomecheck_rules.entries._template.deviation import Deviation

_QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»"}
_BOLD = {mark: mark for mark in ("***", "**", "__")}
_NEAR = 3
"""Characters behind a mark, up to which another finding is about it, too."""
_GOES_ON = ":;?!–—-&"
"""What follows a quotation that is the first part of a title: `"Why Me?": On Trust`."""


def wrapped_texts(document: Document, elsewhere: Iterable[Span]) -> Iterator[Deviation]:
    """Yield texts as a whole in quotes or bold that nearly no other entry has there.

    Args:
        document: the list.
        elsewhere: what is reported of entries for another reason.
    """
    reported = sorted(each.start for each in elsewhere)
    for kind, marks in (("quotes", _QUOTES), ("bold", _BOLD)):

        def is_wrapped(entry: Entry, marks: Mapping[str, str] = marks) -> bool | None:
            field = _field(entry, marks)
            around = None if field is None else _around(document, field, marks)
            if field is None:
                return None
            if around is not None and (
                _goes_on(document, around[1].end) or _is_sentence(document, around[1].start)
            ):
                return None
            return around is not None

        for entry, usual, others in deviations(document, document.entries, is_wrapped):
            field = _field(entry, marks)
            around = None if field is None else _around(document, field, marks)
            if usual or around is None:
                continue
            span = Span(around[0].start, around[1].end)
            if bisect_left(reported, span.start) == bisect_left(reported, span.end + _NEAR):
                what = "title" if marks is _QUOTES else "description"
                message = f"{what} in {kind}: remove the marks{because(others, 'have none')}"
                yield Deviation(span, message, tuple([Edit(each, "") for each in around]))


def _field(entry: Entry, marks: Mapping[str, str]) -> Field | None:
    """Return the title, where quotes are looked for; a description may quote, or be in bold."""
    return entry.title if marks is _QUOTES else entry.description


def _around(
    document: Document, field: Field, marks: Mapping[str, str]
) -> tuple[Span, Span] | None:
    """Return the opening and closing mark of a text that is in them as a whole."""
    text, span = document.text, field.span
    for opening, closing in marks.items():
        size = len(closing)
        if opening not in text[max(0, span.start - size) : span.start + size]:
            continue  # nearly always; what follows looks at many places
        starts, ends = (span.start, span.start - size), (span.end, span.end + size)
        for start, end in product(starts, (*ends, ends[1] + 1)):
            first, last = Span(start, start + size), Span(end - size, end)
            inner = text[first.end : last.start]
            if (document.slice(first), document.slice(last)) != (opening, closing):
                continue
            is_whole = inner.strip() and opening not in inner and closing not in inner
            return (first, last) if is_whole else None
    return None


def _is_sentence(document: Document, end: int) -> bool:
    """Return whether what is quoted ends in a period of its own, as what somebody said does."""
    return document.text[end - 1] == "."


def _goes_on(document: Document, end: int) -> bool:
    """Return whether the title may go on behind the quotation, or a venue is there."""
    after = document.text[end : end + 2].strip()[:1]
    return bool(after) and (after in _GOES_ON or after.isalnum())
