"""Files written whole or not at all."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
import os
from pathlib import Path
import re
import stat
import sys

from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import check_writable

if sys.platform != "win32":
    import fcntl

_TEMPORARY = re.compile(r"\.awesomecheck-[0-9a-f]{16}\.tmp")


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put other content in the place of a file's, so that whoever reads it sees one or the other.

    A symbolic link stays one: what it leads to is written, unless it leads out of the work tree.
    Mode and owner stay.

    Args:
        path: the file.
        old: what was read from it; a file that has changed since is left alone.
        new: what it is to hold.

    Raises:
        UserError: it cannot be written, or has changed, and is as it was.
    """
    check_writable(path)
    try:
        real = path.resolve()
        status = _writable(path)
        with _alone_in(real.parent), _file_beside(real, new, status) as temporary:
            if real.read_bytes() != old:
                raise UserError(
                    f"{path}: not written: the file has changed while it was checked",
                    hint="run it again",
                )
            temporary.replace(real)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error


def create_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    try:
        with _alone_in(path.parent), _file_beside(path, data) as temporary:
            temporary.replace(path)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error


def _writable(path: Path) -> os.stat_result:
    """The status of a file that may be written: to replace it, its folder's leave would do."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UserError(f"{path}: not written: it is no regular file")
    if status.st_nlink > 1:
        raise UserError(
            f"{path}: not written: the file has {status.st_nlink} names (hard links)",
            hint="writing it whole would part them; apply the output of `--diff` instead",
        )
    os.close(os.open(path, os.O_WRONLY))
    return status


@contextmanager
def _alone_in(folder: Path) -> Generator[None]:
    """Keep other runs from writing in a folder, clear up after killed ones, make changes last."""
    if sys.platform == "win32":
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # the file system of a network may know no locks
            fcntl.flock(number, fcntl.LOCK_EX)
            _clear(folder)
        yield
        with suppress(OSError):  # nor how to sync a folder: the file is written all the same
            os.fsync(number)
    finally:
        os.close(number)


def _clear(folder: Path) -> None:
    """Remove temporary files; those of a folder that is locked belong to nobody any more."""
    for entry in os.scandir(folder):
        if _TEMPORARY.fullmatch(entry.name):
            Path(entry.path).unlink(missing_ok=True)


@contextmanager
def _file_beside(path: Path, data: bytes, like: os.stat_result | None = None) -> Generator[Path]:
    """A file in the same folder, on disk, with the mode and owner of another; gone at the end."""
    temporary = path.with_name(f".awesomecheck-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(temporary, flags, 0o600 if like else 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            if like is not None:
                _take_after(number, like)
            os.fsync(number)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _take_after(number: int, like: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    own = os.fstat(number)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        os.fchown(number, like.st_uid, like.st_gid)
    os.fchmod(number, stat.S_IMODE(like.st_mode))
