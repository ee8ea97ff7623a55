"""Entries of a document: found by their shape, read by the positions of their fields."""

from awesomecheck.document.entries._find import find_entries
from awesomecheck.document.entries._roles import role_of_label

__all__ = ["find_entries", "role_of_label"]
