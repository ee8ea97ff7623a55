"""Fleets of a few made rows, and the commands on them."""

from collections.abc import Iterable
import os
from pathlib import Path
import subprocess
from typing import Any

from awesomecheck.fleet.manifest import TABLES_VERSION, Manifest, Phase, write_manifest
from awesomecheck.fleet.tables import (
    EntryRow,
    FindingRow,
    ListedLink,
    ListRow,
    Row,
    VerdictRow,
    write_rows,
)
from tests.health.made import awesomecheck

Values = tuple[Any, ...]
"""A row of any table."""
START = 1_796_000_000.0


def manifest(finished: float | None = START + 3600, version: str = "1.0.0") -> Manifest:
    """Return what a fleet's folder says of its run."""
    phase: Phase = "done" if finished else "ask"
    return Manifest(TABLES_VERSION, version, START, finished, phase, {"links": "due"}, 3, 10)


def a_list(name: str, entries: int = 40, findings: int = 0, links: int = 0) -> ListRow:
    """Return a list that was read."""
    return ListRow(
        list=name,
        source=name,
        key="",
        repository=None,
        path=None,
        commit=None,
        bytes=1000,
        lines=50,
        entries=entries,
        findings=findings,
        links=links,
        status="read",
        error=None,
        seconds=0.1,
    )


def not_read(name: str, error: str) -> ListRow:
    """Return a list that could not be read."""
    return a_list(name, entries=0)._replace(status="failed", error=error)


def finding(name: str, rule: str = "trailing-space", message: str = "a message") -> FindingRow:
    """Return a finding in a list."""
    return FindingRow(name, rule, "warning", 3, 1, message, fixable=True)


def entry(
    name: str,
    title: str | None = None,
    venue: str | None = None,
    year: int | None = None,
    arxiv: str | None = None,
    url: str | None = None,
) -> EntryRow:
    """Return an entry of a list."""
    return EntryRow(
        list=name,
        line=7,
        end_line=8,
        name=None,
        title=title,
        authors=(),
        venue=venue,
        year=year,
        month=None,
        section=("Papers",),
        url=url,
        arxiv=arxiv,
        doi=None,
    )


def link(name: str, target: str, url: str | None = None) -> ListedLink:
    """Return a link of a list."""
    return ListedLink(name, 9, 3, url or f"https://{target}", target, "web-001")


def verdict(target: str, state: str, reason: str = "not-found") -> VerdictRow:
    """Return the verdict on a target."""
    evidence = f"GET answered {404 if state == 'dead' else 200}"
    return VerdictRow(
        target, f"https://{target}", "web-001", state, reason, None, evidence, START, None
    )


_TABLES: dict[type[Row], str] = {
    ListRow: "lists",
    FindingRow: "findings",
    EntryRow: "entries",
    ListedLink: "links",
    VerdictRow: "verdicts",
}


def write_fleet(folder: Path, rows: Iterable[Values], own: Manifest | None = None) -> Path:
    """Write a fleet, each table in two files, and return its folder."""
    folder.mkdir(exist_ok=True)
    rows = [*rows]
    for kind, table in _TABLES.items():
        of_kind = [row for row in rows if isinstance(row, kind)]
        for number in (0, 1):
            write_rows(folder, table, str(number), of_kind[number::2])
    write_manifest(folder, own or manifest())
    return folder


def fleet(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run `awesomecheck fleet` in this process."""
    return awesomecheck("fleet", *arguments, cache=Path(os.devnull))
