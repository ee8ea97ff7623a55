"""Reports of earlier runs on files that have not changed, in a folder of the user.

A report is found by all that it depends on: the text, its path, its rules and their options, the
baseline, the files of the repository, the link cache, this program and its plugins. What a list
says of other files is looked up again. Names and contents of the files are signed with a key of
the user, so that what a stranger puts into the folder counts for nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date
from hashlib import blake2b
import os
from pathlib import Path
import re
import stat
import sys
import time
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import astuple

from awesomecheck.config.config import Config
from awesomecheck.engine.linter import ActiveRule
from awesomecheck.engine.registry import distributions
from awesomecheck.errors import UserError
from awesomecheck.formats.report import FileReport
from awesomecheck.links.cache_folder import FILE
from awesomecheck.links.local_files import Trees, verdicts_of
from awesomecheck.rules import RepositoryRule, options_of
from awesomecheck.runs.report_data import data_of_json
from awesomecheck.runs.repository import repository_files
from awesomecheck.runs.texts import Answers, ListFile
from awesomecheck.safety.checkout import check_writable
from awesomecheck.safety.plain_files import read_start

FOLDER = "results-1"
"""Versions with other contents have other folders."""
KEY_FILE = "results.key"
_KEY_SIZE, _SIGNATURE_SIZE = 32, 32
_LARGEST = 2**26
"""Bytes of a result that are read."""
_RESULT = re.compile(r"[0-9a-f]{40}|\.[0-9a-f]{40}\.\d+\.tmp")
_READ = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_BINARY"))
_LAST_PRUNED = "pruned"
_DAY = 86_400.0
_KEPT_FOR, _MOST_KEPT = 30 * _DAY, 10_000


class ResultCache:
    """The results of earlier runs; where they cannot be read or written, there are none."""

    def __init__(self, folder: Path, key: bytes, notify: Callable[[str], None] | None) -> None:
        self._folder = folder
        self._facts = [_stamp(folder.with_name(f"{FILE}{suffix}")) for suffix in ("", "-wal")]
        self._key = key
        self._notify = notify
        self._writable = True
        self._trees: Trees = {}
        self._configs: dict[int, str] = {}
        self._versions: dict[_Code, object] = {}

    @classmethod
    def open(
        cls, home: Path, folder: Path | None, notify: Callable[[str], None] | None
    ) -> "ResultCache | None":
        """Return the results in a folder; None where they cannot be used.

        Args:
            home: the user's own folder, which has the key.
            folder: the folder; None for the user's own.
            notify: called with why nothing is cached, if somebody wants to know.
        """
        folder = (folder or home) / FOLDER
        try:
            check_writable(folder / _LAST_PRUNED)
            key = _key_in(home)
            folder.mkdir(parents=True, exist_ok=True)
            return cls(folder, key, notify)
        except (OSError, UserError) as error:
            if notify:
                notify(f"results are not cached: {error}")
            return None

    def prepared(self, file: ListFile) -> ListFile:
        """Return a file with the files of its repository, if its rules need them."""
        needed = any(isinstance(each.rule, RepositoryRule) for each in file.config.rules)
        if not needed or file.repository is not None:
            return file
        return file._replace(repository=repository_files(file.path))

    def name(self, file: ListFile) -> str | None:
        """Return the name of the result on a prepared file; None if it is not cached."""
        if file.path is None or file.piped or file.change is not None:
            return None
        try:
            depends_on = [
                os.path.abspath(file.path),  # noqa: PTH100 - `resolve` would follow links
                file.name,
                self._settings(file.config),
                self._facts,
                _plain(file.repository),
                _plain(file.baseline),
            ]
        except (_Unknown, OSError, KeyError):  # KeyError: a rule of no module
            return None
        digest = blake2b(file.text.raw_bytes(), key=self._key, digest_size=20)
        digest.update(_encoded(depends_on))
        return digest.hexdigest()

    def load(self, name: str, file: ListFile) -> FileReport | None:
        """Return the report on a file; None if there is none, or another file has changed."""
        data = self._read(name)
        if data is None or data[:_SIGNATURE_SIZE] != self._signature(name, data[_SIGNATURE_SIZE:]):
            return None
        try:
            found = data_of_json(data[_SIGNATURE_SIZE:])
            if found.looked_up == looked_up(found.local, file.path, self._trees):
                return found.report(file, Answers())
        except ValueError:
            pass
        return None

    def store(self, name: str, data: bytes) -> None:
        """Store the result on a file, unless the folder cannot be written."""
        if not self._writable:
            return
        try:
            _write(self._folder / name, self._signature(name, data) + data)
        except OSError as error:
            self._writable = False
            if self._notify:
                self._notify(f"results are not cached: {error}")

    def prune(self) -> None:
        """Once a day, remove results that were not used for long, and those beyond a number."""
        marker, now = self._folder / _LAST_PRUNED, time.time()
        with suppress(OSError):
            if self._writable and not _is_younger(marker, now - _DAY):
                marker.touch()
                times = sorted(_results_in(self._folder), reverse=True)
                for number, (used, path) in enumerate(times):
                    if number >= _MOST_KEPT or used < now - _KEPT_FOR:
                        path.unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        path = self._folder / name
        try:
            descriptor = os.open(path, _READ)
            with open(descriptor, "rb") as file:  # noqa: PTH123 - of a descriptor
                status = os.fstat(descriptor)
                data = file.read(_LARGEST) if stat.S_ISREG(status.st_mode) else None
                age = time.time() - status.st_mtime
        except OSError:
            return None
        if age > _DAY:
            with suppress(OSError):
                os.utime(path)  # it is used
        return data

    def _signature(self, name: str, data: bytes) -> bytes:
        signed = blake2b(name.encode(), key=self._key, digest_size=_SIGNATURE_SIZE)
        signed.update(data)
        return signed.digest()

    def _settings(self, config: Config) -> str:
        """Return a digest of all that reports on files depend on but the files."""
        if id(config) not in self._configs:
            code = _code_of(config)
            if code not in self._versions:
                self._versions[code] = _version(code)
            names = [(each.name, each.bundle, each.source) for each in config.registry.values()]
            own = config.settings
            self._configs[id(config)] = _digest(
                [
                    self._versions[code],
                    names,
                    [_plain(each) for each in config.rules],
                    [_plain(each) for each in (own.min_severity, own.fixable, own.unfixable)],
                ]
            )
        return self._configs[id(config)]


def looked_up(urls: Iterable[str], path: Path | None, trees: Trees | None = None) -> str:
    """Return a digest of what the files are that a list links to."""
    found = verdicts_of(urls, path, trees)
    return _digest([(url, astuple(each)) for url, each in found.items()])


def _digest(value: object) -> str:
    return blake2b(_encoded(value), digest_size=20).hexdigest()


def _encoded(value: object) -> bytes:
    return repr(value).encode(errors="surrogatepass")


def _key_in(home: Path) -> bytes:
    """Return the key of a user, who gets one where there is none."""
    path = home / KEY_FILE
    if key := _key(path):
        return key
    home.mkdir(parents=True, exist_ok=True)
    _write(path, os.urandom(_KEY_SIZE))
    key = _key(path)  # another process may have been later
    if key is None:
        raise UserError(f"{path}: cannot be read")
    return key


def _key(path: Path) -> bytes | None:
    found = read_start(path, _KEY_SIZE + 1)
    return found if found is not None and len(found) == _KEY_SIZE else None


def _write(path: Path, data: bytes) -> None:
    """Write a file at once; after a crash it may be empty, which its signature shows."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _results_in(folder: Path) -> Iterator[tuple[float, Path]]:
    """Yield when results were used last, and their files."""
    for entry in os.scandir(folder):
        if _RESULT.fullmatch(entry.name):
            yield entry.stat().st_mtime, Path(entry.path)


