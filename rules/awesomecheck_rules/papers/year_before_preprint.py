"""The rule `year-before-preprint`."""

from collections.abc import Iterator

from awesomecheck import Document, Edit, FactRule, Facts, Fix, Problem, find_venue
from awesomecheck_rules.papers._dates import first_version


class YearBeforePreprint(FactRule):
    """A venue's year that is earlier than the arXiv id of the paper.

    Papers go to arXiv before they are published, or soon after. A later id means that the year is
    wrong, or that the link is that of another paper; but some authors do submit a paper years
    later, so this rule is off by default. An id of January with the year before is ignored: papers
    of conferences in December often go to arXiv in January. A year that is known to be right
    (`awesomecheck facts` lists the venues whose papers are) is left alone, and that of another
    meeting of the same venue is corrected.

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
    touches = ("wording",)

    def check(self, document: Document, facts: Facts) -> Iterator[Problem]:
        for entry in document.entries:
            venue, written, year = entry.known_venue, entry.year, entry.published
            first = first_version(entry, facts)
            if venue is None or written is None or year is None or first is None:
                continue
            if venue.kind == "preprint" or year >= first.year:
                continue
            if first.month == 1 and year == first.year - 1:
                continue
            years = {
                place.year: place.source
                for place in facts.published(entry)
                if find_venue(place.venue) == venue
            }
            if year in years:
                continue
            url = first.paper.link.url
            if len(years) == 1 and None not in years:
                [(right, source)] = years.items()
                message = f"{venue.name} {year}, but {right} according to {source}"
                digits = str(right)[-len(written.text) :]
                fix = Fix((Edit(written.span, digits),), safe=False)
                yield Problem(written.span, f"{message}: correct the year", fix, url)
                continue
            yield Problem(
                written.span,
                f"{venue.name} {year}, but arXiv:{first.paper.link.target.id} is from"
                f" {first.year}-{first.month:02}: check the year and the link",
                url=url,
            )
