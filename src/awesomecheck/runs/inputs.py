"""Find and read the files that paths on the command line name."""

from collections.abc import Sequence
import os
from pathlib import Path
import stat

from awesomecheck.document.source import MAX_BYTES, SUFFIXES, Source, too_large
from awesomecheck.errors import InputError, MissingInputError, UserError, nearest
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import check_readable

_README = ("README.md", "readme.md", "Readme.md", "README.markdown", "docs/README.md")
STDIN = "-"
_OPEN_FILE = regex(r"/dev/(?:stdin$|fd/)|/proc/self/fd/")
"""An open file of this process, such as that of `<(…)` in a shell."""
_PATTERN = frozenset("*?[")


def default_path(folder: Path, usage: str = "awesomecheck LIST.md") -> Path:
    """Return the README of a folder, the default list.

    Args:
        folder: the folder.
        usage: how a list is named instead, for the hint of the error.

    Raises:
        UserError: there is none.
    """
    for name in _README:
        if (folder / name).is_file():
            return folder / name
    raise UserError(
        "no README.md in this folder"
        if folder == Path()
        else f"{folder}: no README.md in this folder",
        hint=f"name the list: `{usage}`",
    )


def one_list(name: str | None, usage: str) -> Path:
    """Return the one list of a command: a file, or the README of a folder; default: this folder.

    Args:
        name: what the command line names, if anything.
        usage: how a list is named, for the hint of the error.

    Raises:
        UserError: there is none.
    """
    if name == "":
        raise _empty()
    path = Path(name or "")
    return default_path(path, usage) if path.is_dir() else path


def _empty() -> InputError:
    return InputError(
        "the path is empty",
        hint="leave it out for the README of this folder; a variable of a script may be empty",
    )


def expand(name: str, exclude: Sequence[str] = ()) -> list[Path]:
    """Return the file that a path names, or the Markdown files of a folder.

    Args:
        name: a file or a folder.
        exclude: patterns as in `.gitignore` for files of a folder to skip.

    Raises:
        UserError: there is no such path, or no Markdown file in the folder.
    """
    path = Path(name)
    if not name:
        raise _empty()
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL
        raise MissingInputError(name, hint=missing_hint(name)) from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from error
    if not stat.S_ISDIR(mode):
        return [path]
    from awesomecheck.runs.folders import markdown_files  # noqa: PLC0415 - few runs need it

    found = list(markdown_files(path, exclude))
    if not found:
        raise InputError(
            f"{name}: no Markdown files in this folder",
            hint=f"{', '.join(f'*{suffix}' for suffix in SUFFIXES)} files are checked,"
            " except those in .gitignore and `exclude`",
        )
    return found


def missing_hint(name: str) -> str:
    """Return what may be meant by a path that does not exist."""
    if name.lower().startswith(("http:", "https:")):
        return "a URL is not read: save what it leads to, `curl -L -o README.md URL`"
    if not _PATTERN.isdisjoint(name):
        return "no file matches this pattern"
    path = Path(name)
    if path.is_symlink():
        return f"it is a symbolic link to `{path.readlink()}`, which leads nowhere"
    try:
        beside = [each.name for each in path.parent.iterdir()]
    except (OSError, ValueError):  # ValueError: a NUL character
        return f"there is no folder `{path.parent}`, either"
    found = nearest(path.name, beside)
    if found:
        return f"did you mean `{path.parent / found}`?"
    return "name a list or a folder; `awesomecheck --help` lists the commands"


def read_source(path: Path, shown: str) -> Source:
    """Return the text of a file.

    Raises:
        UserError: it cannot be read, is not a text file, or is too large.
    """
    return Source.from_bytes(read_bytes(path, shown), shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """Return what is in a file, but no more than a list may have and one byte.

    Raises:
        UserError: it cannot be read, is no file, or is too large.
    """
    check_readable(path)
    try:
        _require_file(path, shown)
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and size > MAX_BYTES:
                raise too_large(shown, size)
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise MissingInputError(shown, hint=missing_hint(shown)) from error
    except OSError as error:
        raise InputError(f"{shown}: cannot be read: {error.strerror}") from error


def _require_file(path: Path, shown: str) -> None:
    """Refuse what may have no end, such as a named pipe; a shell's own pipes (`<(…)`) have one.

    Raises:
        InputError: it is no file.
    """
    mode = path.stat().st_mode
    is_open = _OPEN_FILE.match(os.path.abspath(path))  # noqa: PTH100 - `resolve` follows links
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or is_open):
        import shlex  # noqa: PLC0415 - only for the hint

        raise InputError(
            f"{shown}: not a file but a {'named pipe' if stat.S_ISFIFO(mode) else 'device'}",
            hint=f"copy what it has: `cat {shlex.quote(shown)} > list.md`",
        )
