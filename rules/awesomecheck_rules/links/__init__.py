"""Links: how they are written, and where they lead."""

from awesomecheck import Rule
from awesomecheck_rules.links.duplicate_link import DuplicateLink
from awesomecheck_rules.links.insecure_link import InsecureLink
from awesomecheck_rules.links.placeholder_link import PlaceholderLink
from awesomecheck_rules.links.unclean_link import UncleanLink

RULES: tuple[type[Rule], ...] = (DuplicateLink, InsecureLink, PlaceholderLink, UncleanLink)
