"""Where git's work trees are."""

from pathlib import Path


def work_tree(file: Path) -> Path | None:
    """The top of the innermost work tree around a file, whose path is absolute."""
    return next((each for each in file.parents if (each / ".git").exists()), None)
