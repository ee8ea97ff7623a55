"""Entries: their fields, and what they have in common."""

from awesomecheck import Rule
from awesomecheck_rules.entries.all_capitals import AllCapitals
from awesomecheck_rules.entries.author_list import AuthorList
from awesomecheck_rules.entries.description_case import DescriptionCase
from awesomecheck_rules.entries.description_period import DescriptionPeriod
from awesomecheck_rules.entries.description_repeats_name import DescriptionRepeatsName
from awesomecheck_rules.entries.duplicate_entry import DuplicateEntry
from awesomecheck_rules.entries.mislabelled_link import MislabelledLink
from awesomecheck_rules.entries.missing_description import MissingDescription
from awesomecheck_rules.entries.promotional_word import PromotionalWord
from awesomecheck_rules.entries.same_id_different_title import SameIdDifferentTitle
from awesomecheck_rules.entries.sparse_section import SparseSection
from awesomecheck_rules.entries.swapped_links import SwappedLinks
from awesomecheck_rules.entries.unlike_column import UnlikeColumn
from awesomecheck_rules.entries.unlike_template import UnlikeTemplate
from awesomecheck_rules.entries.unusual_venue import UnusualVenue

RULES: tuple[type[Rule], ...] = (
    AllCapitals,
    AuthorList,
    DescriptionCase,
    DescriptionPeriod,
    DescriptionRepeatsName,
    DuplicateEntry,
    MislabelledLink,
    MissingDescription,
    PromotionalWord,
    SameIdDifferentTitle,
    SparseSection,
    SwappedLinks,
    UnlikeColumn,
    UnlikeTemplate,
    UnusualVenue,
)
