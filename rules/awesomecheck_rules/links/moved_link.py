"""The rule `moved-link`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._verdicts import checked_links, moved_problem


class MovedLink(LinkRule):
    """A link to a page that has moved permanently.

    The server answers with a permanent redirect (HTTP 301 or 308), and the new URL works. Such
    redirects often stop working after some time. Temporary redirects are not reported.

    A redirect to another domain has no safe fix: the old domain may have a new owner.

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

    touches = ("links",)
    yields_to = ("insecure-link", "renamed-repository", "unclean-link")

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in checked_links(document, verdicts):
            if verdict.state == "moved" and verdict.final_url and verdict.reason != "renamed":
                apart = verdict.reason == "moved-to-another-site"
                where = " to another site: look at it, then" if apart else ":"
                message = f"moved permanently{where} use {verdict.final_url}"
                yield moved_problem(link, verdict.final_url, message, safe=not apart)
