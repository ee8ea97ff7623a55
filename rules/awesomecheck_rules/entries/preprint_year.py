"""The rule `preprint-year`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem
from awesomecheck_rules.entries._papers import month_of, venue_of

_SERVERS = ("arXiv", "CoRR", "Preprint")
_NEW_YEAR = 2000
"""January ids below this number may be of papers submitted in the last days of December."""


@dataclass(frozen=True, slots=True)
class PreprintYear(DocumentRule):
    """A preprint whose year is not that of its arXiv id.

    The first four digits of an arXiv id are the year and the month of submission. A label such as
    `arXiv'2024` with an id of 2023 is a typo, or the link is wrong. A link to a later version
    (`2303.14389v3`) may have a later year. The fix writes the year of the id; it is unsafe,
    because the link may be what is wrong.

    ```bad
    * **MDT**: Masked Diffusion Transformer. [[arXiv'2024](https://arxiv.org/abs/2303.14389)]
    ```

    ```good
    * **MDT**: Masked Diffusion Transformer. [[arXiv'2023](https://arxiv.org/abs/2303.14389)]
    ```
    """

    lists_only = True
    touches = ("wording",)

    def check(self, document: Document) -> Iterator[Problem]:
        for entry in document.entries:
            venue, written, year = venue_of(entry), entry.year, entry.published
            if venue is None or venue.name not in _SERVERS or written is None or year is None:
                continue
            paper = entry.link("paper")
            month = month_of(paper.link.target) if paper else None
            if paper is None or month is None or month[0] == year:
                continue
            target, (right, number) = paper.link.target, month
            later_version = year > right and (target.version or 1) > 1
            new_year = (
                number == 1
                and year == right - 1
                and int(target.id.partition(".")[2] or 0) < _NEW_YEAR
            )
            if later_version or new_year:
                continue
            digits = str(right)[-len(written.text) :]
            yield Problem(
                written.span,
                f"year `{written.text}`, but arXiv:{target.id} is from {right}-{number:02}:"
                " correct the year or the link",
                Fix((Edit(written.span, digits),), safe=False),
                url=paper.link.url,
            )
