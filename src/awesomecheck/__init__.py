"""The public face of awesomecheck: all that a rule, a format or a caller may import."""

from importlib import import_module
from typing import TYPE_CHECKING

from awesomecheck.changes.sequences import longest_run
from awesomecheck.document import (
    Anchor,
    Block,
    Comment,
    Contents,
    ContentsItem,
    Definition,
    Document,
    Entry,
    EntryForm,
    EntryLink,
    Field,
    Footnote,
    Heading,
    Link,
    ListItem,
    Piece,
    Position,
    Role,
    Row,
    Section,
    Source,
    Span,
    Table,
    Target,
    classify,
    is_awesome_badge,
    parse,
    prose_in,
    slugify,
)
from awesomecheck.document.target import ARXIV_HOSTS, ARXIV_MIRRORS, is_tracking
from awesomecheck.document.venues import Venue, find_venue
from awesomecheck.errors import InternalError, UserError, counted, nearest, share
from awesomecheck.regexes import regex
from awesomecheck.rules import (
    Code,
    DocumentRule,
    Edit,
    FactRule,
    Facts,
    Finding,
    Fix,
    LinkRule,
    Problem,
    Publication,
    RelatedPlace,
    RepositoryFiles,
    RepositoryRule,
    Rule,
    Severity,
    Suppression,
    SuppressionRule,
    Touch,
    Verdict,
    Verdicts,
    rule_name,
)

if TYPE_CHECKING:
    from awesomecheck.config.config import Config
    from awesomecheck.formats import Style
    from awesomecheck.formats.report import FileReport, LinkRow, Report
    from awesomecheck.runs.library import (
        FixResult,
        check_links,
        check_links_async,
        fix,
        lint,
        load_config,
    )
    from awesomecheck.safety.escape import (
        disarm_cell,
        disarm_commands,
        disarm_json,
        escape_for_terminal,
    )

__version__ = "0.1.0"

_LAZY = {
    "Config": "awesomecheck.config.config",
    "FileReport": "awesomecheck.formats.report",
    "FixResult": "awesomecheck.runs.library",
    "LinkRow": "awesomecheck.formats.report",
    "Report": "awesomecheck.formats.report",
    "Style": "awesomecheck.formats",
    "check_links": "awesomecheck.runs.library",
    "check_links_async": "awesomecheck.runs.library",
    "disarm_cell": "awesomecheck.safety.escape",
    "disarm_commands": "awesomecheck.safety.escape",
    "disarm_json": "awesomecheck.safety.escape",
    "escape_for_terminal": "awesomecheck.safety.escape",
    "fix": "awesomecheck.runs.library",
    "lint": "awesomecheck.runs.library",
    "load_config": "awesomecheck.runs.library",
}
"""What a caller or a format needs and a rule does not: loaded when it is used."""


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


__all__ = [
    "ARXIV_HOSTS",
    "ARXIV_MIRRORS",
    "Anchor",
    "Block",
    "Code",
    "Comment",
    "Config",
    "Contents",
    "ContentsItem",
    "Definition",
    "Document",
    "DocumentRule",
    "Edit",
    "Entry",
    "EntryForm",
    "EntryLink",
    "FactRule",
    "Facts",
    "Field",
    "FileReport",
    "Finding",
    "Fix",
    "FixResult",
    "Footnote",
    "Heading",
    "InternalError",
    "Link",
    "LinkRow",
    "LinkRule",
    "ListItem",
    "Piece",
    "Position",
    "Problem",
    "Publication",
    "RelatedPlace",
    "Report",
    "RepositoryFiles",
    "RepositoryRule",
    "Role",
    "Row",
    "Rule",
    "Section",
    "Severity",
    "Source",
    "Span",
    "Style",
    "Suppression",
    "SuppressionRule",
    "Table",
    "Target",
    "Touch",
    "UserError",
    "Venue",
    "Verdict",
    "Verdicts",
    "__version__",
    "check_links",
    "check_links_async",
    "classify",
    "counted",
    "disarm_cell",
    "disarm_commands",
    "disarm_json",
    "escape_for_terminal",
    "find_venue",
    "fix",
    "is_awesome_badge",
    "is_tracking",
    "lint",
    "load_config",
    "longest_run",
    "nearest",
    "parse",
    "prose_in",
    "regex",
    "rule_name",
    "share",
    "slugify",
]
