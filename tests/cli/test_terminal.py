"""What a person at a terminal sees."""

from collections.abc import Mapping
import os
from pathlib import Path
import pty
import subprocess
import sys

import pytest

from tests.conftest import RunCommand, clean_environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def on_terminal(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "awesomecheck", *arguments],
        cwd=folder,
        env=clean_environment({"TERM": "xterm", **(env or {})}),
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    seen = b""
    try:
        while part := os.read(leader, 4096):
            seen += part
    except OSError:  # the other side is closed
        pass
    process.wait()
    os.close(leader)
    return seen.decode().replace("\r\n", "\n")


def test_the_line_is_shown_with_a_mark_under_the_place(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\n* 漢字 [A](https://a.example/)  \n")
    seen = on_terminal(tmp_path, "--no-links", "--color", "never")
    assert seen.splitlines()[:4] == [
        "README.md",
        "  3:29  warning  trailing whitespace: remove it  trailing-space [fix]",
        "      * 漢字 [A](https://a.example/)  ",
        "                                    ^^",
    ]


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x" * 300 + " [a](#nowhere) " + "y" * 300 + "\n")
    seen = on_terminal(tmp_path, "--no-links", "--color", "never", env={"COLUMNS": "80"})
    _, _, _, line, mark, *_ = seen.splitlines()
    assert len(line) <= 80
    assert line[mark.index("^") : len(mark)] in "[a](#nowhere)"


def test_colors_are_for_terminals(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x \n")
    assert "\x1b[" in on_terminal(tmp_path, "--no-links")
    assert "\x1b[" not in on_terminal(tmp_path, "--no-links", env={"NO_COLOR": "1"})
    assert "\x1b[" not in on_terminal(tmp_path, "--no-links", env={"TERM": "dumb"})
    assert "\x1b[" in on_terminal(
        tmp_path, "--no-links", "--color", "always", env={"NO_COLOR": "1"}
    )
    assert "\x1b[" not in run("--no-links").stdout
    assert "\x1b[" in run("--no-links", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in run("--no-links", env={"CLICOLOR_FORCE": "1"}).stdout
    assert "\x1b[" not in run("--no-links", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
