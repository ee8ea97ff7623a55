"""The errors that end a run, as they are printed."""

import errno

import pytest

from awesomecheck.cli.failures import failed


def test_an_error_on_a_file_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "a\x1b[31m.md")
    assert failed(full) == 2
    assert capsys.readouterr().err == "error: a\\u001b[31m.md: No space left on device\n"


def test_one_on_no_file_is_about_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("awesomecheck.cli.failures._abandon_stdout", lambda: None)
    assert failed(OSError(errno.ENOSPC, "No space left on device")) == 2
    said = "error: standard output cannot be written: No space left on device\n"
    assert capsys.readouterr().err == said
