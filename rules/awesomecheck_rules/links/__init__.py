"""Links: how they are written, and where they lead."""

from awesomecheck import Rule
from awesomecheck_rules.links.duplicate_link import DuplicateLink
from awesomecheck_rules.links.insecure_link import InsecureLink

RULES: tuple[type[Rule], ...] = (DuplicateLink, InsecureLink)
