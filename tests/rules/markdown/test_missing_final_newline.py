"""The end of the file."""

import pytest

from awesomecheck_rules.markdown.missing_final_newline import MissingFinalNewline
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "text", ["", "\n", "one\n", "one\r\n", "one\n\n", "one\n  ", " ", "\ufeff"]
)
def test_ends_well(check: Check, text: str) -> None:
    assert check(MissingFinalNewline(), text) == []


@pytest.mark.parametrize("text", ["one", "one\n- two", "```\ncode", "<div>", "[a]: /url"])
def test_ends_in_the_middle_of_a_line(check: Check, text: str) -> None:
    (finding,) = findings = check(MissingFinalNewline(), text)
    assert (finding.span.start, finding.span.end) == (len(text), len(text))
    assert finding.message == "no newline at end of file"
    assert fixed(text, findings) == text + "\n"
