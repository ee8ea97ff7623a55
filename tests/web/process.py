"""The command line as processes of their own inside a simulated web."""

from collections.abc import Mapping
import os
from pathlib import Path
import re
import subprocess
import sys
from types import MappingProxyType
from typing import IO, Any, Final

from tests.forked import Forking
from tests.web.run import STATUS
from tests.web.server import Web

ROOT: Final = Path(__file__).parents[2]
_OURS: Final = (
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "GITHUB_",
    "GH_",
    "AWESOMECHECK",
)
"""Beginnings of names in the environment that a check would listen to."""


def start(
    web: Web,
    folder: Path,
    *arguments: str | Path,
    environment: Mapping[str, str] = MappingProxyType({}),
    output: int | IO[Any] | None = None,
) -> subprocess.Popen[str]:
    """Start the command line; `folder` gets the way into the web, and the cache."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.web.run", web.save(folder), *arguments],
        env={**_surroundings(folder), "PYTHONPATH": str(ROOT), **environment},
        stdout=output,
        stderr=output,
        text=True,
    )


def _surroundings(folder: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.upper().startswith(_OURS)}
    own = {"SSL_CERT_FILE": str(folder / "root.pem"), "XDG_CACHE_HOME": str(folder)}
    return {**inherited, **own}


def peak_megabytes(folder: Path) -> float:
    """The peak memory of the process of a folder; only Linux reports it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", (folder / STATUS).read_text())
    return int(found[1]) / 1024 if found else 0.0


def run(
    forking: Forking,
    web: Web,
    folder: Path,
    *arguments: str | Path,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end."""
    done = forking.run(
        [str(web.save(folder)), *map(str, arguments)],
        module="tests.web.run",
        path=[str(ROOT)],
        cwd=ROOT,
        env={**_surroundings(folder), **environment},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)
