"""The rule `archived-repository`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._verdicts import fact_problems


class ArchivedRepository(LinkRule):
    """A repository that its owner has archived.

    It can be read and copied, but nobody maintains it. If your list includes such repositories on
    purpose, switch the rule off, or suppress it with a comment at the entry. Each repository is
    reported once.

    ```links
    https://github.com/openai/archive alive ok archived=true
    ```

    ```bad
    * [Project](https://github.com/openai/archive)
    ```

    ```good
    * [Project](https://github.com/openai/active)
    ```
    """

    severity = "info"

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        message = "archived repository: no longer maintained"
        return fact_problems("archived", message, document, verdicts)
