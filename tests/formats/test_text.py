"""The report for people."""

import pytest

from awesomecheck.formats import Style, text
from awesomecheck.safety.redact import masked
from tests.formats.made import report


def test_lines_are_shown_without_looking_at_all_of_a_long_one_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = report("x@y " + "[a](#b) " * 2_000 + "\n")
    assert shown.total >= 2_000
    looked_at = 0

    def counted(part: str) -> str:
        nonlocal looked_at
        looked_at += len(part)
        return masked(part)

    monkeypatch.setattr(text, "masked", counted)
    lines = "".join(text.render(shown, Style(source=True, width=80))).splitlines()
    assert "[a](#b) [a](#b) [a](#b) [a](#b)" in lines[-4]
    assert looked_at < 5_000 * shown.total


@pytest.mark.parametrize("password", ["secret", "s" * 500])
def test_passwords_beside_the_excerpt_are_known_for_such(password: str) -> None:
    shown = report(f"[a](https://user:{password}@c.example/) and [b](#{'c' * 200})\n")
    out = "".join(text.render(shown, Style(source=True, width=60)))
    assert "ssss" not in out
    assert "secret" not in out
