"""The rule `year-before-preprint`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Problem


class YearBeforePreprint(DocumentRule):
    """A venue's year that is earlier than the arXiv id of the paper.

    Papers go to arXiv before they are published, or soon after. A later id means that the year is
    wrong, or that the link is that of another paper; but some authors do submit a paper years
    later, so this rule is off by default. An id of January with the year before is ignored: papers
    of conferences in December often go to arXiv in January.

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
            month = paper.link.target.submitted
            if month is None or year >= month[0] or (month[1] == 1 and year == month[0] - 1):
                continue
            venue = entry.known_venue
            if venue is None or venue.kind == "preprint":
                continue
            yield Problem(
                entry.year.span,
                f"{venue.name} {year}, but arXiv:{paper.link.target.id} is from"
                f" {month[0]}-{month[1]:02}: check the year and the link",
                url=paper.link.url,
            )
