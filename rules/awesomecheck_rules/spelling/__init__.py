"""Rules for words and names that are misspelt."""

from awesomecheck import Rule
from awesomecheck_rules.spelling.misspelt_name import MisspeltName
from awesomecheck_rules.spelling.misspelt_word import MisspeltWord

RULES: tuple[type[Rule], ...] = (MisspeltName, MisspeltWord)
