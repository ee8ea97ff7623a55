"""Input that cannot be checked, or hardly: a message with place and hint, never a traceback."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run


def test_not_utf8(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"# List\n\nDoll\xe1r\n")
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md:3: not UTF-8: byte 0xe1 at offset 12" in done.stderr
    assert "hint: save the file as UTF-8" in done.stderr


def test_nul_bytes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"# List\n\0\n")
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md:2: not a text: NUL byte at offset 7" in done.stderr


def test_utf16(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes("# List\n".encode("utf-16"))
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md:1: not UTF-8" in done.stderr


def test_an_empty_file_has_no_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"")
    done = run("--no-links")
    assert (done.returncode, done.stdout) == (0, "No findings in 1 file.\n")


def test_a_byte_order_mark_does_not_shift_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes("\ufeffx \n".encode())
    assert "README.md:1:2 warning trailing-space" in run("--no-links").stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x\n")
    (tmp_path / "README.md").chmod(0)
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md: cannot be read: Permission denied" in done.stderr


def test_a_file_that_fails_to_be_read(run: Run) -> None:
    done = run("--no-links", "/proc/self/mem")
    assert done.returncode == 2
    assert "error: /proc/self/mem: cannot be read" in done.stderr


def test_a_file_of_50_mb_is_not_read(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "README.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md: 50 MB are more than any list has" in done.stderr
    assert "hint: files above 10 MB are not read" in done.stderr


def test_endless_input_is_not_read_to_its_end(run: Run) -> None:
    done = run("--no-links", "/dev/zero")
    assert done.returncode == 2
    assert "/dev/zero: 10 MB are more than any list has" in done.stderr
