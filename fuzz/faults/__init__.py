"""Faults of the system while files are written: `python -m fuzz.faults`."""
