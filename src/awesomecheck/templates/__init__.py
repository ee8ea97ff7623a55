"""The face for rules about the format of entries: how a list writes them, and what differs.

`formats_of` finds what the entries of a document are checked against: templates that are
configured or that the document shows, else the habits of its entries. It groups the entries by
shape; `match_group` returns how those of a group differ, as `OddGap` and `MissingField`.
`templates_in_force` puts the same in templates for people.
"""

from awesomecheck.templates.diff import GapChange, gap_change
from awesomecheck.templates.documented import Documented
from awesomecheck.templates.formats import Formats, formats_of
from awesomecheck.templates.habits import (
    CLEAR_SHARE,
    MIN_ENTRIES,
    Family,
    FamilyKey,
    Habit,
    Habits,
    ShapeGroup,
    most_common,
)
from awesomecheck.templates.in_force import InForce, templates_in_force
from awesomecheck.templates.match import Match, MissingField, OddGap, follows, match_group
from awesomecheck.templates.shape import (
    END,
    FIELDS,
    START,
    Pair,
    Shape,
    ShapedEntry,
    marks_around,
    name_of,
    plain_marker,
)
from awesomecheck.templates.template import Template, TemplateError, parse_template, quoted

__all__ = [
    "CLEAR_SHARE",
    "END",
    "FIELDS",
    "MIN_ENTRIES",
    "START",
    "Documented",
    "Family",
    "FamilyKey",
    "Formats",
    "GapChange",
    "Habit",
    "Habits",
    "InForce",
    "Match",
    "MissingField",
    "OddGap",
    "Pair",
    "Shape",
    "ShapeGroup",
    "ShapedEntry",
    "Template",
    "TemplateError",
    "follows",
    "formats_of",
    "gap_change",
    "marks_around",
    "match_group",
    "most_common",
    "name_of",
    "parse_template",
    "plain_marker",
    "quoted",
    "templates_in_force",
]
