"""One run: texts in, a report out."""
