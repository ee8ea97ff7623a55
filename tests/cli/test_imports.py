"""A lint run imports only what it needs."""

from pathlib import Path
import subprocess
import sys

from tests.conftest import clean_environment

HEAVY = {
    "ada_url",
    "aiohttp",
    "asyncio",
    "awesomecheck.config.patterns",
    "awesomecheck.links.checker",
    "email",
    "importlib.metadata",
    "jinja2",
    "multiprocessing",
    "rich",
    "sqlite3",
    "ssl",
    "tomllib",
    "unittest",
    "urllib.request",
    "yaml",
}
CODE = """
import sys
from awesomecheck.__main__ import main
try:
    main(["--no-links", "README.md"])
except SystemExit as stop:
    assert stop.code == 1, stop.code
print(*sys.modules)
"""


def test_a_lint_run_imports_nothing_heavy(tmp_path: Path) -> None:
    text = "# List\n\n* [A](https://arxiv.org/abs/2111.06377) \n* [b](#nowhere)\n"
    (tmp_path / "README.md").write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    *report, modules = done.stdout.splitlines()
    assert any("trailing-space" in line for line in report)
    assert not HEAVY & set(modules.split())
