"""One thing done wrong in a regular list is found where it is, and nothing else."""

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Finding, Source, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.engine.registry import entry_points, load_rules
from tests.rules.conftest import fixed
from tests.rules.entries.regular import FORMATS, regular_list, slips

NAMES = (
    "unlike-template",
    "description-period",
    "malformed-link",
    "mixed-list-marker",
    "uneven-indent",
    "unusual-venue",
)
REGISTRY = load_rules(entry_points())
RULES = [ActiveRule(name, REGISTRY[name].rule(), REGISTRY[name].rule.severity) for name in NAMES]
PASSES = 3


def findings(text: str) -> Sequence[Finding]:
    result = run_rules(parse(Source.from_text(text)), RULES, known=REGISTRY)
    assert not result.crashes
    return result.findings


def repaired(text: str) -> str:
    for _ in range(PASSES):
        text = fixed(text, [each for each in findings(text) if each.fix])
    return text


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset)


@pytest.mark.slow
@given(st.integers(0, 2**32), st.sampled_from(sorted(FORMATS)), st.integers(3, 6))
@settings(max_examples=40, deadline=None)
def test_a_slip_is_found_and_nothing_else(seed: int, format_name: str, size: int) -> None:
    random = Random(seed)
    regular = regular_list(random, format_name, sections=3, size=4 + size)
    assert findings(regular.text) == ()
    slip = random.choice(slips(regular, random.randrange(len(regular.entries))))
    found = findings(slip.text)
    line = line_of(slip.text, slip.at)
    assert found, slip
    for each in found:
        assert abs(line_of(slip.text, each.span.start) - line) <= 2, (slip, each)
    if slip.mechanical:
        assert len(found) == 1, (slip, found)
        assert repaired(slip.text) == regular.text
