"""The command line as processes of their own inside a simulated web."""

import os
from pathlib import Path
import re
import subprocess
import sys
from typing import IO, Any, Final

from tests.conftest import HANGS
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
    token: str = "",
    environment: dict[str, str] | None = None,
    output: int | IO[Any] | None = None,
) -> subprocess.Popen[str]:
    """Start the command line; `folder` gets the way into the web, and the cache."""
    file = web.save(folder)
    inherited = {k: v for k, v in os.environ.items() if not k.upper().startswith(_OURS)}
    own = {
        "SSL_CERT_FILE": str(folder / "root.pem"),
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(folder),
    }
    if token:
        own["GITHUB_TOKEN"] = token
    return subprocess.Popen(
        [sys.executable, "-m", "tests.web.run", file, *arguments],
        env={**inherited, **own, **(environment or {})},
        stdout=output,
        stderr=output,
        text=True,
    )


def peak_megabytes(folder: Path) -> float:
    """The peak memory of the process of a folder; only Linux reports it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", (folder / STATUS).read_text())
    return int(found[1]) / 1024 if found else 0.0


def run(
    web: Web,
    folder: Path,
    *arguments: str | Path,
    token: str = "",
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end."""
    process = start(
        web, folder, *arguments, token=token, environment=environment, output=subprocess.PIPE
    )
    out, err = process.communicate(timeout=HANGS)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
