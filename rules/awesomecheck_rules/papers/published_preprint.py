"""The rule `published-preprint`."""

from collections import Counter
from collections.abc import Iterator, Sequence
import re

from awesomecheck import (
    Document,
    Edit,
    Entry,
    FactRule,
    Facts,
    Fix,
    Problem,
    Publication,
    Span,
    Venue,
    counted,
    find_venue,
    regex,
)
from awesomecheck_rules.papers._venue_form import VenueForm, form_of, usual_form

_SMALLER = regex(r"findings|workshop|demo|w$", re.IGNORECASE)
"""Spellings of what is at a conference, and not the conference."""
_WORD = regex(r"[^\W_]")
_MONTH = regex(
    r"[./-]\d|[ ,.-]{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
"""The month behind a year."""
_FEWEST = 3
"""So many venues in a case of the list's own are its habit."""
_YEARS_EARLIER = 1
"""A paper of a conference in December is often on arXiv in January; one that was published earlier
has another title's luck."""


class PublishedPreprint(FactRule):
    """A preprint that has been published since it was added.

    A list that still says `arXiv` hides from its readers where a paper appeared. Sources say so,
    the most certain first: what its authors wrote on arXiv, where links are checked (`Accepted to
    CVPR 2022`, or a journal; comments about a submission, a review, a workshop or another version
    do not count), the published titles that come with awesomecheck, whose venues and years
    `awesomecheck facts` lists (these need the same title and, where the entry names authors, the
    same first author), Semantic Scholar, where the configuration wants it and there is a key
    (`facts: {semantic-scholar: true}`), and other lists that agree (`--peers FOLDER`). The fix
    writes the venue and its year as the list writes others, and leaves all links as they are; it
    is unsafe, because a list may mean the preprint.

    ```links
    https://arxiv.org/abs/2111.06377 alive ok comment=Accepted_to_CVPR_2022
    ```

    ```bad
    * **MAE**: Masked Autoencoders. [[arXiv'2021](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    lists_only = True
    severity = "info"
    touches = ("wording",)

    def grounds(self, document: Document) -> Iterator[str]:
        preprints = sum(1 for _ in _preprints(document))
        if preprints:
            verb = "is" if preprints == 1 else "are"
            yield (
                f"{counted(preprints, 'preprint')} {verb} looked up in the published titles"
                " (`awesomecheck facts`);"
                " what arXiv says of them is known if links are checked, or were before"
            )

    def check(self, document: Document, facts: Facts) -> Iterator[Problem]:
        spellings = Counter(each.venue.text for each in document.entries if each.venue)
        usual = usual_form(document, _published(document))
        for entry in _preprints(document):
            places = [
                (_spelling(each, spellings), each)
                for each in facts.published(entry)
                if _can_be(entry, each)
            ]
            if not places or entry.venue is None:
                continue
            form = usual or form_of(document, entry) or VenueForm()
            spelling, place = places[0]
            paper = entry.link("paper")
            yield Problem(
                entry.venue.span,
                _message(entry.venue.text, places, form),
                _fix(document, entry, form, spelling, place) if len(places) == 1 else None,
                url=paper.link.url if paper else None,
            )


def _preprints(document: Document) -> Iterator[Entry]:
    for entry in document.entries:
        venue = entry.known_venue
        if venue is not None and venue.kind == "preprint":
            yield entry


def _published(document: Document) -> Iterator[Entry]:
    """Yield the entries at a known venue that no change has added."""
    for entry in document.entries:
        venue = entry.known_venue
        if venue and venue.kind != "preprint" and not document.is_new(entry.span.start):
            yield entry


def _can_be(entry: Entry, place: Publication) -> bool:
    """Return whether a publication is one of this preprint, not of an older paper."""
    paper = entry.link("paper")
    submitted = paper.link.target.submitted if paper else None
    year = submitted[0] if submitted else entry.published
    if place.kind == "workshop":
        return False
    return year is None or place.year is None or place.year >= year - _YEARS_EARLIER


def _spelling(place: Publication, spellings: Counter[str]) -> str:
    """Return the most frequent spelling of a venue in the list, or the usual one."""
    known = find_venue(place.venue)
    own = [
        (count, text)
        for text, count in spellings.items()
        if (venue := find_venue(text)) is not None
        and known is not None
        and venue.name == known.name
        and bool(_SMALLER.search(text)) == bool(_SMALLER.search(place.venue))
        and not _is_slip(text, venue, count)
    ]
    return max(own)[1] if own else place.venue


def _is_slip(text: str, venue: Venue, count: int) -> bool:
    """Return whether a spelling is a misspelt name, or rare and one in another case: `Neurips`."""
    names, folded = (venue.name, *venue.aliases), text.casefold()
    if folded in map(str.casefold, venue.misspellings):
        return True
    return count < _FEWEST and text not in names and folded in map(str.casefold, names)


def _message(written: str, places: Sequence[tuple[str, Publication]], form: VenueForm) -> str:
    closing = ")" if form.in_brackets else ""
    names = [
        form.write(spelling, place.year) + (closing if place.year else "")
        for spelling, place in places
    ]
    said = " or ".join(f"`{name}`" for name in names)
    sources = " and ".join(dict.fromkeys(place.source for _, place in places))
    if any(place.year is None for _, place in places):
        said += " and its year"
    return f"published, according to {sources}: use {said} instead of `{written}`"


def _fix(
    document: Document, entry: Entry, form: VenueForm, spelling: str, place: Publication
) -> Fix | None:
    """Return the fix that writes venue and year, where the entry has both."""
    venue, year = entry.venue, entry.year
    if venue is None or year is None or place.year is None:
        return None
    start, end = sorted((venue.span, year.span), key=lambda span: span.start)
    if _WORD.search(document.text, start.end, end.start) and not entry.row:
        return None  # words of the preprint, such as its id, are in between
    own = form_of(document, entry)
    dated = _MONTH.match(document.text, year.span.end) is not None
    if dated or (entry.month is not None and own is None):
        return None  # the year is part of the day of the preprint
    if own is not None and own.in_brackets == form.in_brackets:
        both = Span(start.start, end.end)
        return Fix((Edit(both, form.write(spelling, place.year)),), safe=False)
    digits = str(place.year)[-len(year.text) :]
    return Fix((Edit(venue.span, spelling), Edit(year.span, digits)), safe=False)
