"""URLs in, verdicts out."""
