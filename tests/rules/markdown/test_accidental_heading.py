"""Text that a line of dashes makes a heading."""

import pytest

from awesomecheck_rules.markdown.accidental_heading import AccidentalHeading
from tests.rules.conftest import Check

LONG = "Boats with oars and boats with sails, and some that have an engine as well."


@pytest.mark.parametrize(
    "text",
    [
        "- [Oar](https://oar.org) - Text.\n  ---\n- [Sail](https://sail.org)\n",
        "- a\n\n  Some text\n  -\n",
        f"{LONG}\n---\n",
        "Boats with oars,\nand with sails\n-----\n",
    ],
)
def test_text_above_dashes(check: Check, text: str) -> None:
    [finding] = check(AccidentalHeading(), text)
    assert finding.message == (
        "this line makes a heading of the text above it: add a blank line before it"
    )
    assert set(text[finding.span.start : finding.span.end]) == {"-"}
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "Boats\n---\n",
        "Boats with oars, and boats with sails, and some with an engine\n---\n",
        f"{LONG}\n===\n",
        f"{LONG}\n\n---\n",
        "- a\n---\n",
        "- ## a\n",
    ],
)
def test_headings_that_are_meant(check: Check, text: str) -> None:
    assert not check(AccidentalHeading(), text)
