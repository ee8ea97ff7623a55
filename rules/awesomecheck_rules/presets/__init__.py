"""Preset files: rules and severities for a kind of list."""
