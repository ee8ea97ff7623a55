"""The rule `moved-link`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import Document, LinkRule, Problem, Touch, Verdicts
from awesomecheck_rules.links._verdicts import judged, readdressed


@dataclass(frozen=True, slots=True)
class MovedLink(LinkRule):
    """A link to a place that has moved for good.

    The server sends visitors on with a permanent redirect (301 or 308), and the new place is
    alive. Such redirects are kept up for a while only. Temporary ones are meant to be followed,
    and are not reported.

    ```links
    https://example.org/old moved moved-permanently https://example.org/new
    ```

    ```bad
    * [A page](https://example.org/old)
    ```

    ```good
    * [A page](https://example.org/new)
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("links",)
    yields_to: ClassVar[tuple[str, ...]] = ("insecure-link", "renamed-repository", "unclean-link")

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in judged(document, verdicts):
            if verdict.state == "moved" and verdict.final_url and verdict.reason != "renamed":
                yield Problem(
                    link.url_span,
                    f"moved for good to {verdict.final_url}",
                    readdressed(link, verdict.final_url),
                    url=link.url,
                )
