"""Templates: how a list writes its entries, and where an entry deviates."""

from collections.abc import Iterator

from awesomecheck.document import Document
from awesomecheck.templates.deviation import Deviation, format_deviations
from awesomecheck.templates.formats import Formats, formats_of
from awesomecheck.templates.hidden import hidden_deviations
from awesomecheck.templates.template import Template, TemplateError, parse_template
from awesomecheck.templates.unfollowed import unfollowed_templates

__all__ = [
    "Deviation",
    "Formats",
    "Template",
    "TemplateError",
    "format_deviations",
    "format_grounds",
    "formats_of",
    "hidden_deviations",
    "parse_template",
    "unfollowed_templates",
]


def format_grounds(document: Document, formats: Formats) -> Iterator[str]:
    """Which templates entries are held against, and why, in lines for people."""
    from awesomecheck.templates.in_force import grounds  # noqa: PLC0415 - few ask

    return grounds(document, formats)
