"""The report for people."""

import pytest
from rich.cells import cell_len

from awesomecheck.formats import Style, text
from awesomecheck.safety.redact import masked
from tests.formats.made import report


def test_a_long_line_is_not_read_whole_for_each_finding(
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
def test_passwords_beside_the_excerpt_are_recognised(password: str) -> None:
    shown = report(f"[a](https://user:{password}@c.example/) and [b](#{'c' * 200})\n")
    out = "".join(text.render(shown, Style(source=True, width=60)))
    assert "ssss" not in out
    assert "secret" not in out


@pytest.mark.parametrize(("before", "columns"), [("ab", 2), ("漢字", 4), ("e\u0301", 1)])
def test_the_mark_is_below_its_text_on_a_terminal(before: str, columns: int) -> None:
    shown = report(f"{before} [a](#b)\n")
    lines = "".join(text.render(shown, Style(source=True, width=80))).splitlines()
    mark = next(line for line in lines if line.strip(" ^") == "")
    assert mark.index("^") == len("    ") + columns + len(" [a](")


@pytest.mark.parametrize("word", ["word ", "漢字 "])
def test_a_long_line_is_cut_to_the_width(word: str) -> None:
    shown = report(f"[a](#b) {word * 100}\n")
    lines = "".join(text.render(shown, Style(source=True, width=60))).splitlines()
    cut = [cell_len(line) for line in lines if line.endswith("…")]
    assert cut
    assert set(cut) <= {59, 60}
