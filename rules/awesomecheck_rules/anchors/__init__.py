"""Rules for headings, anchors and tables of contents."""

from awesomecheck import Rule
from awesomecheck_rules.anchors.duplicate_heading import DuplicateHeading
from awesomecheck_rules.anchors.missing_anchor import MissingAnchor
from awesomecheck_rules.anchors.stale_contents import StaleContents

RULES: tuple[type[Rule], ...] = (DuplicateHeading, MissingAnchor, StaleContents)
