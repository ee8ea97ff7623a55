"""The rule `unsure-link`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._verdicts import checked_links, evidence, was_dead


@dataclass(frozen=True, slots=True)
class UnsureLink(LinkRule):
    """A link that could not be verified.

    The server refused the request, asked for a login, took too long, or redirected to another
    page. Most such links work in a browser; look at those that are unsure in several runs.

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

    severity = "info"

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in checked_links(document, verdicts):
            if was_dead(verdict):
                continue  # `dead-link` reports it
            if verdict.state == "unsure" and verdict.reason not in ("offline", "interrupted"):
                yield Problem(
                    link.url_span,
                    f"could not verify the link ({verdict.reason}): {evidence(verdict)}",
                    url=link.url,
                )
