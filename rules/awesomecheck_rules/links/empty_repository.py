"""The rule `empty-repository`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._verdicts import fact_problems


class EmptyRepository(LinkRule):
    """A repository without any files.

    Many papers announce code that is never published. Each repository is reported once.

    ```links
    https://github.com/openai/announced alive ok empty=true
    ```

    ```bad
    * [Project](https://github.com/openai/announced)
    ```

    ```good
    * [Project](https://github.com/openai/published)
    ```
    """

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        return fact_problems("empty", "empty repository: no code yet", document, verdicts)
