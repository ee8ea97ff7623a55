"""The rule `year-before-preprint`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Problem
from awesomecheck_rules.entries._papers import month_of, venue_of


@dataclass(frozen=True, slots=True)
class YearBeforePreprint(DocumentRule):
    """A venue's year that is earlier than the paper's arXiv id.

    Papers go to arXiv before they are published, or soon after. A later id tells of a wrong year,
    or of a link to another paper; but some authors do put a paper there years after, so this
    rule has to be asked for. A January id beside the year before is passed over: conferences of
    December are put there in January.

    ```bad
    * **MAE**: Masked Autoencoders. [[CVPR'2021](https://arxiv.org/abs/2203.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2203.06377)]
    ```
    """

    lists_only = True
    severity = "info"
    enabled = False

    def check(self, document: Document) -> Iterator[Problem]:
        for entry in document.entries:
            year, paper = entry.published, entry.link("paper")
            if entry.year is None or year is None or paper is None:
                continue
            month = month_of(paper.link.target)
            if month is None or year >= month[0] or (month[1] == 1 and year == month[0] - 1):
                continue
            venue = venue_of(entry)
            if venue is None or venue.kind == "preprint":
                continue
            yield Problem(
                entry.year.span,
                f"{venue.name} of {year}, but arXiv:{paper.link.target.id} is of"
                f" {month[0]}-{month[1]:02}",
                url=paper.link.url,
            )