def _is_younger(file: Path, than: float) -> bool:
    try:
        return file.stat().st_mtime > than
    except FileNotFoundError:
        return False


# --- What a report depends on ---


class _Unknown(Exception):
    """A value of a plugin's rule of which it is not known what it depends on."""


def _plain(value: object) -> object:
    """Return a value whose `repr` is the same whenever the value is.

    Raises:
        _Unknown: it has a part that is none of what options have.
    """
    if value is None or isinstance(value, bool | int | float | str | date):
        return type(value).__name__, value
    if isinstance(value, ActiveRule):
        kind = type(value.rule)
        return kind.__module__, kind.__qualname__, _fields(value.rule), value[0], value[2:]
    if isinstance(value, tuple | list):
        return [_plain(each) for each in cast("Sequence[object]", value)]
    if isinstance(value, frozenset | set):
        return sorted(repr(_plain(each)) for each in cast("Set[object]", value))
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return sorted(repr((_plain(key), _plain(each))) for key, each in items)
    if is_dataclass(value) or isinstance(value, Struct):
        return _fields(value)
    raise _Unknown


def _fields(value: Any) -> list[object]:
    kind = type(cast("object", value))
    names = kind.__struct_fields__ if issubclass(kind, Struct) else tuple(options_of(kind))
    return [(name, _plain(getattr(value, name))) for name in names]


class _Code(Struct, frozen=True):
    """Where the code is that findings depend on."""

    packages: tuple[str, ...]
    beside: tuple[str, ...]
    """Folders of modules in no package, which may use what is beside them."""


def _code_of(config: Config) -> _Code:
    """Return where this program and the rules of a configuration are."""
    rules = config.registry.values()
    own = __name__.partition(".")[0]
    names = {own, *(each.rule.__module__.partition(".")[0] for each in rules)}
    modules = [sys.modules[name] for name in sorted(names)]
    packages = [folder for module in modules for folder in getattr(module, "__path__", ())]
    alone = [module for module in modules if not hasattr(module, "__path__")]
    beside = {str(Path(str(module.__file__)).parent) for module in alone}
    if config.path is not None and any(each.source == each.bundle for each in rules):  # a plugin
        beside.add(str(config.path.absolute().parent))
    return _Code(tuple(packages), tuple(sorted(beside)))


def _version(code: _Code) -> object:
    """Return what tells this program, its rules and its libraries from other versions of them."""
    return (
        sys.version,
        distributions(),
        [[*_stamps(folder, deep=True)] for folder in code.packages],
        [[*_stamps(folder, deep=False)] for folder in code.beside],
    )


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """Return what tells a file from others that were in its place; None if it is empty."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino) if status.st_size else None


def _stamps(
    folder: str, *, deep: bool, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, int, int, int]]:
    """Yield the files of a package, or the modules in a folder and in all that may be packages.

    As Python does, a file is taken for another one if its size or its time is another, and a
    folder without `__init__.py` for a package.
    """
    real = os.path.realpath(folder)
    if real in above:  # a symbolic link
        return
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir():
            is_package = deep or os.path.exists(os.path.join(entry.path, "__init__.py"))  # noqa: PTH110, PTH118
            if entry.name != "__pycache__" and (is_package or entry.name.isidentifier()):
                yield from _stamps(entry.path, deep=is_package, above=(*above, real))
        elif deep or entry.name.endswith(".py"):
            status = entry.stat()
            yield entry.path, status.st_size, status.st_mtime_ns, status.st_ino
