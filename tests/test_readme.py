"""Every command and every Python block of the README and the website works as written."""

from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import clean_environment

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = [page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md"))]


def lines_of(text: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


INSTALLING = [line for line in lines_of(README) if "install" in line or "uvx" in line]
COMMANDS = [
    line
    for line in dict.fromkeys(line for text in (README, *DOCS) for line in lines_of(text))
    if line not in INSTALLING
]
SHELLS_OWN = re.findall(r"`(eval [^`]+)`", README)


def test_the_first_two_commands_are_run_where_changes_land() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert README.index(INSTALLING[1]) < README.index("## ")
    for line in INSTALLING[:2]:
        assert line in script


NO_WAY_OUT = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
"""No test goes out: with these, every request is refused at once."""


@pytest.mark.skipif(sys.platform == "win32", reason="shown for POSIX shells")
@pytest.mark.parametrize("command", [*COMMANDS, *SHELLS_OWN])
def test_a_command_works(command: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "awesome-representation-learning.md", tmp_path / "README.md")
    for folder in ("docs", "lists"):
        (tmp_path / folder).mkdir()
        shutil.copy(tmp_path / "README.md", tmp_path / folder / "more.md")
    (tmp_path / "lychee.toml").write_text("exclude = ['^https://example\\.org/']\ntimeout = 30\n")
    (tmp_path / ".lycheeignore").write_text("https://example.com/private\n")
    for arguments in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "Start"],
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=clean_environment(
            {"PATH": path, "XDG_CACHE_HOME": str(tmp_path / "cache")} | NO_WAY_OUT
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "error:" not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_python_block_reports_and_fixes(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "awesome-representation-learning.md").read_text("utf-8")
    (tmp_path / "README.md").write_text(text, "utf-8")
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    [block] = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    done = subprocess.run(
        [sys.executable, "-c", f"{block}\nassert fixed != text"],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "missing-anchor no heading `#without-negative-pairs`" in done.stdout


def test_the_output_shown_is_the_output_given(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "awesome-representation-learning.md", tmp_path / "README.md")
    for block in re.findall(
        r"^```console\n\$ awesomecheck (.*?)\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    ):
        arguments, shown = block
        done = subprocess.run(
            [sys.executable, "-m", "awesomecheck", *arguments.split()],
            cwd=tmp_path,
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        for line in shown.splitlines():
            assert line in done.stdout.splitlines()
