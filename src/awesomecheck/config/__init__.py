"""Configurations: files, presets and options, and the rules that they put in force."""
