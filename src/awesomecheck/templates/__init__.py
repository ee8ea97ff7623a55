"""The face for rules about the format of entries: how a list writes them, and what differs."""

from collections.abc import Iterator

from awesomecheck.document import Document
from awesomecheck.templates.diff import (
    Change,
    be,
    described,
    difference,
    name_of,
    quoted,
    style_of_pair,
    without_role,
)
from awesomecheck.templates.documented import Documented
from awesomecheck.templates.formats import Formats, formats_of
from awesomecheck.templates.habits import CLEAR, FEWEST, Habit, Key, Kind, Learned, most_common
from awesomecheck.templates.match import Missing, Odd, follows, judged
from awesomecheck.templates.pattern import Pattern
from awesomecheck.templates.shape import END, FIELDS, START, Form, Pair, Shape, plain_marker
from awesomecheck.templates.template import Template, TemplateError, parse_template

__all__ = [
    "CLEAR",
    "END",
    "FEWEST",
    "FIELDS",
    "START",
    "Change",
    "Documented",
    "Form",
    "Formats",
    "Habit",
    "Key",
    "Kind",
    "Learned",
    "Missing",
    "Odd",
    "Pair",
    "Pattern",
    "Shape",
    "Template",
    "TemplateError",
    "be",
    "described",
    "difference",
    "follows",
    "format_grounds",
    "formats_of",
    "judged",
    "most_common",
    "name_of",
    "parse_template",
    "plain_marker",
    "quoted",
    "style_of_pair",
    "without_role",
]


def format_grounds(document: Document, formats: Formats) -> Iterator[str]:
    """Which templates entries are held against, and why, in lines for people."""
    from awesomecheck.templates.in_force import grounds  # noqa: PLC0415 - few ask

    return grounds(document, formats)
