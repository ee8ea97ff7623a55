"""Merge conflicts that were committed."""

import pytest

from awesomecheck_rules.markdown.conflict_marker import ConflictMarker
from tests.rules.conftest import Check

OURS, THEIRS = "- [Oar](https://oar.org)\n", "- [Sail](https://sail.org)\n"


@pytest.mark.parametrize("base", ["", f"||||||| 1a2b3c4\n{OURS}"])
def test_a_conflict_is_one_finding(check: Check, base: str) -> None:
    text = f"{OURS}<<<<<<< HEAD\n{OURS}{base}=======\n{THEIRS}>>>>>>> 1a2b3c4 (Add a sail)\n"
    [finding] = check(ConflictMarker(), text)
    last = text.count("\n")
    assert finding.severity == "error"
    assert finding.message == (
        f"merge conflict up to line {last}: keep one version, delete the markers"
    )
    assert text[finding.span.start : finding.span.end] == text.removeprefix(OURS).rstrip("\n")


def test_several_conflicts(check: Check) -> None:
    conflict = f"<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> main\n"
    assert len(check(ConflictMarker(), f"{conflict}\nText.\n\n{conflict}")) == 2


@pytest.mark.parametrize(
    "marker", ["<<<<<<< HEAD", ">>>>>>> origin/main", ">>>>>>> 1a2b3c4 (Text)"]
)
def test_a_marker_that_was_left(check: Check, marker: str) -> None:
    [finding] = check(ConflictMarker(), f"{OURS}{marker}\n{THEIRS}")
    assert finding.message == f"leftover conflict marker `{marker[:7]}`: delete this line"


@pytest.mark.parametrize(
    "text",
    [
        "Boats\n=======\n",
        f"```\n<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> main\n```\n",
        ">>>>>>> quoted very often\n",
        "<<<<<<<<<< HEAD\n",
        "Text <<<<<<< HEAD\n",
        "|||||||\n",
    ],
)
def test_what_is_no_conflict(check: Check, text: str) -> None:
    assert not check(ConflictMarker(), text)
