"""The rule `unsure-link`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Severity, Verdict, Verdicts
from awesomecheck_rules.links._verdicts import checked_links, evidence, was_dead

_TAKEN = ("elsewhere", "parked")
"""Reasons of links whose domains may have a new owner."""


class UnsureLink(LinkRule):
    """A link that could not be verified.

    The server refused the request, asked for a login, took too long, or redirected to another
    page. Most such links work in a browser; look at those that are unsure in several runs.

    A link whose domain is for sale, or that leads to the front page of another site, answers as if
    all were well, and yet is hardly what the list means: those are warnings, all others infos.

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

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in checked_links(document, verdicts):
            if was_dead(verdict) or verdict.state != "unsure":
                continue  # `dead-link` reports what was dead
            if verdict.reason not in ("offline", "interrupted", "deadline"):
                severity: Severity | None = None if verdict.reason in _TAKEN else "info"
                yield Problem(link.url_span, _message(verdict), url=link.url, severity=severity)


def _message(verdict: Verdict) -> str:
    if verdict.reason == "elsewhere" and verdict.final_url:
        return f"leads to another site now, {verdict.final_url}: replace or remove the link"
    if verdict.reason == "parked":
        return f"the domain seems to be for sale or to have a new owner: {evidence(verdict)}"
    return f"could not verify the link ({verdict.reason}): {evidence(verdict)}"
