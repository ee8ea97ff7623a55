"""The rule `empty-repository`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._facts import first_with


@dataclass(frozen=True, slots=True)
class EmptyRepository(LinkRule):
    """A repository that has nothing in it yet.

    Many papers announce code that never comes. Each repository is named once.

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
        for link in first_with("empty", document, verdicts):
            yield Problem(link.url_span, "the repository is empty", url=link.url)
