"""Templates: how a list writes its entries, and where an entry deviates."""

from awesomecheck.template.deviation import Deviation, format_deviations
from awesomecheck.template.force import (
    InForce,
    format_grounds,
    templates_in_force,
    text_of,
    unfollowed_templates,
)
from awesomecheck.template.formats import Formats, formats_of
from awesomecheck.template.hidden import hidden_deviations
from awesomecheck.template.learn import Kind
from awesomecheck.template.template import Template, TemplateError, parse_template

__all__ = [
    "Deviation",
    "Formats",
    "InForce",
    "Kind",
    "Template",
    "TemplateError",
    "format_deviations",
    "format_grounds",
    "formats_of",
    "hidden_deviations",
    "parse_template",
    "templates_in_force",
    "text_of",
    "unfollowed_templates",
]
