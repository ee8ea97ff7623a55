"""What a file is called by others: its path from the top of the repository."""

import os
from pathlib import Path


def repository_path(shown: str) -> str:
    """The path of a file from the top of its git work tree, parted by `/`.

    Without a work tree it counts from the current folder. What lies outside, or is no file (such
    as standard input without a name), stays as it is shown.
    """
    path = Path(shown)
    if not path.exists():
        return shown
    real = path.resolve()
    top = next((each for each in real.parents if (each / ".git").exists()), Path.cwd())
    if not real.is_relative_to(top):
        return shown.replace(os.sep, "/")
    return real.relative_to(top).as_posix()
