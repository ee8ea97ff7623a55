"""The rule `unusual-venue`."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
import re

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Entry,
    Field,
    Fix,
    Problem,
    Span,
    nearest,
    regex,
    share,
)
from awesomecheck_rules.entries._habits import habit
from awesomecheck_rules.entries._spelling import (
    core,
    is_part,
    likely_typo,
    misspelt,
    plain_spelling,
)

_SINCE = 2018
"""The year in which NIPS was renamed to NeurIPS."""
_FEWEST = 3
"""A spelling that the list uses so often is preferred to that of the vocabulary."""
_BETWEEN = regex(r"[\s,;:.'’‘`´(\[–_-]{0,3}")
_ABBREVIATED = regex(r"[.\s]")
"""What shows that a period after a venue belongs to it: `ACM Comput. Surv.`"""
_CITATION = regex(r",?\s*(?:pp?\.|pages\b|vol\.|volume\b|no\.)", re.IGNORECASE)
"""What follows the year in a full citation, which is written as such."""
_KEPT = regex(r"[(\[\n]")
"""What no fix adds or removes: half of a pair of brackets, a line break."""


class UnusualVenue(DocumentRule):
    """A misspelt venue, or one written differently from the rest of the list.

    Readers who search a list for `ICLR` find neither `ILCR` nor `Iclr`. A spelling is compared
    with a vocabulary of conferences, journals and preprint servers, and then with the list: which
    of several correct spellings it uses (`NIPS` or `NeurIPS`, `arXiv` or `ArXiv`), and how it
    joins a venue and its year (`CVPR'2022`, `CVPR 2022`). If the list has no clear habit, nothing
    is reported. The name that a conference had in that year is correct, and a workshop is not its
    conference. Fixes of spellings are unsafe, and so are those of a join that several entries
    have.

    ```bad
    * [How Mask Matters](https://openreview.net/forum?id=WOppMAJtvhv). NIP'2022
    * [Masked Autoencoders](https://arxiv.org/abs/2111.06377). CVPR'2022
    ```

    ```good
    * [How Mask Matters](https://openreview.net/forum?id=WOppMAJtvhv). NeurIPS'2022
    * [Masked Autoencoders](https://arxiv.org/abs/2111.06377). CVPR'2022
    ```
    """

    lists_only = True
    learns = True
    touches = ("wording", "marks")
    yields_to = ("unlike-template",)

    def check(self, document: Document) -> Iterator[Problem]:
        spellings = _spellings(document)
        wrong = _misspellings(spellings)
        variants = _variants(spellings)
        cased = _cased(spellings)
        for entry in document.entries:
            if entry.venue is None:
                continue
            text = entry.venue.text
            if text in wrong:
                right = wrong[text]
                yield _problem(entry.venue, right, f'"{text}" is probably "{right}"')
            elif text in variants and not _is_former_name(entry):
                right, count, total = variants[text]
                message = f'use "{right}" instead of "{text}" ({share(count, total)} do)'
                yield _problem(entry.venue, right, message, lesser=True)
            elif text in cased and (entry.published or entry.row):
                right = cased[text]
                yield _problem(entry.venue, right, f'"{text}" should be "{right}"', lesser=True)
        yield from _former_names(document, {*wrong, *variants, *cased})
        yield from _misspelt_labels(document)
        yield from _odd_joins(document)


def _misspelt_labels(document: Document) -> Iterator[Problem]:
    """Yield labels such as `arvix` where others of the list are `arXiv`."""
    labels = [each.label for entry in document.entries for each in entry.links if each.label]
    counts = Counter(label.text for label in labels)
    wrong = {text: venue for text in counts if (venue := misspelt(text))}
    if not wrong:
        return
    for label in labels:
        venue = wrong.get(label.text)
        if venue is None:
            continue
        spellings = (venue.name, *venue.aliases)  # of two as frequent, the first
        right, count = max(((text, counts[text]) for text in spellings), key=lambda each: each[1])
        if count >= _FEWEST:
            yield _problem(label, right, f'"{label.text}" is probably "{right}"')


def _spellings(document: Document) -> Counter[str]:
    """Return how often each spelling is used; one that only a change uses, 0 times."""
    spellings = Counter({entry.venue.text: 0 for entry in document.entries if entry.venue})
    spellings.update(
        entry.venue.text
        for entry in document.entries
        if entry.venue and not document.is_new(entry.span.start)
    )
    return spellings


def _problem(venue: Field, right: str, message: str, *, lesser: bool = False) -> Problem:
    fix = Fix((Edit(venue.span, right),), safe=False)
    return Problem(venue.span, message, fix, severity="info" if lesser else None)


def _misspellings(spellings: Mapping[str, int]) -> dict[str, str]:
    """Return the correct spelling of each misspelt venue."""
    usual: dict[str, str] = {}
    for text in sorted(spellings, key=spellings.__getitem__):
        venue = plain_spelling(text)
        if venue is not None and spellings[text] >= _FEWEST:
            usual[venue.name] = text  # the most frequent one comes last
    wrong: dict[str, str] = {}
    for text in spellings:
        venue = misspelt(text)
        if venue is None:
            right = likely_typo(text, spellings)
        elif is_part(text):
            right = nearest(text, (venue.name, *venue.aliases))
        else:
            right = usual.get(venue.name, venue.name)
        if right:
            wrong[text] = right
    return wrong


def _variants(spellings: Mapping[str, int]) -> dict[str, tuple[str, int, int]]:
    """Return the usual spelling for each other one, how many have it, and of how many."""
    groups: dict[str, Counter[str]] = {}
    for text, count in spellings.items():
        if plain_spelling(text) is not None:
            groups.setdefault(core(text), Counter())[text] = count
    found: dict[str, tuple[str, int, int]] = {}
    for group in groups.values():
        usual = habit(group.elements()) if len(group) > 1 else None
        if usual is not None:
            found.update({text: usual for text in group if text != usual[0]})
    return found


def _cased(spellings: Mapping[str, int]) -> dict[str, str]:
    """Return the right spelling for each rare one that differs from it only in case."""
    usual = {core(text): text for text, count in spellings.items() if count >= _FEWEST}
    found: dict[str, str] = {}
    for text, count in spellings.items():
        venue = plain_spelling(text) if count < _FEWEST and " " not in text else None
        if venue is None or text in (venue.name, *venue.aliases):
            continue
        for right in (venue.name, *venue.aliases):
            is_clear = venue.kind == "preprint" or sum(map(str.isupper, right)) > 3
            is_own = usual.get(core(text), right) != right
            if right.casefold() == text.casefold() and is_clear and not is_own:
                found[text] = right
                break
    return found


def _former_names(document: Document, reported: Container[str]) -> Iterator[Problem]:
    """Yield `NIPS` of a year in which it was NeurIPS, where more entries of the list say so."""
    later = [
        entry.venue
        for entry in document.entries
        if entry.venue
        and core(entry.venue.text) == core("NeurIPS")
        and (entry.published or 0) > _SINCE
    ]
    counts = Counter(venue.text for venue in later)
    if not 2 <= counts["NeurIPS"] > counts["NIPS"]:
        return
    for venue in later:
        if venue.text == "NIPS" and venue.text not in reported:
            message = f'"NIPS" has been "NeurIPS" since {_SINCE}'
            yield _problem(venue, "NeurIPS", message, lesser=True)


def _is_former_name(entry: Entry) -> bool:
    """Return whether a venue has the name that it had in the year of the entry."""
    if entry.venue is None or core(entry.venue.text) != core("NeurIPS"):
        return False
    return entry.published is None or entry.published < _SINCE


def _odd_joins(document: Document) -> Iterator[Problem]:
    """Yield venues and years that are not joined as most are, such as `CVPR 22` for `CVPR'22`."""
    text = document.text
    pairs: list[tuple[Entry, Field, Field]] = []
    forms: list[tuple[str, int]] = []
    for entry in document.entries:
        venue, year = entry.venue, entry.year
        if venue is None or year is None or entry.row:
            continue
        between = text[venue.span.end : year.span.start]
        if venue.span.end <= year.span.start and _BETWEEN.fullmatch(between):
            pairs.append((entry, venue, year))
            forms.append((re.sub(r"\s+", " ", between), len(year.text)))
    known = [
        (form, _is_before_title(entry))
        for (entry, _, _), form in zip(pairs, forms, strict=True)
        if not document.is_new(entry.span.start)
    ]
    usual = habit(form for form, _ in known)
    if usual is None:
        return
    (between, digits), count, total = usual
    written = Counter(forms)
    places = {place for form, place in known if form == usual[0]}
    for (entry, venue, year), form in zip(pairs, forms, strict=True):
        if form == usual[0] or entry.published is None or _is_before_title(entry) not in places:
            continue
        if _CITATION.match(text, year.span.end):
            continue
        if "(" in between and text[venue.span.start - 1 : venue.span.start] == "(":
            continue  # `arXiv (NAACL 2025)`
        if form[0].startswith(".") and _ABBREVIATED.search(venue.text):
            continue
        right = f"{between}{str(entry.published)[-digits:]}"
        wrong = f"{form[0]}{year.text}" + (")" if "(" in form[0] else "")
        message = (
            f'use "{venue.text}{right}" instead of "{venue.text}{wrong}"'
            f" ({share(count, total)} use this form)"
        )
        span = Span(venue.span.end, year.span.end)
        kept = _KEPT.search(document.slice(span) + between)
        # A form that several entries have may be meant: that the others win is a matter of taste.
        fix = None if kept else Fix((Edit(span, right),), safe=written[form] == 1)
        yield Problem(Span(venue.span.start, year.span.end), message, fix)


def _is_before_title(entry: Entry) -> bool:
    """Return whether a venue is at the front of an entry, where it may be joined otherwise."""
    head = entry.title or entry.name
    return head is not None and entry.venue is not None and entry.venue.span.end <= head.span.start
