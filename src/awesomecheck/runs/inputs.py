"""Find and read the files that paths on the command line name."""

from collections.abc import Iterator, Sequence
import os
from pathlib import Path
import stat
from typing import TYPE_CHECKING

from awesomecheck.document.source import MAX_BYTES, Source, too_large
from awesomecheck.errors import InputError, MissingInputError, UserError
from awesomecheck.safety.checkout import check_readable, folders_around, work_tree

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__"})
_README = ("README.md", "readme.md", "Readme.md", "README.markdown", "docs/README.md")
STDIN = "-"


def default_path(folder: Path) -> Path:
    """Return the README of a folder, the default list.

    Raises:
        UserError: there is none.
    """
    for name in _README:
        if (folder / name).is_file():
            return folder / name
    raise UserError(
        "no README.md in this folder", hint="name the list to check: `awesomecheck LIST.md`"
    )


def one_list(name: str | None) -> Path:
    """Return the one list of a command: a file, or the README of a folder; default: this folder.

    Raises:
        UserError: there is none.
    """
    path = Path(name) if name else default_path(Path())
    return default_path(path) if path.is_dir() else path


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
        raise InputError("the path is empty")
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL character
        raise MissingInputError(name) from error
    if not stat.S_ISDIR(mode):
        return [path]
    found = list(_markdown_files(path, exclude))
    if not found:
        raise InputError(
            f"{name}: no Markdown files in this folder",
            hint=f"{', '.join(f'*{suffix}' for suffix in SUFFIXES)} files are checked,"
            " except those in .gitignore and `exclude`",
        )
    return found


def _markdown_files(folder: Path, exclude: Sequence[str]) -> Iterator[Path]:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only folders need it

    rules = [(folder, GitIgnoreSpec.from_lines(exclude))]
    real = folder.resolve()
    above = folders_around(real) if work_tree(real / "file") not in (None, real) else []
    rules += [(each, spec) for each in above if (spec := _gitignore(each))]
    yield from _walk(folder, rules)


def _walk(folder: Path, rules: Sequence[tuple[Path, "GitIgnoreSpec"]]) -> Iterator[Path]:
    own = _gitignore(folder)
    if own is not None:
        rules = [*rules, (folder, own)]
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror}") from error
    for entry in entries:
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name in _NEVER or _ignored(path, is_folder, rules):
            continue
        if is_folder:
            yield from _walk(path, rules)
        elif path.suffix.lower() in SUFFIXES and _is_file(entry):
            yield path


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a symbolic link to itself
        return False


def _gitignore(folder: Path) -> "GitIgnoreSpec | None":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    file = folder / ".gitignore"
    if file.is_symlink():  # as git does
        return None
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise UserError(f"{folder / '.gitignore'}: {error}") from error


def _ignored(path: Path, is_folder: bool, rules: Sequence[tuple[Path, "GitIgnoreSpec"]]) -> bool:
    """Whether a path is ignored; the nearest file with a matching pattern decides."""
    verdict = False
    for base, spec in rules:
        name = os.path.relpath(path.resolve() if base.is_absolute() else path, base)
        result = spec.check_file(name.replace(os.sep, "/") + ("/" if is_folder else ""))
        if result.include is not None:
            verdict = result.include
    return verdict


def read_source(path: Path, shown: str) -> Source:
    """Return the text of a file.

    Raises:
        UserError: it cannot be read, is not a text file, or is too large.
    """
    check_readable(path)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and size > MAX_BYTES:
                raise too_large(shown, size)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{shown}: cannot be read: {error.strerror}") from error
    return Source.from_bytes(data, shown)
