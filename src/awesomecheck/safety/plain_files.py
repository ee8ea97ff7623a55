"""Read regular files of a work tree that may be a stranger's: no link, nothing of `.git`."""

from collections.abc import Generator
from contextlib import contextmanager
import os
from pathlib import Path
import stat
from typing import IO

from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import check_readable

_FLAGS = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def read_plain_file(file: Path, largest: int) -> str | None:
    """Return the text of a file; None if it is of another kind, too large, or may not be read."""
    try:
        with _opened(file) as (opened, size):
            return opened.read(largest).decode("utf-8") if size <= largest else None
    except (OSError, UserError, ValueError):
        return None


def read_start(file: Path, length: int) -> bytes | None:
    """Return the first bytes of a file; None if it is of another kind, or may not be read."""
    try:
        with _opened(file) as (opened, _):
            return opened.read(length)
    except (OSError, UserError):
        return None


@contextmanager
def _opened(file: Path) -> Generator[tuple[IO[bytes], int]]:
    """Open a regular file, and say how large it is.

    Raises:
        OSError: it is none, or cannot be read.
        UserError: it may not be read.
    """
    if ".git" in map(str.lower, file.parts) or file.is_symlink():
        raise OSError("no file of the work tree")
    check_readable(file)
    descriptor = os.open(file, _FLAGS)
    with open(descriptor, "rb") as opened:  # noqa: PTH123 - of a descriptor
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("no regular file")
        yield opened, status.st_size
