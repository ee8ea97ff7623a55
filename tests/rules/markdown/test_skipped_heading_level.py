"""Headings more than one level down."""

import pytest

from awesomecheck_rules.markdown.skipped_heading_level import SkippedHeadingLevel
from tests.rules.conftest import Check


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A\n## B\n### C\n# D\n## E\n",
        "### C\n# A\n## B\n",
        # Level 2 is used nowhere, or hardly anywhere.
        "# A\n### B\n### C\n",
        "# A\n" + "### B\n" * 40 + "## C\n",
        # As often as not.
        "# A\n### B\n# C\n### D\n# E\n## F\n# G\n## H\n",
        # HTML is chosen for its looks, but counts as a step.
        "# A\n<h3>tagline</h3>\n\n## B\n",
        "## X\n# A\n<h3>tagline</h3>\n\n#### B\n",
        # Elsewhere than on the top level.
        "# A\n## B\n> #### C\n",
        "# A\n## B\n```\n#### C\n```\n",
    ],
)
def test_steps_and_habits(check: Check, text: str) -> None:
    assert check(SkippedHeadingLevel(), text) == []


def test_a_step_too_far(check: Check) -> None:
    text = "# A\n\n## B\n\n#### C\n\n#### D\n\n### E\n"
    (finding,) = check(SkippedHeadingLevel(), text)
    assert text[finding.span.start :].startswith("#### C")
    assert text[finding.span.start : finding.span.end] == "####"
    assert finding.message == "level 4 below a heading of level 2: level 3 expected"
    assert finding.fix is None


def test_names_the_level_that_the_list_uses(check: Check) -> None:
    (finding,) = check(SkippedHeadingLevel(), "# A\n\n#### B\n\n### C\n\n#### D\n")
    assert finding.message == "level 4 below a heading of level 1: level 3 expected"
