"""The rule `preprint-year`."""

from collections.abc import Iterator

from awesomecheck import (
    Document,
    Edit,
    Entry,
    EntryLink,
    FactRule,
    Facts,
    Fix,
    Problem,
    Span,
    Verdict,
    share,
)
from awesomecheck_rules.papers._dates import first_version
from awesomecheck_rules.papers._names import plain_words

_SERVERS = ("arXiv", "CoRR", "Preprint")
_NEW_YEAR = 2000
"""January ids below this number may be of papers submitted in the last days of December."""

_SAME_MONTH = (0, -1)
"""Months after that of the id; a paper submitted on the last day has an id of the next month."""
_YEAR = 12
"""Months; a whole date that is less than a year after the id may be the day of the entry."""
_FEWEST = 20
_FEWEST_BUT_ONE = 10
"""So few show it if all of them agree but one."""
_NEARLY_ALL = 0.9


class PreprintYear(FactRule):
    """A preprint whose year is not that of its arXiv id.

    The first four digits of an arXiv id are the year and the month of submission. A label such as
    `arXiv'2024` with an id of 2023 is a typo, or the link is wrong. A link to a later version
    (`2303.14389v3`) may have a later year, and a date with its month may be that of the entry, if
    it is less than a year later. The year of a publication that is known is right, too.
    Where links are checked, the year is that of the first version, as arXiv has it, and there is
    a fix where arXiv's title is that of the entry; else the link may be what is wrong. In a
    list that dates nearly all papers with the month of their ids, a date of another month is
    reported too; that of the month before may be right.

    ```links
    https://arxiv.org/abs/2303.14389 alive ok title=Masked_Diffusion_Transformer
    ```

    ```bad
    * **MDT**: Masked Diffusion Transformer. [[arXiv'2024](https://arxiv.org/abs/2303.14389)]
    ```

    ```good
    * **MDT**: Masked Diffusion Transformer. [[arXiv'2023](https://arxiv.org/abs/2303.14389)]
    ```
    """

    lists_only = True
    learns = True
    touches = ("wording",)

    def check(self, document: Document, facts: Facts) -> Iterator[Problem]:
        reported: set[Span] = set()
        for problem in self._other_years(document, facts):
            reported.add(problem.span)
            yield problem
        for problem in _other_months(document):
            if problem.span not in reported:
                yield problem

    def _other_years(self, document: Document, facts: Facts) -> Iterator[Problem]:
        """Yield the preprints whose year is not that of their first version."""
        for entry in document.entries:
            venue, written, year = entry.known_venue, entry.year, entry.published
            if venue is None or venue.name not in _SERVERS or written is None or year is None:
                continue
            first = first_version(entry, facts)
            if first is None or first.year == year:
                continue
            paper, right, number, exact = first
            target = paper.link.target
            later_version = year > right and (target.version or 1) > 1
            new_year = (
                not exact
                and number == 1
                and year == right - 1
                and int(target.id.partition(".")[2] or 0) < _NEW_YEAR
            )
            months_later = 12 * (year - right) + (entry.month or 0) - number
            listed_later = entry.month is not None and 0 < months_later < _YEAR
            if later_version or new_year or listed_later:
                continue
            if any(place.year == year for place in facts.published(entry)):
                continue  # only the venue is that of the preprint
            digits = str(right)[-len(written.text) :]
            yield Problem(
                written.span,
                f"year `{written.text}`, but arXiv:{target.id} is from {right}-{number:02}:"
                " correct the year or the link",
                Fix((Edit(written.span, digits),), safe=False)
                if _is_title(entry, facts.verdicts.get(paper.link))
                else None,
                url=paper.link.url,
            )


def _is_title(entry: Entry, verdict: Verdict | None) -> bool:
    """Return whether a link leads to a paper with the title of its entry."""
    said = verdict.facts.get("title") if verdict else None
    title = entry.title.text if entry.title else ""
    words = plain_words(title)
    return bool(words) and isinstance(said, str) and words == plain_words(said)


def _other_months(document: Document) -> Iterator[Problem]:
    """Yield the dates of papers that are not of the month of the id, as nearly all are."""
    dated: list[tuple[Entry, EntryLink, int, tuple[int, int]]] = []
    for entry in document.entries:
        paper = entry.link("paper")
        month = paper.link.target.submitted if paper else None
        if paper is None or month is None or entry.month is None or entry.published is None:
            continue
        later = 12 * (entry.published - month[0]) + entry.month - month[1]
        dated.append((entry, paper, later, month))
    known = [later for entry, _, later, _ in dated if not document.is_new(entry.span.start)]
    alike = sum(1 for later in known if later in _SAME_MONTH)
    fewest = _FEWEST if len(known) - alike > 1 else _FEWEST_BUT_ONE
    if alike < fewest or alike < _NEARLY_ALL * len(known):
        return
    for entry, paper, later, (year, number) in dated:
        is_later_version = later > 0 and (paper.link.target.version or 1) > 1
        if later in _SAME_MONTH or is_later_version or entry.year is None:
            continue
        yield Problem(
            entry.year.span,
            f"date {entry.published}-{entry.month:02}, but arXiv:{paper.link.target.id} is from"
            f" {year}-{number:02}: correct one ({share(alike, len(known))} agree)",
            url=paper.link.url,
        )
