"""Files written whole or not at all."""

import os
from pathlib import Path
import tempfile

from awesomecheck.errors import UserError


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put other content in the place of a file's, so that whoever reads it sees one or the other.

    A symbolic link stays one: what it leads to is written. Mode and owner stay.

    Args:
        path: the file.
        old: what was read from it; a file that has changed since is left alone.
        new: what it is to hold.

    Raises:
        UserError: it cannot be written, or has changed, and is as it was.
    """
    real = path.resolve()
    try:
        status = real.stat()
        if status.st_nlink > 1:
            raise UserError(
                f"{path}: not written: the file has {status.st_nlink} names (hard links)",
                hint="writing it whole would part them; apply the output of `--diff` instead",
            )
        temporary = _write_beside(real, new, status)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error
    try:
        if real.read_bytes() != old:
            raise UserError(
                f"{path}: not written: the file has changed while it was checked",
                hint="run it again",
            )
        temporary.replace(real)
        _sync_folder(real.parent)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def create_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def _write_beside(path: Path, data: bytes, status: os.stat_result) -> Path:
    """A new file in the same folder, with the same mode and, if possible, owner."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), status.st_mode & 0o7777)
            own = os.fstat(file.fileno())
            if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
                os.fchown(file.fileno(), status.st_uid, status.st_gid)
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
