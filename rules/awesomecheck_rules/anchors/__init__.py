"""Places in the page: headings, anchors, and the table of contents."""

from awesomecheck import Rule

RULES: tuple[type[Rule], ...] = ()
