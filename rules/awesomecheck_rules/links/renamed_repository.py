"""The rule `renamed-repository`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import Document, LinkRule, Problem, Touch, Verdicts
from awesomecheck_rules.links._verdicts import judged, readdressed


@dataclass(frozen=True, slots=True)
class RenamedRepository(LinkRule):
    """A repository that has another name or owner now.

    GitHub leads from the old name to the new one until somebody takes the old name, and then
    the link shows another project.

    ```links
    https://github.com/openai/old-name moved renamed https://github.com/openai/new-name
    ```

    ```bad
    * [Project](https://github.com/openai/old-name)
    ```

    ```good
    * [Project](https://github.com/openai/new-name)
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("links",)

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in judged(document, verdicts):
            if verdict.state == "moved" and verdict.final_url and verdict.reason == "renamed":
                name = verdict.facts.get("full_name") or verdict.final_url
                yield Problem(
                    link.url_span,
                    f"the repository is called {name} now",
                    readdressed(link, verdict.final_url),
                    url=link.url,
                )
