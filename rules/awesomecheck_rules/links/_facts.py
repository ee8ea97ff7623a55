"""Links whose target has a certain fact to it, one for each target."""

from collections.abc import Iterator

from awesomecheck import Document, Link, Verdicts
from awesomecheck_rules.links._verdicts import judged


def first_with(fact: str, document: Document, verdicts: Verdicts) -> Iterator[Link]:
    """The first link to each paper or repository that a fact is true of."""
    seen: set[tuple[str, str]] = set()
    for link, verdict in judged(document, verdicts):
        target = (link.kind, link.target.id.lower())
        if verdict.facts.get(fact) is True and target not in seen:
            seen.add(target)
            yield link
