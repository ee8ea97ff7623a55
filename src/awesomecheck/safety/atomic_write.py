"""Write files atomically."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
import errno
import os
from pathlib import Path
import stat
import sys

from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import check_writable, real_path

if sys.platform != "win32":
    import fcntl

_STREAM = regex(r"/dev/(?:std(?:in|out|err)$|fd/)|/proc/")
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_TEMPORARY = regex(r"\.awesomecheck-[0-9a-f]{16}\.tmp")
"""A folder beside a file while it is written, with its new content."""
_CONTENT, _IGNORED = "new", ".gitignore"


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Replace the content of a file, so that its readers see the old content or the new one.

    A symbolic link stays one: its target is written, unless it is outside the work tree. Mode and
    owner stay.

    Args:
        path: the file.
        old: its content as it was read; a file that has changed since is not written.
        new: its new content.

    Raises:
        UserError: the file is unchanged: it cannot be written, or somebody else changed it.
    """
    try:
        check_writable(path)
        real = real_path(path)
        status = _check_replaceable(path)
        with _locked(real.parent), _temporary_file(real, new, status) as temporary:
            if real.read_bytes() != old:
                raise UserError(
                    f"{path}: not written: the file changed during the check",
                    hint="run awesomecheck again",
                )
            temporary.replace(real)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error


def create_file(path: Path, data: bytes) -> None:
    """Write a new file.

    Raises:
        UserError: it cannot be written, or there is one already.
    """
    try:
        check_writable(path)
        with _locked(path.parent), _temporary_file(path, data) as temporary:
            if _status(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            temporary.replace(path)
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error


def write_file(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file, a new one or in the place of an old one; links, mode and owner stay.

    What is no regular file, such as a pipe or `/dev/stdout`, is written directly.

    Args:
        path: the file.
        data: its content, whole or in pieces.

    Raises:
        UserError: it cannot be written; an old file is unchanged.
    """
    try:
        check_writable(path)
        real = real_path(path)
        status = _status(real)
        if _is_stream(path) or (status and not stat.S_ISREG(status.st_mode)):
            with path.open("wb") as stream:
                stream.writelines(_pieces(data))
            return
        if status:
            _require_write_permission(real)
        with _locked(real.parent), _temporary_file(real, data, status) as temporary:
            temporary.replace(real)
    except FileNotFoundError as error:
        hint = f"create the folder {path.parent} first"
        raise UserError(f"{path}: not written: {error.strerror}", hint=hint) from error
    except OSError as error:
        raise UserError(f"{path}: not written: {error.strerror}") from error


def _status(path: Path) -> os.stat_result | None:
    """Return the status of a file or a link; None if there is nothing.

    Raises:
        OSError: it cannot be known.
    """
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _is_stream(path: Path) -> bool:
    """Whether a path names an open file of this process, such as `/dev/stdout`.

    What it leads to may be a regular file, but then a shell has it open, too.
    """
    names = [os.path.abspath(path)]  # noqa: PTH100 - `resolve` would follow links
    if path.is_symlink():
        names.append(str(path.readlink()))
    return any(map(_STREAM.match, names))


def _check_replaceable(path: Path) -> os.stat_result:
    """Return the status of a file; refuse one that is read-only, though renaming would work."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UserError(f"{path}: not written: not a regular file")
    if status.st_nlink > 1:
        raise UserError(
            f"{path}: not written: the file has {status.st_nlink} names (hard links)",
            hint="replacing the file would break them; apply the output of `--diff` instead",
        )
    _require_write_permission(path)
    return status


def _require_write_permission(path: Path) -> None:
    """Fail as opening a file would; replacing it takes no permission of its own.

    For root, too, who may open every file: somebody has made this one read-only.
    """
    if not path.stat().st_mode & _WRITABLE:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    os.close(os.open(path, os.O_WRONLY))


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    """Lock a folder against other runs, remove leftovers of killed runs, sync the folder."""
    if sys.platform == "win32":
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network file system may not support locks
            fcntl.flock(number, fcntl.LOCK_EX)
            _remove_temporary_files(folder)
        yield
        with suppress(OSError):  # nor syncing folders: the file is written anyway
            os.fsync(number)
    finally:
        with suppress(OSError):  # it was only read
            os.close(number)


def is_leftover(name: str) -> bool:
    """Return whether a file has the name of what a process leaves that is ended as it writes."""
    return _TEMPORARY.fullmatch(name) is not None


def _remove_temporary_files(folder: Path) -> None:
    """Remove the temporary files of a folder that is locked: no running process uses them."""
    for entry in os.scandir(folder):
        if is_leftover(entry.name) and entry.is_dir(follow_symlinks=False):
            _remove(Path(entry.path))


def _remove(temporary: Path) -> None:
    for name in (_CONTENT, _IGNORED):
        (temporary / name).unlink(missing_ok=True)
    temporary.rmdir()


@contextmanager
def _temporary_file(
    path: Path, data: bytes | Iterable[bytes], like: os.stat_result | None = None
) -> Generator[Path]:
    """Write a synced file beside another, with its mode and owner; delete it in the end.

    It is in a folder that git ignores: what a killed run leaves there is not committed.
    """
    folder = path.with_name(f".awesomecheck-{os.urandom(8).hex()}.tmp")
    temporary = folder / _CONTENT
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    folder.mkdir(0o700)
    try:
        (folder / _IGNORED).write_bytes(b"*\n")
        number = os.open(temporary, flags, 0o600 if like else 0o666)
        try:
            for piece in _pieces(data):
                left = memoryview(piece)
                while left:
                    left = left[os.write(number, left) :]
            if like is not None:
                _copy_mode_and_owner(number, like)
            os.fsync(number)
        finally:
            os.close(number)
        yield temporary
    finally:
        with suppress(OSError):  # the next run in this folder removes it
            _remove(folder)


def _pieces(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _copy_mode_and_owner(number: int, like: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    own = os.fstat(number)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        os.fchown(number, like.st_uid, like.st_gid)
    os.fchmod(number, stat.S_IMODE(like.st_mode))
