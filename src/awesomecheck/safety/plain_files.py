"""Read regular files of a work tree that may be a stranger's: no link, nothing of `.git`."""

import os
from pathlib import Path
import stat

from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import check_readable

_FLAGS = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def read_plain_file(file: Path, largest: int) -> str | None:
    """Return the text of a file; None if it is of another kind, too large, or may not be read."""
    if ".git" in map(str.lower, file.parts) or file.is_symlink():
        return None
    try:
        check_readable(file)
        descriptor = os.open(file, _FLAGS)
        with open(descriptor, "rb") as opened:  # noqa: PTH123 - of a descriptor
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
                return None
            return opened.read(largest).decode("utf-8")
    except (OSError, UserError, ValueError):
        return None
