"""What a fleet's folder says of the run that filled it: `fleet.json`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct, field

from awesomecheck.errors import UserError
from awesomecheck.safety.atomic_write import write_file

MANIFEST: Final = "fleet.json"
TABLES_VERSION: Final = 1
FEWEST: Final = 16
"""Shards for the sites that have none of their own."""
Phase = Literal["read", "ask", "done"]


class Manifest(Struct, frozen=True):
    """A run of a fleet."""

    schema: int
    """Of the tables and of this file."""
    awesomecheck: str
    """The version that wrote it."""
    started: float
    """In seconds since 1970."""
    finished: float | None
    """None while it runs, and after it was interrupted."""
    phase: Phase
    options: Mapping[str, str | float | None]
    workers: int
    sources: int
    """Lists, repositories and URLs."""
    named: tuple[str, ...] = ()
    """What the user named: absolute paths, and URLs; empty if an earlier version wrote this."""
    shards: int = FEWEST
    """Parts of the web beside those that are one site: each has a cache of its own."""
    busy: Mapping[str, float] = field(default_factory=dict[str, float])
    """By phase: the share of its time in which workers had work."""
    seconds: Mapping[str, float] = field(default_factory=dict[str, float])
    """By phase: how long it took."""


def read_manifest(folder: Path) -> Manifest | None:
    """Return what a folder says of its run; None if it has none.

    Raises:
        UserError: it was written by another version, or by a stranger.
    """
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UserError(
            f"{path}: not written by `awesomecheck fleet run`: {error}",
            hint="name another folder",
        ) from error
    if manifest.schema != TABLES_VERSION:
        raise UserError(
            f"{path}: written by another version of awesomecheck, with other tables",
            hint="name a new folder: its tables are made anew",
        )
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write what a folder says of its run.

    Raises:
        UserError: it cannot be written.
    """
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    write_file(folder / MANIFEST, data + b"\n")
