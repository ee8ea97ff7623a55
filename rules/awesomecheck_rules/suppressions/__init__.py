"""Suppression comments that have no effect."""

from awesomecheck import Rule
from awesomecheck_rules.suppressions.unknown_suppression import UnknownSuppression
from awesomecheck_rules.suppressions.useless_suppression import UselessSuppression

RULES: tuple[type[Rule], ...] = (UnknownSuppression, UselessSuppression)
