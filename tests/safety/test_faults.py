"""The sweep of faults: a part of it, on Linux with a C compiler."""

from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None,
    reason="the library that has calls fail is loaded by Linux, and built by a C compiler",
)
def test_a_call_that_fails_tears_no_file_and_is_said() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.faults", "fix through a link", "export", "--every", "11"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(
        r"^(\d+) faults, 0 torn files, 0 broken promises$", done.stdout, re.MULTILINE
    )
    assert found, done.stdout
    assert int(found[1]) > 30
    assert "killed" in done.stdout
