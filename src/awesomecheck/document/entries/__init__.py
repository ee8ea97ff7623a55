"""Entries of a document: found by their shape, read by where their fields stand."""

from awesomecheck.document.entries._find import find_entries

__all__ = ["find_entries"]
