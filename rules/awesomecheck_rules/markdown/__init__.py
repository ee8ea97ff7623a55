"""Faults of Markdown that are faults in any list."""

from awesomecheck import Rule
from awesomecheck_rules.markdown.trailing_space import TrailingSpace

RULES: tuple[type[Rule], ...] = (TrailingSpace,)
