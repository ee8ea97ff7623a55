"""Links with what is known of them, and new URLs in the place of old ones."""

from collections.abc import Iterator

from awesomecheck import Document, Edit, Fix, Link, Problem, Verdict, Verdicts
from awesomecheck_rules.links._links import distinct

_ENCODED = {ord(char): f"%{ord(char):02X}" for char in " \t\n\"'()<>[]\\^`{|}"}
"""Characters that would end a URL somewhere in Markdown or HTML, or split a table's row."""

DEAD_SINCE = "dead_since"
"""The fact of an unsure verdict that its link was dead when it last gave an answer."""


def was_dead(verdict: Verdict) -> bool:
    """Return whether a link whose state is unsure was dead before."""
    return verdict.state == "unsure" and DEAD_SINCE in verdict.facts


def checked_links(document: Document, verdicts: Verdicts) -> Iterator[tuple[Link, Verdict]]:
    """Yield each web link with its verdict; of links that share a definition only the first."""
    for link in distinct(document.links):
        verdict = verdicts.get(link)
        if verdict is not None and link.kind not in ("file", "anchor", "mail"):
            yield link, verdict


def fact_problems(
    fact: str, message: str, document: Document, verdicts: Verdicts
) -> Iterator[Problem]:
    """Yield a problem for the first link to each paper or repository that a fact is true of."""
    seen: set[tuple[str, str]] = set()
    for link, verdict in checked_links(document, verdicts):
        target = (link.kind, link.target.id.lower())
        if verdict.facts.get(fact) is True and target not in seen:
            seen.add(target)
            yield Problem(link.url_span, message, url=link.url)


def moved_problem(link: Link, final_url: str, message: str, *, safe: bool = True) -> Problem:
    """Return the problem of a link that has to be replaced by another URL."""
    fix = Fix((Edit(link.url_span, final_url.translate(_ENCODED)),), safe)
    return Problem(link.url_span, message, fix, link.url)


def evidence(verdict: Verdict) -> str:
    """Return what was requested and what came back, to follow a colon."""
    return verdict.evidence.rstrip(".") or verdict.reason
