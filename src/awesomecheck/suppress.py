"""Suppression comments: which findings the author of a list does not want to see."""

from collections.abc import Collection, Iterator

from awesomecheck.document import Document
from awesomecheck.rule import Finding, Suppression


class Suppressor:
    """The suppressions of one document; it notes which of them are of use."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is to be shown."""
        return True

    def suppressions(
        self, known: Collection[str], running: Collection[str]
    ) -> Iterator[Suppression]:
        """What became of each name."""
        return iter(())
