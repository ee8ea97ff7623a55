"""The rule `unsure-link`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import Document, LinkRule, Problem, Severity, Verdicts
from awesomecheck_rules.links._verdicts import evidence, judged, was_dead


@dataclass(frozen=True, slots=True)
class UnsureLink(LinkRule):
    """A link of which nobody can say whether it works.

    The server refused, asked for a log-in, took too long, or sent the visitor somewhere else
    than to the page. Most such links are fine in a browser; look at those that stay unsure.

    ```links
    https://example.org/slow unsure timeout
    ```

    ```bad
    * [A page](https://example.org/slow)
    ```

    ```good
    * [A page](https://example.org/fast)
    ```
    """

    severity: ClassVar[Severity] = "info"

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in judged(document, verdicts):
            if was_dead(verdict):
                continue  # `dead-link` speaks of it
            if verdict.state == "unsure" and verdict.reason not in ("offline", "interrupted"):
                yield Problem(
                    link.url_span,
                    f"unsure ({verdict.reason}): {evidence(verdict)}",
                    url=link.url,
                )
