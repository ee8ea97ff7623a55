"""Reports of earlier runs on files that have not changed, in a folder of the user.

A report is found by all that it depends on: the text, its path, its rules and their options, the
baseline, the files of the repository, the link cache, this program and its plugins. What a list
says of other files is looked up again. Names and contents of the files are signed with a key of
the user, so that what a stranger puts into the folder counts for nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
import os
from pathlib import Path
import re
import stat
import time

from msgspec.structs import astuple

from awesomecheck.config.config import Config
from awesomecheck.errors import UserError
from awesomecheck.formats.report import FileReport
from awesomecheck.links.cache_folder import FILE
from awesomecheck.links.local_files import Trees, verdicts_of
from awesomecheck.runs.dependencies import (
    ConfigFacts,
    Versions,
    digest_of,
    noted_facts,
    plain,
    represented,
)
from awesomecheck.runs.known_config import KnownConfig
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
        self._link_facts = [_stamp(folder.with_name(f"{FILE}{suffix}")) for suffix in ("", "-wal")]
        self._key = key
        self._notify = notify
        self._writable = True
        self._trees: Trees = {}
        self._configs: dict[int, tuple[Config, ConfigFacts]] = {}
        self.versions = Versions()

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
        if file.repository is not None or not self.facts(file.config).needs_files:
            return file
        return file._replace(repository=repository_files(file.path))

    def name(self, file: ListFile) -> str | None:
        """Return the name of the result on a prepared file; None if it is not cached."""
        if file.path is None or file.piped or file.change is not None:
            return None
        settings = self.facts(file.config).settings
        if settings is None:
            return None
        depends_on = [
            os.path.abspath(file.path),  # noqa: PTH100 - `resolve` would follow links
            file.name,
            settings,
            self._link_facts,
            plain(file.repository),
            plain(file.baseline),
        ]
        return self.name_of(file.text.raw_bytes(), depends_on)

    def name_of(self, content: bytes, depends_on: object) -> str:
        """Return the name of what is found out of a file's content and of other things."""
        digest = blake2b(content, key=self._key, digest_size=20)
        digest.update(represented((len(content), depends_on)))
        return digest.hexdigest()

    def load(self, name: str, file: ListFile) -> FileReport | None:
        """Return the report on a file; None if there is none, or another file has changed."""
        data = self.read(name)
        if data is None:
            return None
        try:
            found = data_of_json(data)
            if found.looked_up == looked_up(found.local, file.path, self._trees):
                return found.report(file, Answers())
        except ValueError:
            pass
        return None

    def read(self, name: str) -> bytes | None:
        """Return what was stored under a name; None if there is nothing, or not of this user."""
        data = self._read(name) or b""
        signature, data = data[:_SIGNATURE_SIZE], data[_SIGNATURE_SIZE:]
        return data if signature == self._signature(name, data) else None

    def store(self, name: str, data: bytes) -> None:
        """Store what was found out under a name, unless the folder cannot be written."""
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

    def facts(self, config: Config) -> ConfigFacts:
        """Return what a run with known results needs of a configuration."""
        known: object = config
        if isinstance(known, KnownConfig):
            return known.noted
        if id(config) not in self._configs:
            self._configs[id(config)] = config, noted_facts(config, self.versions)
        return self._configs[id(config)][1]


def looked_up(urls: Iterable[str], path: Path | None, trees: Trees | None = None) -> str:
    """Return a digest of what the files are that a list links to."""
    found = verdicts_of(urls, path, trees)
    return digest_of([(url, astuple(each)) for url, each in found.items()])


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


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """Return what tells a file from others that were in its place; None if it is empty."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino) if status.st_size else None
