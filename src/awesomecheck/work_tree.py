"""Where git's work trees are."""

import os
from pathlib import Path


def work_tree(file: Path) -> Path | None:
    """The top of the innermost work tree around a file as its path is written, links and all."""
    absolute = Path(os.path.abspath(file))  # noqa: PTH100 - `resolve` would follow links
    return next((each for each in absolute.parents if (each / ".git").exists()), None)
