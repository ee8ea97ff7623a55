"""What a run knows of the papers of its lists; sources are loaded when a rule first asks."""

from functools import cache

from awesomecheck.document.entry import Entry
from awesomecheck.rules import Code, Facts, Publication, Verdicts
from awesomecheck.runs.texts import Answers


def known_facts(verdicts: Verdicts, answers: Answers) -> Facts:
    """Return what is known of papers by verdicts, by other answers and offline."""

    @cache
    def known() -> Facts:
        from awesomecheck.facts.sources import facts_of  # noqa: PLC0415 - loads hashlib, json

        return facts_of(verdicts, answers.verdicts)

    def published(entry: Entry) -> tuple[Publication, ...]:
        return known().published(entry)

    def code(entry: Entry) -> tuple[Code, ...]:
        return known().code(entry)

    return Facts(verdicts, published, code)
