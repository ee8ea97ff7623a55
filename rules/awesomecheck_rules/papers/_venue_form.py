"""How a list writes a venue with its year: `AAAI 2020`, `AAAI2020`, `AAAI'20`, `2020 AAAI`."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from awesomecheck import Document, Entry, Span, regex

_BETWEEN = regex(r"[^\S\n]?['’,.(-]?[^\S\n]?")
_FEWEST = 3
"""So many venues in one form are a habit."""
_DIGITS = 4


class VenueForm(Struct, frozen=True):
    """What is between a venue and its year, and which is first."""

    between: str = " "
    digits: int = _DIGITS
    """Those of the year."""
    year_first: bool = False

    @property
    def in_brackets(self) -> bool:
        """Whether the second of the two is in brackets."""
        return "(" in self.between

    def write(self, venue: str, year: int | None) -> str:
        """Return a venue and its year, without the closing bracket that may be behind them."""
        if year is None:
            return venue
        pair = venue, str(year)[-self.digits :]
        return self.between.join(reversed(pair) if self.year_first else pair)


def form_of(document: Document, entry: Entry) -> VenueForm | None:
    """Return the form of an entry whose venue and year are side by side."""
    venue, year = entry.venue, entry.year
    if venue is None or year is None:
        return None
    first, second = sorted((venue.span, year.span), key=lambda span: span.start)
    between = document.slice(Span(first.end, max(first.end, second.start)))
    if not _BETWEEN.fullmatch(between) or not year.text.isdecimal():
        return None
    return VenueForm(between, len(year.text), first is year.span)


def usual_form(document: Document, entries: Iterable[Entry]) -> VenueForm | None:
    """Return the form that most of some entries have whose venue and year are side by side."""
    forms = Counter(form for entry in entries if (form := form_of(document, entry)))
    form, count = forms.most_common(1)[0] if forms else (None, 0)
    return form if count >= _FEWEST and 2 * count > forms.total() else None
