"""The rule `unusual-venue`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
import re
from typing import ClassVar

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Entry,
    Field,
    Fix,
    Problem,
    Span,
    Touch,
    nearest,
)
from awesomecheck_rules.entries._habits import habit
from awesomecheck_rules.entries._spelling import core, is_part, likely, misspelt, plain_spelling

_SINCE = 2018
"""The year in which NIPS became NeurIPS."""
_OFTEN = 3
"""How often a list must use a spelling for it to go before the vocabulary's."""
_BETWEEN = re.compile(r"[\s,;:.'’‘`´(\[–_-]{0,3}")


@dataclass(frozen=True, slots=True)
class UnusualVenue(DocumentRule):
    """A venue that is misspelt, or written unlike the rest of the list.

    Readers search a list for `ICLR` and find neither `ILCR` nor `Iclr`. A spelling is held against
    a vocabulary of conferences, journals and preprint servers, and then against the list: which
    of several right spellings it uses (`NIPS` or `NeurIPS`, `arXiv` or `ArXiv`), and how a venue
    and its year are put together (`CVPR'2022`, `CVPR 2022`). A list in which no spelling prevails
    is left alone, and so are the names that a conference had in its day, and workshops beside
    conferences.

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
    touches: ClassVar[tuple[Touch, ...]] = ("wording", "marks")
    yields_to = ("unlike-template",)

    def check(self, document: Document) -> Iterator[Problem]:
        spellings = Counter([entry.venue.text for entry in document.entries if entry.venue])
        wrong = _misspellings(spellings)
        other = _variants(spellings)
        cased = _cased(spellings)
        for entry in document.entries:
            if entry.venue is None:
                continue
            text = entry.venue.text
            if text in wrong:
                right = wrong[text]
                yield _problem(entry.venue, right, f"`{text}` is a misspelling of `{right}`")
            elif text in other and not _was_right(entry):
                right, count, total = other[text]
                message = f"`{text}` here, `{right}` in {count} of {total}"
                yield _problem(entry.venue, right, message, lesser=True)
            elif text in cased and (entry.published or entry.row):
                right = cased[text]
                yield _problem(entry.venue, right, f"`{text}` is written `{right}`", lesser=True)
        yield from _formats(document)


def _problem(venue: Field, right: str, message: str, *, lesser: bool = False) -> Problem:
    fix = Fix((Edit(venue.span, right),), safe=False)
    return Problem(venue.span, message, fix, severity="info" if lesser else None)


def _misspellings(spellings: Mapping[str, int]) -> dict[str, str]:
    """What to write for each spelling that nobody uses on purpose."""
    usual: dict[str, str] = {}
    for text in sorted(spellings, key=spellings.__getitem__):
        venue = plain_spelling(text)
        if venue is not None and spellings[text] >= _OFTEN:
            usual[venue.name] = text  # the most frequent one comes last
    wrong: dict[str, str] = {}
    for text in spellings:
        venue = misspelt(text)
        if venue is None:
            right = likely(text, spellings)
        elif is_part(text):
            right = nearest(text, (venue.name, *venue.aliases))
        else:
            right = usual.get(venue.name, venue.name)
        if right:
            wrong[text] = right
    return wrong


def _variants(spellings: Mapping[str, int]) -> dict[str, tuple[str, int, int]]:
    """The usual spelling for each other one, how many have it, and of how many."""
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
    """The acronym for each rare spelling that is wrong in case alone."""
    found: dict[str, str] = {}
    for text, count in spellings.items():
        venue = plain_spelling(text) if count < _OFTEN and " " not in text else None
        if venue is None or text in (venue.name, *venue.aliases):
            continue
        for right in (venue.name, *venue.aliases):
            if right.casefold() == text.casefold() and sum(map(str.isupper, right)) > 3:
                found[text] = right
                break
    return found


def _was_right(entry: Entry) -> bool:
    """Whether a venue bears the name that it had in that year."""
    if entry.venue is None or core(entry.venue.text) != core("NeurIPS"):
        return False
    return entry.published is None or entry.published < _SINCE


def _formats(document: Document) -> Iterator[Problem]:
    """Venues and years that are put together unlike the others."""
    text = document.text
    pairs: list[tuple[Entry, Field, Field]] = []
    forms: list[tuple[str, int]] = []
    for entry in document.entries:
        venue, year = entry.venue, entry.year
        if (
            venue is None
            or year is None
            or entry.row
            or not 0 <= year.span.start - venue.span.end <= 3
        ):
            continue
        between = text[venue.span.end : year.span.start]
        if _BETWEEN.fullmatch(between):
            pairs.append((entry, venue, year))
            forms.append((between, len(year.text)))
    usual = habit(forms)
    if usual is None or usual[1] == usual[2]:
        return
    (between, digits), count, total = usual
    for (entry, venue, year), form in zip(pairs, forms, strict=True):
        if form != usual[0] and entry.published is not None:
            right = f"{between}{str(entry.published)[-digits:]}"
            message = (
                f"`{venue.text}{form[0]}{year.text}` here, `{venue.text}{right}` as in"
                f" {count} of {total}"
            )
            span = Span(venue.span.end, year.span.end)
            fix = None if _has_bracket(form[0], between) else Fix((Edit(span, right),))
            yield Problem(Span(venue.span.start, year.span.end), message, fix)


def _has_bracket(*texts: Sequence[str]) -> bool:
    return any(bracket in text for text in texts for bracket in "([\n")
