"""The rule `dead-link`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Verdicts, regex
from awesomecheck_rules.links._verdicts import (
    DEAD_SINCE,
    checked_links,
    evidence,
    moved_problem,
    was_dead,
)

_COPY = regex(r"https://web\.archive\.org/web/\d{14}/https?://[^\x00-\x20\x7f-\x9f]+")


class DeadLink(LinkRule):
    """A link that no longer works.

    A link is reported only on hard evidence: a page that answers 404 or 410, an id that arXiv or
    the DOI system does not know, a repository that GitHub does not have, a host name that did not
    exist in two runs at least a day apart. What may be temporary, such as a timeout, a refusal or
    a server error, is reported by `unsure-link`.

    A link that was dead when it last answered, and cannot be checked now, is a warning.

    ```links
    https://example.org/gone dead not-found
    https://example.org/down unsure timeout dead_since=2026-11-20
    ```

    ```bad
    * [A page](https://example.org/gone)
    * [Another page](https://example.org/down)
    ```

    ```good
    * [A page](https://example.org/here)
    * [Another page](https://example.org/there)
    ```

    With `--suggest`, dead links are looked up in the Wayback Machine; the fix, which is unsafe,
    puts a copy in their place: of the time at which git says that the line was last changed, else
    the newest.
    """

    severity = "error"
    touches = ("links",)
    yields_to = ("malformed-arxiv-id",)

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in checked_links(document, verdicts):
            copy = verdict.facts.get("archived_copy")
            if verdict.state == "dead" and isinstance(copy, str) and _COPY.fullmatch(copy):
                message = f"dead link: {evidence(verdict)}; archived copy: {copy}"
                yield moved_problem(link, copy, message, safe=False)
            elif verdict.state == "dead":
                yield Problem(link.url_span, f"dead link: {evidence(verdict)}", url=link.url)
            elif was_dead(verdict):
                since = verdict.facts[DEAD_SINCE]
                yield Problem(
                    link.url_span,
                    f"dead since {since}, could not be checked now: {evidence(verdict)}",
                    url=link.url,
                    severity="warning",
                )
