"""The order of entries."""

from awesomecheck import Rule
from awesomecheck_rules.ordering.out_of_order import OutOfOrder

RULES: tuple[type[Rule], ...] = (OutOfOrder,)
