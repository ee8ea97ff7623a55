"""Words and marks that are there twice."""

import pytest

from awesomecheck_rules.markdown.repeated_word import RepeatedWord
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("- All of the the leaves", "- All of the leaves"),
        ("- Peels with with care", "- Peels with care"),
        ("- [Ash et al. et al.](https://example.org)", None),
        ("- Bowls, , plates", "- Bowls, plates"),
        ("- Bowls,, plates", "- Bowls, plates"),
        ("- Bowls and plates..", "- Bowls and plates."),
        ("- Bowls and plates. .", "- Bowls and plates."),
        ("- Bowls.. ([source](https://example.org))", "- Bowls. ([source](https://example.org))"),
    ],
)
def test_repetitions_are_reported_and_fixed(check: Check, text: str, right: str | None) -> None:
    found = check(RepeatedWord(), f"{text}\n")
    assert fixed(f"{text}\n", found) == f"{right or text}\n"
    assert bool(found) == (right is not None)


@pytest.mark.parametrize(
    "text",
    [
        "- many many more, a galaxy far far away, that that is",
        "- and so on...",
        "- wait .. what",
        "- `the the` and https://example.org/a,,b",
        "- ../README and ..",
        "    the the code",
    ],
)
def test_what_may_be_meant_is_not_reported(check: Check, text: str) -> None:
    assert check(RepeatedWord(), f"{text}\n") == []
