"""The link checker: URLs in, verdicts out."""
