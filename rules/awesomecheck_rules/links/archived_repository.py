"""The rule `archived-repository`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import Document, LinkRule, Problem, Severity, Verdicts
from awesomecheck_rules.links._facts import first_with


@dataclass(frozen=True, slots=True)
class ArchivedRepository(LinkRule):
    """A repository that its owner has archived.

    It can be read and copied, but nobody mends it. A list may mean it so; `severity: off` then
    silences this, or a comment where the entry stands. Each repository is named once.

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

    severity: ClassVar[Severity] = "info"

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link in first_with("archived", document, verdicts):
            yield Problem(
                link.url_span,
                "the repository is archived: nobody works on it any more",
                url=link.url,
            )
