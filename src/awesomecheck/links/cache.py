"""Verdicts and counts of earlier runs, in an SQLite file that several processes may share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import stat
from typing import TYPE_CHECKING

from msgspec.structs import replace

from awesomecheck.errors import UserError
from awesomecheck.links.cache_folder import FILE, SCHEMA_VERSION
from awesomecheck.links.cached_verdict import CachedVerdict, from_row
from awesomecheck.links.events import Notice
from awesomecheck.links.recorded_run import RecordedRun, row_of_run, run_of_row
from awesomecheck.rules import Reason, Verdict
from awesomecheck.safety.checkout import check_writable

if TYPE_CHECKING:
    import sqlite3

_APPLICATION = 0x41774368  # "AwCh": marks the file as ours
_VERDICTS = """
CREATE TABLE verdicts (
    key TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER,
    final_url TEXT,
    evidence TEXT NOT NULL,
    facts TEXT NOT NULL,
    checked REAL NOT NULL,
    last_alive REAL,
    first_failure REAL,
    failures INTEGER NOT NULL
) WITHOUT ROWID
"""
_RUNS = """
CREATE TABLE runs (
    list TEXT NOT NULL,
    day TEXT NOT NULL,
    alive INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    dead INTEGER NOT NULL,
    unsure INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    problems TEXT,
    PRIMARY KEY (list, day)
) WITHOUT ROWID
"""
_SCHEMA = (_VERDICTS, _RUNS)
_COLUMNS = (
    "key, state, reason, status, final_url, evidence, facts, checked, last_alive, first_failure, "
    "failures"
)
_NOT_CACHED = frozenset({"offline", "interrupted", "deadline"})
"""Reasons that say nothing about the link."""
_MOST_RUNS = 100
"""Days of a list that are kept; only the last two with their problems."""
_AT_ONCE = 500
"""Keys in one look-up; SQLite allows 999 parameters in its older versions."""
DAY = 86_400.0
NO_SUCH_HOST: Reason = "no-such-host"


class Cache:
    """The file of verdicts; one that cannot be used says so once, and is empty."""

    def __init__(
        self,
        path: Path,
        database: sqlite3.Connection | None,
        notify: Callable[[Notice], None],
        *,
        writable: bool = True,
    ) -> None:
        self._path = path
        self._database = database
        self._notify = notify
        self._writable = writable

    @classmethod
    def open(cls, folder: Path, notify: Callable[[Notice], None] | None = None) -> Cache:
        """Open the cache in a folder, which is created where it is missing."""
        import sqlite3  # noqa: PLC0415 - only where there is a cache

        notify = notify or (lambda _: None)
        path = folder / FILE
        try:
            check_writable(path)
            folder.mkdir(parents=True, exist_ok=True)
            _require_files(path)
            try:
                return cls(path, _connect(path), notify)
            except (sqlite3.DatabaseError, _ForeignFile) as error:
                if isinstance(error, sqlite3.OperationalError):
                    database = _read_only(path)
                    if database is None:
                        raise
                    notify(Notice(f"the link cache `{path}` is read-only: it is not updated"))
                    return cls(path, database, notify, writable=False)
                aside = _set_aside(path)
                notify(
                    Notice(
                        f"the link cache `{path}` cannot be read: {error}",
                        hint=f"it is renamed to `{aside.name}`, and a new one begins",
                    )
                )
                return cls(path, _connect(path), notify)
        except (sqlite3.Error, OSError, _ForeignFile, UserError) as error:
            notify(_cannot(path, error))
            return cls(path, None, notify)

    def load(self, keys: Iterable[str]) -> dict[str, CachedVerdict]:
        """Return what is known of these keys."""
        import sqlite3  # noqa: PLC0415 - only where there is a cache

        wanted = list(keys)
        found: dict[str, CachedVerdict] = {}
        if self._database is None:
            return found
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                part = wanted[start : start + _AT_ONCE]
                same = {key: key for key in part}  # one text for both: there may be many
                marks = ",".join("?" * len(part))
                query = f"SELECT {_COLUMNS} FROM verdicts WHERE key IN ({marks})"  # noqa: S608 - marks only
                for key, *row in self._database.execute(query, part):
                    cached = from_row(row)
                    if cached is not None:
                        found[same[key]] = cached
        except sqlite3.Error as error:
            self._disable(error)
        return found

    def store(self, key: str, verdict: Verdict, now: float, before: CachedVerdict | None) -> None:
        """Store a verdict, with the link's history."""
        import sqlite3  # noqa: PLC0415 - only where there is a cache

        if self._database is None or not self._writable or verdict.reason in _NOT_CACHED:
            return
        after = _history(verdict, now, before)
        row = (
            key,
            verdict.state,
            verdict.reason,
            verdict.status,
            verdict.final_url,
            verdict.evidence,
            json.dumps(dict(verdict.facts)),
            now,
            after.last_alive,
            after.first_failure,
            after.failures,
        )
        statement = f"INSERT OR REPLACE INTO verdicts ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)"  # noqa: S608
        try:
            self._database.execute(statement, row)
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._disable(error)

    def record(self, name: str, run: RecordedRun) -> None:
        """Store a check of all links of a list, in place of an earlier one of the same day."""
        import sqlite3  # noqa: PLC0415 - only where there is a cache

        if self._database is None or not self._writable:
            return
        newest = "(SELECT day FROM runs WHERE list = ? ORDER BY day DESC LIMIT ?)"
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?,?)", (name, *row_of_run(run))
            )
            self._database.execute(
                f"UPDATE runs SET problems = NULL WHERE list = ? AND day NOT IN {newest}",  # noqa: S608
                (name, name, 2),
            )
            self._database.execute(
                f"DELETE FROM runs WHERE list = ? AND day NOT IN {newest}",  # noqa: S608
                (name, name, _MOST_RUNS),
            )
        except sqlite3.Error as error:
            self._disable(error)

    def runs(self, name: str) -> tuple[RecordedRun, ...]:
        """Return the checks of a list, the oldest first."""
        import sqlite3  # noqa: PLC0415 - only where there is a cache

        if self._database is None:
            return ()
        query = (
            "SELECT day, alive, moved, dead, unsure, skipped, problems FROM runs"
            " WHERE list = ? ORDER BY day DESC LIMIT ?"
        )
        try:
            rows = self._database.execute(query, (name, _MOST_RUNS)).fetchall()
        except sqlite3.Error as error:
            self._disable(error)
            return ()
        return tuple(filter(None, map(run_of_row, reversed(rows))))

    def close(self) -> None:
        """Close the file; the cache cannot be used any more."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _disable(self, error: Exception) -> None:
        self._notify(_cannot(self._path, error))
        self.close()


def with_patience(
    verdict: Verdict, now: float, before: CachedVerdict | None, patience: float
) -> Verdict:
    """Return a dead verdict as unsure while the link has not failed for long enough.

    A link that was alive has to fail for `patience` days, and a host that does not exist for one
    day at least: its name may be found again, or not be found from here.
    """
    days = _days_to_wait(verdict, before, patience)
    if verdict.state != "dead" or now - _since(now, before) >= days * DAY:
        return verdict
    alive = "was alive before, and " if before and before.last_alive is not None else ""
    return replace(
        verdict,
        state="unsure",
        evidence=f"{verdict.evidence}; it {alive}is dead once this has lasted {days:g} "
        f"day{'' if days == 1 else 's'}",
    )


def _days_to_wait(verdict: Verdict, before: CachedVerdict | None, patience: float) -> float:
    if verdict.reason == NO_SUCH_HOST:
        return max(patience, 1)
    return patience if before and before.last_alive is not None else 0


def _since(now: float, before: CachedVerdict | None) -> float:
    return now if before is None or before.first_failure is None else before.first_failure


def with_dead_since(
    verdict: Verdict, now: float, before: CachedVerdict | None, patience: float
) -> Verdict:
    """Return an unsure verdict with the day since which the link is dead, unless it came back.

    The day is the fact `dead_since`, in UTC. `patience` is in days.
    """
    if (
        verdict.state != "unsure"
        or verdict.reason in _NOT_CACHED
        or before is None
        or before.first_failure is None
        or _is_in_doubt(before)
        or with_patience(replace(verdict, state="dead"), now, before, patience).state != "dead"
    ):
        return verdict
    day = datetime.fromtimestamp(before.first_failure, UTC).date().isoformat()
    return replace(verdict, facts={**verdict.facts, "dead_since": day})


def _is_in_doubt(before: CachedVerdict) -> bool:
    """Return whether a host has not failed to exist for long enough."""
    return with_patience(before.verdict, before.checked, before, 0).state != before.verdict.state


def _history(verdict: Verdict, now: float, before: CachedVerdict | None) -> CachedVerdict:
    if verdict.state in ("alive", "moved"):
        return CachedVerdict(verdict, now, now, None, 0)
    if verdict.state != "dead":  # no evidence either way
        if before is None or _is_in_doubt(before):
            last_alive = before.last_alive if before else None
            return CachedVerdict(verdict, now, last_alive, None, 0)
        return replace(before, verdict=verdict, checked=now)
    if before is None:
        return CachedVerdict(verdict, now, None, now, 1)
    return CachedVerdict(verdict, now, before.last_alive, _since(now, before), before.failures + 1)


class _ForeignFile(Exception):
    """A database that is not ours, or newer than we are."""


def _connect(path: Path) -> sqlite3.Connection:
    import sqlite3  # noqa: PLC0415 - only where there is a cache

    database = sqlite3.connect(path, timeout=60.0, isolation_level=None)
    try:
        _check_origin(database)  # before anything is written into somebody else's file
        with suppress(sqlite3.OperationalError):  # another process is doing so
            database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("BEGIN IMMEDIATE")
        if not _is_ours(database):
            for table in _SCHEMA:
                database.execute(table)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.execute("COMMIT")
        database.execute(f"SELECT {_COLUMNS} FROM verdicts LIMIT 1").fetchone()  # noqa: S608
    except BaseException:
        database.close()
        raise
    return database


def _read_only(path: Path) -> sqlite3.Connection | None:
    """Return a file that cannot be written, to be read; None where that cannot be, either."""
    import sqlite3  # noqa: PLC0415 - only where there is a cache

    if not path.is_file():
        return None
    # Immutable: a file in a folder that cannot be written has no place for locks.
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _check_origin(database)
        database.execute(f"SELECT {_COLUMNS} FROM verdicts LIMIT 1").fetchone()  # noqa: S608
    except (sqlite3.Error, _ForeignFile):
        database.close()
        return None
    return database


def _is_ours(database: sqlite3.Connection) -> bool:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    return bool(application == _APPLICATION)


def _check_origin(database: sqlite3.Connection) -> None:
    """Require that a file is new or ours.

    Raises:
        _ForeignFile: it is neither.
    """
    query = f"SELECT sql FROM sqlite_master ORDER BY name LIMIT {len(_SCHEMA) + 1}"  # noqa: S608
    found = database.execute(query).fetchall()
    ours = _is_ours(database)
    if not (found or ours):
        return
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if ours and version != SCHEMA_VERSION:
        raise _ForeignFile(f"version {version} of its schema, not {SCHEMA_VERSION}")
    tables = [table.split() for table in sorted(_SCHEMA)]
    if not ours or [str(sql).split() for (sql,) in found] != tables:
        # a view or a trigger might run without end
        raise _ForeignFile("not written by awesomecheck")


def _require_files(path: Path) -> None:
    """Require that what SQLite opens are files: it waits for a named pipe.

    Raises:
        UserError: one is something else.
    """
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(os.stat(f"{path}{suffix}").st_mode):  # noqa: PTH116
                raise UserError(f"{path.name}{suffix} is not a regular file")


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.bad-{number}")).exists():
        number += 1
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def _cannot(path: Path, error: Exception) -> Notice:
    return Notice(
        f"the link cache `{path}` cannot be used: {error}",
        hint="choose another folder with --cache-dir, or none with --no-cache",
    )
