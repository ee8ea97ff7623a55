"""The health of a list: what to do, what changed and what is in it, as a page and as Markdown."""
