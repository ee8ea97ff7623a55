"""The rule `stale-repository`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, UserError, Verdicts, counted
from awesomecheck_rules.links._verdicts import checked_links

_DAYS_A_YEAR = 365.25


class StaleRepository(LinkRule):
    """A repository on GitHub to which nobody has pushed for years.

    Finished software need not change, and code of a paper seldom does: the rule is off by default,
    for lists that promise tools which are maintained. Archived repositories are those of
    `archived-repository`. Each repository is reported once.

    ```links
    https://github.com/openai/gym alive ok idle_days=1500
    ```

    ```bad
    * [Project](https://github.com/openai/gym)
    ```

    ```good
    * [Project](https://github.com/openai/active)
    ```
    """

    severity = "info"
    enabled = False
    yields_to = ("archived-repository",)

    years: int = 3
    """Years without a push after which a repository is stale."""

    def __post_init__(self) -> None:
        """Refuse less than a year.

        Raises:
            UserError: it is less.
        """
        if self.years < 1:
            raise UserError(f"`years` must be at least 1, not {self.years}")

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        seen: set[str] = set()
        for link, verdict in checked_links(document, verdicts):
            days = verdict.facts.get("idle_days")
            repository = link.target.id.lower()
            if link.kind != "github" or not isinstance(days, int) or repository in seen:
                continue
            years = int(days / _DAYS_A_YEAR)
            if years >= self.years and verdict.facts.get("archived") is not True:
                seen.add(repository)
                yield Problem(
                    link.url_span,
                    f"no push for {counted(years, 'year')}: check whether it is still maintained",
                    url=link.url,
                )
