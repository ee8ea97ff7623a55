"""Whether the files that relative links name are there."""

from pathlib import Path

from awesomecheck.document import Document
from awesomecheck.rule import Verdicts


def file_verdicts(document: Document, path: Path | None) -> Verdicts:
    """Verdicts for the relative links of a document."""
    return {}
