"""Rules for mistakes in Markdown and its text, whatever the list."""

from awesomecheck import Rule
from awesomecheck_rules.markdown.accidental_heading import AccidentalHeading
from awesomecheck_rules.markdown.broken_list_marker import BrokenListMarker
from awesomecheck_rules.markdown.conflict_marker import ConflictMarker
from awesomecheck_rules.markdown.irregular_character import IrregularCharacter
from awesomecheck_rules.markdown.missing_final_newline import MissingFinalNewline
from awesomecheck_rules.markdown.mixed_list_marker import MixedListMarker
from awesomecheck_rules.markdown.ragged_table_row import RaggedTableRow
from awesomecheck_rules.markdown.repeated_word import RepeatedWord
from awesomecheck_rules.markdown.second_title import SecondTitle
from awesomecheck_rules.markdown.skipped_heading_level import SkippedHeadingLevel
from awesomecheck_rules.markdown.swallowed_markdown import SwallowedMarkdown
from awesomecheck_rules.markdown.trailing_space import TrailingSpace
from awesomecheck_rules.markdown.undefined_reference import UndefinedReference
from awesomecheck_rules.markdown.uneven_indent import UnevenIndent
from awesomecheck_rules.markdown.uneven_numbering import UnevenNumbering
from awesomecheck_rules.markdown.uneven_spacing import UnevenSpacing
from awesomecheck_rules.markdown.unspaced_heading import UnspacedHeading
from awesomecheck_rules.markdown.unspaced_list_marker import UnspacedListMarker
from awesomecheck_rules.markdown.unused_definition import UnusedDefinition

RULES: tuple[type[Rule], ...] = (
    AccidentalHeading,
    BrokenListMarker,
    ConflictMarker,
    IrregularCharacter,
    MissingFinalNewline,
    MixedListMarker,
    RaggedTableRow,
    RepeatedWord,
    SecondTitle,
    SkippedHeadingLevel,
    SwallowedMarkdown,
    TrailingSpace,
    UndefinedReference,
    UnevenIndent,
    UnevenNumbering,
    UnevenSpacing,
    UnspacedHeading,
    UnspacedListMarker,
    UnusedDefinition,
)
