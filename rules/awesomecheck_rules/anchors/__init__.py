"""Places in the page: headings, anchors, and the table of contents."""

from awesomecheck import Rule
from awesomecheck_rules.anchors.missing_anchor import MissingAnchor

RULES: tuple[type[Rule], ...] = (MissingAnchor,)
