"""What all tests share: the command as a process."""

from collections.abc import Callable, Mapping
import os
from pathlib import Path
import subprocess
import sys

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

_CLEARED = (
    "PYTHONDONTWRITEBYTECODE",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "GITHUB_ACTIONS",
    "GITHUB_EVENT_NAME",
    "GITHUB_EVENT_PATH",
    "GITHUB_SHA",
    "PRE_COMMIT_FROM_REF",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_WORK_TREE",
    "GITHUB_TOKEN",
    "GITHUB_API_URL",
    "GITHUB_GRAPHQL_URL",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "http_proxy",
    "https_proxy",
)


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would change the command's output."""
    kept = {name: value for name, value in os.environ.items() if name not in _CLEARED}
    return kept | {"PYTHONWARNINGS": "error", "COLUMNS": "100"} | dict(more or {})


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `awesomecheck` in an empty folder."""

    def start(
        *arguments: str | Path,
        cwd: Path = tmp_path,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "awesomecheck", *map(str, arguments)],
            cwd=cwd,
            input=data,
            env=clean_environment(env),
            capture_output=True,
            check=False,
            timeout=120,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return start
