"""Links: how they are written, and where they lead."""

from awesomecheck import Rule

RULES: tuple[type[Rule], ...] = ()
