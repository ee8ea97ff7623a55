"""Suppression comments that have no effect."""

from awesomecheck import Rule

RULES: tuple[type[Rule], ...] = ()
