"""What all tests share: the command as a process."""

from collections.abc import Callable, Iterator, Mapping
import os
from pathlib import Path
import signal
import subprocess
import sys
import tempfile
from typing import Final

from hypothesis import HealthCheck, settings
import pytest

from tests.forked import Forking

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
_NO_CACHE = f"{tempfile.gettempdir()}/awesomecheck-{os.getpid()}"
"""Not the user's own cache, which may know papers of the tests."""
_SURROUNDINGS = ("CI", "GITHUB_", "RUNNER_", "INPUT_", "PRE_COMMIT", "GIT_", "TF_BUILD")
"""How the names begin of what runners, hooks and git tell the command about themselves."""


def pytest_configure() -> None:
    """Forget where the tests themselves run: on a runner of GitHub, in a hook, behind others."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` has it ignored
    for name in [name for name in os.environ if name.startswith(_SURROUNDINGS)]:
        del os.environ[name]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have workers begin with slow files, so that none is left while the others are done."""
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would change the command's output."""
    kept = {name: value for name, value in os.environ.items() if name not in _CLEARED}
    fixed = {"PYTHONWARNINGS": "error", "COLUMNS": "100", "XDG_CACHE_HOME": _NO_CACHE}
    return kept | fixed | dict(more or {})


@pytest.fixture(scope="session")
def forking() -> Iterator[Forking]:
    """A process that runs the command without starting Python each time."""
    process = Forking(clean_environment(), HANGS)
    yield process
    process.close()


@pytest.fixture
def run(tmp_path: Path, forking: Forking) -> RunCommand:
    """Run `awesomecheck` in an empty folder."""

    def start(
        *arguments: str | Path,
        cwd: Path = tmp_path,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        given = [str(argument) for argument in arguments]
        data = stdin.encode() if isinstance(stdin, str) else stdin
        environment = clean_environment({"XDG_CACHE_HOME": f"{tmp_path}-cache", **(env or {})})
        if any(name.startswith("PYTHON") for name in env or ()):  # read where Python starts
            done = subprocess.run(
                [sys.executable, "-m", "awesomecheck", *given],
                cwd=cwd,
                input=data,
                env=environment,
                capture_output=True,
                check=False,
                timeout=HANGS,
            )
        else:
            done = forking.run(given, cwd=cwd, env=environment, path=[str(cwd)], stdin=data)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return start
