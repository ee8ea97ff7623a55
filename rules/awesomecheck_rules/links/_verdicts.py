"""Links with what is known of them, and addresses put in the place of others."""

from collections.abc import Iterator

from awesomecheck import Document, Edit, Fix, Link, Verdict, Verdicts

_ENCODED = {ord(char): f"%{ord(char):02X}" for char in " \t\n\"'()<>[]\\^`{|}"}
"""Characters that would end an address somewhere in Markdown or HTML, or split a table's row."""

DEAD_SINCE = "dead_since"
"""The fact of an unsure verdict that its link was dead when it last gave an answer."""


def was_dead(verdict: Verdict) -> bool:
    """Whether a link of which nothing certain is known was dead before."""
    return verdict.state == "unsure" and DEAD_SINCE in verdict.facts


def judged(document: Document, verdicts: Verdicts) -> Iterator[tuple[Link, Verdict]]:
    """Each address of the web as it is written, once, with its verdict.

    Links that share a definition share its address.
    """
    seen: set[int] = set()
    for link in document.links:
        verdict = verdicts.get(link)
        if verdict is not None and link.kind not in ("file", "anchor", "mail"):
            if link.url_span.start not in seen:
                yield link, verdict
            seen.add(link.url_span.start)


def readdressed(link: Link, url: str) -> Fix:
    """Puts another address in the place of a link's."""
    return Fix((Edit(link.url_span, url.translate(_ENCODED)),))


def evidence(verdict: Verdict) -> str:
    """What was asked and what came back, to follow a colon."""
    return verdict.evidence.rstrip(".") or verdict.reason
