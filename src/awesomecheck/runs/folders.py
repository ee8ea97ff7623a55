"""Find the Markdown files of a folder that neither `.gitignore` nor `exclude` leaves out."""

from collections.abc import Iterator, Sequence
import os
from pathlib import Path
import stat

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.config.patterns import Pattern, ignores, parse_pattern, read_patterns
from awesomecheck.document.source import SUFFIXES
from awesomecheck.errors import InputError
from awesomecheck.safety.checkout import folders_around, work_tree

_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__"})
_MOST_BYTES = 256 * 1024
"""Of a `.gitignore`."""


class _Ignore(Struct, frozen=True):
    """Patterns for what is in a folder."""

    folder: bytes
    """Its real path, with a slash at the end."""
    patterns: Sequence[Pattern]


class _Place(Struct, frozen=True):
    """A folder, or a Markdown file."""

    path: Path
    real: bytes
    is_folder: bool
    rules: Sequence[_Ignore]
    """Those that are for it; the last ones have priority."""


def markdown_files(folder: Path, exclude: Sequence[str] = ()) -> Iterator[Path]:
    """Yield the Markdown files of a folder and of all folders in it, in the order of their names.

    A folder that cannot be read is among them: as with a file, that is an error of its own.

    Args:
        folder: where to look.
        exclude: patterns as in `.gitignore`, from this folder on.

    Raises:
        InputError: a `.gitignore` is too large.
    """
    real = folder.resolve()
    excluded = (parse_pattern(each.encode(errors="replace")) for each in exclude)
    rules = [_Ignore(_encoded(real / "*")[:-1], tuple(filter(None, excluded)))]
    if work_tree(real / "file") not in (None, real):
        rules += map(_gitignore, reversed(folders_around(real)))
    waiting = [_Place(folder, _encoded(real), True, rules)]
    while waiting:  # no recursion: a stranger's folders may be too deep for it
        place = waiting.pop()
        if place.is_folder:
            waiting += reversed(list(_inside(place)))
        else:
            yield place.path


def _inside(place: _Place) -> Iterator[_Place]:
    """Yield the folders and Markdown files of a folder, without what is ignored."""
    rules = [*place.rules, replace(_gitignore(place.path), folder=place.real + b"/")]
    try:
        entries = sorted(os.scandir(place.path), key=lambda entry: entry.name)
    except OSError:
        yield replace(place, is_folder=False)
        return
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        is_markdown = Path(entry.name).suffix.lower() in SUFFIXES
        if entry.name in _NEVER or not (is_folder or is_markdown):
            continue
        real = place.real + b"/" + os.fsencode(entry.name)
        if not _ignored(real, rules, is_folder=is_folder) and (is_folder or _is_file(entry)):
            yield _Place(place.path / entry.name, real, is_folder, rules)


def _ignored(real: bytes, rules: Sequence[_Ignore], *, is_folder: bool) -> bool:
    for rule in reversed(rules):
        verdict = ignores(rule.patterns, real[len(rule.folder) :], is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a symbolic link to itself
        return False


def _gitignore(folder: Path) -> _Ignore:
    """Read the `.gitignore` of a folder; one that is a symbolic link is passed over, as by git."""
    file = folder / ".gitignore"
    data = b""
    try:
        status = file.lstat()
        if stat.S_ISREG(status.st_mode):
            if status.st_size > _MOST_BYTES:
                raise InputError(f"{file}: too large ({_MOST_BYTES // 1024} KB at most)")
            data = file.read_bytes()
    except OSError:
        pass  # there is none, or it is secret
    return _Ignore(_encoded(folder / "*")[:-1], read_patterns(data))


def _encoded(path: Path) -> bytes:
    return os.fsencode(path.as_posix())
