"""Links: how they are written, and where they lead."""

from awesomecheck import Rule
from awesomecheck_rules.links.archived_repository import ArchivedRepository
from awesomecheck_rules.links.dead_link import DeadLink
from awesomecheck_rules.links.duplicate_link import DuplicateLink
from awesomecheck_rules.links.empty_link_text import EmptyLinkText
from awesomecheck_rules.links.empty_repository import EmptyRepository
from awesomecheck_rules.links.insecure_link import InsecureLink
from awesomecheck_rules.links.malformed_arxiv_id import MalformedArxivId
from awesomecheck_rules.links.malformed_link import MalformedLink
from awesomecheck_rules.links.missing_file import MissingFile
from awesomecheck_rules.links.moved_link import MovedLink
from awesomecheck_rules.links.placeholder_link import PlaceholderLink
from awesomecheck_rules.links.renamed_repository import RenamedRepository
from awesomecheck_rules.links.stale_repository import StaleRepository
from awesomecheck_rules.links.unclean_link import UncleanLink
from awesomecheck_rules.links.unsure_link import UnsureLink

RULES: tuple[type[Rule], ...] = (
    ArchivedRepository,
    DeadLink,
    DuplicateLink,
    EmptyLinkText,
    EmptyRepository,
    InsecureLink,
    MalformedArxivId,
    MalformedLink,
    MissingFile,
    MovedLink,
    PlaceholderLink,
    RenamedRepository,
    StaleRepository,
    UncleanLink,
    UnsureLink,
)
