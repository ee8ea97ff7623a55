"""Faults of Markdown that are faults in any list."""

from awesomecheck import Rule
from awesomecheck_rules.markdown.missing_final_newline import MissingFinalNewline
from awesomecheck_rules.markdown.ragged_table_row import RaggedTableRow
from awesomecheck_rules.markdown.second_title import SecondTitle
from awesomecheck_rules.markdown.skipped_heading_level import SkippedHeadingLevel
from awesomecheck_rules.markdown.trailing_space import TrailingSpace

RULES: tuple[type[Rule], ...] = (
    MissingFinalNewline,
    SecondTitle,
    SkippedHeadingLevel,
    RaggedTableRow,
    TrailingSpace,
)
