"""Templates: how a list writes its entries, and where an entry deviates."""

from awesomecheck.template.deviation import Deviation, deviations
from awesomecheck.template.learn import Learned, learn
from awesomecheck.template.template import Template, TemplateError, parse_template

__all__ = [
    "Deviation",
    "Learned",
    "Template",
    "TemplateError",
    "deviations",
    "learn",
    "parse_template",
]
