"""Let one process at a time use a folder; the lock of one that dies is gone."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
import sqlite3
from typing import Final

from awesomecheck.errors import UserError

LOCK: Final = "lock.sqlite"


class LockedError(UserError):
    """Another process uses the folder."""


@contextmanager
def locked(folder: Path, seconds: float = 0.0) -> Generator[None]:
    """Lock a folder; SQLite does so on each system, and needs no other package.

    Args:
        folder: what to lock; it is created.
        seconds: how long to wait for another process.

    Raises:
        LockedError: another process has locked it.
        UserError: it cannot be written.
    """
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=seconds, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise UserError(f"{folder}: cannot be written: {why}") from error
    try:
        try:
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise LockedError(f"{folder}: another run uses this folder") from error
            raise UserError(
                f"{path}: cannot be used as a lock: {error}", hint="remove the file"
            ) from error
        yield
    finally:
        database.close()
