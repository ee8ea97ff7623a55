"""Texts to documents; the Markdown parser is loaded with the first of them."""

from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document


def parse(source: Source) -> Document:
    """Read a text as GitHub does.

    Args:
        source: the text with its line breaks normalised.
    """
    from awesomecheck.document._build import build  # noqa: PLC0415 - not for known results

    return build(source)
