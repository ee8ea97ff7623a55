"""What all tests share: the command as a process."""

from collections.abc import Callable, Mapping
import os
from pathlib import Path
import signal
import subprocess
import sys
from typing import Final

from hypothesis import HealthCheck, settings
import pytest

HANGS: Final = 1800.0
"""Seconds after which a process is taken to hang; on a busy machine, all else may take long."""

_ANYWHERE: Final = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", _ANYWHERE)
settings.register_profile("anywhere", _ANYWHERE, derandomize=True)
settings.load_profile("anywhere")

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]

_CLEARED = (
    "PYTHONDONTWRITEBYTECODE",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "http_proxy",
    "https_proxy",
)
_SURROUNDINGS = ("CI", "GITHUB_", "RUNNER_", "INPUT_", "PRE_COMMIT", "GIT_", "TF_BUILD")
"""How the names begin of what runners, hooks and git tell the command about themselves."""


def pytest_configure() -> None:
    """Forget where the tests themselves run: on a runner of GitHub, in a hook, behind others."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` has it ignored
    for name in [name for name in os.environ if name.startswith(_SURROUNDINGS)]:
        del os.environ[name]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers a processor: tests against the simulated web hardly do anything but wait."""
    return 2 * (os.cpu_count() or 1)


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would change the command's output."""
    kept = {name: value for name, value in os.environ.items() if name not in _CLEARED}
    return kept | {"PYTHONWARNINGS": "error", "COLUMNS": "100"} | dict(more or {})


@pytest.fixture
def run(tmp_path: Path) -> RunCommand:
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
            timeout=HANGS,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return start
